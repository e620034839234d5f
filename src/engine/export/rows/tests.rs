//! What a record looks like in each form.

use expect_test::{Expect, expect};
use serde_json::json;

use super::{Form, Row, Writer};
use crate::{
    export::redact::{RedactSettings, Redactor},
    level::Level,
    time::TimeNanos,
};

fn rows() -> Vec<Row<'static>> {
    let fields = |value: serde_json::Value| value.as_object().cloned().unwrap_or_default();
    vec![
        Row {
            source: "web.log".into(),
            line: 3,
            lines: 1,
            time: Some(TimeNanos(1_772_368_800_250_000_000)),
            fraction_digits: 3,
            level: Some(Level::Error),
            message: "=cmd|' /C calc'!A0".into(),
            fields: fields(json!({"status": 503, "user": {"name": "Ann Lee"}, "delta": "-5"})),
            template: 0x9f2c,
            raw: r#"{"status":503,"user":{"name":"Ann Lee"},"msg":"=cmd|' /C calc'!A0"}"#.into(),
        },
        Row {
            source: "web.log".into(),
            line: 4,
            lines: 2,
            message: "two, \"quoted\"\nlines | <b>".into(),
            raw: "two, \"quoted\"\nlines | <b>".into(),
            ..Row::default()
        },
    ]
}

fn check(form: Form, columns: &[&str], expected: &Expect) {
    let writer = Writer::new(form, columns.iter().map(|name| (*name).to_owned()).collect());
    let mut out = String::new();
    writer.head(&mut out);
    rows().iter().for_each(|row| writer.row(row, &mut out));
    expected.assert_eq(&out.replace('\r', "␍"));
}

#[test]
fn as_json_lines() {
    check(
        Form::JsonLines,
        &[],
        &expect![[r#"
        {"source":"web.log","line":3,"lines":1,"time":"2026-03-01T12:40:00.250Z","level":"error","message":"=cmd|' /C calc'!A0","fields":{"status":503,"user":{"name":"Ann Lee"},"delta":"-5"},"template":"0000000000009f2c","raw":"{\"status\":503,\"user\":{\"name\":\"Ann Lee\"},\"msg\":\"=cmd|' /C calc'!A0\"}"}
        {"source":"web.log","line":4,"lines":2,"time":null,"level":null,"message":"two, \"quoted\"\nlines | <b>","fields":{},"template":"0000000000000000","raw":"two, \"quoted\"\nlines | <b>"}
    "#]],
    );
    check(
        Form::JsonLines,
        &["line", "user.name", "status"],
        &expect![[r#"
        {"line":3,"user.name":"Ann Lee","status":503}
        {"line":4,"user.name":null,"status":null}
    "#]],
    );
}

#[test]
fn as_csv() {
    check(
        Form::Csv,
        &[],
        &expect![[r#"
        time,level,source,line,message␍
        2026-03-01T12:40:00.250Z,error,web.log,3,'=cmd|' /C calc'!A0␍
        ,,web.log,4,"two, ""quoted""
        lines | <b>"␍
    "#]],
    );
    check(
        Form::Csv,
        &["delta", "fields.status", "none"],
        &expect![[r#"
        delta,fields.status,none␍
        -5,503,␍
        ,,␍
    "#]],
    );
}

#[test]
fn as_text_and_markdown() {
    check(
        Form::Text,
        &[],
        &expect![[r#"
        {"status":503,"user":{"name":"Ann Lee"},"msg":"=cmd|' /C calc'!A0"}
        two, "quoted"
        lines | <b>
    "#]],
    );
    check(
        Form::Text,
        &["line", "level"],
        &expect![[r#"
        3	error
        4	
    "#]],
    );
    check(
        Form::Markdown,
        &["level", "message"],
        &expect![[r#"
        | level | message |
        | --- | --- |
        | error | =cmd\|' /C calc'\!A0 |
        |  | two, "quoted"<br>lines \| &lt;b&gt; |
    "#]],
    );
}

#[test]
fn what_a_field_gives_away_is_gone_from_the_whole_record() {
    let mut redactor = Redactor::new(&RedactSettings::default()).unwrap();
    let mut rows = rows();
    rows[0].redact(&mut redactor);
    assert!(!format!("{:?}", rows[0]).contains("Ann"), "{:?}", rows[0]);
    assert!(rows[0].raw.contains("user-1"));
}
