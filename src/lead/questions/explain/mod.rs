//! What differs between a range and its baseline, or between any two sets, and what broke first.
//!
//! [`baseline`] chooses what a range is held against. [`counted`] joins the counts of every item over
//! all shards, [`rows`] tests and ranks them, [`onsets`] says when each broke away, [`joined`] makes one
//! row of what is on the same records, and [`words`] says the most telling in a sentence.
//!
//! Does not: test; `engine::explain` does.

mod baseline;
mod compare;
mod counted;
mod joined;
mod onsets;
mod rows;
mod steady;
mod words;

pub(super) use compare::compare;

use baseline::Baseline;
use counted::Counted;
use rows::Candidate;

use super::bursts;
use crate::{
    engine::{explain::Item, time::TimeRange, timeline::Buckets},
    lead::{
        Desk,
        port::Port,
        settled::{self, Settled},
    },
    protocol::{
        page::{Burst, BurstKind, DifferenceRow, Explanation, OnsetRow, TimeNanos},
        shard::{ChosenPart, ChosenSpec, Count, ShardCommand, ShardReply, SideSpec, Sides, Slot},
    },
};

/// Rows of one answer at most.
const ROWS_MAX: usize = 40;
/// Items that are looked at closely: as many as a signature has bits.
const CHOSEN_MAX: usize = 60;
/// Buckets of a row's series at most.
const BUCKETS_MAX: u32 = 2_000;

/// What is asked.
pub(super) struct Asked {
    pub(super) range: TimeRange,
    pub(super) baseline: Option<TimeRange>,
    pub(super) filtered: bool,
    pub(super) series: Option<TimeRange>,
    pub(super) buckets_max: u32,
}

/// Explains a range.
pub(super) async fn explain(port: &Port, desk: &Desk, asked: Asked) -> Explanation {
    let mut answer = Explanation { range: Some(asked.range), ..Explanation::default() };
    answer.revision = desk.catalog.borrow().revision();
    let Some(extent) = desk.catalog.borrow().extent() else {
        return because(answer, "No event has a time, so there is nothing before or after.");
    };
    let settled = settled::settled(port, desk).await;
    let known = bursts::bursts(port, desk, BurstKind::Errors, asked.filtered).await;
    let Some(baseline) = Baseline::of(&asked, extent, &known.bursts) else {
        return because(answer, "There is nothing before or after it to compare with.");
    };
    (answer.baseline, answer.left_out) = (Some(baseline.hull()), baseline.left_out());
    let slot = if asked.filtered { Slot::Filter } else { Slot::All };
    let side = |ranges| SideSpec { slot, source: None, ranges: Some(ranges) };
    let sides = Sides {
        inside: side(vec![asked.range]),
        outside: side(baseline.ranges.clone()),
        start: Some(asked.range.start.0),
    };
    let counted = Counted::ask(port, sides.clone()).await;
    (answer.inside, answer.outside) = (counted.records.inside, counted.records.outside);
    if counted.records.inside == 0 {
        return because(answer, "The range holds no event.");
    }
    if counted.records.outside == 0 {
        return because(answer, "The baseline holds no event to compare with.");
    }
    let case = Case {
        settled: &settled,
        seconds_ratio: asked.range.nanos() / baseline.nanos(),
        baseline: Some(baseline),
        counted,
    };
    let shown =
        Buckets::over(asked.series.unwrap_or(extent), asked.buckets_max.clamp(1, BUCKETS_MAX));
    let silences = bursts::bursts(port, desk, BurstKind::Silence, asked.filtered).await;
    let (rows, onsets) =
        case.settle(port, &sides, shown, Some(asked.range), &silences.bursts).await;
    answer.scale = case.scale();
    answer.sentence = words::of_range(&case, asked.range, &rows, &onsets);
    filled(answer, shown, rows, onsets)
}

fn because(answer: Explanation, why: &str) -> Explanation {
    Explanation { why_not: Some(why.to_owned()), sentence: why.to_owned(), ..answer }
}

fn filled(
    mut answer: Explanation,
    shown: Buckets,
    mut rows: Vec<Ranked>,
    onsets: Vec<OnsetRow>,
) -> Explanation {
    answer.rows_total = rows.len() as u64;
    rows.truncate(ROWS_MAX);
    let kept = |row: &u32| (*row as usize) < rows.len();
    answer.onsets =
        onsets.into_iter().map(|onset| OnsetRow { row: onset.row.filter(kept), ..onset }).collect();
    answer.rows = rows.into_iter().map(|row| row.row).collect();
    answer.start = TimeNanos(shown.start);
    answer.width_nanos = shown.width_nanos;
    answer
}

/// Two sets of records, counted.
struct Case<'a> {
    settled: &'a Settled,
    /// How long (or how large) the first is by the second.
    seconds_ratio: f64,
    /// The baseline in time, where it is one.
    baseline: Option<Baseline>,
    counted: Counted,
}

impl Case<'_> {
    /// Rows and onsets.
    async fn settle(
        &self,
        port: &Port,
        sides: &Sides,
        shown: Buckets,
        range: Option<TimeRange>,
        silences: &[Burst],
    ) -> (Vec<Ranked>, Vec<OnsetRow>) {
        let mut candidates = self.candidates();
        candidates.truncate(CHOSEN_MAX);
        let habit = range
            .zip(self.baseline.as_ref())
            .map(|(range, baseline)| steady::grid(range, baseline.hull()));
        let spec = ChosenSpec {
            sides: sides.clone(),
            items: candidates.iter().map(|candidate| candidate.item.clone()).collect(),
            shown,
            near: range.map(onsets::near),
            habit,
            among_errors: candidates.iter().map(|candidate| candidate.among_errors).collect(),
        };
        let part = chosen(port, spec.clone()).await;
        if let (Some(near), Some(range)) = (spec.near, range) {
            self.find_onsets(port, sides.inside.slot, &mut candidates, &part, (near, range)).await;
        }
        if let Some(habit) = habit {
            self.weigh(&mut candidates, &part, habit);
        }
        let ranked = joined::ranked(&candidates, &part, self.scale());
        let mut rows = self.rows_of(ranked, &spec.items, &part, shown);
        let stopped =
            range.map_or_else(Vec::new, |range| self.add_silences(range, silences, &mut rows));
        let onsets = onsets::onsets(&rows, range, stopped);
        (rows, onsets)
    }

    fn text(&self, item: &Item) -> String {
        item.text(|id| self.settled.text(id))
    }
}

async fn chosen(port: &Port, spec: ChosenSpec) -> ChosenPart {
    let mut joined = ChosenPart::default();
    for reply in port.ask_all(ShardCommand::Count(Count::Chosen(Box::new(spec)))).await {
        if let ShardReply::Chosen(part) = reply {
            joined.join(part);
        }
    }
    joined
}

/// A row with what the lead alone knows of it.
struct Ranked {
    row: DifferenceRow,
    candidate: Candidate,
}
