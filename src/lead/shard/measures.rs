//! Numbers of the filter's records over time, counted by their marks.
//!
//! Values of a field with few values are read from its dictionary. Those of other fields, and of
//! variables of templates, are read from the text once and kept as marks, two bytes a record.
//!
//! Does not: make percentiles of them; the lead does.

use hashbrown::HashMap;

use super::{Host, Shard, field_looks::number, held::HeldCut, members::Members, turn::Turn};
use crate::{
    engine::{
        explain::Item,
        follow::{duration::DurationField, is_status},
        merge::SparseCounts,
        metrics::{Cell, Mark},
        query::{duration_nanos, duration_nanos_in},
        record::RecordParts,
        store::{Block, columns::FieldState},
    },
    protocol::shard::{Measure, MeasureSpec, MeasuresPart, Rate, ShardReply, Slot},
};

/// The marks of one measure's records, as far as its blocks were read.
#[derive(Debug)]
pub(super) struct KeptMarks {
    measure: Measure,
    blocks: usize,
    marks: Vec<Mark>,
}

/// Measures whose marks a cut keeps: those asked for last, more than one question has.
const KEPT_MAX: usize = 16;

impl Measure {
    /// Whether it is the same, however many records it has now.
    fn is(&self, other: &Measure) -> bool {
        match (self, other) {
            (
                Measure::Variable { template, variable, .. },
                Measure::Variable { template: its, variable: its_variable, .. },
            ) => (template.id, variable) == (its.id, its_variable),
            _ => self == other,
        }
    }
}

/// Reads values of one measure.
enum Gauge<'m> {
    Duration(DurationField),
    Number,
    /// A duration, in this unit where it has none of its own.
    Unit(&'m str),
}

impl Gauge<'_> {
    fn of(measure: &Measure) -> Gauge<'_> {
        match measure {
            Measure::Duration(name) => match DurationField::named(name) {
                Some(field) => Gauge::Duration(field),
                None => Gauge::Unit(""),
            },
            Measure::Number(_) => Gauge::Number,
            Measure::Variable { unit, .. } => Gauge::Unit(unit),
        }
    }

    fn mark(&self, value: &[u8]) -> Mark {
        let nanos = |nanos: Option<i64>| nanos.filter(|nanos| *nanos >= 0).map(|it| it as f64);
        let value = match self {
            Gauge::Duration(field) => nanos(field.nanos(value)),
            Gauge::Number => number(value),
            Gauge::Unit(unit) => {
                let own = duration_nanos("", value);
                nanos(own.or_else(|| duration_nanos_in(unit, value)))
            }
        };
        value.map_or(Mark::NO_NUMBER, Mark::of)
    }
}

