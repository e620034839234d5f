//! The link: what is looked at, as the hash of the page's address. It is never sent anywhere.
//!
//! ```text
//! v=1&q=level%3E%3Dwarn&from=1772370300000000000&to=1772370960000000000&fold=1&zone=Europe/Berlin
//! &tab=patterns&id=9f2c41d0&col=host&at=4711@nginx.log
//! ```
//!
//! Does not: hold log text beyond the filter that the person made and the id that is followed.

use std::collections::BTreeMap;

use super::{
    source_notes::SourceNote,
    state::{State, Tab, Theme},
};
use crate::protocol::page::{TimeNanos, TimeRange};

/// The version that is written.
const VERSION: u32 = 1;

/// A longer link leaves parts out, the least important first.
pub const LINK_BYTES_MAX: usize = 2_048;

/// What a link holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The filter's text.
    pub query: String,
    /// The zoom.
    pub range: Option<TimeRange>,
    /// Fields shown as columns.
    pub columns: Vec<String>,
    /// Events of one pattern in a row are one row.
    pub folded: bool,
    /// Which panel fills the middle.
    pub tab: Tab,
    /// The id of the request that is followed.
    pub id: Option<String>,
    /// Name of the zone shown; none: UTC.
    pub zone: Option<String>,
    /// The theme, where it is not the system's.
    pub theme: Theme,
    /// The open record: offset in its source, and the source's name.
    pub at: Option<(u64, String)>,
    /// What was said of sources, by name.
    pub sources: BTreeMap<String, SourceNote>,
}

/// Why a link cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It was made by a later version than this.
    Newer(u32),
    /// It is not a link of ours.
    Unreadable,
}

impl std::fmt::Display for LinkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LinkError::Newer(version) => write!(
                f,
                "This link was made by a newer Squall (link version {version}, this one reads up to {VERSION})."
            ),
            LinkError::Unreadable => {
                write!(f, "The part of the address after # could not be read.")
            }
        }
    }
}

impl Link {
    /// What the state shows.
    #[must_use]
    pub fn of(state: &State) -> Link {
        let zone = &state.view.zone.name;
        let record = if state.detail.open { state.detail.record } else { None };
        let at = record.and_then(|key| {
            let source = state.open.sources.iter().find(|source| source.id == key.source)?;
            Some((key.offset, source.name.clone()))
        });
        Link {
            query: state.query.text.clone(),
            range: state.view.range,
            columns: state.view.columns.clone(),
            folded: state.view.folded,
            tab: state.view.tab,
            id: state.following.as_ref().map(|following| following.id.clone()),
            zone: (zone != "UTC" && !zone.is_empty()).then(|| zone.clone()),
            theme: state.prefs.theme,
            at: at.or_else(|| state.view.wanted.clone()),
            sources: state.open.said(),
        }
    }

    /// Whether following one from the other is a step to undo; what is merely pointed at is none.
    #[must_use]
    pub fn same_step(&self, other: &Link) -> bool {
        self.query == other.query
            && self.range == other.range
            && self.columns == other.columns
            && self.folded == other.folded
            && self.id == other.id
            && self.zone == other.zone
    }

    /// The text of the link for an address: at most [`LINK_BYTES_MAX`]; empty where it holds nothing.
    #[must_use]
    pub fn write(&self) -> String {
        self.write_within(LINK_BYTES_MAX)
    }

    /// The text of the link with everything in it, for the browser's own memory of where it was.
    #[must_use]
    pub fn write_whole(&self) -> String {
        self.write_within(usize::MAX)
    }

    fn write_within(&self, bytes_max: usize) -> String {
        if *self == Link::default() {
            return String::new();
        }
        let mut parts = vec![format!("v={VERSION}")];
        let mut length = parts[0].len();
        for (name, value) in self.parts() {
            let part = format!("{name}={}", escape(&value));
            if length + 1 + part.len() <= bytes_max {
                length += 1 + part.len();
                parts.push(part);
            }
        }
        parts.join("&")
    }

    /// Names and values, the most important first.
    fn parts(&self) -> Vec<(&'static str, String)> {
        let mut parts = Vec::new();
        if !self.query.is_empty() {
            parts.push(("q", self.query.clone()));
        }
        if let Some(range) = self.range {
            parts.push(("from", range.start.0.to_string()));
            parts.push(("to", range.end.0.to_string()));
        }
        if self.folded {
            parts.push(("fold", "1".to_owned()));
        }
        if let Some(zone) = &self.zone {
            parts.push(("zone", zone.clone()));
        }
        if self.tab != Tab::Events {
            parts.push(("tab", self.tab.name().to_owned()));
        }
        if let Some(id) = &self.id {
            parts.push(("id", id.clone()));
        }
        match self.theme {
            Theme::System => {}
            Theme::Light => parts.push(("theme", "light".to_owned())),
            Theme::Dark => parts.push(("theme", "dark".to_owned())),
        }
        for (name, note) in &self.sources {
            parts.push(("src", note.write(name)));
        }
        for column in &self.columns {
            parts.push(("col", column.clone()));
        }
        if let Some((offset, source)) = &self.at {
            parts.push(("at", format!("{offset}@{source}")));
        }
        parts
    }

