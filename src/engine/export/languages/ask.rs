//! A query's tree as plain questions, and what a language must be able to say.
//!
//! A comparison with several values becomes one for each; one of the level becomes the levels that
//! it selects, one of the time its first and last instant. A [`Dialect`] says a question, negated or
//! not, and how sayings are joined.
//!
//! Does not: know any language.

use super::{
    super::super::{
        level::Level,
        query::{
            Amount, Field, Leaf, Measure, Node, Op, Pattern, Value, asked_levels, asked_quantity,
            asked_times,
        },
        time::{TimeNanos, Zone},
    },
    Missing,
};

/// One plain question to a record.
#[derive(Clone, Debug)]
pub(super) enum Ask<'q> {
    /// Its text has these pieces in one line, in this order, in any case of letters.
    Text(Vec<&'q str>),
    /// Its text matches.
    Regex(&'q Pattern),
    /// It has the field.
    Exists(Place<'q>),
    /// It has one of these levels, or none where that is among them.
    Levels(Vec<Option<Level>>),
    /// It has a level, or a time, at all.
    HasLevel,
    HasTime,
    /// Its time lies within, both ends included.
    Time {
        first: Option<TimeNanos>,
        last: Option<TimeNanos>,
    },
    Template(u64),
    /// The value of a field.
    Value {
        place: Place<'q>,
        test: Test<'q>,
    },
}

/// Where a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place<'q> {
    Source,
    Message,
    Named(&'q str),
}

/// What is asked of a value.
#[derive(Clone, Debug)]
pub(super) enum Test<'q> {
    /// It is this text.
    Is(&'q str),
    /// `*` for any characters, `?` for one.
    Wild(&'q str),
    /// It has these pieces in one line, in this order, in any case of letters.
    Contains(Vec<&'q str>),
    Matches(&'q Pattern),
    /// By value, where it is a number.
    Number(Op, &'q str),
    /// In nanoseconds or bytes; a bare number counts by the unit, if there is one.
    Quantity {
        op: Op,
        measure: Measure,
        amount: f64,
        unit: Option<f64>,
    },
    /// Where it is a time.
    Instant(Op, TimeNanos),
    /// Where it is the word of a level: one of these.
    Rank(Vec<Level>),
    /// In the order of its bytes.
    Order(Op, &'q str),
}

/// What a language says, or why it cannot.
pub(super) type Said = Result<String, &'static str>;

/// How a language says things.
pub(super) trait Dialect: Sync {
    /// Says a question, or its opposite.
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said;
    /// Every record.
    fn all(&self) -> String;
    /// No record at all.
    fn none(&self) -> String;
    /// All of the sayings, or one of them; without brackets around the whole.
    fn join(&self, sayings: &[String], all: bool) -> String {
        sayings.join(if all { " AND " } else { " OR " })
    }
    /// Whether it can say both that a value is a text and that it is so by value; else the first
    /// is enough.
    fn says_values(&self) -> bool {
        false
    }
    /// Keeps a saying together.
    fn bracket(&self, saying: &str) -> String {
        format!("({saying})")
    }
    /// The whole query around its condition.
    fn whole(&self, condition: &str, selects_all: bool) -> String;
}

/// What is noted while a query is said.
pub(super) struct Told<'q> {
    pub(super) zone: &'q Zone,
    pub(super) notes: Vec<&'static str>,
    pub(super) missing: Vec<Missing>,
}

impl Told<'_> {
    /// Says once where answers may differ.
    pub(super) fn note(&mut self, note: &'static str) {
        if !self.notes.contains(&note) {
            self.notes.push(note);
        }
    }

    pub(super) fn query(&mut self, root: &Node, dialect: &dyn Dialect) -> String {
        let condition = self.node(root, false, dialect);
        dialect.whole(&condition, *root == Node::All)
    }

    /// Says a node. Opposites go down to the questions, since a language's own `not` may say
    /// another thing of records without the field.
    fn node(&mut self, node: &Node, negated: bool, dialect: &dyn Dialect) -> String {
        match node {
            Node::All if negated => dialect.none(),
            Node::All => dialect.all(),
            Node::Not(inner) => self.node(inner, !negated, dialect),
            Node::And(nodes) => dialect.join(&self.parts(nodes, negated, dialect), !negated),
            Node::Or(nodes) => dialect.join(&self.parts(nodes, negated, dialect), negated),
            Node::Leaf(leaf) => self.leaf(leaf, negated, dialect),
        }
    }

    /// Says the parts of a node, in brackets where they have parts themselves.
    fn parts(&mut self, nodes: &[Node], negated: bool, dialect: &dyn Dialect) -> Vec<String> {
        let sayings = nodes.iter().map(|node| {
            let saying = self.node(node, negated, dialect);
            let mixed = match node {
                Node::And(_) | Node::Or(_) => true,
                Node::Not(inner) => matches!(**inner, Node::And(_) | Node::Or(_)),
                _ => false,
            };
            if mixed { dialect.bracket(&saying) } else { saying }
        });
        sayings.collect()
    }

    fn leaf(&mut self, leaf: &Leaf, negated: bool, dialect: &dyn Dialect) -> String {
        let mut asks = asks_of(leaf, self.zone);
        if !dialect.says_values() {
            asks.retain(|ask| !is_repeated(ask));
        }
        let said = asks.iter().map(|ask| dialect.say(ask, negated, self)).collect::<Vec<_>>();
        let mut sayings = Vec::with_capacity(said.len());
        for saying in said {
            match saying {
                Ok(saying) => sayings.push(saying),
                Err(why) => {
                    let missing = Missing { condition: leaf.to_string(), why };
                    if !self.missing.contains(&missing) {
                        self.missing.push(missing);
                    }
                }
            }
        }
        match &*sayings {
            [] => dialect.none(),
            [saying] => saying.clone(),
            sayings => dialect.bracket(&dialect.join(sayings, negated)),
        }
    }
}

/// Whether it asks by value for what is asked for as text too.
fn is_repeated(ask: &Ask<'_>) -> bool {
    let Ask::Value { test, .. } = ask else { return false };
    matches!(
        test,
        Test::Number(Op::Equal, _)
            | Test::Quantity { op: Op::Equal, .. }
            | Test::Instant(Op::Equal, _)
    )
}

/// The questions of which a record must answer one with yes.
fn asks_of<'q>(leaf: &'q Leaf, zone: &Zone) -> Vec<Ask<'q>> {
    match leaf {
        Leaf::Text(text) => vec![Ask::Text(vec![text])],
        Leaf::Like(text) => vec![Ask::Text(pieces(text))],
        Leaf::Regex(pattern) => vec![Ask::Regex(pattern)],
        Leaf::Exists(Field::Level) => vec![Ask::HasLevel],
        Leaf::Exists(Field::Time) => vec![Ask::HasTime],
        Leaf::Exists(field) => place(field).map(Ask::Exists).into_iter().collect(),
        Leaf::Compare { field: Field::Level, op, values } => {
            vec![Ask::Levels(asked_levels(*op, values, zone))]
        }
        Leaf::Compare { field: Field::Time, op, values } => values
            .iter()
            .map(|value| {
                let (first, last) = asked_times(*op, value);
                Ask::Time { first, last }
            })
            .collect(),
        Leaf::Compare { field: Field::Pattern, values, .. } => values
            .iter()
            .filter_map(|value| match value {
                Value::Template(id) => Some(Ask::Template(*id)),
                _ => None,
            })
            .collect(),
        Leaf::Compare { field, op, values } => {
            let Some(place) = place(field) else { return Vec::new() };
            let tests = values.iter().flat_map(|value| tests_of(field.name(), *op, value));
            tests.map(|test| Ask::Value { place, test }).collect()
        }
    }
}

fn place(field: &Field) -> Option<Place<'_>> {
    match field {
        Field::Source => Some(Place::Source),
        Field::Message => Some(Place::Message),
        Field::Named(name) => Some(Place::Named(name)),
        // Of every record.
        Field::Level | Field::Time | Field::Pattern => None,
    }
}

fn pieces(text: &str) -> Vec<&str> {
    text.trim_matches('*').split('*').collect()
}

/// What is asked of a value; one must hold.
fn tests_of<'q>(name: &str, op: Op, value: &'q Value) -> Vec<Test<'q>> {
    match value {
        Value::Text(text) if op == Op::Contains => vec![Test::Contains(vec![text])],
        Value::Wild(text) if op == Op::Contains => vec![Test::Contains(pieces(text))],
        Value::Wild(text) => vec![Test::Wild(text)],
        Value::Regex(pattern) => vec![Test::Matches(pattern)],
        Value::Text(text) if op == Op::Equal => vec![Test::Is(text)],
        Value::Text(text) => match rank(text) {
            Some(level) => vec![Test::Rank(ranked(op, level))],
            None => vec![Test::Order(op, text)],
        },
        Value::Amount { text, kind } => {
            let by_value = match *kind {
                Amount::Number => Some(Test::Number(op, text)),
                Amount::Instant(at) => Some(Test::Instant(op, at.start)),
                Amount::Quantity(measure) => asked_quantity(name, text, measure)
                    .map(|(amount, unit)| Test::Quantity { op, measure, amount, unit }),
            };
            let exact = (op == Op::Equal).then_some(Test::Is(text));
            exact.into_iter().chain(by_value).collect()
        }
        // The parser makes these for the records' own level, time and pattern only.
        Value::Level(_) | Value::Time { .. } | Value::Template(_) => Vec::new(),
    }
}