/// Something by record: looked up by a field's code, or kept by record.
enum ByRecord<'a, T> {
    Narrow(&'a [u8], Vec<T>),
    Wide(&'a [u16], Vec<T>),
    Few(&'a [(u32, u16)], Vec<T>),
    Kept(&'a [T]),
    None,
}

impl<T: Copy> ByRecord<'_, T> {
    fn of(&self, record: usize) -> Option<T> {
        let (code, by_code) = match self {
            ByRecord::Narrow(codes, by_code) => (usize::from(*codes.get(record)?), by_code),
            ByRecord::Wide(codes, by_code) => (usize::from(*codes.get(record)?), by_code),
            ByRecord::Few(codes, by_code) => {
                let at = codes.binary_search_by_key(&(record as u32), |(at, _)| *at).ok()?;
                (usize::from(codes.get(at)?.1), by_code)
            }
            ByRecord::Kept(all) => return all.get(record).copied(),
            ByRecord::None => return None,
        };
        by_code.get(code).copied()
    }
}

/// Counts of cells in the making.
type Cells = HashMap<u32, u32>;

fn settled(cells: Cells) -> SparseCounts {
    SparseCounts::of(cells.into_iter().collect())
}

impl Shard {
    /// Reads what is not kept yet for a turn; whether all is there.
    pub(super) fn read_measures(&mut self, measures: &[Measure], host: &mut dyn Host) -> bool {
        let mut turn = Turn::new(host);
        let mut each = measures.iter();
        each.all(|measure| {
            self.cuts.values_mut().all(|held| held.read_measure(measure, host, &mut turn))
        })
    }

    /// Counts the filter's records.
    pub(super) fn measures(&self, spec: &MeasureSpec) -> ShardReply {
        let mut part = MeasuresPart {
            measures: vec![SparseCounts::default(); spec.measures.len()],
            ..MeasuresPart::default()
        };
        let mut rates = Cells::default();
        let mut measures = vec![Cells::default(); spec.measures.len()];
        for held in self.cuts.values() {
            held.count_rates(spec, &mut rates);
            for (measure, cells) in spec.measures.iter().zip(&mut measures) {
                held.count_marks(spec, measure, cells);
            }
        }
        part.rates = settled(rates);
        part.measures = measures.into_iter().map(settled).collect();
        ShardReply::Measures(part)
    }
}

impl HeldCut {
    /// The column of a measure's field, where its values are in a dictionary.
    fn coded<'a, T>(
        &'a self,
        name: &str,
        by_value: impl Fn(&[u8]) -> T,
        none: T,
    ) -> ByRecord<'a, T> {
        let cut = self.cut();
        let Some(column) = cut.columns.field(name.as_bytes()) else { return ByRecord::None };
        let FieldState::Coded(values) = &column.state else { return ByRecord::None };
        let of_codes = (1..=values.len()).map(|code| by_value(values.value(code)));
        let by_code = std::iter::once(none).chain(of_codes).collect();
        match column.codes(0..cut.count()) {
            Some(crate::engine::query::Codes::Narrow(codes)) => ByRecord::Narrow(codes, by_code),
            Some(crate::engine::query::Codes::Wide(codes)) => ByRecord::Wide(codes, by_code),
            None => ByRecord::Few(column.sparse_codes(), by_code),
        }
    }

    /// Forgets what stands for variables: other records may be of a template now.
    pub(super) fn forget_variables(&mut self) {
        self.kept_marks.retain(|kept| !matches!(kept.measure, Measure::Variable { .. }));
    }

    /// Whether a measure's values are in the text alone.
    fn in_text(&self, measure: &Measure) -> bool {
        match measure {
            Measure::Duration(name) | Measure::Number(name) => {
                let column = self.cut().columns.field(name.as_bytes());
                column.is_some_and(|column| matches!(column.state, FieldState::Scattered))
            }
            Measure::Variable { template, .. } => self.templates.contains(&template.id),
        }
    }

    fn read_measure(&mut self, measure: &Measure, host: &mut dyn Host, turn: &mut Turn) -> bool {
        if !self.in_text(measure) {
            return true;
        }
        let place = self.kept_marks.iter().position(|kept| kept.measure.is(measure));
        let mut kept = match place {
            Some(place) => self.kept_marks.remove(place),
            None => KeptMarks { measure: measure.clone(), blocks: 0, marks: Vec::new() },
        };
        if self.kept_marks.len() >= KEPT_MAX {
            self.kept_marks.remove(0);
        }
        while kept.blocks < self.cut().blocks.len() && turn.goes_on(host) {
            if let Some(block) = self.cut().blocks.get(kept.blocks) {
                kept.marks.resize(block.first + block.count(), Mark::ABSENT);
                if let Ok(text) = self.text(block, host) {
                    self.read_block(block, &text, measure, &mut kept.marks);
                }
            }
            kept.blocks += 1;
        }
        let done = kept.blocks == self.cut().blocks.len();
        self.kept_marks.push(kept);
        done
    }

    fn read_block(&self, block: &Block, text: &[u8], measure: &Measure, marks: &mut [Mark]) {
        let gauge = Gauge::of(measure);
        let mut parts = RecordParts::default();
        let mut reader = self.reader.borrow_mut();
        for (i, mark) in marks.iter_mut().skip(block.first).enumerate() {
            if let Measure::Variable { template, .. } = measure
                && self.template_of(block.first + i) != template.id
            {
                continue;
            }
            let record = text.get(block.span(i, text)).unwrap_or_default();
            parts.clear();
            reader.parse(record, &mut parts);
            let value = match measure {
                Measure::Duration(name) | Measure::Number(name) => {
                    parts.field(record, name.as_bytes()).map(|(value, _)| value)
                }
                Measure::Variable { template, variable, .. } => {
                    let message = parts.message(record);
                    let span = template.variables(message).into_iter().nth(*variable as usize);
                    span.and_then(|span| message.get(span))
                }
            };
            if let Some(value) = value {
                *mark = gauge.mark(value);
            }
        }
    }

    fn marks_of(&self, measure: &Measure) -> ByRecord<'_, Mark> {
        if self.in_text(measure) {
            let kept = self.kept_marks.iter().find(|kept| kept.measure.is(measure));
            return kept.map_or(ByRecord::None, |kept| ByRecord::Kept(&kept.marks));
        }
        let gauge = Gauge::of(measure);
        match measure {
            Measure::Duration(name) | Measure::Number(name) => {
                self.coded(name, |value| gauge.mark(value), Mark::ABSENT)
            }
            Measure::Variable { .. } => ByRecord::None,
        }
    }

    /// A record with its group and bucket, for each of the filter's in the range.
    fn each_cell(&self, spec: &MeasureSpec, mut visit: impl FnMut(usize, u8, u16)) {
        let groups: Vec<Members<'_>> = spec.groups.iter().map(|item| self.members(item)).collect();
        let mut cursor = spec.grid.cursor();
        let times = &self.cut().times;
        self.in_range(Slot::Filter, spec.range, |_, record| {
            let bucket = times.get(record).and_then(|time| cursor.bucket(*time));
            let Some(bucket) = bucket else { return };
            let group = groups.iter().position(|group| group.has(record));
            visit(record, group.unwrap_or(groups.len()) as u8, bucket as u16);
        });
    }

    fn count_marks(&self, spec: &MeasureSpec, measure: &Measure, cells: &mut Cells) {
        let marks = self.marks_of(measure);
        if matches!(marks, ByRecord::None) {
            return;
        }
        self.each_cell(spec, |record, group, bucket| {
            if let Some(mark) = marks.of(record).filter(|mark| *mark != Mark::ABSENT) {
                *cells.entry(Cell { group, bucket, mark }.bits()).or_default() += 1;
            }
        });
    }

    fn count_rates(&self, spec: &MeasureSpec, cells: &mut Cells) {
        let names = self.cut().columns.fields().map(|column| String::from_utf8_lossy(&column.name));
        let statuses: Vec<ByRecord<'_, u16>> = names
            .filter(|name| is_status(name.as_bytes()))
            .map(|name| self.coded(&name, |value| number(value).map_or(0, |it| it as u16), 0))
            .collect();
        let errors = self.members(&Item::Errors);
        self.each_cell(spec, |record, group, bucket| {
            let mut count = |rate: Rate| {
                let mark = Mark::ZERO.up(rate as i16);
                *cells.entry(Cell { group, bucket, mark }.bits()).or_default() += 1;
            };
            count(Rate::Records);
            if errors.has(record) {
                count(Rate::Errors);
            }
            let mut told = statuses.iter().filter_map(|status| status.of(record));
            if let Some(status) = told.find(|status| (100..600).contains(status)) {
                count(Rate::Answered);
                if status >= 500 {
                    count(Rate::Failed);
                }
            }
        });
    }
}
