//! Which files are parts of one rotated file, by their names and their times.
//!
//! A [`stem`] is a name without what rotation put into it: `app.log.1`, `app.log.2.gz` and
//! `app-2026-03-01.log` all stem from `app.log`. Files of one stem are [`Part`]s of one source where
//! [`in_order`] finds that they are of one format and their times follow each other.
//!
//! Does not: join anything; `groups` does.

use crate::engine::{arrange::Arrange, time::TimeNanos};

/// What packers put behind a name.
const PACKED: [&str; 6] = [".gz", ".bz2", ".xz", ".zst", ".lz4", ".Z"];

/// Digits of a rotation's number at most: more are a process, a port or an id.
const NUMBER_DIGITS_MAX: usize = 4;

/// The part of the shorter file's time that two parts may have in common, as one of so many: a
/// line that was written late is no reason, two hosts that logged side by side are.
const OVERLAP_PARTS: i64 = 20;

/// One file that may be a part of a rotated one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Part<'a> {
    pub(super) source: u32,
    /// The name of its most frequent format.
    pub(super) format: &'a str,
    pub(super) first: TimeNanos,
    pub(super) last: TimeNanos,
}

/// The name that a file had before it was rotated and packed, with the folders before it; its own
/// where nothing tells that it was.
pub(super) fn stem(name: &str) -> String {
    let (folder, file) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
    let file = PACKED.iter().find_map(|packed| file.strip_suffix(packed)).unwrap_or(file);
    let plain = without_number_at_end(file)
        .or_else(|| without_date(file))
        .or_else(|| without_number_inside(file))
        .filter(|plain| plain.bytes().any(|byte| byte.is_ascii_alphabetic()));
    format!("{folder}{}", plain.unwrap_or_else(|| file.to_owned()))
}

/// `app.log.12` without its number.
fn without_number_at_end(file: &str) -> Option<String> {
    let (front, number) = file.rsplit_once('.')?;
    let front = without_date(front).unwrap_or_else(|| front.to_owned());
    (is_number(number) && !front.is_empty()).then_some(front)
}

/// `app.12.log` without its number.
fn without_number_inside(file: &str) -> Option<String> {
    let (front, extension) = file.rsplit_once('.')?;
    let (front, number) = front.rsplit_once('.')?;
    let named = front.bytes().any(|byte| byte.is_ascii_alphabetic()); // else an address
    (is_number(number) && named).then(|| format!("{front}.{extension}"))
}

