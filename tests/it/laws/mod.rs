//! The laws of the engine, over generated sources: any chunks, cuts and shards give the same
//! answers, every line is accounted for, and whatever is fast finds what a plain look finds.
//!
//! [`sources`] makes up logs of many formats, odd lines among them; [`desk`] opens them in a lead
//! and shards; [`answers`] asks everything that a page asks.
//!
//! [`heart`] does the same for patterns, bursts and explanations, [`incident`] makes up one; [`follow`]
//! for ids and their stories, [`requests`] for the table of them, [`replicate`] for making one again,
//! [`folds`] for rows that are folded, [`metrics`] for the numbers in records, [`gaps`] for where
//! nothing came for long, [`handover`] for what leaves, [`tracks`] for metric files, [`bad_input`] for
//! what would be wrong in silence if nobody said it, [`in_order`] for every record handed over,
//! [`growing`] for files that are still written, [`memory`] for what is let go and files that change,
//! [`narrowed`] for sources of which a part is read.
//!
//! Does not: say which answer is right for a format; the formats' own examples do.

mod answers;
mod archives;
mod bad_input;
mod caps;
mod cutting;
mod desk;
mod folds;
mod follow;
mod gaps;
mod growing;
mod handover;
mod heart;
mod in_order;
mod incident;
mod lines;
mod memory;
mod metrics;
mod narrowed;
mod replicate;
mod requests;
mod search;
mod sources;
mod tracks;
mod values;
