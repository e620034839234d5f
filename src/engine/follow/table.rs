//! The table of requests: which of them failed, were slow or odd; filtered, sorted and counted.
//!
//! Percentiles are exact, by nearest rank over all durations.
//!
//! Does not: gather runs, or show them.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::runs::{Run, RunsPart};
use crate::arrange::Arrange;

/// A request is odd where at most this share of its route's touch the same patterns.
const ODD_SHARE: f64 = 0.01;

/// One request with what is made of it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub run: Run,
    pub failing: bool,
    pub slow: bool,
    pub odd: bool,
}

/// All requests of a class, by their first records.
#[derive(Debug, Default)]
pub struct Table {
    pub entries: Vec<Entry>,
    pub sets: Vec<Box<[u64]>>,
    pub routes: Vec<String>,
    pub median_nanos: i64,
    pub p99_nanos: i64,
}

/// Requests that took about as long: from .. to (exclusive) nanoseconds, all and failing ones.
pub(super) type Bucket = (i64, i64, u64, u64);

/// What is counted of one route; none: requests without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteCounts {
    pub route: Option<u32>,
    pub requests: u64,
    pub failing: u64,
    pub median_nanos: i64,
    pub p99_nanos: i64,
}

impl Entry {
    /// How long it took: as a record says that speaks of the whole request, else from first to last.
    #[must_use]
    pub fn nanos(&self) -> i64 {
        let (start, end) = self.run.extent;
        self.run.took_nanos.unwrap_or_else(|| end.saturating_sub(start))
    }

    /// The number of its route.
    #[must_use]
    pub fn route(&self) -> Option<u32> {
        self.run.route.map(|(_, route)| route)
    }
}

impl Table {
    /// The table of all runs of a class.
    #[must_use]
    pub fn new(part: RunsPart) -> Table {
        let RunsPart { mut runs, sets, routes } = part;
        runs.arrange_by_key(|run| (run.first, run.hash));
        let mut ways: HashMap<(Option<u32>, u32), u64> = HashMap::new();
        let mut of_route: HashMap<Option<u32>, u64> = HashMap::new();
        let way = |run: &Run| (run.route.map(|it| it.1), run.templates);
        for run in &runs {
            *ways.entry(way(run)).or_default() += 1;
            *of_route.entry(way(run).0).or_default() += 1;
        }
        let entry = |run: Run| {
            let count = |known: Option<&u64>| known.copied().unwrap_or(0) as f64;
            let alike = count(ways.get(&way(&run))) / count(of_route.get(&way(&run).0)).max(1.0);
            let failing = run.failed.is_some();
            Entry { failing, slow: false, odd: alike <= ODD_SHARE, run }
        };
        let mut entries: Vec<Entry> = runs.into_iter().map(entry).collect();
        let mut nanos: Vec<i64> = entries.iter().map(Entry::nanos).collect();
        let (median_nanos, p99_nanos) = percentiles(&mut nanos);
        entries.iter_mut().for_each(|entry| entry.slow = entry.nanos() > p99_nanos);
        Table { entries, sets, routes, median_nanos, p99_nanos }
    }

    /// How many requests something holds for.
    #[must_use]
    pub fn count(&self, holds: impl Fn(&Entry) -> bool) -> u64 {
        self.entries.iter().filter(|entry| holds(entry)).count() as u64
    }

    /// Places of the requests that something holds for, by a number, or the other way round; equal
    /// ones by their first records.
    #[must_use]
    pub fn sorted(
        &self,
        holds: &dyn Fn(&Entry) -> bool,
        number: &dyn Fn(usize, &Entry) -> u64,
        descending: bool,
    ) -> Vec<u32> {
        let held = self.entries.iter().enumerate().filter(|(_, entry)| holds(entry));
        let turned = |number: u64| if descending { !number } else { number };
        let mut places: Vec<(u64, u32)> =
            held.map(|(at, entry)| (turned(number(at, entry)), at as u32)).collect();
        places.sort_unstable();
        places.into_iter().map(|(_, at)| at).collect()
    }

