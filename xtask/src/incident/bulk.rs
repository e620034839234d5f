//! Large files of one format for the bench: JSON lines, an access log, Java with stack traces.
//! Their lines vary as those of a busy service do; one record in some dozens is a warning or an error.
//!
//! Where it is wanted, a service fails for a while, so that there is a burst to be found.
//!
//! Does not: tell a story.

use std::{
    fs,
    io::{self, BufWriter, Write},
    path::Path,
};

use super::{
    chance::Chance,
    clock::{self, HOUR, Millis},
    names,
    source::gateway::{self, Answer},
};
use crate::Outcome;

/// What the file is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    JsonLines,
    AccessLog,
    Java,
}

/// How the day goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Course {
    Steady,
    /// From three fifths of the file on, for a hundredth of it, one request in three fails.
    Outage,
}

/// A file that is wanted: at most `bytes`, short of it by less than a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bulk {
    pub kind: Kind,
    pub bytes: u64,
    pub seed: u64,
    pub course: Course,
}

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub records: u64,
    pub lines: u64,
    pub bytes: u64,
}

/// About how many bytes a record has, to spread the records over the day.
const RECORD_BYTES: u64 = 120;

impl Bulk {
    /// Writes it to a file.
    pub fn write_file(&self, out: &Path) -> Outcome<Tally> {
        let says = |error: io::Error| format!("{}: {error}", out.display());
        if let Some(folder) = out.parent() {
            fs::create_dir_all(folder).map_err(says)?;
        }
        let mut file = BufWriter::new(fs::File::create(out).map_err(says)?);
        let tally = self.write(&mut file).map_err(says)?;
        file.flush().map_err(says)?;
        Ok(tally)
    }

    /// Writes it in the order of time.
    pub fn write(&self, out: &mut impl Write) -> io::Result<Tally> {
        let mut chance = Chance::new(self.seed, "bulk");
        let mut tally = Tally::default();
        let records = (self.bytes / RECORD_BYTES).max(1);
        loop {
            let at = 8 * HOUR + tally.records * 12 * HOUR / records;
            let outcome = self.outcome(tally.bytes, &mut chance);
            let text = match self.kind {
                Kind::JsonLines => json_line(at, outcome, &mut chance),
                Kind::AccessLog => access_line(at, outcome, &mut chance),
                Kind::Java => java_lines(at, outcome, &mut chance),
            };
            if tally.bytes + text.len() as u64 + 1 > self.bytes {
                return Ok(tally);
            }
            writeln!(out, "{text}")?;
            tally.records += 1;
            tally.lines += text.split('\n').count() as u64;
            tally.bytes += text.len() as u64 + 1;
        }
    }

    /// How a request went after so many bytes.
    fn outcome(&self, written: u64, chance: &mut Chance) -> Went {
        let outage = self.bytes / 5 * 3..self.bytes / 5 * 3 + self.bytes / 100;
        if self.course == Course::Outage && outage.contains(&written) && chance.one_in(3) {
            return FAILED;
        }
        match chance.below(100) {
            0 => FAILED,
            1..4 => ("warn", 404),
            4..20 => ("debug", 200),
            _ => ("info", 200),
        }
    }
}

/// Level and status.
type Went = (&'static str, u16);

const FAILED: Went = ("error", 503);

/// What a service says, with numbers and names in it.
fn message(level: &str, chance: &mut Chance) -> String {
    let number = chance.below(100_000);
    match (level, chance.below(4)) {
        ("error", _) => format!("upstream stock-{} timed out", number % 8),
        ("warn", _) => format!("cache miss for book {number}"),
        ("debug", _) => format!("lock {number} taken"),
        (_, 0) => format!("order A-{number} placed"),
        (_, 1) => format!("cart {number} read"),
        (_, 2) => format!("session of user-{number} renewed"),
        _ => format!("search gave {number} hits"),
    }
}

fn json_line(at: Millis, (level, status): Went, chance: &mut Chance) -> String {
    let logger = chance.pick(&["cart", "orders", "search", "session"]);
    let message = message(level, chance);
    let id = chance.hex(8);
    let host = chance.between(1, 9);
    let took = chance.duration(40);
    format!(
        "{{\"ts\":\"{}\",\"level\":\"{level}\",\"logger\":\"{logger}\",\"msg\":\"{message}\",\
         \"request_id\":\"{id}\",\"host\":\"web-{host}\",\"version\":\"4.12\",\"status\":{status},\
         \"duration_ms\":{took}}}",
        clock::rfc3339(at)
    )
}

fn access_line(at: Millis, (_, status): Went, chance: &mut Chance) -> String {
    let path = match chance.below(3) {
        0 => format!("/api/books/{}", chance.below(9_000)),
        1 => format!("/api/search?q={}", chance.pick(&names::WORDS)),
        _ => "/api/cart".to_owned(),
    };
    let answer = Answer {
        client: &names::address(chance),
        method: if chance.one_in(5) { "POST" } else { "GET" },
        path: &path,
        status,
        bytes: chance.between(180, 42_000),
        took_millis: chance.duration(40),
        agent: chance.pick(&names::AGENTS),
        id: &chance.hex(12),
    };
    gateway::record(at, &answer).text
}

fn java_lines(at: Millis, (level, _): Went, chance: &mut Chance) -> String {
    let thread = chance.between(1, 16);
    let class = chance.pick(&["shop.cart.Carts", "shop.orders.Orders", "shop.search.Index"]);
    let message = message(level, chance);
    let word = level.to_uppercase();
    let mut text = format!("{} [worker-{thread}] {word:<5} {class} - {message}", clock::java(at));
    if level == "error" {
        text.push_str("\njava.net.SocketTimeoutException: Read timed out");
        for depth in 0..chance.between(3, 9) {
            let line = chance.between(20, 400);
            text.push_str(&format!("\n\tat {class}.step{depth}(Carts.java:{line})"));
        }
        text.push_str("\nCaused by: java.io.IOException: connection reset\n\t... 23 more");
    }
    text
}
