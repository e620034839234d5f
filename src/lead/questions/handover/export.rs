//! Records gone through in stretches, in their order: to be written, or only looked through.
//!
//! What goes on between two stretches is an [`Exporting`] on the desk. A stretch is so many records
//! that its answer stays small, whatever they are; a record of any length is one.
//!
//! Does not: keep a record once it is written.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{super::rank, redactor, review, rule_mistake, wholes::wholes};
use crate::{
    engine::{
        export::{
            redact::Redactor,
            rows::{Form, Row, Writer, written},
        },
        store::Key,
    },
    lead::{Desk, Filter, port::Port},
    protocol::{
        page::{
            ExportAsked, ExportPurpose, Exported, RecordForm, RecordKey, Review, SliceEnd, SourceId,
        },
        shard::Slot,
    },
};

/// Records of a stretch at most.
const STRETCH_RECORDS: u64 = 1_000;

/// Records that are gone through, and how far.
#[derive(Debug)]
pub struct Exporting {
    asked: ExportAsked,
    /// The filter it began with.
    filter: Filter,
    writer: Option<Writer>,
    redactor: Option<Redactor>,
    slot: Slot,
    /// From the next record's key to the end.
    low: Key,
    high: Key,
    done: u64,
    all: u64,
    unreadable: u64,
    /// Of a slice: bytes of each source so far, and where wanted records stand.
    bytes: BTreeMap<SourceId, u64>,
    places: Vec<(RecordKey, RecordKey)>,
}

/// Begins anew; the first stretch.
pub(super) async fn begin(port: &Port, desk: &Desk, asked: ExportAsked) -> Exported {
    desk.exporting.borrow_mut().take();
    let redactor = match redactor(&asked.redaction) {
        Ok(redactor) => redactor,
        Err(mistake) => {
            let mistake = Some(rule_mistake(&mistake));
            return Exported { mistake, ended: true, ..Exported::default() };
        }
    };
    let (mut low, mut high) = rank::bounds(desk);
    let mut all = rank::count(port, low, high).await;
    let slot = if asked.record.is_some() { Slot::All } else { Slot::Filter };
    if let Some(record) = asked.record {
        let key = rank::key_of(port, record.source, record.offset).await;
        (low, high) = key.map_or((high, high), |(key, _)| (key, key.after()));
        all = rank::count_in(port, slot, low, high).await;
    } else if let Some((first, count)) = asked.ranks {
        let key = rank::keys(port, Slot::Filter, (low, high), first, 1).await;
        low = key.first().copied().unwrap_or(high);
        all = count.min(all.saturating_sub(first));
    }
    let writer = match asked.purpose {
        ExportPurpose::Write(form) => Some(Writer::new(form_of(form), asked.columns.clone())),
        ExportPurpose::Slice => Some(Writer::new(Form::Text, Vec::new())),
        ExportPurpose::Review => None,
    };
    let exporting = Exporting {
        filter: desk.filter.borrow().clone(),
        writer,
        redactor,
        slot,
        low,
        high,
        done: 0,
        all,
        unreadable: 0,
        bytes: BTreeMap::new(),
        places: Vec::new(),
        asked,
    };
    let mut head = String::new();
    if let Some(writer) = &exporting.writer {
        writer.head(&mut head);
    }
    Exported { head, ..stretch(port, desk, exporting).await }
}

/// The next stretch of what was begun.
pub(super) async fn go_on(port: &Port, desk: &Desk) -> Exported {
    let exporting = desk.exporting.borrow_mut().take();
    match exporting {
        Some(exporting) if exporting.filter == *desk.filter.borrow() => {
            stretch(port, desk, exporting).await
        }
        Some(exporting) => {
            let why = "The filter changed meanwhile.".to_owned();
            Exported { stopped: Some(why), ..exporting.told(true) }
        }
        None => {
            let why = "Its records are not known any more.".to_owned();
            Exported { stopped: Some(why), ended: true, ..Exported::default() }
        }
    }
}

