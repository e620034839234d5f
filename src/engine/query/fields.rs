//! Conditions on the value of a field, over a block: by dictionary where the store keeps one, else
//! by taking those records apart that may have the value.
//!
//! Does not: compare values; see `compare`.

use super::{
    Bits, Codes, Column, Records, Values,
    compare::Test,
    decimal::Decimal,
    scan::{self, Finder},
    tree::{Amount, Field, Op, Value},
};
use crate::{record::RecordParts, time::Zone};

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
        let traces: Option<Vec<Vec<Finder>>> =
            values.iter().map(|value| trace(op, value)).collect();
        let traces = traces.map(|traces| traces.concat());
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
        let mut finders = traces.clone();
        finders.extend(escapes.iter().map(|bytes| Finder::exact(bytes)));
        scan::any_of(&finders, records, among)
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

/// Of what the text of every record has at least one whose value compares so, if that is known.
fn trace(op: Op, value: &Value) -> Option<Vec<Finder>> {
    match value {
        Value::Text(text) if plain(text) => match op {
            Op::Equal => Some(vec![Finder::exact(text.as_bytes())]),
            Op::Contains => Some(vec![Finder::text(text)]),
            _ => None,
        },
        Value::Wild(text) if op == Op::Equal => {
            let longest = text.split(['*', '?']).max_by_key(|piece| piece.len())?;
            plain(longest).then(|| vec![Finder::exact(longest.as_bytes())])
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
fn number_trace(text: &str) -> Option<Vec<Finder>> {
    let number = Decimal::parse(text.as_bytes()).filter(Decimal::is_whole)?;
    let digits = text.strip_prefix('-').unwrap_or(text);
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let spread: Vec<String> = number.digits().map(|digit| char::from(digit).to_string()).collect();
    let scientific = Finder::built(&format!(r"{}[.0]*e", spread.join(r"\.?")), true);
    let last = spread.last().map_or("", String::as_str);
    let gates = ["0e", ".e", &format!("{last}e")].map(Finder::text).to_vec();
    Some(vec![Finder::exact(digits.as_bytes()), scientific.behind(gates)])
}
