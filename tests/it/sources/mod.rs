//! What a person can say of sources, and what is found out about them: rotated files, clocks, copies,
//! a format of one's own; and what of binary data is shown.
//!
//! Does not: read files; every source is a text of the test.

mod binary;
mod clocks;
mod copies;
mod desk;
mod own_format;
mod rotated;
