//! A format that a person made: a regular expression whose named groups are the fields of a record.
//!
//! A line begins a record where the expression fits from the line's first byte; lines that it does not
//! fit go on with the record before. The groups `time`, `level` and `message` mean what they say; a
//! message that reaches the line's end goes on to the record's. [`OwnFormat`] is what is kept and
//! exported, [`Compiled`] what reads, [`try_on`] shows what it makes of some lines.
//!
//! Does not: stand in the table of formats: every source may have another.

use std::ops::Range;

use regex::bytes::{CaptureLocations, Regex, RegexBuilder};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    Hints, LineRole, Reading, RecordReader,
    pairs::is_number,
    settle::{lines_of, settle},
    table::{Example, Format},
    tree,
};
use crate::{
    level::Level,
    limits::{QUERY_DEPTH_MAX, QUERY_REGEX_BYTES_MAX},
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::{Layout, ReadTime, TimeNanos},
};

/// The name that settled sources have it under.
pub(super) const NAME: &str = "own";

/// Lines that a format is tried on, and those of them that are shown.
const TRIED_LINES: usize = 200;
const SHOWN_LINES: usize = 12;

/// Bytes of a line that is shown.
const SHOWN_BYTES: usize = 400;

/// A format that a person made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFormat {
    /// As it is listed.
    pub name: String,
    /// A regular expression with named groups.
    pub pattern: String,
    /// The layout of the group `time`, in the letters of `strftime`; empty finds it.
    #[serde(default)]
    pub time: String,
}

/// Which text of a format is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OwnPart {
    Pattern,
    Time,
}

/// What is wrong in a format, and where, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMistake {
    pub part: OwnPart,
    pub start: usize,
    pub end: usize,
    pub message: String,
}

/// What a format makes of the first lines of a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// How many lines were tried, how many of them it fits, and how many of those have a time.
    pub lines: u32,
    pub fitting: u32,
    pub timed: u32,
    /// The first of them.
    pub shown: Vec<TriedLine>,
}

/// One line and what was found in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriedLine {
    pub text: String,
    pub fits: bool,
    pub time: Option<TimeNanos>,
    pub level: Option<Level>,
    pub message: String,
    pub fields: Vec<(String, String)>,
}

/// A format ready to read.
#[derive(Debug)]
pub(super) struct Compiled {
    regex: Regex,
    places: CaptureLocations,
    /// What each group is, by its number.
    groups: Vec<Group>,
    layout: Option<Layout>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Group {
    Unnamed,
    Time,
    Level,
    Message,
    Field(String),
}

impl OwnFormat {
    /// Makes it ready to read.
    ///
    /// # Errors
    /// What is wrong in the expression or in the layout.
    pub(super) fn compile(&self) -> Result<Compiled, OwnMistake> {
        let wrong = |span: Range<usize>, message: String| OwnMistake {
            part: OwnPart::Pattern,
            start: span.start,
            end: span.end,
            message,
        };
        if let Some((span, message)) = expression_mistake(&self.pattern) {
            return Err(wrong(span, message));
        }
        let whole = 0..self.pattern.len();
        let regex = RegexBuilder::new(&self.pattern)
            .size_limit(QUERY_REGEX_BYTES_MAX)
            .dfa_size_limit(QUERY_REGEX_BYTES_MAX)
            .nest_limit(QUERY_DEPTH_MAX as u32)
            .build()
            .map_err(|_error| wrong(whole.clone(), "it is too large".to_owned()))?;
        let groups: Vec<Group> = regex.capture_names().map(group).collect();
        if groups.iter().all(|group| *group == Group::Unnamed) {
            let message = "expected a named group such as (?<message>.*)".to_owned();
            return Err(wrong(whole, message));
        }
        let layout = match self.time.trim() {
            "" => None,
            time => Some(Layout::new(time).map_err(|mistake| OwnMistake {
                part: OwnPart::Time,
                start: mistake.span.start,
                end: mistake.span.end,
                message: mistake.message,
            })?),
        };
        Ok(Compiled { places: regex.capture_locations(), regex, groups, layout })
    }

    /// Whether its times may lack a zone.
    pub(super) fn needs_zone(&self) -> bool {
        !Layout::new(&self.time).is_ok_and(|layout| layout.names_zone())
    }
}

fn group(name: Option<&str>) -> Group {
    match name {
        None => Group::Unnamed,
        Some("time") => Group::Time,
        Some("level") => Group::Level,
        Some("message") => Group::Message,
        Some(name) => Group::Field(name.to_owned()),
    }
}

/// Where a regular expression over bytes is wrong, and why; none where it is one.
pub fn expression_mistake(pattern: &str) -> Option<(Range<usize>, String)> {
    let mut parser = regex_syntax::ParserBuilder::new();
    let mut parser = parser.utf8(false).nest_limit(QUERY_DEPTH_MAX as u32).build();
    let error = parser.parse(pattern).err()?;
    Some(match &error {
        regex_syntax::Error::Parse(error) => {
            (error.span().start.offset..error.span().end.offset, error.kind().to_string())
        }
        regex_syntax::Error::Translate(error) => {
            (error.span().start.offset..error.span().end.offset, error.kind().to_string())
        }
        _ => (0..0, "this is no regular expression".to_owned()),
    })
}

impl Compiled {
    /// Whether the expression fits a line from its first byte.
    fn fits(&self, line: &[u8]) -> bool {
        self.regex.find(line).is_some_and(|found| found.start() == 0)
    }
}

/// Reads by the format that the source was settled with.
pub(super) struct Own;

impl Format for Own {
    fn name(&self) -> &'static str {
        NAME
    }

