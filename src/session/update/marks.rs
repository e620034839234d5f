//! Marks: making, changing and removing them, writing notes, and going from one to the next.
//!
//! A mark is a step of undo: the browser's history holds the list with each of its entries.
//!
//! Does not: read marked events; the lead does.

use std::rc::Rc;

use super::Step;
use crate::{
    arrange,
    protocol::page::{Command, RecordKey, Row},
    session::{
        keys::Intent,
        link::Link,
        marks::{COLOURS, EventPlace, MARKS_MAX, Mark, MarkAction, Marks, Place},
        show::grouped,
        state::{Dialog, Tab},
    },
};

impl Step {
    fn marks(&mut self) -> &mut Marks {
        Rc::make_mut(&mut self.state.marks)
    }

    pub(super) fn act_marks(&mut self, action: MarkAction) {
        match action {
            MarkAction::Toggled => self.toggle_mark(),
            MarkAction::RangeMarked => self.mark_range(),
            MarkAction::NoteAsked => match self.mark_at_hand() {
                Some(mark) => self.write_note(mark),
                None => self.notice("Choose an event first"),
            },
            MarkAction::Opened(number) => {
                if let Some(mark) = self.state.marks.list.get(number).cloned() {
                    self.write_note(mark);
                }
            }
            MarkAction::NoteEdited(note) => {
                if let Some(draft) = &mut self.marks().draft {
                    draft.note = note;
                }
            }
            MarkAction::ColourChosen(colour) => {
                if let Some(draft) = &mut self.marks().draft {
                    draft.colour = colour % COLOURS;
                }
            }
            MarkAction::Removed(number) => self.remove_mark(number),
            MarkAction::Chosen(number) => self.go_to_mark(number),
            MarkAction::Stepped { forward } => self.step_mark(forward),
        }
    }

    /// The marks of a link, in place of those that were there.
    pub(super) fn set_marks(&mut self, link: &Link) {
        if self.state.marks.list != link.marks {
            self.marks().list = Rc::clone(&link.marks);
            self.marked_otherwise();
        }
    }

    fn change_marks(&mut self, change: impl FnOnce(&mut Vec<Mark>)) {
        change(Rc::make_mut(&mut self.marks().list));
        self.marked_otherwise();
    }

    fn marked_otherwise(&mut self) {
        self.resolve_marks();
        self.ask_marked();
    }

    /// Finds the marked events again where sources came or went.
    pub(super) fn resolve_marks(&mut self) {
        if !self.state.marks.list.is_empty() || !self.state.marks.events.is_empty() {
            let mut marks = (*self.state.marks).clone();
            marks.resolve(&self.state.open);
            if marks.events != self.state.marks.events {
                self.state.marks = Rc::new(marks);
            }
        }
    }

    /// The place of a record, where its source is known.
    fn place_of(&self, record: RecordKey) -> Option<Place> {
        let source = self.state.open.name(record.source)?.to_owned();
        let known = self.state.rows.known.values().find(|row| row.key == record);
        let time = known.and_then(|row| row.time).or_else(|| {
            let detail = self.state.detail.detail.as_ref();
            detail.filter(|detail| detail.key == record)?.time
        });
        let time = time.or(self.state.timeline.cursor);
        Some(Place::Event(EventPlace { source, offset: record.offset, time }))
    }

    /// The mark of the event at hand, or the one that would be made of it.
    fn mark_at_hand(&self) -> Option<Mark> {
        let place = self.place_of(self.record_at_hand()?)?;
        let known = self.state.marks.at(&place).and_then(|at| self.state.marks.list.get(at));
        Some(known.cloned().unwrap_or(Mark { place, colour: 0, note: String::new() }))
    }

    fn toggle_mark(&mut self) {
        let Some(mark) = self.mark_at_hand() else { return self.notice("Choose an event first") };
        match self.state.marks.at(&mark.place) {
            Some(number) => self.remove_mark(number),
            None => self.add_mark(mark),
        }
    }

    fn mark_range(&mut self) {
        let Some(range) = self.state.view.range else {
            return self.notice("Drag over the timeline to choose a range first");
        };
        let place = Place::Range(range);
        let known = self.state.marks.at(&place).and_then(|at| self.state.marks.list.get(at));
        let mark = known.cloned().unwrap_or(Mark { place, colour: 0, note: String::new() });
        self.write_note(mark);
    }

    fn add_mark(&mut self, mark: Mark) {
        if self.state.marks.list.len() >= MARKS_MAX {
            let most = grouped(MARKS_MAX as u64);
            return self.notice(&format!("There are {most} marks: take one away first"));
        }
        self.marks().cursor = Some(mark.place.clone());
        self.change_marks(|list| list.push(mark));
    }

