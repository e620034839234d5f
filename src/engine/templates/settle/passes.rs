//! The two passes that find variables among drafts: by family and by single slot.
//!
//! A pass reads all drafts and only then changes them, so their order does not matter.
//!
//! Does not: join the drafts that have become equal.

use std::hash::Hash;

use hashbrown::HashMap;

use super::{
    decide::{Slot, decide, slot},
    draft::{Draft, Symbol, VARIES, Vocabulary, part},
};

/// Places to become variables, per draft.
type Marks = Vec<Vec<usize>>;

/// Drafts that agree outside their suspect slots form a family; each such slot is decided on all
/// values the family has there. Says whether anything changed.
pub(super) fn family_pass(drafts: &mut [Draft], vocabulary: &Vocabulary<'_>) -> bool {
    let families = groups(drafts.iter().enumerate().map(|(number, draft)| {
        let places = 0..draft.tokens.len();
        let kept = places.map(|at| match slot(draft, at, vocabulary) {
            Slot::Fixed | Slot::Plain => draft.tokens[at],
            _ => VARIES,
        });
        (kept.collect::<Vec<Symbol>>(), number)
    }));
    let mut marks: Marks = vec![Vec::new(); drafts.len()];
    for members in &families {
        for at in 0..drafts[members[0]].tokens.len() {
            mark_variable(drafts, members, at, vocabulary, &mut marks);
        }
    }
    apply(drafts, marks)
}

/// Drafts that agree in every place but one. Says whether anything changed.
pub(super) fn slot_pass(drafts: &mut [Draft], vocabulary: &Vocabulary<'_>) -> bool {
    let sums: Vec<u64> = drafts.iter().map(Draft::sum).collect();
    let mut marks: Marks = vec![Vec::new(); drafts.len()];
    let longest = drafts.iter().map(|draft| draft.tokens.len()).max().unwrap_or(0);
    for at in 0..longest {
        let agreeing = groups(drafts.iter().enumerate().filter_map(|(number, draft)| {
            let token = *draft.tokens.get(at)?;
            Some((sums[number].wrapping_sub(part(at, token)), number))
        }));
        for members in &agreeing {
            mark_variable(drafts, members, at, vocabulary, &mut marks);
        }
    }
    apply(drafts, marks)
}

/// Marks the place `at` of every member where their values there are a variable.
fn mark_variable(
    drafts: &[Draft],
    members: &[usize],
    at: usize,
    vocabulary: &Vocabulary<'_>,
    marks: &mut Marks,
) {
    let mut values: Vec<Symbol> = members.iter().map(|member| drafts[*member].tokens[at]).collect();
    values.sort_unstable();
    values.dedup();
    if values.len() < 2 {
        return;
    }
    let kinds = members.iter().map(|member| slot(&drafts[*member], at, vocabulary));
    let kind = kinds.filter(|kind| *kind != Slot::Fixed).min().unwrap_or(Slot::Fixed);
    if decide(&drafts[members[0]], at, kind, &values, vocabulary) {
        members.iter().for_each(|member| marks[*member].push(at));
    }
}

/// The numbers that come with one key, for every key with two or more, in order of first sight.
fn groups<K: Hash + Eq>(keyed: impl Iterator<Item = (K, usize)>) -> Vec<Vec<usize>> {
    let mut places: HashMap<K, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (key, number) in keyed {
        let place = *places.entry(key).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(number),
            None => groups.push(vec![number]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups
}

fn apply(drafts: &mut [Draft], marks: Marks) -> bool {
    let mut changed = false;
    for (draft, places) in drafts.iter_mut().zip(marks) {
        for at in places {
            changed |= draft.tokens[at] != VARIES;
            draft.tokens[at] = VARIES;
        }
    }
    changed
}
