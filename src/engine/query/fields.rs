//! Conditions on the value of a field, over a block: by dictionary where the store keeps one, else
//! by taking those records apart that may have the value.
//!
//! Does not: compare values; see `compare`.

use regex::bytes::Regex;

use super::{
    Bits, Codes, Column, Records, Values,
    compare::Test,
    decimal::Decimal,
    scan::{self, Finder},
    tree::{Amount, Field, Op, Value},
};
use crate::engine::{record::RecordParts, time::Zone};

/// A condition on one field.
#[derive(Clone, Debug)]
pub(super) struct FieldTest {
    field: Field,
    /// One of these must hold; none: the field must only be there.
    tests: Option<Vec<Test>>,
    /// Where the values to look for stand in the text of every record that fulfils the condition,
    /// as far as values stand there as they are.
    traces: Option<Vec<Finder>>,
}

impl FieldTest {
    /// The record has the field.
    pub(super) fn exists(field: &Field) -> FieldTest {
        FieldTest { field: field.clone(), tests: None, traces: None }
    }

    /// The field's value compares so with one of the values.
    pub(super) fn compare(field: &Field, op: Op, values: &[Value], zone: &Zone) -> FieldTest {
        let tests =
            values.iter().flat_map(|value| Test::of(field.name(), op, value, zone)).collect();
        let traces = values.iter().map(|value| trace(op, value)).collect();
        FieldTest { field: field.clone(), tests: Some(tests), traces }
    }

    /// Whether a value fulfils the condition.
    pub(super) fn holds(&self, value: &[u8]) -> bool {
        self.tests.as_ref().is_none_or(|tests| tests.iter().any(|test| test.holds(value)))
    }

    /// The records of `among` that fulfil it.
    pub(super) fn records(&self, records: &dyn Records, among: &Bits) -> Bits {
        match self.column(records) {
            Column::Absent => Bits::none(among.len()),
            Column::Coded { codes: Codes::Narrow(codes), values } => {
                self.coded(codes, values, among)
            }
            Column::Coded { codes: Codes::Wide(codes), values } => self.coded(codes, values, among),
            Column::Scattered => self.scattered(records, &self.candidates(records, among)),
        }
    }

    /// About how much it costs to evaluate in this block, in steps.
    pub(super) fn cost(&self, records: &dyn Records) -> u32 {
        match self.column(records) {
            Column::Absent => 0,
            Column::Coded { .. } => 2,
            Column::Scattered if self.traces.is_some() && records.escapes().is_some() => 40,
            Column::Scattered => 1_000,
        }
    }

    fn column<'r>(&self, records: &'r dyn Records) -> Column<'r> {
        match &self.field {
            Field::Named(name) => records.column(name),
            _ => Column::Scattered,
        }
    }

    /// Decides once for each value that is seen.
    fn coded<C: Copy + Into<usize>>(&self, codes: &[C], values: &dyn Values, among: &Bits) -> Bits {
        let mut verdicts: Vec<Option<bool>> = vec![None; values.count()];
        if let Some(absent) = verdicts.first_mut() {
            *absent = Some(false);
        }
        among.filtered(|at| {
            let Some(code) = codes.get(at).map(|&code| code.into()) else { return false };
            let Some(verdict) = verdicts.get_mut(code) else { return false };
            *verdict.get_or_insert_with(|| self.holds(values.text(code)))
        })
    }

    /// The records of `among` that are worth being taken apart.
    fn candidates(&self, records: &dyn Records, among: &Bits) -> Bits {
        let (Some(traces), Some(escapes)) = (&self.traces, records.escapes()) else {
            return among.clone();
        };
        let mut left = among.clone();
        let mut found = Bits::none(among.len());
        let escapes = escapes.iter().map(|bytes| Finder::exact(bytes));
        for finder in traces.iter().cloned().chain(escapes) {
            let more = finder.records(records, &left);
            left.minus(&more);
            found.or(&more);
        }
        found
    }

    fn scattered(&self, records: &dyn Records, among: &Bits) -> Bits {
        let mut parts = RecordParts::default();
        among.filtered(|at| {
            parts.clear();
            records.parse(at, &mut parts);
            let record = scan::record(records, at);
            let value = match &self.field {
                Field::Message => Some(parts.message(record)),
                field => parts.field(record, field.name().as_bytes()).map(|(value, _)| value),
            };
            value.is_some_and(|value| self.holds(value))
        })
    }
}

/// What the text of every record has whose value compares so, if there is such a thing.
fn trace(op: Op, value: &Value) -> Option<Finder> {
    match value {
        Value::Text(text) if plain(text) => match op {
            Op::Equal => Some(Finder::exact(text.as_bytes())),
            Op::Contains => Some(Finder::text(text)),
            _ => None,
        },
        Value::Wild(text) if op == Op::Equal => {
            let longest = text.split(['*', '?']).max_by_key(|piece| piece.len())?;
            plain(longest).then(|| Finder::exact(longest.as_bytes()))
        }
        Value::Amount { text, kind: Amount::Number } if op == Op::Equal => number_trace(text),
        _ => None,
    }
}

/// Whether no format has a reason to write it otherwise (but for writing all of it in numbers).
fn plain(text: &str) -> bool {
    let special = |byte: u8| matches!(byte, b'"' | b'\\' | b'/' | b'\'' | b'&' | b'<' | b'>');
    !text.is_empty() && text.bytes().all(|byte| (b' '..=b'~').contains(&byte) && !special(byte))
}

/// What every spelling of a whole number has: its digits in a row, or, before an exponent, its
/// digits up to the last that is not 0, with a point anywhere.
fn number_trace(text: &str) -> Option<Finder> {
    let number = Decimal::parse(text.as_bytes()).filter(Decimal::is_whole)?;
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') {
        return None;
    }
    let digits = text.trim_start_matches('-');
    let spread: Vec<String> = number.digits().map(|digit| char::from(digit).to_string()).collect();
    let pattern = format!(r"{digits}|{}[.0]*e", spread.join(r"\.?"));
    let regex = Regex::new(&format!("(?i-u){pattern}")).ok()?;
    Some(Finder::Regex { regex, within_line: true })
}
