//! A page with events in it: what it opens with, and which marks go along.
//!
//! Does not: put the page together; the loader does.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{RecordKey, SliceEnd},
    session::{
        handover::PageSpec,
        link::Link,
        marks::{EventPlace, Mark, Place},
        show::plural,
        source_notes::SourceNote,
    },
};

impl Step {
    /// What a page with these events in it opens with: what is shown here, with secrets taken out.
    pub(super) fn page_of(&self, slice: &SliceEnd) -> PageSpec {
        let mut link = Link::of(&self.state);
        let [query, id, texts @ ..] = slice.beside.as_slice() else {
            return PageSpec::default();
        };
        let (pins, notes) = texts.split_at(texts.len().min(link.pins.len()));
        link.query.clone_from(query);
        link.pins = pins.to_vec();
        link.marks = Rc::new(self.marks_of(slice, notes));
        link.files.clear(); // they are others
        link.id = link.id.and(Some(id.clone())).filter(|id| !id.is_empty());
        link.sources.clear();
        let mut files = Vec::new();
        for (source, name) in &slice.names {
            let told = self.state.open.progress.sources.iter().find(|told| told.id == *source);
            if let Some(told) = told {
                let mut note =
                    SourceNote::of(&told.settings, Some(self.state.open.colour(*source)))
                        .unwrap_or_default();
                let plain = told.structure_lines == 0;
                note.format =
                    told.formats.first().filter(|_| plain && told.formats.len() == 1).cloned();
                note.zone = (told.zone_needed && plain).then(|| told.zone.name.clone());
                // Records are written as they stand, so clocks are corrected there too.
                if !plain {
                    note.shift_nanos = 0;
                }
                link.sources.insert(name.clone(), note);
            }
            let opened = self.state.open.sources.iter().find(|opened| opened.id == *source);
            let modified = opened.map_or(0, |opened| opened.modified.0) as f64 / 1e6;
            files.push((*source, name.clone(), modified));
        }
        let open = self.state.detail.record.filter(|_| self.state.detail.open);
        link.at = open.and_then(|record| place_in(slice, record));
        PageSpec { link: link.write_whole(), files }
    }

    /// Marks with their notes as they may leave: those of ranges, and of events that are in the slice.
    fn marks_of(&self, slice: &SliceEnd, notes: &[String]) -> Vec<Mark> {
        let marks = self.state.marks.list.iter().zip(notes).enumerate();
        let kept = marks.filter_map(|(number, (mark, note))| {
            let place = match &mark.place {
                Place::Range(range) => Place::Range(*range),
                Place::Event(event) => {
                    let (offset, source) = place_in(slice, self.state.marks.record(number)?)?;
                    Place::Event(EventPlace { source, offset, time: event.time })
                }
            };
            Some(Mark { place, colour: mark.colour, note: note.clone() })
        });
        kept.collect()
    }

    /// Marked events that are not in a page are told: who opens it would miss them.
    pub(super) fn say_left_out(&mut self, slice: &SliceEnd) {
        let marks = &self.state.marks;
        let is_left_out = |&(number, mark): &(usize, &Mark)| {
            matches!(mark.place, Place::Event(_))
                && marks.record(number).is_none_or(|record| place_in(slice, record).is_none())
        };
        let left_out = marks.list.iter().enumerate().filter(is_left_out).count();
        if left_out > 0 {
            let words = plural(left_out as u64, "marked event", "marked events");
            let told = format!("Without {words}, which the filter leaves out.");
            let before = self.handing().outcome.take();
            self.handing().outcome =
                Some(before.into_iter().chain([told]).collect::<Vec<_>>().join(" "));
        }
    }
}

/// Where a record stands in a slice, and under which name of a source, if it is there.
fn place_in(slice: &SliceEnd, record: RecordKey) -> Option<(u64, String)> {
    let (_, place) = slice.places.iter().find(|(of, _)| *of == record)?;
    let (_, name) = slice.names.iter().find(|(source, _)| *source == place.source)?;
    Some((place.offset, name.clone()))
}
