//! Requests as runs: the records of one id, as long as no pause between two of them is too long.
//!
//! A [`Run`] says all that a table of requests shows of it, and is joined with others of the same id
//! whatever order they come in: what lies within a pause of each other is one. So shards gather the
//! runs of their own records, and the lead joins them; it holds as many as there are distinct ids.
//!
//! Does not: find records, judge a request.

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::sets::{SetId, Sets};
use crate::store::{Key, TIME_UNKNOWN};

/// The records of one id without a long pause.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Run {
    /// Hash of its id.
    pub hash: u64,
    /// Its first record.
    pub first: Key,
    /// Its last record, with its template.
    pub last: (Key, u64),
    pub records: u64,
    /// The highest lane of its levels.
    pub lane: u8,
    /// Sets of sources and of templates.
    pub sources: SetId,
    pub templates: SetId,
    /// The first record that names a method and a path, with the number of the route.
    pub route: Option<(Key, u32)>,
    /// The last status, of the record that has it.
    pub status: Option<(Key, u16)>,
    /// The first record that failed, with its template; one that speaks of the whole request (true)
    /// behind those that say what went wrong in it.
    pub failed: Option<(bool, Key, u64)>,
    /// The longest that a record which speaks of the whole request says that it took.
    pub took_nanos: Option<i64>,
    /// From when to when it was, by the times of its records and what they say that they took.
    pub extent: (i64, i64),
}

/// Runs with the sets and routes that they name by number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunsPart {
    pub runs: Vec<Run>,
    pub sets: Vec<Box<[u64]>>,
    pub routes: Vec<String>,
}

/// Runs by id.
#[derive(Debug)]
pub struct Runs {
    /// A longer time between two records of an id begins another run.
    pause_nanos: i64,
    /// Ids that are held at most: those of the lowest hashes.
    ids_max: usize,
    /// Ids of higher hashes are passed over.
    hash_max: u64,
    pub sets: Sets,
    routes: HashMap<String, u32>,
    /// The first run of each id, and the others where there are any.
    by_id: HashMap<u64, Vec<Run>>,
}

impl Runs {
    /// None yet.
    #[must_use]
    pub fn new(pause_nanos: i64, ids_max: usize) -> Runs {
        Runs {
            pause_nanos,
            ids_max: ids_max.max(1),
            hash_max: u64::MAX,
            sets: Sets::default(),
            routes: HashMap::new(),
            by_id: HashMap::new(),
        }
    }

    /// The number of a route.
    pub fn route(&mut self, route: String) -> u32 {
        let number = self.routes.len() as u32;
        *self.routes.entry(route).or_insert(number)
    }

    /// Adds a run, whose sets and route have numbers of this.
    pub fn add(&mut self, run: Run) {
        if run.hash > self.hash_max {
            return;
        }
        let own = self.by_id.entry(run.hash).or_default();
        let mut joined = run;
        // Most ids have one run.
        let mut at = 0;
        while at < own.len() {
            if own.get(at).is_some_and(|other| near(other, &joined, self.pause_nanos)) {
                joined = join(own.swap_remove(at), joined, &mut self.sets);
                at = 0;
            } else {
                at += 1;
            }
        }
        own.push(joined);
        if self.by_id.len() > self.ids_max.saturating_mul(2) {
            self.limit();
        }
    }

    /// Adds what another has gathered.
    pub fn merge(&mut self, part: RunsPart) {
        let sets: Vec<SetId> = part.sets.iter().map(|members| self.sets.of(members)).collect();
        let routes: Vec<u32> = part.routes.into_iter().map(|route| self.route(route)).collect();
        let set = |number: SetId| sets.get(number as usize).copied().unwrap_or(0);
        for run in part.runs {
            let route = run.route.and_then(|(key, it)| Some((key, *routes.get(it as usize)?)));
            let (sources, templates) = (set(run.sources), set(run.templates));
            self.add(Run { sources, templates, route, ..run });
        }
    }

    /// Whether ids were passed over.
    #[must_use]
    pub fn is_capped(&self) -> bool {
        self.hash_max < u64::MAX
    }

    /// What was gathered, in no order.
    #[must_use]
    pub fn into_part(mut self) -> RunsPart {
        self.limit();
        let mut routes = vec![String::new(); self.routes.len()];
        for (route, number) in self.routes {
            if let Some(slot) = routes.get_mut(number as usize) {
                *slot = route;
            }
        }
        let runs = self.by_id.into_values().flatten().collect();
        RunsPart { runs, sets: self.sets.into_all(), routes }
    }

