//! What the rows above the first row of values say: names, units, and what else exports put there.
//!
//! CloudWatch's console writes several rows (`Full label`, `Id`, `Unit`, `Period`), others a row of
//! units below the names; a table may have no such row at all.
//!
//! Does not: read values.

use super::{
    cells::{Rows, text_of},
    value::{Value, known_unit, value},
};
use crate::{formats::is_time_name, time::TimeReader};

/// Rows that are looked at.
const ROWS_LOOKED_AT: usize = 400;
/// Rows above the values that exports have at most.
const HEADERS_MAX: usize = 16;

/// What the columns of a table are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    /// The column with the time.
    pub(super) time: usize,
    /// Each column's name and its unit.
    pub(super) columns: Vec<(String, String)>,
    /// Rows above the values.
    pub(super) rows: usize,
    /// What the columns hold in the rows that were looked at.
    pub(super) seen: Vec<Seen>,
    /// Times in those rows, in their order.
    pub(super) times: Vec<i64>,
}

/// What a column holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Seen {
    pub(super) numbers: usize,
    pub(super) empty: usize,
    pub(super) others: usize,
}

impl Seen {
    /// Whether nearly all that stands there are numbers.
    pub(super) fn is_numbers(&self) -> bool {
        self.numbers > 0 && self.numbers >= 9 * self.others
    }

    /// Whether numbers and what is none are about as frequent.
    pub(super) fn is_half_numbers(&self) -> bool {
        self.numbers > 0 && self.numbers >= self.others
    }
}

/// Whether a cell is a time with its date.
pub(super) fn time_of(cell: &[u8], times: &mut TimeReader) -> Option<i64> {
    let cell = cell.trim_ascii();
    (cell.len() >= 8).then_some(())?;
    times.whole_value(cell).map(|read| read.time.0)
}

/// Looks at the first rows of a table. None where no column holds times.
pub(super) fn look(
    text: &[u8],
    separator: u8,
    comma: bool,
    times: &mut TimeReader,
) -> Option<Header> {
    let mut reader = Rows::new(text, separator);
    let (mut cells, mut rows) = (Vec::new(), Vec::new());
    while rows.len() < ROWS_LOOKED_AT && reader.next(&mut cells).is_some() {
        rows.push(cells.clone());
    }
    let is_blank = |row: &Vec<&[u8]>| row.iter().all(|cell| cell.trim_ascii().is_empty());
    let time = time_column(&rows, times)?;
    let is_timed = |row: &&Vec<&[u8]>, times: &mut TimeReader| {
        row.get(time).and_then(|cell| time_of(cell, times))
    };
    let first = rows.iter().position(|row| is_timed(&row, times).is_some())?;
    let headers: Vec<&Vec<&[u8]>> = rows.iter().take(first).filter(|row| !is_blank(row)).collect();
    if headers.len() > HEADERS_MAX {
        return None;
    }
    let mut seen: Vec<Seen> = Vec::new();
    let mut found = Vec::new();
    for row in rows.get(first..)? {
        let Some(nanos) = is_timed(&row, times) else { continue };
        found.push(nanos);
        if seen.len() < row.len() {
            seen.resize(row.len(), Seen::default());
        }
        for (cell, seen) in row.iter().zip(&mut seen) {
            match value(cell, comma) {
                Value::Number(..) => seen.numbers += 1,
                Value::Empty | Value::Infinite => seen.empty += 1,
                Value::Odd => seen.others += 1,
            }
        }
    }
    // A cell too many in a few rows is no column.
    let widest = headers.iter().map(|row| row.len()).max().unwrap_or(0);
    let filled = |seen: &Seen| (seen.numbers + seen.empty + seen.others) * 2 > found.len();
    while seen.len() > widest && seen.last().is_some_and(|last| !filled(last)) {
        seen.pop();
    }
    let columns = (0..seen.len()).map(|at| named(&headers, time, at)).collect();
    Some(Header { time, columns, rows: first, seen, times: found })
}

/// The column that holds times: one that is named so, else the first that does.
fn time_column(rows: &[Vec<&[u8]>], times: &mut TimeReader) -> Option<usize> {
    let widest = rows.iter().map(Vec::len).max()?;
    let holds: Vec<bool> = (0..widest.min(64))
        .map(|at| {
            let cells = rows.iter().filter_map(|row| row.get(at));
            let read = cells.filter(|cell| time_of(cell, times).is_some()).count();
            read * 2 > rows.len() || read + HEADERS_MAX >= rows.len() && read > 0
        })
        .collect();
    let is_named = |at: &usize| {
        let mut heads = rows.iter().take(HEADERS_MAX).filter_map(|row| row.get(*at));
        heads.any(|cell| is_time_name(cell.trim_ascii()))
    };
    let mut holding = (0..holds.len()).filter(|at| holds.get(*at) == Some(&true));
    let first = holding.clone().next()?;
    Some(holding.find(is_named).unwrap_or(first))
}

/// The name and the unit of a column, by the rows above the values.
fn named(headers: &[&Vec<&[u8]>], time: usize, at: usize) -> (String, String) {
    let cell = |row: &Vec<&[u8]>| row.get(at).map(|cell| text_of(cell)).unwrap_or_default();
    let label = |row: &Vec<&[u8]>| row.get(time).map(|cell| text_of(cell)).unwrap_or_default();
    let labelled = |name: &str| {
        headers.iter().find(|row| label(row).trim_end_matches(':').eq_ignore_ascii_case(name))
    };
    let unit = labelled("unit").or(labelled("units")).map(|row| cell(row)).or_else(|| {
        // A row of nothing but units below the names.
        let row = headers.get(1)?;
        let mut inside = row.iter().enumerate().filter(|(at, _)| *at != time);
        let is_unit = |text: String| {
            text.is_empty() || known_unit(text.trim_matches(['(', ')', '[', ']'])).is_some()
        };
        inside.all(|(_, cell)| is_unit(text_of(cell))).then(|| cell(row))
    });
    let names = ["full label", "label", "name", "series", "metric name"];
    let name = names.iter().find_map(|name| labelled(name)).or(headers.first());
    let unit = unit.unwrap_or_default();
    let unit = unit.trim_matches(['(', ')', '[', ']']).to_owned();
    (name.map(|row| cell(row)).unwrap_or_default(), unit)
}
