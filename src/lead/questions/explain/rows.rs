//! Which items differ, and in which order they are shown.
//!
//! Three ways lead to a row: an item comes more or less often than the baseline lets expect; it was
//! never there before and came shortly before the range; or, a field's value, it sets the range's
//! errors apart from the usual records of that field.
//!
//! Does not: know when a series broke away (`onsets` does), or which items are on the same records.

use super::{Case, baseline::Baseline};
use crate::engine::{
    arrange::Arrange,
    explain::{
        Counts, Difference, FALSE_SHARE_MAX, Item, LEADS_NANOS, Onset, Verdict, differ, difference,
        discoveries, ln_p, ln_p_of_leads, scale,
    },
};
use crate::protocol::{page::RecordKey, shard::ItemPart};

/// Errors that a value must be on to set them apart, and the share of the excess it must explain.
const ERRORS_MIN: u64 = 5;
const EXPLAINS_MIN: f64 = 0.05;

/// What comes so often in all is a single event, and the chance up to which one is told.
const ONCE_MAX: u64 = 2;
const ONCE_P_MAX: f64 = 0.005;

/// An item that differs.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) item: Item,
    pub(super) difference: Difference,
    /// The counts are of errors alone.
    pub(super) among_errors: bool,
    /// Records of the item inside that are errors.
    pub(super) errors: u64,
    pub(super) onset: Option<Onset>,
    /// The first record of the onset: its source and place.
    pub(super) onset_record: Option<RecordKey>,
    /// It broke away before the range began, surely.
    pub(super) leads: bool,
    /// Its spread in the baseline leaves it standing.
    pub(super) holds: bool,
}

impl Candidate {
    /// The excess that is sure, the less the more of its records are usual.
    fn worth(&self) -> f64 {
        self.difference.sure * self.difference.purity().powi(2)
    }
}

