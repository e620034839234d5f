//! Places in the code as loggers write them: `file.go:42`, `file.c:42:function`,
//! `pkg/file.go:42 in function`, `function@File.cpp:42`, `Class.method():42`, `File.java:method(42)`.
//!
//! Does not: decide whether a place belongs to a line's header.

use super::{pairs, shapes::is_identifier};
use crate::record::{Field, Name, RecordParts, Span, ValueKind};

/// From where to where a part of a place stands in its text.
type Part = (usize, usize);

/// The parts of a place.
#[derive(Debug, PartialEq)]
struct Place {
    file: Part,
    line: Part,
    function: Option<Part>,
}

/// Endings of source files.
const SOURCES: [&[u8]; 26] = [
    b"c", b"cc", b"cpp", b"cxx", b"h", b"hpp", b"go", b"java", b"kt", b"scala", b"groovy", b"py",
    b"rb", b"js", b"mjs", b"ts", b"rs", b"php", b"cs", b"fs", b"erl", b"ex", b"pl", b"pm",
    b"swift", b"m",
];

/// Whether a text is a place in the code.
pub(super) fn is_place(text: &[u8]) -> bool {
    split(text).is_some()
}

/// Whether a text is a place in a file that can only be source code: no host and port.
pub(super) fn in_source(text: &[u8]) -> bool {
    split(text).is_some_and(|place| {
        let file = text.get(place.file.0..place.file.1).unwrap_or_default();
        is_source(file)
    })
}

/// Whether a name is that of a source file, by its ending.
pub(super) fn is_source(file: &[u8]) -> bool {
    let dot = file.iter().rposition(|byte| *byte == b'.');
    dot.and_then(|dot| file.get(dot + 1..)).is_some_and(|ending| SOURCES.contains(&ending))
}

/// Adds the parts of the place that stands at `record[start..end]`.
pub(super) fn fields(record: &[u8], start: usize, end: usize, out: &mut RecordParts) {
    let Some(place) = split(record.get(start..end).unwrap_or_default()) else {
        return;
    };
    let function = place.function.map(|part| ("function", part));
    let parts = [Some(("file", place.file)), Some(("line", place.line)), function];
    for (name, (from, to)) in parts.into_iter().flatten() {
        let value = Span::record(start + from, start + to);
        let digits = pairs::is_number(record.get(start + from..start + to).unwrap_or_default());
        let kind = if digits { ValueKind::Number } else { ValueKind::Text };
        out.fields.push(Field { name: Name::Static(name), value, kind });
    }
}

fn split(text: &[u8]) -> Option<Place> {
    let colon =
        text.windows(2).position(|pair| matches!(pair, [b':', digit] if digit.is_ascii_digit()));
    let Some(colon) = colon else {
        return called(text);
    };
    let digits = text.get(colon + 1..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let line = (colon + 1, colon + 1 + digits);
    let behind = text.get(line.1..)?;
    const GAPS: [&[u8]; 3] = [b":", b" in ", b" "];
    let gap = GAPS.iter().find(|gap| behind.starts_with(gap));
    let function = match gap {
        Some(gap) => Some((line.1 + gap.len(), text.len())),
        None if behind.is_empty() => None,
        None => return None,
    };
    let good = function.is_none_or(|(from, to)| is_name(text.get(from..to).unwrap_or_default()));
    let (file, before) = file_and_function(text.get(..colon)?)?;
    (good && digits <= 6).then_some(Place { file, line, function: function.or(before) })
}

/// `File.java:method(42)`.
fn called(text: &[u8]) -> Option<Place> {
    let colon = text.iter().position(|byte| *byte == b':')?;
    let open = text.iter().position(|byte| *byte == b'(')?;
    let line = (open + 1, text.len().checked_sub(1)?);
    let digits = text.get(line.0..line.1)?;
    let good = text.ends_with(b")")
        && !digits.is_empty()
        && digits.iter().all(u8::is_ascii_digit)
        && is_name(text.get(colon + 1..open)?)
        && is_file(text.get(..colon)?);
    good.then_some(Place { file: (0, colon), line, function: Some((colon + 1, open)) })
}

/// What stands before the line: a file, `function@File.cpp`, or `Class.method()`.
fn file_and_function(text: &[u8]) -> Option<(Part, Option<Part>)> {
    if let Some(at) = text.iter().position(|byte| *byte == b'@') {
        let known = is_name(text.get(..at)?) && is_file(text.get(at + 1..)?);
        return known.then_some(((at + 1, text.len()), Some((0, at))));
    }
    if let Some(call) = text.strip_suffix(b"()") {
        let dot = call.iter().rposition(|byte| *byte == b'.')?;
        return is_file(call).then_some(((0, dot), Some((dot + 1, call.len()))));
    }
    is_file(text).then_some(((0, text.len()), None))
}

fn is_file(name: &[u8]) -> bool {
    let letters = name.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let name = name.strip_prefix(b"/").unwrap_or(name);
    letters >= 2 && is_identifier(name.strip_suffix(b"++").unwrap_or(name))
}

fn is_name(text: &[u8]) -> bool {
    let first = text.first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    first && text.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> String {
        let Some(place) = split(text.as_bytes()) else {
            return "none".to_owned();
        };
        let part = |(from, to): Part| &text[from..to];
        let function = place.function.map_or("-", part);
        format!("{} {} {function}", part(place.file), part(place.line))
    }

    #[test]
    fn places_of_many_loggers() {
        assert_eq!(parts("api/pay.go:42"), "api/pay.go 42 -");
        assert_eq!(parts("pay.c:42:pay_card"), "pay.c 42 pay_card");
        assert_eq!(parts("pkg/pay.go:42 in Charge"), "pkg/pay.go 42 Charge");
        assert_eq!(parts("charge@Pay.cpp:42"), "Pay.cpp 42 charge");
        assert_eq!(parts("Pay.charge():42"), "Pay 42 charge");
        assert_eq!(parts("Pay.java:charge(42)"), "Pay.java 42 charge");
    }

    #[test]
    fn other_texts_are_no_places() {
        for text in ["", "10:11:12", "a:1", "pay.go:", "pay.go:42x", ":42", "pay go:42"] {
            assert_eq!(parts(text), "none", "{text}");
        }
        assert!(in_source(b"pay.go:42") && !in_source(b"db.example:5432"));
    }
}
