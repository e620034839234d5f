//! Rotated files are one source in order, and can be taken apart.
//!
//! Does not: look at names alone; `lead::rotated` has those.

use expect_test::expect;
use squall::protocol::page::SourceSettings;

use super::desk::Desk;

const NEWEST: &[u8] = b"    at the end of a trace\n\
2026-05-14 09:00:02 INFO third\n\
2026-05-14 09:00:03 INFO fourth\n";
const MIDDLE: &[u8] = b"2026-05-14 09:00:01 INFO first\n2026-05-14 09:00:02 ERROR second\n";
const OLDEST: &[u8] = b"2026-05-14 08:00:00 INFO zeroth\n2026-05-14 08:59:59 INFO before\n";
const OTHER: &[u8] = b"2026-05-14 09:00:02 INFO other\n";

fn desk() -> Desk {
    Desk::open(&[
        ("logs/app.log", NEWEST),
        ("logs/other.log", OTHER),
        ("logs/app.log.1", MIDDLE),
        ("logs/app.log.2", OLDEST),
    ])
}

#[test]
fn equal_times_keep_the_order_of_the_parts() {
    let mut desk = desk();
    expect![[r#"
        3:1 08:00:00 zeroth
        3:2 08:59:59 before
        2:1 09:00:01 first
        1:1 09:00:02 other
        2:2 09:00:02 second
        0:1 09:00:02 at the end of a trace
        0:2 09:00:02 third
        0:3 09:00:03 fourth"#]]
    .assert_eq(&desk.rows(""));
    expect!["logs/app.log 7, logs/other.log 1"].assert_eq(&desk.source_facet());
    let groups: Vec<_> = desk.sources().into_iter().map(|source| source.group).collect();
    let app = Some("logs/app.log".to_owned());
    assert_eq!(groups, [app.clone(), None, app.clone(), app]);
    expect!["0:2 09:00:02 third\n0:3 09:00:03 fourth"]
        .assert_eq(&desk.rows("source=logs/app.log (third or fourth)"));
}

#[test]
fn taken_apart_each_part_goes_by_its_own_name() {
    let mut desk = desk();
    desk.rows("source=logs/app.log");
    for source in [0, 2, 3] {
        desk.set(source, SourceSettings { apart: true, ..SourceSettings::default() });
    }
    assert!(desk.sources().iter().all(|source| source.group.is_none()));
    expect![[r#"
        0:1 09:00:02 at the end of a trace
        0:2 09:00:02 third
        0:3 09:00:03 fourth"#]]
    .assert_eq(&desk.rows("source=logs/app.log"));
    for source in [0, 2, 3] {
        desk.set(source, SourceSettings::default());
    }
    desk.rows("");
    expect!["logs/app.log 7, logs/other.log 1"].assert_eq(&desk.source_facet());
}

#[test]
fn files_side_by_side_stay_apart() {
    let mut desk = Desk::open(&[("web.1.log", MIDDLE), ("web.2.log", MIDDLE)]);
    desk.rows("");
    expect!["web.1.log 2, web.2.log 2"].assert_eq(&desk.source_facet());
}

#[test]
fn a_part_that_is_closed_leaves_the_others_together() {
    let mut desk = desk();
    desk.ask(squall::protocol::page::Command::Close { source: 2 });
    desk.rows("");
    expect!["logs/app.log 5, logs/other.log 1"].assert_eq(&desk.source_facet());
    desk.ask(squall::protocol::page::Command::Close { source: 3 });
    assert!(desk.sources().iter().all(|source| source.group.is_none()));
}

#[test]
fn what_surrounds_a_record_goes_on_in_the_next_part() {
    use squall::protocol::page::{Command, RecordKey, Reply, Scope};
    let mut desk = desk();
    let record = RecordKey { source: 2, offset: 31 };
    let replies = desk.ask(Command::Around { record, scope: Scope::Source, before: 2, after: 2 });
    let [Reply::Around(around)] = replies.as_slice() else { panic!("{replies:?}") };
    let rows: Vec<_> =
        around.rows.iter().map(|row| format!("{} {}", row.key.source, row.message)).collect();
    let around = ["3 before", "2 first", "2 second", "0 at the end of a trace", "0 third"];
    assert_eq!(rows, around);
}