impl Case<'_> {
    /// How many records inside stand for one of the baseline.
    pub(super) fn scale(&self) -> f64 {
        let counts: Vec<Counts> = self.counted.items.iter().map(|part| part.counts).collect();
        scale(&counts, self.seconds_ratio)
    }

    /// Records inside beyond the usual: errors where these are more than usual, else all records.
    pub(super) fn excess(&self, scale: f64) -> f64 {
        let (errors, all) = (self.counted.errors, self.counted.records);
        let sure = |counts: Counts, scale: f64| {
            let more = difference(0, counts, scale, 0.0, 0.0);
            let is_more = counts.inside as f64 > more.expected && more.sure > 0.0;
            is_more.then_some(counts.inside as f64 - more.expected)
        };
        sure(errors, scale).or_else(|| sure(all, self.seconds_ratio)).unwrap_or(all.inside as f64)
    }

    /// The items that differ, the most telling first; those that are less than usual last.
    pub(super) fn candidates(&self) -> Vec<Candidate> {
        let scale = self.scale();
        let excess = self.excess(scale);
        let mut found = self.that_differ(scale, excess);
        self.add_new_before(scale, excess, &mut found);
        self.add_once_before(scale, excess, &mut found);
        self.add_apart_among_errors(excess, &mut found);
        found.arrange_by(by_worth);
        found
    }

    fn candidate(&self, at: usize, difference: Difference) -> Option<Candidate> {
        let part = self.counted.items.get(at)?;
        Some(Candidate {
            item: part.item.clone(),
            difference,
            among_errors: false,
            errors: part.errors,
            onset: None,
            onset_record: None,
            leads: false,
            holds: true,
        })
    }

    fn that_differ(&self, scale: f64, excess: f64) -> Vec<Candidate> {
        let counts: Vec<Counts> = self.counted.items.iter().map(|part| part.counts).collect();
        let found = differ(&counts, scale, excess);
        found.into_iter().filter_map(|row| self.candidate(row.item, row)).collect()
    }

    /// What the baseline lacks and came shortly before: a start-up line, a version.
    fn add_new_before(&self, scale: f64, excess: f64, found: &mut Vec<Candidate>) {
        let Some(nanos) = self.baseline.as_ref().map(Baseline::nanos) else { return };
        let ln_ps: Vec<f64> = self
            .counted
            .items
            .iter()
            .flat_map(|part| ln_p_of_leads(part.leads, rate(part.counts, nanos)))
            .collect();
        // Few records prove little, so that all of these must hold together (Bonferroni).
        let most = (FALSE_SHARE_MAX / ln_ps.len().max(1) as f64).ln();
        for (at, part) in self.counted.items.iter().enumerate() {
            let leads = ln_ps.get(at * 4..at * 4 + 4).unwrap_or_default();
            let is_new = part.counts.outside == 0 && leads.iter().any(|ln_p| *ln_p < most);
            if !is_new || found.iter().any(|known| known.item == part.item) {
                continue;
            }
            let ln_p = ln_ps.get(at * 4..at * 4 + 4).unwrap_or_default();
            let ln_p = ln_p.iter().copied().fold(0.0, f64::min);
            let row = difference(at, part.counts, scale, excess, ln_p);
            let row = Difference { verdict: Verdict::New, ..row };
            found.extend(self.candidate(at, row).map(|row| Candidate { leads: true, ..row }));
        }
    }

    /// What came shortly before, once or twice and at no other time, where such things are so rare
    /// that hardly any would by chance: a switch, a migration.
    fn add_once_before(&self, scale: f64, excess: f64, found: &mut Vec<Candidate>) {
        let Some(nanos) = self.baseline.as_ref().map(Baseline::nanos) else { return };
        let is_rare = |part: &&ItemPart| part.all <= ONCE_MAX;
        let kind = |item: &Item| std::mem::discriminant(item);
        for (at, part) in self.counted.items.iter().enumerate() {
            let alike = |other: &&ItemPart| kind(&other.item) == kind(&part.item);
            let is_before = |lead: &u64| {
                *lead > 0 && *lead + part.counts.inside == part.all && part.counts.outside == 0
            };
            let Some(place) = part.leads.iter().position(is_before) else { continue };
            if !is_rare(&part) || found.iter().any(|known| known.item == part.item) {
                continue;
            }
            let rare = self.counted.items.iter().filter(alike).filter(is_rare).count();
            let p = rare as f64 * LEADS_NANOS[place] as f64 / nanos;
            if p < ONCE_P_MAX {
                let row = difference(at, part.counts, scale, excess, p.ln());
                let row = Difference { verdict: Verdict::New, ..row };
                found.extend(self.candidate(at, row).map(|row| Candidate { leads: true, ..row }));
            }
        }
    }

    /// Values that set the errors inside apart from the usual records of their field.
    fn add_apart_among_errors(&self, excess: f64, found: &mut Vec<Candidate>) {
        let tried: Vec<(usize, f64, Counts)> = (0..self.counted.items.len())
            .filter_map(|at| {
                let part = self.counted.items.get(at)?;
                let field = self.counted.of_field(&part.item)?;
                let scale = field.inside as f64 / field.outside.max(1) as f64;
                let counts = Counts { inside: part.errors, outside: part.counts.outside };
                (part.errors >= ERRORS_MIN).then_some((at, scale, counts))
            })
            .collect();
        let ln_ps: Vec<f64> =
            tried.iter().map(|(_, scale, counts)| ln_p(*counts, *scale)).collect();
        let holds = discoveries(&ln_ps, ln_ps.len());
        for (((at, scale, counts), ln_p), holds) in tried.into_iter().zip(ln_ps).zip(holds) {
            let row = difference(at, counts, scale, excess, ln_p);
            let telling = holds && row.is_more() && row.explains >= EXPLAINS_MIN;
            let Some(candidate) = self.candidate(at, row).filter(|_| telling) else { continue };
            let is_own = |known: &Candidate| known.item == candidate.item;
            let known = found.iter().position(is_own);
            match known {
                // What is on errors alone is told by its own row.
                Some(known)
                    if found[known].difference.verdict == Verdict::New
                        || found[known].errors == found[known].difference.counts.inside => {}
                _ => found.push(Candidate { among_errors: true, ..candidate }),
            }
        }
    }
}

/// Records of the baseline in a nanosecond; of what it lacks a little more than none.
pub(super) fn rate(counts: Counts, nanos: f64) -> f64 {
    (counts.outside as f64 + 0.5) / nanos
}

/// What led first, then what is more than usual, then what is less; each by the excess that is sure.
pub(super) fn by_worth(a: &Candidate, b: &Candidate) -> std::cmp::Ordering {
    let (a_more, b_more) = (a.difference.is_more(), b.difference.is_more());
    b.leads
        .cmp(&a.leads)
        .then(b_more.cmp(&a_more))
        .then(b.worth().total_cmp(&a.worth()))
        .then_with(|| a.item.cmp(&b.item))
}
