//! One row of what is on the same records, and rows of what only together sets the range apart.
//!
//! Does not: test single items.

use super::{
    Case, Ranked,
    rows::{Candidate, by_worth},
    words,
};
use crate::{
    engine::{
        explain::{Difference, Item, count, difference, extended, is_same, ln_p},
        timeline::Buckets,
    },
    protocol::{
        page::{DifferenceRow, RowKind},
        shard::ChosenPart,
    },
};

/// Items that combinations are made of.
const COMBINED_MAX: usize = 24;

/// A row's items, by their places among the chosen: those on the same records.
pub(super) struct Group {
    candidate: Candidate,
    places: Vec<usize>,
    /// Its records have all of the items, and these are not the same records.
    is_combination: bool,
}

/// The candidates in their order with onsets known, those on the same records joined.
pub(super) fn ranked(candidates: Vec<Candidate>, part: &ChosenPart) -> Vec<Group> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    let worth = |at: usize| candidates.get(at);
    order.sort_by(|a, b| match (worth(*a), worth(*b)) {
        (Some(a), Some(b)) => by_worth(a, b),
        _ => a.cmp(b),
    });
    let mut groups: Vec<Group> = Vec::new();
    for at in order {
        let Some(candidate) = candidates.get(at) else { continue };
        let same = groups.iter_mut().find(|group| {
            let alike = group.candidate.difference.is_more() == candidate.difference.is_more()
                && group.candidate.among_errors == candidate.among_errors;
            let first = group.places.first();
            alike && first.is_some_and(|first| is_same(&part.signatures, *first, at))
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
    groups
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
        groups.sort_by(|a, b| by_worth(&a.candidate, &b.candidate));
        groups.into_iter().map(|group| self.row(group, chosen, part, shown)).collect()
    }

    /// For each value that is more than usual, what it comes with and the baseline does not explain.
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
            let places: Vec<usize> = (0..items).filter(|at| mask >> at & 1 == 1).collect();
            let is_known = combined.iter().any(|other| other.places == places);
            if places.len() < 2 || is_known {
                continue;
            }
            let counts = count(&part.signatures, mask);
            let row = difference(seed, counts, scale, excess, ln_p(counts, scale));
            let (onset, onset_record) = (None, None);
            let candidate = Candidate {
                difference: row,
                onset,
                onset_record,
                leads: false,
                ..candidate.clone()
            };
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
