//! Any bytes as a metric file or a list of markers, of any kind: times ascend, every line is a point's,
//! a marker's or structure, and the same bytes give the same.
//!
//! Does not: say which kind is right.

use squall::engine::{
    formats::{Hints, settle},
    series::{LOG, MARKERS, METRIC, is_kind, kind_cards, read},
};

/// The first byte chooses what a person says of the file: nothing, a metric, markers, a kind.
pub(crate) fn check(input: &[u8]) {
    let [told, bytes @ ..] = input else { return };
    let mut all = vec![None, Some(METRIC), Some(MARKERS), Some(LOG)];
    all.extend(kind_cards().map(|kind| Some(kind.name)));
    let format = all.get(usize::from(*told) % all.len()).copied().flatten().map(str::to_owned);
    let settled = settle(bytes, &[], &Hints { format, ..Hints::default() });
    if !settled.formats.first().is_some_and(|name| is_kind(name)) {
        return;
    }
    let found = read(bytes, &settled);
    assert_eq!(format!("{:?}", read(bytes, &settled)), format!("{found:?}"));
    for track in &found.tracks {
        assert!(!track.points.is_empty(), "{} has no point", track.name);
        assert!(track.points.is_sorted_by(|a, b| a.0 <= b.0), "{} is in order", track.name);
        assert!(track.points.iter().all(|point| point.1.is_finite()), "{}", track.name);
    }
    assert!(found.markers.is_sorted_by(|a, b| a.nanos <= b.nanos));
    assert!(found.structure_lines <= found.lines);
}
