//! The timeline's arithmetic: from counts to a list of things to draw, and from a pointer to a range.
//!
//! [`scale`] maps time to pixels; [`axis`] finds the ticks; [`bars`] stacks the counts;
//! [`picture`] and [`strip`] make [`draw`] lists of them, which the canvas only replays;
//! [`overlay`] is what lies over the bars; [`moves`] turns drags, wheels and keys into ranges; [`numbers`] says the counts in words.
//!
//! ```text
//!  bands   ▔▔▔▔▔▔
//!  bars    ▂▃▅▇▅▃▂▂▁   over the grey shape of all records
//!  axis    13:38   13:43   13:48
//!  strip   ▁▁▂▁[▂▃▂]▁▁▁   the whole export with the window in it
//! ```
//!
//! Does not: touch a canvas, or count records.

pub mod axis;
pub mod bars;
pub mod draw;
pub mod flags;
pub mod moves;
pub mod numbers;
pub mod overlay;
pub mod picture;
pub mod scale;
pub mod strip;

pub use axis::Tick;
pub use draw::{DrawOp, Ink};
pub use flags::Flag;
pub use numbers::BucketNumbers;
pub use overlay::{Band, Overlay, Tone};
pub use picture::Picture;
pub use scale::Scale;
pub use strip::Grab;
