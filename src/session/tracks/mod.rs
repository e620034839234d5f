//! Metric files on the page: which series are lines over the timeline, the flags of markers, and which
//! patterns move with a series.
//!
//! [`words`] says their numbers, [`line`] makes the line of a series in a chart of its own.
//!
//! Does not: read a file or test anything; the lead does.

pub mod line;
pub mod words;

use std::rc::Rc;

use super::{
    chart::overlay::{Curve, Marker},
    state::Open,
};
use crate::protocol::page::{Marked, Movers, TimeNanos, Track, TrackId, Tracks};

/// Colours of lines.
const COLOURS: usize = 8;

/// What is shown of metric files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TracksShown {
    /// The series that a person chose to see, each by its place in a file and the file's name;
    /// none: the first few.
    pub chosen: Option<Vec<(u32, String)>>,
    /// The last answer.
    pub answer: Option<Rc<Tracks>>,
    /// The series of which it is asked what moves with it.
    pub movers_of: Option<TrackId>,
    /// The last answer to that.
    pub movers: Option<Rc<Movers>>,
}

/// What can happen to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TrackAction {
    /// A series is to be a line over the timeline, or no longer.
    Toggled(TrackId),
    /// What moves with a series is asked for, or no longer.
    MoversAsked(TrackId),
    /// The filter becomes a pattern that moves.
    MoverChosen(u64),
    /// What moves with the first series that is shown.
    FirstMoversAsked,
    /// Go to the next marker, or the one before.
    MarkerStepped {
        /// Later in time.
        forward: bool,
    },
}

impl TracksShown {
    /// The chosen series of files that are open; none where nobody chose, or other files are.
    #[must_use]
    pub fn chosen_ids(&self, open: &Open) -> Option<Vec<TrackId>> {
        let chosen = self.chosen.as_ref()?;
        let id = |(track, name): &(u32, String)| {
            Some(TrackId { source: open.id_of(name)?, track: *track })
        };
        let ids: Vec<TrackId> = chosen.iter().filter_map(id).collect();
        (chosen.is_empty() || !ids.is_empty()).then_some(ids)
    }

    /// The series that are lines, each with the number of its colour.
    pub fn lines(&self) -> impl Iterator<Item = (u8, &Track)> {
        let tracks = self.answer.iter().flat_map(|answer| &answer.tracks);
        // From the last colour on, since pinned searches take the first ones.
        let colour = |at: usize| (COLOURS - 1 - at % COLOURS) as u8;
        let shown = tracks.filter(|track| track.shown).enumerate();
        shown.map(move |(at, track)| (colour(at), track))
    }

    /// The colour of a series that is a line.
    #[must_use]
    pub fn colour(&self, id: TrackId) -> Option<u8> {
        self.lines().find(|(_, track)| track.id == id).map(|(colour, _)| colour)
    }

    /// The lines over the timeline.
    #[must_use]
    pub fn curves(&self) -> Vec<Curve> {
        let Some(answer) = &self.answer else { return Vec::new() };
        let curve = |(colour, track): (u8, &Track)| {
            let [low, high, _] = track.ends?;
            Some(Curve {
                start: answer.start,
                width_nanos: answer.width_nanos,
                buckets: track.buckets.clone(),
                low,
                high,
                colour,
            })
        };
        self.lines().filter_map(curve).collect()
    }

    /// The markers over the timeline.
    #[must_use]
    pub fn drawn_markers(&self) -> Vec<Marker> {
        let marker = |marked: &Marked| Marker { time: marked.time, text: marked.text.clone() };
        self.markers().iter().map(marker).collect()
    }

    /// The markers in view, by time.
    #[must_use]
    pub fn markers(&self) -> &[Marked] {
        self.answer.as_ref().map_or(&[], |answer| &answer.markers)
    }

    /// The next marker after a time, or the last before it; from the other end where there is none.
    #[must_use]
    pub fn stepped(&self, from: Option<TimeNanos>, forward: bool) -> Option<&Marked> {
        let markers = self.markers();
        match (forward, from) {
            (true, Some(from)) => {
                markers.iter().find(|marked| marked.time > from).or(markers.first())
            }
            (true, None) => markers.first(),
            (false, Some(from)) => {
                markers.iter().rev().find(|marked| marked.time < from).or(markers.last())
            }
            (false, None) => markers.last(),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::protocol::page::SECOND_NANOS;

    pub(in crate::session) fn answer() -> Tracks {
        let track = |track: u32, shown: bool| Track {
            id: TrackId { source: 3, track },
            file: "cpu.csv".to_owned(),
            name: format!("cpu {track}"),
            unit: "%".to_owned(),
            points: 240,
            shown,
            buckets: vec![(0, [1.0, 3.0, 2.0]), (2, [4.0, 4.0, 4.0])],
            in_view: 4,
            ends: Some([1.0, 4.0, 4.0]),
        };
        let marked = |second: i64| Marked {
            time: TimeNanos(second * SECOND_NANOS),
            text: format!("deploy {second}"),
            file: "deploys.txt".to_owned(),
        };
        Tracks {
            start: TimeNanos(0),
            width_nanos: 10 * SECOND_NANOS,
            tracks: vec![track(0, true), track(1, false), track(2, true)],
            tracks_total: 3,
            markers: vec![marked(5), marked(25)],
            markers_total: 3,
            revision: 1,
        }
    }

    #[test]
    fn lines_have_colours_and_markers_are_stepped_through() {
        let shown = TracksShown { answer: Some(Rc::new(answer())), ..TracksShown::default() };
        let lines: Vec<_> = shown.lines().map(|(colour, track)| (colour, track.id.track)).collect();
        assert_eq!(lines, [(7, 0), (6, 2)]);
        assert_eq!((shown.curves().len(), shown.drawn_markers().len()), (2, 2));
        let step = |from: Option<i64>, forward| {
            let from = from.map(|second| TimeNanos(second * SECOND_NANOS));
            shown.stepped(from, forward).map(|marked| marked.time.0 / SECOND_NANOS)
        };
        assert_eq!(
            [step(None, true), step(Some(5), true), step(Some(25), true)].map(Option::unwrap),
            [5, 25, 5]
        );
        assert_eq!(
            [step(None, false), step(Some(25), false), step(Some(5), false)].map(Option::unwrap),
            [25, 5, 25]
        );
        assert_eq!(TracksShown::default().stepped(None, true), None);
    }
}
