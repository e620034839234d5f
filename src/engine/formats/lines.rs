//! <https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html#tag_03_185>: plain lines
//! without a time of their own, each its own message; a level word at the front counts.
//!
//! Does not: refuse anything.

use super::{
    LineRole, Reading,
    header::Header,
    table::{Example, Format},
    text,
};
use crate::{level::Level, record::RecordParts};

/// Plain lines.
pub(super) struct Lines;

impl Format for Lines {
    fn name(&self) -> &'static str {
        "lines"
    }

    fn title(&self) -> &'static str {
        "Plain lines"
    }

    fn specification(&self) -> &'static str {
        "https://pubs.opengroup.org/onlinepubs/9799919799/basedefs/V1_chap03.html#tag_03_185"
    }

    fn role(&self, _: &[u8], _: &mut Reading) -> Option<LineRole> {
        // The reader decides, since a trace goes over several lines.
        None
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let line = text::first_line(record);
        let from = Header::new(line, 0, reading.whole, out).walk();
        let from = if out.level.is_some() { from } else { 0 };
        if from == 0 {
            out.fields.clear();
        }
        text::finish(record, from, reading, out);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

const EXAMPLES: &[Example] = &[
    Example {
        text: "the quick brown fox",
        time: None,
        level: None,
        message: "the quick brown fox",
        fields: &[],
    },
    Example {
        text: "WARNING: disk nearly full",
        time: None,
        level: Some(Level::Warn),
        message: "disk nearly full",
        fields: &[],
    },
    Example {
        text: "java.lang.IllegalStateException: boom\n\tat a.B.c(B.java:1)\nCaused by: x.Y: z\n\t... 3 more",
        time: None,
        level: None,
        message: "java.lang.IllegalStateException: boom",
        fields: &[],
    },
];
