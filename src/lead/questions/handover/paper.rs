//! What is written whole: a report, the picture of the timeline, tables.
//!
//! Does not: choose what a paper is about; the page does.

use super::{
    super::{bursts, counts},
    report, review, tables,
};
use crate::{
    engine::export::{redact::Redactor, report::Counts},
    lead::{Desk, port::Port},
    protocol::page::{BurstKind, Level, Paper, PaperAsked, Review, Timeline, Written},
};

/// Buckets of a picture.
const BUCKETS_MAX: u32 = 180;

/// A paper, with what was taken out of it.
pub(super) async fn paper(
    port: &Port,
    desk: &Desk,
    asked: PaperAsked,
    mut redactor: Option<Redactor>,
) -> Written {
    let (file_name, text) = match asked.paper {
        Paper::Report | Paper::ReportMarkdown => {
            let mut report = report::filled(port, desk, &asked).await;
            if let Some(redactor) = &mut redactor {
                report.redact(redactor);
            }
            match asked.paper {
                Paper::Report => ("report.html", report.html()),
                _ => ("report.md", report.markdown()),
            }
        }
        Paper::Timeline => ("timeline.svg", picture(port, desk).await),
        paper => tables::table(port, desk, paper, &mut redactor).await,
    };
    let review = redactor.as_ref().map_or_else(Review::default, review);
    Written { file_name: file_name.to_owned(), text, review }
}

/// The counts of the filter within its range.
pub(super) async fn counted(port: &Port, desk: &Desk) -> Counts {
    let range = desk.filter.borrow().range;
    let timeline: Timeline = counts::timeline(port, desk, range, BUCKETS_MAX).await;
    let lanes = &timeline.selected;
    Counts {
        start: timeline.start,
        width_nanos: timeline.width_nanos,
        all: lanes.iter().map(|lanes| lanes.iter().sum()).collect(),
        errors: lanes.iter().map(|lanes| lanes.iter().skip(Level::Error as usize).sum()).collect(),
    }
}

async fn picture(port: &Port, desk: &Desk) -> String {
    let counts = counted(port, desk).await;
    let found = bursts::bursts(port, desk, BurstKind::Errors, true).await;
    counts.picture(&report::burst_lines(&found))
}
