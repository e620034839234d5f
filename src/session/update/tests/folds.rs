//! Stories of folded rows. The lead that is played has runs of ten events from rank 20 on.

use super::*;
use crate::session::keys::Intent;

/// The rows around a rank.
pub(super) fn answer(
    rank: u64,
    (before, after): (u32, u32),
    opened: &[RecordKey],
    columns: &[String],
) -> RowsPage {
    let count = 1000;
    let line = |rank: u64| {
        let first = if rank < 20 { rank } else { rank / 10 * 10 };
        let open = opened.contains(&row(first).key);
        let until = row(first + 9).time;
        let run = (first >= 20).then_some(Run { records: 10, until, open });
        if open && rank != first { (rank, row(rank)) } else { (first, Row { run, ..row(first) }) }
    };
    let mut first = line(rank.min(count - 1)).0;
    for _ in 0..before {
        first = if first > 0 { line(first - 1).0 } else { 0 };
    }
    let (mut at, mut rows, mut left) = (first, Vec::new(), after + 1);
    while at < count && left > 0 {
        let (_, row) = line(at);
        left -= u32::from(at + row.ranks() > rank);
        at += row.ranks();
        rows.push(row);
    }
    RowsPage { first, rows, columns: columns.to_vec() }
}

fn folded() -> Page {
    let mut page = Page::with_rows();
    page.act(Action::Intended(Intent::FoldRuns));
    page.answer_all();
    page
}

/// First ranks of the lines on screen.
fn lines(page: &Page) -> Vec<u64> {
    let (_, lines) = crate::session::runs::on_screen(&page.state.rows);
    assert!(lines.iter().all(|line| line.row.is_some()), "all are known: {lines:?}");
    lines.iter().map(|line| line.ranks.start).collect()
}

#[test]
fn folding_is_a_step_that_can_be_taken_back() {
    let mut page = folded();
    assert!(page.entries().iter().any(|entry| entry == "push 1 v=1&fold=1"));
    page.act(Action::Wheeled(15.0));
    page.answer_all();
    assert_eq!(lines(&page), [15, 16, 17, 18, 19, 20, 30, 40, 50, 60]);
    page.act(Action::Travelled { link: String::new(), position: Some(0) });
    page.answer_all();
    assert!(!page.state.view.folded);
    assert_eq!(lines(&page), (15..25).collect::<Vec<_>>());
}

#[test]
fn the_wheel_and_the_keys_move_by_lines_to_the_very_end() {
    let mut page = folded();
    page.act(Action::RowChosen(19));
    for _ in 0..3 {
        page.act(Action::Intended(Intent::NextRow));
    }
    assert_eq!(page.state.rows.cursor, Some(40));
    page.act(Action::Intended(Intent::PreviousRow));
    assert_eq!(page.state.rows.cursor, Some(30));
    page.act(Action::Wheeled(1e9));
    page.answer_all();
    page.act(Action::Intended(Intent::LastRow));
    page.answer_all();
    assert_eq!(lines(&page), (90..100).map(|run| run * 10).collect::<Vec<_>>());
    assert_eq!(page.state.rows.cursor, Some(990), "the row that stands for the last event");
    page.act(Action::Wheeled(-0.5));
    assert_eq!(page.state.rows.top, 895.0, "half of a run is scrolled out");
}

#[test]
fn a_run_is_opened_and_closed() {
    let mut page = folded();
    page.act(Action::RowChosen(30));
    page.answer_all();
    assert!(!page.state.detail.open, "the run opens, not its first event");
    assert_eq!(lines(&page), [16, 17, 18, 19, 20, 30, 31, 32, 33, 34]);
    page.act(Action::Wheeled(7.0));
    page.answer_all();
    assert_eq!(lines(&page), [32, 33, 34, 35, 36, 37, 38, 39, 40, 50]);
    page.act(Action::Intended(Intent::OpenRow));
    assert!(page.state.detail.open, "now it is an event like any other");
    page.act(Action::RunClosed(30));
    page.answer_all();
    assert!(!lines(&page).contains(&31));
}

#[test]
fn what_is_found_within_a_run_opens_it() {
    let mut page = folded();
    page.act(Action::RowChosen(5));
    page.act(Action::FindEdited("x".to_owned()));
    page.act(Action::FindAsked { forward: true });
    page.answer_all();
    assert_eq!(page.state.rows.cursor, Some(105));
    assert_eq!(page.state.rows.cursor_key, Some(row(105).key));
    assert!(lines(&page).contains(&105));
}

#[test]
fn the_open_event_stays_in_sight_when_rows_are_folded() {
    let mut page = Page::with_rows();
    page.act(Action::Scrolled { top: 300.0, page: 10.0 });
    page.answer_all();
    page.act(Action::RowChosen(304));
    page.answer_all();
    page.act(Action::FoldToggled);
    page.answer_all();
    assert_eq!(page.state.rows.cursor_key, Some(row(304).key));
    assert!(lines(&page).contains(&304));
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.answer_all();
    assert!(lines(&page).contains(&304));
}