    /// What it would give away of logs: texts that a person typed or chose.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let query = Some(self.query.as_str()).filter(|query| !query.is_empty());
        let texts = query.into_iter().chain(self.id.as_deref());
        texts.chain(self.sources.keys().map(String::as_str)).collect()
    }

    /// Reads a link, without its `#`. An empty one holds nothing; unknown parts are passed over.
    ///
    /// # Errors
    /// Where it is of a newer version, or none of ours.
    pub fn read(text: &str) -> Result<Link, LinkError> {
        let text = text.trim_start_matches('#');
        if text.is_empty() {
            return Ok(Link::default());
        }
        let mut parts = text.split('&').map(|part| part.split_once('=').unwrap_or((part, "")));
        let version = match parts.next() {
            Some(("v", version)) => version.parse().ok().ok_or(LinkError::Unreadable)?,
            _ => return Err(LinkError::Unreadable),
        };
        if version > VERSION {
            return Err(LinkError::Newer(version));
        }
        let mut link = Link::default();
        let (mut from, mut to) = (None, None);
        for (name, value) in parts {
            let value = unescape(value);
            match name {
                "q" => link.query = value,
                "from" => from = value.parse().ok(),
                "to" => to = value.parse().ok(),
                "zone" => link.zone = Some(value).filter(|zone| !zone.is_empty() && zone != "UTC"),
                "fold" => link.folded = value == "1",
                "tab" => link.tab = Tab::named(&value),
                "id" => link.id = Some(value).filter(|id| !id.is_empty()),
                "theme" if value == "light" => link.theme = Theme::Light,
                "theme" if value == "dark" => link.theme = Theme::Dark,
                "src" => link.sources.extend(SourceNote::read(&value)),
                "col" if !link.columns.contains(&value) => link.columns.push(value),
                "at" => {
                    link.at = value.split_once('@').and_then(|(offset, source)| {
                        Some((offset.parse().ok()?, source.to_owned()))
                    });
                }
                _ => {}
            }
        }
        link.range = match (from, to) {
            (Some(from), Some(to)) if from < to => {
                Some(TimeRange { start: TimeNanos(from), end: TimeNanos(to) })
            }
            _ => None,
        };
        Ok(link)
    }
}

/// Everything but letters, digits and `-_.~/,:@` as `%` and two hex digits for each byte.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => escaped.push(char::from(byte)),
            b'-' | b'_' | b'.' | b'~' | b'/' | b',' | b':' | b'@' => escaped.push(char::from(byte)),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match (first, hex.and_then(|hex| u8::from_str_radix(hex, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn full() -> Link {
        Link {
            query: "level>=warn and \"cache miss\" & é".to_owned(),
            range: Some(TimeRange {
                start: TimeNanos(-5),
                end: TimeNanos(1_772_370_300_000_000_000),
            }),
            columns: vec!["host".to_owned(), "http.status".to_owned()],
            folded: true,
            tab: Tab::Patterns,
            id: Some("req-9f2c41d0".to_owned()),
            zone: Some("Europe/Berlin".to_owned()),
            theme: Theme::Dark,
            at: Some((4711, "logs/nginx@a.log".to_owned())),
            sources: BTreeMap::from([(
                "logs/a&b.log".to_owned(),
                SourceNote { shift_nanos: -2_000_000_000, ..SourceNote::default() },
            )]),
        }
    }

    #[test]
    fn a_link_reads_like_this() {
        expect!["v=1&q=level%3E%3Dwarn%20and%20%22cache%20miss%22%20%26%20%C3%A9&from=-5&to=1772370300000000000&fold=1&zone=Europe/Berlin&tab=patterns&id=req-9f2c41d0&theme=dark&src=shift:-2000000000@logs/a%26b.log&col=host&col=http.status&at=4711@logs/nginx@a.log"]
            .assert_eq(&full().write());
        assert_eq!(Link::read(&full().write()), Ok(full()));
        assert_eq!(Link::default().write(), "");
    }

    #[test]
    fn a_newer_or_foreign_link_is_refused() {
        assert_eq!(Link::read("v=2&q=x"), Err(LinkError::Newer(2)));
        assert_eq!(Link::read("section-3"), Err(LinkError::Unreadable));
        assert_eq!(Link::read("v=x"), Err(LinkError::Unreadable));
        let odd = Link::read("v=1&from=9&to=3&q=%zz%4&at=x@y&new=1").unwrap();
        assert_eq!(odd, Link { query: "%zz%4".to_owned(), ..Link::default() });
    }

    #[test]
    fn a_link_is_never_longer_than_it_may_be() {
        let link = Link { query: "é".repeat(2000), columns: vec!["a".to_owned()], ..full() };
        let text = link.write();
        assert!(text.len() <= LINK_BYTES_MAX);
        let read = Link::read(&text).unwrap();
        assert_eq!((read.query.as_str(), read.columns), ("", vec!["a".to_owned()]));
        assert_eq!(Link::read(&link.write_whole()), Ok(link));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(
            query in ".{0,100}", columns in proptest::collection::btree_set(".{0,9}", 0..4),
            start in any::<i64>(), width in 1i64..1_000_000, at in proptest::option::of((any::<u64>(), ".{0,9}")),
        ) {
            let range = start.checked_add(width).map(|end| TimeRange { start: TimeNanos(start), end: TimeNanos(end) });
            let link = Link { query, range, columns: columns.into_iter().collect(), at, ..Link::default() };
            prop_assert_eq!(Link::read(&link.write()), Ok(link));
        }

        #[test]
        fn any_hash_is_read_or_refused(text in ".{0,80}") {
            let ours = format!("v=1&{text}");
            prop_assert!(Link::read(&ours).is_ok());
            prop_assert_eq!(Link::read(&text).is_ok(), text.trim_start_matches('#').is_empty());
        }
    }
}
