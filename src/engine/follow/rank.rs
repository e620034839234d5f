//! Which classes of ids are worth following: a score for each, and which of them name things that
//! last (hosts, users, addresses) instead of requests.
//!
//! Does not: find ids.

use std::collections::BTreeMap;

use super::class::{Life, Sketch};
use crate::arrange::Arrange;

/// Scores from here on are offered.
pub const SCORE_MIN: f64 = 0.05;
/// A class whose ids usually live longer than this share of the export names things that last.
const LIFE_MAX: f64 = 0.3;
/// Shared ids, by share of the smaller class, that make two classes one.
const SAME_SHARE: f64 = 0.5;
/// Names that say that an id is of a request or the like.
const TELLING: [&str; 13] = [
    "trace",
    "request",
    "req",
    "correlation",
    "session",
    "transaction",
    "txn",
    "span",
    "job",
    "task",
    "thread",
    "pid",
    "attempt",
];
/// Names of things that last.
const LASTING: [&str; 48] = [
    "host",
    "hostname",
    "node",
    "user",
    "username",
    "client",
    "addr",
    "address",
    "ip",
    "ipv4",
    "ipv6",
    "mac",
    "port",
    "server",
    "device",
    "uid",
    "gid",
    "account",
    "customer",
    "member",
    "owner",
    "login",
    "email",
    "tenant",
    "org",
    "organization",
    "project",
    "machine",
    "computer",
    "workstation",
    "vm",
    "pod",
    "ec2",
    "eni",
    "vpc",
    "subnet",
    "interface",
    "sensor",
    "serial",
    "domain",
    "src",
    "dst",
    "source",
    "destination",
    "orig",
    "resp",
    "peer",
    "remote",
];
/// Names of amounts and kinds, which name nothing.
const AMOUNTS: [&str; 26] = [
    "size", "bytes", "length", "len", "count", "total", "amount", "status", "code", "type", "ttl",
    "wait", "time", "date", "duration", "elapsed", "latency", "line", "column", "version", "level",
    "priority", "value", "seq", "offset", "index",
];

/// What is known of the whole.
#[derive(Clone, Copy, Debug)]
pub struct Whole {
    /// All records.
    pub records: u64,
    /// From the first to the last time, in nanoseconds.
    pub span_nanos: i64,
}

/// A class of ids with what it is worth; classes with the same ids are one, under all their names.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub identities: Vec<u64>,
    /// `req-…`, `trace_id=…`, `sshd[…]`.
    pub names: Vec<String>,
    pub sketch: Sketch,
    /// Share of all records that carry one.
    pub coverage: f64,
    /// 0 to about 1.5.
    pub score: f64,
    /// Names things that last, not requests.
    pub entity: bool,
    /// What a person said of it, which goes before all else.
    pub choice: Option<Choice>,
}

/// What a person may say of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Its ids name requests.
    Requests,
    /// They do not.
    NoRequests,
}

impl Ranked {
    /// Whether its ids are offered as requests.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        match self.choice {
            Some(choice) => choice == Choice::Requests,
            None => !self.entity && self.score >= SCORE_MIN,
        }
    }

    /// What it is told by.
    #[must_use]
    pub fn name(&self) -> &str {
        self.names.first().map_or("", String::as_str)
    }
}

/// The classes by score, the best first; equal ones by name. What a person chose, by identities, goes
/// before: the classes that name requests come first.
#[must_use]
pub fn rank(
    classes: BTreeMap<u64, (String, Sketch)>,
    whole: Whole,
    chosen: &[(u64, Choice)],
) -> Vec<Ranked> {
    let choice = |class: Ranked| {
        let of = |it: &&(u64, Choice)| class.identities.contains(&it.0);
        let choice = chosen.iter().find(of).map(|it| it.1);
        let entity = choice.map_or(class.entity, |choice| choice == Choice::NoRequests);
        Ranked { choice, entity, ..class }
    };
    let mut found: Vec<Ranked> =
        joined(classes).into_iter().map(|class| choice(ranked(class, whole))).collect();
    let first = |class: &Ranked| class.choice == Some(Choice::Requests);
    found.arrange_by(|a, b| {
        let by_choice = first(b).cmp(&first(a));
        let by_score = by_choice.then_with(|| b.score.total_cmp(&a.score));
        by_score.then_with(|| a.names.cmp(&b.names))
    });
    found
}

/// Identities and names of classes that are one, and what is known of their ids.
type Joined = (Vec<u64>, Vec<String>, Sketch);

/// Classes whose ids are mostly the same are one: the same request has another name in each source.
fn joined(classes: BTreeMap<u64, (String, Sketch)>) -> Vec<Joined> {
    let mut by_size: Vec<(u64, String, Sketch)> =
        classes.into_iter().map(|(identity, (name, sketch))| (identity, name, sketch)).collect();
    by_size.arrange_by(|(_, a_name, a), (_, b_name, b)| {
        b.ids().cmp(&a.ids()).then_with(|| a_name.cmp(b_name))
    });
    let mut joined: Vec<Joined> = Vec::new();
    for (identity, name, sketch) in by_size {
        match joined.iter_mut().find(|(_, _, larger)| same(larger, &sketch)) {
            Some((identities, names, larger)) => {
                identities.push(identity);
                names.push(name);
                larger.merge(sketch);
            }
            None => joined.push((vec![identity], vec![name], sketch)),
        }
    }
    joined
}

