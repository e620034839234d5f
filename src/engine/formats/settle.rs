//! Decides what no single record can tell: which formats a source is in, day-first, where times stand.
//!
//! Every whole line of head and tail is offered to the formats of the table, the most specific first;
//! what claims lines is settled.
//!
//! Does not: stop at the first lines, or let one odd line decide.

use memchr::{memchr, memrchr};

use super::{
    Hints, Reading, Settled, columns, folded, header, json, own, reader,
    table::{self, FORMATS},
    trace::Trace,
};
use crate::{arrange::Arrange, limits::HEAD_BYTES, record::RecordParts, series, time::Found};

/// Lines of head and of tail that are looked at.
const LINES_MAX: usize = 4_000;

/// Bytes by which text and binary data are told apart.
const BEGINNING_BYTES: usize = 4096;

/// A line with its time further from its front than this begins no record, whatever the others do.
pub(super) const TIME_COLUMN_MAX: usize = 200;

/// Decides what the lines of a source are, from its head and (where it is longer) its tail.
/// Neither need end at a line's end. Never fails: what nothing fits is `lines`.
#[must_use]
pub fn settle(head: &[u8], tail: &[u8], hints: &Hints) -> Settled {
    let is_whole = tail.is_empty() && head.len() < HEAD_BYTES;
    let settled = settle_log(if is_whole { head } else { whole_lines(head) }, tail, hints);
    match series::detect(head, is_whole, hints, &settled) {
        // A metric file is read whole.
        Some(kind) => {
            Settled { formats: vec![kind.to_owned()], one_cut: true, folded: false, ..settled }
        }
        None => settled,
    }
}

/// A text without the line that its end cuts off: half of a time would be a time without a zone.
fn whole_lines(text: &[u8]) -> &[u8] {
    memrchr(b'\n', text).and_then(|end| text.get(..=end)).unwrap_or(text)
}

fn settle_log(head: &[u8], tail: &[u8], hints: &Hints) -> Settled {
    if hints.own.is_none() && folded::is_folded(head) {
        let settled = settle_lines(&folded::unfold(head), b"", hints);
        return Settled { folded: true, one_cut: true, ..settled };
    }
    let binary = looks_binary(head);
    let (mut plain_head, mut plain_tail) = (Vec::new(), Vec::new());
    let coloured = reader::strip_colours(head, &mut plain_head);
    let head = if coloured { &plain_head } else { head };
    let coloured = reader::strip_colours(tail, &mut plain_tail);
    let tail = if coloured { &plain_tail } else { tail };
    Settled { binary, ..settle_lines(head, tail, hints) }
}

/// Whether a text begins like binary data: more than a twentieth of it are control
/// characters (of bytes without any order a tenth are).
fn looks_binary(head: &[u8]) -> bool {
    let beginning = head.get(..BEGINNING_BYTES).unwrap_or(head);
    let is_control = |byte: &&u8| **byte < b' ' && !b"\t\n\r\x0c\x1b".contains(*byte);
    beginning.iter().filter(is_control).count() * 20 > beginning.len()
}

fn settle_lines(head: &[u8], tail: &[u8], hints: &Hints) -> Settled {
    let mut lines: Vec<&[u8]> = record_fronts(head).take(LINES_MAX).collect();
    lines.extend(record_fronts(tail).skip(1).take(LINES_MAX));
    let mut settled = open_minded(hints);
    settled.day_first = day_first(&lines);
    columns::settle_header(&lines, &mut settled);
    let mut reading = Reading::new(&settled);
    let times: Vec<_> =
        lines.iter().map(|line| reading.times.find(line).map(|(found, _)| found)).collect();
    times_stand(&lines, &times, &mut settled);
    settled.zone_needed = times.iter().flatten().any(|found| !found.zoned);
    if let Some(own) = &settled.own {
        settled.zone_needed &= own.needs_zone();
        settled.formats = vec![own::NAME.to_owned()];
        settled.loose_lines = false;
        return settled;
    }
    match &hints.format {
        Some(name) if table::by_name(name).is_some() => {
            settled.formats = vec![name.clone()];
            settled.loose_lines = name == "lines";
        }
        _ => claim(&lines, &mut settled),
    }
    settled
}

