//! Metric files: what is read of odd ones, what is never taken for one, and what moves with a series.
//!
//! The kinds' own examples are run beside their table.
//!
//! Does not: open files; every file is a text of the test.

use std::slice::from_ref;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use squall::engine::{
    formats::{Hints, cards, settle},
    merge::SparseCounts,
    series::{self, Found, is_kind, moves},
    time::TimeNanos,
};

fn hints(name: &str, format: &str) -> Hints {
    // 2026-11-22
    let latest = TimeNanos(1_795_305_600_000_000_000);
    let (name, format) = (name.to_owned(), Some(format.to_owned()));
    Hints { latest, name, format, ..Hints::default() }
}

fn found(name: &str, format: &str, text: &str) -> Option<(String, Found)> {
    let settled = settle(text.as_bytes(), b"", &hints(name, format));
    let kind = settled.formats.first().cloned()?;
    is_kind(&kind).then(|| (kind, series::read(text.as_bytes(), &settled)))
}

fn summary(name: &str, format: &str, text: &str) -> String {
    let Some((kind, found)) = found(name, format, text) else { return "a log\n".to_owned() };
    let mut lines = format!("{kind}, {} lines, {} no point\n", found.lines, found.structure_lines);
    for track in &found.tracks {
        let values: Vec<String> = track
            .points
            .iter()
            .map(|(nanos, value)| format!("{}:{value}", nanos / 1_000_000_000 % 100_000))
            .collect();
        lines += &format!("{} [{}] {}\n", track.name, track.unit, values.join(" "));
    }
    for marker in &found.markers {
        lines += &format!("{} {}\n", marker.nanos / 1_000_000_000 % 100_000, marker.text);
    }
    for odd in &found.oddities.kinds {
        lines += &format!("! {} {}\n", odd.count, odd.kind);
    }
    lines
}

fn check(text: &str, expected: Expect) {
    expected.assert_eq(&summary("export.csv", series::DETECT, text));
}

