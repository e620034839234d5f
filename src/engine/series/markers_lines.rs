//! <https://www.rfc-editor.org/rfc/rfc3339>: lines of a time and a text, as people note deploys.
//!
//! Does not: take lines for markers by their content; a log looks the same, so the file's name or a
//! person has to say it.

use std::ops::Range;

use super::{
    gather::Gather,
    kinds::{Example, Kind},
};
use crate::time::TimeReader;

/// Markers in lines.
pub(super) struct LineMarkers;

/// More lines than that are a log, whatever the file is called.
const LINES_MAX: usize = 2_000;

impl Kind for LineMarkers {
    fn name(&self) -> &'static str {
        "markers-lines"
    }

    fn title(&self) -> &'static str {
        "Markers, lines"
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc3339"
    }

    fn is_of_markers(&self) -> bool {
        true
    }

    fn fits(&self, head: &[u8], told: bool, times: &mut TimeReader) -> bool {
        let lines = || head.split(|byte| *byte == b'\n').filter(|line| !is_aside(line));
        told && lines().count() <= LINES_MAX
            && lines().next().is_some()
            && lines().all(|line| split(line, times).is_some())
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        for (at, line) in text.split(|byte| *byte == b'\n').enumerate() {
            if is_aside(line) {
                continue;
            }
            let place = split(line, into.times_mut());
            let time = place.clone().and_then(|place| into.time(line.get(place)?));
            match (time, place) {
                (Some(nanos), Some(place)) => {
                    let text = line.get(place.end..).unwrap_or_default();
                    let text = String::from_utf8_lossy(text).into_owned();
                    let text = text.trim_matches([' ', '\t', '\r', ',', ';', ':', '-', '|', ']']);
                    into.point_lines += 1;
                    into.marker(nanos, text.to_owned());
                }
                _ => into.odd("lines without a time, left out", at as u64, line),
            }
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "# deploys of the day\n\
                2024-03-09T10:00:00Z api 1.4.2 to 10 %\n\
                2024-03-09 10:30:00 - rollback\n\
                1709981400 api 1.4.3\n",
            found: "2024-03-09T10:00:00Z api 1.4.2 to 10 %; 2024-03-09T10:30:00Z rollback; \
                2024-03-09T10:50:00Z api 1.4.3",
        }]
    }
}

/// Blank lines and comments.
fn is_aside(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line.is_empty() || line.starts_with(b"#")
}

/// Where the time stands that a line begins with.
fn split(line: &[u8], times: &mut TimeReader) -> Option<Range<usize>> {
    let (found, _) = times.find(line)?;
    (found.start <= 1 && found.is_sure_at_front()).then_some(found.start..found.end)
}
