//! Rows around a rank where records of one pattern in a row are one row.
//!
//! Records are gone through from the rank on and from the rank back, a batch of keys with templates at
//! a time; where a batch ends within a run, shards are asked how far it goes, so that a run of any
//! length costs them a look and the lead a few keys. A run is a run of the merged order, told whole
//! wherever it is met, and ranks stay those of records.
//!
//! Does not: number the runs; that would take a pass over all records of all shards in one order.

use std::collections::{BTreeMap, VecDeque};

use super::{rank, rows};
use crate::{
    engine::store::{Key, TIME_UNKNOWN},
    lead::{Desk, port::Port, settled},
    protocol::{
        page::{RecordKey, RowsPage, Run, TimeNanos},
        shard::{ShardCommand, ShardReply, Slot},
    },
};

/// Records of a batch.
const BATCH: u32 = 500;
/// Records that a shard looks at in a cut to find the end of a run: at first, and at most.
const LOOKED: u32 = 4_000;
const LOOKED_MAX: u32 = 256_000;
/// Most rows on each side.
const ROWS_MAX: u32 = 1_000;

/// Which rows are wanted.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) rank: u64,
    /// How many rows before the one that holds the rank, and after it.
    pub(super) before: u32,
    pub(super) after: u32,
    /// First records of the runs that are shown record by record.
    pub(super) opened: Vec<RecordKey>,
}

/// Neighbours of one template, from the first to the last in the order of time.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    template: u64,
    first: Key,
    last: Key,
    records: u64,
}

/// The rows around a rank.
pub(super) async fn rows(
    port: &Port,
    desk: &Desk,
    asked: &Asked,
    columns: Vec<String>,
) -> RowsPage {
    settled::settled(port, desk).await;
    let (first, runs) = lines(port, desk, asked).await;
    let keys: Vec<Key> = runs.iter().map(|(key, _)| *key).collect();
    let known: BTreeMap<RecordKey, Run> =
        runs.into_iter().filter_map(|(key, run)| Some((key.into(), run?))).collect();
    let mut rows = rows::of_keys(port, desk, keys, columns.clone()).await;
    for row in &mut rows {
        row.run = known.get(&row.key).copied();
    }
    RowsPage { first, rows, columns }
}

/// The record of each row with the run it begins, and the rank of the first of them.
async fn lines(port: &Port, desk: &Desk, asked: &Asked) -> (u64, VecDeque<(Key, Option<Run>)>) {
    let (low, high) = rank::bounds(desk);
    let mut lines = VecDeque::new();
    let here = rank::keys(port, Slot::Filter, (low, high), asked.rank, 1).await;
    let Some(&here) = here.first() else { return (asked.rank, lines) };
    let mut on = Walk::new(port, here, high, true);
    let mut back = Walk::new(port, low, here, false);
    let Some(mut holder) = on.next().await else { return (asked.rank, lines) };
    let mut start = asked.rank;
    let mut earlier = back.next().await;
    if let Some(same) = earlier.filter(|same| same.template == holder.template) {
        holder = Stretch { first: same.first, records: holder.records + same.records, ..holder };
        start -= same.records;
        earlier = back.next().await;
    }
    let (before, after) = (asked.before.min(ROWS_MAX), asked.after.min(ROWS_MAX));
    let (before, after) = (u64::from(before), u64::from(after));

    // The run that holds the rank; where it is open, those of its records that are near.
    let at = asked.rank - start;
    let open = asked.opens(&holder);
    let near = at.saturating_sub(before)..(at + after + 1).min(holder.records);
    let mut first = start + if open { near.start } else { 0 };
    let mut left = if open { after - (near.end - at - 1) } else { after };
    let mut left_before = if open { before - (at - near.start) } else { before };
    lines.extend(holder.lines(port, open, near).await);

    while left > 0
        && let Some(next) = on.next().await
    {
        let open = asked.opens(&next);
        let new = next.lines(port, open, 0..left.min(next.records)).await;
        left -= new.len() as u64;
        lines.extend(new);
    }
    while left_before > 0
        && let Some(run) = earlier
    {
        let open = asked.opens(&run);
        let from = run.records.saturating_sub(left_before);
        let new = run.lines(port, open, from..run.records).await;
        left_before -= new.len() as u64;
        first -= if open { run.records - from } else { run.records };
        new.into_iter().rev().for_each(|line| lines.push_front(line));
        earlier = back.next().await;
    }
    (first, lines)
}

