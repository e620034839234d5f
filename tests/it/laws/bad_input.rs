//! Input whose answer would be wrong in silence: it is said in words, and capped by name.
//!
//! Does not: check the answers of good input; the other laws do.

use expect_test::expect;
use squall::{
    protocol::page::{Command, IdClasses, Measured, Metrics, MetricsAsked, Reply, Story},
    session::{following::Told, metrics::words::remarks, state::Open},
};

use super::{
    answers::select,
    desk::{Desk, Spread, ask, open},
    follow::story_near,
    sources::Source,
};

fn opened(texts: Vec<String>) -> Desk {
    let files: Vec<Source> = texts.into_iter().map(|text| Source(text.into_bytes())).collect();
    open(&files, Spread { shards: 2, cut_bytes: 8 << 20 }, 0)
}

fn story(desk: &mut Desk, id: &str) -> Story {
    story_near(desk, id.to_owned(), None)
}

/// What the page says beside a story.
fn said(desk: &mut Desk, story: Story) -> String {
    let Reply::Clocks(clocks) = ask(desk, Command::Clocks) else { panic!("clocks") };
    let open = Open { clocks: clocks.into(), progress: desk.progress(), ..Open::default() };
    let told = Told::of(story);
    let words = told.capped_words().into_iter().chain(told.skew_words(&open));
    words.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_user_on_a_million_records_is_no_request() {
    let mut log = String::new();
    for at in 0..1_000_000 {
        let (minute, second, request) = (at / 60_000, at / 1_000 % 60, at / 4);
        log += &format!(
            "2026-03-01T10:{minute:02}:{second:02}.{:03}Z INFO user=ann rid=r-{request:06} {}\n",
            at % 1_000,
            ["began", "asked the bank", "answered by the bank", "ended"][at % 4]
        );
    }
    let mut desk = opened(vec![log]);
    let all = story(&mut desk, "ann");
    assert_eq!((all.records_total, all.steps.len(), all.requests), (1_000_000, 20_000, 1));
    assert!(!all.offered && all.versus.is_none(), "{} {:?}", all.class, all.versus);
    expect![[r#"
        1,000,000 records carry this id, so it may name something that lasts, as a host or a user does, not one request. The first 20,000 are shown."#]]
    .assert_eq(&said(&mut desk, all));
    let one = story(&mut desk, "r-000700");
    assert_eq!((one.records_total, one.steps.len(), one.offered), (4, 4, true));
    let Reply::Ids(IdClasses { classes, .. }) = ask(&mut desk, Command::Ids) else { panic!() };
    let offered: Vec<&[String]> =
        classes.iter().filter(|class| class.offered).map(|class| &class.names[..]).collect();
    assert_eq!(offered.len(), 1, "{offered:?}");
    assert!(offered[0].iter().all(|name| !name.contains("user")), "{offered:?}");
}

/// Twenty requests over two sources; the clock of the second is late by so many milliseconds.
fn two_clocks(late: i64) -> Vec<String> {
    let line = |second: i64, millis: i64, words: &str| {
        let at = second * 1_000 + millis;
        format!(
            "2026-05-14T09:{:02}:{:02}.{:03}Z INFO {words} trace_id=7f3a9c{second:04}b2d1\n",
            at / 60_000,
            at / 1_000 % 60,
            at % 1_000
        )
    };
    let gateway = (10..40).map(|n| line(n, 0, "asked") + &line(n, 90, "answered")).collect();
    let stock = (10..40).map(|n| line(n, n % 5 + 20 + late, "reserved")).collect();
    vec![gateway, stock]
}

#[test]
fn a_story_says_that_clocks_differ() {
    let mut desk = opened(two_clocks(-2_000));
    let found = story(&mut desk, "7f3a9c0020b2d1");
    let order: Vec<u32> = found.steps.iter().map(|step| step.record.source).collect();
    assert_eq!(order, [1, 0, 0], "as it is written");
    expect![[r#"
        The clock of 1.log seems to be 2 s behind that of 0.log, so order and gaps here may be wrong. It can be corrected among the sources."#]]
    .assert_eq(&said(&mut desk, found));
    let mut desk = opened(two_clocks(600_000));
    let found = story(&mut desk, "7f3a9c0020b2d1");
    expect![[r#"
        The clock of 1.log seems to be 10 min ahead of that of 0.log, so order and gaps here may be wrong. It can be corrected among the sources."#]]
    .assert_eq(&said(&mut desk, found));
    let mut desk = opened(two_clocks(0));
    let found = story(&mut desk, "7f3a9c0020b2d1");
    assert_eq!(said(&mut desk, found), "");
}

#[test]
fn an_id_that_comes_again_after_days_says_so() {
    let mut log = String::new();
    for day in [1, 4, 9] {
        for job in 100..130 {
            for (second, text) in [(1, "began"), (3, "ended")] {
                let minute = job - 100;
                log +=
                    &format!("2026-03-0{day}T10:{minute:02}:0{second}Z host job[{job}]: {text}\n");
            }
        }
    }
    let mut desk = opened(vec![log]);
    let found = story(&mut desk, "107");
    expect![[r#"
        This id names 3 requests, long pauses apart: they are shown together, and the first is compared."#]]
    .assert_eq(&said(&mut desk, found));
}

fn measured(desk: &mut Desk) -> Vec<Measured> {
    select(desk, "");
    let asked = MetricsAsked { buckets_max: 12, also: Vec::new(), split: None };
    match ask(desk, Command::Metrics(asked)) {
        Reply::Metrics(found) => {
            let Metrics { measured, .. } = *found;
            measured
        }
        other => panic!("{other:?}"),
    }
}

/// Records whose duration is written in turn as each of these.
fn taking(values: &[&str]) -> Vec<String> {
    let line = |at: usize| {
        let value = values[at % values.len()];
        format!("{{\"ts\":\"2026-05-14T09:00:{at:02}Z\",\"msg\":\"done\",\"took\":{value}}}\n")
    };
    vec![(0..60).map(line).collect()]
}

#[test]
fn numbers_that_are_not_always_one_say_so() {
    let mut desk = opened(taking(&["12", "\"fast\""]));
    expect![[r#"
        a duration in 30 of 60 events that have it; the others are left out
        the unit of its numbers is not told: taken for milliseconds, for seconds where three or more digits stand behind the point"#]]
    .assert_eq(&remarks(&measured(&mut desk)[0]).join("\n"));
}

#[test]
fn durations_of_several_units_are_each_converted() {
    let mut desk =
        opened(taking(&["\"1500ms\"", "\"1.5s\"", "\"1500000us\"", "\"1500000000 ns\""]));
    let found = measured(&mut desk);
    assert_eq!(remarks(&found[0]), [""; 0]);
    let all = found[0].all.expect("percentiles");
    assert!(all.iter().all(|value| (value - 1.5e9).abs() < 1e7), "{all:?}");
    let mut desk = opened(taking(&["\"1500ms\"", "1500"]));
    expect![[r#"
        the unit of 30 numbers without a unit is not told: taken for milliseconds, for seconds where three or more digits stand behind the point"#]]
    .assert_eq(&remarks(&measured(&mut desk)[0]).join("\n"));
}

/// What is odd in the only source, and the values of a facet.
fn table(rows: &[&str], field: &str) -> String {
    let mut desk = opened(vec![rows.join("\n")]);
    select(&mut desk, "");
    let source = desk.progress().sources.remove(0);
    let mut lines = vec![format!("{} records, {} header", source.records, source.structure_lines)];
    for odd in source.diagnostics {
        lines.push(format!("{} × {}", odd.count, odd.kind));
    }
    let Reply::Facets(facets) = ask(&mut desk, Command::Facets { values_max: 9 }) else { panic!() };
    let found = facets.fields.into_iter().find(|it| it.name == field);
    let values = found.map(|it| it.values).unwrap_or_default();
    lines.extend(values.iter().map(|(value, count)| format!("{field}={value} {count}")));
    lines.join("\n")
}

#[test]
fn a_table_of_two_headers_says_so() {
    let rows = |second: &'static str, below: [&'static str; 2]| {
        [
            "time,host,status",
            "2026-05-14T09:00:00Z,web-1,200",
            "2026-05-14T09:00:01Z,web-2,200",
            "2026-05-14T09:00:02Z,web-1,503",
            second,
            below[0],
            below[1],
        ]
    };
    let again = ["2026-05-14T09:00:03Z,web-1,200", "2026-05-14T09:00:04Z,web-3,200"];
    expect![[r#"
        5 records, 2 header
        status=200 4
        status=503 1"#]]
    .assert_eq(&table(&rows("time,host,status", again), "status"));
    let wider = ["2026-05-14T09:00:03Z,web-1,eu,200", "2026-05-14T09:00:04Z,web-3,eu,503"];
    expect![[r#"
        5 records, 2 header
        status=200 3
        status=503 2"#]]
    .assert_eq(&table(&rows("time,host,region,status", wider), "status"));
    let turned = ["2026-05-14T09:00:03Z,200,web-1", "2026-05-14T09:00:04Z,503,web-3"];
    expect![[r#"
        6 records, 1 header
        1 × a further header: rows below it are read by the first one's names
        status=200 2
        status=503 1
        status=host 1
        status=web-1 1
        status=web-3 1"#]]
    .assert_eq(&table(&rows("time,status,host", turned), "status"));
}
