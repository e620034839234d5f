//! <https://www.rfc-editor.org/rfc/rfc4180>: a table of moments with a text: deploys, releases, alerts.
//!
//! Does not: take a table with other columns for markers, unless a person or the file's name says so.

use super::{
    cells::{Rows, separator, text_of},
    gather::Gather,
    header,
    kinds::{Example, Kind},
};
use crate::{formats::is_time_name, time::TimeReader};

/// Markers in a table.
pub(super) struct TableMarkers;

/// Names of columns that hold what a marker says, and that no log has.
const SURE: [&str; 8] =
    ["marker", "annotation", "deploy", "deployment", "release", "version", "tags", "tag"];

/// Names of columns that may stand beside those.
const BESIDE: [&str; 8] =
    ["text", "title", "environment", "env", "service", "what", "change", "note"];

impl Kind for TableMarkers {
    fn name(&self) -> &'static str {
        "markers-csv"
    }

    fn title(&self) -> &'static str {
        "Markers, CSV"
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc4180"
    }

    fn is_of_markers(&self) -> bool {
        true
    }

    fn fits(&self, head: &[u8], told: bool, times: &mut TimeReader) -> bool {
        let Some((separator, start)) = separator(head) else { return false };
        let rows = head.get(start..).unwrap_or_default();
        let Some(header) = header::look(rows, separator, false, times) else { return false };
        let others = || header.seen.iter().enumerate().filter(|(at, _)| *at != header.time);
        let has_text = others().any(|(_, seen)| seen.others > 0);
        let name = |at: usize| header.columns.get(at).map_or("", |(name, _)| name.as_str());
        let named = header.rows == 1
            && is_time_name(name(header.time).as_bytes())
            && others().all(|(at, _)| is_of(name(at), &BESIDE) || is_of(name(at), &SURE))
            && others().any(|(at, _)| is_of(name(at), &SURE));
        has_text && (told || named)
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        let Some((separator, start)) = separator(text) else { return };
        let body = text.get(start..).unwrap_or_default();
        let Some(header) = header::look(body, separator, false, into.times_mut()) else { return };
        let mut rows = Rows::new(body, separator);
        let (mut cells, mut row) = (Vec::new(), 0);
        while let Some((line, lines)) = rows.next(&mut cells) {
            row += 1;
            if row <= header.rows || cells.iter().all(|cell| cell.trim_ascii().is_empty()) {
                continue;
            }
            let others = cells.iter().enumerate().filter(|(at, _)| *at != header.time);
            let texts: Vec<String> =
                others.map(|(_, cell)| text_of(cell)).filter(|text| !text.is_empty()).collect();
            match cells.get(header.time).and_then(|cell| into.time(cell)) {
                Some(nanos) => {
                    into.point_lines += lines;
                    into.marker(nanos, texts.join(" \u{b7} "));
                }
                None => into.odd("rows without a time, left out", line, texts.join(",").as_bytes()),
            }
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: "time,text\n\
                    2024-03-09T10:02:00Z,\"api 1.4.2, canary\"\n\
                    2024-03-09T10:01:00Z,api 1.4.1\n",
                found: "2024-03-09T10:01:00Z api 1.4.1; 2024-03-09T10:02:00Z api 1.4.2, canary",
            },
            Example {
                text: "Time;Title;Tags\n2024-03-09 10:02:00;Deploy;api\n",
                found: "2024-03-09T10:02:00Z Deploy \u{b7} api",
            },
        ]
    }
}

fn is_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}
