//! Zones by name: which there are to choose from, and a zone's table made by asking for offsets.
//!
//! The browser knows the rules and answers one question, the offset at an instant;
//! [`table`] asks it at steps and halves each step in which the offset changed.
//!
//! Does not: know any rule, or the browser.

use super::show::clock::offset_seconds;
use crate::arrange::Arrange;
use crate::protocol::page::Zone;

/// First and last instant that a table covers, in seconds since 1970: the years 1970 to 2040.
const COVERED_SECONDS: (i64, i64) = (0, 2_208_988_800);

/// Two changes lie further apart than this: the nearest known are a month (Ramadan in Morocco).
const STEP_SECONDS: i64 = 21 * 86_400;

/// The zone that this name says without rules: `UTC` or an offset such as `+02:00`; none for others.
#[must_use]
pub fn fixed(name: &str) -> Option<Zone> {
    let name = name.trim();
    if name.eq_ignore_ascii_case("utc") || name.eq_ignore_ascii_case("z") {
        return Some(Zone::utc());
    }
    let seconds = offset_seconds(name)?;
    Some(match seconds {
        0 => Zone::utc(),
        seconds => Zone::fixed(&super::show::offset(seconds), seconds),
    })
}

/// The table of a zone, where `offset_at` tells seconds east of UTC at seconds since 1970.
#[must_use]
pub fn table(name: &str, offset_at: impl Fn(i64) -> i32) -> Zone {
    let (first, last) = COVERED_SECONDS;
    let offset_seconds = offset_at(first);
    let mut changes = Vec::new();
    let (mut from, mut offset) = (first, offset_seconds);
    while from < last {
        let to = (from + STEP_SECONDS).min(last);
        let next = offset_at(to);
        if next != offset {
            changes.push((change(&offset_at, from, to, offset), next));
        }
        (from, offset) = (to, next);
    }
    Zone { name: name.to_owned(), offset_seconds, changes }
}

/// The first second after `from` with another offset than `offset`, where `to` has one.
fn change(offset_at: &impl Fn(i64) -> i32, mut from: i64, mut to: i64, offset: i32) -> i64 {
    while to - from > 1 {
        let middle = from + (to - from) / 2;
        if offset_at(middle) == offset {
            from = middle;
        } else {
            to = middle;
        }
    }
    to
}

/// The names that a search finds: those with the text at the start of a part first. All for an empty one.
#[must_use]
pub fn found<'a>(names: &'a [String], search: &str) -> Vec<&'a str> {
    let search = search.trim().to_lowercase().replace(' ', "_");
    let rank = |name: &str| {
        let name = name.to_lowercase();
        let at = name.find(&search)?;
        let begins = at == 0 || name[..at].ends_with(['/', '_', '-']);
        Some(!begins)
    };
    let mut hits: Vec<(bool, &str)> =
        names.iter().filter_map(|name| Some((rank(name)?, name.as_str()))).collect();
    hits.arrange_by_key(|&(later, _)| later);
    hits.into_iter().map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_without_rules_are_read() {
        let name = |text: &str| fixed(text).map(|zone| (zone.name, zone.offset_seconds));
        assert_eq!(name("utc"), Some(("UTC".to_owned(), 0)));
        assert_eq!(name("+00:00"), Some(("UTC".to_owned(), 0)));
        assert_eq!(name("-3:30"), Some(("-03:30".to_owned(), -12_600)));
        assert_eq!(name("+2"), Some(("+02:00".to_owned(), 7200)));
        assert_eq!(name("Europe/Berlin"), None);
        assert_eq!(name("+25"), None);
    }

    #[test]
    fn a_search_finds_parts_of_names() {
        let names = ["America/New_York", "Asia/Kolkata", "Australia/Perth", "Europe/Berlin"];
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        let lines: Vec<String> = ["", "york", "new y", "BER", "st", "nowhere"]
            .iter()
            .map(|search| format!("{search:?}: {}", found(&names, search).join(" ")))
            .collect();
        expect![[r#"
            "": America/New_York Asia/Kolkata Australia/Perth Europe/Berlin
            "york": America/New_York
            "new y": America/New_York
            "BER": Europe/Berlin
            "st": Australia/Perth
            "nowhere": "#]]
        .assert_eq(&lines.join("\n"));
    }

    proptest! {
        #[test]
        fn a_table_answers_as_the_rules_do(
            gaps in proptest::collection::vec(30i64..2000, 0..60),
            offsets in proptest::collection::vec(-50_000i32..50_000, 61),
            probes in proptest::collection::vec(0i64..2_208_988_800, 20),
        ) {
            let mut at = 0;
            let mut rules = vec![(0, offsets[0])];
            for (days, offset) in gaps.iter().zip(&offsets[1..]) {
                at += days * 86_400 + 12_345;
                rules.push((at, *offset));
            }
            let offset_at = |seconds: i64| {
                rules[rules.partition_point(|&(from, _)| from <= seconds).max(1) - 1].1
            };
            let zone = table("", offset_at);
            for probe in probes {
                let time = crate::protocol::page::TimeNanos(probe * 1_000_000_000);
                prop_assert_eq!(zone.offset_at(time), offset_at(probe));
            }
        }
    }
}
