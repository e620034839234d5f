//! `squall report`: the finding as one page, redacted unless the person says otherwise.
//!
//! Does not: explain; the lead does.

use std::{
    fs,
    io::{Write, stdout},
    process::ExitCode,
};

use super::{Failure, arguments, bursts, explain, export, opened::Opened};
use crate::{
    engine::{
        export::{
            report::{BurstLine, Counts, DifferenceLine, OnsetLine, Report, SourceLine},
            rows::Row,
        },
        level::Level,
    },
    lead::shard::Whole,
    protocol::{
        page::{Burst, BurstKind, Command, Explanation, Reply},
        shard::Slot,
    },
};

/// Buckets of the picture.
const BUCKETS_MAX: u32 = 180;
/// Rows of the explanation.
const DIFFERENCES_MAX: usize = 15;

/// Writes the report.
pub(super) fn run(command: &arguments::Report) -> Result<ExitCode, Failure> {
    let mut redactor = match command.no_redact {
        true => None,
        false => Some(export::redactor(&command.redaction)?),
    };
    let mut opened = Opened::new(&command.common)?;
    let mut report = report(&mut opened, command);
    if let Some(redactor) = &mut redactor {
        report.redact(redactor);
        export::say_what_was_taken(redactor);
    }
    let markdown = command.output.as_ref().and_then(|path| path.extension());
    let text = match markdown.is_some_and(|extension| extension == "md") {
        true => report.markdown(),
        false => report.html(),
    };
    match &command.output {
        Some(path) => fs::write(path, text)
            .map_err(|error| Failure::Trouble(format!("{}: {error}", path.display())))?,
        None => stdout().lock().write_all(text.as_bytes())?,
    }
    Ok(opened.exit_code())
}

fn report(opened: &mut Opened, command: &arguments::Report) -> Report {
    let found = bursts::ask(opened, BurstKind::Errors);
    let burst = command.burst.checked_sub(1).and_then(|at| found.bursts.get(at));
    let mut report = Report {
        title: command.title.clone(),
        filter: command.common.query.clone(),
        sources: sources(opened),
        timeline: counts(opened),
        bursts: found.bursts.iter().map(burst_line).collect(),
        ..Report::default()
    };
    let range = burst.map(|burst| burst.range);
    let explanation = range.map(|range| explain::ask(opened, range, None));
    match (explanation, found.calm) {
        (Some(explanation), _) => {
            let why_not = explanation.why_not.clone().unwrap_or_default();
            report.sentence = format!("{} {why_not}", explanation.sentence).trim().to_owned();
            report.differences = differences(&explanation);
            report.onsets = onsets(&explanation);
        }
        (None, Some(calm)) => report.sentence = calm.why,
        (None, None) => report.sentence = "Nothing broke out.".to_owned(),
    }
    report.range = range.map(|range| (range.start, range.end));
    report.quoted_of = opened.select(range);
    report.quoted = quoted(opened, command.quotes);
    opened.select(None);
    report
}

fn sources(opened: &Opened) -> Vec<SourceLine> {
    let sources = opened.sources.iter().map(|source| SourceLine {
        name: source.name.clone(),
        records: source.records,
        first: source.first,
        last: source.last,
    });
    sources.collect()
}

fn counts(opened: &mut Opened) -> Counts {
    let replies = opened.local.ask(Command::Timeline { range: None, buckets_max: BUCKETS_MAX });
    let timeline = replies.into_iter().find_map(|reply| match reply {
        Reply::Timeline(timeline) => Some(timeline),
        _ => None,
    });
    let timeline = timeline.unwrap_or_default();
    let lanes = &timeline.selected;
    Counts {
        start: timeline.start,
        width_nanos: timeline.width_nanos,
        all: lanes.iter().map(|lanes| lanes.iter().sum()).collect(),
        errors: lanes.iter().map(|lanes| lanes.iter().skip(Level::Error as usize).sum()).collect(),
    }
}

fn burst_line(burst: &Burst) -> BurstLine {
    BurstLine {
        start: burst.range.start,
        end: burst.range.end,
        observed: burst.observed,
        expected: burst.expected,
        ratio: (!burst.is_new).then_some(burst.ratio),
        text: burst.text.clone(),
    }
}

fn differences(explanation: &Explanation) -> Vec<DifferenceLine> {
    let rows = explanation.rows.iter().take(DIFFERENCES_MAX).map(|row| DifferenceLine {
        verdict: format!("{:?}", row.verdict).to_lowercase(),
        text: row.text.clone(),
        inside: row.inside,
        outside: row.outside,
        explains: row.explains,
    });
    rows.collect()
}

fn onsets(explanation: &Explanation) -> Vec<OnsetLine> {
    let onsets = explanation.onsets.iter().map(|onset| OnsetLine {
        time: onset.time,
        source: onset.source.clone(),
        text: onset.text.clone(),
        stopped: onset.stopped,
    });
    onsets.collect()
}

/// The first errors of what is selected; where there are none, the first records.
fn quoted(opened: &mut Opened, most: usize) -> Vec<Row<'static>> {
    let names = export::names(&opened.sources);
    let (mut errors, mut others) = (Vec::new(), Vec::new());
    opened.local.each_record(Slot::Filter, true, &mut |record: &Whole<'_>| {
        let of = match record.parts.level >= Some(Level::Error) {
            true => &mut errors,
            false => &mut others,
        };
        if of.len() < most {
            of.push(owned(&export::row(&names, record)));
        }
        errors.len() < most
    });
    if errors.is_empty() { others } else { errors }
}

fn owned(row: &Row<'_>) -> Row<'static> {
    Row {
        source: row.source.clone().into_owned().into(),
        message: row.message.clone().into_owned().into(),
        raw: row.raw.clone().into_owned().into(),
        fields: row.fields.clone(),
        ..*row
    }
}
