//! When each row broke away: before the range or in it, and what stopped.
//!
//! Does not: choose the rows.

use super::{
    Case, Ranked,
    baseline::Baseline,
    rows::{Candidate, rate},
};
use crate::{
    engine::{
        arrange::Arrange,
        explain::{Item, LEAD_MAX_NANOS, difference, onset},
        time::{TimeNanos, TimeRange},
        timeline::Buckets,
    },
    lead::{port::Port, questions::bursts::stretched},
    protocol::{
        page::{Burst, DifferenceRow, OnsetRow, RowKind, SECOND_NANOS, Verdict},
        shard::{ChosenPart, Slot, Stretch},
    },
};

/// Buckets in which an onset is looked for.
const NEAR_BUCKETS: i64 = 4_000;
/// Share of the range that a silence covers if it belongs to it.
const SILENT_SHARE: f64 = 0.5;
/// An onset this much before the range, with a chance below this, led to it.
const LEAD_NANOS_MIN: i64 = SECOND_NANOS;
const LN_P_LEADS: f64 = -9.2;

/// The buckets around the beginning of a range.
pub(super) fn near(range: TimeRange) -> Buckets {
    let start = range.start.0.saturating_sub(LEAD_MAX_NANOS);
    let span = range.end.0.saturating_sub(start).max(1);
    let width_nanos = span / NEAR_BUCKETS + 1;
    Buckets { start, width_nanos, count: (span / width_nanos + 1) as u32 }
}

impl Case<'_> {
    /// Finds the onset of each candidate that is more than usual: its bucket first, then its first record.
    pub(super) async fn find_onsets(
        &self,
        port: &Port,
        slot: Slot,
        candidates: &mut [Candidate],
        part: &ChosenPart,
        (near, range): (Buckets, TimeRange),
    ) {
        let nanos = self.baseline.as_ref().map_or(1.0, Baseline::nanos);
        let burst = range.start.0..range.end.0;
        let mut stretches = Vec::new();
        let mut places = Vec::new();
        for (at, candidate) in candidates.iter_mut().enumerate() {
            let Some(counts) = part.near.get(at).filter(|_| candidate.difference.is_more()) else {
                continue;
            };
            let bucket_start = |bucket: u32| near.start + near.width_nanos * i64::from(bucket);
            let times: Vec<(i64, u64)> = counts
                .iter()
                .map(|(bucket, count)| (bucket_start(bucket), u64::from(count)))
                .collect();
            candidate.onset = onset(&times, rate(candidate.difference.counts, nanos), &burst);
            let Some(onset) = candidate.onset else { continue };
            candidate.leads |=
                onset.nanos < burst.start - LEAD_NANOS_MIN && onset.ln_p_before < LN_P_LEADS;
            let end = TimeNanos(onset.nanos.saturating_add(near.width_nanos));
            let range = TimeRange { start: TimeNanos(onset.nanos), end };
            let (item, among_errors) = (candidate.item.clone(), candidate.among_errors);
            stretches.push(Stretch { item, range, among_errors });
            places.push(at);
        }
        for (at, stretch) in places.into_iter().zip(stretched(port, slot, stretches).await) {
            let (Some(candidate), Some(first)) = (candidates.get_mut(at), stretch.first) else {
                continue;
            };
            if let Some(onset) = &mut candidate.onset {
                onset.nanos = first.time;
            }
            candidate.onset_record = Some(first.into());
        }
    }

    /// Adds rows of what stopped before the range or in it, and was still silent when it began.
    /// What surely stopped before leads; of the rest it cannot be said whether the range came first.
    pub(super) fn add_silences(
        &self,
        range: TimeRange,
        silences: &[Burst],
        rows: &mut Vec<Ranked>,
    ) -> Vec<(Item, OnsetRow)> {
        let earliest = range.start.0.saturating_sub(LEAD_MAX_NANOS);
        let near = silences.iter().filter(|silence| {
            let covered = silence.range.within(range).map_or(0.0, |both| both.nanos());
            silence.range.start.0 >= earliest && covered >= SILENT_SHARE * range.nanos()
        });
        let mut stopped = Vec::new();
        for silence in near {
            let leads = silence.peak <= range.start;
            let missed = first_missed(silence);
            let time = if leads { missed.min(range.start) } else { missed.max(range.start) };
            let item = item_of(silence);
            let known = rows.iter().position(|row| row.candidate.item == item);
            let own = known.filter(|_| leads).map(|at| rows.remove(at).row);
            if leads || known.is_none() {
                let row = self.silent_row(silence, &item, own);
                let ahead = |row: &&Ranked| match leads {
                    true => row.candidate.leads,
                    false => row.candidate.leads || row.candidate.difference.is_more(),
                };
                let at = rows.iter().take_while(ahead).count();
                rows.insert(at, Ranked { row, candidate: silent_candidate(silence, &item, leads) });
            }
            let source = silence.sources.first().map_or_else(String::new, |(name, _)| name.clone());
            let onset = OnsetRow {
                text: silence.text.clone(),
                source,
                time,
                lead_nanos: range.start.0.saturating_sub(time.0),
                record: None,
                stopped: true,
                row: None,
            };
            stopped.push((item, onset));
        }
        stopped
    }

    /// A row for a silence, with the counts of the row that its item had, or else of the item.
    fn silent_row(
        &self,
        silence: &Burst,
        item: &Item,
        own: Option<DifferenceRow>,
    ) -> DifferenceRow {
        let counted = self.counted.items.iter().find(|part| part.item == *item);
        let counts = counted.map(|part| part.counts).unwrap_or_default();
        let source = silence.sources.first().map_or_else(String::new, |(name, _)| name.clone());
        let own = own.unwrap_or_else(|| DifferenceRow {
            kind: RowKind::Silence,
            text: silence.text.clone(),
            inside: counts.inside,
            outside: counts.outside,
            expected: silence.expected,
            ratio: Some(0.0),
            verdict: Verdict::Gone,
            explains: 0.0,
            p: silence.p,
            among_errors: false,
            query: silence.query.clone(),
            pattern: silence.pattern,
            source,
            counts: Vec::new(),
        });
        DifferenceRow { kind: RowKind::Silence, verdict: Verdict::Gone, ..own }
    }
}

