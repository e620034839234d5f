//! One row of what is on the same records; no row of what others explain; and rows of what only
//! together sets the range apart.
//!
//! Does not: test single items.

use super::{
    Case, Ranked,
    rows::{Candidate, by_worth},
    words,
};
use crate::{
    engine::{
        arrange::Arrange,
        explain::{
            Counts, Difference, ERROR_BIT, Item, Signature, count, difference, extended, ln_p,
        },
        timeline::Buckets,
    },
    protocol::{
        page::{DifferenceRow, RowKind},
        shard::ChosenPart,
    },
};

/// Items that combinations are made of.
const COMBINED_MAX: usize = 24;
/// Overlap by which items are on the same records.
const SAME_MIN: f64 = 0.9;
/// What is left of an item's excess without the records of purer items, at most, if they explain it.
const LEFT_MAX: f64 = 0.1;
/// Share of the usual records of an item that have another, if the one comes with the other.
const IMPLIED_MIN: f64 = 0.8;
/// A combination is told where it has at most this share of what is usual in its first item.
const USUAL_SHARE_MAX: f64 = 0.5;

/// A row's items, by their places among the chosen: those on the same records.
#[derive(Clone)]
pub(super) struct Group {
    pub(super) candidate: Candidate,
    places: Vec<usize>,
    /// Its records have all of the items, and these are not the same records.
    is_combination: bool,
}

/// The candidates in their order, those on the same records joined, without those that others explain.
pub(super) fn ranked(candidates: &[Candidate], part: &ChosenPart, scale: f64) -> Vec<Group> {
    let mut order: Vec<(usize, &Candidate)> =
        candidates.iter().enumerate().filter(|(_, candidate)| candidate.holds).collect();
    order.arrange_by(|(_, a), (_, b)| by_worth(a, b));
    let mut groups: Vec<Group> = Vec::new();
    for (at, candidate) in order {
        let same = groups.iter_mut().find(|group| {
            let alike = group.candidate.difference.is_more() == candidate.difference.is_more()
                && group.candidate.among_errors == candidate.among_errors;
            let first = group.places.first();
            let errors = candidate.among_errors;
            alike && first.is_some_and(|first| is_same(&part.signatures, *first, at, errors))
        });
        match same {
            Some(group) => {
                group.places.push(at);
                group.take_earlier(candidate);
            }
            None => groups.push(Group {
                candidate: candidate.clone(),
                places: vec![at],
                is_combination: false,
            }),
        }
    }
    let all = groups.clone();
    groups.retain(|group| {
        let purer = all.iter().filter(|other| group.is_less_pure(other));
        !group.is_explained(purer, &part.signatures, scale)
    });
    // Then whole levels and sources, by whatever is left.
    let all = groups.clone();
    groups.retain(|group| {
        let special = all.iter().filter(|other| group.is_alike(other) && !other.is_general());
        !group.is_general() || !group.is_explained(special, &part.signatures, scale)
    });
    groups
}

/// Whether two items are on the same records inside, but for a tenth; or on the same errors.
fn is_same(signatures: &[Signature], a: usize, b: usize, among_errors: bool) -> bool {
    let base = u64::from(among_errors) << ERROR_BIT;
    let (a, b) = (base | 1 << a, base | 1 << b);
    let both = count(signatures, a | b).inside as f64;
    let either = count(signatures, a).inside as f64 + count(signatures, b).inside as f64 - both;
    either > 0.0 && both >= SAME_MIN * either
}

impl Group {
    /// Of what is on the same records, that which broke away first tells when.
    fn take_earlier(&mut self, other: &Candidate) {
        if let (Some(mine), Some(theirs)) = (self.candidate.onset, other.onset)
            && theirs.nanos < mine.nanos
        {
            self.candidate.onset = Some(theirs);
            self.candidate.onset_record = other.onset_record;
        }
        self.candidate.leads |= other.leads;
    }

    /// A whole level or source.
    fn is_general(&self) -> bool {
        matches!(self.candidate.item, Item::Level(_) | Item::Source(_))
    }

    fn is_alike(&self, other: &Group) -> bool {
        other.candidate.among_errors == self.candidate.among_errors
            && other.candidate.difference.is_more() == self.candidate.difference.is_more()
    }

    fn is_less_pure(&self, other: &Group) -> bool {
        let impurity = |group: &Group| 1.0 - group.candidate.difference.purity();
        let (own, theirs) = (impurity(self), impurity(other));
        let is_special = self.is_general() && !other.is_general();
        self.is_alike(other) && (theirs < 0.5 * own || (is_special && theirs <= own))
    }

    /// Whether hardly anything of its excess is left without the records of other groups: it is
    /// only what these come with.
    fn is_explained<'a>(
        &self,
        by: impl Iterator<Item = &'a Group>,
        signatures: &[Signature],
        scale: f64,
    ) -> bool {
        let own = &self.candidate;
        let implies = |place: usize| {
            let [first, ..] = self.places[..] else { return false };
            let theirs = count(signatures, 1 << place).outside as f64;
            let both = count(signatures, 1 << place | 1 << first).outside as f64;
            theirs > 0.0 && both >= IMPLIED_MIN * theirs
        };
        let places = by.filter_map(|other| other.places.first());
        // Of errors, only what comes with another value at all times is explained by it.
        let places = places.filter(|place| !own.among_errors || implies(**place));
        let others = places.fold(0_u64, |mask, place| mask | 1 << place);
        let Some(&first) = self.places.first().filter(|_| others != 0) else { return false };
        let mask = u64::from(own.among_errors) << ERROR_BIT | 1 << first;
        let left = without(signatures, mask, others);
        let whole = count(signatures, mask);
        let excess = |counts: Counts| {
            let outside = if own.among_errors { 0.0 } else { counts.outside as f64 };
            counts.inside as f64 - scale * outside
        };
        let sign = if own.difference.is_more() { 1.0 } else { -1.0 };
        sign * excess(left) <= LEFT_MAX * sign * excess(whole)
    }
}

