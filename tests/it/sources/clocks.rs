//! A clock that was wrong is corrected, for one source alone.
//!
//! Does not: read how a person writes it; `session::show` does.

use expect_test::expect;
use squall::protocol::page::{ClockSkew, Command, Reply, SourceSettings};

use super::desk::Desk;

const GATEWAY: &[u8] = b"2026-05-14T09:00:01Z INFO in\n2026-05-14T09:00:03Z INFO out\n";
const STOCK: &[u8] = b"2026-05-14T09:00:00Z INFO reserve\n2026-05-14T09:00:00.5Z INFO done\n";

#[test]
fn every_time_of_a_source_is_shifted() {
    let mut desk = Desk::open(&[("gateway.log", GATEWAY), ("stock.log", STOCK)]);
    let shift = |nanos| SourceSettings { shift_nanos: nanos, ..SourceSettings::default() };
    desk.set(1, shift(1_750_000_000));
    expect![[r#"
        0:1 09:00:01 in
        1:1 09:00:01.75 reserve
        1:2 09:00:02.25 done
        0:2 09:00:03 out"#]]
    .assert_eq(&desk.rows(""));
    expect!["1:2 09:00:02.25 done"].assert_eq(&desk.rows("time>=09:00:02.1 time<09:00:03"));
    let stock = desk.sources().remove(1);
    assert_eq!(stock.settings.shift_nanos, 1_750_000_000);
    let nanos = stock.last.unwrap().0 - stock.first.unwrap().0;
    assert_eq!(nanos, 500_000_000);
    desk.set(1, SourceSettings::default());
    assert!(desk.rows("").starts_with("1:1 09:00:00 reserve\n1:2 09:00:00.5 done"));
}

#[test]
fn a_time_that_does_not_fit_is_none() {
    let mut desk = Desk::open(&[("stock.log", STOCK)]);
    desk.set(0, SourceSettings { shift_nanos: i64::MAX, ..SourceSettings::default() });
    expect!["0:1 - reserve\n0:2 - done"].assert_eq(&desk.rows(""));
}

#[test]
fn ids_that_two_sources_share_show_the_skew() {
    let line = |n: i64, millis: i64, words: &str| {
        let at = n * 1000 + millis;
        let (second, milli) = (at / 1000, at % 1000);
        format!(
            "2026-05-14T09:{:02}:{:02}.{milli:03}Z INFO {words} trace_id=7f3a9c{n:04}b2d1\n",
            second / 60,
            second % 60
        )
    };
    // The stock's clock is two seconds slow; a call takes some milliseconds.
    let gateway: String = (10..40).map(|n| line(n, 0, "request")).collect();
    let stock: String = (10..40).map(|n| line(n, n % 5 - 2000, "reserve")).collect();
    let mut desk =
        Desk::open(&[("gateway.log", gateway.as_bytes()), ("stock.log", stock.as_bytes())]);
    assert_eq!(skews(&mut desk), ["stock.log against 0: 30 ids, 2.00 s"]);
    desk.set(1, SourceSettings { shift_nanos: 2_000_000_000, ..SourceSettings::default() });
    assert_eq!(skews(&mut desk), [""; 0]);
}

fn skews(desk: &mut Desk) -> Vec<String> {
    let replies = desk.ask(Command::Clocks);
    let [Reply::Clocks(clocks)] = replies.as_slice() else { panic!("{replies:?}") };
    let sources = desk.sources();
    let skew = |skew: &ClockSkew| {
        let ClockSkew { source, other, ids, nanos } = *skew;
        let name = &sources[source as usize].name;
        format!("{name} against {other}: {ids} ids, {:.2} s", nanos as f64 / 1e9)
    };
    clocks.skews.iter().map(skew).collect()
}