fn item_of(silence: &Burst) -> Item {
    let source = || silence.sources.first().map(|(name, _)| Item::Source(name.clone()));
    silence.pattern.map(Item::Template).or_else(source).unwrap_or(Item::Any)
}

/// When the first event was due that did not come.
fn first_missed(silence: &Burst) -> TimeNanos {
    let usual = silence.range.nanos() / silence.expected.max(1.0);
    TimeNanos(silence.range.start.0.saturating_add(usual as i64))
}

fn silent_candidate(silence: &Burst, item: &Item, leads: bool) -> Candidate {
    Candidate {
        item: item.clone(),
        difference: difference(0, Default::default(), 1.0, 0.0, silence.p.max(1e-300).ln()),
        among_errors: false,
        errors: 0,
        onset: None,
        onset_record: None,
        leads,
        holds: true,
    }
}

/// The onsets of rows and of what stopped, in the order of time.
pub(super) fn onsets(
    rows: &[Ranked],
    range: Option<TimeRange>,
    stopped: Vec<(Item, OnsetRow)>,
) -> Vec<OnsetRow> {
    let Some(range) = range else { return Vec::new() };
    let of_row = |(at, row): (usize, &Ranked)| {
        let onset = row.candidate.onset?;
        Some(OnsetRow {
            text: row.row.text.clone(),
            source: row.row.source.clone(),
            time: TimeNanos(onset.nanos),
            lead_nanos: range.start.0.saturating_sub(onset.nanos),
            record: row.candidate.onset_record,
            stopped: false,
            row: Some(at as u32),
        })
    };
    let place = |item: &Item| rows.iter().position(|row| row.candidate.item == *item);
    let stopped = stopped
        .into_iter()
        .map(|(item, onset)| OnsetRow { row: place(&item).map(|at| at as u32), ..onset });
    let mut onsets: Vec<OnsetRow> =
        rows.iter().enumerate().filter_map(of_row).chain(stopped).collect();
    onsets.arrange_by(|a, b| a.time.cmp(&b.time).then_with(|| a.text.cmp(&b.text)));
    onsets
}
