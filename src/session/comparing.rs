//! Compare on the page: the two sets, and what sets the first apart from the second.
//!
//! Does not: compare; the lead does.

use std::rc::Rc;

use crate::protocol::page::{Explanation, Side};

/// The two sets and the answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparing {
    /// What is looked at.
    pub inside: Side,
    /// What it is held against.
    pub against: Side,
    /// Whether a comparison was asked for.
    pub asked: bool,
    /// The answer; that of the question before until the new one is there.
    pub answer: Option<Rc<Explanation>>,
}

/// What can happen to a comparison.
#[derive(Clone, Debug, PartialEq)]
pub enum CompareAction {
    /// The first set was changed.
    InsideEdited(Side),
    /// The second set was changed.
    AgainstEdited(Side),
    /// Compare them.
    Asked,
    /// The first is the second, and the other way round.
    Swapped,
    /// What is explained is compared with its baseline.
    ExplainedTaken,
}
