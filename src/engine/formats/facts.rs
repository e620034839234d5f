//! Time, level and message of a record whose fields have names.
//!
//! The candidates are chosen by name (`json::role`) and tried in that order; a time may also be
//! split into a date and a time of day.
//!
//! Does not: find fields.

use super::{Reading, header, json};
use crate::{
    level::Level,
    names::FieldRole,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::ReadTime,
};

/// A field that may be what is looked for: its rank and its index.
type Candidate = (u8, u16);

/// How many candidates are kept for each fact.
const CANDIDATES_MAX: usize = 6;

/// Ranks from here on are guesses by the ending of a name: the value has to look like a time.
const GUESSED: u8 = 200;

/// The best candidates by rank.
#[derive(Default)]
struct Best {
    candidates: [Option<Candidate>; CANDIDATES_MAX],
}

impl Best {
    /// Keeps the candidate if there is room, in order of rank; equal ranks in order of arrival.
    fn offer(&mut self, (rank, at): (u8, usize)) {
        let Ok(at) = u16::try_from(at) else { return };
        let mut moving = Some((rank, at));
        for slot in &mut self.candidates {
            let later = match (moving, *slot) {
                (Some((rank, _)), Some((known, _))) => rank < known,
                (moving, None) => moving.is_some(),
                (None, Some(_)) => false,
            };
            if later {
                std::mem::swap(slot, &mut moving);
            }
        }
    }

    fn iter(&self) -> impl Iterator<Item = (u8, usize)> + '_ {
        self.candidates.iter().map_while(|it| it.map(|(rank, at)| (rank, usize::from(at))))
    }
}

/// Fills in `out`'s time, level and message from its fields, where they are not known yet.
pub(super) fn take(record: &[u8], reading: &mut Reading, out: &mut RecordParts) {
    let (mut times, mut levels, mut messages) = (Best::default(), Best::default(), Best::default());
    let mut status = None;
    for (at, field) in out.fields.iter().enumerate() {
        let role = match field.name {
            Name::Known(id) => out.names.role(id),
            name => reading.roles.role(out.name(record, name)),
        };
        match role {
            FieldRole::Time(rank) => times.offer((rank, at)),
            FieldRole::Level(rank) => levels.offer((rank, at)),
            FieldRole::Message(rank) => messages.offer((rank, at)),
            FieldRole::Status => status = status.or(Some(at)),
            FieldRole::None => {}
        }
    }
    if out.time.is_none() {
        let sure = times.iter().filter(|(rank, _)| *rank < GUESSED);
        let mut sure = sure.filter_map(|(rank, at)| time(record, reading, out, rank, at));
        let found =
            sure.next().or_else(|| split_time(record, reading, out, &times)).or_else(|| {
                let guessed = times.iter().filter(|(rank, _)| *rank >= GUESSED);
                guessed.filter_map(|(rank, at)| time(record, reading, out, rank, at)).next()
            });
        if let Some(found) = found.or_else(|| any_time(record, reading, out)) {
            out.time = Some(found.time);
            out.fraction_digits = found.fraction_digits;
        }
    }
    if out.level.is_none() {
        out.level = levels.iter().find_map(|(_, at)| level(record, out, at));
    }
    if out.message.is_none() {
        out.message = messages.iter().find_map(|(_, at)| message(out.fields.get(at)?));
    }
    if out.level.is_none()
        && let Some(message) = out.message
    {
        out.level = header::front_level(out.bytes(record, message), 0);
    }
    if out.level.is_none() && out.field(record, b"@t").is_some() {
        // Compact Log Event Format: a missing level is Information (https://clef-json.org).
        out.level = Some(Level::Info);
    }
    if out.level.is_none()
        && let Some(at) = status
    {
        out.level = status_level(record, out, at);
    }
}

fn time(
    record: &[u8],
    reading: &mut Reading,
    out: &RecordParts,
    rank: u8,
    at: usize,
) -> Option<ReadTime> {
    let field = out.fields.get(at)?;
    let value = out.bytes(record, field.value);
    match field.kind {
        ValueKind::Text if rank < GUESSED => reading.times.whole_value(value),
        ValueKind::Text => looks_dated(value).then(|| reading.times.whole_value(value))?,
        ValueKind::Number if rank < GUESSED => reading.times.whole_value(value),
        // A guess takes seconds to nanoseconds of this century, not sizes or durations.
        ValueKind::Number if matches!(value.len(), 10 | 13 | 16 | 19) => {
            reading.times.whole_value(value)
        }
        _ => None,
    }
}

