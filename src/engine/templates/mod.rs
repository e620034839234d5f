//! Exact pattern mining over every record: messages with their variables removed.
//!
//! Stage one looks at one message alone: `lexer` cuts it into tokens, constant or variable,
//! `collapse` joins lists, `shape` hashes what is left, and [`Shapes`] numbers the distinct shapes
//! of a shard. Stage two looks at the distinct shapes of all shards: [`merge`] joins the tables, [`settle`] makes them [`Templates`].
//! So record -> shape -> template is an indirection, and no text is read twice.
//!
//! Does not: sample, have a setting, or depend on the order of records or on their shards.

mod align;
mod bytes;
mod collapse;
mod edit;
mod frames;
mod hash;
mod lexer;
mod settle;
mod shape;
mod table;
mod template;
mod trace;
mod words;

use std::ops::Range;

pub use edit::Edit;
pub(crate) use hash::mix;
pub use hash::text_hash;
pub use settle::settle;
pub use shape::VARIABLE;
pub use table::{Shape, Shapes, merge};
pub use template::{Template, Templates};

/// Byte ranges of `message` that vary between messages of its pattern, in order, not overlapping.
#[must_use]
pub fn variables(message: &[u8]) -> Vec<Range<usize>> {
    shape::variable_spans(message)
}
