//! A report filled with what the panels' own questions answer.
//!
//! Does not: write or redact it; `engine::export::report` does.

use super::{
    super::{bursts, explain, follow, rank},
    paper::counted,
    wholes::wholes,
};
use crate::{
    engine::{
        export::{
            report::{
                BurstLine, DifferenceLine, MarkLine, OnsetLine, Report, SourceLine, StepLine,
            },
            rows::Row,
        },
        store::Key,
    },
    lead::{Desk, port::Port},
    protocol::{
        page::{BurstKind, Bursts, Explanation, PaperAsked, RecordKey, Story, TimeRange, Verdict},
        shard::{ShardCommand, Slot},
    },
};

/// Rows of the explanation, bursts and steps of a request in a report.
const DIFFERENCES_MAX: usize = 15;
const BURSTS_MAX: usize = 30;
const STEPS_MAX: usize = 60;

/// The report, with everything in it.
pub(super) async fn filled(port: &Port, desk: &Desk, asked: &PaperAsked) -> Report {
    let found = bursts::bursts(port, desk, BurstKind::Errors, true).await;
    let strongest = found.bursts.first().map(|burst| burst.range);
    let range = asked.range.or(strongest);
    let filter = desk.filter.borrow().query.clone();
    let mut report = Report {
        title: asked.title.clone(),
        filter,
        sources: sources(desk),
        timeline: counted(port, desk).await,
        bursts: burst_lines(&found),
        notes: asked.notes.clone(),
        range: range.map(|range| (range.start, range.end)),
        ..Report::default()
    };
    match range {
        Some(range) => {
            let asked = explain::Asked {
                range,
                baseline: None,
                filtered: true,
                series: None,
                buckets_max: 1,
            };
            explained(&mut report, &explain::explain(port, desk, asked).await);
        }
        None => {
            let calm = found.calm.as_ref().map(|calm| calm.why.clone());
            report.sentence = calm.unwrap_or_else(|| "Nothing broke out.".to_owned());
        }
    }
    if let Some(id) = &asked.id {
        story(&mut report, &follow::follow(port, desk, id.clone(), None).await);
    }
    report.marks = marks(port, desk, &asked.marks).await;
    quote(port, desk, range, u64::from(asked.quotes), &mut report).await;
    report
}

fn sources(desk: &Desk) -> Vec<SourceLine> {
    let catalog = desk.catalog.borrow();
    let line = |source: &crate::lead::catalog::Source| {
        let extent = source.extent();
        SourceLine {
            name: source.spec.name.clone(),
            records: source.records(),
            first: extent.map(|extent| extent.0),
            last: extent.map(|extent| extent.1),
        }
    };
    catalog.sources().map(line).collect()
}

/// The strongest bursts as lines of a report.
pub(super) fn burst_lines(found: &Bursts) -> Vec<BurstLine> {
    let lines = found.bursts.iter().take(BURSTS_MAX).map(|burst| BurstLine {
        start: burst.range.start,
        end: burst.range.end,
        observed: burst.observed,
        expected: burst.expected,
        ratio: (!burst.is_new).then_some(burst.ratio),
        text: burst.text.clone(),
    });
    lines.collect()
}

fn explained(report: &mut Report, told: &Explanation) {
    // Where nothing can be said, the sentence says why.
    report.sentence.clone_from(&told.sentence);
    let rows = told.rows.iter().take(DIFFERENCES_MAX).map(|row| DifferenceLine {
        verdict: match row.verdict {
            Verdict::New => "new",
            Verdict::Up => "up",
            Verdict::Down => "down",
            Verdict::Gone => "gone",
        }
        .to_owned(),
        text: row.text.clone(),
        inside: row.inside,
        outside: row.outside,
        explains: row.explains,
    });
    report.differences = rows.collect();
    let onsets = told.onsets.iter().map(|onset| OnsetLine {
        time: onset.time,
        source: onset.source.clone(),
        text: onset.text.clone(),
        stopped: onset.stopped,
    });
    report.onsets = onsets.collect();
}

fn story(report: &mut Report, told: &Story) {
    report.request.clone_from(&told.id);
    report.steps_of = told.records_total;
    let lane = |at: u32| told.lanes.get(at as usize).cloned().unwrap_or_default();
    let lines = told.steps.iter().take(STEPS_MAX).map(|step| StepLine {
        time: step.time,
        start: step.start,
        end: step.end,
        lane: lane(step.lane),
        text: step.message.clone(),
        failed: step.failed,
    });
    report.steps = lines.collect();
    report.differently = told.versus.as_ref().map(|it| it.words.clone()).unwrap_or_default();
}

async fn marks(port: &Port, desk: &Desk, marks: &[(RecordKey, String)]) -> Vec<MarkLine> {
    let mut keys = Vec::new();
    for (record, _) in marks {
        keys.push(rank::key_of(port, record.source, record.offset).await.map(|(key, _)| key));
    }
    let (mut rows, _) = wholes(port, desk, keys.iter().flatten().copied().collect()).await;
    let line = |(key, (_, note)): (&Option<Key>, &(RecordKey, String))| {
        let row = key.as_ref().and_then(|key| rows.remove(key));
        MarkLine { row: row.unwrap_or_default(), note: note.clone() }
    };
    keys.iter().zip(marks).map(line).collect()
}

/// The first errors of what is selected within the stretch; where there are none, the first records.
async fn quote(port: &Port, desk: &Desk, range: Option<TimeRange>, most: u64, report: &mut Report) {
    let bounds = match range {
        Some(range) => (Key::at(range.start), Key::at(range.end)),
        None => rank::bounds(desk),
    };
    let (query, context) = {
        let filter = desk.filter.borrow();
        (filter.query.clone(), filter.context.clone())
    };
    let errors = match query.trim() {
        "" => "level>=error".to_owned(),
        query => format!("({query}) and level>=error"),
    };
    let slot = Slot::Find;
    port.ask_all(ShardCommand::Select { slot, query: errors, context }).await;
    let mut keys = rank::first(port, Slot::Find, bounds, most).await;
    if keys.is_empty() {
        keys = rank::first(port, Slot::Filter, bounds, most).await;
    }
    let (rows, _) = wholes(port, desk, keys).await;
    report.quoted = rows.into_values().collect::<Vec<Row<'static>>>();
    report.quoted_of = rank::count(port, bounds.0, bounds.1).await;
}
