//! `squall timeline`: counts by level over time.
//!
//! Does not: draw.

use std::{
    io::{Write, stdout},
    process::ExitCode,
};

use serde_json::{Map, Value, json};

use super::{Failure, arguments::Timeline, opened::Opened, text};
use crate::{
    engine::level::{LANES, Level},
    protocol::page::{self, Command, Reply, TimeNanos},
};

/// Prints the counts of equal buckets over all records, or those that the query selects.
pub(super) fn run(command: &Timeline) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let buckets_max = command.buckets;
    let replies = opened.local.ask(Command::Timeline { range: None, buckets_max });
    let timeline = replies.into_iter().find_map(|reply| match reply {
        Reply::Timeline(timeline) => Some(timeline),
        _ => None,
    });
    let timeline = timeline.unwrap_or_default();
    let mut out = stdout().lock();
    if command.common.json {
        writeln!(out, "{}", as_json(&timeline))?;
    } else {
        for (at, lanes) in timeline.selected.iter().enumerate() {
            let start = TimeNanos(timeline.start.0 + timeline.width_nanos * at as i64);
            let total: u32 = lanes.iter().sum();
            let errors = lanes.iter().skip(Level::Error as usize).sum::<u32>();
            writeln!(out, "{}  {total:>9} records  {errors:>7} errors", text::rfc3339(start, 3))?;
        }
    }
    Ok(opened.exit_code())
}

fn as_json(timeline: &page::Timeline) -> Value {
    let bucket = |lanes: &[u32; LANES]| {
        let (none, levels) = lanes.split_first().expect("there are eight lanes");
        let mut counts: Map<String, Value> = Level::ALL
            .iter()
            .zip(levels)
            .map(|(level, &count)| (level.word().to_owned(), count.into()))
            .collect();
        counts.insert("none".to_owned(), (*none).into());
        Value::Object(counts)
    };
    let start = (!timeline.selected.is_empty()).then_some(timeline.start);
    json!({
        "start": text::json_time(start),
        "width_ms": timeline.width_nanos as f64 / 1e6,
        "buckets": timeline.selected.iter().map(bucket).collect::<Vec<_>>(),
    })
}
