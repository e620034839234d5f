//! What a person marked: events and ranges of time, each with a colour and a note in Markdown.
//!
//! A [`Mark`] names its [`Place`] by the source's name and the byte offset, so that it holds in the
//! next visit; [`Marks`] is what is known of all of them. `written` is their form in links and files,
//! `markdown` cuts a note into what is shown of it.
//!
//! Does not: hold log text; the rows of marked events come from the lead.

pub mod markdown;
pub mod written;

use std::{cmp::Ordering, collections::BTreeMap, rc::Rc};

use super::{
    chart::flags::{Flag, Flagged},
    state::Open,
};
use crate::arrange::{self, Arrange};
use crate::protocol::page::{RecordKey, Row, TimeNanos, TimeRange};

pub use crate::protocol::page::MARKS_MAX;

/// How many colours marks may have.
pub const COLOURS: u8 = super::source_notes::COLOURS;

/// What is marked, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// The marks, in the order they were made.
    pub list: Rc<Vec<Mark>>,
    /// Marked events whose source is open, with their number in the list.
    pub events: BTreeMap<RecordKey, usize>,
    /// What the lead tells of them.
    pub rows: BTreeMap<RecordKey, Rc<Row>>,
    /// The one that was gone to last.
    pub cursor: Option<Place>,
    /// The one whose note is being written.
    pub draft: Option<Mark>,
}

/// An event or a range of time with a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What is marked; no two marks have the same.
    pub place: Place,
    /// Below [`COLOURS`].
    pub colour: u8,
    /// Markdown; may be empty.
    pub note: String,
}

/// What a mark is at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// An event.
    Event(EventPlace),
    /// A range of time.
    Range(TimeRange),
}

/// Which event, in words that hold in the next visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventPlace {
    /// The source's name.
    pub source: String,
    /// Byte offset of its first line in the source.
    pub offset: u64,
    /// When it happened, as it was read when it was marked.
    pub time: Option<TimeNanos>,
}

/// What can happen to marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkAction {
    /// The event at hand is marked, or no longer.
    Toggled,
    /// The range zoomed to is marked.
    RangeMarked,
    /// The note of the event at hand is to be written.
    NoteAsked,
    /// The note of the mark with this number is to be written.
    Opened(usize),
    /// The note being written is this now.
    NoteEdited(String),
    /// The mark whose note is written gets a colour.
    ColourChosen(u8),
    /// The mark with this number is taken away.
    Removed(usize),
    /// Go to the mark with this number.
    Chosen(usize),
    /// Go to the next or previous one in time.
    Stepped {
        /// Later in time.
        forward: bool,
    },
}

impl Place {
    /// Whether both name the same thing; the time of an event is only told beside it.
    #[must_use]
    pub fn same(&self, other: &Place) -> bool {
        match (self, other) {
            (Place::Event(a), Place::Event(b)) => (&a.source, a.offset) == (&b.source, b.offset),
            (a, b) => a == b,
        }
    }
}

impl Mark {
    /// The first line of its note without Markdown's signs; empty where there is none.
    #[must_use]
    pub fn title(&self) -> String {
        let line = self.note.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        markdown::plain(line)
    }
}

