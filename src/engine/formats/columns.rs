//! <https://www.w3.org/TR/WD-logfile.html>, <https://docs.zeek.org/en/master/log-formats.html> and
//! <https://www.rfc-editor.org/rfc/rfc4180>: records as columns whose names stand in a header line.
//!
//! The header is settled for the whole source. Where a source has several (a server was told to log
//! more), a row is read by the one with as many names as the row has columns.
//! Quoted columns may hold line ends. A header of a table that comes too late for that, or has as
//! many columns as the first, is a record that says so.
//!
//! Does not: tell headers of the same number of columns apart.

use super::{
    LineRole, Reading, Settled, facts, json, pairs,
    table::{Example, Format},
};
use crate::{
    level::Level,
    names::FieldRole,
    record::{Field, Name, RecordParts, Span, ValueKind},
    time::cursor::Cursor,
};

/// W3C extended logs: IIS, HTTP.sys, CloudFront, Windows' firewall.
pub(super) struct W3c;

/// Zeek's tab-separated logs.
pub(super) struct Zeek;

/// Comma-separated values and their cousins, with a header.
pub(super) struct Csv;

/// Fewest columns of a header without a mark.
const COLUMNS_MIN: usize = 3;

/// Fewest columns of a header whose names are parted by blanks.
const WORDS_MIN: usize = 8;

/// Lines behind a header that have to have as many columns.
const LINES_CHECKED: usize = 20;

/// Finds the header line of a source, and notes its names, its separator and (for now) its format.
pub(super) fn settle_header(lines: &[&[u8]], settled: &mut Settled) {
    for line in lines {
        let fields = line.strip_prefix(b"#Fields:").or_else(|| line.strip_prefix(b"#fields\t"));
        let Some(names) = fields else {
            continue;
        };
        let zeek = line.starts_with(b"#f");
        settled.separator = if zeek { b'\t' } else { w3c_separator(names, lines) };
        let parting = |byte: &u8| matches!(byte, b' ' | b'\t') || *byte == settled.separator;
        let names = names.split(parting).filter(|name| !name.is_empty());
        let names: Vec<String> = names.map(text_of).collect();
        settled.formats = vec![if zeek { "zeek" } else { "w3c" }.to_owned()];
        if settled.header.is_empty() {
            settled.header = names;
        } else if settled.header.len() != names.len()
            && settled.other_headers.iter().all(|known| known.len() != names.len())
        {
            settled.other_headers.push(names);
        }
    }
    if settled.header.is_empty() {
        csv_header(lines, settled);
    }
}

/// CloudFront parts its values by tabs, though the names in its header by blanks; Exchange parts
/// both by commas.
fn w3c_separator(names: &[u8], lines: &[&[u8]]) -> u8 {
    if names.contains(&b',') && !names.trim_ascii().contains(&b' ') {
        return b',';
    }
    let data = lines.iter().find(|line| !line.starts_with(b"#") && !line.is_empty());
    if data.is_some_and(|line| line.contains(&b'\t')) { b'\t' } else { b' ' }
}

fn csv_header(lines: &[&[u8]], settled: &mut Settled) {
    let mut filled = lines.iter().filter(|line| !line.is_empty());
    let Some(first) = filled.next() else {
        return;
    };
    let rows: Vec<_> = filled.take(LINES_CHECKED).collect();
    for separator in [b',', b'\t', b';', b'|', b' '] {
        let names = split(first, separator);
        let plain = |byte: &u8| byte.is_ascii_lowercase() || matches!(byte, b'-' | b'_' | b' ');
        // Between blanks anything could be a name: many small words, as flow logs have them.
        let enough = match separator {
            b' ' => names.len() >= WORDS_MIN && first.iter().all(plain),
            _ => names.len() >= COLUMNS_MIN || is_time_and_text(first, &names),
        };
        let named = enough && names.iter().all(|span| is_name(first, span));
        let others = match named {
            true => other_headers(lines, separator, names.len()),
            false => Vec::new(),
        };
        let alike = |row: &&&&[u8]| {
            let columns = split(row, separator).len();
            columns == names.len() || others.iter().any(|other| other.len() == columns)
        };
        let alike = rows.iter().filter(alike).count();
        if named && !rows.is_empty() && alike * 2 > rows.len() {
            settled.separator = separator;
            settled.header = names
                .iter()
                .map(|(from, to)| text_of(first.get(*from..*to).unwrap_or_default()))
                .collect();
            settled.other_headers = others;
            settled.formats = vec!["csv".to_owned()];
            settled.one_cut = lines.iter().any(|line| line.contains(&b'"'));
            return;
        }
    }
}

/// Headers further down of other numbers of columns.
fn other_headers(lines: &[&[u8]], separator: u8, columns: usize) -> Vec<Vec<String>> {
    let mut found: Vec<Vec<String>> = Vec::new();
    for line in lines.iter().filter(|line| names_columns(line, separator)) {
        let names = split(line, separator);
        if names.len() != columns && found.iter().all(|known| known.len() != names.len()) {
            let name = |(from, to): &(usize, usize)| line.get(*from..*to).map(text_of);
            found.push(names.iter().filter_map(name).collect());
        }
    }
    found
}

