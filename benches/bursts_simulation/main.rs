//! How often the burst scan cries wolf and how often it misses, on series whose truth is known,
//! beside Kleinberg's automaton.
//!
//! `cargo bench --bench bursts_simulation` prints one line per kind of series: the share of
//! burst-free series with any burst, then recall and precision for one planted burst of 10 buckets,
//! and the recall of an oracle that cries wolf in 5 % of burst-free series: no method can have more.
//! A burst is right when at least half of it and half of the planted one overlap. With 200 series
//! a share of 5 % is known to within 3 points.
//!
//! Does not: measure time.
#![allow(clippy::print_stdout, reason = "a program whose answer is a table")]

mod generator;
mod kleinberg;
mod oracle;

use std::ops::Range;

use generator::{Family, Random, series, usual};
use oracle::Sought;
use squall::engine::bursts::{Series, bursts};

const SERIES: u64 = 200;
const BUCKETS: usize = 1440;
const PLANTED_BUCKETS: usize = 10;

fn main() {
    let wandering = |memory| Family::Wandering { deviation: 0.25, memory };
    let kinds: [(&str, Family, f64, f64); 16] = [
        ("Poisson 0.2", Family::Poisson, 0.2, 6.0),
        ("Poisson 1", Family::Poisson, 1.0, 4.0),
        ("Poisson 5", Family::Poisson, 5.0, 2.0),
        ("Poisson 50", Family::Poisson, 50.0, 2.0),
        ("negative binomial 1", Family::NegativeBinomial, 1.0, 4.0),
        ("negative binomial 5", Family::NegativeBinomial, 5.0, 2.0),
        ("negative binomial 50", Family::NegativeBinomial, 50.0, 2.0),
        ("clumped 1", Family::Clumped, 1.0, 4.0),
        ("clumped 5", Family::Clumped, 5.0, 2.0),
        ("clumped 5, burst x4", Family::Clumped, 5.0, 4.0),
        ("wandering 5, 30 buckets", wandering(30.0), 5.0, 2.0),
        ("wandering 5, 120 buckets", wandering(120.0), 5.0, 2.0),
        ("wandering 50, 120 buckets", wandering(120.0), 50.0, 2.0),
        ("wandering 5, 480 buckets", wandering(480.0), 5.0, 2.0),
        ("daily 5, five days", Family::Daily { day: 288.0 }, 5.0, 2.0),
        ("daily 5, one day", Family::Daily { day: 1440.0 }, 5.0, 2.0),
    ];
    let heads = "scan: false recall precision   Kleinberg: false recall precision   oracle: recall";
    println!("{:26}     {heads}", "");
    for (name, family, mean, times) in kinds {
        let scan = measure(family, mean, times, |counts| scanned(family, counts));
        let reference = measure(family, mean, times, kleinberg::bursts);
        let oracle = oracle(family, mean, times);
        println!("{name:25} x{times} {scan}   {reference:>30}   {oracle:>14.2}");
    }
}

/// The recall of an oracle.
fn oracle(family: Family, mean: f64, times: f64) -> f64 {
    let (family, mean) = oracle::seen(family, mean);
    let sought = Sought { family, mean, times, buckets: PLANTED_BUCKETS };
    let best = |random: &mut Random, planted: Range<usize>| {
        let usual = usual(random, family, mean, BUCKETS);
        let counts = series(random, family, mean, BUCKETS, planted, times);
        oracle::best(sought, &counts, &usual)
    };
    let mut calm: Vec<f64> =
        (0..SERIES).map(|seed| best(&mut Random(seed * 7919 + 2), 0..0).1).collect();
    calm.sort_by(f64::total_cmp);
    let alarm = calm[calm.len() * 19 / 20];
    let hit = |seed: u64| {
        let random = &mut Random(seed * 7919 + 1);
        let planted = planted(random);
        let (place, ratio) = best(random, planted.clone());
        ratio > alarm && matches(&place, &planted)
    };
    (0..SERIES).filter(|seed| hit(*seed)).count() as f64 / SERIES as f64
}

fn planted(random: &mut Random) -> Range<usize> {
    let start = (random.uniform() * (BUCKETS - PLANTED_BUCKETS) as f64) as usize;
    start..start + PLANTED_BUCKETS
}

/// The scan's bursts; a day of the series is a day of the clock.
fn scanned(family: Family, counts: &[f64]) -> Vec<Range<usize>> {
    let day = if let Family::Daily { day } = family { day } else { 1440.0 };
    let found = bursts(&Series {
        counts: counts.to_vec(),
        exposure: vec![1.0; counts.len()],
        start_nanos: 0,
        width_nanos: (86_400e9 / day) as i64,
    });
    found.iter().map(|burst| burst.start..burst.end).collect()
}

fn measure(
    family: Family,
    mean: f64,
    times: f64,
    detect: impl Fn(&[f64]) -> Vec<Range<usize>>,
) -> String {
    let (mut alarmed, mut hits, mut right, mut reported) = (0, 0, 0, 0);
    for seed in 0..SERIES {
        let random = &mut Random(seed * 7919 + 1);
        let calm = series(random, family, mean, BUCKETS, 0..0, 1.0);
        alarmed += usize::from(!detect(&calm).is_empty());
        let planted = planted(random);
        let counts = series(random, family, mean, BUCKETS, planted.clone(), times);
        let found = detect(&counts);
        let good = found.iter().filter(|burst| matches(burst, &planted)).count();
        hits += good.min(1);
        right += good;
        reported += found.len();
    }
    let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
    let all = SERIES as usize;
    let (false_, recall) = (share(alarmed, all), share(hits, all));
    format!("{:10.1} % {recall:6.2} {:9.2}", false_ * 100.0, share(right, reported))
}

fn matches(burst: &Range<usize>, planted: &Range<usize>) -> bool {
    let common = burst.end.min(planted.end).saturating_sub(burst.start.max(planted.start));
    2 * common >= burst.len() && 2 * common >= planted.len()
}
