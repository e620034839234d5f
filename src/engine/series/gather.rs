//! Collects what a kind reads of a metric file: points by series, markers, and what was odd.
//!
//! Does not: know any kind of export.

use std::collections::BTreeMap;

use super::{
    Found, Marker, Track,
    value::{Value, known_unit, name_and_unit, value},
};
use crate::{arrange::Arrange, ingest::Oddities, limits::TRACKS_MAX, time::TimeReader};

/// A series on the way.
#[derive(Debug, Default)]
struct Open {
    name: String,
    /// As the header or the export tells it; none: as the values do.
    told_unit: String,
    /// Units that values brought, with how many of each.
    units: Vec<(&'static str, u64)>,
    points: Vec<Point>,
    /// Falls of time from one point to the next.
    falls: u64,
}

#[derive(Clone, Copy, Debug)]
struct Point {
    nanos: i64,
    value: f64,
    unit: u8,
}

/// What was read so far.
#[derive(Debug)]
pub(super) struct Gather {
    times: TimeReader,
    shift_nanos: i64,
    tracks: Vec<Open>,
    by_name: BTreeMap<String, usize>,
    markers: Vec<Marker>,
    oddities: Oddities,
    /// Lines that hold a point or a marker, where lines tell.
    pub(super) point_lines: u64,
    /// Whether points stand in the order of time by the rules of the export.
    pub(super) ordered: bool,
}

impl Gather {
    pub(super) fn new(times: TimeReader, shift_nanos: i64) -> Gather {
        Gather {
            times,
            shift_nanos,
            tracks: Vec::new(),
            by_name: BTreeMap::new(),
            markers: Vec::new(),
            oddities: Oddities::default(),
            point_lines: 0,
            ordered: true,
        }
    }

    /// The time that a text or a number says; with the source's correction.
    pub(super) fn time(&mut self, text: &[u8]) -> Option<i64> {
        let read = self.times.whole_value(text.trim_ascii())?;
        read.time.shifted(self.shift_nanos).map(|time| time.0)
    }

    /// What reads the source's times.
    pub(super) fn times_mut(&mut self) -> &mut TimeReader {
        &mut self.times
    }

    /// The series of a name; none where there are too many. A unit in the name is taken out of it.
    pub(super) fn track(&mut self, name: &str, unit: &str) -> Option<usize> {
        if let Some(at) = self.by_name.get(name) {
            return Some(*at);
        }
        if self.tracks.len() >= TRACKS_MAX {
            return None;
        }
        let at = self.tracks.len();
        let (shown, named) = name_and_unit(name);
        let told = known_unit(unit).unwrap_or_else(|| unit.trim().to_owned());
        let told_unit = if unit.trim().is_empty() { named } else { told };
        let shown = if shown.is_empty() { "value".to_owned() } else { shown };
        self.tracks.push(Open { name: shown, told_unit, ..Open::default() });
        self.by_name.insert(name.to_owned(), at);
        Some(at)
    }

    /// Adds what a cell says of a series at a time; whether it is a point.
    pub(super) fn cell(
        &mut self,
        track: Option<usize>,
        nanos: i64,
        cell: &[u8],
        comma: bool,
        line: u64,
    ) -> bool {
        match value(cell, comma) {
            Value::Number(number, unit) => return self.point(track, nanos, number, unit),
            Value::Empty => self.odd("values that are empty or NaN", line, cell),
            Value::Infinite => self.odd("values that are infinite, left out", line, cell),
            Value::Odd => self.odd("values that are no number, left out", line, cell),
        }
        false
    }

    /// Adds a point.
    pub(super) fn point(
        &mut self,
        track: Option<usize>,
        nanos: i64,
        value: f64,
        unit: &'static str,
    ) -> bool {
        let Some(open) = track.and_then(|at| self.tracks.get_mut(at)) else {
            self.odd("points of series beyond the first 10,000, left out", 0, b"");
            return false;
        };
        let known = open.units.iter().position(|(known, _)| *known == unit);
        let place = known.unwrap_or_else(|| {
            open.units.push((unit, 0));
            open.units.len() - 1
        });
        if let Some((_, count)) = open.units.get_mut(place) {
            *count += 1;
        }
        open.falls += u64::from(open.points.last().is_some_and(|last| nanos < last.nanos));
        open.points.push(Point { nanos, value, unit: place as u8 });
        true
    }

    /// Adds a marker.
    pub(super) fn marker(&mut self, nanos: i64, text: String) {
        self.markers.push(Marker { nanos, text });
    }

    /// Counts something odd.
    pub(super) fn odd(&mut self, kind: &str, line: u64, text: &[u8]) {
        self.oddities.count(kind, line, text);
    }

    /// How many markers there are so far.
    pub(super) fn marker_count(&self) -> usize {
        self.markers.len()
    }

    /// The series in order, each point in its place. `text` is the whole file.
    pub(super) fn finish(mut self, text: &[u8]) -> Found {
        let ends = memchr::memchr_iter(b'\n', text).count() as u64;
        let lines = ends + u64::from(!text.is_empty() && !text.ends_with(b"\n"));
        let mut tracks = Vec::with_capacity(self.tracks.len());
        for open in std::mem::take(&mut self.tracks) {
            if let Some(track) = self.settled(open) {
                tracks.push(track);
            }
        }
        self.markers.arrange_by(Marker::cmp);
        if tracks.is_empty() && self.markers.is_empty() {
            self.odd("no point and no marker was found", 0, b"");
        }
        Found {
            tracks,
            markers: self.markers,
            lines,
            structure_lines: lines.saturating_sub(self.point_lines),
            oddities: self.oddities,
        }
    }

    /// A series of one unit, by time.
    fn settled(&mut self, open: Open) -> Option<Track> {
        let Open { name, told_unit, units, mut points, falls } = open;
        // A bare zero is zero in any unit.
        let most = units.iter().enumerate().reduce(|a, b| if b.1.1 > a.1.1 { b } else { a })?;
        let (most, unit) = (most.0 as u8, most.1.0);
        let before = points.len();
        points.retain(|point| point.unit == most || point.value == 0.0);
        for _ in points.len()..before {
            self.odd("values in another unit than their series, left out", 0, name.as_bytes());
        }
        if falls > 0 && self.ordered {
            let kind = "points before the one above them, sorted by time";
            (0..falls).for_each(|_| self.odd(kind, 0, name.as_bytes()));
        }
        if falls > 0 {
            points.arrange_by_key(|point| point.nanos);
        }
        let twice = points.windows(2).filter(|pair| pair[0].nanos == pair[1].nanos).count();
        for _ in 0..twice {
            self.odd("several values of a series at one time", 0, name.as_bytes());
        }
        let unit = if unit.is_empty() { told_unit } else { unit.to_owned() };
        let points = points.iter().map(|point| (point.nanos, point.value)).collect();
        Some(Track { name, unit, points })
    }
}
