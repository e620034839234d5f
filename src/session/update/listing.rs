//! The events list: scrolling, the marked row, columns, and which rows to ask for.
//!
//! Does not: lay out rows; `session::window` says which ranks are on screen.

use std::{ops::Range, rc::Rc};

use super::Step;
use crate::{
    protocol::page::{Command, RecordKey, Row, RowsPage},
    session::{
        Action, Effect,
        asking::Slot,
        effect::Target,
        state::{Rows, Seek, Tab},
        window,
    },
};

impl Step {
    pub(super) fn act_listing(&mut self, action: Action) {
        match action {
            Action::Scrolled { top, page } => {
                let rows = self.rows();
                let old = rows.top..rows.top + rows.page;
                rows.page = page.clamp(0.0, window::PAGE_ROWS_MAX);
                rows.top = top.clamp(0.0, (rows.count as f64 - rows.page).max(0.0));
                let kept = rows.cursor.filter(|rank| old.contains(&(*rank as f64)));
                if let Some(rank) = kept.filter(|_| rows.page < old.end - old.start) {
                    // The list got shorter, for instance by the find bar: the marked row stays in sight.
                    rows.top = window::revealing(rank, rows.count, rows.top, rows.page);
                }
                self.ask_rows_missing();
            }
            Action::RowChosen(rank) => {
                self.mark(rank);
                self.open_marked();
            }
            Action::ColumnToggled(field) => {
                let columns = &mut self.view().columns;
                match columns.iter().position(|column| *column == field) {
                    Some(at) => drop(columns.remove(at)),
                    None => columns.push(field),
                }
                self.ask_rows();
            }
            _ => {}
        }
    }

    /// Asks for the rows on screen whatever is known of them.
    pub(super) fn ask_rows(&mut self) {
        let rows = &self.state.rows;
        let wanted = window::wanted(rows.count, rows.top, rows.page);
        self.ask(Command::Rows {
            first: wanted.start,
            count: (wanted.end - wanted.start) as u32,
            columns: self.state.view.columns.clone(),
        });
    }

    /// Asks for rows that are on screen, or nearly, and not known; but not while an answer is awaited,
    /// since that would cancel it, and scrolling on would never see a row.
    pub(super) fn ask_rows_missing(&mut self) {
        let near = self.near();
        let rows = &self.state.rows;
        let waits = self.state.asking.waiting(Slot::Rows).is_some() || rows.seek.is_some();
        if !waits && !rows.stale && !covered(rows, near) {
            self.ask_rows();
        }
    }

    /// The ranks on screen, and half a screen more on both sides.
    fn near(&self) -> Range<u64> {
        let rows = &self.state.rows;
        let half = (rows.page / 2.0).ceil();
        window::shown(rows.count, (rows.top - half).max(0.0), rows.page + 2.0 * half)
    }

    /// Rows came: they take the place of older ones, and those far from the screen are let go.
    pub(super) fn take_rows(&mut self, asked: Range<u64>, page: RowsPage) {
        let rows = self.rows();
        if rows.stale || rows.columns != page.columns {
            rows.known.clear();
            rows.stale = false;
        }
        rows.columns = page.columns;
        let new = page.rows.into_iter().map(Rc::new);
        rows.known.extend((page.first..).zip(new));
        let kept = window::wanted(rows.count, rows.top, rows.page * 3.0);
        rows.known.retain(|rank, _| kept.contains(rank));
        self.resolve_marked();
        // Rows that were asked for and did not come are not there; asking on would never end.
        let near = self.near();
        if near.start < asked.start || asked.end < near.end {
            self.ask_rows_missing();
        }
    }

    /// Marks a row and brings it on screen; an open detail follows.
    pub(super) fn mark(&mut self, rank: u64) {
        let rows = self.rows();
        if rows.count == 0 {
            return;
        }
        let rank = rank.min(rows.count - 1);
        rows.cursor = Some(rank);
        rows.cursor_key = None;
        rows.top = window::revealing(rank, rows.count, rows.top, rows.page);
        self.resolve_marked();
        self.ask_rows_missing();
    }

