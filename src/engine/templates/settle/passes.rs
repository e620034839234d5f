//! The two passes that find variables among drafts: by family and by single slot.
//!
//! A pass reads all drafts and only then changes them, so their order does not matter.
//!
//! Does not: join the drafts that have become equal.

use super::{
    decide::{Slot, decide, slot},
    draft::{Draft, Symbol, VARIES, Vocabulary, part},
};
use crate::templates::hash::mix;

/// Places to become variables, per draft.
type Marks = Vec<Vec<usize>>;

/// Drafts that agree outside their suspect slots form a family; each such slot is decided on all
/// values the family has there. Says whether anything changed.
pub(super) fn family_pass(drafts: &mut [Draft], vocabulary: &Vocabulary<'_>) -> bool {
    let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(drafts.len());
    for (number, draft) in drafts.iter().enumerate() {
        let kept = (0..draft.tokens.len()).map(|at| match slot(draft, at, vocabulary) {
            Slot::Fixed | Slot::Plain => draft.tokens[at],
            _ => VARIES,
        });
        let key = kept.fold(draft.tokens.len() as u64, |key, token| mix(key, u64::from(token)));
        keyed.push((key, number));
    }
    keyed.sort_unstable();
    let mut marks: Marks = vec![Vec::new(); drafts.len()];
    for members in groups(&keyed) {
        for at in 0..drafts[members[0]].tokens.len() {
            mark_variable(drafts, &members, at, vocabulary, &mut marks);
        }
    }
    apply(drafts, marks)
}

/// Drafts that agree in every place but one. Says whether anything changed.
pub(super) fn slot_pass(drafts: &mut [Draft], vocabulary: &Vocabulary<'_>) -> bool {
    let sums: Vec<u64> = drafts.iter().map(Draft::sum).collect();
    let mut marks: Marks = vec![Vec::new(); drafts.len()];
    let longest = drafts.iter().map(|draft| draft.tokens.len()).max().unwrap_or(0);
    let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(drafts.len());
    for at in 0..longest {
        keyed.clear();
        for (number, draft) in drafts.iter().enumerate() {
            if let Some(&token) = draft.tokens.get(at) {
                keyed.push((sums[number].wrapping_sub(part(at, token)), number));
            }
        }
        keyed.sort_unstable();
        for members in groups(&keyed) {
            mark_variable(drafts, &members, at, vocabulary, &mut marks);
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

/// Runs of equal keys, two numbers or more each.
fn groups(keyed: &[(u64, usize)]) -> impl Iterator<Item = Vec<usize>> {
    let runs = keyed.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1);
    runs.map(|run| run.iter().map(|(_, number)| *number).collect())
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
