//! `squall bursts`: where errors, patterns or a metric broke out, and what stopped.
//!
//! Does not: find bursts.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{Failure, arguments::Bursts, metric, opened::Opened, text};
use crate::protocol::page::{self, Burst, BurstKind, Command, Reply};

/// Prints the bursts, the strongest first.
pub(super) fn run(command: &Bursts) -> Result<ExitCode, Failure> {
    let mut opened = Opened::with_metrics(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    let of = match (command.patterns, command.silences) {
        (true, _) => BurstKind::Pattern,
        (_, true) => BurstKind::Silence,
        _ => BurstKind::Errors,
    };
    let (metrics, logs) = metric::count(&opened);
    if of == BurstKind::Errors && metrics > 0 {
        metric::print(&mut opened, command.common.json, &mut out)?;
        out.flush()?;
        if logs == 0 {
            return Ok(opened.exit_code());
        }
    }
    let found = ask(&mut opened, of);
    for burst in &found.bursts {
        if command.common.json {
            writeln!(out, "{}", json_of(burst))?;
        } else {
            writeln!(out, "{}", line_of(burst))?;
        }
    }
    out.flush()?;
    let not_shown = found.bursts_total.saturating_sub(found.bursts.len() as u64);
    if not_shown > 0 {
        eprintln!("squall: {not_shown} weaker ones are not shown");
    }
    if let Some(calm) = &found.calm {
        eprintln!("squall: {}", calm.why);
    }
    Ok(opened.exit_code())
}

/// The bursts of a kind among the records of the filter.
pub(super) fn ask(opened: &mut Opened, of: BurstKind) -> page::Bursts {
    let replies = opened.local.ask(Command::Bursts { of, filtered: true });
    let found = replies.into_iter().find_map(|reply| match reply {
        Reply::Bursts(bursts) => Some(bursts),
        _ => None,
    });
    found.expect("bursts are answered by bursts")
}

fn json_of(burst: &Burst) -> Value {
    json!({
        "start": text::json_time(Some(burst.range.start)),
        "end": text::json_time(Some(burst.range.end)),
        "peak": text::json_time(Some(burst.peak)),
        "observed": burst.observed,
        "expected": burst.expected,
        "ratio": burst.ratio,
        "p": burst.p,
        "template": burst.pattern.map(|id| format!("{id:016x}")),
        "text": burst.text,
        "ratio_low": burst.ratio_low,
        "ratio_high": burst.ratio_high,
        "new": burst.is_new,
        "traffic_ratio": burst.traffic_ratio,
        "sources": burst.sources.iter().map(|(name, count)| json!({ "source": name, "count": count })).collect::<Vec<_>>(),
    })
}

fn line_of(burst: &Burst) -> String {
    let (start, end) = (text::rfc3339(burst.range.start, 3), text::rfc3339(burst.range.end, 3));
    let text = &burst.text;
    if burst.kind == BurstKind::Silence {
        return format!("{start}  {end}  silent, {:.0} are usual  {text}", burst.expected);
    }
    let times = match burst.is_new {
        true => "new".to_owned(),
        false => format!("×{:.1}", burst.ratio),
    };
    let (observed, expected) = (burst.observed, burst.expected);
    format!("{start}  {end}  {observed:>8} for {expected:<8.1} {times:>8}  {text}")
}