/// Records that have all of `mask` and none of `others`.
fn without(signatures: &[Signature], mask: u64, others: u64) -> Counts {
    let having = signatures.iter().filter(|s| s.mask & mask == mask && s.mask & others == 0);
    having.fold(Counts::default(), |sum, signature| Counts {
        inside: sum.inside + signature.counts.inside,
        outside: sum.outside + signature.counts.outside,
    })
}

impl Case<'_> {
    /// The rows to show, combinations among them, in their order.
    pub(super) fn rows_of(
        &self,
        mut groups: Vec<Group>,
        chosen: &[Item],
        part: &ChosenPart,
        shown: Buckets,
    ) -> Vec<Ranked> {
        let combined = self.combined(&groups, chosen, part);
        groups.extend(combined);
        groups.arrange_by(|a, b| by_worth(&a.candidate, &b.candidate));
        groups.into_iter().map(|group| self.row(group, chosen, part, shown)).collect()
    }

    /// For each value that is more than usual, other values with which it is hardly ever usual.
    fn combined(&self, groups: &[Group], chosen: &[Item], part: &ChosenPart) -> Vec<Group> {
        let scale = self.scale();
        let excess = self.excess(scale);
        let items = chosen.len().min(COMBINED_MAX);
        let mut combined: Vec<Group> = Vec::new();
        for group in groups {
            let Some(&seed) = group.places.first().filter(|seed| **seed < items) else { continue };
            let candidate = &group.candidate;
            let is_value = matches!(candidate.item, Item::Field(..));
            if !is_value || candidate.among_errors || !candidate.difference.is_more() {
                continue;
            }
            let mask = extended(&part.signatures, seed, items, scale);
            let places = (0..items).filter(|at| mask >> at & 1 == 1);
            let places: Vec<usize> =
                places.filter(|at| matches!(chosen.get(*at), Some(Item::Field(..)))).collect();
            let is_known = combined.iter().any(|other| other.places == places);
            if places.len() < 2 || is_known {
                continue;
            }
            let mask = places.iter().fold(0_u64, |mask, at| mask | 1 << at);
            let counts = count(&part.signatures, mask);
            let row = difference(seed, counts, scale, excess, ln_p(counts, scale));
            if row.expected > USUAL_SHARE_MAX * candidate.difference.expected
                || row.expected == candidate.difference.expected
            {
                continue;
            }
            let (onset, onset_record, leads) = (None, None, false);
            let candidate =
                Candidate { difference: row, onset, onset_record, leads, ..candidate.clone() };
            combined.push(Group { candidate, places, is_combination: true });
        }
        combined
    }

    fn row(&self, group: Group, chosen: &[Item], part: &ChosenPart, shown: Buckets) -> Ranked {
        let Group { candidate, places, is_combination } = group;
        let first = places.first().copied().unwrap_or(0);
        let items: Vec<&Item> = places.iter().filter_map(|at| chosen.get(*at)).collect();
        let texts: Vec<String> = items.iter().map(|item| self.text(item)).collect();
        let queries: Vec<String> = items.iter().map(|item| item.query()).collect();
        let sources = part.sources.get(first);
        let source = sources.and_then(|sources| {
            sources.iter().max_by(|(a, n), (b, m)| n.cmp(m).then_with(|| b.cmp(a)))
        });
        let Difference { counts, expected, ratio, explains, ln_p, verdict, .. } =
            candidate.difference.clone();
        let row = DifferenceRow {
            kind: if is_combination { RowKind::Combination } else { kind(&candidate.item) },
            text: texts.join(if is_combination { " and " } else { " = " }),
            inside: counts.inside,
            outside: counts.outside,
            expected,
            ratio,
            verdict: words::verdict(verdict),
            explains,
            p: ln_p.exp(),
            among_errors: candidate.among_errors,
            query: match is_combination {
                true => queries.join(" "),
                false => queries.into_iter().next().unwrap_or_default(),
            },
            pattern: match candidate.item {
                Item::Template(id) if !is_combination => Some(id),
                _ => None,
            },
            source: source.map_or_else(String::new, |(name, _)| name.clone()),
            counts: match part.shown.get(first).filter(|_| !is_combination) {
                Some(counts) => counts.dense(shown.count),
                None => Vec::new(),
            },
        };
        Ranked { row, candidate }
    }
}

fn kind(item: &Item) -> RowKind {
    match item {
        Item::Template(_) => RowKind::Pattern,
        Item::Field(..) => RowKind::Field,
        Item::Source(_) | Item::Any => RowKind::Source,
        Item::Level(_) | Item::Errors => RowKind::Level,
    }
}
