//! `squall patterns`: the patterns of the messages, or which each record has.
//!
//! Does not: mine.

use std::{
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::{Map, Value, json};

use super::{Failure, arguments::Patterns, opened::Opened, text};
use crate::{
    engine::level::Level,
    lead::shard::Whole,
    protocol::{
        page::{Command, Pattern, PatternSort, Reply},
        shard::Slot,
    },
};

/// Patterns asked for at once.
const PAGE: u32 = 1_000;

/// Prints the patterns, or each record's.
pub(super) fn run(command: &Patterns) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    if command.assign {
        assign(&mut opened, &mut out)?;
    } else {
        list(&mut opened, command.common.json, &mut out)?;
    }
    out.flush()?;
    Ok(opened.exit_code())
}

fn assign(opened: &mut Opened, out: &mut impl Write) -> Result<(), Failure> {
    let mut written = Ok(());
    opened.local.each_record(Slot::Filter, false, &mut |record: &Whole<'_>| {
        let line = json!({ "template": format!("{:016x}", record.template) });
        written = writeln!(out, "{line}");
        written.is_ok()
    });
    Ok(written?)
}

fn list(opened: &mut Opened, as_json: bool, out: &mut impl Write) -> Result<(), Failure> {
    let mut first = 0;
    loop {
        let replies = opened.local.ask(Command::Patterns {
            search: String::new(),
            sort: PatternSort::Count,
            first,
            count: PAGE,
            buckets_max: 1,
        });
        let page = replies.into_iter().find_map(|reply| match reply {
            Reply::Patterns(page) => Some(page),
            _ => None,
        });
        let page = page.unwrap_or_default();
        for pattern in &page.patterns {
            if as_json {
                writeln!(out, "{}", json_of(pattern))?;
            } else {
                writeln!(
                    out,
                    "{:>9}  {:>5.1} %  {}",
                    pattern.count,
                    pattern.share * 100.0,
                    pattern.text
                )?;
            }
        }
        first += PAGE;
        if u64::from(first) >= page.patterns_total {
            if page.forms_beyond > 0 {
                let beyond = page.forms_beyond;
                let kept = page.forms_max;
                eprintln!(
                    "squall: {beyond} forms of messages beyond the {kept} most frequent are one pattern"
                );
            }
            return Ok(());
        }
    }
}

fn json_of(pattern: &Pattern) -> Value {
    let mut levels = Map::new();
    let words = [None].into_iter().chain(Level::ALL.map(Some));
    for (word, count) in words.zip(pattern.levels).filter(|(_, count)| *count > 0) {
        levels.insert(word.map_or("none", Level::word).to_owned(), count.into());
    }
    json!({
        "id": format!("{:016x}", pattern.id),
        "template": pattern.text,
        "count": pattern.count,
        "levels": levels,
        "first": text::json_time(pattern.first),
        "last": text::json_time(pattern.last),
        "example": pattern.example,
    })
}
