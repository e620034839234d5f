//! Numbers, times and durations in the words of the screen, and a typed time back into an instant.
//!
//! `clock` is calendar arithmetic in a zone and what is shown of it, `duration` says lengths of time,
//! `number` counts, shares, bytes and rates, `source` the names of sources, `shift` the correction of a clock, `typed` reads what a person types to go to a time.
//!
//! Does not: know the time of day, a zone's rules, or a browser.

pub mod clock;
pub mod duration;
pub mod number;
pub mod shift;
pub mod source;
pub mod typed;

pub use clock::{Clock, date, date_time, offset, span, spans_days, time_exact, time_of_day};
pub use duration::{bucket_width, duration};
pub use number::{bytes, compact, grouped, plural, rate, share};
pub use shift::{shift, typed_shift};
pub use source::{file, source, stem};
pub use typed::{EXPECTED_RANGE, typed_range, typed_time};