/// Joins a date and a time of day that stand in two fields.
fn split_time(
    record: &[u8],
    reading: &mut Reading,
    out: &RecordParts,
    times: &Best,
) -> Option<ReadTime> {
    let value = |at: usize| {
        let field = out.fields.get(at)?;
        (field.kind == ValueKind::Text).then(|| out.bytes(record, field.value))
    };
    let mut dates = times.iter().filter_map(|(_, at)| value(at));
    let date = dates.find(|value| !value.contains(&b':') && value.len() >= 6);
    let clock = times
        .iter()
        .filter_map(|(_, at)| value(at))
        .find(|value| value.get(1..3).is_some_and(|start| start.contains(&b':')));
    let Some(date) = date else {
        return reading.times.value(clock?);
    };
    let mut joined = date.to_vec();
    if let Some(clock) = clock {
        joined.push(b' ');
        joined.extend_from_slice(clock);
        let zone = out.field(record, b"tz").or_else(|| out.field(record, b"timezone"));
        if let Some((zone, _)) = zone {
            joined.push(b' ');
            joined.extend_from_slice(zone);
        }
    }
    reading.times.value(&joined)
}

/// The first text that is a date and a time of day, whatever its name.
fn any_time(record: &[u8], reading: &mut Reading, out: &RecordParts) -> Option<ReadTime> {
    out.fields.iter().find_map(|field| {
        let value = out.bytes(record, field.value);
        let dated = field.kind == ValueKind::Text && looks_dated(value);
        dated.then(|| reading.times.whole_value(value))?
    })
}

/// Whether a text can only be a date with a time of day: `2024-03-09T10:…`.
fn looks_dated(value: &[u8]) -> bool {
    (16..=48).contains(&value.len())
        && value.iter().filter(|byte| byte.is_ascii_digit()).count() >= 10
        && value.contains(&b':')
}

fn level(record: &[u8], out: &RecordParts, at: usize) -> Option<Level> {
    let field = out.fields.get(at)?;
    let value = out.bytes(record, field.value);
    let name = out.name(record, field.name);
    let digits = !value.is_empty() && value.len() <= 5 && value.iter().all(u8::is_ascii_digit);
    if digits {
        let number = std::str::from_utf8(value).ok()?.parse().ok()?;
        return numbered_level(name, number, record, out);
    }
    if field.kind != ValueKind::Text {
        return None;
    }
    let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
    if last.eq_ignore_ascii_case(b"type") {
        // Means something else more often than a level.
        return Level::from_word(value);
    }
    Level::from_value(value)
}

/// What a number means depends on who wrote it: a logger (10 and more), OpenTelemetry, Windows,
/// or syslog.
fn numbered_level(name: &[u8], number: u64, record: &[u8], out: &RecordParts) -> Option<Level> {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(b"severitynumber") || lower.ends_with(b"severity_number") {
        // https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber
        let rank = number.checked_sub(1)? / 4;
        let levels =
            [Level::Trace, Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal];
        return levels.get(rank as usize).copied();
    }
    if lower.ends_with(b"pri") {
        // A firewall's severity, or facility and severity in one.
        return Level::from_syslog(number % 8).filter(|_| number < 192);
    }
    if number >= 10 {
        return Level::from_logger_number(number);
    }
    if lower.starts_with(b"event.system") {
        return Level::from_windows(number);
    }
    if out.field(record, b"reqId").is_some() && out.field(record, b"app").is_some() {
        // Nextcloud: https://docs.nextcloud.com/server/latest/admin_manual/configuration_server/logging_configuration.html
        let levels = [Level::Debug, Level::Info, Level::Warn, Level::Error, Level::Fatal];
        return levels.get(number as usize).copied();
    }
    Level::from_syslog(number)
}

fn message(field: &Field) -> Option<Span> {
    let text = field.kind == ValueKind::Text && field.value.start < field.value.end;
    text.then_some(field.value)
}

/// The level of an HTTP status, where the record is of a request.
fn status_level(record: &[u8], out: &RecordParts, at: usize) -> Option<Level> {
    let field = out.fields.get(at)?;
    let value = out.bytes(record, field.value);
    if field.kind == ValueKind::Text
        && let Some(level) = Level::from_word(value)
    {
        return Some(level);
    }
    let status = std::str::from_utf8(value).ok()?.parse().ok()?;
    let of_request = out.fields.iter().any(|field| {
        let name = out.name(record, field.name);
        let last = name.rsplit(|byte| *byte == b'.').next().unwrap_or(name);
        json::is_request_name(last)
    });
    if of_request { Level::from_http_status(status) } else { None }
}
