//! One HTTP request as the fields of a record tell it.
//!
//! Does not: mask; what is logged stands here as it is.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{arrange::Arrange, follow::named};

/// Names of fields by their letters and digits, whole or by their last part.
type Names = &'static [&'static str];

const METHODS: Names =
    &["method", "httpmethod", "requestmethod", "httprequestmethod", "verb", "csmethod"];
const URLS: Names = &["url", "urlfull", "requesturl", "fullurl", "httpurl"];
const PATHS: Names =
    &["path", "uri", "target", "requesturi", "requestpath", "urlpath", "csuristem", "url", "route"];
const QUERIES: Names = &["query", "querystring", "urlquery", "csuriquery", "queryparams", "params"];
const SCHEMES: Names = &["scheme", "urlscheme", "xforwardedproto", "requestscheme"];
const HOSTS: Names = &[
    "httphost",
    "requesthost",
    "urlhost",
    "authority",
    "servername",
    "vhost",
    "urldomain",
    "cshost",
];
const STATUSES: Names = crate::formats::STATUSES;
/// Objects whose members are headers of the request.
const HEADERS: Names = &[
    "headers",
    "header",
    "requestheaders",
    "httprequestheader",
    "httprequestheaders",
    "reqheaders",
];
/// Fields that are headers by themselves.
const NAMED_HEADERS: [(&str, Names); 8] = [
    ("User-Agent", &["useragent", "agent", "httpuseragent", "csuseragent", "useragentoriginal"]),
    ("Referer", &["referer", "referrer", "httpreferer", "csreferer"]),
    ("Content-Type", &["contenttype", "requestcontenttype"]),
    ("Accept", &["accept", "httpaccept"]),
    ("Accept-Language", &["acceptlanguage"]),
    ("Authorization", &["authorization", "httpauthorization"]),
    ("Cookie", &["cookie", "cookies", "httpcookie", "cscookie"]),
    ("X-Api-Key", &["xapikey"]),
];
const BODIES: Names = &[
    "requestbody",
    "httprequestbody",
    "httprequestbodycontent",
    "body",
    "payload",
    "postdata",
    "requestpayload",
];
/// Who asked, those that say most first.
pub const ACTORS: &[&str] = &[
    "sessionid",
    "session",
    "userid",
    "user",
    "username",
    "customerid",
    "customer",
    "accountid",
    "account",
    "usr",
    "uid",
];
/// Headers that a tool sets itself.
const OWN_HEADERS: [&str; 5] =
    ["host", "content-length", "connection", "transfer-encoding", "accept-encoding"];
/// Words that begin requests in messages.
const VERBS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/// Objects within objects that are looked at.
const DEPTH_MAX: usize = 6;

/// What is known of a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// When it began, in nanoseconds since 1970; none where no time is known.
    pub start: Option<i64>,
    pub nanos: i64,
    pub method: String,
    /// `https://shop.example:8080`.
    pub base: Option<String>,
    /// With its query.
    pub path: String,
    /// In the order in which they are logged.
    pub headers: Vec<(String, String)>,
    pub body: Option<String>,
    pub status: Option<u16>,
    /// Names and values of fields that say who asked.
    pub actors: Vec<(String, String)>,
}

/// A field of the tree: its dotted name and its value.
type Leaf<'a> = (String, &'a Value);

/// What a record tells of who asked, and of a request where it names a method and a path.
#[must_use]
pub fn input(tree: &Map<String, Value>, message: &str) -> Input {
    let mut leaves = Vec::new();
    flatten(tree, "", 0, &mut leaves);
    let text = |names: Names| find(&leaves, names).map(|(_, text)| text);
    let mut input = Input {
        method: text(METHODS).filter(|it| is_method(it)).unwrap_or_default().to_ascii_uppercase(),
        path: text(PATHS).unwrap_or_default(),
        status: text(STATUSES).and_then(|status| status.parse().ok()),
        actors: actors(&leaves),
        headers: headers(&leaves),
        ..Input::default()
    };
    let full = text(URLS).filter(|url| url.contains("://")).unwrap_or_else(|| input.path.clone());
    if let Some((base, path)) = split_url(&full) {
        (input.base, input.path) = (Some(base), path);
    }
    if input.method.is_empty() || input.path.is_empty() {
        (input.method, input.path) = mentioned(message).unwrap_or_default();
    }
    if !input.path.is_empty() && !input.path.starts_with(['/', '*']) {
        input.path.insert(0, '/');
    }
    input.base = input.base.or_else(|| base(&leaves));
    if let Some(query) = find_value(&leaves, QUERIES).and_then(query_text)
        && !input.path.contains('?')
    {
        input.path = format!("{}?{}", input.path, query.trim_start_matches('?'));
    }
    if !["", "GET", "HEAD"].contains(&input.method.as_str()) {
        input.body = find_body(tree, 0);
    }
    input
}

