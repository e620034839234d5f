//! A part of a heat map as a filter: a range of time, and bounds of the field.
//!
//! Does not: filter by a variable of a pattern, which queries cannot name; its pattern is filtered by.

use crate::{
    protocol::page::{MeasureOf, Measured, TimeRange, query},
    session::{Choice, term},
};

/// A chosen part: what lies above `low` up to `high`.
#[derive(Clone, Debug, PartialEq)]
pub struct Brush {
    /// What is measured.
    pub of: MeasureOf,
    /// The part of time.
    pub range: TimeRange,
    /// Whether the values are nanoseconds.
    pub is_duration: bool,
    /// None: no bound.
    pub low: Option<f64>,
    /// None: no bound.
    pub high: Option<f64>,
}

impl Brush {
    /// The rows `from..=to` of a measure's heat map; the outermost rows set no bound.
    #[must_use]
    pub fn of(measured: &Measured, range: TimeRange, (from, to): (usize, usize)) -> Brush {
        let edges = &measured.heat.edges;
        let inner = |at: usize| edges.get(at).copied().filter(|_| at > 0 && at + 1 < edges.len());
        Brush {
            of: measured.of.clone(),
            range,
            is_duration: measured.is_duration,
            low: inner(from),
            high: inner(to + 1),
        }
    }

    /// The filter with the bounds added.
    #[must_use]
    pub fn filter(&self, text: &str) -> String {
        let name = match &self.of {
            MeasureOf::Variable { pattern, .. } => {
                return term::with_term(text, "pattern", &format!("{pattern:016x}"), Choice::Only);
            }
            MeasureOf::Field(name) => query::Field::of_word(name),
        };
        let bounds = [(">", self.low), ("<=", self.high)];
        let mut text = text.to_owned();
        for (sign, bound) in bounds {
            if let Some(bound) = bound {
                let value = if self.is_duration { milliseconds(bound) } else { written(bound) };
                text = query::with_term(&text, &format!("{name}{sign}{value}"));
            }
        }
        text
    }
}

/// So many nanoseconds as a query writes them.
fn milliseconds(nanos: f64) -> String {
    format!("{}ms", written(nanos / 1e6))
}

/// Six digits of a number, without an exponent.
fn written(value: f64) -> String {
    let size = if value == 0.0 { 0 } else { value.abs().log10().floor() as i32 };
    let digits = (5 - size).clamp(0, 12) as usize;
    let text = format!("{value:.digits$}");
    if !text.contains('.') {
        return text;
    }
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::page::TimeNanos;

    #[test]
    fn bounds_become_terms_of_the_filter() {
        let range = TimeRange { start: TimeNanos(0), end: TimeNanos(1) };
        let brush = Brush {
            of: MeasureOf::Field("took".to_owned()),
            range,
            is_duration: true,
            low: Some(83_172_345.0),
            high: Some(1.5e9),
        };
        assert_eq!(brush.filter("level>=warn"), "level>=warn took>83.1723ms took<=1500ms");
        let number = Brush { is_duration: false, low: None, ..brush.clone() };
        assert_eq!(number.filter(""), "took<=1500000000");
        let of = MeasureOf::Variable { pattern: 7, variable: 0 };
        assert_eq!(Brush { of, ..brush }.filter(""), "pattern=0000000000000007");
        assert_eq!(written(0.000_012_345_67), "0.0000123457");
    }
}
