//! The filter in the languages of other tools, so that the same question goes on to where the rest
//! of the logs live.
//!
//! `ask` takes the query's tree apart into plain questions; a [`Language`] is one file that says
//! them, and names what it has no words for. [`LANGUAGES`] lists them.
//!
//! Two families: DuckDB, ClickHouse and jq read what Squall exports (`rows`, JSON lines), so they
//! answer as Squall does; the others read logs where these live, by the fields' own names.
//!
//! Does not: run anything.

mod absent;
mod ask;
mod clickhouse;
mod cloudwatch;
mod duckdb;
mod esql;
mod grep;
mod jq;
mod kql;
mod lnav;
mod logql;
mod lucene;
mod pattern;
mod spl;
mod sql;
#[cfg(test)]
mod tests;

use ask::{Dialect, Told};

use super::super::query::Query;

/// A language that a filter can be said in.
#[derive(Clone, Copy)]
pub struct Language {
    /// The word at the terminal.
    pub id: &'static str,
    pub title: &'static str,
    /// Where its grammar is written.
    pub grammar: &'static str,
    /// How to bring what Squall exports into it, where it reads that.
    pub setup: Option<&'static str>,
    dialect: &'static dyn Dialect,
}

/// A filter in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    pub text: String,
    /// Where the answer may differ from Squall's, in plain words.
    pub notes: Vec<&'static str>,
}

/// A condition that the language has no words for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// The condition, as a query.
    pub condition: String,
    pub why: &'static str,
}

/// Every language; a new one is a file here and a line here.
pub const LANGUAGES: &[Language] = &[
    logql::LANGUAGE,
    esql::LANGUAGE,
    kql::LANGUAGE,
    clickhouse::LANGUAGE,
    duckdb::LANGUAGE,
    cloudwatch::LANGUAGE,
    spl::LANGUAGE,
    jq::LANGUAGE,
    grep::LANGUAGE,
    lnav::LANGUAGE,
];

impl std::fmt::Debug for Language {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.id)
    }
}

/// Says a query in a language, or all that the language has no words for.
pub fn translate(query: &Query, language: &Language) -> Result<Translation, Vec<Missing>> {
    let mut told = Told { zone: query.zone(), notes: Vec::new(), missing: Vec::new() };
    let text = told.query(query.root(), language.dialect);
    if !told.missing.is_empty() {
        return Err(told.missing);
    }
    Ok(Translation { text, notes: told.notes })
}