impl Input {
    /// Whether method and path are known.
    #[must_use]
    pub fn is_request(&self) -> bool {
        !self.method.is_empty() && !self.path.is_empty()
    }

    /// Whether two records speak of the same request.
    fn is_same(&self, other: &Input) -> bool {
        fn parts(input: &Input) -> (&str, Option<&str>) {
            match input.path.split_once('?') {
                Some((path, query)) => (path, Some(query)),
                None => (&input.path, None),
            }
        }
        let ((path, query), (other_path, other_query)) = (parts(self), parts(other));
        let queries = query.is_none() || other_query.is_none() || query == other_query;
        self.method == other.method && path == other_path && queries
    }

    fn join(&mut self, other: Input) {
        if other.path.len() > self.path.len() {
            self.path = other.path;
        }
        self.start = self.start.into_iter().chain(other.start).min();
        self.nanos = self.nanos.max(other.nanos);
        self.base = self.base.take().or(other.base);
        self.body = self.body.take().or(other.body);
        self.status = other.status.or(self.status);
        for (name, value) in other.headers {
            if !self.headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(&name)) {
                self.headers.push((name, value));
            }
        }
    }
}

/// The requests that some records tell of, in order: those that speak of the same, one after the
/// other, are one.
#[must_use]
pub fn joined(inputs: impl IntoIterator<Item = Input>) -> Vec<Input> {
    let mut all: Vec<Input> = Vec::new();
    for input in inputs.into_iter().filter(Input::is_request) {
        match all.iter_mut().find(|known| known.is_same(&input)) {
            Some(known) => known.join(input),
            None => all.push(input),
        }
    }
    all.arrange_by_key(|input| input.start);
    all
}

fn flatten<'a>(tree: &'a Map<String, Value>, before: &str, depth: usize, to: &mut Vec<Leaf<'a>>) {
    for (name, value) in tree {
        let name = if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
        match value {
            Value::Object(inner) if depth < DEPTH_MAX => {
                to.push((name.clone(), value));
                flatten(inner, &name, depth + 1, to);
            }
            _ => to.push((name, value)),
        }
    }
}

fn find_value<'a>(leaves: &[Leaf<'a>], names: Names) -> Option<&'a Value> {
    let rank = |name: &str| names.iter().position(|known| named::is(name.as_bytes(), known));
    let told = |value: &Value| !text_of(value).is_empty() || value.is_object();
    let ranked = leaves.iter().filter_map(|(name, value)| Some((rank(name)?, *value)));
    ranked.filter(|(_, value)| told(value)).min_by_key(|(rank, _)| *rank).map(|(_, value)| value)
}