    /// How many of the requests that something holds for took how long, without holes.
    #[must_use]
    pub fn durations(&self, holds: &dyn Fn(&Entry) -> bool) -> Vec<Bucket> {
        let mut counts: BTreeMap<usize, (u64, u64)> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| holds(entry)) {
            let (all, failing) = counts.entry(bucket_of(entry.nanos())).or_default();
            *all += 1;
            *failing += u64::from(entry.failing);
        }
        let ends = counts.first_key_value().zip(counts.last_key_value());
        let Some(((&first, _), (&last, _))) = ends else { return Vec::new() };
        let bucket = |at: usize| {
            let (all, failing) = counts.get(&at).copied().unwrap_or_default();
            (bound(at), bound(at + 1), all, failing)
        };
        (first..=last).map(bucket).collect()
    }

    /// What is counted of each route: those with the most failing requests first, then the most frequent.
    #[must_use]
    pub fn by_route(&self) -> Vec<RouteCounts> {
        let mut nanos: HashMap<Option<u32>, (Vec<i64>, u64)> = HashMap::new();
        for entry in &self.entries {
            let (nanos, failing) = nanos.entry(entry.route()).or_default();
            nanos.push(entry.nanos());
            *failing += u64::from(entry.failing);
        }
        let counts = |(route, (mut nanos, failing)): (Option<u32>, (Vec<i64>, u64))| {
            let (median_nanos, p99_nanos) = percentiles(&mut nanos);
            RouteCounts { route, requests: nanos.len() as u64, failing, median_nanos, p99_nanos }
        };
        let mut found: Vec<RouteCounts> = nanos.into_iter().map(counts).collect();
        let name = |counts: &RouteCounts| counts.route.map(|it| self.routes.get(it as usize));
        found.arrange_by(|a, b| {
            let counts = (b.failing, b.requests).cmp(&(a.failing, a.requests));
            counts.then_with(|| name(a).cmp(&name(b)))
        });
        found
    }
}

/// Median and 99th percentile by nearest rank; 0 where there is nothing.
fn percentiles(nanos: &mut [i64]) -> (i64, i64) {
    nanos.sort_unstable();
    let at = |hundredths: usize| {
        let rank = (nanos.len() * hundredths).div_ceil(100).saturating_sub(1);
        nanos.get(rank).copied().unwrap_or(0)
    };
    (at(50), at(99))
}

/// Where bucket `at` begins: 0, then 1, 2 and 5 times powers of ten from a microsecond on.
fn bound(at: usize) -> i64 {
    let Some(at) = at.checked_sub(1) else { return 0 };
    let step = [1, 2, 5].get(at % 3).copied().unwrap_or(1);
    10_i64.checked_pow(3 + at as u32 / 3).map_or(i64::MAX, |ten| ten.saturating_mul(step))
}

fn bucket_of(nanos: i64) -> usize {
    (0..).take_while(|&at| bound(at + 1) <= nanos && bound(at) < i64::MAX).count()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::store::Key;

    fn table(of: &[(i64, bool, u32)]) -> Table {
        let run = |(at, &(nanos, failing, templates)): (usize, &(i64, bool, u32))| {
            let key = Key { time: at as i64, ..Key::FIRST };
            Run {
                hash: at as u64,
                first: key,
                last: (key, 1),
                records: 1,
                lane: 3,
                sources: 0,
                templates,
                route: (at % 2 == 0).then_some((key, 0)),
                status: None,
                failed: failing.then_some((false, key, 1)),
                took_nanos: None,
                extent: (0, nanos),
            }
        };
        let runs = of.iter().enumerate().map(run).collect();
        Table::new(RunsPart { runs, sets: Vec::new(), routes: vec!["GET /".to_owned()] })
    }

    #[test]
    fn slow_and_odd_ones_are_told() {
        let of: Vec<_> = (0..400).map(|n| (n * 1_000, n == 7, u32::from(n == 20))).collect();
        let table = table(&of);
        assert_eq!((table.median_nanos, table.p99_nanos), (199_000, 395_000));
        assert_eq!(table.count(|entry| entry.slow), 4);
        assert_eq!(table.count(|entry| entry.odd), 1);
        let longest = table.sorted(&|_| true, &|_, entry| entry.nanos() as u64, true);
        assert_eq!((longest.len(), &longest[..2]), (400, &[399, 398][..]));
        let told: Vec<_> = table
            .by_route()
            .iter()
            .map(|it| format!("{:?} {} {} {}", it.route, it.requests, it.failing, it.p99_nanos))
            .collect();
        assert_eq!(told, ["None 200 1 395000", "Some(0) 200 0 394000"]);
    }

    #[test]
    fn durations_have_round_bounds() {
        let table =
            table(&[(0, false, 0), (1_500, true, 0), (2_000, false, 0), (60_000, false, 0)]);
        let of = |it: &Bucket| format!("{} {} {} {}", it.0, it.1, it.2, it.3);
        let told: Vec<String> = table.durations(&|_| true).iter().map(of).collect();
        expect![[r#"
            0 1000 1 0
            1000 2000 1 1
            2000 5000 1 0
            5000 10000 0 0
            10000 20000 0 0
            20000 50000 0 0
            50000 100000 1 0"#]]
        .assert_eq(&told.join("\n"));
        assert_eq!(table.durations(&|entry| entry.slow), []);
        assert!(bucket_of(i64::MAX) < 60 && bucket_of(-5) == 0);
    }
}
