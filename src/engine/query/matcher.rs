//! A query ready to run: a block of records in, the set of those it selects out.
//!
//! Each node gets the records that still matter (`among`) and answers with those of them for which
//! it holds. `and` hands on what is left, cheap conditions first; `or` asks the next side only for
//! what the sides before did not select.
//!
//! Does not: keep anything between blocks.

use super::{
    Bits, Query, Records,
    fields::FieldTest,
    scan::Finder,
    tree::{Field, Leaf, Node, Op, Value},
};
use crate::{
    arrange::Arrange,
    level::{self, Level},
    time::{TimeNanos, Zone},
};

/// A compiled query.
#[derive(Clone, Debug)]
pub struct Matcher {
    plan: Plan,
}

#[derive(Clone, Debug)]
enum Plan {
    All,
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
    Text(Finder),
    /// The lanes of levels that are selected, one bit each.
    Levels(u8),
    /// First and last instants, both included.
    Times(Vec<(i64, i64)>),
    HasTime,
    Source(FieldTest),
    Templates(Vec<u64>),
    Field(FieldTest),
}

impl Matcher {
    /// Compiles a query.
    pub fn new(query: &Query) -> Matcher {
        Matcher { plan: Plan::of(&query.root, &query.zone) }
    }

    /// Puts the records of the block that the query selects into `out`, and nothing else.
    pub fn matches(&self, records: &dyn Records, out: &mut Bits) {
        *out = self.plan.run(records, &Bits::all(records.count()));
    }
}

impl Plan {
    fn of(node: &Node, zone: &Zone) -> Plan {
        let all = |nodes: &[Node]| nodes.iter().map(|node| Plan::of(node, zone)).collect();
        match node {
            Node::All => Plan::All,
            Node::And(nodes) => Plan::And(all(nodes)),
            Node::Or(nodes) => Plan::Or(all(nodes)),
            Node::Not(inner) => Plan::Not(Box::new(Plan::of(inner, zone))),
            Node::Leaf(Leaf::Text(text)) => Plan::Text(Finder::text(text)),
            Node::Leaf(Leaf::Like(text)) => Plan::Text(Finder::like(text)),
            Node::Leaf(Leaf::Regex(pattern)) => Plan::Text(Finder::pattern(pattern)),
            Node::Leaf(Leaf::Exists(field)) => match field {
                Field::Level => Plan::Levels(!1),
                Field::Time => Plan::HasTime,
                Field::Source | Field::Pattern | Field::Message => Plan::All,
                Field::Named(_) => Plan::Field(FieldTest::exists(field)),
            },
            Node::Leaf(Leaf::Compare { field, op, values }) => {
                Plan::comparison(field, *op, values, zone)
            }
        }
    }

    fn comparison(field: &Field, op: Op, values: &[Value], zone: &Zone) -> Plan {
        let test = || FieldTest::compare(field, op, values, zone);
        match field {
            Field::Level => Plan::Levels(lanes(op, values, &test())),
            Field::Time => Plan::Times(values.iter().map(|value| instants(op, value)).collect()),
            Field::Source => Plan::Source(test()),
            Field::Pattern => Plan::Templates(
                values
                    .iter()
                    .filter_map(|value| match value {
                        Value::Template(id) => Some(*id),
                        _ => None,
                    })
                    .collect(),
            ),
            Field::Message | Field::Named(_) => Plan::Field(test()),
        }
    }

