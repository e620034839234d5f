//! The values of one comparison, ready to be held against the text of a field.
//!
//! `=` holds if the texts are equal, or if both are numbers, durations, sizes or times of equal
//! value. An order holds between values of the same kind only: a number has no order to a duration,
//! unless the field's name states the unit of its numbers or speaks of a duration (`rt`, `took`). Level names order by rank, other text by
//! its bytes.
//!
//! Does not: find the field's value; see `fields`.

use std::cmp::Ordering;

use regex::bytes::Regex;

use super::{
    decimal::Decimal,
    instant,
    quantity::{self, Measure, Unit},
    regexes,
    scan::Finder,
    tree::{Amount, Op, Value},
};
use crate::{
    follow::duration::DurationField,
    level::Level,
    time::{TimeNanos, Zone},
};

/// One value to compare with, compiled.
#[derive(Clone, Debug)]
pub(super) enum Test {
    Exact(Box<[u8]>),
    Wild(Box<[u8]>),
    Contains(Finder),
    Matches(Regex),
    /// By value; `Exact` covers equal text.
    Ordered {
        order: Order,
        with: Measured,
    },
}

/// Which orders fulfil an operator.
#[derive(Clone, Copy, Debug)]
pub(super) struct Order(Op);

/// What an order is asked with.
#[derive(Clone, Debug)]
pub(super) enum Measured {
    Number(Box<[u8]>),
    Quantity {
        amount: i128,
        measure: Measure,
        name_unit: Option<Unit>,
    },
    /// Of a field that tells durations, in nanoseconds.
    Duration {
        nanos: i128,
        field: DurationField,
    },
    Time {
        at: TimeNanos,
        zone: Zone,
    },
    Level(Level),
    Text(Box<[u8]>),
}

impl Test {
    /// The tests of which one must hold for `name op value`.
    pub(super) fn of(name: &str, op: Op, value: &Value, zone: &Zone) -> Vec<Test> {
        let ordered = |with| Test::Ordered { order: Order(op), with };
        match value {
            Value::Regex(pattern) => {
                regexes::compile(pattern).map(Test::Matches).into_iter().collect()
            }
            Value::Wild(text) if op == Op::Contains => vec![Test::Contains(Finder::like(text))],
            Value::Wild(text) => vec![Test::Wild(bytes(text))],
            Value::Text(text) if op == Op::Contains => vec![Test::Contains(Finder::text(text))],
            Value::Text(text) if op.orders() => vec![ordered(match rank(text) {
                Some(level) => Measured::Level(level),
                None => Measured::Text(bytes(text)),
            })],
            Value::Amount { text, kind } => {
                let by_value = ordered(match *kind {
                    Amount::Number => Measured::Number(bytes(text)),
                    Amount::Instant(at) => Measured::Time { at: at.start, zone: zone.clone() },
                    Amount::Quantity(measure) => quantity_of(name, text, measure),
                });
                match op {
                    Op::Equal => vec![Test::Exact(bytes(text)), by_value],
                    _ => vec![by_value],
                }
            }
            Value::Text(text) => vec![Test::Exact(bytes(text))],
            // The parser makes these for the records' own level, time and pattern only.
            Value::Level(_) | Value::Time { .. } | Value::Template(_) => Vec::new(),
        }
    }

    /// Whether a value fulfils the test.
    pub(super) fn holds(&self, value: &[u8]) -> bool {
        match self {
            Test::Exact(text) => **text == *value,
            Test::Wild(text) => wild_matches(text, value),
            Test::Contains(finder) => finder.is_in(value),
            Test::Matches(regex) => regex.is_match(value),
            Test::Ordered { order, with } => with.compare(value).is_some_and(|is| order.holds(is)),
        }
    }
}

