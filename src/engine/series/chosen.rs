//! Which kind of metric file a text is, if it is one: by its content, or as a person says.
//!
//! A person's word stands where a format's name does: [`METRIC`], [`MARKERS`], or [`LOG`] for none
//! of them.
//!
//! Does not: read more than the head.

use super::{
    kinds::{KINDS, by_name},
    times,
};
use crate::formats::{Hints, Settled};

/// Read as numbers over time, whatever the content says.
pub const METRIC: &str = "metric";
/// Read as moments with a text.
pub const MARKERS: &str = "markers";
/// As the content says.
pub const DETECT: &str = "detect";
/// Read as a log.
pub const LOG: &str = "log";

/// What a person may say besides a log's format, with its title.
pub fn told_names() -> [(&'static str, &'static str); 3] {
    [(LOG, "Log, format found"), (METRIC, "Metric"), (MARKERS, "Markers")]
}

/// Whether a format's name is one of [`told_names`], or of a kind of metric file.
#[must_use]
pub fn is_told(name: &str) -> bool {
    told_names().iter().any(|(told, _)| *told == name) || by_name(name).is_some()
}

/// How a kind of this name is called on screen.
pub fn title(name: &str) -> Option<&'static str> {
    let told = told_names().into_iter().find(|(told, _)| *told == name);
    by_name(name).map(|kind| kind.title()).or(told.map(|(_, title)| title))
}

/// The kind of export that a text is, by its head; none: a log. `settled` says how its times read.
#[must_use]
pub fn detect(head: &[u8], whole: bool, hints: &Hints, settled: &Settled) -> Option<&'static str> {
    let told = hints.format.as_deref();
    if hints.own.is_some() || settled.binary {
        return None;
    }
    if let Some(kind) = told.and_then(by_name) {
        return Some(kind.name());
    }
    let wants_markers = told == Some(MARKERS);
    let wanted = told == Some(METRIC) || wants_markers;
    if !wanted && !matches!(told, None | Some(DETECT)) {
        return None;
    }
    let head = head.strip_prefix(crate::ingest::encoding::BOM).unwrap_or(head);
    let head = if whole { head } else { whole_lines(head) };
    let mut times = times(settled);
    let by_its_name = is_named_as_markers(&hints.name);
    let fits = KINDS.iter().find(|kind| {
        let sure = wanted || kind.is_of_markers() && by_its_name;
        let asked = !wanted || kind.is_of_markers() == wants_markers;
        asked && kind.fits(head, sure, &mut times)
    });
    let fallback = match told {
        Some(METRIC) => Some("metric-csv"),
        Some(MARKERS) => Some("markers-lines"),
        _ => None,
    };
    fits.map(|kind| kind.name()).or(fallback)
}

/// A head without the line that it cuts; a document in one line stays.
fn whole_lines(head: &[u8]) -> &[u8] {
    let end = memchr::memrchr(b'\n', head).map_or(head.len(), |end| end + 1);
    head.get(..end).unwrap_or(head)
}

/// Words of file names that markers go by.
const MARKER_WORDS: [&str; 9] = [
    "marker",
    "markers",
    "deploy",
    "deploys",
    "deployments",
    "releases",
    "rollouts",
    "annotation",
    "annotations",
];

/// Whether a file's name says that it lists markers; a `.log` is a log.
fn is_named_as_markers(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    let words = || file.split(|letter: char| !letter.is_ascii_alphabetic());
    !words().any(|word| word == "log" || word == "logs")
        && words().any(|word| MARKER_WORDS.contains(&word))
}