/// Facts under which every line has its chance.
fn open_minded(hints: &Hints) -> Settled {
    Settled {
        formats: Vec::new(),
        zone: hints.zone.clone().unwrap_or_default(),
        zone_needed: false,
        zone_chosen: hints.zone.is_some(),
        latest: hints.latest,
        shift_nanos: hints.shift_nanos,
        within: hints.within,
        own: hints.own.clone().filter(|own| own.compile().is_ok()),
        day_first: false,
        header: Vec::new(),
        other_headers: Vec::new(),
        separator: 0,
        time_column_max: TIME_COLUMN_MAX,
        weak_times: true,
        indented: true,
        levels_lead: false,
        loose_lines: true,
        binary: false,
        folded: false,
        one_cut: false,
    }
}

/// The whole lines of a text, without their ends.
pub(super) fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = memchr(b'\n', rest);
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        rest = end.and_then(|end| rest.get(end + 1..)).unwrap_or_default();
        Some(line.strip_suffix(b"\r").unwrap_or(line))
    })
}

/// The lines of a text, where a JSON object over several lines counts as one.
fn record_fronts(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let line = lines_of(rest).next()?;
        let opens = line.first() == Some(&b'{') && !line.trim_ascii_end().ends_with(b"}");
        let block = if opens { json::object_length(rest) } else { None };
        let length = block.map_or(line.len(), |length| length.max(line.len()));
        let front = rest.get(..length).unwrap_or(line);
        let end = rest.get(length..).and_then(|after| memchr(b'\n', after));
        rest = end.and_then(|end| rest.get(length + end + 1..)).unwrap_or_default();
        Some(front)
    })
}

/// Where the times of lines that begin a record stand: most lines with a time begin one.
fn times_stand(lines: &[&[u8]], times: &[Option<Found>], settled: &mut Settled) {
    let found = || times.iter().flatten().filter(|found| found.start <= TIME_COLUMN_MAX);
    let whole = found().filter(|found| found.is_whole()).count();
    let weak = found().count() - whole;
    settled.weak_times = weak > whole;
    let counted = |found: &&Found| found.is_whole() || settled.weak_times;
    let blank = |line: &[u8]| line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
    let timed = || {
        lines
            .iter()
            .zip(times)
            .filter_map(|(line, found)| Some((*line, found.as_ref()?)))
            .filter(|(_, found)| counted(found))
    };
    let indented = timed().filter(|(line, _)| blank(line)).count();
    let flush = timed().filter(|(line, _)| !blank(line)).count();
    settled.indented = indented > flush;
    let led = timed().filter(|(line, _)| header::is_led(line)).count();
    settled.levels_lead = led > 0 && led * 10 >= (indented + flush) * 9;
    let mut columns: Vec<usize> = timed()
        .filter(|(line, _)| settled.indented || !blank(line))
        .map(|(_, found)| found.start)
        .collect();
    columns.sort_unstable();
    // The nearest nine tenths, and some room for names of other lengths.
    let most = columns.len() * 9 / 10;
    let near = columns.get(most.min(columns.len().saturating_sub(1))).copied().unwrap_or(0);
    settled.time_column_max = if near <= 1 { 1 } else { (near * 3 / 2 + 8).min(TIME_COLUMN_MAX) };
}

/// Whether `03/04/2026` is the third of April: by the numbers that stand there, and where they leave
/// it open by the separator (only slashes are written month first more often than not).
fn day_first(lines: &[&[u8]]) -> bool {
    let (mut day, mut month, mut slashes, mut others) = (0, 0, 0, 0);
    for line in lines {
        if let Some((first, second, separator)) = two_numbers(line) {
            day += usize::from(first > 12 && second <= 12);
            month += usize::from(second > 12 && first <= 12);
            slashes += usize::from(separator == b'/');
            others += usize::from(separator != b'/');
        }
    }
    if day + month > 0 { day > month } else { others > slashes }
}

