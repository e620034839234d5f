//! Numbers that records carry, as percentiles that parts of the records can be merged to.
//!
//! A value becomes its [`Mark`], a place on a logarithmic ruler that is at most half a percent off;
//! marks are counted by [`Cell`]: a group of records, a bucket of time and the mark. Counts add up in any
//! order, and [`quantile`] reads percentiles from them.
//!
//! ```text
//! 84 ms  ->  mark 1824  ->  (group 0, bucket 17, mark 1824) += 1  ->  p99 of bucket 17
//! ```
//!
//! Does not: find fields, or know what a duration is; `follow::duration` does.

mod cell;
mod mark;

pub use cell::{BUCKETS_MAX, Cell, GROUPS_MAX};
pub use mark::{ERROR_MAX, Mark, quantile};
