//! A query as a tree: [`Node`]s join [`Leaf`]s, and a leaf asks one thing of one record.
//!
//! A tree is normal: no `And` directly in an `And`, no `Or` directly in an `Or`, each with two
//! children or more; `a!=b` is `Not` of `a=b`. So equal trees mean equal text, and back.
//!
//! Does not: look at records; see `matcher`.

use std::ops::Range;

use super::{instant::Instant, quantity::Measure};
use crate::level::Level;

/// A condition on a record.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Every record.
    All,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Leaf(Leaf),
}

/// One question to one record.
#[derive(Clone, Debug, PartialEq)]
pub enum Leaf {
    /// The raw text contains this, without regard to case.
    Text(String),
    /// The same with `*` for any characters of one line.
    Like(String),
    /// The raw text contains a match.
    Regex(Pattern),
    /// The record has the field.
    Exists(Field),
    /// The field's value compares so with at least one of the values.
    Compare { field: Field, op: Op, values: Vec<Value> },
}

/// What is compared.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The rank of the record's level.
    Level,
    /// The record's time, or that of the record before it.
    Time,
    /// The name of its source.
    Source,
    /// The identity of its template.
    Pattern,
    /// Its message; all of its text where it has none.
    Message,
    /// A field of the record; nested names are joined by dots.
    Named(String),
}

/// How a field is compared with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    /// Contains the value, without regard to case.
    Contains,
}

/// What a field is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Compared as text, exactly.
    Text(String),
    /// Text in which `*` stands for any characters and `?` for one.
    Wild(String),
    /// Equal as text or by value.
    Amount {
        text: String,
        kind: Amount,
    },
    Regex(Pattern),
    /// A level, or that there is none.
    Level(Option<Level>),
    /// A stretch of time and how it was written.
    Time {
        text: String,
        instant: Instant,
    },
    /// The identity of a template.
    Template(u64),
}

/// What a value measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    Number,
    Quantity(Measure),
    Instant(Instant),
}

/// A regular expression, as written.
#[derive(Clone, Debug)]
pub struct Pattern {
    pub text: String,
    pub ignore_case: bool,
    /// Where it stands in the query's text, in bytes.
    pub span: Range<usize>,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Pattern) -> bool {
        self.text == other.text && self.ignore_case == other.ignore_case
    }
}

impl Node {
    /// All of `nodes`, in normal form.
    pub fn and(nodes: Vec<Node>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::And(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        Node::single(flat, Node::And)
    }

    /// At least one of `nodes`, in normal form.
    pub fn or(nodes: Vec<Node>) -> Node {
        let mut flat = Vec::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Or(inner) => flat.extend(inner),
                node => flat.push(node),
            }
        }
        Node::single(flat, Node::Or)
    }

    /// What `self` is not.
    #[expect(clippy::should_implement_trait, reason = "a constructor beside `and` and `or`")]
    pub fn not(self) -> Node {
        Node::Not(Box::new(self))
    }

    fn single(mut nodes: Vec<Node>, join: impl Fn(Vec<Node>) -> Node) -> Node {
        match nodes.len() {
            0 => Node::All,
            1 => nodes.pop().unwrap_or(Node::All),
            _ => join(nodes),
        }
    }
}

impl Field {
    /// The fields that every record has a place for, with their words.
    pub const OWN: [(Field, &'static str); 5] = [
        (Field::Level, "level"),
        (Field::Time, "time"),
        (Field::Source, "source"),
        (Field::Pattern, "pattern"),
        (Field::Message, "message"),
    ];

    /// The field that an unquoted word names.
    pub fn of_word(word: &str) -> Field {
        let own = Field::OWN.into_iter().find(|(_, name)| *name == word);
        own.map_or_else(|| Field::Named(word.to_owned()), |(field, _)| field)
    }

    /// The field's name, without quotes.
    pub fn name(&self) -> &str {
        match self {
            Field::Named(name) => name,
            own => Field::OWN.iter().find(|(field, _)| field == own).map_or("", |(_, name)| name),
        }
    }
}

impl Op {
    /// The operator as written.
    pub fn sign(self) -> &'static str {
        match self {
            Op::Equal => "=",
            Op::Less => "<",
            Op::LessOrEqual => "<=",
            Op::Greater => ">",
            Op::GreaterOrEqual => ">=",
            Op::Contains => "~",
        }
    }

    /// Whether it asks for an order.
    pub fn orders(self) -> bool {
        !matches!(self, Op::Equal | Op::Contains)
    }
}
