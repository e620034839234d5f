//! A log line inside another: what a container runtime or a collector put around a program's own line.
//!
//! The payload is read by the first format of the table that knows it; its own time, level and
//! message count for more than the wrapper's.
//!
//! Does not: unwrap wrappers inside wrappers.

use super::{Reading, header, settle, table::FORMATS, text};
use crate::{
    record::{Name, Place, RecordParts, Span},
    time::TimeNanos,
};

/// Formats that may be inside another: all but the wrappers, and those that need a header line.
fn may_be_inside(name: &str) -> bool {
    !matches!(
        name,
        "cri"
            | "compose"
            | "journal-export"
            | "mysql-slow"
            | "apt-history"
            | "setupapi"
            | "w3c"
            | "zeek"
            | "csv"
            | "lines"
    )
}

/// Reads `record[from..]` as a program's own line; the wrapper's time stays where it has none.
pub(super) fn read(record: &[u8], from: usize, reading: &mut Reading, out: &mut RecordParts) {
    read_record(record.get(from..).unwrap_or_default(), from, reading, out);
}

/// Reads a payload that stands in the record from byte `from` on.
pub(super) fn read_record(
    payload: &[u8],
    from: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    read_at(payload, Place::Record, from, reading, out);
}

/// Reads a payload that stands in the scratch space from byte `from` on.
pub(super) fn read_scratch(
    payload: &[u8],
    from: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    read_at(payload, Place::Scratch, from, reading, out);
}

fn read_at(
    payload: &[u8],
    place: Place,
    from: usize,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    let outer: (Option<TimeNanos>, u8) = (out.time.take(), out.fraction_digits);
    let outer_level = out.level.take();
    let outer_message = out.message.take();
    let (fields, scratch) = (out.fields.len(), out.scratch.len());
    let outer_facts = open_facts(reading);
    let known = FORMATS.iter().filter(|format| may_be_inside(format.name())).any(|format| {
        out.fields.truncate(fields);
        out.scratch.truncate(scratch);
        (out.time, out.level, out.message) = (None, None, None);
        format.sniff(payload, reading) && format.parse(payload, reading, out)
    });
    if !known {
        out.fields.truncate(fields);
        out.scratch.truncate(scratch);
        (out.time, out.level, out.message) = (None, None, None);
        out.level = header::front_level(text::first_line(payload), 0);
        text::finish(payload, 0, reading, out);
    }
    close_facts(reading, outer_facts);
    let moved = |span: Span| match span.place {
        Place::Record => {
            Span { place, start: span.start + from as u32, end: span.end + from as u32 }
        }
        Place::Scratch => span,
    };
    for field in out.fields.get_mut(fields..).unwrap_or_default() {
        field.value = moved(field.value);
        if let Name::Span(span) = &mut field.name {
            *span = moved(*span);
        }
    }
    out.message = out.message.map(moved).or(outer_message);
    if out.time.is_none() {
        (out.time, out.fraction_digits) = outer;
    }
    out.level = out.level.or(outer_level);
}

/// What was settled is about the wrapper: inside, times may stand anywhere.
fn open_facts(reading: &mut Reading) -> (usize, bool, bool) {
    let settled = &mut reading.settled;
    let outer = (settled.time_column_max, settled.weak_times, settled.indented);
    (settled.time_column_max, settled.weak_times, settled.indented) =
        (settle::TIME_COLUMN_MAX, true, true);
    outer
}

fn close_facts(reading: &mut Reading, outer: (usize, bool, bool)) {
    let settled = &mut reading.settled;
    (settled.time_column_max, settled.weak_times, settled.indented) = outer;
}