    fn title(&self) -> &'static str {
        "Your own format"
    }

    fn specification(&self) -> &'static str {
        "https://docs.rs/regex/latest/regex/#syntax"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        let own = reading.own.as_ref()?;
        own.fits(line).then_some(LineRole::Start)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let Some(mut own) = reading.own.take() else { return false };
        let line = record.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let found = own.regex.captures_read(&mut own.places, line);
        let fits = found.is_some_and(|found| found.start() == 0);
        if fits {
            for (at, group) in own.groups.iter().enumerate() {
                let Some((start, end)) = own.places.get(at) else { continue };
                // A message that ends its line goes on to the end of the record.
                let is_last = *group == Group::Message && end == line.len();
                let span = Span::record(start, if is_last { record.len() } else { end });
                take(group, record, span, own.layout.as_ref(), reading, out);
            }
        }
        reading.own = Some(own);
        fits
    }

    fn tree(&self, record: &[u8], reading: &mut Reading) -> Map<String, Value> {
        let mut out = RecordParts::default();
        reading.whole = true;
        self.parse(record, reading, &mut out);
        reading.whole = false;
        tree::from_parts(record, &out)
    }

    fn examples(&self) -> &'static [Example] {
        &[]
    }
}

/// Enters what a group found.
fn take(
    group: &Group,
    record: &[u8],
    span: Span,
    layout: Option<&Layout>,
    reading: &mut Reading,
    out: &mut RecordParts,
) {
    let text = record.get(span.start as usize..span.end as usize).unwrap_or_default();
    let name = match group {
        Group::Unnamed => return,
        Group::Time => {
            if let Some(ReadTime { time, fraction_digits }) = time(text, layout, reading) {
                out.time = Some(time);
                out.fraction_digits = fraction_digits;
            }
            "time"
        }
        Group::Level => {
            out.level = Level::from_value(text);
            "level"
        }
        Group::Message => {
            out.message = Some(span);
            "message"
        }
        Group::Field(name) => name,
    };
    if matches!(group, Group::Field(_)) || reading.whole {
        let start = out.scratch.len();
        out.scratch.extend_from_slice(name.as_bytes());
        let name = Name::Span(Span::scratch(start, out.scratch.len()));
        let number = matches!(group, Group::Field(_)) && is_number(text);
        let kind = if number { ValueKind::Number } else { ValueKind::Text };
        out.fields.push(Field { name, value: span, kind });
    }
}

fn time(text: &[u8], layout: Option<&Layout>, reading: &mut Reading) -> Option<ReadTime> {
    match layout {
        Some(layout) => reading.times.resolve(&layout.read(text)?),
        None => reading
            .times
            .value(text)
            .or_else(|| reading.times.find(text).and_then(|(_, read)| read)),
    }
}

/// What a format makes of the first lines of a source's plain text.
///
/// # Errors
/// What is wrong in the format.
pub fn try_on(own: &OwnFormat, head: &[u8], hints: &Hints) -> Result<Tried, OwnMistake> {
    own.compile()?;
    let hints = Hints { own: Some(own.clone()), ..hints.clone() };
    let mut reader = RecordReader::new(&settle(head, b"", &hints));
    let mut tried = Tried::default();
    let mut parts = RecordParts::default();
    for line in lines_of(head).filter(|line| !line.trim_ascii().is_empty()).take(TRIED_LINES) {
        reader.parse(line, &mut parts);
        tried.lines += 1;
        tried.fitting += u32::from(parts.understood);
        // A line that does not fit is read as any other; what is found in it is not the format's.
        tried.timed += u32::from(parts.understood && parts.time.is_some());
        if tried.shown.len() < SHOWN_LINES {
            tried.shown.push(shown(line, &parts));
        }
    }
    Ok(tried)
}