async fn stretch(port: &Port, desk: &Desk, mut exporting: Exporting) -> Exported {
    let count = STRETCH_RECORDS.min(exporting.all - exporting.done);
    let bounds = (exporting.low, exporting.high);
    let keys = match count {
        0 => Vec::new(),
        count => rank::first(port, exporting.slot, bounds, count).await,
    };
    let (mut rows, too_many) = wholes(port, desk, keys.clone()).await;
    let (mut text, mut parts) = (String::new(), Vec::new());
    for (at, key) in keys.iter().enumerate() {
        match rows.remove(key) {
            Some(row) => exporting.write(*key, row, desk, &mut text, &mut parts),
            // Its shard tries its first one always: what is not there then cannot be read.
            None if too_many && at > 0 => break,
            None => exporting.unreadable += 1,
        }
        exporting.done += 1;
        exporting.low = key.after();
    }
    let ended = keys.is_empty() || exporting.done >= exporting.all;
    let slice = match ended && exporting.asked.purpose == ExportPurpose::Slice {
        true => exporting.slice_end(desk),
        false => SliceEnd::default(),
    };
    let told = exporting.told(ended);
    if !ended {
        *desk.exporting.borrow_mut() = Some(exporting);
    }
    Exported { text, parts, slice, ..told }
}

impl Exporting {
    fn write(
        &mut self,
        key: Key,
        mut row: Row<'static>,
        desk: &Desk,
        text: &mut String,
        parts: &mut Vec<(SourceId, u32)>,
    ) {
        if let Some(redactor) = &mut self.redactor {
            row.redact(redactor);
        }
        let Some(writer) = &self.writer else { return };
        let from = text.len();
        let is_slice = self.asked.purpose == ExportPurpose::Slice;
        match is_slice && has_head(desk, key.source) {
            true => {
                text.push_str(&Value::Object(flat(row)).to_string());
                text.push('\n');
            }
            false => writer.row(&row, text),
        }
        if !is_slice {
            return;
        }
        let bytes = (text.len() - from) as u32;
        let before = self.bytes.entry(key.source).or_default();
        let record = RecordKey::from(key);
        if self.asked.wanted.contains(&record) {
            self.places.push((record, RecordKey { offset: *before, ..record }));
        }
        *before += u64::from(bytes);
        match parts.last_mut() {
            Some((last, sum)) if *last == key.source => *sum += bytes,
            _ => parts.push((key.source, bytes)),
        }
    }

    fn told(&self, ended: bool) -> Exported {
        Exported {
            done: self.done,
            all: self.all,
            unreadable: self.unreadable,
            ended,
            review: self.redactor.as_ref().map_or_else(Review::default, review),
            ..Exported::default()
        }
    }

    fn slice_end(&mut self, desk: &Desk) -> SliceEnd {
        let catalog = desk.catalog.borrow();
        let name = |id: SourceId| catalog.source(id).map_or("", |source| &source.spec.name);
        let mut clean = |text: &str| match &mut self.redactor {
            Some(redactor) => redactor.text(text).into_owned(),
            None => text.to_owned(),
        };
        SliceEnd {
            names: self.bytes.keys().map(|&id| (id, clean(name(id)))).collect(),
            beside: self.asked.beside.iter().map(|text| clean(text)).collect(),
            places: std::mem::take(&mut self.places),
        }
    }
}

/// Whether lines of a source mean nothing without others that are in no record: the head of a table.
fn has_head(desk: &Desk, source: SourceId) -> bool {
    let catalog = desk.catalog.borrow();
    catalog
        .source(source)
        .is_some_and(|source| source.cuts.iter().any(|cut| cut.tally.structure_lines > 0))
}

/// A record of such a source as JSON that is read as the same fields, time, level and message.
fn flat(row: Row<'_>) -> Map<String, Value> {
    let mut fields = row.fields;
    let time = row.time.map(|time| written(time, row.fraction_digits));
    let own = [
        ("time", time),
        ("level", row.level.map(|level| level.word().to_owned())),
        ("message", Some(row.message.into_owned())),
    ];
    for (name, value) in own {
        if let Some(value) = value {
            fields.entry(name).or_insert_with(|| value.into());
        }
    }
    fields
}

fn form_of(form: RecordForm) -> Form {
    match form {
        RecordForm::JsonLines => Form::JsonLines,
        RecordForm::Csv => Form::Csv,
        RecordForm::Text => Form::Text,
        RecordForm::Markdown => Form::Markdown,
    }
}