    /// The records of `among` that are selected.
    fn run(&self, records: &dyn Records, among: &Bits) -> Bits {
        match self {
            Plan::All => among.clone(),
            Plan::And(plans) => {
                let mut left = among.clone();
                for plan in by_cost(plans, records) {
                    if left.is_empty() {
                        break;
                    }
                    left = plan.run(records, &left);
                }
                left
            }
            Plan::Or(plans) => {
                let mut found = Bits::none(among.len());
                let mut left = among.clone();
                for plan in by_cost(plans, records) {
                    if left.is_empty() {
                        break;
                    }
                    let more = plan.run(records, &left);
                    left.minus(&more);
                    found.or(&more);
                }
                found
            }
            Plan::Not(inner) => {
                let mut left = among.clone();
                left.minus(&inner.run(records, among));
                left
            }
            Plan::Text(finder) => finder.records(records, among),
            Plan::Levels(lanes) => {
                among.filtered(|at| lanes >> level::lane(records.level(at)) & 1 == 1)
            }
            Plan::Times(spans) => among.filtered(|at| {
                let time = records.time(at);
                let within = |TimeNanos(time)| {
                    spans.iter().any(|&(first, last)| first <= time && time <= last)
                };
                time.is_some_and(within)
            }),
            Plan::HasTime => among.filtered(|at| records.time(at).is_some()),
            Plan::Source(test) if test.holds(records.source().as_bytes()) => among.clone(),
            Plan::Source(_) => Bits::none(among.len()),
            Plan::Templates(ids) => among.filtered(|at| ids.contains(&records.template(at))),
            Plan::Field(test) => test.records(records, among),
        }
    }

    /// About how much it costs to run, in steps.
    fn cost(&self, records: &dyn Records) -> u32 {
        match self {
            Plan::All | Plan::Source(_) => 0,
            Plan::Levels(_) | Plan::Times(_) | Plan::HasTime | Plan::Templates(_) => 1,
            Plan::Field(test) => test.cost(records),
            Plan::Text(Finder::Regex { .. }) => 80,
            Plan::Text(_) => 20,
            Plan::Not(inner) => inner.cost(records),
            Plan::And(plans) | Plan::Or(plans) => {
                plans.iter().fold(0, |sum, plan| sum.saturating_add(plan.cost(records)))
            }
        }
    }
}

fn by_cost<'p>(plans: &'p [Plan], records: &dyn Records) -> Vec<&'p Plan> {
    let mut sorted: Vec<&Plan> = plans.iter().collect();
    sorted.arrange_by_key(|plan| plan.cost(records));
    sorted
}

/// The lanes that a comparison of levels selects. Patterns are held against the levels' words.
pub(super) fn lanes(op: Op, values: &[Value], test: &FieldTest) -> u8 {
    let held = Level::ALL.into_iter().filter(|level| test.holds(level.word().as_bytes()));
    held.fold(ranked_lanes(op, values), |lanes, level| lanes | 1 << level::lane(Some(level)))
}

/// The lanes that a comparison with levels selects by their rank.
pub(super) fn ranked_lanes(op: Op, values: &[Value]) -> u8 {
    let mut lanes = 0;
    for level in Level::ALL {
        let ranked = values.iter().any(|value| match (value, op) {
            (Value::Level(Some(value)), Op::Equal) => level == *value,
            (Value::Level(Some(value)), Op::Less) => level < *value,
            (Value::Level(Some(value)), Op::LessOrEqual) => level <= *value,
            (Value::Level(Some(value)), Op::Greater) => level > *value,
            (Value::Level(Some(value)), Op::GreaterOrEqual) => level >= *value,
            _ => false,
        });
        lanes |= u8::from(ranked) << level::lane(Some(level));
    }
    lanes | u8::from(values.contains(&Value::Level(None)))
}

/// The instants, both included, that a comparison with a time selects. `=` takes all of the minute
/// or day that was written; an order is that to its beginning.
pub(super) fn instants(op: Op, value: &Value) -> (i64, i64) {
    let Value::Time { instant, .. } = value else { return (1, 0) };
    let at = instant.start.0;
    match op {
        Op::Equal => (at, instant.end.0.saturating_sub(1)),
        Op::Less if at == i64::MIN => (1, 0),
        Op::Less => (i64::MIN, at - 1),
        Op::LessOrEqual => (i64::MIN, at),
        Op::Greater if at == i64::MAX => (1, 0),
        Op::Greater => (at + 1, i64::MAX),
        Op::GreaterOrEqual => (at, i64::MAX),
        Op::Contains => (1, 0),
    }
}
