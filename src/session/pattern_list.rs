//! The patterns panel: how the list is sorted and searched, what is marked, what a person corrected.
//!
//! Does not: find patterns; the lead does.

use std::rc::Rc;

use crate::protocol::page::{Pattern, PatternEdit, PatternSort, PatternValues, Patterns};

/// Patterns asked for at once; more are shown when asked for.
pub const LISTED_STEP: u32 = 100;

/// What the panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PatternsShown {
    /// The last answer.
    pub answer: Option<Rc<Patterns>>,
    /// Only patterns whose text contains this.
    pub search: String,
    /// The order.
    pub sort: PatternSort,
    /// How many times [`LISTED_STEP`] more are shown.
    pub more: u32,
    /// The variable pointed at and, once answered, its values.
    pub pointed: Option<Pointed>,
    /// The pattern that others are merged into.
    pub marked: Option<u64>,
    /// What a person corrected, in order.
    pub edits: Vec<PatternEdit>,
}

/// A variable of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Pointed {
    /// The pattern.
    pub pattern: u64,
    /// Its number from 0.
    pub variable: u32,
    /// What stands for it; none until answered.
    pub values: Option<Rc<PatternValues>>,
}

/// What can happen to patterns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternAction {
    /// Search for this text.
    Searched(String),
    /// Another order.
    Sorted(PatternSort),
    /// Further patterns.
    MoreAsked,
    /// The pointer is over a variable, or over none any more.
    Pointed(Option<(u64, u32)>),
    /// Others are to be merged into this pattern; none: no longer.
    Marked(Option<u64>),
    /// The messages of this pattern belong to the marked one.
    Merged(u64),
    /// Each form of this pattern's messages is a pattern of its own.
    Split(u64),
    /// The last correction is taken back.
    EditUndone,
}

/// Every order, with its words.
pub const SORTS: [(PatternSort, &str); 4] = [
    (PatternSort::Count, "most frequent"),
    (PatternSort::Rarity, "rarest"),
    (PatternSort::Newest, "newest"),
    (PatternSort::Errors, "most errors"),
];

impl PatternsShown {
    /// How many are asked for.
    #[must_use]
    pub fn count(&self) -> u32 {
        LISTED_STEP.saturating_mul(self.more.saturating_add(1))
    }
}

/// A pattern's text cut at its variables: the text, and the number of the variable it stands for.
#[must_use]
pub fn pieces(pattern: &Pattern) -> Vec<(&str, Option<u32>)> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for (number, &(start, end)) in (0..).zip(&pattern.variables) {
        let (start, end) = (start as usize, end as usize);
        let (Some(before), Some(variable)) =
            (pattern.text.get(from..start), pattern.text.get(start..end))
        else {
            continue;
        };
        if !before.is_empty() {
            pieces.push((before, None));
        }
        pieces.push((variable, Some(number)));
        from = end;
    }
    let rest = pattern.text.get(from..).unwrap_or_default();
    if !rest.is_empty() {
        pieces.push((rest, None));
    }
    pieces
}

/// The outline of a small bar chart of counts, as the path of an SVG of `width` by `height`.
#[must_use]
pub fn spark(counts: &[u32], width: u32, height: u32) -> String {
    let peak = counts.iter().copied().max().unwrap_or(0);
    if peak == 0 {
        return String::new();
    }
    let step = f64::from(width) / counts.len() as f64;
    let mut path = String::new();
    for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let tall = (f64::from(count) / f64::from(peak) * f64::from(height)).max(1.0);
        let (x, y) = (at as f64 * step, f64::from(height) - tall);
        let wide = (step * 0.8).max(1.0);
        path.push_str(&format!("M{x:.1} {y:.1}h{wide:.1}v{tall:.1}h-{wide:.1}z"));
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::page::LANES;

    #[test]
    fn a_template_is_cut_at_its_variables() {
        let pattern = Pattern {
            id: 1,
            text: "user <*> took <*>".to_owned(),
            variables: vec![(5, 8), (14, 17)],
            count: 1,
            share: 1.0,
            levels: [0; LANES],
            first: None,
            last: None,
            counts: Vec::new(),
            record: None,
            example: String::new(),
        };
        assert_eq!(
            pieces(&pattern),
            [("user ", None), ("<*>", Some(0)), (" took ", None), ("<*>", Some(1))]
        );
        let odd = Pattern { variables: vec![(90, 99)], ..pattern };
        assert_eq!(pieces(&odd), [("user <*> took <*>", None)]);
    }

    #[test]
    fn a_spark_has_a_bar_for_each_count() {
        assert_eq!(spark(&[0, 0], 60, 10), "");
        assert_eq!(spark(&[1, 0, 2], 60, 10), "M0.0 5.0h16.0v5.0h-16.0zM40.0 0.0h16.0v10.0h-16.0z");
    }
}