impl Asked {
    fn opens(&self, run: &Stretch) -> bool {
        run.records > 1 && self.opened.contains(&run.first.into())
    }
}

impl Stretch {
    /// Its one row; or where it is open, one for each of these of its records.
    async fn lines(
        &self,
        port: &Port,
        open: bool,
        near: std::ops::Range<u64>,
    ) -> Vec<(Key, Option<Run>)> {
        let until = (self.last.time != TIME_UNKNOWN).then_some(TimeNanos(self.last.time));
        let run = (self.records > 1).then_some(Run { records: self.records, until, open });
        if !open {
            return vec![(self.first, run)];
        }
        let within = (self.first, self.last.after());
        let keys = rank::keys(port, Slot::Filter, within, near.start, near.end - near.start).await;
        keys.into_iter().map(|key| (key, run.filter(|_| key == self.first))).collect()
    }
}

/// Goes from run to run between two keys, in the order of time or back.
struct Walk<'a> {
    port: &'a Port,
    low: Key,
    high: Key,
    forward: bool,
    /// Records that were asked for already; they lie before `low`, or behind `high` on the way back.
    ahead: VecDeque<(Key, u64)>,
}

impl<'a> Walk<'a> {
    fn new(port: &'a Port, low: Key, high: Key, forward: bool) -> Walk<'a> {
        Walk { port, low, high, forward, ahead: VecDeque::new() }
    }

    async fn next(&mut self) -> Option<Stretch> {
        if self.ahead.is_empty() {
            self.look_ahead().await;
        }
        let (near, template) = self.ahead.pop_front()?;
        let (mut far, mut records) = (near, 1);
        while let Some((key, _)) = self.ahead.pop_front_if(|(_, other)| *other == template) {
            far = key;
            records += 1;
        }
        if self.ahead.is_empty()
            && let Some((key, more)) = self.skip(template).await
        {
            far = key;
            records += more;
        }
        let (first, last) = if self.forward { (near, far) } else { (far, near) };
        Some(Stretch { template, first, last, records })
    }

    /// Asks for the next batch.
    async fn look_ahead(&mut self) {
        let (slot, low, high, forward) = (Slot::Filter, self.low, self.high, self.forward);
        let command = ShardCommand::Patterned { slot, low, high, forward, max: BATCH };
        let mut found: Vec<(Key, u64)> = Vec::new();
        for reply in self.port.ask_all(command).await {
            if let ShardReply::Patterned(part) = reply {
                found.extend(part);
            }
        }
        found.sort_unstable();
        if !forward {
            found.reverse();
        }
        found.truncate(BATCH as usize);
        match found.last() {
            Some((key, _)) if forward => self.low = key.after(),
            Some((key, _)) => self.high = *key,
            None => {}
        }
        self.ahead = found.into();
    }

    /// Passes the records that come next and have this template: the last of them, and how many.
    async fn skip(&mut self, template: u64) -> Option<(Key, u64)> {
        let (low, high) = (self.low, self.high);
        let mut looked_max = LOOKED;
        loop {
            let (slot, forward) = (Slot::Filter, self.forward);
            let (low, high) = (self.low, self.high);
            let command =
                ShardCommand::SameUntil { slot, low, high, forward, template, looked_max };
            let ends =
                self.port.ask_all(command).await.into_iter().filter_map(|reply| match reply {
                    ShardReply::SameUntil(end, follows) => Some((end, follows)),
                    _ => None,
                });
            let (end, follows) = if forward { ends.min() } else { ends.max() }?;
            let is_over = follows || end == if forward { high } else { low };
            if forward {
                self.low = end;
            } else {
                self.high = end;
            }
            if is_over {
                break;
            }
            looked_max = (looked_max * 4).min(LOOKED_MAX);
        }
        let (low, high) = if self.forward { (low, self.low) } else { (self.high, high) };
        let records = rank::count(self.port, low, high).await;
        if records == 0 {
            return None;
        }
        let at = if self.forward { records - 1 } else { 0 };
        let last = rank::keys(self.port, Slot::Filter, (low, high), at, 1).await;
        Some((*last.first()?, records))
    }
}
