//! Stories of files that are followed while they are written.

use super::*;
use crate::session::tails::{Followable, TailAction, words};

/// News of a file of so many bytes and records.
fn told(revision: u64, records: u64, bytes: u64) -> Reply {
    let source = SourceSummary { records, bytes, grows: Some(0), ..summary(1) };
    let extent = Some(range(0, 1000));
    let sources = vec![source];
    Reply::Progress(Progress {
        revision,
        records,
        extent,
        sources,
        done: true,
        ..Progress::default()
    })
}

/// A file that can be looked at again is open, of 9 bytes, and another that cannot.
fn live() -> Page {
    let mut page = Page::started("");
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    let live = ChosenFile { live: true, ..file(1, "a.log") };
    page.act(Action::FilesChosen(vec![live, file(2, "b.log")]));
    page.act(Action::Scrolled { top: 0.0, page: 10.0 });
    page.news(told(1, 1000, 9));
    page.answer_all();
    page.effects.clear();
    page
}

fn toggle(page: &mut Page) {
    page.act(Action::Tail(TailAction::Toggled(1)));
}

/// The shell looked, and the file has so many bytes.
fn looked(page: &mut Page, bytes: u64) {
    let file = FileNow { source: 1, bytes, modified: TimeNanos(bytes as i64 - 9) };
    page.act(Action::Tail(TailAction::Looked(vec![file])));
}

fn looks(page: &Page) -> usize {
    page.effects.iter().filter(|it| matches!(it, Effect::LookAtFiles(_))).count()
}

/// What came is read: the lead says so, and that answers are others.
fn read(page: &mut Page, revision: u64, records: u64) {
    let asked = page.asked.remove(0);
    let Command::Grow(files) = asked.body else { panic!("{asked:?}") };
    page.news(told(revision, records, files[0].bytes));
    page.answer(asked.id, Reply::Grown(files));
}

#[test]
fn a_file_that_can_be_looked_at_again_is_followed() {
    let mut page = live();
    let open = &page.state.open;
    let source = &open.progress.sources[0];
    assert_eq!(open.tails.followable(source), Followable::Yes);
    let other = SourceSummary { id: 2, ..source.clone() };
    assert_eq!(open.tails.followable(&other), Followable::NoHandle);
    let packed = SourceSummary { grows: None, ..source.clone() };
    assert_eq!(open.tails.followable(&packed), Followable::No);

    toggle(&mut page);
    assert_eq!(page.effects, [Effect::LookAtFiles(vec![(1, 0)])]);
    looked(&mut page, 9);
    assert_eq!((page.asked_names().as_str(), looks(&page)), ("", 2), "nothing came");
    looked(&mut page, 20);
    assert_eq!((page.asked_names().as_str(), looks(&page)), ("Grow([FileNow", 3));
    looked(&mut page, 30);
    assert_eq!(page.asked.len(), 1, "what came before is still being read");
    read(&mut page, 2, 1005);
    let open = &page.state.open;
    assert_eq!(open.sources[0].bytes, 20);
    let said = words(open, &open.progress.sources[0]);
    assert_eq!(said.as_deref(), Some("followed, 5 records (11 B) came"));
    page.answer_all();
    looked(&mut page, 30);
    assert_eq!(page.asked_names(), "Grow([FileNow");

    toggle(&mut page);
    let looks_before = looks(&page);
    looked(&mut page, 30);
    assert_eq!(looks(&page), looks_before, "nobody is followed any more");
}

#[test]
fn all_files_are_followed_by_a_key_and_no_longer() {
    let mut page = live();
    let press = |page: &mut Page| page.act(Action::Tail(TailAction::AllToggled));
    press(&mut page);
    assert_eq!(page.state.open.tails.followed.keys().copied().collect::<Vec<_>>(), [1]);
    assert_eq!(page.state.notice.as_ref().unwrap().text, "1 file is followed");
    press(&mut page);
    assert!(page.state.open.tails.followed.is_empty());
    press(&mut page);
    assert_eq!(looks(&page), 1, "the shell is about to look already");
    page.act(Action::AllClosed);
    press(&mut page);
    assert!(page.state.notice.as_ref().unwrap().text.starts_with("No file can be followed"));
}

