//! The values of a metric file as people and tools write them: `12.5`, `1,234.5`, `250 ms`, `1.5 GiB`,
//! `99.9%`, `3.2 K`, `NaN`, `null`, and nothing.
//!
//! A value with a unit is scaled to the first unit of its family, so that `900 ms` and `1.2 s` of one
//! column are one series in seconds.
//!
//! Does not: guess a unit that is not written.

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Value {
    /// A number, and the unit that it is scaled to; empty where it names none.
    Number(f64, &'static str),
    /// Nothing, `null`, `NaN` or a dash.
    Empty,
    /// Larger than any number.
    Infinite,
    /// Something else.
    Odd,
}

/// Suffixes, how many of the unit behind they are, and that unit.
const SUFFIXES: &[(&str, f64, &str)] = &[
    ("ns", 1e-9, "s"),
    ("µs", 1e-6, "s"),
    ("μs", 1e-6, "s"),
    ("us", 1e-6, "s"),
    ("ms", 1e-3, "s"),
    ("s", 1.0, "s"),
    ("sec", 1.0, "s"),
    ("secs", 1.0, "s"),
    ("seconds", 1.0, "s"),
    ("min", 60.0, "s"),
    ("mins", 60.0, "s"),
    ("minutes", 60.0, "s"),
    ("hour", 3_600.0, "s"),
    ("hours", 3_600.0, "s"),
    ("day", 86_400.0, "s"),
    ("days", 86_400.0, "s"),
    ("B", 1.0, "B"),
    ("bytes", 1.0, "B"),
    ("kB", 1e3, "B"),
    ("KB", 1e3, "B"),
    ("MB", 1e6, "B"),
    ("GB", 1e9, "B"),
    ("TB", 1e12, "B"),
    ("KiB", 1024.0, "B"),
    ("MiB", 1_048_576.0, "B"),
    ("GiB", 1_073_741_824.0, "B"),
    ("TiB", 1_099_511_627_776.0, "B"),
    ("B/s", 1.0, "B/s"),
    ("kB/s", 1e3, "B/s"),
    ("MB/s", 1e6, "B/s"),
    ("GB/s", 1e9, "B/s"),
    ("KiB/s", 1024.0, "B/s"),
    ("MiB/s", 1_048_576.0, "B/s"),
    ("GiB/s", 1_073_741_824.0, "B/s"),
    ("%", 1.0, "%"),
    ("req/s", 1.0, "req/s"),
    ("reqps", 1.0, "req/s"),
    ("rps", 1.0, "req/s"),
    ("ops/s", 1.0, "ops/s"),
    ("ops", 1.0, "ops/s"),
    ("iops", 1.0, "ops/s"),
    ("c/s", 1.0, "/s"),
    ("/s", 1.0, "/s"),
    ("K", 1e3, ""),
    ("k", 1e3, ""),
    ("Mil", 1e6, ""),
    ("M", 1e6, ""),
    ("Bil", 1e9, ""),
    ("G", 1e9, ""),
    ("Tri", 1e12, ""),
    ("°C", 1.0, "°C"),
];

/// Other spellings of units, as headers and exports have them.
const SPELLINGS: &[(&str, &str)] = &[
    ("percent", "%"),
    ("percentunit", ""),
    ("byte", "B"),
    ("bytes", "B"),
    ("decbytes", "B"),
    ("second", "s"),
    ("seconds", "s"),
    ("milliseconds", "ms"),
    ("millis", "ms"),
    ("microseconds", "µs"),
    ("count", ""),
    ("short", ""),
    ("none", ""),
    ("bytes/second", "B/s"),
    ("bps", "B/s"),
    ("count/second", "/s"),
    ("requests/s", "req/s"),
];

const EMPTY: &[&str] = &["", "-", "--", "null", "nan", "n/a", "na", "none", "undefined", "nil"];
const INFINITE: &[&str] = &["inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞"];

/// Longest text of a value.
const VALUE_BYTES_MAX: usize = 64;

/// What a cell holds; with `decimal_comma` a comma is what a point is else.
pub(super) fn value(cell: &[u8], decimal_comma: bool) -> Value {
    let cell = cell.trim_ascii();
    if let Some(number) = bare(cell) {
        return Value::Number(number, "");
    }
    let Ok(text) = std::str::from_utf8(cell) else { return Value::Odd };
    let is_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_of(EMPTY) {
        return Value::Empty;
    }
    if is_of(INFINITE) {
        return Value::Infinite;
    }
    if text.len() > VALUE_BYTES_MAX {
        return Value::Odd;
    }
    let end = text.find(|letter: char| !letter.is_ascii_digit() && !".,-+".contains(letter));
    let (number, suffix) = text.split_at(end.unwrap_or(text.len()));
    let (number, suffix) = with_exponent(number, suffix);
    let Some(number) = plain(&number, decimal_comma) else { return Value::Odd };
    let suffix = suffix.trim();
    if suffix.is_empty() {
        return Value::Number(number, "");
    }
    match SUFFIXES.iter().find(|(name, ..)| *name == suffix) {
        Some((_, scale, unit)) => Value::Number(number * scale, unit),
        None => Value::Odd,
    }
}

/// A number as programs write it.
fn bare(cell: &[u8]) -> Option<f64> {
    let first = *cell.first()?;
    if !(first.is_ascii_digit() || matches!(first, b'-' | b'+' | b'.')) {
        return None;
    }
    let number: f64 = std::str::from_utf8(cell).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// `1.5e-7` belongs together.
fn with_exponent<'t>(number: &str, suffix: &'t str) -> (String, &'t str) {
    if let Some(behind) = suffix.strip_prefix(['e', 'E']) {
        let end = behind.find(|letter: char| !letter.is_ascii_digit() && !"-+".contains(letter));
        let (exponent, rest) = behind.split_at(end.unwrap_or(behind.len()));
        if exponent.bytes().any(|byte| byte.is_ascii_digit()) {
            return (format!("{number}e{exponent}"), rest);
        }
    }
    (number.to_owned(), suffix)
}

/// A number with commas between thousands, or with a decimal comma.
fn plain(text: &str, decimal_comma: bool) -> Option<f64> {
    let (thousands, point) = if decimal_comma { ('.', ',') } else { (',', '.') };
    let mut parts = text.split(point);
    let (whole, fraction) = (parts.next()?, parts.next());
    let mut groups = whole.split(thousands);
    let first = groups.next()?;
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 || first.is_empty() {
            return None;
        }
        digits.push_str(group);
    }
    if parts.next().is_some() {
        return None;
    }
    let number: f64 =
        format!("{digits}.{}", fraction.unwrap_or("0")).parse().ok().or_else(|| {
            // An exponent stands behind the digits.
            text.parse().ok()
        })?;
    number.is_finite().then_some(number)
}

