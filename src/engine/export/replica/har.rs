//! An HTTP archive, version 1.2 (<http://www.softwareishard.com/blog/har-12-spec/>).
//!
//! Does not: tell of answers more than their status; the rest is not in logs.

use serde_json::{Value, json};

use super::{BASE_URL, Input, Masks, Replicated, Target, curl::sendable};
use crate::time::written;

pub(super) const TARGET: Target = Target { name: "har", ending: "har", write };

fn write(of: &Replicated, masks: &mut Masks) -> String {
    let entries: Vec<Value> = of.inputs.iter().map(|input| entry(input, masks)).collect();
    let archive = json!({
        "log": {
            "version": "1.2",
            "creator": { "name": "Squall", "version": env!("CARGO_PKG_VERSION") },
            "entries": entries,
        }
    });
    format!("{archive:#}\n")
}

fn entry(input: &Input, masks: &mut Masks) -> Value {
    let placeholder = |name: &str| format!("${name}");
    let base = input.base.clone().unwrap_or_else(|| format!("http://{BASE_URL}"));
    let path = masks.text(&sendable(&input.path));
    let path = masks.written(path, placeholder);
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        json!({ "name": name, "value": value })
    };
    let queries: Vec<Value> = query.split('&').filter(|it| !it.is_empty()).map(pair).collect();
    let mut header = |(name, value): &(String, String)| {
        let masked = masks.value(name, value);
        json!({ "name": name, "value": masks.written(masked, placeholder) })
    };
    let headers: Vec<Value> = input.headers.iter().map(&mut header).collect();
    let mut request = json!({
        "method": input.method,
        "url": format!("{base}{path}"),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers,
        "queryString": queries,
        "headersSize": -1,
        "bodySize": input.body.as_ref().map_or(0, String::len),
    });
    if let (Some(body), Some(request)) = (&input.body, request.as_object_mut()) {
        let of_type = |(name, _): &&(String, String)| name.eq_ignore_ascii_case("content-type");
        let known = input.headers.iter().find(of_type).map_or("", |(_, value)| value);
        let body = masks.text(body);
        let text = masks.written(body, placeholder);
        let data = json!({ "mimeType": known, "text": text });
        request.insert("postData".to_owned(), data);
    }
    let millis = input.nanos as f64 / 1e6;
    json!({
        "startedDateTime": written(input.start.unwrap_or(0)),
        "time": millis,
        "request": request,
        "response": {
            "status": input.status.unwrap_or(0),
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": [],
            "content": { "size": 0, "mimeType": "" },
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": -1,
        },
        "cache": {},
        "timings": { "send": 0, "wait": millis, "receive": 0 },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_what_the_format_wants() {
        let input = Input {
            start: Some(1_772_782_169_771_000_000),
            nanos: 84_000_000,
            method: "POST".to_owned(),
            path: "/cart?x=1&api_key=k-12345".to_owned(),
            headers: vec![("Content-Type".to_owned(), "text/plain".to_owned())],
            body: Some("hello".to_owned()),
            ..Input::default()
        };
        let of = Replicated { inputs: vec![input], ..Replicated::default() };
        let text = write(&of, &mut Masks::new(false));
        let archive: Value = serde_json::from_str(&text).unwrap();
        let entry = &archive["log"]["entries"][0];
        assert_eq!(entry["startedDateTime"], "2026-03-06T07:29:29.771Z");
        assert_eq!(entry["request"]["url"], "http://BASE_URL/cart?x=1&api_key=$KEY_1");
        assert_eq!(entry["request"]["queryString"][1]["value"], "$KEY_1");
        assert_eq!(entry["request"]["postData"]["mimeType"], "text/plain");
        assert_eq!(entry["timings"]["wait"], 84.0);
        for name in ["cookies", "headers", "content", "redirectURL", "headersSize", "bodySize"] {
            assert!(!entry["response"][name].is_null(), "{name}");
        }
    }
}