#[test]
fn a_file_that_is_not_there_or_is_another_one_is_said() {
    let mut page = live();
    toggle(&mut page);
    page.act(Action::Tail(TailAction::Looked(Vec::new())));
    let said = |page: &Page| words(&page.state.open, &page.state.open.progress.sources[0]);
    assert_eq!(said(&page).as_deref(), Some("followed, but the file is not there now"));
    looked(&mut page, 5);
    let asked = page.asked.remove(0);
    let state = SourceState::Failed("the file changed since it was opened".to_owned());
    let source = SourceSummary { state, ..summary(1) };
    page.news(Reply::Progress(Progress {
        revision: 2,
        sources: vec![source],
        done: true,
        ..Progress::default()
    }));
    page.answer(asked.id, Reply::Grown(Vec::new()));
    assert_eq!(said(&page), None, "it is followed no longer");
    assert_eq!(
        page.state.trouble.as_ref().unwrap().what,
        "1.log: the file changed since it was opened."
    );
    let held = |it: &Effect| matches!(it, Effect::HoldFile(..));
    assert!(!page.effects.iter().any(held), "what was read stays");
    let open = &page.state.open;
    assert_eq!(open.tails.followable(&open.progress.sources[0]), Followable::Other);
    page.act(Action::Tail(TailAction::ReadAnew(1)));
    assert!(page.effects.iter().any(held));
}

#[test]
fn the_list_stays_at_its_end_or_where_it_is() {
    let mut page = live();
    toggle(&mut page);
    page.act(Action::Scrolled { top: 990.0, page: 10.0 });
    page.answer_all();
    let grow = |page: &mut Page, revision, records: u64| {
        looked(page, 9 + records);
        read(page, revision, records);
        while !page.asked.is_empty() {
            let asked = page.asked.remove(0);
            let body = match &asked.body {
                Command::Select { .. } => Some(Reply::Selected(Selected {
                    records,
                    matching: records,
                    in_range: records,
                    ..Selected::default()
                })),
                other => answer(other),
            };
            body.into_iter().for_each(|body| page.answer(asked.id, body));
        }
    };
    grow(&mut page, 2, 1100);
    assert_eq!((page.state.rows.count, page.state.rows.top), (1100, 1090.0));
    page.act(Action::RowChosen(1095));
    page.answer_all();
    grow(&mut page, 3, 1200);
    let rows = &page.state.rows;
    assert_eq!((rows.top, rows.cursor_key), (1190.0, Some(row(1095).key)), "the mark stays");
    page.act(Action::Scrolled { top: 1000.0, page: 10.0 });
    page.answer_all();
    grow(&mut page, 4, 1300);
    assert_ne!(page.state.rows.top, 1290.0, "who looks elsewhere is left there");
}

#[test]
fn a_file_that_was_written_while_it_was_read_is_held_once() {
    let mut page = live();
    page.act(Action::FilesChosen(vec![ChosenFile { live: true, ..file(3, "c.log") }]));
    page.effects.clear();
    let fails = |page: &mut Page, revision| {
        let state = SourceState::Failed("the file changed while it was read".to_owned());
        let source = SourceSummary { state, name: "c.log".to_owned(), ..summary(3) };
        page.news(Reply::Progress(Progress {
            revision,
            sources: vec![source],
            done: true,
            ..Progress::default()
        }));
    };
    fails(&mut page, 2);
    assert!(page.effects.contains(&Effect::HoldFile(3, "c.log".to_owned())));
    page.answer_all();
    let held = ChosenFile { live: true, bytes: 12, ..file(4, "c.log") };
    page.act(Action::FilesChosen(vec![held]));
    assert!(page.effects.contains(&Effect::RenewFile { source: 3, file: 4 }));
    assert_eq!(page.asked_names(), "Open");
    page.effects.clear();
    fails(&mut page, 3);
    assert!(!page.effects.iter().any(|it| matches!(it, Effect::HoldFile(..))));
}
