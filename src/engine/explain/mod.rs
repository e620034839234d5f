//! What differs in a burst, and what broke first.
//!
//! A burst's records (inside) are held against a baseline (outside), both as counts of items:
//! `differ` tests and ranks single items, `combine` finds those that belong together, `onset` says
//! when each broke away, and `discoveries` pays for looking at many. Everything here is counts and
//! times, whatever an [`Item`] is.
//!
//! Does not: read records, choose a baseline, or put an answer into words.

mod combine;
mod differ;
mod discoveries;
mod habit;
mod item;
mod onset;
mod tail;

pub use combine::{ERROR_BIT, Signature, count, extended, is_same};
pub use differ::{Counts, Difference, Verdict, differ, difference, ln_p, scale};
pub use discoveries::{FALSE_SHARE_MAX, discoveries};
pub use habit::dispersion;
pub use item::Item;
pub use onset::{LEAD_MAX_NANOS, LEADS_NANOS, Onset, ln_p_of_leads, onset};
pub use tail::{ln_binomial_head, ln_binomial_tail, ln_poisson_tail, ln_student_tail};