/// A series' name and its unit, where the name tells it: `Memory (bytes)`, `cpu [%]`, `took_ms`.
pub(super) fn name_and_unit(header: &str) -> (String, String) {
    let header = header.trim();
    for (open, close) in [('(', ')'), ('[', ']')] {
        let inside = header.strip_suffix(close).and_then(|front| front.rsplit_once(open));
        if let Some((name, unit)) = inside
            && let Some(unit) = known_unit(unit)
            && !name.trim().is_empty()
        {
            return (name.trim().to_owned(), unit);
        }
    }
    let bare = header.split(['{', ' ']).next().unwrap_or_default();
    let unit = match bare.rsplit_once('_').map(|(_, last)| last) {
        Some("bytes") => "B",
        Some("seconds" | "secs") => "s",
        Some("ms" | "millis" | "milliseconds") => "ms",
        Some("percent" | "pct") => "%",
        _ => "",
    };
    (header.to_owned(), unit.to_owned())
}

/// How a unit is shown; none where it is not known as one.
pub(super) fn known_unit(unit: &str) -> Option<String> {
    let unit = unit.trim();
    let spelt = SPELLINGS.iter().find(|(name, _)| name.eq_ignore_ascii_case(unit));
    let known = SUFFIXES.iter().any(|(name, ..)| *name == unit);
    spelt.map(|(_, unit)| (*unit).to_owned()).or_else(|| known.then(|| unit.to_owned()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let read = |text: &str| value(text.as_bytes(), false);
        for (text, number, unit) in [
            ("12.5", 12.5, ""),
            (" -3 ", -3.0, ""),
            ("1e-7", 1e-7, ""),
            ("1.5e3 ms", 1.5, "s"),
            ("1,234.5", 1_234.5, ""),
            ("1,234,567", 1_234_567.0, ""),
            ("250 ms", 0.25, "s"),
            ("1.5 GiB", 1_610_612_736.0, "B"),
            ("99.9%", 99.9, "%"),
            ("3.2 K", 3_200.0, ""),
            ("12 MB/s", 12e6, "B/s"),
        ] {
            assert_eq!(read(text), Value::Number(number, unit), "{text}");
        }
        assert_eq!(value(b"1.234,5", true), Value::Number(1_234.5, ""));
        assert_eq!(value(b"0,5 ms", true), Value::Number(0.0005, "s"));
        for text in ["", "null", "NaN", "-", "N/A"] {
            assert_eq!(read(text), Value::Empty, "{text}");
        }
        assert_eq!((read("+Inf"), read("-Inf")), (Value::Infinite, Value::Infinite));
        for text in ["GET /", "1.2.3", "10.0.0.1", "5 errors", "12:00", "1,23,4", "2024-01-01"] {
            assert_eq!(read(text), Value::Odd, "{text}");
        }
    }

    #[test]
    fn names_tell_units() {
        let told = |text: &str| {
            let (name, unit) = name_and_unit(text);
            format!("{name}|{unit}")
        };
        assert_eq!(told("Memory (bytes)"), "Memory|B");
        assert_eq!(told("cpu [%]"), "cpu|%");
        assert_eq!(told("p99 (eu-west)"), "p99 (eu-west)|");
        assert_eq!(told("took_ms"), "took_ms|ms");
        assert_eq!(told("go_heap_bytes{host=\"a\"}"), "go_heap_bytes{host=\"a\"}|B");
    }

    proptest! {
        #[test]
        fn a_number_is_read_back(number in -1e12..1e12_f64, comma in any::<bool>()) {
            let text = format!("{number}");
            prop_assert_eq!(value(text.as_bytes(), comma), Value::Number(number, ""));
        }

        #[test]
        fn any_bytes_are_no_trouble(bytes in prop::collection::vec(any::<u8>(), 0..40)) {
            if let Value::Number(number, _) = value(&bytes, bytes.len() % 2 == 0) {
                prop_assert!(number.is_finite());
            }
        }
    }
}
