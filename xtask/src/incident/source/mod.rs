//! The five sources of the incident: one file each, which knows how its records are written.
//!
//! Does not: decide what is written when.

pub mod checkout;
pub mod database;
pub mod gateway;
pub mod payments;
pub mod worker;

use super::clock::Millis;

/// A service of the shop, whose log was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Gateway,
    Checkout,
    Payments,
    Database,
    Worker,
}

pub const SOURCES: [Source; 5] =
    [Source::Gateway, Source::Checkout, Source::Payments, Source::Database, Source::Worker];

impl Source {
    /// The name of the exported file.
    pub fn file(self) -> &'static str {
        match self {
            Source::Gateway => "gateway-access.log",
            Source::Checkout => "checkout.jsonl.gz",
            Source::Payments => "payments.log",
            Source::Database => "postgresql-db-2.log",
            Source::Worker => "worker.log",
        }
    }

    /// What the file is written in, in words.
    pub fn format(self) -> &'static str {
        match self {
            Source::Gateway => "access log, combined, with rt= and request_id=",
            Source::Checkout => "JSON lines",
            Source::Payments => "logfmt",
            Source::Database => "PostgreSQL",
            Source::Worker => "Logback",
        }
    }

    /// The zone its times are written in; none where they name no zone (they are in UTC).
    pub fn zone(self) -> Option<&'static str> {
        match self {
            Source::Gateway => Some("+02:00"),
            Source::Worker => None,
            _ => Some("UTC"),
        }
    }

    pub fn is_gzip(self) -> bool {
        self == Source::Checkout
    }
}

/// How grave a record is, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Info,
    Warn,
    Error,
    Fatal,
}

pub const LEVELS: [Level; 4] = [Level::Info, Level::Warn, Level::Error, Level::Fatal];

impl Level {
    pub fn word(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warn => "warn",
            Level::Error => "error",
            Level::Fatal => "fatal",
        }
    }
}

/// One record, ready to be written.
#[derive(Clone, Debug)]
pub struct Record {
    pub source: Source,
    pub at: Millis,
    pub level: Level,
    /// The id of the request it belongs to, if it names one.
    pub id: Option<String>,
    /// Its lines, without the last line end.
    pub text: String,
}
