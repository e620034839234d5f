//! Records for the tests of the query language: any fields, stored in any way a store may choose.

use std::{collections::BTreeMap, ops::Range};

use proptest::prelude::*;
use squall::engine::{
    level::Level,
    query::{Codes, Column, Records, Values},
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::TimeNanos,
};

/// Names that records may have.
pub(crate) const NAMES: [&str; 5] = ["host", "status", "took_ms", "user.name", "größe"];

/// Values that are often equal, or nearly, or only by value.
pub(crate) const VALUES: [&str; 24] = [
    "a",
    "b",
    "web-1",
    "web-12",
    "Web-1",
    "503",
    "503.0",
    "5.03e2",
    "504",
    "-503",
    "0.5s",
    "500ms",
    "512ms",
    "1m30s",
    "90",
    "500",
    "10KB",
    "10000",
    "",
    "é",
    "x y",
    "warn",
    "ERROR",
    "a\"b\\c/d",
];

/// One record before it is written.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) level: Option<Level>,
    pub(crate) time: Option<i64>,
    pub(crate) template: u64,
    pub(crate) message: String,
    pub(crate) fields: BTreeMap<&'static str, &'static str>,
    /// Whether values are written with every character as `\u0000`.
    pub(crate) escaped: bool,
    /// What follows the record's text: lines that are no record's.
    pub(crate) gap: &'static str,
}

/// How a block stores its records.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Layout {
    /// Which fields, by their place in `NAMES`, are read from the text.
    pub(crate) scattered: u8,
    /// Whether codes take two bytes.
    pub(crate) wide: bool,
    /// Whether the format vouches for how it writes values.
    pub(crate) vouches: bool,
}

pub(crate) struct Block {
    entries: Vec<Entry>,
    text: Vec<u8>,
    spans: Vec<Range<usize>>,
    columns: BTreeMap<&'static str, TestColumn>,
    layout: Layout,
}

struct TestColumn {
    narrow: Vec<u8>,
    wide: Vec<u16>,
    values: TestValues,
}

#[derive(Debug)]
struct TestValues(Vec<&'static str>);

impl Entry {
    /// The record's text.
    pub(crate) fn raw(&self) -> String {
        let mut out = self.message.clone();
        for (name, value) in &self.fields {
            let number = value.parse::<f64>().is_ok();
            let written: String = match (self.escaped, number) {
                (true, false) => {
                    value.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect()
                }
                _ => value.replace('\\', "\\\\").replace('"', "\\\"").replace('/', "\\/"),
            };
            out.push_str(&format!(" {name}=\"{written}\""));
        }
        out
    }
}

impl Block {
    pub(crate) fn new(entries: &[Entry], layout: Layout) -> Block {
        let mut text = Vec::new();
        let mut spans = Vec::new();
        for entry in entries {
            let start = text.len();
            text.extend_from_slice(entry.raw().as_bytes());
            spans.push(start..text.len());
            text.extend_from_slice(entry.gap.as_bytes());
        }
        let columns = NAMES.iter().map(|name| (*name, TestColumn::new(entries, name))).collect();
        Block { entries: entries.to_vec(), text, spans, columns, layout }
    }
}

impl TestColumn {
    fn new(entries: &[Entry], name: &str) -> TestColumn {
        let mut values = vec![""];
        let mut wide = Vec::new();
        for entry in entries {
            let code = entry.fields.get(name).map_or(0, |value| {
                let known = values.iter().skip(1).position(|known| known == value);
                known.map_or_else(
                    || {
                        values.push(value);
                        values.len() - 1
                    },
                    |at| at + 1,
                )
            });
            wide.push(code as u16);
        }
        let narrow = wide.iter().map(|&code| code as u8).collect();
        TestColumn { narrow, wide, values: TestValues(values) }
    }
}

impl Values for TestValues {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn text(&self, code: usize) -> &[u8] {
        self.0[code].as_bytes()
    }
}

impl Records for Block {
    fn count(&self) -> usize {
        self.entries.len()
    }

    fn text(&self) -> &[u8] {
        &self.text
    }

    fn escapes(&self) -> Option<&[&[u8]]> {
        self.layout.vouches.then_some(&[b"\\u"])
    }

    fn span(&self, i: usize) -> Range<usize> {
        self.spans[i].clone()
    }

    fn level(&self, i: usize) -> Option<Level> {
        self.entries[i].level
    }

    fn time(&self, i: usize) -> Option<TimeNanos> {
        self.entries[i].time.map(TimeNanos)
    }

    fn source(&self) -> &str {
        "logs/web-1.log"
    }

    fn template(&self, i: usize) -> u64 {
        self.entries[i].template
    }

    fn column(&self, name: &str) -> Column<'_> {
        let Some(at) = NAMES.iter().position(|known| *known == name) else { return Column::Absent };
        let column = &self.columns[name];
        if column.values.0.len() == 1 {
            return Column::Absent;
        }
        match (self.layout.scattered >> at & 1 == 1, self.layout.wide) {
            (true, _) => Column::Scattered,
            (_, true) => Column::Coded { codes: Codes::Wide(&column.wide), values: &column.values },
            _ => Column::Coded { codes: Codes::Narrow(&column.narrow), values: &column.values },
        }
    }

    fn parse(&self, i: usize, out: &mut RecordParts) {
        let entry = &self.entries[i];
        let mut keep = |text: &str| {
            let start = out.scratch.len();
            out.scratch.extend_from_slice(text.as_bytes());
            Span::scratch(start, out.scratch.len())
        };
        out.message = Some(keep(&entry.message));
        for (name, value) in &entry.fields {
            let (name, value) = (Name::Span(keep(name)), keep(value));
            out.fields.push(Field { name, value, kind: ValueKind::Text });
        }
    }
}

/// Any record.
pub(crate) fn entry() -> impl Strategy<Value = Entry> {
    let level = proptest::option::of(proptest::sample::select(Level::ALL.to_vec()));
    let message = "([Tt]imeout|[Ee]rror|a|É|é| |Kb|\n|\r\n|\\.){0,6}";
    let fields = proptest::collection::btree_map(
        proptest::sample::select(NAMES.to_vec()),
        proptest::sample::select(VALUES.to_vec()),
        0..4,
    );
    let gap = proptest::sample::select(vec!["\n", "\n", "\r\n", "\ntimeout error a\n", ",", ""]);
    (level, proptest::option::of(0..20_i64), 0..4_u64, message, fields, any::<bool>(), gap)
        .prop_map(|(level, minutes, template, message, fields, escaped, gap)| {
            let time = minutes.map(|minutes| 1_772_375_400_000_000_000 - minutes * 60_000_000_000);
            Entry { level, time, template, message, fields, escaped, gap }
        })
}

/// Any way to store them.
pub(crate) fn layout() -> impl Strategy<Value = Layout> {
    (any::<u8>(), any::<bool>(), any::<bool>()).prop_map(|(scattered, wide, vouches)| Layout {
        scattered,
        wide,
        vouches,
    })
}