/// Whether a line names columns: each could be a name, one is that of a time.
fn names_columns(line: &[u8], separator: u8) -> bool {
    let columns = split(line, separator);
    let name = |(from, to): &(usize, usize)| line.get(*from..*to).unwrap_or_default().trim_ascii();
    columns.len() >= COLUMNS_MIN
        && columns.iter().all(|column| is_name(line, column))
        && columns.iter().any(|column| matches!(json::role(name(column)), FieldRole::Time(_)))
}

/// Whether two columns are a time and a message, as CloudWatch exports them: `timestamp,message`.
fn is_time_and_text(line: &[u8], names: &[(usize, usize)]) -> bool {
    let mut roles = names.iter().map(|(from, to)| json::role(line.get(*from..*to).unwrap_or(b"")));
    let timed = matches!(roles.next(), Some(FieldRole::Time(_)));
    timed && matches!(roles.next(), Some(FieldRole::Message(_))) && roles.next().is_none()
}

/// Whether a column of the first line can be a name: short, with a letter, no number, no pair.
fn is_name(line: &[u8], (from, to): &(usize, usize)) -> bool {
    let name = line.get(*from..*to).unwrap_or_default().trim_ascii();
    let letters = name.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    let digits = name.iter().filter(|byte| byte.is_ascii_digit()).count();
    let first =
        name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'@'));
    first
        && letters > 2 * digits
        && name.len() <= 64
        && !name.contains(&b'=')
        && !name.contains(&b'{')
        && name.iter().filter(|byte| **byte == b' ').count() <= 4
}

/// Where the columns of a row stand, without their quotes.
pub(super) fn split(row: &[u8], separator: u8) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    let mut cursor = Cursor::new(row, 0);
    loop {
        columns.push(column(&mut cursor, separator));
        if cursor.at_end() {
            return columns;
        }
        cursor.at += 1;
        if separator == b' ' {
            cursor.eat_blanks();
        }
    }
}

/// Steps over one column, and answers where its value stands.
fn column(cursor: &mut Cursor<'_>, separator: u8) -> (usize, usize) {
    let start = cursor.at;
    if cursor.eat(b'"') {
        loop {
            cursor.eat_while(|byte| byte != b'"');
            cursor.at += 1;
            if cursor.peek() != b'"' || cursor.at_end() {
                break;
            }
            cursor.at += 1;
        }
        let end = cursor.at.min(cursor.text.len() + 1);
        cursor.at = cursor.at.min(cursor.text.len());
        cursor.eat_while(|byte| byte != separator);
        return (start + 1, (end - 1).max(start + 1));
    }
    cursor.eat_while(|byte| byte != separator);
    (start, cursor.at)
}

/// Reads a row into fields of these names.
pub(super) fn read<'n>(
    record: &[u8],
    names: impl Iterator<Item = &'n str>,
    separator: u8,
    whole: bool,
    out: &mut RecordParts,
) -> usize {
    let columns = split(record, separator);
    for ((from, to), name) in columns.iter().copied().zip(names) {
        let text = record.get(from..to).unwrap_or_default();
        if (text == b"-" || text.is_empty()) && !whole {
            continue;
        }
        let at = out.scratch.len();
        out.scratch.extend_from_slice(name.as_bytes());
        let name = Name::Span(Span::scratch(at, out.scratch.len()));
        let quoted = from.checked_sub(1).and_then(|before| record.get(before)) == Some(&b'"');
        let value = if quoted { unquoted(text, from, out) } else { Span::record(from, to) };
        let kind =
            if !quoted && pairs::is_number(text) { ValueKind::Number } else { ValueKind::Text };
        out.fields.push(Field { name, value, kind });
    }
    columns.len()
}

/// A quoted value; two quotes in it mean one.
fn unquoted(text: &[u8], from: usize, out: &mut RecordParts) -> Span {
    if !text.windows(2).any(|pair| pair == b"\"\"") {
        return Span::record(from, from + text.len());
    }
    let at = out.scratch.len();
    let mut skip = false;
    for &byte in text {
        skip = byte == b'"' && !skip;
        if !skip {
            out.scratch.push(byte);
        }
    }
    Span::scratch(at, out.scratch.len())
}

/// Whether a line leaves a quote open.
fn odd_quotes(line: &[u8]) -> bool {
    line.iter().filter(|byte| **byte == b'"').count() % 2 == 1
}

/// Reads a row under the settled header, and finds its facts by the columns' names.
fn read_settled(record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
    // Taken out for a moment, since the reading is written to as well.
    let first = std::mem::take(&mut reading.settled.header);
    let others = std::mem::take(&mut reading.settled.other_headers);
    let fits = read_under(record, &first, &others, reading, out);
    reading.settled.header = first;
    reading.settled.other_headers = others;
    if fits {
        facts::take(record, reading, out);
    }
    fits
}

