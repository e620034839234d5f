//! Workers that stopped: what waited for them is given up, and where a person was is brought back once
//! all is read again.
//!
//! While sources are read again the marked event may not be there yet, so it is put aside until then.
//!
//! Does not: start workers; the shell does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::Command,
    session::{
        handover::{Part, Run},
        state::{Dialog, FindOutcome, Resume},
    },
};

impl Step {
    /// Those who were asked are gone: nothing is answered any more.
    pub(super) fn interrupted(&mut self) {
        Rc::make_mut(&mut self.state.asking).forget();
        let anchor = self.anchor().filter(|(ask, _)| matches!(ask, Command::RankOfRecord { .. }));
        let rows = self.rows();
        rows.seek = None;
        if rows.resume.is_none() {
            rows.resume = Some(Resume {
                top: rows.top,
                cursor: rows.cursor.take(),
                record: rows.cursor_key.take(),
                below: anchor.map(|(_, below)| below),
            });
        }
        if self.state.find.outcome == FindOutcome::Searching {
            self.find().outcome = FindOutcome::None;
        }
        self.interrupt_handover();
    }

    /// The selection of all that is read again is there: puts the person where they were; how far
    /// below the upper edge the marked event stood, which is to be looked for.
    pub(super) fn resume(&mut self) -> Option<(Command, f64)> {
        let open = &self.state.open;
        if !open.progress.done || self.state.asking.seen_revision < open.progress.revision {
            return None;
        }
        let resume = self.rows().resume.take()?;
        self.resume_panels();
        if self.state.rows.cursor.is_some() {
            return self.anchor(); // they went on meanwhile
        }
        let rows = self.rows();
        rows.top = resume.top;
        rows.cursor = resume.cursor;
        rows.cursor_key = resume.record;
        Some((Command::RankOfRecord { record: resume.record? }, resume.below?))
    }

    /// Asks again for what depends on no selection, and is asked for once only.
    fn resume_panels(&mut self) {
        if self.state.detail.open {
            self.ask_detail();
        }
        if let Some(context) = self.state.context.clone() {
            self.ask(Command::Around {
                record: context.record,
                scope: context.scope,
                before: context.reach,
                after: context.reach,
            });
        }
        if self.state.view.dialog == Some(Dialog::OwnFormat) {
            self.try_own_format();
        }
        if self.state.view.dialog == Some(Dialog::HandOver) && self.state.handing.run == Run::Idle {
            let handing = &self.state.handing;
            let missing = match handing.part {
                Part::Export => handing.done < handing.all || handing.all == 0,
                Part::Report => handing.report.is_none(),
                Part::Translate => handing.translated.is_none(),
            };
            if missing {
                self.look_through();
            }
        }
    }

    /// Whether the place in the list is yet to be brought back.
    pub(super) fn is_resuming(&self) -> bool {
        self.state.rows.resume.is_some()
    }
}