/// The two numbers before a year in the first date like `13/04/2026` of a line, and what parts them.
fn two_numbers(line: &[u8]) -> Option<(u32, u32, u8)> {
    let line = line.get(..line.len().min(TIME_COLUMN_MAX))?;
    let mut words =
        line.split(|byte| !(byte.is_ascii_digit() || matches!(byte, b'/' | b'.' | b'-')));
    words.find_map(|word| {
        let mut parts = word.split(|byte| !byte.is_ascii_digit());
        let number = |part: &[u8]| std::str::from_utf8(part).ok()?.parse().ok();
        let (first, second, year) = (parts.next()?, parts.next()?, parts.next()?);
        let dated =
            first.len() <= 2 && second.len() <= 2 && year.len() == 4 && parts.next().is_none();
        let separator = *word.get(first.len())?;
        if dated { Some((number(first)?, number(second)?, separator)) } else { None }
    })
}

/// Lines at the front among which a format of blocks has to show itself.
const BLOCK_FRONT_LINES: usize = 12;

/// The format of blocks that a source is in.
fn of_blocks(lines: &[&[u8]], reading: &mut Reading) -> Option<&'static str> {
    let front = lines.get(..lines.len().min(BLOCK_FRONT_LINES)).unwrap_or_default();
    let mut blocks = FORMATS.iter().filter(|format| format.is_of_blocks());
    let found = blocks.find(|format| front.iter().any(|line| format.sniff(line, reading)));
    found.map(|format| format.name())
}

/// Counts the lines that each format claims and reads, and keeps those formats.
fn claim(lines: &[&[u8]], settled: &mut Settled) {
    let mut reading = Reading::new(settled);
    if let Some(name) = of_blocks(lines, &mut reading) {
        settled.formats = vec![name.to_owned()];
        settled.loose_lines = false;
        return;
    }
    let mut counts = vec![0_usize; FORMATS.len()];
    let mut out = RecordParts::default();
    let mut trace = Trace::default();
    let (mut unclaimed, mut alone, mut led, mut json_times) = (0, 0, 0, 0);
    for line in lines {
        let claimed = FORMATS.iter().position(|format| {
            out.clear();
            !format.is_of_blocks()
                && format.sniff(line, &mut reading)
                && format.parse(line, &mut reading, &mut out)
        });
        match claimed.and_then(|place| counts.get_mut(place)) {
            Some(count) => {
                *count += 1;
                json_times += usize::from(claimed == Some(0) && out.time.is_some());
                trace.start(line);
            }
            None if line.trim_ascii().is_empty() => {}
            None if settled.levels_lead && header::is_led(line) => {
                led += 1;
                trace.start(line);
            }
            None => {
                unclaimed += 1;
                if !trace.continues(line) {
                    alone += 1;
                    trace.start(line);
                }
            }
        }
    }
    let timed: usize = counts
        .iter()
        .zip(FORMATS)
        .filter(|(_, format)| format.name() != "json")
        .map(|(count, _)| count)
        .sum();
    if json_times == 0
        && timed > 0
        && let Some(count) = counts.first_mut()
    {
        // Objects without a time among lines with one are parts of those lines' records.
        *count = 0;
    }
    let mut found: Vec<(usize, &str)> = counts
        .iter()
        .zip(FORMATS)
        .filter(|(count, _)| **count > 0)
        .map(|(count, format)| (*count, format.name()))
        .collect();
    found.arrange_by_key(|(count, _)| std::cmp::Reverse(*count));
    settled.formats = found.iter().map(|(_, name)| (*name).to_owned()).collect();
    let self_contained = matches!(found.first(), Some((_, "json" | "access" | "logfmt")));
    settled.loose_lines = found.is_empty() || self_contained && alone > 0;
    if settled.loose_lines && unclaimed > 0 || led > 0 || settled.formats.is_empty() {
        settled.formats.push("lines".to_owned());
    }
}
