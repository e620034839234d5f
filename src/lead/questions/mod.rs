//! The page's questions, one file each: what they ask the shards and how the answers are joined.
//!
//! Does not: keep anything between questions but the filter on the desk.

mod around;
mod bursts;
mod clocks;
mod counts;
mod detail;
mod explain;
mod facets;
mod find;
mod folded;
mod follow;
mod gaps;
mod handover;
mod id_counts;
mod ids;
mod ids_of;
mod lanes;
mod metrics;
mod movers;
mod others;
mod patterns;
mod pins;
pub mod rank;
mod replicate;
mod requests;
mod rows;
mod select;
mod steps;
mod tracks;
mod try_format;
mod versus;

use std::rc::Rc;

pub use bursts::Known as KnownBursts;
pub use handover::Exporting;
pub use id_counts::KnownCounts;
pub use ids::KnownClasses;
pub use others::KnownOthers;
pub use requests::KnownRequests;

use super::{Desk, port::Port};
use crate::protocol::page::{BurstKind, Command, Reply};

/// What kind of question a command is: a newer one of the same kind takes the older's place.
pub(super) fn kind(command: &Command) -> Option<&'static str> {
    Some(match command {
        Command::Select { .. } => "select",
        Command::Timeline { .. } => "timeline",
        Command::Overview { .. } => "overview",
        Command::Rows { .. } | Command::FoldedRows { .. } => "rows",
        Command::Facets { .. } => "facets",
        Command::FacetValues { .. } => "facet values",
        Command::Complete { .. } => "complete",
        Command::Detail { .. } => "detail",
        Command::RowsOf { .. } => "rows of records",
        Command::RankOfTime { .. } | Command::RankOfRecord { .. } => "rank",
        Command::Find { .. } | Command::FindSame { .. } => "find",
        Command::Around { .. } => "around",
        Command::Patterns { .. } => "patterns",
        Command::PatternValues { .. } => "pattern values",
        Command::Bursts { of: BurstKind::Errors, .. } => "bursts of errors",
        Command::Bursts { of: BurstKind::Pattern, .. } => "bursts of patterns",
        Command::Bursts { of: BurstKind::Selection, .. } => "bursts of the selection",
        Command::Bursts { of: BurstKind::Silence, .. } => "silences",
        Command::Bursts { of: BurstKind::Metric, .. } => "bursts of metrics",
        Command::Tracks { .. } => "tracks",
        Command::Movers(_) => "movers",
        Command::Explain { .. } => "explain",
        Command::Compare { .. } => "compare",
        Command::Gaps { .. } => "gaps",
        Command::Clocks => "clocks",
        Command::Ids => "ids",
        Command::IdsOf(_) => "ids of",
        Command::ClassOf { .. } => "class of",
        Command::Follow { .. } => "follow",
        Command::Metrics(_) => "metrics",
        Command::Pins { .. } => "pins",
        Command::Requests(_) => "requests",
        Command::Replicate { .. } => "replicate",
        Command::TryFormat { .. } => "try a format",
        Command::Export(_) | Command::ExportOn => "export",
        Command::Write(_) => "write",
        Command::Translate => "translate",
        Command::Screen { .. } => "screen",
        Command::Veil(_) => "veil",
        Command::Open { .. }
        | Command::Close { .. }
        | Command::Reread { .. }
        | Command::EditPatterns { .. }
        | Command::Limit { .. }
        | Command::ChooseIds { .. }
        | Command::Grow(_)
        | Command::StopLoading => return None,
    })
}

