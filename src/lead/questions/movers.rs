//! The patterns whose rates move with a series of a metric file.
//!
//! Does not: test; `engine::series` does.

use std::{collections::BTreeMap, ops::Range};

use crate::{
    engine::{
        arrange::Arrange,
        explain::{Item, LEAD_MAX_NANOS},
        merge::SparseCounts,
        series::{Moved, moves},
        time::{SECOND_NANOS, TimeRange},
        timeline::Buckets,
    },
    lead::{Desk, port::Port, settled},
    protocol::{
        page::{Mover, Movers, TimeNanos, TrackId},
        shard::{Count, CoursePart, SeriesOf, ShardCommand, ShardReply, Slot},
    },
};

/// Buckets over the time that series and events have in common: most, fewest, and the shortest.
const BUCKETS_MAX: u32 = 2_000;
const BUCKETS_MIN: u32 = 30;
const WIDTH_NANOS_MIN: i64 = SECOND_NANOS;
/// A series' step is cut into at most so many buckets.
const STEP_PARTS: i64 = 30;
/// Lags up to here are looked for however short bursts are.
const LAG_NANOS_MIN: i64 = 60 * SECOND_NANOS;
/// Patterns that are looked at, the most frequent.
const PATTERNS_MAX: usize = 5_000;
/// Rows of an answer.
const ROWS_MAX: usize = 100;

/// What moves with a series.
pub(super) async fn movers(port: &Port, desk: &Desk, of: TrackId) -> Movers {
    let revision = desk.catalog.borrow().revision();
    let none = Movers { of, revision, ..Movers::default() };
    let Some(grid) = grid(port, desk, of).await else { return none };
    let Some(course) = course(port, of, grid).await else { return none };
    let settled = settled::settled(port, desk).await;
    let (patterns, counts) = patterns(port, grid).await;
    let windows = windows(&course, &grid);
    let found = moves(&course.values, &windows, &counts, lag_max(&windows, &grid));
    let row = |moved: &Moved| {
        let pattern = *patterns.get(moved.item)?;
        Some(Mover {
            pattern,
            text: settled.text(pattern),
            lead_nanos: moved.lead.saturating_mul(grid.width_nanos),
            rises: moved.rises,
            inside: moved.inside,
            expected: moved.expected,
            correlation: moved.correlation,
            p: moved.ln_p.exp(),
        })
    };
    let rows: Vec<Mover> = found.moved.iter().take(ROWS_MAX).filter_map(row).collect();
    Movers {
        rows,
        rows_total: found.moved.len() as u64,
        patterns: patterns.len() as u64,
        tests: found.tests as u64,
        bursts: windows.len() as u64,
        width_nanos: grid.width_nanos,
        range: Some(TimeRange { start: TimeNanos(grid.start), end: TimeNanos(grid.end()) }),
        ..none
    }
}

/// The buckets over what the series and the events have in common.
async fn grid(port: &Port, desk: &Desk, of: TrackId) -> Option<Buckets> {
    let (tracks, _) = super::tracks::asked(port, None, Vec::new()).await;
    let track = tracks.into_iter().find(|track| track.id == of)?;
    let (first, last) = track.extent?;
    let own = TimeRange { start: TimeNanos(first), end: TimeNanos(last.saturating_add(1)) };
    let shared = desk.catalog.borrow().records_extent()?.within(own)?;
    let narrowest = WIDTH_NANOS_MIN.max(track.step_nanos / STEP_PARTS);
    let most = (shared.end.0.saturating_sub(shared.start.0) / narrowest).max(1);
    let most = u32::try_from(most).unwrap_or(BUCKETS_MAX).min(BUCKETS_MAX);
    let grid = Buckets::over(shared, most.saturating_add(1));
    (grid.count >= BUCKETS_MIN).then_some(grid)
}

async fn course(port: &Port, id: TrackId, grid: Buckets) -> Option<CoursePart> {
    let replies = port.ask_all(ShardCommand::TrackCourse { id, grid }).await;
    replies.into_iter().find_map(|reply| match reply {
        ShardReply::TrackCourse(course) => course,
        _ => None,
    })
}

/// The patterns' identities and their counts over the grid, the most frequent.
async fn patterns(port: &Port, grid: Buckets) -> (Vec<u64>, Vec<SparseCounts>) {
    let mut counts: BTreeMap<u64, SparseCounts> = BTreeMap::new();
    let command = Count::Series { of: SeriesOf::Templates, slot: Slot::All, grid };
    for reply in port.ask_all(ShardCommand::Count(command)).await {
        let ShardReply::Series(part) = reply else { continue };
        for (item, own) in part.series {
            if let Item::Template(id) = item {
                counts.entry(id).or_default().add(&own);
            }
        }
    }
    let mut all: Vec<(u64, SparseCounts)> = counts.into_iter().collect();
    all.arrange_by_key(|(id, counts)| (std::cmp::Reverse(counts.total()), *id));
    all.truncate(PATTERNS_MAX);
    all.into_iter().unzip()
}

/// How far apart both may be: what comes long before or after a short burst is something else.
fn lag_max(windows: &[Range<usize>], grid: &Buckets) -> usize {
    let buckets = |nanos: i64| (nanos / grid.width_nanos.max(1)) as usize;
    let most = buckets(LEAD_MAX_NANOS).min(grid.count as usize / 8).max(1);
    let longest = windows.iter().map(|window| window.len()).max();
    longest.map_or(most, |longest| (2 * longest).max(buckets(LAG_NANOS_MIN)).min(most))
}

/// The bursts and dips as buckets.
fn windows(course: &CoursePart, grid: &Buckets) -> Vec<Range<usize>> {
    let bucket = |nanos: i64| {
        let behind = nanos.saturating_sub(grid.start).max(0) / grid.width_nanos.max(1);
        (behind as usize).min(grid.count as usize)
    };
    let windows = course.windows.iter().map(|(start, end)| {
        let from = bucket(*start);
        from..bucket(end.saturating_add(grid.width_nanos - 1)).max(from + 1)
    });
    windows.filter(|window| window.start < grid.count as usize).collect()
}
