//! SPL of Splunk, with `where`, which knows regular expressions, numbers and missing fields.
//! Grammar: <https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Where> and
//! <https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/ConditionalFunctions>.
//!
//! Does not: choose the index; that part is for the person to fill in.

use super::{
    super::super::time::TimeNanos,
    Language,
    absent::{Absent, Words},
    ask::{Told, quoted},
};

pub(super) const LANGUAGE: Language = Language {
    id: "spl",
    title: "Splunk SPL",
    grammar: "https://docs.splunk.com/Documentation/Splunk/latest/SearchReference/Where",
    setup: None,
    dialect: &Absent(Spl),
};

struct Spl;

impl Words for Spl {
    const TEXT: &'static str = "_raw";
    const MESSAGE_NOTE: &'static str = "the message is the whole event there";
    const SOURCE: &'static str = "source";
    const TIME: &'static str = "_time";
    const AND: &'static str = " AND ";
    const OR: &'static str = " OR ";
    const NO_ORDER: Option<&'static str> = None;

    /// Other than letters, digits and `_` stand between single quotes.
    fn field(&self, name: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        match name.bytes().all(plain) {
            true => name.to_owned(),
            false => format!("'{name}'"),
        }
    }

    fn there(&self, value: &str, absent: bool) -> String {
        format!("{}({value})", if absent { "isnull" } else { "isnotnull" })
    }

    fn matches(&self, value: &str, pattern: &str, negated: bool) -> String {
        format!("{}match({value}, {})", if negated { "NOT " } else { "" }, quoted(pattern))
    }

    fn level_among(&self, words: &[String], negated: bool) -> String {
        let words: Vec<String> = words.iter().map(|word| quoted(word)).collect();
        let not = if negated { "NOT " } else { "" };
        format!("{not}in(lower(level), {})", words.join(", "))
    }

    fn instant(&self, at: TimeNanos, _told: &mut Told<'_>) -> String {
        const SECOND: i64 = 1_000_000_000;
        format!("{}.{:09}", at.0.div_euclid(SECOND), at.0.rem_euclid(SECOND))
    }

    fn number(&self, value: &str) -> String {
        format!("tonumber({value})")
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        match selects_all {
            true => "search index=*".to_owned(),
            false => format!("search index=* | where {condition}"),
        }
    }
}