impl Order {
    fn holds(self, is: Ordering) -> bool {
        match self.0 {
            Op::Less => is.is_lt(),
            Op::LessOrEqual => is.is_le(),
            Op::Greater => is.is_gt(),
            Op::GreaterOrEqual => is.is_ge(),
            Op::Equal | Op::Contains => is.is_eq(),
        }
    }
}

impl Measured {
    /// How `value` stands to what is asked with; none where they are of different kinds.
    fn compare(&self, value: &[u8]) -> Option<Ordering> {
        Some(match self {
            Measured::Number(text) => Decimal::parse(value)?.cmp(&Decimal::parse(text)?),
            Measured::Quantity { amount, measure, name_unit } => {
                quantity::amount(value, *measure, *name_unit)?.cmp(amount)
            }
            Measured::Duration { nanos, field } => i128::from(field.nanos(value)?).cmp(nanos),
            Measured::Time { at, zone } => {
                instant::absolute(std::str::from_utf8(value).ok()?, zone)?.start.cmp(at)
            }
            Measured::Level(level) => Level::from_word(value)?.cmp(level),
            Measured::Text(text) => value.cmp(text),
        })
    }
}

/// The level of a level's own word; loggers' other words (`note`, `log`) may well be mere text.
fn rank(text: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| text.eq_ignore_ascii_case(level.word()))
}

fn quantity_of(name: &str, text: &str, measure: Measure) -> Measured {
    let amount = match measure {
        Measure::Duration => quantity::duration(text.as_bytes()),
        Measure::Size => quantity::size(text.as_bytes()),
    };
    let amount = amount.unwrap_or_default();
    let name_unit = quantity::unit_of_name(name, measure);
    let field = || DurationField::named(name).filter(|_| measure == Measure::Duration);
    // A stated unit is exact to parts of a nanosecond, and knows negative ones.
    match name_unit.is_none().then(field).flatten() {
        Some(field) => Measured::Duration { nanos: amount / quantity::NANO, field },
        None => Measured::Quantity { amount, measure, name_unit },
    }
}

fn bytes(text: &str) -> Box<[u8]> {
    text.as_bytes().into()
}

/// Whether `value` is `wild`, in which `*` stands for any characters and `?` for one. Goes back to
/// the last star only, so that it takes at most the product of both lengths.
fn wild_matches(wild: &[u8], value: &[u8]) -> bool {
    let (mut at, mut place) = (0, 0);
    let mut last_star: Option<(usize, usize)> = None;
    while place < value.len() || at < wild.len() {
        match (wild.get(at), value.get(place)) {
            (Some(b'*'), _) => {
                last_star = Some((at, place));
                at += 1;
                continue;
            }
            (Some(b'?'), Some(_)) => {
                at += 1;
                place += character_len(value, place);
                continue;
            }
            (Some(wild), Some(byte)) if wild == byte => {
                at += 1;
                place += 1;
                continue;
            }
            _ => {}
        }
        match last_star {
            Some((star, from)) if from < value.len() => {
                last_star = Some((star, from + 1));
                at = star + 1;
                place = from + 1;
            }
            _ => return false,
        }
    }
    true
}

/// Bytes of the character at `place`: its first and those that go on with it in UTF-8.
fn character_len(value: &[u8], place: usize) -> usize {
    let rest = value.get(place + 1..).unwrap_or_default();
    1 + rest.iter().take(3).take_while(|&&byte| byte & 0xC0 == 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::wild_matches;

    #[test]
    fn wildcards() {
        for (wild, value, expected) in [
            ("web-*", "web-1", true),
            ("web-*", "db-1", false),
            ("*", "", true),
            ("a*b*c", "aXbYbc", true),
            ("a*b*c", "aXbYb", false),
            ("?", "é", true),
            ("??", "é", false),
            ("*.log", "a.log.log", true),
            ("a?c", "ac", false),
            ("**a", "ba", true),
        ] {
            assert_eq!(wild_matches(wild.as_bytes(), value.as_bytes()), expected, "{wild} {value}");
        }
    }
}
