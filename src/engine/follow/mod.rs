//! Ids: what names one request in the records of every source.
//!
//! [`each_token`] finds words that may be ids, [`Classes`] counts them by class with a [`Sketch`] of
//! each, [`rank`] says which classes are worth following and which only name things that last;
//! [`BlockIds`] keeps where they stand. The records that carry one id are its [`Step`]s, which
//! [`spans()`] nests and [`versus`] holds against those of good requests. The records of every id
//! are gathered as [`Runs`], of which a [`Table`] is made.
//!
//! Does not: find an id's records; the shards do.

mod class;
mod classes;
mod differing;
pub mod duration;
mod index;
pub mod named;
mod rank;
mod runs;
mod sets;
mod spans;
mod step;
mod table;
mod token;
mod versus;
mod words;

pub use class::{Life, Place, Sketch};
pub use classes::{ClassPart, Classes, identity, identity_of_name, merged, name_of};
pub use differing::{Differing, differing};
pub use index::{BlockIds, BlockIdsBuilder};
pub use rank::{Choice, Ranked, SCORE_MIN, Whole, rank};
pub use runs::{Run, Runs, RunsPart};
pub use sets::{SetId, Sets};
pub use spans::{Span, spans};
pub use step::{
    Request, Shown, SpanIds, Step, StepToken, is_status, request, shown, status, took_nanos,
};
pub use table::{Entry, RouteCounts, Table};
pub use token::{Class, Form, Token, each_token, each_word, is_followable, stands_alone};
pub use versus::{Versus, versus};
pub use words::Words;