#[test]
fn a_table_with_two_headers() {
    check(
        "Time,cpu,mem\n,%,MB\n1709978400,1,10\n1709978460,2,20\nTime,cpu,mem\n1709978520,3,30\n",
        expect![[r#"
            metric-csv, 6 lines, 3 no point
            cpu [%] 78400:1 78460:2 78520:3
            mem [MB] 78400:10 78460:20 78520:30
            ! 1 a further header within the table
        "#]],
    );
}

#[test]
fn values_that_are_none_and_rows_that_are_odd() {
    check(
        "Time,a,b\n1709978460,2,NaN\n1709978400,1,\n1709978520,x,5\nend,1,2\n1709978580,+Inf,6,7\n\
         1709978640,4,null\n1709978640,4,8\n1709978700\n",
        expect![[r#"
            metric-csv, 9 lines, 2 no point
            a [] 78400:1 78460:2 78640:4 78640:4
            b [] 78520:5 78580:6 78640:8
            ! 1 points before the one above them, sorted by time
            ! 1 rows with fewer cells than there are columns
            ! 1 rows with more cells than there are columns
            ! 1 rows without a time, left out
            ! 1 several values of a series at one time
            ! 3 values that are empty or NaN
            ! 1 values that are infinite, left out
            ! 1 values that are no number, left out
        "#]],
    );
}

#[test]
fn mixed_units_are_one_unit_or_left_out() {
    check(
        "Time;latency\n2024-03-09 10:00:00;900 ms\n2024-03-09 10:01:00;1,2 s\n\
         2024-03-09 10:02:00;0\n2024-03-09 10:03:00;5 MB\n",
        expect![[r#"
            metric-csv, 5 lines, 1 no point
            latency [s] 78400:0.9 78460:1.2 78520:0
            ! 1 values in another unit than their series, left out
        "#]],
    );
}

#[test]
fn a_column_of_which_half_is_no_number() {
    let text = "Time,cpu,state\n1709978400,1,7\n1709978460,2,down\n1709978520,3,8\n\
                1709978580,4,up\n";
    check(
        text,
        expect![[r#"
            metric-csv, 5 lines, 1 no point
            cpu [] 78400:1 78460:2 78520:3 78580:4
            state [] 78400:7 78520:8
            ! 2 values that are no number, left out
        "#]],
    );
}

#[test]
fn several_series_in_one_file_of_rows() {
    let text = "timestamp,metric,value\n1709978400,cpu,1\n1709978400,mem,5\n1709978460,cpu,2\n\
                1709978460,mem,6\n";
    check(
        text,
        expect![[r#"
            metric-csv, 5 lines, 1 no point
            cpu [] 78400:1 78460:2
            mem [] 78400:5 78460:6
        "#]],
    );
}

#[test]
fn documents_that_end_early_keep_what_is_whole() {
    let text = r#"{"status":"success","data":{"resultType":"matrix","result":[{"metric":{"job":"a"},"values":[[1709978400,"1"],[1709978460,"2"],[17099"#;
    check(
        text,
        expect![[r#"
            prometheus, 1 lines, 1 no point
            {job="a"} [] 78400:1 78460:2
        "#]],
    );
    check(
        "# TYPE up gauge\nup 1 1709978400000\nup{job=\"a\n",
        expect![[r#"
            a log
        "#]],
    );
}

#[test]
fn a_person_can_say_otherwise() {
    let table = "ts,host,code\n2024-03-09T10:00:00Z,a,200\n2024-03-09T10:00:01Z,b,404\n";
    assert_eq!(summary("a.csv", series::DETECT, table), "a log\n");
    expect![[r#"
        metric-csv, 3 lines, 1 no point
        code a [] 78400:200
        code b [] 78401:404
    "#]]
    .assert_eq(&summary("a.csv", series::METRIC, table));
    let lines = "2024-03-09T10:00:00Z api 1.4\n2024-03-09T11:00:00Z api 1.5\n";
    assert_eq!(summary("a.txt", series::DETECT, lines), "a log\n");
    let marked = "markers-lines, 2 lines, 0 no point\n78400 api 1.4\n82000 api 1.5\n";
    assert_eq!(summary("a.txt", series::MARKERS, lines), marked);
    assert_eq!(summary("deploys.txt", series::DETECT, lines), marked);
    assert_eq!(summary("deploys.log", series::DETECT, lines), "a log\n");
    let table = "time,text\n2024-03-09T10:00:00Z,api 1.4\n2024-03-09T11:00:00Z,api 1.5\n";
    assert_eq!(summary("a.csv", series::DETECT, table), "a log\n");
    let marked = "markers-csv, 3 lines, 1 no point\n78400 api 1.4\n82000 api 1.5\n";
    assert_eq!(summary("deploys.csv", series::DETECT, table), marked);
    let metric = "Time,cpu\n1709978400,1\n1709978460,2\n";
    assert_eq!(summary("deploys.csv", series::LOG, metric), "a log\n");
}

#[test]
fn no_log_is_taken_for_a_metric() {
    for card in cards() {
        for example in card.examples {
            for times in [1, 3, 50] {
                let text = format!("{}\n", example.text).repeat(times);
                let read = summary("some/export.csv", series::DETECT, &text);
                assert_eq!(read, "a log\n", "{}: {text}", card.name);
            }
        }
    }
    let logs = [
        "time,method,path,status,bytes,duration\n1709978400,GET,/,200,512,0.1\n1709978401,GET,/a,404,0,0.2\n",
        "timestamp,pid,status\n1709978400,10,1\n1709978410,10,2\n1709978420,10,2\n",
        "timestamp,message\n1709978400123,started\n1709978400125,stopped\n",
        "time,bytes,latency\n1709978400.1,512,3\n1709978400.9,12,4\n1709978407.2,99,1\n1709978407.3,1,1\n",
        "{\"time\":\"2024-03-09T10:00:00Z\",\"value\":5}\n{\"time\":\"2024-03-09T10:00:01Z\",\"value\":6}\n",
        "{\"data\":[{\"ts\":1709978400,\"msg\":\"a\"}],\"status\":\"ok\"}\n",
        "[{\"time\":1709978400000,\"text\":\"a\",\"level\":\"info\"}]\n",
        "cpu 5 1\ncpu 6 2\n",
        "",
        "\n\n",
        "a,b\n",
    ];
    for log in logs {
        assert_eq!(summary("export.csv", series::DETECT, log), "a log\n", "{log}");
    }
}

/// Numbers that look like chance, the same each time.
struct Chance(u64);

impl Chance {
    fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (self.uniform() * std::f64::consts::TAU).cos()
    }

    fn poisson(&mut self, rate: f64) -> u32 {
        let (mut waited, mut count) = (-self.uniform().ln(), 0);
        while waited < rate {
            waited -= self.uniform().ln();
            count += 1;
        }
        count
    }
}

const BUCKETS: usize = 1_000;

fn sparse(counts: &[u32]) -> SparseCounts {
    let counts = counts.iter().enumerate().filter(|(_, count)| **count > 0);
    SparseCounts::of(counts.map(|(at, count)| (at as u32, *count)).collect())
}

/// Patterns that nothing moves: even ones, clumped ones, and ones whose rate wanders.
fn patterns(chance: &mut Chance) -> Vec<SparseCounts> {
    (0..60)
        .map(|kind| {
            let mean = [0.05, 0.5, 3.0, 20.0][kind % 4];
            let mut wander = 0.0_f64;
            let counts: Vec<u32> = (0..BUCKETS)
                .map(|_| {
                    wander = 0.98 * wander + 0.2 * chance.normal();
                    match kind / 20 {
                        0 => chance.poisson(mean),
                        1 if chance.uniform() < 0.1 => chance.poisson(mean * 10.0),
                        1 => 0,
                        _ => chance.poisson(mean * (0.5 * wander).exp()),
                    }
                })
                .collect();
            sparse(&counts)
        })
        .collect()
}

/// Courses of a series: noise, one that hangs together, one that wanders, a wave.
fn course(kind: usize, chance: &mut Chance) -> Vec<Option<f64>> {
    let mut state = 0.0;
    let value = |at: usize| {
        let noise = chance.normal();
        match kind {
            0 => noise,
            1 => {
                state = 0.95 * state + noise;
                state
            }
            2 => {
                state += noise;
                state
            }
            _ => (at as f64 / 40.0).sin() * 3.0 + noise,
        }
    };
    (0..BUCKETS).map(value).map(Some).collect()
}

#[test]
fn where_nothing_was_planted_next_to_nothing_moves() {
    let mut chance = Chance(7);
    let (mut listed, mut looked_at) = (0, 0);
    for round in 0..24 {
        let patterns = patterns(&mut chance);
        let values = course(round % 4, &mut chance);
        let start = (chance.uniform() * 900.0) as usize;
        let window = start..start + 30;
        let windows = if round % 2 == 0 { from_ref(&window) } else { &[] };
        let found = moves(&values, windows, &patterns, 60);
        listed += found.moved.len();
        looked_at += patterns.len();
    }
    assert!(listed * 200 <= looked_at, "{listed} of {looked_at} patterns");
}

#[test]
fn what_breaks_out_around_a_burst_is_found_with_its_lag() {
    for (seed, lag) in [(1, 0), (2, 7), (3, 20), (4, -12)] {
        let mut chance = Chance(seed);
        let mut patterns = patterns(&mut chance);
        let mut burst: Vec<u32> = (0..BUCKETS).map(|_| chance.poisson(0.2)).collect();
        let start = (500 - lag) as usize;
        burst[start..start + 30].iter_mut().for_each(|count| *count += 3);
        patterns.push(sparse(&burst));
        let values = course(1, &mut chance);
        let found = moves(&values, from_ref(&(500..530)), &patterns, 60);
        let broke = found.moved.iter().find(|moved| moved.item == 60).unwrap();
        assert!((broke.lead - lag).abs() <= 2 && broke.rises, "{lag}: {broke:?}");
        assert!(found.moved.len() <= 3, "{found:?}");
    }
}

#[test]
fn what_goes_up_and_down_with_a_series_is_found_with_its_lag() {
    for (seed, lag) in [(1, 0), (2, 7), (3, 20), (4, -12)] {
        let mut chance = Chance(seed);
        let mut patterns = patterns(&mut chance);
        let values = course(0, &mut chance);
        let at = |at: i64| values[at.rem_euclid(BUCKETS as i64) as usize].unwrap();
        let rate = |bucket: usize| (0.5 * at(bucket as i64 + lag)).exp() * 5.0;
        let sways: Vec<u32> = (0..BUCKETS).map(|bucket| chance.poisson(rate(bucket))).collect();
        patterns.push(sparse(&sways));
        let found = moves(&values, &[], &patterns, 60);
        let swayed = found.moved.iter().find(|moved| moved.item == 60).unwrap();
        assert!(swayed.lead == lag && swayed.rises, "{lag}: {swayed:?}");
        assert!(swayed.correlation.is_some_and(|found| found > 0.5), "{swayed:?}");
        assert!(found.moved.len() <= 3, "{found:?}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read_without_loss_of_lines(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        kind in prop::sample::select(vec![series::METRIC, series::MARKERS, "prometheus",
            "cloudwatch", "grafana", "openmetrics", "markers-json", "metric-csv"]),
    ) {
        let settled = settle(&bytes, b"", &hints("x", kind));
        let found = series::read(&bytes, &settled);
        prop_assert!(found.structure_lines <= found.lines);
        for track in &found.tracks {
            prop_assert!(track.points.windows(2).all(|pair| pair[0].0 <= pair[1].0));
        }
    }

    /// Every value of a made-up table is a point, in its series and at its time, in whatever order
    /// the rows stand and whatever parts the cells.
    #[test]
    fn a_table_is_read_as_it_was_written(
        rows in prop::collection::btree_map(0..5_000_i64, (-1e6..1e6_f64, prop::option::of(0..99_u32)), 3..40),
        turned in any::<bool>(),
        separator in prop::sample::select(vec![',', '\t', '|']),
        quoted in any::<bool>(),
    ) {
        let quote = if quoted { "\"" } else { "" };
        let cell = |text: String| format!("{quote}{text}{quote}");
        let mut lines: Vec<String> = rows.iter().map(|(minute, (a, b))| {
            let time = jiff::Timestamp::from_second(1_709_978_400 + minute * 60).unwrap();
            let b = b.map_or_else(String::new, |b| b.to_string());
            [cell(time.to_string()), cell(a.to_string()), cell(b)].join(&separator.to_string())
        }).collect();
        if turned {
            lines.reverse();
        }
        let head = ["Time", "a", "b_bytes"].map(|name| cell(name.to_owned()));
        lines.insert(0, head.join(&separator.to_string()));
        let (_, found) = found("x.csv", series::METRIC, &lines.join("\n")).unwrap();
        let time = |minute: &i64| (1_709_978_400 + minute * 60) * 1_000_000_000;
        let a: Vec<(i64, f64)> = rows.iter().map(|(at, (a, _))| (time(at), *a)).collect();
        prop_assert_eq!(&found.tracks[0].points, &a);
        let b: Vec<(i64, f64)> =
            rows.iter().filter_map(|(at, (_, b))| Some((time(at), f64::from((*b)?)))).collect();
        let read = found.tracks.get(1).map_or(Vec::new(), |track| track.points.clone());
        prop_assert_eq!(&read, &b);
        if let Some(track) = found.tracks.get(1) {
            prop_assert_eq!(&track.unit, "B");
        }
    }
}
