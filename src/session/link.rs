//! The link: what is looked at, as the hash of the page's address. It is never sent anywhere.
//!
//! ```text
//! v=1&q=level%3E%3Dwarn&from=1772370300000000000&to=1772370960000000000&fold=1&zone=Europe/Berlin
//! &tab=patterns&id=9f2c41d0&explain=1772370300000000000..1772370360000000000&burst=0.errors
//! &ids=+order_id%3D&pin=timeout&metric=rt&split=host&track=2@cpu.csv
//! &col=host&at=4711@nginx.log&file=81920-af63bd4c8601b7df@nginx.log
//! ```
//!
//! The browser's own memory of an entry ([`Link::write_whole`]) holds marks too, and has no limit.
//!
//! Does not: hold log text beyond the filters that the person made and the id that is followed.

use std::{collections::BTreeMap, rc::Rc};

use super::{
    bursts::{KINDS, kind_name},
    fingerprint::Fingerprint,
    marks::{Mark, written},
    source_notes::SourceNote,
    state::{State, Tab, Theme},
};
use crate::protocol::page::{BurstKind, IdChoice, PINS_MAX, TimeNanos, TimeRange};

/// One part of a link: its name and its value.
pub type Part = (String, String);

/// What makes the parts of a version those of the next, from version 1 on.
const UPGRADES: [fn(Vec<Part>) -> Vec<Part>; 0] = [];

/// The version that is written.
pub const VERSION: u32 = 1 + UPGRADES.len() as u32;

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
    /// What was said of kinds of ids.
    pub ids: Vec<IdChoice>,
    /// Pinned filters.
    pub pins: Vec<String>,
    /// Fields whose numbers are shown besides.
    pub metrics: Vec<String>,
    /// What metrics are split by.
    pub split: Option<String>,
    /// Series of metric files that are shown: place in the file, and its name; none: the first few.
    pub tracks: Option<Vec<(u32, String)>>,
    /// What is explained.
    pub explained: Option<Explained>,
    /// The files it was made with.
    pub files: Vec<Fingerprint>,
    /// What is marked; never in an address.
    pub marks: Rc<Vec<Mark>>,
}

