//! `squall requests`: the table of requests.
//!
//! Does not: gather them; the lead does.

use std::{
    collections::BTreeMap,
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::json;

use super::{
    Failure,
    arguments::{Requests as Asked, RequestsShown, RequestsSort},
    opened::Opened,
    text,
};
use crate::protocol::page::{
    Command, Reply, RequestFilter, RequestRow, RequestSort, Requests, RequestsAsked,
};

/// Rows that are asked for at once.
const PAGE: u32 = 1_000;

/// Prints the requests, the slowest first unless told otherwise.
pub(super) fn run(command: &Asked) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let named = opened.sources.iter().map(|source| (source.id, source.name.clone()));
    let names: BTreeMap<u32, String> = named.collect();
    let mut out = BufWriter::new(stdout().lock());
    let (mut left, mut first) = (command.count, 0);
    while left > 0 {
        let asked = asked(command, first, left.min(PAGE));
        let replies = opened.local.ask(Command::Requests(asked));
        let found = replies.into_iter().find_map(|reply| match reply {
            Reply::Requests(found) => Some(*found),
            _ => None,
        });
        let Some(found) = found else { break };
        if first == 0 && !command.common.json {
            summary(&found, &mut out)?;
        }
        for row in &found.rows {
            if command.common.json {
                writeln!(out, "{}", json_of(row, &names))?;
            } else {
                as_text(row, &mut out)?;
            }
        }
        first += found.rows.len() as u32;
        left = left.saturating_sub(found.rows.len() as u32);
        if found.rows.is_empty() {
            break;
        }
    }
    out.flush()?;
    Ok(opened.exit_code())
}

fn asked(command: &Asked, first: u32, count: u32) -> RequestsAsked {
    RequestsAsked {
        class: None,
        filter: match command.only {
            RequestsShown::All => RequestFilter::All,
            RequestsShown::Failing => RequestFilter::Failing,
            RequestsShown::Slow => RequestFilter::Slow,
            RequestsShown::Odd => RequestFilter::Odd,
        },
        route: command.route.clone(),
        duration_nanos: None,
        sort: match command.sort {
            RequestsSort::Start => RequestSort::Start,
            RequestsSort::Duration => RequestSort::Duration,
            RequestsSort::Records => RequestSort::Records,
            RequestsSort::Status => RequestSort::Status,
            RequestsSort::Route => RequestSort::Route,
            RequestsSort::Id => RequestSort::Id,
        },
        descending: !command.ascending,
        first,
        count,
    }
}

fn summary(found: &Requests, out: &mut impl Write) -> std::io::Result<()> {
    let own = found.classes.iter().find(|class| Some(class.class) == found.class);
    let Some(own) = own else {
        return writeln!(out, "nothing in these files names requests");
    };
    let millis = |nanos: i64| nanos as f64 / 1e6;
    writeln!(
        out,
        "{} requests by {}: {} failing, {} slow (above {} ms), {} odd; median {} ms",
        found.total,
        own.names.join(", "),
        found.failing,
        found.slow,
        millis(found.p99_nanos),
        found.odd,
        millis(found.median_nanos),
    )?;
    if found.capped {
        let most = found.requests_max;
        writeln!(out, "there are more than {most} ids; these are the {most} of the lowest hashes")?;
    }
    Ok(())
}

fn json_of(row: &RequestRow, names: &BTreeMap<u32, String>) -> serde_json::Value {
    let sources = row.sources.iter().filter_map(|source| names.get(source));
    json!({
        "id": row.id,
        "start": text::json_time(row.start),
        "duration_ms": row.duration_nanos as f64 / 1e6,
        "records": row.records,
        "sources": sources.collect::<Vec<_>>(),
        "level": row.level.map(|level| level.word()),
        "route": row.route,
        "status": row.status,
        "outcome": row.outcome,
        "failing": row.failing,
        "slow": row.slow,
        "odd": row.odd,
    })
}

fn as_text(row: &RequestRow, out: &mut impl Write) -> std::io::Result<()> {
    let start = text::time_or_dash(row.start);
    let millis = row.duration_nanos as f64 / 1e6;
    let level = row.level.map_or("-", |level| level.word());
    let status = row.status.map_or("-".to_owned(), |status| status.to_string());
    let route = row.route.as_deref().unwrap_or("-");
    let RequestRow { id, records, outcome, .. } = row;
    writeln!(
        out,
        "{start} {millis:>10.3} ms {records:>5} records {level:6} {status:>3} {route}  {id}  {outcome}"
    )
}
