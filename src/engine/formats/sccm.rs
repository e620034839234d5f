//! <https://learn.microsoft.com/en-us/mem/configmgr/core/plan-design/hierarchy/about-log-files>: the logs
//! of Configuration Manager and Intune (CMTrace), `<![LOG[message]LOG]!><time="…" date="…" …>`.
//!
//! The time carries the offset from local time to UTC in minutes, `10:11:12.345-60` for Berlin in winter.
//!
//! Does not: read the older form without `<![LOG[`.

use memchr::memmem;

use super::{
    LineRole, Reading, facts, pairs,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::{SECOND_NANOS, TimeNanos, cursor::Cursor},
};

/// Logs that CMTrace shows.
pub(super) struct Sccm;

const FRONT: &[u8] = b"<![LOG[";
const TAIL: &[u8] = b"]LOG]!>";

impl Format for Sccm {
    fn name(&self) -> &'static str {
        "sccm"
    }

    fn title(&self) -> &'static str {
        "Configuration Manager (CMTrace)"
    }

    fn specification(&self) -> &'static str {
        "https://learn.microsoft.com/en-us/mem/configmgr/core/plan-design/hierarchy/about-log-files"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let begins = line.starts_with(FRONT);
        Some(if begins { LineRole::Start } else { LineRole::Continues })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        line.starts_with(FRONT)
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        if !record.starts_with(FRONT) {
            return false;
        }
        let end = memmem::find(record, TAIL).unwrap_or(record.len());
        out.message = Some(Span::record(FRONT.len(), end));
        text::own_field(reading, out, "message", Span::record(FRONT.len(), end));
        let mut cursor = Cursor::new(record, end + TAIL.len());
        while !cursor.at_end() {
            cursor.eat_while(|byte| matches!(byte, b'<' | b'>' | b' '));
            if !pairs::pair(&mut cursor, out) {
                cursor.at += 1;
            }
        }
        time(record, reading, out);
        out.level = match out.field(record, b"type") {
            Some((b"1", _)) => Some(Level::Info),
            Some((b"2", _)) => Some(Level::Warn),
            Some((b"3", _)) => Some(Level::Error),
            _ => None,
        };
        if out.time.is_none() {
            facts::take(record, reading, out);
        }
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Joins date and time, and adds the minutes that local time is behind UTC.
fn time(record: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    let (Some((date, _)), Some((clock, _))) =
        (out.field(record, b"date"), out.field(record, b"time"))
    else {
        return;
    };
    let sign = clock.iter().position(|byte| matches!(byte, b'+' | b'-'));
    let (plain, offset) = clock.split_at(sign.unwrap_or(clock.len()));
    let minutes: Option<i64> = std::str::from_utf8(offset).ok().and_then(|text| text.parse().ok());
    let zone: &[u8] = if minutes.is_some() { b"Z" } else { b"" };
    // The month comes first, whatever the machine's language.
    let mut parts = date.split(|byte| *byte == b'-');
    let (Some(month), Some(day), Some(year)) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    let joined = [year, b"-", month, b"-", day, b" ", plain, zone].concat();
    if let Some(read) = reading.times.value(&joined) {
        let behind = minutes.unwrap_or(0).saturating_mul(60 * SECOND_NANOS);
        out.time = read.time.0.checked_add(behind).map(TimeNanos);
        out.fraction_digits = read.fraction_digits;
    }
}

const EXAMPLES: &[Example] = &[Example {
    text: "<![LOG[Downloading\nagain]LOG]!><time=\"11:11:12.345-60\" date=\"03-09-2024\" component=\"Content\" context=\"\" type=\"2\" thread=\"8744\" file=\"a.cpp:7\">",
    time: Some("2024-03-09T10:11:12.345Z"),
    level: Some(Level::Warn),
    message: "Downloading\nagain",
    fields: &[("component", "Content"), ("thread", "8744"), ("file", "a.cpp:7")],
}];
