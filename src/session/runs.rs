//! The lines of the list: each shows one record or a run of them, and all are as high.
//!
//! A place is a rank with a fraction, as the scroll bar has it; within a run it is spread over the
//! run's line. Where every line is one record, lines and ranks are the same.
//!
//! ```text
//! rank   0   1 2 3 4 5 6   7        place 4.0: half of the run's line is scrolled out
//! line  [0] [1 .. 6      ] [7]
//! ```
//!
//! Does not: know rows far from the screen; a row that is not known is taken for one record.

use std::{ops::Range, rc::Rc};

use super::state::Rows;
use crate::protocol::page::Row;

/// A line: the ranks that it stands for, and its row where that is known.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The first of them is the rank of the row.
    pub ranks: Range<u64>,
    /// The first record.
    pub row: Option<Rc<Row>>,
}

impl Line {
    fn length(&self) -> f64 {
        (self.ranks.end - self.ranks.start) as f64
    }

    /// The part of the line that lies above a place in it.
    fn part(&self, place: f64) -> f64 {
        ((place - self.ranks.start as f64) / self.length()).clamp(0.0, 1.0)
    }

    fn place(&self, part: f64) -> f64 {
        self.ranks.start as f64 + part * self.length()
    }
}

/// The line that holds a rank.
#[must_use]
pub fn line(rows: &Rows, rank: u64) -> Line {
    match rows.known.range(..=rank).next_back() {
        Some((&start, row)) if rank - start < row.ranks() => {
            Line { ranks: start..start + row.ranks(), row: Some(Rc::clone(row)) }
        }
        _ => Line { ranks: rank..rank + 1, row: None },
    }
}

/// The place so many lines further on, or back where negative.
#[must_use]
pub fn moved(rows: &Rows, place: f64, by: f64) -> f64 {
    let place = place.clamp(0.0, rows.count as f64);
    let mut at = line(rows, place as u64);
    let mut part = at.part(place) + by;
    while part >= 1.0 && at.ranks.end < rows.count {
        part -= 1.0;
        at = line(rows, at.ranks.end);
    }
    while part < 0.0 && at.ranks.start > 0 {
        part += 1.0;
        at = line(rows, at.ranks.start - 1);
    }
    at.place(part.clamp(0.0, 1.0))
}

/// The largest place at the upper edge, at which the last line is wholly visible.
#[must_use]
pub fn top_max(rows: &Rows) -> f64 {
    if rows.count == 0 { 0.0 } else { moved(rows, rows.count as f64, -rows.page) }
}

/// How many rows the scroll bar is to stand for, so that it ends where the last line is visible.
#[must_use]
pub fn bar_rows(rows: &Rows) -> u64 {
    match top_max(rows) {
        top if top > 0.0 => ((top + rows.page).round() as u64).min(rows.count),
        _ => rows.count.min(rows.page as u64),
    }
}

/// The part of the first line that is scrolled out, and the lines that are at least partly visible.
#[must_use]
pub fn on_screen(rows: &Rows) -> (f64, Vec<Line>) {
    let mut at = line(rows, (rows.top as u64).min(rows.count));
    let part = at.part(rows.top);
    let mut lines = Vec::new();
    while at.ranks.start < rows.count && (lines.len() as f64) < rows.page + part {
        let next = at.ranks.end;
        lines.push(at);
        at = line(rows, next);
    }
    (part, lines)
}

/// How many lines below the upper edge a rank is, where its line is on screen.
#[must_use]
pub fn below_top(rows: &Rows, rank: u64) -> Option<f64> {
    let (part, lines) = on_screen(rows);
    let at = lines.iter().position(|line| line.ranks.contains(&rank))?;
    Some(at as f64 - part)
}

/// The place at the upper edge that shows a rank's line, moved no more than needed; in the middle
/// where it was far off.
#[must_use]
pub fn revealing(rows: &Rows, rank: u64) -> f64 {
    let (line, page) = (line(rows, rank), rows.page);
    let (start, end) = (line.ranks.start as f64, line.ranks.end as f64);
    let top = if start < moved(rows, rows.top, -page) || start > moved(rows, rows.top, 2.0 * page) {
        moved(rows, start, -(page / 2.0).floor())
    } else if start < rows.top {
        start
    } else {
        // Low enough that its end is on screen, but never past its beginning.
        rows.top.max(moved(rows, end, -page)).min(start)
    };
    top.clamp(0.0, top_max(rows))
}

