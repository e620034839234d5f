//! Stories of workers that stop, files that change, and memory that runs out.

use super::*;
use crate::session::handover::{HandAction, Part, Run};

/// News while sources are read again.
fn reading(revision: u64, records: u64) -> Reply {
    let extent = Some(range(0, 1000));
    Reply::Progress(Progress { revision, records, extent, ..Progress::default() })
}

fn workers_stop(page: &mut Page) {
    page.asked.clear();
    page.act(Action::WorkersFailed { what: "A worker stopped".to_owned() });
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
}

/// Plays a lead that has read so many records so far; ranks of others are not known.
fn answer_partly(page: &mut Page, records: u64) {
    while !page.asked.is_empty() {
        let asked = page.asked.remove(0);
        let body = match &asked.body {
            Command::Select { .. } => Some(Reply::Selected(Selected {
                records,
                matching: records,
                in_range: records,
                ..Selected::default()
            })),
            Command::RankOfRecord { .. } | Command::RankOfTime { .. } => Some(Reply::Rank(None)),
            other => answer(other),
        };
        if let Some(body) = body {
            page.answer(asked.id, body);
        }
    }
}

#[test]
fn the_marked_event_and_its_place_outlive_the_workers() {
    let mut page = Page::with_rows();
    page.act(Action::Scrolled { top: 500.0, page: 10.0 });
    page.answer_all();
    page.act(Action::RowChosen(503));
    page.answer_all();
    let before = page.state.rows.clone();
    assert_eq!(before.cursor_key, Some(row(503).key));
    workers_stop(&mut page);
    page.news(reading(1, 20));
    answer_partly(&mut page, 20);
    assert!(page.state.trouble.as_ref().is_some_and(|it| it.what == "A worker stopped"));
    assert_eq!(page.state.detail.record, before.cursor_key, "the open event stays open");
    page.news(progress(2, 1000));
    page.answer_all();
    let after = &page.state.rows;
    assert_eq!((after.top, after.cursor), (before.top, before.cursor));
    assert_eq!(after.cursor_key, before.cursor_key);
    assert!(after.resume.is_none());
    assert!(page.state.idle() || page.state.open.hashing);
}

#[test]
fn a_marked_event_at_the_lower_edge_stays_in_sight_below_the_banner() {
    let mut page = Page::with_rows();
    page.act(Action::Scrolled { top: 990.0, page: 10.0 });
    page.answer_all();
    page.act(Action::RowChosen(999));
    page.answer_all();
    workers_stop(&mut page);
    page.act(Action::ListMeasured { page: 8.0 });
    page.news(progress(2, 1000));
    page.answer_all();
    assert_eq!((page.state.rows.cursor, page.state.rows.top), (Some(999), 992.0));
}

#[test]
fn who_went_on_while_files_were_read_again_is_left_there() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(3));
    page.answer_all();
    workers_stop(&mut page);
    page.news(reading(1, 20));
    answer_partly(&mut page, 20);
    page.act(Action::RowChosen(7));
    answer_partly(&mut page, 20);
    page.news(progress(2, 1000));
    page.answer_all();
    assert_eq!(page.state.rows.cursor, Some(7));
}

#[test]
fn nothing_waits_for_workers_that_are_gone() {
    let mut page = Page::with_rows();
    page.act(Action::FindEdited("x".to_owned()));
    page.act(Action::FindAsked { forward: true });
    page.act(Action::HandOver(HandAction::Opened(Part::Export)));
    assert_eq!(page.state.handing.run, Run::Reviewing);
    workers_stop(&mut page);
    assert_eq!(page.state.find.outcome, FindOutcome::None);
    assert_eq!(page.state.handing.run, Run::Idle);
    page.answer_all();
    page.news(progress(2, 1000));
    page.answer_all();
    assert_eq!(page.state.handing.run, Run::Idle, "it was looked through again");
    assert!(page.state.asking.all_answered());
}

#[test]
fn what_was_being_saved_is_given_up_in_words() {
    let mut page = handover::reviewed();
    page.act(Action::HandOver(HandAction::SaveAsked));
    page.act(Action::HandOver(HandAction::SinkOpened(true)));
    assert!(matches!(page.state.handing.run, Run::Writing { .. }));
    page.effects.clear();
    workers_stop(&mut page);
    assert_eq!(page.state.handing.run, Run::Idle);
    let words = page.state.handing.outcome.clone().unwrap_or_default();
    assert!(words.contains("not written to its end"), "{words}");
    let dropped = Effect::Sink(crate::session::effect::SinkStep::Drop);
    assert!(page.effects.contains(&dropped));
}
