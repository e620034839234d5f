//! The requests of a shard's records, gathered by the index of ids.
//!
//! Only records that have a field which tells of a request, a status or a duration are taken apart.
//!
//! Does not: join them with those of other shards.

use super::{Host, Shard, held::HeldCut, turn::Turn};
use crate::{
    engine::{
        follow::{BlockIds, Run, Runs, duration, named, request, status, took_nanos},
        level::{Level, lane},
        query::Codes,
        record::RecordParts,
        store::{Block, TIME_UNKNOWN, columns::FieldColumn},
    },
    protocol::shard::{CutId, ShardReply},
};

/// A place to go on from: a cut and a block of it.
type From = (CutId, u32);

impl Shard {
    /// The requests of some classes, on from a place, as many as a turn finds; a pause that is longer
    /// begins another.
    pub(super) fn runs(
        &self,
        identities: &[u64],
        pause_nanos: i64,
        from: From,
        host: &mut dyn Host,
    ) -> ShardReply {
        let mut turn = Turn::new(host);
        let mut runs = Runs::new(pause_nanos, usize::MAX);
        for (&id, held) in self.cuts.range(from.0..) {
            let classes = held.id_classes.classes.numbers(identities);
            if classes.is_empty() {
                continue;
            }
            let telling = held.telling_columns();
            let first = if id == from.0 { from.1 as usize } else { 0 };
            let blocks = held.cut().blocks.iter().zip(&held.id_classes.blocks);
            for (at, (block, ids)) in blocks.enumerate().skip(first) {
                if !turn.goes_on(host) {
                    let next = Some((id, at as u32));
                    return ShardReply::Runs { part: runs.into_part(), next };
                }
                held.runs_of_block(block, &by_record(ids, &classes), &telling, &mut runs, host);
            }
        }
        ShardReply::Runs { part: runs.into_part(), next: None }
    }
}

/// Records of a block with their ids, each once.
fn by_record(ids: &BlockIds, classes: &[u32]) -> Vec<(u32, u64)> {
    let mut found = Vec::new();
    ids.each(classes, |hash, record| found.push((record, hash)));
    found.sort_unstable();
    found.dedup();
    found
}

impl HeldCut {
    /// The columns that tell of requests.
    fn telling_columns(&self) -> Vec<&FieldColumn> {
        let tells = |column: &&FieldColumn| {
            let is_duration = std::str::from_utf8(&column.name).is_ok_and(duration::is_duration);
            is_duration || named::tells_of_requests(&column.name)
        };
        self.cut().columns.fields().filter(tells).collect()
    }

    fn runs_of_block(
        &self,
        block: &Block,
        ids: &[(u32, u64)],
        telling: &[&FieldColumn],
        runs: &mut Runs,
        host: &mut dyn Host,
    ) {
        let mut text = None;
        let mut parts = RecordParts::default();
        let mut of_record: Option<(u32, Run)> = None;
        for &(at, hash) in ids {
            if let Some((_, known)) = of_record.as_ref().filter(|(known, _)| *known == at) {
                runs.add(Run { hash, ..known.clone() });
                continue;
            }
            let record = block.first + at as usize;
            let mut run = self.run_of(record, hash, runs);
            if telling.iter().any(|column| has(column, record)) {
                let text = text.get_or_insert_with(|| self.text(block, host).unwrap_or_default());
                let own = text.get(block.span(at as usize, text)).unwrap_or_default();
                self.reader.borrow_mut().parse(own, &mut parts);
                tell(&mut run, own, &parts, runs);
            }
            runs.add(run.clone());
            of_record = Some((at, run));
        }
    }

    /// What a record's columns tell of its request.
    fn run_of(&self, record: usize, hash: u64, runs: &mut Runs) -> Run {
        let cut = self.cut();
        let (key, template) = (cut.key(record), self.template_of(record));
        let lane_of = cut.levels.get(record).copied().unwrap_or(0);
        Run {
            hash,
            first: key,
            last: (key, template),
            records: 1,
            lane: lane_of,
            sources: runs.sets.with(0, u64::from(cut.source)),
            templates: runs.sets.with(0, template),
            route: None,
            status: None,
            failed: (lane_of >= lane(Some(Level::Error))).then_some((false, key, template)),
            took_nanos: None,
            extent: (key.time, key.time),
        }
    }
}

/// Adds what a record's fields tell.
fn tell(run: &mut Run, own: &[u8], parts: &RecordParts, runs: &mut Runs) {
    let key = run.first;
    run.route = request(own, parts).map(|request| (key, runs.route(request.route())));
    let status = status(own, parts);
    run.status = status.map(|status| (key, status));
    let (_, template) = run.last;
    if run.failed.is_some() || status.is_some_and(|status| status >= 500) {
        run.failed = Some((status.is_some(), key, template));
    }
    let took = took_nanos(own, parts);
    run.took_nanos = took.filter(|_| run.route.is_some());
    if let Some(took) = took.filter(|_| key.time != TIME_UNKNOWN) {
        run.extent.0 = key.time.saturating_sub(took);
    }
}

/// Whether a record has a field.
fn has(column: &FieldColumn, record: usize) -> bool {
    match column.codes(record..record + 1) {
        Some(Codes::Narrow(codes)) => codes.first().is_some_and(|code| *code != 0),
        Some(Codes::Wide(codes)) => codes.first().is_some_and(|code| *code != 0),
        None => true,
    }
}