/// What is explained, as a link says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Explained {
    /// The range.
    pub range: TimeRange,
    /// The baseline that a person chose.
    pub baseline: Option<TimeRange>,
    /// The burst, by its number from 0 in the list of its kind.
    pub burst: Option<(BurstKind, usize)>,
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
        let at = record.and_then(|key| Some((key.offset, state.open.name(key.source)?.to_owned())));
        let explained = state.explaining.as_ref().map(|it| Explained {
            range: it.range,
            baseline: it.baseline,
            burst: it.burst,
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
            ids: state.view.ids.clone(),
            pins: state.pins.queries.clone(),
            metrics: state.metrics.also_fields(),
            split: state.metrics.split.clone(),
            tracks: state.tracks.chosen.clone(),
            explained,
            files: state.open.fingerprints(),
            marks: Rc::clone(&state.marks.list),
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
            && self.ids == other.ids
            && self.pins == other.pins
            && self.metrics == other.metrics
            && self.split == other.split
            && self.tracks == other.tracks
            && self.marks == other.marks
    }

    /// The text of the link for an address: at most [`LINK_BYTES_MAX`]; empty where it holds nothing.
    #[must_use]
    pub fn write(&self) -> String {
        self.write_within(LINK_BYTES_MAX).0
    }

    /// What an address leaves out, in words: what has no room in it, and marks.
    #[must_use]
    pub fn left_out(&self) -> Vec<&'static str> {
        let mut words: Vec<&'static str> = Vec::new();
        for name in self.write_within(LINK_BYTES_MAX).1 {
            let word = part_words(name);
            if !words.contains(&word) {
                words.push(word);
            }
        }
        words
    }

    /// The text of the link with everything in it, for the browser's own memory of where it was.
    #[must_use]
    pub fn write_whole(&self) -> String {
        self.write_within(usize::MAX).0
    }

    /// The link, and the names of the parts that it has no room for.
    fn write_within(&self, bytes_max: usize) -> (String, Vec<&'static str>) {
        if *self == Link::default() {
            return (String::new(), Vec::new());
        }
        let mut text = format!("v={VERSION}");
        let mut left_out = Vec::new();
        let marks = self.marks.iter().map(|mark| ("mark", written::write(mark).to_string()));
        for (name, value) in self.parts().into_iter().chain(marks) {
            let part = format!("&{name}={}", escape(&value));
            let address = bytes_max < usize::MAX;
            if text.len() + part.len() > bytes_max || address && name == "mark" {
                left_out.push(name);
            } else {
                text.push_str(&part);
            }
        }
        (text, left_out)
    }

    /// Names and values of all but the marks, the most important first.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static str, String)> {
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
        if let Some(Explained { range, baseline, burst }) = self.explained {
            parts.push(("explain", span(range)));
            parts.extend(baseline.map(|baseline| ("baseline", span(baseline))));
            let burst = burst.map(|(kind, number)| format!("{number}.{}", kind_name(kind)));
            parts.extend(burst.map(|burst| ("burst", burst)));
        }
        match self.theme {
            Theme::System => {}
            Theme::Light => parts.push(("theme", "light".to_owned())),
            Theme::Dark => parts.push(("theme", "dark".to_owned())),
        }
        for choice in &self.ids {
            let sign = if choice.offered { '+' } else { '-' };
            parts.push(("ids", format!("{sign}{}", choice.name.replace('…', ""))));
        }
        for pin in &self.pins {
            parts.push(("pin", pin.clone()));
        }
        for (name, note) in &self.sources {
            parts.extend(note.write(name).map(|said| ("src", said)));
        }
        for metric in &self.metrics {
            parts.push(("metric", metric.clone()));
        }
        if let Some(split) = &self.split {
            parts.push(("split", split.clone()));
        }
        match self.tracks.as_deref() {
            // Of all none.
            Some([]) => parts.push(("track", String::new())),
            tracks => parts.extend(tracks.into_iter().flatten().map(at_name("track"))),
        }
        for column in &self.columns {
            parts.push(("col", column.clone()));
        }
        parts.extend(self.at.iter().map(at_name("at")));
        for (name, note) in &self.sources {
            parts.extend(note.write_own(name).map(|own| ("own", own)));
        }
        parts.extend(self.files.iter().map(|file| ("file", file.write())));
        parts
    }

    /// What it would give away of logs: texts that a person typed or chose.
    #[must_use]
    pub fn texts(&self) -> Vec<&str> {
        let query = Some(self.query.as_str()).filter(|query| !query.is_empty());
        let texts = query.into_iter().chain(self.id.as_deref());
        let texts = texts.chain(self.pins.iter().map(String::as_str));
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
        let parts = parts.map(|(name, value)| (name.to_owned(), unescape(value)));
        Link::of_parts(version, parts.collect())
    }

    /// What parts of a version say; unknown ones are passed over.
    ///
    /// # Errors
    /// Where the version is a newer one.
    pub fn of_parts(version: u32, parts: Vec<Part>) -> Result<Link, LinkError> {
        if version > VERSION {
            return Err(LinkError::Newer(version));
        }
        let older = UPGRADES.iter().skip(version.saturating_sub(1) as usize);
        let parts = older.fold(parts, |parts, upgrade| upgrade(parts));
        let mut link = Link::default();
        let (mut from, mut to) = (None, None);
        let (mut explain, mut baseline, mut burst) = (None, None, None);
        for (name, value) in parts {
            match name.as_str() {
                "q" => link.query = value,
                "from" => from = value.parse().ok(),
                "to" => to = value.parse().ok(),
                "zone" => link.zone = Some(value).filter(|zone| !zone.is_empty() && zone != "UTC"),
                "fold" => link.folded = value == "1",
                "tab" => link.tab = Tab::named(&value),
                "id" => link.id = Some(value).filter(|id| !id.is_empty()),
                "theme" if value == "light" => link.theme = Theme::Light,
                "theme" if value == "dark" => link.theme = Theme::Dark,
                "ids" => link.ids.extend(id_choice(&value)),
                "pin" if link.pins.len() < PINS_MAX && !link.pins.contains(&value) => {
                    link.pins.push(value);
                }
                "metric" if !link.metrics.contains(&value) => link.metrics.push(value),
                "split" => link.split = Some(value).filter(|split| !split.is_empty()),
                "src" => {
                    if let Some((name, note)) = SourceNote::read(&value) {
                        let own = link.sources.remove(&name).and_then(|it| it.own);
                        link.sources.insert(name, SourceNote { own, ..note });
                    }
                }
                "own" => {
                    if let Some((name, own)) = SourceNote::read_own(&value) {
                        link.sources.entry(name).or_default().own = Some(own);
                    }
                }
                "explain" => explain = read_span(&value),
                "baseline" => baseline = read_span(&value),
                "burst" => burst = read_burst(&value),
                "file" => link.files.extend(Fingerprint::read(&value)),
                "mark" => {
                    let mark = serde_json::from_str(&value).ok().as_ref().and_then(written::read);
                    Rc::make_mut(&mut link.marks).extend(mark);
                }
                "col" if !link.columns.contains(&value) => link.columns.push(value),
                "at" => link.at = read_at_name(&value),
                "track" => {
                    let track = read_at_name(&value);
                    link.tracks.get_or_insert_default().extend(track);
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
        link.explained = explain.map(|range| Explained { range, baseline, burst });
        Ok(link)
    }
}

/// What was said of a kind of ids: `+order_id=`.
fn id_choice(text: &str) -> Option<IdChoice> {
    let (offered, name) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(name), _) => (true, name),
        (_, Some(name)) => (false, name),
        _ => return None,
    };
    (!name.is_empty()).then(|| IdChoice { name: name.to_owned(), offered })
}