fn shown(line: &[u8], parts: &RecordParts) -> TriedLine {
    let text = |bytes: &[u8]| {
        String::from_utf8_lossy(bytes.get(..SHOWN_BYTES).unwrap_or(bytes)).into_owned()
    };
    let whole = text(line);
    if !parts.understood {
        return TriedLine { text: whole, ..TriedLine::default() };
    }
    let field =
        |field: &Field| (text(parts.name(line, field.name)), text(parts.bytes(line, field.value)));
    TriedLine {
        text: whole,
        fits: true,
        time: parts.time,
        level: parts.level,
        message: text(parts.message(line)),
        fields: parts.fields.iter().map(field).collect(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn own(pattern: &str, time: &str) -> OwnFormat {
        OwnFormat { name: "mine".to_owned(), pattern: pattern.to_owned(), time: time.to_owned() }
    }

    fn tried(pattern: &str, time: &str, text: &str) -> String {
        let tried = match try_on(&own(pattern, time), text.as_bytes(), &Hints::default()) {
            Ok(tried) => tried,
            Err(OwnMistake { part, start, end, message }) => {
                return format!("{part:?} {start}..{end} {message}");
            }
        };
        let line = |line: &TriedLine| {
            if !line.fits {
                return format!("  no: {}", line.text);
            }
            let time = line.time.map(|time| jiff::Timestamp::from_nanosecond(time.0.into()));
            let time = time.map_or_else(|| "-".to_owned(), |time| time.unwrap().to_string());
            let level = line.level.map_or("-", Level::word);
            let fields: Vec<_> = line.fields.iter().map(|(n, v)| format!("{n}={v}")).collect();
            format!("  {time} {level} {:?} {}", line.message, fields.join(" "))
        };
        let lines: Vec<String> = tried.shown.iter().map(line).collect();
        let Tried { lines: all, fitting, timed, .. } = tried;
        format!("{fitting} of {all} fit, {timed} with a time\n{}", lines.join("\n"))
    }

    const TEXT: &str = "#7|01.03.2026 09:00:01|W|cart|slow after 12 ms\n\
                        #8|01.03.2026 09:00:02|E|stock|gone\n  at line 3\n";

    #[test]
    fn groups_are_what_they_are_called() {
        let pattern = r"#(?<n>\d+)\|(?<time>[^|]+)\|(?<level>\w)\|(?<part>\w+)\|(?<message>.*)";
        expect![[r#"
            2 of 3 fit, 2 with a time
              2026-03-01T09:00:01Z warn "slow after 12 ms" n=7 part=cart
              2026-03-01T09:00:02Z error "gone" n=8 part=stock
              no:   at line 3"#]]
        .assert_eq(&tried(pattern, "%d.%m.%Y %H:%M:%S", TEXT));
        expect![[r#"
            2 of 3 fit, 2 with a time
              2026-03-01T09:00:01Z warn "slow after 12 ms" n=7 part=cart
              2026-03-01T09:00:02Z error "gone" n=8 part=stock
              no:   at line 3"#]]
        .assert_eq(&tried(pattern, "", TEXT));
        // Only from the first byte on.
        assert!(tried("(?<message>line.*)", "", TEXT).starts_with("0 of 3 fit"));
    }

    #[test]
    fn a_mistake_says_where_it_is_and_what_was_expected() {
        let mistakes = [
            (r"(?<time>[0-9", ""),
            (r"(?<time>\d+", ""),
            (r"a{3,1}(?<x>b)", ""),
            (r"(?<a>x)(?<a>y)", ""),
            (r"\d+", ""),
            ("", ""),
            (r"(?<x>(?=a))", ""),
            (r"(?<x>\w{1000}{1000})", ""),
            (r"(?<time>.*)", "%Y-%q"),
            (r"(?<time>.*)", "noon"),
        ];
        let lines: Vec<String> = mistakes
            .iter()
            .map(|(pattern, time)| format!("{pattern} | {}", tried(pattern, time, TEXT)))
            .collect();
        expect![[r#"
            (?<time>[0-9 | Pattern 8..9 unclosed character class
            (?<time>\d+ | Pattern 0..1 unclosed group
            a{3,1}(?<x>b) | Pattern 1..6 invalid repetition count range, the start must be <= the end
            (?<a>x)(?<a>y) | Pattern 10..11 duplicate capture group name
            \d+ | Pattern 0..3 expected a named group such as (?<message>.*)
             | Pattern 0..0 expected a named group such as (?<message>.*)
            (?<x>(?=a)) | Pattern 5..8 look-around, including look-ahead and look-behind, is not supported
            (?<x>\w{1000}{1000}) | Pattern 0..20 it is too large
            (?<time>.*) | Time 3..5 expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q
            (?<time>.*) | Time 0..4 this has no time in it; expected one of %Y %y %m %d %b %a %j %H %I %M %S %f %L %p %z %Z %s %Q"#]].assert_eq(&lines.join("\n"));
    }

    #[test]
    fn it_is_kept_as_small_json() {
        let json = serde_json::to_string(&own("(?<message>.*)", "")).unwrap();
        expect![[r#"{"name":"mine","pattern":"(?<message>.*)","time":""}"#]].assert_eq(&json);
        let short: OwnFormat =
            serde_json::from_str(r#"{"name":"mine","pattern":"(?<message>.*)"}"#).unwrap();
        assert_eq!(short, own("(?<message>.*)", ""));
    }

    proptest! {
        #[test]
        fn any_pattern_is_used_or_refused(
            pattern in "[a-z()?<>|*+.\\\\d\\[\\]{}0-9é]{0,24}", text in "\\PC{0,40}",
        ) {
            drop(try_on(&own(&pattern, ""), text.as_bytes(), &Hints::default()));
        }
    }
}