fn rank(text: &str) -> Option<Level> {
    Level::ALL.into_iter().find(|level| text.eq_ignore_ascii_case(level.word()))
}

fn ranked(op: Op, level: Level) -> Vec<Level> {
    let holds = |other: &Level| match op {
        Op::Less => *other < level,
        Op::LessOrEqual => *other <= level,
        Op::Greater => *other > level,
        Op::GreaterOrEqual => *other >= level,
        Op::Equal | Op::Contains => *other == level,
    };
    Level::ALL.into_iter().filter(holds).collect()
}

/// The words that mean one of these levels in some logger, in lower case.
pub(super) fn words_of(levels: &[Level]) -> Vec<String> {
    let words = Level::words().filter(|(_, level)| levels.contains(level));
    words.map(|(word, _)| word).collect()
}

/// Text in double quotes, with backslashes before quotes and backslashes.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', r"\\").replace('"', "\\\""))
}

/// The sign of the opposite order.
pub(super) fn opposite(op: Op) -> &'static str {
    match op {
        Op::Less => ">=",
        Op::LessOrEqual => ">",
        Op::Greater => "<=",
        Op::GreaterOrEqual => "<",
        Op::Equal | Op::Contains => "!=",
    }
}

/// Levels as words in lower and upper case, as logs write them.
pub(super) fn spellings(levels: &[Option<Level>]) -> Vec<String> {
    let levels: Vec<Level> = levels.iter().flatten().copied().collect();
    let words = words_of(&levels).into_iter().filter(|word| word.len() > 2);
    words.flat_map(|word| [word.to_ascii_uppercase(), word]).collect()
}

/// What a bare number of the field is compared with, where its name states the unit.
pub(super) fn in_unit(amount: f64, unit: Option<f64>) -> Result<f64, &'static str> {
    unit.map(|unit| amount / unit).ok_or("values with units (1.5s, 10KB) are only text there")
}

/// Why a condition of one pattern stays behind.
pub(super) const NO_PATTERNS: &str = "patterns are found by Squall alone";

/// An instant as `2026-03-01T14:05:06.25Z`, with as many digits as it needs.
pub(super) fn rfc3339(time: TimeNanos) -> String {
    super::super::rows::written(time, 0)
}