    /// Leaves the ids of the lowest hashes.
    pub fn limit(&mut self) {
        if self.by_id.len() <= self.ids_max {
            return;
        }
        let mut hashes: Vec<u64> = self.by_id.keys().copied().collect();
        let (_, &mut last, _) = hashes.select_nth_unstable(self.ids_max - 1);
        self.hash_max = last;
        self.by_id.retain(|&hash, _| hash <= last);
    }
}

/// Whether no pause lies between two runs.
fn near(a: &Run, b: &Run, pause_nanos: i64) -> bool {
    let after = |early: &Run, late: &Run| late.first.time.saturating_sub(early.last.0.time);
    after(a, b).max(after(b, a)) <= pause_nanos
}

fn join(a: Run, b: Run, sets: &mut Sets) -> Run {
    Run {
        hash: a.hash,
        first: a.first.min(b.first),
        last: a.last.max(b.last),
        records: a.records + b.records,
        lane: a.lane.max(b.lane),
        sources: sets.union(a.sources, b.sources),
        templates: sets.union(a.templates, b.templates),
        route: a.route.into_iter().chain(b.route).min_by_key(|(key, _)| *key),
        status: a.status.max(b.status),
        failed: a.failed.into_iter().chain(b.failed).min(),
        took_nanos: a.took_nanos.max(b.took_nanos),
        extent: match (a.extent, b.extent) {
            ((TIME_UNKNOWN, _), known) | (known, (TIME_UNKNOWN, _)) => known,
            (a, b) => (a.0.min(b.0), a.1.max(b.1)),
        },
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(hash: u64, time: i64, sets: &mut Sets) -> Run {
        let key = Key { time, offset: time as u64, ..Key::FIRST };
        Run {
            hash,
            first: key,
            last: (key, time as u64 % 5),
            records: 1,
            lane: (time % 7) as u8,
            sources: sets.with(0, time as u64 % 3),
            templates: sets.with(0, time as u64 % 5),
            route: None,
            status: (time % 4 == 0).then_some((key, 200)),
            failed: (time % 6 == 0).then_some((time % 4 == 0, key, 1)),
            took_nanos: None,
            extent: (time - time % 9, time),
        }
    }

    fn gathered(of: &[(u64, i64)], ids_max: usize) -> Runs {
        let mut runs = Runs::new(10, ids_max);
        for &(hash, time) in of {
            let one = run(hash, time, &mut runs.sets);
            runs.add(one);
        }
        runs
    }

    type Told = (u64, i64, i64, u64, Vec<u64>, Vec<u64>, Option<u16>);

    fn told(runs: Runs) -> Vec<Told> {
        let part = runs.into_part();
        let set = |number: SetId| part.sets[number as usize].to_vec();
        let told = |run: &Run| {
            let status = run.status.map(|it| it.1);
            let (first, last) = (run.first.time, run.last.0.time);
            (run.hash, first, last, run.records, set(run.sources), set(run.templates), status)
        };
        let mut all: Vec<_> = part.runs.iter().map(told).collect();
        all.sort();
        all
    }

    #[test]
    fn a_long_pause_begins_another_run() {
        let all = told(gathered(&[(1, 0), (1, 40), (1, 10), (1, 31), (2, 20), (1, 5)], 9));
        let short: Vec<_> = all.iter().map(|run| (run.0, run.1, run.2, run.3)).collect();
        assert_eq!(short, [(1, 0, 10, 3), (1, 31, 40, 2), (2, 20, 20, 1)]);
    }

    proptest! {
        #[test]
        fn any_order_and_any_parts_give_the_same(
            of in proptest::collection::btree_set((0..9_u64, 0..200_i64), 0..60),
            cut in 0..60_usize,
            ids_max in 1..12_usize,
        ) {
            let of: Vec<_> = of.into_iter().collect();
            let mut back = of.clone();
            back.reverse();
            let (left, right) = back.split_at(cut.min(back.len()));
            let mut joined = gathered(left, ids_max);
            joined.merge(gathered(right, usize::MAX).into_part());
            let ids: std::collections::BTreeSet<u64> = of.iter().map(|it| it.0).collect();
            joined.limit();
            prop_assert_eq!(joined.is_capped(), ids.len() > ids_max);
            prop_assert_eq!(told(joined), told(gathered(&of, ids_max)));
        }
    }
}