fn read_under(
    record: &[u8],
    first: &[String],
    others: &[Vec<String>],
    reading: &mut Reading,
    out: &mut RecordParts,
) -> bool {
    let separator = reading.settled.separator;
    let mut header = first;
    if !others.is_empty() {
        let columns = split(record, separator).len();
        let other = others.iter().find(|names| names.len() == columns);
        header = other.filter(|_| columns != first.len()).map_or(first, Vec::as_slice);
    }
    let names = header.iter().map(String::as_str);
    let columns = read(record, names, separator, reading.whole, out);
    let fits = columns > 1 && columns <= header.len() + 1;
    if fits {
        let begins = |at: usize, front: &str| {
            header.get(at).is_some_and(|name: &String| name.to_ascii_lowercase().starts_with(front))
        };
        let dated = begins(0, "date") && begins(1, "time");
        if dated && let Some(read) = reading.times.read(&mut Cursor::new(record, 0)) {
            out.time = Some(read.time);
            out.fraction_digits = read.fraction_digits;
        }
    }
    fits
}

/// Whether this format's header was found.
fn settled_as(reading: &Reading, name: &str) -> bool {
    !reading.settled.header.is_empty() && reading.settled.formats.iter().any(|known| known == name)
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.trim_ascii()).into_owned()
}

/// Lines with a mark are structure, others records.
fn marked_role(line: &[u8], reading: &Reading, name: &str) -> Option<LineRole> {
    if line.starts_with(b"#") {
        return Some(LineRole::Structure);
    }
    let known = settled_as(reading, name) && !line.trim_ascii().is_empty();
    known.then_some(LineRole::Start)
}

impl Format for W3c {
    fn name(&self) -> &'static str {
        "w3c"
    }

    fn title(&self) -> &'static str {
        "W3C extended (IIS, CloudFront)"
    }

    fn specification(&self) -> &'static str {
        "https://www.w3.org/TR/WD-logfile.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        marked_role(line, reading, "w3c")
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        settled_as(reading, "w3c") && read_settled(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n2024-03-09 10:11:12 192.0.2.7 GET /a 404",
            time: Some("2024-03-09T10:11:12Z"),
            level: Some(Level::Warn),
            message: "2024-03-09 10:11:12 192.0.2.7 GET /a 404",
            fields: &[("c-ip", "192.0.2.7"), ("sc-status", "404")],
        }]
    }
}

impl Format for Zeek {
    fn name(&self) -> &'static str {
        "zeek"
    }

    fn title(&self) -> &'static str {
        "Zeek"
    }

    fn specification(&self) -> &'static str {
        "https://docs.zeek.org/en/master/log-formats.html"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        marked_role(line, reading, "zeek")
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        settled_as(reading, "zeek") && read_settled(record, reading, out)
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "#fields\tts\tuid\tid.orig_h\tproto\n1709979072.345678\tC1\t192.0.2.7\ttcp",
            time: Some("2024-03-09T10:11:12.345678Z"),
            level: None,
            message: "1709979072.345678\tC1\t192.0.2.7\ttcp",
            fields: &[("id.orig_h", "192.0.2.7")],
        }]
    }
}

impl Format for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn title(&self) -> &'static str {
        "Table (CSV, TSV)"
    }

    fn specification(&self) -> &'static str {
        "https://www.rfc-editor.org/rfc/rfc4180"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        if !settled_as(reading, "csv") {
            return None;
        }
        // Where values are quoted, only reading from the beginning tells which line ends are values.
        let continues = reading.was_open;
        reading.open = reading.settled.one_cut && (continues ^ odd_quotes(line));
        if continues {
            return Some(LineRole::Continues);
        }
        Some(if is_header(line, reading) { LineRole::Structure } else { LineRole::Start })
    }

    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        settled_as(reading, "csv") && !is_header(line, reading)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let fits = settled_as(reading, "csv") && read_settled(record, reading, out);
        let separator = reading.settled.separator;
        out.further_header = fits && out.time.is_none() && names_columns(record, separator);
        fits
    }

    fn examples(&self) -> &'static [Example] {
        &[Example {
            text: "Date,Host,Service,Status,Message\n2024-03-09T10:11:12Z,web-1,pay,error,\"card \"\"7\"\" declined\"",
            time: Some("2024-03-09T10:11:12Z"),
            level: Some(Level::Error),
            message: "card \"7\" declined",
            fields: &[("Host", "web-1"), ("Message", "card \"7\" declined")],
        }]
    }
}

/// Whether a line is one of the headers that are settled.
fn is_header(line: &[u8], reading: &Reading) -> bool {
    let settled = &reading.settled;
    let columns = split(line, settled.separator);
    let mut headers = std::iter::once(&settled.header).chain(&settled.other_headers);
    headers.any(|header| {
        columns.len() == header.len()
            && columns.iter().zip(header).all(|((from, to), name)| {
                line.get(*from..*to).unwrap_or_default().trim_ascii() == name.as_bytes()
            })
    })
}