impl Marks {
    /// The number of the mark at a place.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<usize> {
        self.list.iter().position(|mark| mark.place.same(place))
    }

    /// The mark of an event.
    #[must_use]
    pub fn of(&self, record: RecordKey) -> Option<&Mark> {
        self.list.get(*self.events.get(&record)?)
    }

    /// Which record a marked event is, where its source is open.
    #[must_use]
    pub fn record(&self, number: usize) -> Option<RecordKey> {
        self.events.iter().find(|(_, at)| **at == number).map(|(record, _)| *record)
    }

    /// What the lead tells of a marked event.
    #[must_use]
    pub fn row(&self, number: usize) -> Option<&Rc<Row>> {
        self.rows.get(&self.record(number)?)
    }

    /// When a marked event happened, or when a marked range begins and ends.
    #[must_use]
    pub fn time(&self, number: usize) -> Option<TimeRange> {
        match &self.list.get(number)?.place {
            Place::Range(range) => Some(*range),
            Place::Event(event) => {
                let time = self.row(number).and_then(|row| row.time).or(event.time)?;
                Some(TimeRange { start: time, end: time })
            }
        }
    }

    /// The numbers of all marks in the order of time, those without one at the end.
    #[must_use]
    pub fn in_order(&self) -> Vec<usize> {
        let mut numbers: Vec<(Option<TimeRange>, usize)> =
            (0..self.list.len()).map(|at| (self.time(at), at)).collect();
        numbers.arrange_by(|a, b| match (a.0, b.0) {
            (Some(x), Some(y)) => (x.start, x.end, a.1).cmp(&(y.start, y.end, b.1)),
            (None, Some(_)) => Ordering::Greater,
            (Some(_), None) => Ordering::Less,
            (None, None) => a.1.cmp(&b.1),
        });
        numbers.into_iter().map(|(_, at)| at).collect()
    }

    /// The number of the mark after or before the one gone to last, else after or before a time;
    /// and whether it is from the other end.
    #[must_use]
    pub fn step(&self, from: Option<TimeNanos>, forward: bool) -> Option<(usize, bool)> {
        let order = self.in_order();
        let last = order.len().checked_sub(1)?;
        let here = self.cursor.as_ref().and_then(|place| self.at(place));
        let here = here.and_then(|here| order.iter().position(|at| *at == here));
        let start = |at: usize| self.time(at).map(|range| range.start);
        let (place, wrapped) = match (here, forward) {
            (Some(here), true) => (if here == last { 0 } else { here + 1 }, here == last),
            (Some(here), false) => (if here == 0 { last } else { here - 1 }, here == 0),
            (None, true) => {
                let next = order.iter().position(|at| start(*at) > from || from.is_none());
                (next.unwrap_or(0), next.is_none())
            }
            (None, false) => {
                let before = |at: &usize| start(*at).is_some_and(|start| Some(start) < from);
                let next = order.iter().rposition(before);
                (next.unwrap_or(last), next.is_none() && from.is_some())
            }
        };
        Some((*order.get(place)?, wrapped))
    }

    /// `3 marks`, `1 event and 2 ranges marked`.
    #[must_use]
    pub fn counts(&self) -> (u64, u64) {
        let ranges = self.list.iter().filter(|it| matches!(it.place, Place::Range(_))).count();
        ((self.list.len() - ranges) as u64, ranges as u64)
    }

    /// What the timeline shows of them.
    #[must_use]
    pub fn flags(&self) -> Vec<Flag> {
        let flag = |(at, mark): (usize, &Mark)| {
            let range = self.time(at)?;
            let is_range = matches!(mark.place, Place::Range(_));
            let what = if is_range { Flagged::Range(range) } else { Flagged::Event(range.start) };
            Some(Flag { what, colour: mark.colour })
        };
        self.list.iter().enumerate().filter_map(flag).collect()
    }

    /// Finds marked events among what is open.
    pub fn resolve(&mut self, open: &Open) {
        let found = |(at, mark): (usize, &Mark)| match &mark.place {
            Place::Range(_) => None,
            Place::Event(event) => {
                let source = open.id_of(&event.source)?;
                Some((RecordKey { source, offset: event.offset }, at))
            }
        };
        self.events = arrange::map(self.list.iter().enumerate().filter_map(found));
        let events = &self.events;
        self.rows.retain(|record, _| events.contains_key(record));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::page::SECOND_NANOS;

    fn event(offset: u64, second: i64) -> Mark {
        let time = Some(TimeNanos(second * SECOND_NANOS));
        let place = Place::Event(EventPlace { source: "a.log".to_owned(), offset, time });
        Mark { place, colour: 0, note: String::new() }
    }

    fn marks(list: Vec<Mark>) -> Marks {
        Marks { list: Rc::new(list), ..Marks::default() }
    }

    #[test]
    fn steps_go_by_time_and_round() {
        let mut marks = marks(vec![event(30, 30), event(10, 10), event(20, 20)]);
        assert_eq!(marks.in_order(), [1, 2, 0]);
        let at = |second: i64| Some(TimeNanos(second * SECOND_NANOS));
        assert_eq!(marks.step(None, true), Some((1, false)));
        assert_eq!(marks.step(at(10), true), Some((2, false)));
        assert_eq!(marks.step(at(31), true), Some((1, true)));
        assert_eq!(marks.step(at(10), false), Some((0, true)));
        assert_eq!(marks.step(at(25), false), Some((2, false)));
        marks.cursor = Some(event(20, 0).place);
        assert_eq!(marks.step(at(99), true), Some((0, false)), "the mark itself, not its time");
        assert_eq!(marks.step(at(99), false), Some((1, false)));
        assert_eq!(super::Marks::default().step(None, true), None);
    }

    #[test]
    fn the_first_line_of_a_note_is_its_title() {
        let note = "\n## the **pool** is `empty`\nmore".to_owned();
        assert_eq!(Mark { note, ..event(1, 1) }.title(), "the pool is empty");
    }
}
