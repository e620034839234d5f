//! `squall records`: every record that the query selects.
//!
//! Does not: hold them all; it asks for some thousand at a time.

use std::{
    collections::BTreeMap,
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{
    Failure,
    arguments::{Order, Records},
    opened::Opened,
    text,
};
use crate::{engine::store::TIME_UNKNOWN, lead::shard::Whole, protocol::shard::Slot};

/// Prints the records.
pub(super) fn run(command: &Records) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::with_capacity(1 << 20, stdout().lock());
    let named = opened.sources.iter().map(|source| (source.id, source.name.clone()));
    let names: BTreeMap<u32, String> = named.collect();
    let by_time = command.order == Order::Time;
    let mut written = Ok(());
    opened.local.each_record(Slot::Filter, by_time, &mut |record: &Whole<'_>| {
        if written.is_ok() {
            let name = names.get(&record.key.source).map_or("", String::as_str);
            written = if command.common.json {
                writeln!(out, "{}", as_json(name, record))
            } else {
                as_text(name, names.len() > 1, record, &mut out)
            };
        }
        written.is_ok()
    });
    written?;
    out.flush()?;
    Ok(opened.exit_code())
}

fn as_json(name: &str, record: &Whole<'_>) -> Value {
    let parts = record.parts;
    let time = parts.time.map(|time| text::rfc3339(time, parts.fraction_digits));
    json!({
        "source": name,
        "line": record.line,
        "lines": record.lines,
        "time": time,
        "level": parts.level.map(|level| level.word()),
        "message": String::from_utf8_lossy(parts.message(record.text)),
        "fields": record.tree,
        "template": format!("{:016x}", record.template),
        "raw": String::from_utf8_lossy(record.text),
    })
}

fn as_text(
    name: &str,
    several: bool,
    record: &Whole<'_>,
    out: &mut impl Write,
) -> std::io::Result<()> {
    let time = (record.key.time != TIME_UNKNOWN)
        .then(|| text::rfc3339(crate::engine::time::TimeNanos(record.key.time), 3));
    let level = record.parts.level.map_or("-", |level| level.word());
    write!(out, "{:24} {level:6} ", time.unwrap_or_default())?;
    if several {
        write!(out, "{name} ")?;
    }
    writeln!(out, "{}", String::from_utf8_lossy(record.parts.message(record.text)))
}
