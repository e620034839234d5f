//! The one table of kinds of metric files, and what each of them has to answer.
//!
//! To add a kind: one file with a `Kind`, one row here. Its examples are run as tests.
//!
//! Does not: choose among kinds; `chosen` does.

use super::gather::Gather;
use crate::time::TimeReader;

/// Every kind, the most specific first.
pub(super) const KINDS: &[&dyn Kind] = &[
    &super::prometheus::Prometheus,
    &super::cloudwatch::CloudWatch,
    &super::grafana::Grafana,
    &super::samples::Samples,
    &super::markers_json::JsonMarkers,
    &super::markers::TableMarkers,
    &super::columns::Columns,
    &super::markers_lines::LineMarkers,
];

/// One kind of export.
pub(super) trait Kind: Sync {
    /// How it is called in settings and at the terminal: short, lower case.
    fn name(&self) -> &'static str;

    /// How it is called on screen.
    fn title(&self) -> &'static str;

    /// Where it is described.
    fn specification(&self) -> &'static str;

    /// Whether it holds markers rather than numbers.
    fn is_of_markers(&self) -> bool {
        false
    }

    /// Whether a text is of this kind, by its head of whole lines; `told`: a person says that it is
    /// a metric (or markers), so that little has to speak for it.
    fn fits(&self, head: &[u8], told: bool, times: &mut TimeReader) -> bool;

    /// Reads a text whole.
    fn read(&self, text: &[u8], into: &mut Gather);

    /// Texts of this kind and what is found in them.
    fn examples(&self) -> &'static [Example];
}

/// A text and what its kind finds in it: series with their unit and number of points, markers.
#[derive(Debug)]
pub struct Example {
    pub text: &'static str,
    pub found: &'static str,
}

/// What the table says of a kind, for people and for tests.
#[derive(Clone, Copy, Debug)]
pub struct KindCard {
    pub name: &'static str,
    pub title: &'static str,
    pub specification: &'static str,
    pub examples: &'static [Example],
}

/// The cards of every kind, in the order of the table.
pub fn kind_cards() -> impl Iterator<Item = KindCard> {
    KINDS.iter().map(|kind| KindCard {
        name: kind.name(),
        title: kind.title(),
        specification: kind.specification(),
        examples: kind.examples(),
    })
}

/// The kind of this name.
pub(super) fn by_name(name: &str) -> Option<&'static dyn Kind> {
    KINDS.iter().copied().find(|kind| kind.name() == name)
}

/// Whether a format's name is that of a metric file.
pub fn is_kind(name: &str) -> bool {
    by_name(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        formats::{Hints, settle},
        series::read,
        time::TimeNanos,
    };

    #[test]
    fn every_example_reads_as_said() {
        for kind in KINDS {
            assert!(kind.specification().starts_with("https://"), "{}", kind.name());
            assert!(!kind.examples().is_empty(), "{}", kind.name());
            for example in kind.examples() {
                check(*kind, example);
            }
        }
    }

    fn check(kind: &dyn Kind, example: &Example) {
        let hints = Hints { latest: TimeNanos(1_795_305_600_000_000_000), ..Hints::default() };
        let name = if kind.is_of_markers() { "deploys.txt" } else { "export" };
        let format = Some(crate::series::DETECT.to_owned());
        let hints = Hints { name: name.to_owned(), format, ..hints };
        let settled = settle(example.text.as_bytes(), b"", &hints);
        assert_eq!(settled.formats, [kind.name()], "{example:?}");
        let found = read(example.text.as_bytes(), &settled);
        let tracks = found.tracks.iter().map(|track| {
            assert!(track.points.windows(2).all(|pair| pair[0].0 <= pair[1].0), "{example:?}");
            format!("{} [{}] {}", track.name, track.unit, track.points.len())
        });
        let markers = found.markers.iter().map(|marker| {
            let time = jiff::Timestamp::from_nanosecond(marker.nanos.into()).unwrap();
            format!("{time} {}", marker.text)
        });
        let all: Vec<String> = tracks.chain(markers).collect();
        assert_eq!(all.join("; "), example.found, "{example:?}");
        assert_eq!(found.lines, example.text.lines().count() as u64, "{example:?}");
    }
}