    fn remove_mark(&mut self, number: usize) {
        if let Some(mark) = self.state.marks.list.get(number) {
            if !mark.note.is_empty() {
                self.notice("The mark and its note are gone; u brings them back");
            }
            self.change_marks(|list| drop(list.remove(number)));
        }
    }

    /// Opens the note; what is written is kept however it is closed.
    fn write_note(&mut self, mark: Mark) {
        self.open_dialog(Some(Dialog::Note));
        self.marks().draft = Some(mark);
    }

    /// What was written becomes the mark's note.
    pub(super) fn keep_note(&mut self) {
        if self.state.marks.draft.is_none() {
            return;
        }
        let Some(draft) = self.marks().draft.take() else { return };
        let is_event = matches!(draft.place, Place::Event(_));
        match self.state.marks.at(&draft.place) {
            // Opened and closed again: nothing was meant.
            None if is_event && draft.note.is_empty() && draft.colour == 0 => {}
            None => self.add_mark(draft),
            Some(at) if self.state.marks.list.get(at) != Some(&draft) => {
                self.change_marks(|list| {
                    if let Some(mark) = list.get_mut(at) {
                        *mark = draft;
                    }
                });
            }
            Some(_) => {}
        }
    }

    fn step_mark(&mut self, forward: bool) {
        let marks = &self.state.marks;
        // Another event was gone to since: the next mark is that after it.
        let here = marks.cursor.as_ref().and_then(|place| marks.at(place));
        let record = here.and_then(|number| marks.record(number));
        let from = self.state.timeline.cursor;
        if record.is_some() && record != self.record_at_hand() {
            self.marks().cursor = None;
        }
        match self.state.marks.step(from, forward) {
            None => self.notice("Nothing is marked"),
            Some((number, wrapped)) => {
                if wrapped {
                    self.notice("Went on from the other end");
                }
                self.go_to_mark(number);
            }
        }
    }

    fn go_to_mark(&mut self, number: usize) {
        let Some(mark) = self.state.marks.list.get(number).cloned() else { return };
        self.marks().cursor = Some(mark.place.clone());
        match (&mark.place, self.state.marks.record(number)) {
            (Place::Range(range), _) => {
                self.act(crate::session::Action::RangeCommitted(Some(*range)));
            }
            (Place::Event(_), Some(record)) => {
                if let Some(time) = self.state.marks.time(number) {
                    self.bring_in_range(time.start);
                }
                self.show_list();
                self.choose_record(record);
            }
            (Place::Event(event), None) => {
                self.notice(&format!("{} is not open", event.source));
            }
        }
    }

    /// What the keys of a list do where marks are listed; whether this was one of them.
    pub(super) fn intend_among_marks(&mut self, intent: Intent) -> bool {
        let order = self.state.marks.in_order();
        let cursor = self.state.marks.cursor.as_ref().and_then(|it| self.state.marks.at(it));
        let at = cursor.and_then(|cursor| order.iter().position(|number| *number == cursor));
        let last = order.len().saturating_sub(1);
        let to = match intent {
            Intent::NextRow => at.map_or(0, |at| (at + 1).min(last)),
            Intent::PreviousRow => at.map_or(0, |at| at.saturating_sub(1)),
            Intent::FirstRow => 0,
            Intent::LastRow => last,
            Intent::OpenRow | Intent::MarkEvent | Intent::WriteNote => {
                let Some(number) = cursor else { return true };
                self.act_marks(match intent {
                    Intent::OpenRow => MarkAction::Chosen(number),
                    Intent::WriteNote => MarkAction::Opened(number),
                    _ => MarkAction::Removed(number),
                });
                return true;
            }
            _ => return false,
        };
        let to = order.get(to).and_then(|number| self.state.marks.list.get(*number));
        self.marks().cursor = to.map(|mark| mark.place.clone());
        true
    }

    /// Asks for the rows of marked events, where they are on screen and may have changed.
    pub(super) fn ask_marked(&mut self) {
        let marks = &self.state.marks;
        if self.state.view.tab != Tab::Marks || marks.events.is_empty() {
            return;
        }
        let records = marks.events.keys().copied().collect();
        self.ask_once(Command::RowsOf { records }, false);
    }

    pub(super) fn take_marked(&mut self, rows: Vec<Row>) {
        self.marks().rows = arrange::map(rows.into_iter().map(|row| (row.key, Rc::new(row))));
    }
}
