//! Languages in which a field that is absent answers neither a question nor its opposite, so that an
//! opposite names the absence itself. [`Words`] is what differs between them.
//!
//! Does not: know a language; each has its own file.

use super::{
    super::super::{query::Op, time::TimeNanos},
    ask::{
        Ask, Dialect, NO_PATTERNS, Place, Said, Test, Told, in_unit, opposite, quoted, words_of,
    },
    pattern,
};

/// What one of these languages says its own way.
pub(super) trait Words: Sync {
    /// The whole text of a record, which each has; what is to be told of taking it for the message.
    const TEXT: &'static str;
    const MESSAGE_NOTE: &'static str;
    const SOURCE: &'static str;
    const TIME: &'static str;
    const AND: &'static str;
    const OR: &'static str;
    /// Why it cannot compare texts by their order; none where it can.
    const NO_ORDER: Option<&'static str>;

    /// A field's name as it stands in a condition.
    fn field(&self, name: &str) -> String;
    /// Whether a field is there, or that it is absent.
    fn there(&self, value: &str, absent: bool) -> String;
    /// Whether a value that is there matches an expression that begins with its flags.
    fn matches(&self, value: &str, pattern: &str, negated: bool) -> String;
    /// Whether a level that is there is one of these words.
    fn level_among(&self, words: &[String], negated: bool) -> String;
    /// An instant to compare with.
    fn instant(&self, at: TimeNanos, told: &mut Told<'_>) -> String;
    /// A value as a number.
    fn number(&self, value: &str) -> String;
    /// The whole query around its condition.
    fn whole(&self, condition: &str, selects_all: bool) -> String;
}

/// A language of this kind, by its words.
pub(super) struct Absent<W>(pub(super) W);

impl<W: Words> Dialect for Absent<W> {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let matched = |value: &str, pattern: &str| self.matched(value, pattern, negated);
        Ok(match ask {
            Ask::Text(pieces) => matched(W::TEXT, &format!("(?i){}", pattern::of_pieces(pieces))),
            Ask::Regex(regex) => matched(W::TEXT, &pattern::flagged(regex, told)?),
            Ask::Exists(Place::Named(name)) => self.0.there(&self.0.field(name), negated),
            Ask::HasLevel => self.0.there("level", negated),
            Ask::Exists(_) | Ask::HasTime if negated => self.none(),
            Ask::Exists(_) | Ask::HasTime => self.all(),
            Ask::Levels(levels) => {
                let some: Vec<_> = levels.iter().flatten().copied().collect();
                let absent = levels.contains(&None);
                if some.is_empty() {
                    return Ok(self.0.there("level", absent != negated));
                }
                let named = self.0.level_among(&words_of(&some), negated);
                match (absent, negated) {
                    (false, false) => named,
                    (true, true) => format!("({}{}{named})", self.0.there("level", false), W::AND),
                    _ => self.or_absent("level", &named),
                }
            }
            Ask::Time { first, last } => {
                let ends = [(Op::GreaterOrEqual, first), (Op::LessOrEqual, last)];
                let ends = ends.iter().filter_map(|(op, at)| {
                    let sign = if negated { opposite(*op) } else { op.sign() };
                    at.map(|at| format!("{} {sign} {}", W::TIME, self.0.instant(at, told)))
                });
                match &*ends.collect::<Vec<String>>() {
                    [] if negated => self.none(),
                    [] => self.all(),
                    [one] => one.clone(),
                    both => format!("({})", both.join(if negated { W::OR } else { W::AND })),
                }
            }
            Ask::Template(_) => return Err(NO_PATTERNS),
            Ask::Value { place, test } => {
                let name = match place {
                    Place::Source => W::SOURCE.to_owned(),
                    Place::Message => {
                        told.note(W::MESSAGE_NOTE);
                        W::TEXT.to_owned()
                    }
                    Place::Named(name) => self.0.field(name),
                };
                self.test(&name, test, negated, told)?
            }
        })
    }

    fn all(&self) -> String {
        self.0.there(W::TEXT, false)
    }

    fn none(&self) -> String {
        self.0.there(W::TEXT, true)
    }

    fn join(&self, sayings: &[String], all: bool) -> String {
        sayings.join(if all { W::AND } else { W::OR })
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        self.0.whole(condition, selects_all)
    }
}

impl<W: Words> Absent<W> {
    fn or_absent(&self, value: &str, said: &str) -> String {
        format!("({}{}{said})", self.0.there(value, true), W::OR)
    }

    fn matched(&self, value: &str, pattern: &str, negated: bool) -> String {
        let said = self.0.matches(value, pattern, negated);
        if negated && value != W::TEXT { self.or_absent(value, &said) } else { said }
    }

    fn test(&self, name: &str, test: &Test<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        let matched = |pattern: &str| self.matched(name, pattern, negated);
        let ordered = |value: &str, op: Op, with: &str| match negated {
            true => self.or_absent(name, &format!("{value} {} {with}", opposite(op))),
            false => format!("{value} {} {with}", op.sign()),
        };
        Ok(match test {
            Test::Is(text) => ordered(name, Op::Equal, &quoted(text)),
            Test::Wild(wild) => matched(&format!("(?s)^{}$", pattern::of_wild(wild))),
            Test::Contains(pieces) => matched(&format!("(?i){}", pattern::of_pieces(pieces))),
            Test::Matches(regex) => matched(&pattern::flagged(regex, told)?),
            Test::Number(op, number) => ordered(&self.0.number(name), *op, number),
            Test::Quantity { op, amount, unit, .. } => {
                ordered(&self.0.number(name), *op, &in_unit(*amount, *unit)?.to_string())
            }
            Test::Rank(levels) => matched(&format!("(?i)^(?:{})$", words_of(levels).join("|"))),
            Test::Instant(..) => return Err("values of fields are no times there"),
            Test::Order(op, text) => match W::NO_ORDER {
                Some(why) => return Err(why),
                None => ordered(name, *op, &quoted(text)),
            },
        })
    }
}
