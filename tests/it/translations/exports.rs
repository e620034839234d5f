//! Logs in which every kind of condition selects some records and not others.
//!
//! Does not: look like anybody's; the numbers go by turns.

/// Names and texts.
pub(super) fn all() -> Vec<(&'static str, String)> {
    vec![("api.json", json_lines()), ("web.log", key_values()), ("access.log", access())]
}

const LEVELS: [&str; 8] = ["trace", "debug", "info", "notice", "warn", "error", "fatal", "INFO"];
const MESSAGES: [&str; 9] = [
    "Connection refused by upstream",
    "request timeout after 300ms",
    "conn pool: peer Refused the call",
    "user a_b logged in",
    "50% off shown, it's cheap",
    "Zähler: überlauf bei ÜBERLAUF",
    "GET /health took too long",
    "time-out, retry",
    "axb: time out",
];
const PATHS: [&str; 5] =
    ["/api/v1/login", "/API/v2/login/reset", "/health", "/xapi/v1", "/api/v3/items?q=login"];
const TOOK: [&str; 8] = ["1.6s", "250ms", "0.2s", "1m30s", "999us", "1500ms", "fast", "2h"];
const SIZES: [&str; 6] = ["10KB", "11 KB", "1MiB", "900kb", "12", "2 GiB"];

fn pick<'a>(from: &[&'a str], at: usize) -> &'a str {
    from[at % from.len()]
}

fn time(at: usize) -> String {
    let (minute, second) = (at / 60, at % 60);
    let fraction = ["", ".5", ".250", ".123456789"][at % 4];
    format!("2026-03-01T14:{minute:02}:{second:02}{fraction}Z")
}

fn json_lines() -> String {
    let line = |at: usize| {
        let mut record = serde_json::Map::new();
        if at % 17 != 5 {
            record.insert("time".into(), time(at).into());
        }
        if at % 7 != 3 {
            record.insert("level".into(), pick(&LEVELS, at / 2).into());
        }
        record.insert("msg".into(), pick(&MESSAGES, at).into());
        match at % 6 {
            0 => record.insert("status".into(), 503.into()),
            1 => record.insert("status".into(), "503".into()),
            2 => record.insert("status".into(), 200.into()),
            3 => record.insert("status".into(), 499.5.into()),
            4 => record.insert("status".into(), serde_json::Value::Null),
            _ => None,
        };
        let id = 9_007_199_254_740_990_u64 + at as u64 % 6;
        record
            .insert("order".into(), serde_json::json!({ "id": id, "flag": at.is_multiple_of(2) }));
        record.insert("took".into(), pick(&TOOK, at / 3).into());
        record.insert("took_ms".into(), (at * 13 % 2500).into());
        record.insert("bytes".into(), (at * 997 % 30_000).into());
        record.insert("size".into(), pick(&SIZES, at).into());
        record.insert("size_kb".into(), (at * 31 % 2000).into());
        record.insert("ratio".into(), ((at % 10) as f64 / 8.0).into());
        record.insert("host".into(), format!("web-{}", at % 4).into());
        record.insert("path".into(), pick(&PATHS, at).into());
        let name = ["Ann Lee", "Bob", "lee"][at % 3];
        if at.is_multiple_of(5) {
            record.insert("user.name".into(), name.into());
        } else {
            record.insert("user".into(), serde_json::json!({ "name": name }));
        }
        if at.is_multiple_of(3) {
            record.insert("trace_id".into(), format!("t{at}").into());
        }
        record.insert("flag".into(), (at % 4 == 1).into());
        record.insert("tags".into(), serde_json::json!(["red", pick(&["blue", "green"], at)]));
        record.insert("version".into(), ["1.0", "1", "2.0"][at % 3].into());
        record.insert(
            "at".into(),
            ["2026-01-31T00:00:00Z", "2026-02-02T10:00:00Z", "x"][at % 3].into(),
        );
        serde_json::Value::Object(record).to_string()
    };
    let lines: Vec<String> = (0..240).map(line).collect();
    lines.join("\n") + "\n"
}

fn key_values() -> String {
    let line = |at: usize| {
        let status = ["503", "200", "2xx", "404"][at % 4];
        let level = pick(&LEVELS, at);
        let message = pick(&MESSAGES, at * 2);
        let (took, path) = (pick(&TOOK, at), pick(&PATHS, at / 2));
        format!(
            "time={} level={level} host=web-{} status={status} took={took} path=\"{path}\" msg=\"{message}\"",
            time(at),
            at % 3,
        )
    };
    let lines: Vec<String> = (0..200).map(line).collect();
    lines.join("\n") + "\n"
}

fn access() -> String {
    let line = |at: usize| {
        let (minute, second) = (at / 60, at % 60);
        let (method, path) = (["GET", "POST", "PUT"][at % 3], pick(&PATHS, at));
        let (status, bytes) = ([200, 503, 404, 500][at % 4], at * 311 % 20_000);
        format!(
            "10.0.0.{} - frank [01/Mar/2026:14:{minute:02}:{second:02} +0000] \"{method} {path} HTTP/1.1\" {status} {bytes} \"-\" \"curl/8 timeout\"",
            at % 12,
        )
    };
    let lines: Vec<String> = (0..180).map(line).collect();
    lines.join("\n") + "\n"
}
