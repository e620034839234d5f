//! Which part of a shard answers which command.
//!
//! Does not: answer itself.

use super::{Host, Shard, carriers::Wanted, values::Asked};
use crate::protocol::{
    Envelope,
    shard::{Count, ShardCommand, ShardReply},
};

/// A command to be gone on with.
pub(super) type Unfinished = Box<Envelope<ShardCommand>>;

/// To be gone on with in another turn.
fn unfinished(id: u64, body: ShardCommand) -> Result<Option<ShardReply>, Unfinished> {
    Err(Box::new(Envelope { id, body }))
}

impl Shard {
    /// Answers a command, or works on it for a turn and gives it back.
    pub(super) fn answer(
        &mut self,
        envelope: Envelope<ShardCommand>,
        host: &mut dyn Host,
    ) -> Result<Option<ShardReply>, Unfinished> {
        let id = envelope.id;
        Ok(match envelope.body {
            ShardCommand::Attach { source, bytes, .. } => {
                self.file_bytes.insert(source, bytes);
                None
            }
            ShardCommand::Limit { bytes_max } => {
                self.limit(bytes_max);
                None
            }
            ShardCommand::Settle { source, hints } => Some(self.settle(source, &hints, host)),
            ShardCommand::Unpack { source, first } => Some(self.unpack(source, first, host)),
            body @ (ShardCommand::Read { .. }
            | ShardCommand::IsOther { .. }
            | ShardCommand::Replace(_)
            | ShardCommand::Place { .. }
            | ShardCommand::FillLeading { .. }) => self.changed(id, body, host),
            ShardCommand::Select { slot, query, context } => {
                let started = host.now_millis();
                if !self.select(slot, &query, &context, host) {
                    return unfinished(id, ShardCommand::Select { slot, query, context });
                }
                Some(self.selected(slot, host.now_millis() - started))
            }
            ShardCommand::Templates { of_shapes } => {
                self.name_templates(&of_shapes);
                Some(ShardReply::Done)
            }
            body @ (ShardCommand::FieldLooks
            | ShardCommand::Measure(_)
            | ShardCommand::TrackBursts) => match self.measured(&body, host) {
                None => return unfinished(id, body),
                found => found,
            },
            ShardCommand::IdClasses => {
                if !self.class_ids(host) {
                    return unfinished(id, ShardCommand::IdClasses);
                }
                Some(self.id_classes())
            }
            ShardCommand::Ids { max } => {
                if !self.look_for_ids(max, host) {
                    return unfinished(id, ShardCommand::Ids { max });
                }
                Some(self.ids(max))
            }
            ShardCommand::TryFormat { source, own, hints } => {
                Some(self.try_format(source, &own, &hints, host))
            }
            ShardCommand::Count(count) => Some(self.count(count, host)),
            ShardCommand::StopReading => {
                self.stop_reading();
                Some(ShardReply::Done)
            }
            ShardCommand::Drop { .. }
            | ShardCommand::Forget { .. }
            | ShardCommand::Cancel { .. } => None,
            command => self.looked_up(command, host),
        })
    }

    /// Takes up, places and replaces cuts.
    fn changed(
        &mut self,
        id: u64,
        command: ShardCommand,
        host: &mut dyn Host,
    ) -> Option<ShardReply> {
        match command {
            ShardCommand::Read { cut, coding, spec, aside } => {
                let held = self.begin_cut(coding, *spec);
                if aside { &mut self.aside } else { &mut self.cuts }.insert(cut, held);
                self.reading.push_back((id, cut));
                None
            }
            ShardCommand::IsOther { cuts } => Some(ShardReply::IsOther(self.is_other(&cuts, host))),
            ShardCommand::Replace(replacement) => {
                self.replace(replacement, host);
                None
            }
            ShardCommand::Place { source, name, place } => {
                self.place(source, &name, place);
                Some(ShardReply::Done)
            }
            ShardCommand::FillLeading { cut, time } => {
                if let Some(held) = self.cuts.get_mut(&cut) {
                    held.cut_mut().fill_leading(time);
                    held.cut_mut().sort();
                }
                self.resettle_slots(cut);
                Some(ShardReply::Done)
            }
            _ => None,
        }
    }

    /// Answers about numbers in records; none where it takes another turn.
    fn measured(&mut self, command: &ShardCommand, host: &mut dyn Host) -> Option<ShardReply> {
        match command {
            ShardCommand::Measure(spec) => {
                self.read_measures(&spec.measures, host).then(|| self.measures(spec))
            }
            ShardCommand::TrackBursts => self.track_bursts(host),
            _ => self.look_at_fields(host).then(|| self.field_looks()),
        }
    }

