//! `squall sources`: how each source was read.
//!
//! Does not: print records.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{Failure, arguments::Sources, opened::Opened, text};
use crate::protocol::page::{Diagnostic, SourceSummary};

/// Prints a line for each source.
pub(super) fn run(command: &Sources) -> Result<ExitCode, Failure> {
    let opened = Opened::new(&command.common)?;
    let mut out = stdout().lock();
    for source in &opened.sources {
        if command.common.json {
            writeln!(out, "{}", as_json(source))?;
        } else {
            as_text(source, &mut out)?;
        }
    }
    Ok(opened.exit_code())
}

fn as_json(source: &SourceSummary) -> Value {
    let diagnostic = |diagnostic: &Diagnostic| {
        let example_line = diagnostic.examples.first().map(|(line, _)| line);
        json!({ "kind": diagnostic.kind, "count": diagnostic.count, "example_line": example_line })
    };
    json!({
        "source": source.name,
        "part_of": source.group,
        "format": source.formats.first(),
        "encoding": source.encoding,
        "zone": source.zone.name,
        "bytes": source.bytes,
        "lines": source.lines,
        "records": source.records,
        "first": text::json_time(source.first),
        "last": text::json_time(source.last),
        "time_known": source.time_known,
        "level_known": source.level_known,
        "not_understood": source.not_understood,
        "diagnostics": source.diagnostics.iter().map(diagnostic).collect::<Vec<_>>(),
    })
}

fn as_text(source: &SourceSummary, out: &mut impl Write) -> std::io::Result<()> {
    let assumed = match (source.zone_needed, source.zone_chosen) {
        (true, false) => " (assumed)",
        _ => "",
    };
    writeln!(out, "{}", source.name)?;
    if let Some(whole) = &source.group {
        writeln!(out, "  part of {whole}")?;
    }
    writeln!(out, "  {}, {}, zone {}{assumed}", source.format, source.encoding, source.zone.name)?;
    writeln!(
        out,
        "  {} records, {} lines, {} bytes; {} with a time, {} with a level",
        source.records, source.lines, source.bytes, source.time_known, source.level_known
    )?;
    let (first, last) = (text::time_or_dash(source.first), text::time_or_dash(source.last));
    writeln!(out, "  {first} to {last}")?;
    for diagnostic in &source.diagnostics {
        writeln!(out, "  {} {}", diagnostic.count, diagnostic.kind)?;
        for (line, example) in &diagnostic.examples {
            writeln!(out, "    line {line}: {}", example.lines().next().unwrap_or_default())?;
        }
    }
    Ok(())
}