    /// Once the marked row is known, what shows it follows.
    fn resolve_marked(&mut self) {
        let Some(row) = self.marked_row() else { return };
        if self.state.rows.cursor_key == Some(row.key) {
            return;
        }
        self.rows().cursor_key = Some(row.key);
        Rc::make_mut(&mut self.state.timeline).cursor = row.time;
        if self.state.detail.open {
            self.show_detail(row.key);
        }
    }

    /// The marked row, where it is known.
    pub(super) fn marked_row(&self) -> Option<Rc<Row>> {
        let rows = &self.state.rows;
        if rows.stale { None } else { rows.known.get(&rows.cursor?).cloned() }
    }

    pub(super) fn open_marked(&mut self) {
        if self.state.rows.cursor.is_none() {
            return;
        }
        Rc::make_mut(&mut self.state.detail).open = true;
        if let Some(row) = self.marked_row() {
            self.show_detail(row.key);
        }
    }

    /// Moves the mark by rows; the first move marks the row at the upper edge.
    pub(super) fn move_mark(&mut self, by: i64) {
        let rows = &self.state.rows;
        let rank = match rows.cursor {
            Some(cursor) => cursor.saturating_add_signed(by),
            None => rows.top.ceil() as u64,
        };
        self.show_list();
        self.mark(rank);
    }

    /// Moves on by screens, and the mark with it.
    pub(super) fn move_page(&mut self, pages: f64) {
        let by = (self.state.rows.page.floor() - 1.0).max(1.0) * pages;
        let rows = self.rows();
        rows.top = (rows.top + by).clamp(0.0, (rows.count as f64 - rows.page).max(0.0));
        if rows.cursor.is_none() {
            self.ask_rows_missing();
        } else {
            self.move_mark(by as i64);
        }
    }

    pub(super) fn show_list(&mut self) {
        if self.state.view.tab != Tab::Events || self.state.context.is_some() {
            self.show_tab(Tab::Events);
            self.effects.push(Effect::Focus(Target::Events));
        }
    }

    /// What to keep in place when the selection changes, and how far below the upper edge it is.
    pub(super) fn anchor(&self) -> Option<(Command, f64)> {
        let rows = &self.state.rows;
        if let (Some(cursor), Some(record)) = (rows.cursor, rows.cursor_key) {
            let below = cursor as f64 - rows.top;
            let below =
                if (0.0..rows.page.max(1.0)).contains(&below) { below } else { rows.page / 2.0 };
            return Some((Command::RankOfRecord { record }, below));
        }
        if rows.top < 1.0 {
            return None;
        }
        let time = rows.known.get(&(rows.top as u64))?.time?;
        Some((Command::RankOfTime { time }, -rows.top.fract()))
    }

    /// A rank that was asked for is there.
    pub(super) fn take_rank(&mut self, asked: &Command, rank: Option<u64>) {
        let seek = self.rows().seek.take();
        let record = match asked {
            Command::RankOfRecord { record } => Some(*record),
            _ => None,
        };
        match (seek, rank) {
            (Some(Seek::Stay { below }), _) => self.stay(record, rank, below),
            (_, Some(rank)) => {
                self.mark(rank);
                if let Some(record) = record {
                    self.rows().cursor_key = Some(record);
                }
            }
            (_, None) => {}
        }
        if self.state.rows.stale {
            self.ask_rows();
        } else {
            self.ask_rows_missing();
        }
    }

    fn stay(&mut self, record: Option<RecordKey>, rank: Option<u64>, below: f64) {
        let rows = self.rows();
        if record.is_some() {
            rows.cursor = rank;
            rows.cursor_key = rank.and(record);
        }
        let top = rank.map_or(rows.top, |rank| rank as f64 - below);
        rows.top = top.clamp(0.0, (rows.count as f64 - rows.page).max(0.0));
    }
}

fn covered(rows: &Rows, ranks: Range<u64>) -> bool {
    let count = ranks.end - ranks.start;
    rows.known.range(ranks).count() as u64 == count
}
