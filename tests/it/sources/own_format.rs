//! A person's own format is tried on a source, reads it alone, and can be given up again.
//!
//! Does not: check every mistake; the format's own file has those.

use expect_test::expect;
use squall::protocol::page::{
    Command, OwnFormat, OwnMistake, OwnPart, Reply, SourceSettings, Tried,
};

use super::desk::Desk;

const TEXT: &[u8] = "#1|14.05.2026 09:00:01|W|cart|slow: 12 ms\n\
#2|14.05.2026 09:00:03|E|stock|gone\n  at shelf 3\n"
    .as_bytes();
const OTHER: &[u8] = b"2026-05-14T09:00:02Z INFO other\n";

fn own() -> OwnFormat {
    OwnFormat {
        name: "shop".to_owned(),
        pattern: r"#(?<n>\d+)\|(?<time>[^|]+)\|(?<level>.)\|(?<part>\w+)\|(?<message>.*)"
            .to_owned(),
        time: "%d.%m.%Y %H:%M:%S".to_owned(),
    }
}

fn tried(desk: &mut Desk, own: OwnFormat) -> Result<Tried, OwnMistake> {
    let mut replies = desk.ask(Command::TryFormat { source: 0, own });
    match replies.pop() {
        Some(Reply::FormatTried(tried)) => tried,
        other => panic!("{other:?}"),
    }
}

#[test]
fn it_reads_the_source_alone() {
    let mut desk = Desk::open(&[("shop.log", TEXT), ("other.log", OTHER)]);
    desk.set(0, SourceSettings { own: Some(own()), ..SourceSettings::default() });
    expect![[r#"
        0:1 09:00:01 slow: 12 ms
        1:1 09:00:02 other
        0:2 09:00:03 gone"#]]
    .assert_eq(&desk.rows(""));
    expect!["0:2 09:00:03 gone"].assert_eq(&desk.rows("level=error part=stock n>1 \"shelf 3\""));
    let shop = desk.sources().remove(0);
    assert_eq!((shop.format.as_str(), shop.lines, shop.records), ("shop", 3, 2));
    assert_eq!((shop.time_known, shop.level_known, shop.not_understood), (2, 2, 0));
    assert!(shop.zone_needed);
    desk.set(0, SourceSettings::default());
    assert_ne!(desk.sources().remove(0).format, "shop");
}

#[test]
fn it_is_tried_before_it_is_used() {
    let mut desk = Desk::open(&[("shop.log", TEXT)]);
    let good = tried(&mut desk, own()).unwrap();
    assert_eq!((good.lines, good.fitting, good.timed), (3, 2, 2));
    assert_eq!(good.shown[1].message, "gone");
    let bad = tried(&mut desk, OwnFormat { pattern: "(?<n>\\d".to_owned(), ..own() });
    let OwnMistake { part, start, end, message } = bad.unwrap_err();
    assert_eq!((part, start, end, message.as_str()), (OwnPart::Pattern, 0, 1, "unclosed group"));
    assert_eq!(desk.sources().remove(0).settings.own, None, "it is not used");
}

#[test]
fn one_that_is_none_falls_back_to_what_is_found() {
    let mut desk = Desk::open(&[("other.log", OTHER)]);
    let own = OwnFormat { pattern: "(".to_owned(), ..own() };
    desk.set(0, SourceSettings { own: Some(own), ..SourceSettings::default() });
    expect!["0:1 09:00:02 other"].assert_eq(&desk.rows(""));
}