    /// Answers about keys, rows and counts, which take no turns.
    fn looked_up(&self, command: ShardCommand, host: &mut dyn Host) -> Option<ShardReply> {
        match command {
            ShardCommand::Spells { range, over_all, gap_nanos } => {
                Some(ShardReply::Spells(self.spells(range, over_all, gap_nanos)))
            }
            ShardCommand::Fields => Some(ShardReply::Fields(self.fields())),
            ShardCommand::Shapes => Some(ShardReply::Shapes(self.shapes())),
            ShardCommand::Print { source, every } => {
                Some(ShardReply::Print(self.print(source, every, host)))
            }
            ShardCommand::Ranks { slot, low, high, samples } => {
                Some(ShardReply::Ranks(self.ranks(slot, low, high, samples)))
            }
            ShardCommand::FirstKeys { slot, low, high, max } => {
                Some(ShardReply::FirstKeys(self.first_keys(slot, low, high, max as usize)))
            }
            ShardCommand::Rows { keys, columns, query, context } => {
                Some(ShardReply::Rows(self.rows(&keys, &columns, &query, &context, host)))
            }
            ShardCommand::Wholes { keys } => Some(self.wholes(&keys, host)),
            ShardCommand::Timeline { start, width_nanos, buckets } => {
                Some(self.timeline(start, width_nanos, buckets))
            }
            ShardCommand::Facets { range } => Some(ShardReply::Facets(self.facets(range, None))),
            ShardCommand::FacetValues { field, range } => {
                Some(ShardReply::Facets(self.facets(range, Some(&field))))
            }
            ShardCommand::Detail { source, offset } => {
                Some(ShardReply::Detail(self.detail(source, offset, host)))
            }
            ShardCommand::KeyOf { slot, source, offset } => {
                Some(ShardReply::KeyOf(self.key_of(slot, source, offset)))
            }
            ShardCommand::Next { slot, from, forward } => {
                Some(ShardReply::Next(self.next(slot, from, forward)))
            }
            ShardCommand::Patterned { slot, low, high, forward, max } => {
                Some(ShardReply::Patterned(self.patterned(slot, low, high, forward, max as usize)))
            }
            ShardCommand::SameUntil { slot, low, high, forward, template, looked_max } => {
                let (end, follows) =
                    self.same_until(slot, (low, high), forward, template, looked_max);
                Some(ShardReply::SameUntil(end, follows))
            }
            ShardCommand::Carriers { ids, keys_max, below, highest, from } => {
                let wanted = Wanted { ids: &ids, keys_max: keys_max as usize, below, highest };
                Some(self.carriers(&wanted, from, host))
            }
            ShardCommand::IdRecords { identities, hashes } => {
                Some(ShardReply::IdRecords(self.id_records(&identities, &hashes)))
            }
            ShardCommand::Steps { keys, shown } => {
                Some(ShardReply::Steps(self.steps(&keys, shown, host)))
            }
            ShardCommand::Inputs { keys, texts } => {
                Some(ShardReply::Inputs(self.inputs(&keys, texts, host)))
            }
            ShardCommand::IdTexts { of } => Some(ShardReply::IdTexts(self.id_texts(&of, host))),
            ShardCommand::Runs { identities, pause_nanos, from } => {
                Some(self.runs(&identities, pause_nanos, from, host))
            }
            ShardCommand::Tracks { grid, shown } => Some(self.tracks(grid, &shown)),
            ShardCommand::TrackCourse { id, grid } => Some(self.track_course(id, &grid)),
            ShardCommand::Neighbours { source, offset, before, after } => {
                Some(ShardReply::Neighbours(self.neighbours(source, offset, before, after)))
            }
            _ => None,
        }
    }

    /// Counts items.
    fn count(&self, count: Count, host: &mut dyn Host) -> ShardReply {
        match count {
            Count::Patterns { slot, range, grid } => {
                ShardReply::Patterns(self.patterns(slot, range, &grid))
            }
            Count::Series { of, slot, grid } => ShardReply::Series(self.series(of, slot, &grid)),
            Count::Stretches { slot, stretches } => {
                ShardReply::Stretches(self.stretches(slot, &stretches))
            }
            Count::Times { slot, items, max } => ShardReply::Times(self.times(slot, &items, max)),
            Count::Values { slot, range, template, variable, from } => {
                let asked = Asked { slot, range, template: &template, variable: variable as usize };
                self.values(&asked, from, host)
            }
            Count::Items(sides) => ShardReply::Items(self.items(&sides)),
            Count::Chosen(spec) => ShardReply::Chosen(self.chosen(&spec)),
        }
    }
}