/// What a part holds, for a person.
fn part_words(name: &str) -> &'static str {
    match name {
        "q" => "the filter",
        "from" | "to" => "the range",
        "id" => "the request",
        "src" => "what was said of sources",
        "own" => "formats of your own",
        "col" => "columns",
        "ids" => "what names requests",
        "pin" => "pinned searches",
        "metric" | "split" | "track" => "chosen metrics",
        "at" => "the open event",
        "explain" | "baseline" | "burst" => "what is explained",
        "file" => "which files it was made with",
        "mark" => "marks and notes",
        _ => "parts of the view",
    }
}

/// `4711@nginx.log`: a place in a source, and the source's name.
fn at_name<N: std::fmt::Display>(
    part: &'static str,
) -> impl Fn(&(N, String)) -> (&'static str, String) {
    move |(place, source)| (part, format!("{place}@{source}"))
}

fn read_at_name<N: std::str::FromStr>(text: &str) -> Option<(N, String)> {
    let (place, source) = text.split_once('@')?;
    Some((place.parse().ok()?, source.to_owned()))
}

/// `from..to` in nanoseconds.
fn span(range: TimeRange) -> String {
    format!("{}..{}", range.start.0, range.end.0)
}

fn read_span(text: &str) -> Option<TimeRange> {
    let (from, to) = text.split_once("..")?;
    let range =
        TimeRange { start: TimeNanos(from.parse().ok()?), end: TimeNanos(to.parse().ok()?) };
    (range.start < range.end).then_some(range)
}

/// `0.errors`: the first of its kind.
fn read_burst(text: &str) -> Option<(BurstKind, usize)> {
    let (number, name) = text.split_once('.')?;
    let kind = KINDS.into_iter().find(|kind| kind_name(*kind) == name)?;
    Some((kind, number.parse().ok()?))
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
    use crate::{protocol::page::OwnFormat, session::marks::Place};

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
            ids: vec![
                IdChoice { name: "order_id=".to_owned(), offered: true },
                IdChoice { name: "sshd[]".to_owned(), offered: false },
            ],
            pins: vec!["timeout".to_owned(), "level>=error".to_owned()],
            metrics: vec!["bytes".to_owned()],
            split: Some("host".to_owned()),
            tracks: Some(vec![(2, "cpu@a.csv".to_owned())]),
            explained: Some(Explained {
                range: TimeRange { start: TimeNanos(3), end: TimeNanos(9) },
                baseline: Some(TimeRange { start: TimeNanos(-9), end: TimeNanos(3) }),
                burst: Some((BurstKind::Silence, 2)),
            }),
            files: vec![Fingerprint { name: "a.log".to_owned(), bytes: 12, hash: Some(255) }],
            marks: Rc::default(),
        }
    }

    #[test]
    fn a_link_reads_like_this() {
        expect!["v=1&q=level%3E%3Dwarn%20and%20%22cache%20miss%22%20%26%20%C3%A9&from=-5&to=1772370300000000000&fold=1&zone=Europe/Berlin&tab=patterns&id=req-9f2c41d0&explain=3..9&baseline=-9..3&burst=2.silence&theme=dark&ids=%2Border_id%3D&ids=-sshd%5B%5D&pin=timeout&pin=level%3E%3Derror&src=shift:-2000000000@logs/a%26b.log&metric=bytes&split=host&track=2@cpu@a.csv&col=host&col=http.status&at=4711@logs/nginx@a.log&file=12-00000000000000ff@a.log"]
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
        assert_eq!(link.left_out(), ["the filter"]);
        assert_eq!(Link::read(&link.write_whole()), Ok(link));
    }

    #[test]
    fn marks_are_in_the_browsers_memory_alone() {
        let place = Place::Range(TimeRange { start: TimeNanos(1), end: TimeNanos(2) });
        let mark = Mark { place, colour: 1, note: "a & b".to_owned() };
        let link = Link { marks: Rc::new(vec![mark]), ..full() };
        assert_eq!(link.write(), full().write());
        assert_eq!(link.left_out(), ["marks and notes"]);
        assert_eq!(Link::read(&link.write_whole()), Ok(link));
    }

    #[test]
    fn a_format_of_ones_own_is_left_out_where_it_does_not_fit() {
        let own = |pattern: &str| {
            let own = OwnFormat {
                name: "shop".to_owned(),
                pattern: pattern.to_owned(),
                time: "%s".to_owned(),
            };
            let note = SourceNote { own: Some(own), ..SourceNote::default() };
            Link { sources: BTreeMap::from([("a@b.log".to_owned(), note)]), ..Link::default() }
        };
        let short = own("(?<message>.*)");
        assert_eq!(Link::read(&short.write()), Ok(short));
        let long = own(&"(?<message>.*)".repeat(200));
        assert_eq!((long.write().as_str(), long.left_out()), ("v=1", vec!["formats of your own"]));
        assert_eq!(Link::read(&long.write_whole()), Ok(long));
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
