//! The page as a state machine: what is on screen, what can happen, and what follows from it.
//!
//! [`State`] is a record of slices; [`Action`] is everything that can happen;
//! [`update`] makes the next state and the [`Effect`]s that the shell has to run.
//! `show` turns numbers and times into words, `chart` is the arithmetic of the timeline's picture.
//! A slice is handed to a component as [`ByPtr`], so that it renders only when its slice was replaced.
//!
//! 1. The shell reports [`Action::Started`] with the link and the preferences it found.
//! 2. Files are chosen: their handles stay in the shell, under the numbers that [`Action::FilesChosen`] names.
//! 3. Each [`Effect::Ask`] is answered by an [`Action::Replied`]; in each [`asking::Slot`] the newest wins.
//!
//! Does not: know a browser, a clock, or the contents of a file.

#![warn(missing_docs)]

pub mod action;
pub mod asking;
pub mod beside;
pub mod bursts;
pub mod chart;
pub mod collecting;
pub mod comparing;
pub mod effect;
pub mod explaining;
pub mod facet_list;
pub mod fields;
pub mod fingerprint;
pub mod following;
pub mod gaps;
pub mod handover;
pub mod investigation;
pub mod keys;
pub mod link;
pub mod longest_gaps;
pub mod marks;
pub mod message_spans;
pub mod metrics;
pub mod overlays;
pub mod own_format;
pub mod pattern_list;
pub mod pieces;
pub mod pins;
pub mod requests;
pub mod runs;
pub mod show;
pub mod source_list;
pub mod source_notes;
pub mod state;
pub mod tails;
pub mod term;
pub mod tracks;
mod update;
pub mod waterfall;
pub mod window;
pub mod zones;

use std::{ops::Deref, rc::Rc};

pub use action::{Action, Choice, ChosenFile};
pub use effect::Effect;
pub use state::State;
pub use update::update;

/// A slice of the state as a property of a component: equal if and only if it is the same allocation.
#[derive(Debug)]
pub struct ByPtr<T>(pub Rc<T>);

impl<T> Clone for ByPtr<T> {
    fn clone(&self) -> Self {
        ByPtr(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for ByPtr<T> {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Deref for ByPtr<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> From<&Rc<T>> for ByPtr<T> {
    fn from(slice: &Rc<T>) -> Self {
        ByPtr(Rc::clone(slice))
    }
}
