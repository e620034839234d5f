//! The units of work of a trace, nested: which steps are whose, and what lies within what.
//!
//! Does not: invent units that no record belongs to.

use std::collections::BTreeMap;

use super::step::{SpanIds, Step};
use crate::arrange::{self, Arrange};

/// One unit of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub id: String,
    pub name: Option<String>,
    /// A lower place in the list.
    pub parent: Option<usize>,
    pub depth: u32,
    /// The first of its steps.
    pub step: usize,
    /// From the start of its first step to the end of its last.
    pub extent: (i64, i64),
    pub failed: bool,
}

/// The units of a story's steps, parents before what they hold, else by start; and that of each step.
#[must_use]
pub fn spans(steps: &[Step]) -> (Vec<Span>, Vec<Option<usize>>) {
    let ids = |step: &Step| step.shown.span.clone();
    let mut found: BTreeMap<String, (Span, Option<String>)> = BTreeMap::new();
    for (at, step) in steps.iter().enumerate() {
        let Some(SpanIds { span, parent, name }) = ids(step) else { continue };
        let extent = step.extent();
        let (known, known_parent) = found.entry(span.clone()).or_insert_with(|| {
            let span = Span {
                id: span,
                name: None,
                parent: None,
                depth: 0,
                step: at,
                extent,
                failed: false,
            };
            (span, None)
        });
        known.extent = (known.extent.0.min(extent.0), known.extent.1.max(extent.1));
        known.failed |= step.failed();
        known.name = known.name.take().or(name);
        *known_parent = known_parent.take().or(parent);
    }
    let nested = nested(found);
    let places = arrange::map(nested.iter().enumerate().map(|(at, span)| (span.id.as_str(), at)));
    let of = |step: &Step| places.get(step.shown.span.as_ref()?.span.as_str()).copied();
    let of_steps = steps.iter().map(of).collect();
    (nested, of_steps)
}

/// Puts parents before what they hold; those whose parents are unknown, or lie within themselves, are roots.
fn nested(found: BTreeMap<String, (Span, Option<String>)>) -> Vec<Span> {
    let mut open: Vec<(Span, Option<String>)> = found.into_values().collect();
    open.arrange_by(|(a, _), (b, _)| (a.extent.0, a.step).cmp(&(b.extent.0, b.step)));
    let parents = arrange::map(open.iter().map(|(span, parent)| (span.id.clone(), parent.clone())));
    let is_root = |id: &str| {
        let (mut at, mut steps) = (id, 0);
        loop {
            match parents.get(at).and_then(Option::as_deref) {
                Some(parent) if parents.contains_key(parent) && steps <= parents.len() => {
                    at = parent
                }
                _ => break,
            }
            steps += 1;
            if at == id {
                return true; // it lies within itself
            }
        }
        at == id
    };
    let mut children: BTreeMap<String, Vec<Span>> = BTreeMap::new();
    let mut waiting: Vec<(Span, Option<usize>, u32)> = Vec::new();
    for (span, parent) in open {
        match parent.filter(|parent| parents.contains_key(parent) && !is_root(&span.id)) {
            Some(parent) => children.entry(parent).or_default().push(span),
            None => waiting.push((span, None, 0)),
        }
    }
    waiting.reverse();
    let mut nested = Vec::new();
    while let Some((span, parent, depth)) = waiting.pop() {
        let own = children.remove(&span.id).unwrap_or_default();
        let place = nested.len();
        waiting.extend(own.into_iter().rev().map(|child| (child, Some(place), depth + 1)));
        nested.push(Span { parent, depth, ..span });
    }
    nested
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{follow::Shown, store::Key};

    fn steps(of: &[(&str, &str, i64)]) -> Vec<Step> {
        let step = |&(span, parent, time): &(&str, &str, i64)| Step {
            key: Key { time, ..Key::FIRST },
            template: 1,
            level: None,
            status: None,
            request: None,
            shown: Shown {
                span: (!span.is_empty()).then(|| SpanIds {
                    span: span.to_owned(),
                    parent: (!parent.is_empty()).then(|| parent.to_owned()),
                    name: None,
                }),
                ..Shown::default()
            },
        };
        of.iter().map(step).collect()
    }

    fn told(of: &[(&str, &str, i64)]) -> Vec<(String, u32, Option<usize>)> {
        spans(&steps(of)).0.into_iter().map(|span| (span.id, span.depth, span.parent)).collect()
    }

    #[test]
    fn parents_stand_before_what_they_hold() {
        let of = [
            ("c", "b", 3),
            ("b", "a", 2),
            ("a", "", 1),
            ("d", "a", 9),
            ("e", "lost", 5),
            ("", "", 6),
        ];
        let names = |told: Vec<(String, u32, Option<usize>)>| -> Vec<String> {
            told.into_iter().map(|(id, depth, _)| format!("{depth}{id}")).collect()
        };
        assert_eq!(names(told(&of)), ["0a", "1b", "2c", "1d", "0e"]);
        assert_eq!(spans(&steps(&of)).1, [Some(2), Some(1), Some(0), Some(3), Some(4), None]);
    }

    #[test]
    fn rings_lose_nothing() {
        for of in [&[("a", "a", 1)][..], &[("a", "b", 1), ("b", "a", 2), ("c", "a", 3)]] {
            assert_eq!(told(of).len(), of.len());
        }
    }
}
