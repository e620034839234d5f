//! <https://docs.zeek.org/en/master/script-reference/log-files.html>: Zeek's tab-separated logs whose
//! header lines were cut off. The columns of the commonest logs are known by heart.
//!
//! Does not: read logs with a header; `columns` does.

use super::{
    LineRole, Reading, columns, facts,
    table::{Example, Format},
};
use crate::record::RecordParts;

/// Zeek's logs without their header.
pub(super) struct ZeekRows;

/// What every log of connections begins with.
const CONNECTION: [&str; 6] = ["ts", "uid", "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p"];

const CONN: [&str; 16] = [
    "proto",
    "service",
    "duration",
    "orig_bytes",
    "resp_bytes",
    "conn_state",
    "local_orig",
    "local_resp",
    "missed_bytes",
    "history",
    "orig_pkts",
    "orig_ip_bytes",
    "resp_pkts",
    "resp_ip_bytes",
    "tunnel_parents",
    "ip_proto",
];

const DNS: [&str; 18] = [
    "proto",
    "trans_id",
    "rtt",
    "query",
    "qclass",
    "qclass_name",
    "qtype",
    "qtype_name",
    "rcode",
    "rcode_name",
    "AA",
    "TC",
    "RD",
    "RA",
    "Z",
    "answers",
    "TTLs",
    "rejected",
];

const HTTP: [&str; 24] = [
    "trans_depth",
    "method",
    "host",
    "uri",
    "referrer",
    "version",
    "user_agent",
    "origin",
    "request_body_len",
    "response_body_len",
    "status_code",
    "status_msg",
    "info_code",
    "info_msg",
    "tags",
    "username",
    "password",
    "proxied",
    "orig_fuids",
    "orig_filenames",
    "orig_mime_types",
    "resp_fuids",
    "resp_filenames",
    "resp_mime_types",
];

impl Format for ZeekRows {
    fn name(&self) -> &'static str {
        "zeek-rows"
    }

    fn title(&self) -> &'static str {
        "Zeek (without a header)"
    }

    fn specification(&self) -> &'static str {
        "https://docs.zeek.org/en/master/script-reference/log-files.html"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        begins(line).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !begins(record) {
            return false;
        }
        let mut words = record.split(|byte| *byte == b'\t').skip(CONNECTION.len());
        let first = words.next().unwrap_or_default();
        let second = words.next().unwrap_or_default();
        let transport = matches!(first, b"tcp" | b"udp" | b"icmp" | b"unknown_transport");
        let asked = transport && !second.is_empty() && second.iter().all(u8::is_ascii_digit);
        let method = !second.is_empty() && second.iter().all(u8::is_ascii_uppercase);
        let names: &[&str] = match (transport, asked, method) {
            (true, true, _) => &DNS,
            (true, false, _) => &CONN,
            (false, _, true) => &HTTP,
            _ => &[],
        };
        let names = CONNECTION.iter().chain(names).copied();
        columns::read(record, names, b'\t', reading.whole, out);
        facts::take(record, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "1709979072.345678\tCHhAvVGS1DHFjwGM9\t192.0.2.7\t56730\t10.0.0.7\t80\ttcp\thttp\t1.550793\t98\t9417\tSF\t-\t-\t0\t^hADdFaf\t11\t670\t10\t9945\t-",
            time: Some("2024-03-09T10:11:12.345678Z"),
            level: None,
            message: "1709979072.345678\tCHhAvVGS1DHFjwGM9\t192.0.2.7\t56730\t10.0.0.7\t80\ttcp\thttp\t1.550793\t98\t9417\tSF\t-\t-\t0\t^hADdFaf\t11\t670\t10\t9945\t-",
            fields: &[("id.orig_h", "192.0.2.7"), ("conn_state", "SF"), ("orig_ip_bytes", "670")],
        }]
    }
}

/// Whether a row begins with a time in seconds, and the id of a connection, `C` and letters.
fn begins(line: &[u8]) -> bool {
    let mut words = line.split(|byte| *byte == b'\t');
    let (time, id) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let seconds = time.get(..11).is_some_and(|front| {
        front.ends_with(b".") && front.iter().take(10).all(u8::is_ascii_digit)
    });
    let connection =
        id.first() == Some(&b'C') && id.len() >= 14 && id.iter().all(u8::is_ascii_alphanumeric);
    seconds && connection && words.count() >= 5
}