/// The name's rank and the text of the field whose name comes first in a list.
fn find(leaves: &[Leaf<'_>], names: Names) -> Option<(usize, String)> {
    let scalar = leaves.iter().filter(|(_, value)| !value.is_object());
    let rank = |name: &str| names.iter().position(|known| named::is(name.as_bytes(), known));
    let ranked = scalar.filter_map(|(name, value)| Some((rank(name)?, text_of(value))));
    ranked.filter(|(_, text)| !text.is_empty()).min_by_key(|(rank, _)| *rank)
}

/// A value as text; empty where it says nothing.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) if text != "-" => text.clone(),
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Array(all) => all.iter().map(text_of).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

fn is_method(method: &str) -> bool {
    (3..=8).contains(&method.len()) && method.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn actors(leaves: &[Leaf<'_>]) -> Vec<(String, String)> {
    let nobody = |text: &str| ["", "anonymous", "null", "none", "0"].contains(&text);
    let actor = |name: &&str| {
        let (_, text) = find_named(leaves, name)?;
        (!nobody(&text)).then(|| ((*name).to_owned(), text))
    };
    ACTORS.iter().filter_map(actor).collect()
}

fn find_named(leaves: &[Leaf<'_>], known: &str) -> Option<(String, String)> {
    let mut own = leaves
        .iter()
        .filter(|(name, value)| !value.is_object() && named::is(name.as_bytes(), known));
    own.next().map(|(name, value)| (name.clone(), text_of(value)))
}

/// Headers under an object of headers, then fields that are headers by themselves.
fn headers(leaves: &[Leaf<'_>]) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, value: String| {
        let known = headers.iter().any(|(known, _)| known.eq_ignore_ascii_case(name));
        let own = OWN_HEADERS.iter().any(|own| own.eq_ignore_ascii_case(name));
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        if !known && !own && plain && !name.is_empty() && !value.is_empty() {
            headers.push((name.to_owned(), value.replace(['\r', '\n'], " ")));
        }
    };
    for (name, value) in leaves {
        let Some((before, last)) = name.rsplit_once('.') else { continue };
        let of_answer = before.to_ascii_lowercase().contains("resp");
        if !of_answer && HEADERS.iter().any(|known| named::is(before.as_bytes(), known)) {
            add(last, text_of(value));
        }
    }
    for (header, names) in NAMED_HEADERS {
        if let Some((_, value)) = find(leaves, names) {
            add(header, value);
        }
    }
    headers
}

/// Scheme and host of a full address, and the rest of it.
fn split_url(url: &str) -> Option<(String, String)> {
    let (scheme, rest) = url.split_once("://")?;
    let plain = !scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let path = path.split('#').next().unwrap_or_default();
    let slash = if path.starts_with('/') { "" } else { "/" };
    (plain && is_host(host)).then(|| (format!("{scheme}://{host}"), format!("{slash}{path}")))
}

fn base(leaves: &[Leaf<'_>]) -> Option<String> {
    let of_headers = |name: &str| {
        let mut before = name.rsplit_once('.').into_iter();
        before.any(|(before, last)| {
            last.eq_ignore_ascii_case("host")
                && HEADERS.iter().any(|known| named::is(before.as_bytes(), known))
        })
    };
    let header = leaves.iter().find(|(name, _)| of_headers(name));
    let header = header.map(|(_, value)| text_of(value));
    let host = header.or_else(|| find(leaves, HOSTS).map(|it| it.1)).filter(|it| is_host(it))?;
    let (_, scheme) = find(leaves, SCHEMES)?;
    let plain = scheme.bytes().all(|byte| byte.is_ascii_alphabetic());
    plain.then(|| format!("{scheme}://{host}"))
}

fn is_host(host: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    !host.is_empty() && host.bytes().all(plain)
}

/// A query as text: `a=1&b=2`.
fn query_text(value: &Value) -> Option<String> {
    let Value::Object(members) = value else {
        return Some(text_of(value)).filter(|text| text.contains('='));
    };
    let pair = |(name, value): (&String, &Value)| {
        format!("{}={}", escaped(name), escaped(&text_of(value)))
    };
    let pairs: Vec<String> = members.iter().map(pair).collect();
    (!pairs.is_empty()).then(|| pairs.join("&"))
}

/// Percent-encoded as a part of a query (RFC 3986, unreserved characters stay).
fn escaped(text: &str) -> String {
    let stays = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let escape = |byte: u8| {
        if stays(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    text.bytes().map(escape).collect()
}

fn find_body(tree: &Map<String, Value>, depth: usize) -> Option<String> {
    let named = |known: &&str| {
        let mut own = tree.iter().filter(|(name, _)| named::is(name.as_bytes(), known));
        own.find_map(|(_, value)| match value {
            Value::Object(inner) => {
                // The Elastic Common Schema has the text and its size under the body's name.
                let only = inner.keys().all(|name| ["content", "bytes"].contains(&name.as_str()));
                let text = inner.get("content").filter(|_| only).and_then(Value::as_str);
                Some(text.map_or_else(|| value.to_string(), str::to_owned))
            }
            Value::Array(_) => Some(value.to_string()),
            _ => Some(text_of(value)).filter(|text| !text.is_empty()),
        })
    };
    BODIES.iter().find_map(named).or_else(|| {
        let inner = tree.iter().filter(|(name, _)| !name.to_ascii_lowercase().contains("resp"));
        let mut objects = inner.filter_map(|(_, value)| value.as_object());
        objects.find_map(|inner| (depth < DEPTH_MAX).then(|| find_body(inner, depth + 1))?)
    })
}

/// Method and path in a message: `request started GET /api/catalog`.
fn mentioned(message: &str) -> Option<(String, String)> {
    let words: Vec<&str> =
        message.split(|c: char| c.is_whitespace() || "\"'[](),".contains(c)).collect();
    let is = |pair: &&[&str]| match pair {
        [verb, path] => VERBS.contains(verb) && path.starts_with('/'),
        _ => false,
    };
    match words.windows(2).find(is)? {
        [verb, path] => Some(((*verb).to_owned(), (*path).to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    fn told(json: &str) -> Input {
        let tree: Map<String, Value> = serde_json::from_str(json).unwrap();
        input(&tree, tree.get("msg").and_then(Value::as_str).unwrap_or_default())
    }

    #[test]
    fn fields_of_many_loggers() {
        let logs = [
            r#"{"method":"post","path":"/cart/3","query":{"x":"a b","y":1},"body":{"n":2},
                "headers":{"Accept":"*/*","Host":"shop.example","X-Team":["a","b"]},"scheme":"https"}"#,
            r#"{"http":{"request":{"method":"PUT","header":{"content-type":["text/plain"]},
                "body":{"content":"hello"}},"response":{"status_code":201,"headers":{"etag":"x"}}},
                "url.full":"https://api.example:8443/v1/x?q=1#top","user.id":"u-7"}"#,
            r#"{"client":"10.0.0.1","user":"-","method":"GET","path":"/a?b=1","status":200,
                "referer":"-","agent":"okhttp/4.12.0"}"#,
            r#"{"msg":"request started GET /api/catalog","session_id":"s-1"}"#,
            r#"{"msg":"nothing of a request","path":"/var/log"}"#,
        ];
        let shown: Vec<String> = logs
            .iter()
            .map(|log| {
                let Input { method, base, path, headers, body, status, actors, .. } = told(log);
                format!("{method} {base:?} {path} {headers:?} {body:?} {status:?} {actors:?}")
            })
            .collect();
        expect![[r#"
            POST Some("https://shop.example") /cart/3?x=a%20b&y=1 [("Accept", "*/*"), ("X-Team", "a, b")] Some("{\"n\":2}") None []
            PUT Some("https://api.example:8443") /v1/x?q=1 [("content-type", "text/plain")] Some("hello") Some(201) [("userid", "u-7")]
            GET None /a?b=1 [("User-Agent", "okhttp/4.12.0")] None Some(200) []
            GET None /api/catalog [] None None [("sessionid", "s-1")]
             None  [] None None []"#]].assert_eq(&shown.join("\n"));
    }

    #[test]
    fn records_that_speak_of_one_request_are_one() {
        let at = |start: i64, json: &str| Input { start: Some(start), ..told(json) };
        let all = joined([
            at(5, r#"{"method":"GET","path":"/b"}"#),
            at(2, r#"{"msg":"started POST /a"}"#),
            at(1, r#"{"method":"POST","path":"/a?x=1","status":503,"user_agent":"t"}"#),
            at(9, r#"{"msg":"none"}"#),
        ]);
        let told: Vec<_> = all.iter().map(|it| (it.path.as_str(), it.start, it.status)).collect();
        assert_eq!(told, [("/a?x=1", Some(1), Some(503)), ("/b", Some(5), None)]);
        assert_eq!(all[0].headers, [("User-Agent".to_owned(), "t".to_owned())]);
    }
}