/// Whether most ids of the smaller class are ids of the larger too, as far as both choices tell.
fn same(larger: &Sketch, smaller: &Sketch) -> bool {
    let comparable: Vec<u64> = smaller.hashes().filter(|&hash| larger.takes(hash)).collect();
    let shared = comparable.iter().filter(|&&hash| larger.knows(hash)).count();
    shared >= 2 && shared as f64 >= SAME_SHARE * comparable.len() as f64
}

fn ranked((identities, names, sketch): Joined, whole: Whole) -> Ranked {
    let returning: Vec<&Life> = sketch.lives().filter(|life| life.records > 1).collect();
    let sum = |lives: &mut dyn Iterator<Item = &Life>| -> f64 {
        lives.map(|life| life.records as f64).sum()
    };
    let known = sum(&mut sketch.lives()).max(1.0);
    let returning_share = sum(&mut returning.iter().copied()) / known;
    let share = |count: usize| count as f64 / returning.len().max(1) as f64;
    let spread = share(returning.iter().filter(|life| life.templates_differ).count());
    let crosses = returning.iter().any(|life| life.sources_differ);
    let life = median_life(&returning, is_process(&names), whole.span_nanos);
    let most = sketch.lives().map(|life| life.records).max().unwrap_or(0) as f64;
    let dominance = most / sketch.occurrences.max(1) as f64;
    // Records that carry two names of joined classes were counted twice.
    let coverage = (sketch.records as f64 / whole.records.max(1) as f64).min(1.0);
    let ids = sketch.ids();
    let form = sketch.weights as f64 / 100.0 / sketch.occurrences.max(1) as f64;
    let score = spread
        * (0.25 + 0.75 * (1.0 - 2.0 * life).max(0.0))
        * coverage.sqrt()
        * (1.0 - dominance).max(0.0)
        * (0.4 + 0.6 * ((ids.max(1) as f64).log2() / 7.0).min(1.0))
        * returning_share.sqrt()
        * form
        * names.iter().map(|name| name_weight(name)).fold(0.0, f64::max)
        * if crosses { 1.2 } else { 1.0 };
    let told = names.iter().any(|name| has_word(name, &TELLING));
    let named = |words: &[&str]| !told && names.iter().all(|name| has_word(name, words));
    // Ids that have letters of their own mostly stand behind the name of what they are.
    let behind = sketch.behind_lasting * 2 > sketch.occurrences;
    let lasting = named(&LASTING) || behind || named(&AMOUNTS) || form < 0.5;
    let entity = lasting || life > LIFE_MAX && !told;
    Ranked { identities, names, sketch, coverage, score, entity, choice: None }
}

/// The median life of ids that return, as a share of the whole span.
fn median_life(returning: &[&Life], is_process: bool, span_nanos: i64) -> f64 {
    let span = |life: &&Life| if is_process { life.busy_nanos() } else { life.span_nanos() };
    let mut spans: Vec<i64> = returning.iter().map(span).collect();
    spans.arrange();
    let median = spans.get(spans.len() / 2).copied().unwrap_or(0);
    if span_nanos > 0 { median as f64 / span_nanos as f64 } else { 0.0 }
}

/// Whether the ids are numbers of processes, which are used again: they stand in brackets behind a word.
fn is_process(names: &[String]) -> bool {
    names.iter().all(|name| name.ends_with("[…]") || has_word(name, &["pid", "process"]))
}

fn name_weight(name: &str) -> f64 {
    if name.ends_with("[…]") || has_word(name, &TELLING) { 1.25 } else { 1.0 }
}

/// Whether a field of this name names things that last.
#[must_use]
pub(super) fn is_lasting(name: &str) -> bool {
    has_word(name, &LASTING) && !has_word(name, &TELLING)
}

/// Whether one of the name's words is one of these: `traceId` has `trace`, `HTTPHost` and `SRC_HOST`
/// have `host`.
fn has_word(name: &str, words: &[&str]) -> bool {
    let letters: Vec<char> = name.chars().collect();
    let is = |at: Option<usize>, test: fn(char) -> bool| {
        at.and_then(|at| letters.get(at)).is_some_and(|letter| test(*letter))
    };
    let mut lower = String::new();
    for (at, letter) in letters.iter().enumerate() {
        let begins =
            is(at.checked_sub(1), char::is_lowercase) || is(Some(at + 1), char::is_lowercase);
        if letter.is_uppercase() && begins {
            lower.push(' ');
        }
        lower.extend(letter.to_lowercase());
    }
    lower
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|part| words.iter().any(|word| part == *word || part.strip_suffix("id") == Some(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_words() {
        for name in ["host", "HTTPHost", "SRC_HOST", "hostId", "dst-host", "k8s.host.name"] {
            assert!(has_word(name, &["host"]), "{name}");
        }
        assert!(!has_word("ghost", &["host"]) && !has_word("hosted", &["host"]));
        assert!(is_lasting("client_ip") && !is_lasting("client_request_id"));
    }
}
