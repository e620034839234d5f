//! The command line.
//!
//! Does not: check that files exist.

use std::path::PathBuf;

use clap::{Args, Parser, ValueEnum};

/// Explore logs: the engine of the page, for scripts.
#[derive(Debug, Parser)]
#[command(name = "squall", version, about)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Subcommand,
}

#[derive(Debug, clap::Subcommand)]
pub(super) enum Subcommand {
    /// Print the records, one a line
    Records(Records),
    /// Print how each source was read
    Sources(Sources),
    /// Print counts by level over time
    Timeline(Timeline),
}

/// What every subcommand takes.
#[derive(Debug, Args)]
pub(super) struct Common {
    /// Log files, plain or compressed; - is the standard input
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// Only records that this query selects
    #[arg(long = "where", value_name = "QUERY", default_value = "")]
    pub(super) query: String,
    /// The zone of times that name none, for example Europe/Berlin or +02:00
    #[arg(long, default_value = "UTC")]
    pub(super) zone: String,
    /// A missing year is the latest that does not put a time after this one [default: when the file was changed]
    #[arg(long, value_name = "TIME")]
    pub(super) now: Option<String>,
    /// The format of all files [default: detect]; lines takes every line as a record
    #[arg(long, value_name = "NAME")]
    pub(super) format: Option<String>,
    /// Print JSON
    #[arg(long)]
    pub(super) json: bool,
    /// How many shards share the work; the answer is the same
    #[arg(long, default_value_t = 2, hide = true)]
    pub(super) shards: usize,
}

#[derive(Debug, Args)]
pub(super) struct Records {
    #[command(flatten)]
    pub(super) common: Common,
    /// The order of the records
    #[arg(long, value_enum, default_value_t = Order::Time)]
    pub(super) order: Order,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Order {
    /// By time; equal times in the order of the files, then of lines
    Time,
    /// As in the files, one after the other
    Input,
}

#[derive(Debug, Args)]
pub(super) struct Sources {
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Timeline {
    #[command(flatten)]
    pub(super) common: Common,
    /// At most so many buckets
    #[arg(long, default_value_t = 100)]
    pub(super) buckets: u32,
}
