//! What stands in a report, and what must not.

use super::{BurstLine, Counts, DifferenceLine, OnsetLine, Report, SourceLine};
use crate::{
    export::{
        redact::{RedactSettings, Redactor},
        rows::Row,
    },
    level::Level,
    time::TimeNanos,
};

/// One of each kind, planted in every text of a report.
const PLANTED: &[&str] = &[
    "ann.lee@example.org",
    "203.0.113.77",
    "2001:db8::77:1",
    "00:1b:44:11:3a:b7",
    "4111 1111 1111 1111",
    "DE89 3704 0044 0532 0130 00",
    "+49 170 1234567",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1LTEifQ.Zm9vYmFyYmF6",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_1B4a9Zq0XkYt7Rw2Lm5Nc8Vd3Sf6Gh1Jk4Pq",
    "xoxb-123456789012-AbCdEfGh1234",
    "2YotnFZFEjr1zCsicMWpAA",
    "svc:s3cr3t",
    "31d4d96e407aad42",
    "hunter2-x",
    "Zx81kQpLr07VbN3mTsYw92Gh",
];

fn planted_text() -> String {
    format!(
        "{} {} {} {} card {} iban {} sms {} jwt {} {} {} {} Authorization: Bearer {} at \
         https://{}@db.example.org/x password={} blob {} user=\"Ann Lee\" Cookie: sid={}",
        PLANTED[0],
        PLANTED[1],
        PLANTED[2],
        PLANTED[3],
        PLANTED[4],
        PLANTED[5],
        PLANTED[6],
        PLANTED[7],
        PLANTED[8],
        PLANTED[9],
        PLANTED[10],
        PLANTED[11],
        PLANTED[12],
        PLANTED[14],
        PLANTED[15],
        PLANTED[13],
    )
}

fn planted() -> Report {
    let text = planted_text();
    let fields = serde_json::json!({ "user": { "name": "Ann Lee" }, "password": "hunter2-x" });
    let row = Row {
        source: "203.0.113.77.log".into(),
        level: Some(Level::Error),
        time: Some(TimeNanos(1_772_368_800_000_000_000)),
        message: text.clone().into(),
        raw: format!("{text} {{\"user\":{{\"name\":\"Ann Lee\"}}}}").into(),
        fields: fields.as_object().cloned().unwrap_or_default(),
        ..Row::default()
    };
    let start = TimeNanos(1_772_368_800_000_000_000);
    let end = TimeNanos(start.0 + 60_000_000_000);
    Report {
        title: format!("Report of {text}"),
        sentence: format!("It broke: {text}"),
        filter: text.clone(),
        sources: vec![SourceLine { name: text.clone(), records: 9, ..SourceLine::default() }],
        timeline: Counts {
            start,
            width_nanos: 10_000_000_000,
            all: vec![1, 2, 9],
            errors: vec![0, 1, 8],
        },
        bursts: vec![BurstLine {
            start,
            end,
            observed: 9,
            expected: 0.5,
            ratio: Some(18.0),
            text: text.clone(),
        }],
        differences: vec![DifferenceLine {
            verdict: "new".to_owned(),
            text: "user.name=Ann Lee and client=203.0.113.77".to_owned(),
            inside: 3,
            outside: 0,
            explains: 0.5,
        }],
        onsets: vec![OnsetLine {
            text: text.clone(),
            source: text.clone(),
            ..OnsetLine::default()
        }],
        quoted: vec![row],
        quoted_of: 9,
        notes: vec![text],
        ..Report::default()
    }
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in text.as_bytes().chunks(3) {
        let bits = three.iter().fold(0_u32, |bits, &byte| bits << 8 | u32::from(byte));
        let bits = bits << (8 * (3 - three.len()));
        for at in 0..=three.len() {
            out.push(LETTERS[(bits >> (18 - 6 * at)) as usize & 63] as char);
        }
    }
    out
}

fn url_encoded(text: &str) -> String {
    let letter = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(letter).collect()
}

#[test]
fn nothing_that_was_planted_is_in_a_report() {
    let mut report = planted();
    let before = report.html();
    assert!(before.contains("203.0.113.77") && before.contains("Ann Lee"));
    report.redact(&mut Redactor::new(&RedactSettings::default()).unwrap());
    for text in [report.html(), report.markdown()] {
        for secret in PLANTED.iter().chain(&["Ann Lee", "hunter2"]) {
            for form in [(*secret).to_owned(), base64(secret), url_encoded(secret)] {
                assert!(!text.contains(form.trim_end_matches('=')), "{form} is in\n{text}");
            }
        }
        assert!(text.contains("ip-1") && text.contains("user-1"), "{text}");
    }
}

#[test]
fn a_user_told_by_a_later_difference_is_taken_out_of_the_ones_before() {
    let line = |text: &str| DifferenceLine { text: text.to_owned(), ..DifferenceLine::default() };
    let differences = vec![line("context=annlee@orders"), line("user=annlee = role=admin")];
    let mut report = Report { differences, ..Report::default() };
    report.redact(&mut Redactor::new(&RedactSettings::default()).unwrap());
    let texts: Vec<_> = report.differences.iter().map(|row| row.text.as_str()).collect();
    assert_eq!(texts, ["context=user-1@orders", "user=user-1 = role=admin"]);
}

#[test]
fn a_report_is_one_page_without_script_in_which_log_text_is_text() {
    let evil = "</pre><script>alert(1)</script><img src=x onerror=alert(1)> `|*_ \u{1b}[31m";
    let mut report = planted();
    report.title = evil.to_owned();
    report.quoted[0].raw = evil.into();
    report.differences[0].text = evil.to_owned();
    let html = report.html();
    assert!(!html.contains("<script") && !html.contains("<img") && !html.contains('\u{1b}'));
    assert!(!html.contains("src=") || html.contains("&lt;img src=x"));
    assert!(
        html.contains("default-src 'none'")
            && html.contains("<svg")
            && html.contains("@media print")
    );
    assert_eq!(html.matches("<h1>").count(), 1);
    let markdown = report.markdown();
    assert!(markdown.contains(r"\`\|\*\_"), "{markdown}");
}

#[test]
fn an_empty_report_says_so() {
    let report = Report { sentence: "No burst.".to_owned(), ..Report::default() };
    assert!(report.html().contains("No burst.") && !report.html().contains("<table>"));
    assert_eq!(report.markdown(), "# \n\nNo burst.\n");
}