fn is_number(text: &str) -> bool {
    (1..=NUMBER_DIGITS_MAX).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// `app-2026-03-01.log`, `app.log-20260301`, `2026-03-01_app.log` without the date, a time of day
/// and a number behind it.
fn without_date(file: &str) -> Option<String> {
    let bytes = file.as_bytes();
    let starts = (0..bytes.len()).filter(|&at| {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        before.is_none_or(|byte| matches!(byte, b'-' | b'_' | b'.'))
    });
    let (start, end) = starts
        .filter_map(|start| Some((start, start + date_bytes(bytes.get(start..)?)?)))
        .next()?;
    let end = end + time_bytes(file.get(end..)?);
    let (front, back) = (file.get(..start)?, file.get(end..)?);
    Some(match start {
        0 => back.trim_start_matches(['-', '_', '.']).to_owned(),
        _ => format!("{}{back}", front.get(..front.len() - 1)?),
    })
}

/// The length of the date that a text begins with: `20260301`, `2026-03-01`, `2026_03_01`, `2026.03.01`.
fn date_bytes(text: &[u8]) -> Option<usize> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.iter().try_fold(0_u32, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    let parted = text.get(4).is_some_and(|byte| matches!(byte, b'-' | b'_' | b'.'));
    let (month, day, end) = if parted { (5, 8, 10) } else { (4, 6, 8) };
    let same = !parted || text.get(7) == text.get(4);
    let real = (1990..2100).contains(&number(0, 4)?)
        && (1..=12).contains(&number(month, month + 2)?)
        && (1..=31).contains(&number(day, day + 2)?);
    let ended = !text.get(end).is_some_and(u8::is_ascii_digit);
    (real && same && ended).then_some(end)
}

/// The length of the time of day and the number that may stand behind a date: `-14`, `T1405`, `.2`.
fn time_bytes(text: &str) -> usize {
    let mut length = 0;
    loop {
        let rest = text.get(length..).unwrap_or_default();
        let joined = rest.starts_with(['-', '_', '.', 'T', ':']);
        let digits = rest.bytes().skip(1).take_while(u8::is_ascii_digit).count();
        if !joined || !matches!(digits, 1..=6) {
            return length;
        }
        length += 1 + digits;
    }
}

/// The sources of the parts, the oldest first; none where they are no parts of one file.
pub(super) fn in_order(mut parts: Vec<Part<'_>>) -> Option<Vec<u32>> {
    let format = parts.first()?.format;
    if parts.len() < 2 || parts.iter().any(|part| part.format != format) {
        return None;
    }
    parts.arrange_by_key(|part| (part.first, part.last, part.source));
    let mut before: Option<Part<'_>> = None;
    for part in &parts {
        if before.is_some_and(|before| !follows(&before, part)) {
            return None;
        }
        let last = before.map_or(part.last, |before| before.last.max(part.last));
        before = Some(Part { last, ..*part });
    }
    Some(parts.iter().map(|part| part.source).collect())
}

fn follows(before: &Part<'_>, part: &Part<'_>) -> bool {
    let length = |part: &Part<'_>| part.last.0.saturating_sub(part.first.0);
    let shared = before.last.0.saturating_sub(part.first.0);
    shared <= length(before).min(length(part)) / OVERLAP_PARTS
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_stem_from_the_name_before_rotation() {
        let names = [
            "app.log",
            "app.log.1",
            "app.log.2.gz",
            "app.1.log",
            "app-2026-03-01.log",
            "app.log-20260301",
            "app.log-20260301.gz",
            "app.2026-03-01.0.log",
            "app_20260301-14.log",
            "2026-03-01_app.log",
            "app.log.2026-03-01T1405.zst",
            "access_log.1",
            "ex260301.log",
            "x.tar.gz/var/log/syslog.3.gz",
            "messages-20260301",
            "web-1.log",
            "web-2.log",
            "node.8080123",
            "20260301.log",
            "2026-03-01",
            "app-2026-13-01.log",
            "1.log",
            "10.0.0.1.log",
            "app.log.gz",
            "app.log.",
        ];
        let lines: Vec<String> =
            names.iter().map(|name| format!("{name} {}", stem(name))).collect();
        expect![[r#"
            app.log app.log
            app.log.1 app.log
            app.log.2.gz app.log
            app.1.log app.log
            app-2026-03-01.log app.log
            app.log-20260301 app.log
            app.log-20260301.gz app.log
            app.2026-03-01.0.log app.log
            app_20260301-14.log app.log
            2026-03-01_app.log app.log
            app.log.2026-03-01T1405.zst app.log
            access_log.1 access_log
            ex260301.log ex260301.log
            x.tar.gz/var/log/syslog.3.gz x.tar.gz/var/log/syslog
            messages-20260301 messages
            web-1.log web-1.log
            web-2.log web-2.log
            node.8080123 node.8080123
            20260301.log log
            2026-03-01 2026-03-01
            app-2026-13-01.log app-2026-13-01.log
            1.log 1.log
            10.0.0.1.log 10.0.0.1.log
            app.log.gz app.log
            app.log. app.log."#]]
        .assert_eq(&lines.join("\n"));
    }

    fn part(source: u32, first: i64, last: i64) -> Part<'static> {
        Part { source, format: "json", first: TimeNanos(first), last: TimeNanos(last) }
    }

    #[test]
    fn parts_follow_each_other() {
        let order = |parts: &[Part<'static>]| in_order(parts.to_vec());
        assert_eq!(order(&[part(1, 200, 300), part(2, 0, 200)]), Some(vec![2, 1]));
        assert_eq!(order(&[part(1, 195, 300), part(2, 0, 200)]), Some(vec![2, 1]));
        assert_eq!(order(&[part(1, 150, 300), part(2, 0, 200)]), None);
        assert_eq!(order(&[part(1, 0, 300), part(2, 0, 300)]), None);
        // One lies within the other, if only for an instant.
        assert_eq!(order(&[part(1, 0, 300), part(2, 100, 100)]), None);
        assert_eq!(order(&[part(1, 0, 300), part(2, 300, 300)]), Some(vec![1, 2]));
        assert_eq!(order(&[part(1, 0, 300)]), None);
        let other = Part { format: "access", ..part(2, 300, 400) };
        assert_eq!(order(&[part(1, 0, 300), other]), None);
    }

    proptest! {
        #[test]
        fn any_name_has_a_stem(name in "[a-z0-9./_é-]{0,24}") {
            let stem = stem(&name);
            prop_assert!(stem.len() <= name.len());
        }
    }
}
