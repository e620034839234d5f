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
    /// Print the patterns of the messages, the most frequent first
    Patterns(Patterns),
    /// Print where errors broke out, the strongest first
    Bursts(Bursts),
    /// Print what sets a burst or a range apart, and what broke first
    Explain(Explain),
    /// Print what sets one file, or one selection, apart from another
    Compare(Compare),
    /// Print what names requests in the records, and what names things that last
    Ids(Ids),
    /// Print every record that carries an id, and what a good request did otherwise
    Follow(Follow),
    /// Print the records for other tools
    Export(Export),
    /// Print a query in the language of another tool
    Translate(Translate),
    /// Write the finding as one page
    Report(Report),
    /// Print the series and markers of metric files
    Metrics(Metrics),
    /// Print the requests, one a line, with how long they took and how they ended
    Requests(Requests),
    /// Print the longest times between two records of a source in a row
    Gaps(Gaps),
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

#[derive(Debug, Args)]
pub(super) struct Patterns {
    #[command(flatten)]
    pub(super) common: Common,
    /// Print the pattern of each record instead, in the order of the input
    #[arg(long)]
    pub(super) assign: bool,
}

#[derive(Debug, Args)]
pub(super) struct Bursts {
    #[command(flatten)]
    pub(super) common: Common,
    /// Those of each pattern instead of errors
    #[arg(long, conflicts_with = "silences")]
    pub(super) patterns: bool,
    /// What comes regularly and stopped, instead
    #[arg(long)]
    pub(super) silences: bool,
}

#[derive(Debug, Args)]
pub(super) struct Gaps {
    #[command(flatten)]
    pub(super) common: Common,
    /// Between records of any source, not of each by itself
    #[arg(long)]
    pub(super) over_all: bool,
    /// At most so many
    #[arg(long, default_value_t = 20)]
    pub(super) count: u32,
}

#[derive(Debug, Args)]
pub(super) struct Metrics {
    #[command(flatten)]
    pub(super) common: Common,
    /// With the patterns of the logs given whose rates move with each series
    #[arg(long)]
    pub(super) moves: bool,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    #[command(flatten)]
    pub(super) common: Common,
    /// The burst with this number in the list of bursts, from 1
    #[arg(long, value_name = "N", conflicts_with = "range", required_unless_present = "range")]
    pub(super) burst: Option<usize>,
    /// The range between two times, for example 2026-11-22T09:00:00Z..2026-11-22T09:05:00Z
    #[arg(long, value_name = "A..B")]
    pub(super) range: Option<String>,
    /// What it is compared with [default: the rest, less other bursts and what lies close]
    #[arg(long, value_name = "A..B")]
    pub(super) baseline: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    #[command(flatten)]
    pub(super) common: Common,
    /// Compare what --where selects with what this selects, instead of two files
    #[arg(long, value_name = "QUERY")]
    pub(super) against: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Ids {
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Follow {
    /// The id, as written
    pub(super) id: String,
    /// Print its inputs as a shell script of curl calls instead
    #[arg(long, group = "target")]
    pub(super) curl: bool,
    /// The same as an HTTP archive
    #[arg(long, group = "target")]
    pub(super) har: bool,
    /// The same as a .http file
    #[arg(long, group = "target")]
    pub(super) http: bool,
    /// The lines of the logs that carry the id
    #[arg(long, group = "target")]
    pub(super) excerpt: bool,
    /// Leave secrets in them as they are
    #[arg(long, requires = "target")]
    pub(super) unmasked: bool,
    /// At most so many requests of the same session or user before it
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) earlier: u32,
    #[command(flatten)]
    pub(super) common: Common,
}

#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    pub(super) common: Common,
    /// How the records are written
    #[arg(long = "as", value_enum, default_value_t = ExportForm::Jsonl)]
    pub(super) form: ExportForm,
    /// Columns to write, joined by commas [default: all of JSON lines; time, level, source, line and message of tables]
    #[arg(long, value_delimiter = ',', value_name = "NAMES")]
    pub(super) fields: Vec<String>,
    /// The order of the records
    #[arg(long, value_enum, default_value_t = Order::Time)]
    pub(super) order: Order,
    #[command(flatten)]
    pub(super) redaction: Redaction,
    /// Take out addresses, names, secrets and the like; what was taken out is listed afterwards
    #[arg(long)]
    pub(super) redact: bool,
}

/// What redaction takes out.
#[derive(Debug, Args)]
pub(super) struct Redaction {
    /// Take out what this regular expression matches too; of one with a group only the group
    #[arg(long = "redact-also", value_name = "REGEX")]
    pub(super) own: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportForm {
    /// JSON, one record a line
    Jsonl,
    /// Comma-separated values, with an apostrophe before what a sheet would take for a formula
    Csv,
    /// As in the input
    Text,
    /// A table
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct Translate {
    /// The query
    pub(super) query: String,
    /// The language
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) to: String,
    /// The zone of times that name none, for example Europe/Berlin or +02:00
    #[arg(long, default_value = "UTC")]
    pub(super) zone: String,
    /// What relative times such as -15m count from: the last time of the records [default: now]
    #[arg(long, value_name = "TIME")]
    pub(super) latest: Option<String>,
    /// Print how to bring exported records into the tool instead
    #[arg(long)]
    pub(super) setup: bool,
}

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(flatten)]
    pub(super) common: Common,
    /// Where to; a name that ends in .md gets Markdown [default: standard output, as HTML]
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The burst of errors with this number is explained
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(super) burst: usize,
    /// What stands at the top
    #[arg(long, value_name = "TEXT", default_value = "Incident report")]
    pub(super) title: String,
    /// How many events are quoted at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) quotes: usize,
    #[command(flatten)]
    pub(super) redaction: Redaction,
    /// Take out addresses, names, secrets and the like; this is so unless --no-redact is given
    #[arg(long, conflicts_with = "no_redact")]
    pub(super) redact: bool,
    /// Leave everything in
    #[arg(long)]
    pub(super) no_redact: bool,
}

#[derive(Debug, Args)]
pub(super) struct Requests {
    #[command(flatten)]
    pub(super) common: Common,
    /// Which of them
    #[arg(long, value_enum, default_value_t = RequestsShown::All)]
    pub(super) only: RequestsShown,
    /// Only those of a route, for example "GET /cart/*"
    #[arg(long)]
    pub(super) route: Option<String>,
    /// What they are sorted by
    #[arg(long, value_enum, default_value_t = RequestsSort::Duration)]
    pub(super) sort: RequestsSort,
    /// The lowest first
    #[arg(long)]
    pub(super) ascending: bool,
    /// At most so many
    #[arg(long, default_value_t = 100)]
    pub(super) count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RequestsShown {
    All,
    /// With a record of level error, or a status of 500 or above
    Failing,
    /// Longer than 99 in 100
    Slow,
    /// That touch patterns which few of their route touch
    Odd,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum RequestsSort {
    Start,
    Duration,
    Records,
    Status,
    Route,
    Id,
}
