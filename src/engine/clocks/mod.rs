//! Whether a source's clock is wrong, by ids that stand in two sources.
//!
//! [`each_id`] finds what looks like an id in a record's text; an [`IdSketch`] remembers when each was
//! first seen in a source, of very many a fixed choice. [`skews`] compares sources: where the same ids come
//! earlier in one by nearly the same time, its clock is probably slow by as much.
//!
//! Does not: change any time; a person does.

mod ids;
mod skew;

pub use ids::{IdSketch, Seen, each_id};
pub use skew::{Skew, skews};
