//! `squall gaps`: the longest times between two records of a source, or of all, in a row.
//!
//! Does not: find them.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::json;

use super::{Failure, arguments::Gaps, opened::Opened, text};
use crate::protocol::page::{Command, Gap, Reply};

/// Prints the gaps, the longest first.
pub(super) fn run(command: &Gaps) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    let Gaps { over_all, count, .. } = *command;
    for reply in opened.local.ask(Command::Gaps { over_all, count }) {
        let Reply::Gaps(found) = reply else { continue };
        for gap in &found.gaps {
            if command.common.json {
                writeln!(out, "{}", json_of(gap))?;
            } else {
                print(gap, &mut out)?;
            }
        }
        if found.gaps.len() < count as usize {
            let millis = found.found_nanos as f64 / 1e6;
            eprintln!("squall: gaps shorter than {millis} ms are not looked for");
        }
    }
    out.flush()?;
    Ok(opened.exit_code())
}

fn json_of(gap: &Gap) -> serde_json::Value {
    json!({
        "start": text::json_time(gap.before.time),
        "end": text::json_time(gap.after.time),
        "duration_ms": gap.nanos as f64 / 1e6,
        "source": (!gap.source.is_empty()).then_some(&gap.source),
        "before": gap.before.message,
        "after": gap.after.message,
    })
}

fn print(gap: &Gap, out: &mut impl Write) -> std::io::Result<()> {
    let Gap { source, before, after, .. } = gap;
    let start = text::time_or_dash(before.time);
    let seconds = gap.nanos as f64 / 1e9;
    writeln!(out, "{start} {seconds:>12.3} s  {source}")?;
    writeln!(out, "    before: {}", before.message)?;
    writeln!(out, "    after:  {}", after.message)
}
