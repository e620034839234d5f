//! Folding the list: on and off, and which runs are shown record by record.
//!
//! Does not: find runs; the lead does.

use super::Step;
use crate::{protocol::page::RecordKey, session::runs};

/// Most runs that are open at once; the one opened first is closed then.
const OPENED_MAX: usize = 50;

impl Step {
    /// Folds rows, or shows all again; what is marked, or else the upper edge, stays in place.
    pub(super) fn toggle_fold(&mut self) {
        self.show_list();
        let folded = !self.state.view.folded;
        self.view().folded = folded;
        self.keep_open_record();
        let rows = self.rows();
        let marked = rows.cursor.and_then(|rank| Some((rank, runs::below_top(rows, rank)?)));
        let line = runs::line(rows, rows.top as u64);
        rows.top = match marked {
            Some((rank, below)) => (rank as f64 - below).max(0.0),
            None if line.ranks.end - line.ranks.start > 1 => line.ranks.start as f64,
            None => rows.top,
        };
        rows.opened.clear();
        rows.stale = true;
        if self.state.rows.seek.is_none() {
            self.ask_rows();
        }
    }

    /// Shows the records of a run one by one.
    pub(super) fn open_run(&mut self, first: RecordKey) {
        if !self.state.rows.opened.contains(&first) {
            let opened = &mut self.rows().opened;
            opened.truncate(OPENED_MAX - 1);
            opened.insert(0, first);
            self.ask_rows();
        }
    }

    /// Shows the records of the marked run as one row again.
    pub(super) fn close_run(&mut self) {
        if let Some(row) = self.marked_row() {
            self.rows().opened.retain(|first| *first != row.key);
            self.ask_rows();
        }
    }

    /// A record whose detail is open is not to vanish in a run.
    pub(super) fn keep_open_record(&mut self) {
        let open = self.state.detail.open;
        self.rows().cursor_exact = open;
    }
}
