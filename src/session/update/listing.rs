//! The events list: scrolling, the marked row, columns, and which rows to ask for.
//!
//! Does not: lay out rows; `session::runs` says which lines are on screen.

use std::{ops::Range, rc::Rc};

use super::Step;
use crate::{
    protocol::page::{Command, RecordKey, Row, RowsPage},
    session::{
        Action, Effect,
        asking::Slot,
        effect::Target,
        runs,
        state::{Seek, Tab},
        window,
    },
};

/// Most lines that one turn of the wheel moves by.
const WHEELED_MAX: f64 = 10_000.0;

impl Step {
    pub(super) fn act_listing(&mut self, action: Action) {
        match action {
            Action::Scrolled { top, page } => self.scroll(top, page),
            Action::ListMeasured { page } => self.scroll(self.state.rows.top, page),
            Action::Wheeled(lines) => {
                let lines = lines.clamp(-WHEELED_MAX, WHEELED_MAX);
                let top = runs::moved(&self.state.rows, self.state.rows.top, lines);
                self.scroll(top, self.state.rows.page);
            }
            Action::RowChosen(rank) => {
                self.mark(rank);
                self.open_marked();
            }
            Action::RunClosed(rank) => {
                self.mark(rank);
                self.close_run();
            }
            Action::FoldToggled => self.toggle_fold(),
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

    fn scroll(&mut self, top: f64, page: f64) {
        let rows = self.rows();
        let marked = rows.cursor.filter(|rank| runs::below_top(rows, *rank).is_some());
        let shorter = page < rows.page;
        rows.page = page.clamp(0.0, window::PAGE_ROWS_MAX);
        rows.top = top.max(0.0).min(runs::top_max(rows));
        if let Some(rank) = marked.filter(|_| shorter) {
            // The list got shorter, for instance by the find bar: the marked row stays in sight.
            rows.top = runs::revealing(rows, rank);
        }
        self.ask_rows_missing();
    }

    /// Asks for the rows on screen whatever is known of them.
    pub(super) fn ask_rows(&mut self) {
        let rows = &self.state.rows;
        let columns = self.state.view.columns.clone();
        let wanted = window::wanted(rows.count, rows.top, rows.page);
        let command = if self.state.view.folded {
            // As many on each side as are asked for without folding.
            let each = (wanted.end - wanted.start) as u32;
            let (rank, opened) = (rows.top as u64, rows.opened.clone());
            Command::FoldedRows { rank, before: each / 2, after: each, columns, opened }
        } else {
            let count = (wanted.end - wanted.start) as u32;
            Command::Rows { first: wanted.start, count, columns }
        };
        self.ask(command);
    }

    /// Asks for rows that are on screen, or nearly, and not known; but not while an answer is awaited,
    /// since that would cancel it, and scrolling on would never see a row.
    pub(super) fn ask_rows_missing(&mut self) {
        let rows = &self.state.rows;
        let waits = self.state.asking.waiting(Slot::Rows).is_some() || rows.seek.is_some();
        if !waits && !rows.stale && !runs::known_around(rows, (rows.page / 2.0).ceil()) {
            self.ask_rows();
        }
    }

    /// Rows came: they take the place of older ones, and those far from the screen are let go.
    pub(super) fn take_rows(&mut self, asked: &Command, page: RowsPage) {
        let folded = matches!(asked, Command::FoldedRows { .. });
        if folded != self.state.view.folded {
            return; // those that are wanted now are on their way
        }
        let rows = self.rows();
        if rows.stale || folded || rows.columns != page.columns {
            rows.known.clear();
            rows.stale = false;
        }
        rows.columns = page.columns;
        let mut rank = page.first;
        for row in page.rows {
            let next = rank.saturating_add(row.ranks());
            rows.known.insert(rank, Rc::new(row));
            rank = next;
        }
        if !folded {
            let kept = window::wanted(rows.count, rows.top, rows.page * 3.0);
            rows.known.retain(|rank, _| kept.contains(rank));
        }
        // Only now is known how many lines stand before the end.
        rows.top = rows.top.min(runs::top_max(rows));
        match rows.then.take() {
            Some(rank) => self.mark(rank),
            None => self.resolve_marked(),
        }
        // Rows that were asked for and did not come are not there; asking on would never end.
        let here = match asked {
            Command::FoldedRows { rank, .. } => *rank == self.state.rows.top as u64,
            Command::Rows { first, count, .. } => {
                let rows = &self.state.rows;
                let near = window::near(rows.count, rows.top, rows.page);
                *first <= near.start && near.end <= first.saturating_add(u64::from(*count))
            }
            _ => true,
        };
        if !here {
            self.ask_rows_missing();
        }
    }

    /// Marks the first row, or the last; where other rows are about to come, theirs.
    pub(super) fn mark_end(&mut self, rank: u64) {
        if self.state.asking.waiting(Slot::Select).is_some() || self.state.rows.stale {
            self.rows().then = Some(rank);
        } else {
            self.mark(rank);
        }
    }

    /// Marks a record and brings it on screen; a run that holds it is opened.
    pub(super) fn mark_exactly(&mut self, rank: u64) {
        self.rows().cursor_exact = true;
        self.mark_at(rank);
    }

    /// Marks a row and brings it on screen; an open detail follows.
    pub(super) fn mark(&mut self, rank: u64) {
        self.rows().cursor_exact = false;
        self.mark_at(rank);
    }

    fn mark_at(&mut self, rank: u64) {
        let rows = self.rows();
        if rows.count == 0 {
            return;
        }
        let rank = rank.min(rows.count - 1);
        rows.cursor = Some(rank);
        rows.anchor = None;
        rows.cursor_key = None;
        rows.top = runs::revealing(rows, rank);
        self.resolve_marked();
        self.ask_rows_missing();
    }

    /// Once the marked row is known, what shows it follows.
    fn resolve_marked(&mut self) {
        let Some(row) = self.marked_row() else { return };
        let Some(cursor) = self.state.rows.cursor else { return };
        let first = runs::line(&self.state.rows, cursor).ranks.start;
        if first != cursor && self.state.rows.cursor_exact {
            return self.open_run(row.key);
        }
        if self.state.rows.cursor_key == Some(row.key) {
            return;
        }
        let was_in_run = self.state.view.folded && self.state.rows.cursor_exact;
        let rows = self.rows();
        rows.cursor = Some(first);
        rows.cursor_key = Some(row.key);
        if was_in_run {
            rows.top = runs::revealing(rows, first);
        }
        Rc::make_mut(&mut self.state.timeline).cursor = row.time;
        if self.state.detail.open {
            self.show_detail(row.key);
        }
    }

    /// The marked row, where it is known; of a run the one that stands for it.
    pub(super) fn marked_row(&self) -> Option<Rc<Row>> {
        let rows = &self.state.rows;
        if rows.stale { None } else { runs::line(rows, rows.cursor?).row }
    }

    pub(super) fn open_marked(&mut self) {
        if self.state.rows.cursor.is_none() {
            return;
        }
        if let Some(run) = self.marked_row().filter(|row| row.ranks() > 1) {
            return self.open_run(run.key);
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
            Some(cursor) => {
                let first = runs::line(rows, cursor).ranks.start;
                runs::moved(rows, first as f64, by as f64) as u64
            }
            None => {
                let Range { start, end } = runs::line(rows, rows.top as u64).ranks;
                if rows.top > start as f64 { end } else { start }
            }
        };
        self.show_list();
        self.mark(rank);
    }

    /// Moves the mark and selects what it passes.
    pub(super) fn extend_selection(&mut self, by: i64) {
        let anchor = self.state.rows.anchor.or(self.state.rows.cursor);
        self.move_mark(by);
        self.rows().anchor = anchor;
    }

    /// Moves on by screens, and the mark with it.
    pub(super) fn move_page(&mut self, pages: f64) {
        let by = (self.state.rows.page.floor() - 1.0).max(1.0) * pages;
        let rows = self.rows();
        rows.top = runs::moved(rows, rows.top, by).min(runs::top_max(rows));
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
            let below = runs::below_top(rows, cursor).filter(|below| *below >= 0.0);
            let below = below.unwrap_or(rows.page / 2.0);
            return Some((Command::RankOfRecord { record }, below));
        }
        // What is open may be in the list only now, as where a link's list grows while it is read.
        let open = self.state.detail.open && !self.is_resuming();
        if let (None, true, Some(record)) = (rows.cursor, open, self.state.detail.record) {
            return Some((Command::RankOfRecord { record }, rows.page / 2.0));
        }
        if rows.top < 1.0 {
            return None;
        }
        let time = runs::line(rows, rows.top as u64).row?.time?;
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
            (Some(Seek::Stay { .. }), _) if self.state.rows.then.is_some() => {}
            (Some(Seek::Stay { below }), _) => self.stay(record, rank, below),
            (_, Some(rank)) => {
                self.mark_exactly(rank);
                if record.is_some() && self.state.rows.cursor_key.is_none() {
                    self.rows().cursor_key = record;
                }
            }
            (_, None) if record.is_some() && !self.state.detail.open => {
                self.notice("The list leaves this event out: the filter, or the time zoomed to");
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
        self.keep_open_record();
        let rows = self.rows();
        if record.is_some() {
            rows.cursor = rank;
            rows.cursor_key = rank.and(record);
        }
        // The list may have got shorter since, for instance by a banner above it.
        let below = below.min((rows.page - 1.0).max(0.0));
        let top = rank.map_or(rows.top, |rank| rank as f64 - below);
        rows.top = top.clamp(0.0, runs::top_max(rows));
    }
}
