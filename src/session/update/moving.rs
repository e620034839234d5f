//! Time: zooming, panning, going to a time, and the zone it is shown in.
//!
//! Does not: draw; `session::chart` does the arithmetic of the canvas.

use std::rc::Rc;

use super::Step;
use crate::{
    protocol::page::{Command, TimeNanos, TimeRange, Zone},
    session::{Action, Effect, action::ZonePurpose, show, state::Seek},
};

/// The narrowest zoom, in nanoseconds.
const WIDTH_NANOS_MIN: i64 = 1_000;

impl Step {
    pub(super) fn act_moving(&mut self, action: Action) {
        match action {
            Action::RangeCommitted(range) => self.zoom(range),
            Action::ZoomedBack => self.zoom_back(),
            Action::ZoomedBy { factor, at } => self.zoom_by(factor, at),
            Action::PannedBy(part) => self.pan(part),
            Action::TimelineMeasured { buckets_max }
                if self.state.timeline.buckets_max != buckets_max =>
            {
                Rc::make_mut(&mut self.state.timeline).buckets_max = buckets_max;
                self.ask_timelines();
            }
            Action::TimeTyped(text) => self.type_time(&text),
            Action::TimeChosen(time) => self.go_to(time),
            Action::ZoneChosen(name) => {
                self.view().dialog = None;
                self.prefs().zone = (name != "UTC").then(|| name.clone());
                self.store_prefs();
                let purpose = ZonePurpose::Display { chosen: true };
                self.effects.push(Effect::LoadZone { name, purpose });
            }
            _ => {}
        }
    }

    /// Shows another range; the one before is where zooming back leads.
    fn zoom(&mut self, range: Option<TimeRange>) {
        let range = range.map(widened).filter(|range| !self.covers_all(*range));
        if range == self.state.view.range {
            return;
        }
        let old = self.state.view.range;
        let view = self.view();
        if range.is_none() {
            view.zooms.clear();
        } else {
            view.zooms.push(old);
        }
        self.show_range(range);
    }

    pub(super) fn zoom_back(&mut self) {
        if self.state.view.range.is_some() {
            let range = self.view().zooms.pop().flatten();
            self.show_range(range);
        }
    }

    fn show_range(&mut self, range: Option<TimeRange>) {
        self.view().range = range;
        self.select();
        self.ask_timelines();
        self.ask_explanation();
    }

    fn covers_all(&self, range: TimeRange) -> bool {
        let extent = self.state.timeline.extent;
        extent.is_some_and(|extent| range.start <= extent.start && extent.end <= range.end)
    }

    fn zoom_by(&mut self, factor: f64, at: Option<TimeNanos>) {
        let Some(shown) = self.state.range_shown() else { return };
        let (start, end) = (i128::from(shown.start.0), i128::from(shown.end.0));
        let width = (end - start).max(1);
        let at = at.or(self.state.timeline.cursor.filter(|time| shown.contains(*time)));
        let at = at.map_or(start + width / 2, |time| i128::from(time.0));
        let wanted = (width as f64 * factor.clamp(0.01, 100.0)) as i128;
        let wanted = wanted.max(i128::from(WIDTH_NANOS_MIN));
        let before = ((at - start) as f64 / width as f64 * wanted as f64) as i128;
        let range = self.within_extent(at - before, wanted);
        if factor < 1.0 || self.state.view.range.is_some() {
            self.zoom(range);
        }
    }

    /// Moves the zoomed range, not beyond the ends of the data.
    fn pan(&mut self, part: f64) {
        let Some(range) = self.state.view.range else { return };
        let (start, end) = (i128::from(range.start.0), i128::from(range.end.0));
        let width = end - start;
        let by = (width as f64 * part.clamp(-10.0, 10.0)) as i128;
        let moved = self.within_extent(start + by, width);
        if let Some(moved) = moved.filter(|moved| *moved != range) {
            self.show_range(Some(moved));
        }
    }

    /// The range of this width, moved so that it lies within the data where it can.
    fn within_extent(&self, start: i128, width: i128) -> Option<TimeRange> {
        let extent = self.state.timeline.extent?;
        let (first, last) = (i128::from(extent.start.0), i128::from(extent.end.0));
        let start = start.min(last - width).max(first);
        let end = (start + width).min(i128::from(i64::MAX));
        let nanos = |time: i128| i64::try_from(time).ok().map(TimeNanos);
        Some(TimeRange { start: nanos(start)?, end: nanos(end)? })
    }

    fn type_time(&mut self, text: &str) {
        let Some(extent) = self.state.timeline.extent else { return };
        let near = self.state.range_shown().unwrap_or(extent);
        let middle = near.start.0 / 2 + near.end.0 / 2;
        let zone = &self.state.view.zone;
        match show::typed_time(text, zone, extent, TimeNanos(middle)) {
            Ok(time) => {
                self.view().dialog = None;
                self.go_to(time);
            }
            Err(expected) => self.view().dialog_mistake = Some(expected.to_owned()),
        }
    }

    /// Marks the first event at or after a time, zoomed so that it is on screen.
    pub(super) fn go_to(&mut self, time: TimeNanos) {
        self.bring_in_range(time);
        self.rows().seek = Some(Seek::Go);
        self.ask(Command::RankOfTime { time });
    }

    /// Moves the zoomed range so that a time is on screen.
    pub(super) fn bring_in_range(&mut self, time: TimeNanos) {
        if self.state.view.range.is_some_and(|range| !range.contains(time)) {
            let range =
                self.state.view.range.map(|range| range.end.0.saturating_sub(range.start.0));
            let width = i128::from(range.unwrap_or(1));
            let around = self.within_extent(i128::from(time.0) - width / 2, width);
            if let Some(around) = around {
                self.show_range(Some(around));
            }
        }
    }

    /// Times are shown in this zone, and read in it where the filter names some.
    pub(super) fn show_zone(&mut self, zone: Zone) {
        if self.state.view.zone != zone {
            self.view().zone = zone;
            self.select();
        }
    }
}

/// At least as wide as a zoom may be.
fn widened(range: TimeRange) -> TimeRange {
    let start = range.start.0.min(range.end.0);
    let end = range.start.0.max(range.end.0).max(start.saturating_add(WIDTH_NANOS_MIN));
    TimeRange { start: TimeNanos(start), end: TimeNanos(end) }
}
