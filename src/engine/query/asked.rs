//! What a comparison asks, for whoever says it in another language: levels one by one, times as
//! stretches, durations and sizes as numbers.
//!
//! Does not: know other languages; `export` does.

use super::{
    fields::FieldTest,
    matcher,
    quantity::{self, Measure},
    tree::{Field, Op, Value},
};
use crate::{
    level::{self, Level},
    time::{TimeNanos, Zone},
};

/// The levels, and whether none, that a comparison of the level selects.
pub fn asked_levels(op: Op, values: &[Value], zone: &Zone) -> Vec<Option<Level>> {
    let lanes = matcher::lanes(op, values, &FieldTest::compare(&Field::Level, op, values, zone));
    let all = std::iter::once(None).chain(Level::ALL.map(Some));
    all.filter(|level| lanes >> level::lane(*level) & 1 == 1).collect()
}

/// The first and the last instant, both included, that a comparison of the time selects; none at
/// an end that is open.
pub fn asked_times(op: Op, value: &Value) -> (Option<TimeNanos>, Option<TimeNanos>) {
    let (first, last) = matcher::instants(op, value);
    let inner = |at: i64, open: i64| (at != open).then_some(TimeNanos(at));
    (inner(first, i64::MIN), inner(last, i64::MAX))
}

/// A duration in nanoseconds or a size in bytes, and by how much a bare number of the field is
/// multiplied to be one, where the field's name states a unit.
pub fn asked_quantity(name: &str, text: &str, measure: Measure) -> Option<(f64, Option<f64>)> {
    let amount = match measure {
        Measure::Duration => quantity::duration(text.as_bytes())?,
        Measure::Size => quantity::size(text.as_bytes())?,
    };
    // Both are kept in thousandths.
    let unit = quantity::unit_of_name(name, measure);
    Some((amount as f64 / 1000.0, unit.map(|unit| unit.scale as f64 / 1000.0)))
}
