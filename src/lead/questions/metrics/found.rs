//! What is measured: durations by name, unit and value, in fields and in variables of patterns; and
//! what a person chose besides.
//!
//! Does not: read values; the shards do.

use std::collections::BTreeMap;

use crate::{
    engine::{
        arrange::Arrange,
        follow::duration::DurationField,
        query::duration_nanos,
        templates::{Template, VARIABLE},
    },
    lead::settled::Settled,
    protocol::{
        page::{Heat, MeasureOf, Measured},
        shard::{FieldLook, Measure},
    },
};

/// Durations that are shown without being asked for, the most frequent.
const FOUND_MAX: usize = 5;
/// Measures that are chosen besides, the last.
const ALSO_MAX: usize = 5;

/// Units that stand behind a variable.
const UNITS: [&str; 12] =
    ["ns", "us", "µs", "μs", "ms", "msec", "millis", "milliseconds", "s", "sec", "secs", "seconds"];

/// What is measured, nothing of it counted yet, and how many durations there are.
pub(super) fn chosen(
    looks: &BTreeMap<String, FieldLook>,
    settled: &Settled,
    also: &[MeasureOf],
) -> (Vec<(Measured, Measure)>, u64) {
    let fields = looks.iter().filter_map(|(name, look)| duration(name, look));
    let variables = settled.all().flat_map(|(template, example)| variables(template, example));
    let mut found: Vec<(Measured, Measure)> = fields.chain(variables).collect();
    found.arrange_by_key(|(measured, _)| std::cmp::Reverse(measured.with_unit + measured.bare));
    let found_total = found.len() as u64;
    let (mut shown, rest) = {
        let rest = found.split_off(found.len().min(FOUND_MAX));
        (found, rest)
    };
    for of in also.iter().rev().take(ALSO_MAX).rev() {
        if shown.iter().any(|(measured, _)| measured.of == *of) {
            continue;
        }
        let known = rest.iter().find(|(measured, _)| measured.of == *of).cloned();
        shown.extend(known.or_else(|| number(looks, of)));
    }
    (shown, found_total)
}

fn measured(of: MeasureOf, title: String, look: &FieldLook) -> Measured {
    Measured {
        of,
        title,
        is_duration: true,
        unit_told: true,
        with_unit: look.durations,
        bare: look.numbers,
        numbers: 0,
        others: 0,
        all: None,
        lines: Vec::new(),
        groups: Vec::new(),
        heat: Heat::default(),
    }
}

/// A field whose name, or half of whose values, speak of a duration.
fn duration(name: &str, look: &FieldLook) -> Option<(Measured, Measure)> {
    let named = DurationField::named(name);
    let told = match &named {
        Some(field) => {
            look.numbers + look.durations > 0 && (look.numbers == 0 || field.tells_unit())
        }
        None if look.durations * 2 > look.records => look.numbers == 0,
        None => return None,
    };
    if look.numbers + look.durations == 0 {
        return None;
    }
    let measured = measured(MeasureOf::Field(name.to_owned()), name.to_owned(), look);
    Some((Measured { unit_told: told, ..measured }, Measure::Duration(name.to_owned())))
}

/// A field that was asked for and is no duration.
fn number(looks: &BTreeMap<String, FieldLook>, of: &MeasureOf) -> Option<(Measured, Measure)> {
    let MeasureOf::Field(name) = of else { return None };
    let look = looks.get(name)?;
    let measured = measured(of.clone(), name.clone(), look);
    Some((Measured { is_duration: false, ..measured }, Measure::Number(name.clone())))
}

/// The variables of a template that are durations: a unit follows, or is part of the value.
fn variables(template: &Template, example: &str) -> Vec<(Measured, Measure)> {
    let line = template.text.lines().next().unwrap_or_default();
    let pieces: Vec<&str> = line.split(VARIABLE).collect();
    let own = |at: usize| {
        let span = template.variables(example.as_bytes()).into_iter().nth(at)?;
        let value = example.as_bytes().get(span)?;
        (value.ends_with(b"s") && duration_nanos("", value).is_some()).then_some("")
    };
    let mut found = Vec::new();
    for (at, pair) in pieces.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        // What stands behind a sign of equality is a field by itself.
        if before.ends_with('=') || found.len() >= FOUND_MAX {
            continue;
        }
        let Some(unit) = unit_at(after).or_else(|| own(at)) else { continue };
        let look = match unit {
            "" => FieldLook { durations: template.count, ..FieldLook::default() },
            _ => FieldLook { numbers: template.count, ..FieldLook::default() },
        };
        let variable = at as u32;
        let of = MeasureOf::Variable { pattern: template.id, variable };
        let unit = unit.to_owned();
        let measure = Measure::Variable { template: Box::new(template.clone()), variable, unit };
        found.push((measured(of, marked(&pieces, at), &look), measure));
    }
    found
}

/// The unit at the front of what follows a variable.
fn unit_at(after: &str) -> Option<&'static str> {
    let word = after.trim_start_matches(' ');
    let end = word.find(|letter: char| !letter.is_alphanumeric()).unwrap_or(word.len());
    UNITS.into_iter().find(|unit| word.get(..end) == Some(unit))
}

/// The template's line with the variable in question marked: `paid in ‹?› ms by …`.
fn marked(pieces: &[&str], variable: usize) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        text.push_str(piece);
        match at {
            at if at == variable => text.push_str("‹?›"),
            at if at + 1 < pieces.len() => text.push('…'),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_stands_behind_a_variable() {
        assert_eq!(unit_at(" ms by card"), Some("ms"));
        assert_eq!(unit_at("s"), Some("s"));
        assert_eq!(unit_at(" steps"), None);
        assert_eq!(unit_at(""), None);
        assert_eq!(marked(&["paid in ", " ms by ", ""], 0), "paid in ‹?› ms by …");
    }

    #[test]
    fn durations_are_found_by_name_and_by_value() {
        let look = |records, numbers, durations| FieldLook { records, numbers, durations };
        let found = |name: &str, look| duration(name, &look).map(|(it, _)| it.unit_told);
        assert_eq!(found("rt", look(9, 9, 0)), Some(true));
        assert_eq!(found("duration", look(9, 9, 0)), Some(false));
        assert_eq!(found("duration", look(9, 0, 9)), Some(true));
        assert_eq!(found("duration", look(9, 0, 0)), None);
        assert_eq!(found("answer", look(9, 1, 5)), Some(false));
        assert_eq!(found("answer", look(9, 5, 4)), None);
    }
}