/// Answers a question.
pub(super) async fn answer(port: Port, desk: Rc<Desk>, command: Command) -> Vec<Reply> {
    let reply = match command {
        Command::Select { query, zone, range } => {
            select::select(&port, &desk, query, zone, range).await
        }
        Command::Timeline { range, buckets_max } => {
            Reply::Timeline(counts::timeline(&port, &desk, range, buckets_max).await)
        }
        Command::Overview { buckets_max } => {
            Reply::Overview(counts::timeline(&port, &desk, None, buckets_max).await)
        }
        Command::Rows { first, count, columns } => {
            Reply::Rows(rows::rows(&port, &desk, first, count, columns).await)
        }
        Command::FoldedRows { rank, before, after, columns, opened } => {
            let asked = folded::Asked { rank, before, after, opened };
            Reply::Rows(folded::rows(&port, &desk, &asked, columns).await)
        }
        Command::Facets { values_max } => {
            Reply::Facets(facets::facets(&port, &desk, values_max).await)
        }
        Command::FacetValues { field, search, values_max } => {
            Reply::FacetValues(facets::values(&port, &desk, field, search, values_max).await)
        }
        Command::Complete { field, prefix, count } => {
            Reply::Completions(facets::complete(&port, &desk, field, prefix, count).await)
        }
        Command::Detail { record } => match detail::detail(&port, &desk, record).await {
            Some(detail) => Reply::Detail(Box::new(detail)),
            None => Reply::Trouble {
                what: "This event is not there any more.".to_owned(),
                advice: "Its source was closed, or is being read again.".to_owned(),
            },
        },
        Command::RankOfTime { time } => Reply::Rank(Some(rank::of_time(&port, &desk, time).await)),
        Command::RankOfRecord { record } => {
            Reply::Rank(rank::of_record(&port, &desk, record).await)
        }
        Command::Find { text, from, forward } => {
            find::text(&port, &desk, text, from, forward).await
        }
        Command::FindSame { query, zone, from, forward } => {
            find::query(&port, &desk, query, zone, from, forward).await
        }
        Command::Around { record, scope, before, after } => {
            Reply::Around(around::around(&port, &desk, record, scope, before, after).await)
        }
        Command::Patterns { search, sort, first, count, buckets_max } => {
            let page = (first, count);
            let patterns = patterns::patterns(&port, &desk, &search, sort, page, buckets_max);
            Reply::Patterns(patterns.await)
        }
        Command::Clocks => Reply::Clocks(clocks::clocks(&port, &desk).await),
        Command::TryFormat { source, own } => {
            try_format::try_format(&port, &desk, source, own).await
        }
        command if kind(&command).is_none() => return Vec::new(),
        command => match why(&port, &desk, command).await {
            Some(reply) => reply,
            None => return Vec::new(),
        },
    };
    vec![handover::veiled(&desk, reply)]
}

/// Answers what is asked of marked records, patterns, bursts, differences, requests and handing over.
async fn why(port: &Port, desk: &Desk, command: Command) -> Option<Reply> {
    Some(match command {
        Command::RowsOf { records } => Reply::RowsOf(rows::of_records(port, desk, &records).await),
        Command::Bursts { of, filtered } => {
            Reply::Bursts((*bursts::bursts(port, desk, of, filtered).await).clone())
        }
        Command::Tracks { range, buckets_max, shown } => {
            Reply::Tracks(tracks::tracks(port, desk, range, buckets_max, shown).await)
        }
        Command::Movers(of) => Reply::Movers(movers::movers(port, desk, of).await),
        Command::Explain { range, baseline, filtered, series, buckets_max } => {
            let asked = explain::Asked { range, baseline, filtered, series, buckets_max };
            Reply::Explanation(Box::new(explain::explain(port, desk, asked).await))
        }
        Command::Compare { inside, against, zone, buckets_max } => {
            explain::compare(port, desk, inside, against, zone, buckets_max).await
        }
        Command::Gaps { over_all, count } => {
            Reply::Gaps(gaps::gaps(port, desk, over_all, count).await)
        }
        Command::Pins { queries, zone, range, buckets_max } => {
            Reply::Pins(pins::pins(port, desk, &queries, zone, (range, buckets_max)).await)
        }
        Command::Metrics(asked) => {
            Reply::Metrics(Box::new(metrics::metrics(port, desk, &asked).await))
        }
        Command::Ids => Reply::Ids(ids::ids(port, desk).await),
        Command::IdsOf(at) => Reply::IdsOf(ids_of::ids_of(port, desk, at).await),
        Command::ClassOf { field, id } => {
            Reply::ClassOf(ids_of::class_of(port, desk, &field, id).await)
        }
        Command::Follow { id, near } => {
            Reply::Story(Box::new(follow::follow(port, desk, id, near).await))
        }
        Command::Replicate { id, target, unmasked, earlier_max } => {
            let asked = replicate::Asked { id, target, unmasked, earlier_max };
            Reply::Replica(Box::new(replicate::replicate(port, desk, asked).await))
        }
        Command::Requests(asked) => {
            Reply::Requests(Box::new(requests::requests(port, desk, asked).await))
        }
        Command::PatternValues { pattern, variable, values_max } => {
            let values = patterns::values(port, desk, pattern, variable, values_max as usize);
            Reply::PatternValues(values.await)
        }
        command => return handover::answer(port, desk, command).await,
    })
}
