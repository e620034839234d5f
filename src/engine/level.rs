//! The level of a record: how grave it is, in seven ranks and "none".
//!
//! Does not: find levels in text; `formats` does.

use serde::{Deserialize, Serialize};

/// How grave a record is, least first, so that `<` compares by rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Level {
    Trace = 1,
    Debug = 2,
    Info = 3,
    Notice = 4,
    Warn = 5,
    Error = 6,
    Fatal = 7,
}

/// How many lanes a count by level has: lane 0 for records without a level, then one for each level.
pub const LANES: usize = 8;

impl Level {
    /// Every level, least grave first.
    pub const ALL: [Level; 7] = [
        Level::Trace,
        Level::Debug,
        Level::Info,
        Level::Notice,
        Level::Warn,
        Level::Error,
        Level::Fatal,
    ];

    /// The word shown and compared: `trace` … `fatal`.
    pub fn word(self) -> &'static str {
        match self {
            Level::Trace => "trace",
            Level::Debug => "debug",
            Level::Info => "info",
            Level::Notice => "notice",
            Level::Warn => "warn",
            Level::Error => "error",
            Level::Fatal => "fatal",
        }
    }

    /// The level with this lane number (1 to 7); lane 0 and others are none.
    pub fn from_lane(lane: u8) -> Option<Level> {
        Level::ALL.get(usize::from(lane).checked_sub(1)?).copied()
    }
}

/// The lane of a level: 0 for none, 1 (trace) to 7 (fatal).
pub fn lane(level: Option<Level>) -> u8 {
    level.map_or(0, |level| level as u8)
}