/// Whether every line from so many above the screen to so many below it is known.
#[must_use]
pub fn known_around(rows: &Rows, lines: f64) -> bool {
    let end = moved(rows, rows.top, rows.page + lines).ceil() as u64;
    let mut at = moved(rows, rows.top, -lines) as u64;
    while at < end.min(rows.count) {
        match line(rows, at) {
            Line { row: Some(_), ranks } => at = ranks.end,
            _ => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        protocol::page::Run,
        session::{update::tests::row, window},
    };

    /// A list whose lines stand for so many records each; those behind `known` are not known.
    fn list(lengths: &[u64], known: usize, top: f64, page: f64) -> Rows {
        let mut rows = Rows { page, ..Rows::default() };
        for (at, &records) in lengths.iter().enumerate() {
            let run = (records > 1).then_some(Run { records, until: None, open: false });
            if at < known {
                rows.known.insert(rows.count, Rc::new(Row { run, ..row(rows.count) }));
            }
            rows.count += records;
        }
        rows.top = top.min(top_max(&rows));
        rows
    }

    #[test]
    fn a_place_goes_through_a_run_as_through_one_line() {
        let rows = list(&[1, 6, 1, 10], 4, 0.0, 2.0);
        assert_eq!(moved(&rows, 0.0, 1.0), 1.0);
        assert_eq!(moved(&rows, 1.0, 0.5), 4.0);
        assert_eq!(moved(&rows, 4.0, 1.0), 7.5);
        assert_eq!(moved(&rows, 7.5, -1.0), 4.0);
        assert_eq!(moved(&rows, 18.0, -1.5), 7.5);
        assert_eq!(top_max(&rows), 7.0);
        assert_eq!(bar_rows(&rows), 9);
        let shown = |top| {
            let (part, lines) = on_screen(&Rows { top, ..rows.clone() });
            (part, lines.iter().map(|line| line.ranks.start).collect::<Vec<_>>())
        };
        assert_eq!(shown(0.0), (0.0, vec![0, 1]));
        assert_eq!(shown(4.0), (0.5, vec![1, 7, 8]));
        assert_eq!(shown(7.0), (0.0, vec![7, 8]));
    }

    #[test]
    fn a_list_that_fits_has_no_bar_however_many_records_it_stands_for() {
        let rows = list(&[1_000_000, 1, 70_000], 3, 0.0, 10.5);
        assert_eq!((top_max(&rows), bar_rows(&rows)), (0.0, 10));
    }

    proptest! {
        /// Where no row is a run, lines are ranks.
        #[test]
        fn without_runs_lines_are_ranks(
            count in 0..300_usize, known in 0..300_usize, top in 0.0..320.0f64,
            page in 1.0..40.0f64, by in -50.0..50.0f64, rank in 0..300_u64,
        ) {
            let rows = list(&vec![1; count], known, top, page);
            let near = |a: f64, b: f64| (a - b).abs() < 1e-6;
            let max = (count as f64 - page).max(0.0);
            prop_assert!(near(top_max(&rows), max));
            if max > 0.0 {
                prop_assert_eq!(bar_rows(&rows), rows.count);
                prop_assert!(near(moved(&rows, rows.top, by), (rows.top + by).clamp(0.0, count as f64)));
            }
            let (_, lines) = on_screen(&rows);
            let starts: Vec<u64> = lines.iter().map(|line| line.ranks.start).collect();
            prop_assert_eq!(starts, window::shown(rows.count, rows.top, page).collect::<Vec<_>>());
            if rank < rows.count {
                let wanted = window::revealing(rank, rows.count, rows.top, page);
                prop_assert!(near(revealing(&rows, rank), wanted));
            }
        }

        /// Any list: going back undoes going on, a revealed line is on screen, the end is reached.
        #[test]
        fn places_and_lines_agree(
            lengths in prop::collection::vec(prop_oneof![Just(1u64), 1..2_000_000u64], 1..60),
            top in 0.0..1e8f64, page in 1.0..20.0f64, by in 0.0..20.0f64, part in 0.0..1.0f64,
        ) {
            let rows = list(&lengths, lengths.len(), top, page);
            let on = moved(&rows, rows.top, by);
            if on < rows.count as f64 {
                let back = moved(&rows, on, -by);
                let slack = 1e-6 * line(&rows, rows.top as u64).length();
                prop_assert!((back - rows.top).abs() <= slack.max(1e-6), "{back} {}", rows.top);
            }
            let rank = (rows.count as f64 * part) as u64;
            let revealed = Rows { top: revealing(&rows, rank), ..rows.clone() };
            prop_assert!(below_top(&revealed, rank).is_some_and(|below| below > -1e-6));
            let last = Rows { top: top_max(&rows), ..rows.clone() };
            let (_, lines) = on_screen(&last);
            prop_assert_eq!(lines.last().map(|line| line.ranks.end), Some(rows.count));
            prop_assert!(known_around(&rows, page));
            prop_assert!(bar_rows(&rows) <= rows.count);
        }
    }
}
