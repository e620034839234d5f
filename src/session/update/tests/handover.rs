//! Stories of handing over. The lead that is played has three stretches of records.

use super::*;
use crate::session::{
    effect::{Sink, SinkStep},
    handover::{HandAction, Part, Run, Saved, SavedAs},
    keys::Intent,
    marks::MarkAction,
};

/// What a lead without secrets says.
pub(super) fn answer(command: &Command) -> Option<Reply> {
    Some(match command {
        Command::Export(_) | Command::ExportOn => {
            Reply::Exported(Box::new(Exported { ended: true, ..Exported::default() }))
        }
        Command::Write(_) => Reply::Written(Box::default()),
        Command::Translate => Reply::Translated(Vec::new()),
        Command::Screen { .. } => Reply::Screened(Review::default()),
        _ => return None,
    })
}

/// A stretch: so many of 2,500 records are done.
fn stretch(done: u64) -> Exported {
    let row = |kind: &str, count| ReviewRow {
        kind: kind.to_owned(),
        title: format!("{kind}s"),
        count,
        ..ReviewRow::default()
    };
    Exported {
        head: if done == 1000 { "head\n".to_owned() } else { String::new() },
        text: format!("up to {done}\n"),
        done,
        all: 2_500,
        ended: done == 2_500,
        review: Review { rows: vec![row("email", done / 10), row("own", 0)], ..Review::default() },
        ..Exported::default()
    }
}

/// Answers what was asked last with a stretch.
fn stretched(page: &mut Page, done: u64) {
    let asked = page.asked.pop().expect("a stretch was asked for");
    assert!(matches!(asked.body, Command::Export(_) | Command::ExportOn), "{asked:?}");
    page.asked.clear();
    page.answer(asked.id, Reply::Exported(Box::new(stretch(done))));
}

fn hand(page: &mut Page, action: HandAction) {
    page.act(Action::HandOver(action));
}

/// The steps of the sink since the last call, in a few words.
fn steps(page: &mut Page) -> String {
    let step = |effect: Effect| match effect {
        Effect::Sink(SinkStep::Open { name, sink }) => Some(format!("open {name} {sink:?}")),
        Effect::Sink(SinkStep::Write { head, text, .. }) => {
            Some(format!("write {head:?} {text:?}"))
        }
        Effect::Sink(SinkStep::Spec(spec)) => Some(format!("spec {}", spec.link)),
        Effect::Sink(SinkStep::Close) => Some("close".to_owned()),
        Effect::Sink(SinkStep::Drop) => Some("drop".to_owned()),
        _ => None,
    };
    std::mem::take(&mut page.effects).into_iter().filter_map(step).collect::<Vec<_>>().join(", ")
}

/// The dialog is open and all records were looked through.
pub(super) fn reviewed() -> Page {
    let mut page = Page::with_rows();
    review(&mut page);
    page
}

fn review(page: &mut Page) {
    page.act(Action::Intended(Intent::HandOver));
    for done in [1_000, 2_000, 2_500] {
        assert_eq!(page.state.handing.run, Run::Reviewing);
        assert!(!page.state.handing.ready(), "nothing is saved before it was looked through");
        stretched(page, done);
    }
    assert!(page.state.handing.ready());
}

#[test]
fn records_are_looked_through_then_written_stretch_by_stretch() {
    let mut page = reviewed();
    assert_eq!(page.state.handing.review.rows[0].count, 250);
    hand(&mut page, HandAction::SaveAsked);
    assert_eq!(steps(&mut page), "open events.jsonl File");
    assert!(page.asked.is_empty(), "a place to write to comes first");
    hand(&mut page, HandAction::SinkOpened(true));
    for (done, said) in [
        (1_000, r#"write "head\n" "up to 1000\n""#),
        (2_000, r#"write "" "up to 2000\n""#),
        (2_500, r#"write "" "up to 2500\n""#),
    ] {
        stretched(&mut page, done);
        assert_eq!(steps(&mut page), said);
        assert!(page.asked.is_empty(), "the next is asked for when this one is written");
        hand(&mut page, HandAction::SinkWrote(None));
    }
    assert_eq!(steps(&mut page), "close");
    hand(&mut page, HandAction::SinkClosed(Some(Saved { parts: 2, bytes: 1_500 })));
    let outcome = page.state.handing.outcome.clone().unwrap();
    assert_eq!(outcome, "Saved 2,500 events, 1.5 kB, in 2 files.");
    assert!(page.state.asking.all_answered() && !page.state.handing.busy());
}

#[test]
fn what_is_given_up_leaves_nothing_behind() {
    let mut page = reviewed();
    hand(&mut page, HandAction::SaveAsked);
    hand(&mut page, HandAction::SinkOpened(false));
    assert!(page.state.handing.ready(), "the person thought better of it");
    hand(&mut page, HandAction::SaveAsked);
    hand(&mut page, HandAction::SinkOpened(true));
    stretched(&mut page, 1_000);
    steps(&mut page);
    hand(&mut page, HandAction::Cancelled);
    assert_eq!(steps(&mut page), "drop");
    hand(&mut page, HandAction::SinkWrote(None));
    assert!(page.asked.is_empty(), "a stretch that is written late asks for none");
    hand(&mut page, HandAction::SaveAsked);
    hand(&mut page, HandAction::SinkOpened(true));
    hand(&mut page, HandAction::SinkWrote(Some("The disk is full.".to_owned())));
    assert_eq!(page.state.trouble.as_ref().unwrap().what, "The disk is full.");
    assert!(!page.state.handing.busy());
}

#[test]
fn the_dialog_closes_by_its_key_and_what_is_saved_goes_on() {
    let mut page = Page::with_rows();
    page.act(Action::Intended(Intent::HandOver));
    page.act(Action::Intended(Intent::HandOver));
    assert_eq!((page.state.view.dialog, page.state.handing.run), (None, Run::Idle));
    assert!(page.state.asking.all_answered(), "nothing is looked through for nobody");
    let mut page = reviewed();
    hand(&mut page, HandAction::SaveAsked);
    hand(&mut page, HandAction::SinkOpened(true));
    steps(&mut page);
    page.act(Action::DialogOpened(None));
    stretched(&mut page, 1_000);
    assert!(steps(&mut page).starts_with("write"));
    page.act(Action::Intended(Intent::Translate));
    assert_eq!(page.state.handing.part, Part::Translate);
    assert!(page.state.handing.busy());
}

#[test]
fn a_kind_that_stays_and_rules_of_ones_own_are_kept_and_looked_through_anew() {
    let mut page = reviewed();
    hand(&mut page, HandAction::KindToggled("email".to_owned()));
    let asked = page.asked.pop().unwrap();
    let Command::Export(asked) = asked.body else { panic!("{asked:?}") };
    assert_eq!(asked.redaction.kept, ["email"]);
    hand(&mut page, HandAction::RulesEdited("a+\n\n b(\n".to_owned()));
    let asked = page.asked.pop().unwrap();
    let Command::Export(body) = asked.body else { panic!("{asked:?}") };
    assert_eq!(body.redaction.own, ["a+", "b("]);
    let mistake = RuleMistake { rule: 1, start: 1, end: 2, message: "unclosed group".to_owned() };
    let wrong = Exported { mistake: Some(mistake), ended: true, ..Exported::default() };
    page.answer(asked.id, Reply::Exported(Box::new(wrong)));
    assert_eq!(page.state.handing.mistaken(), Some(["b", "(", ""]));
    assert!(!page.state.handing.ready() && !page.state.handing.busy());
    let stored = page.effects.iter().rev().find_map(|effect| match effect {
        Effect::StorePrefs(prefs) => Some(prefs.redaction.clone()),
        _ => None,
    });
    assert_eq!(stored.unwrap().kept, ["email"]);
}

#[test]
fn several_events_are_selected_by_keys_and_copied() {
    let mut page = Page::with_rows();
    for intent in [Intent::FirstRow, Intent::SelectNext, Intent::SelectNext] {
        page.act(Action::Intended(intent));
    }
    page.answer_all();
    assert_eq!(page.state.rows.selected(), Some((0, 3)));
    page.act(Action::Intended(Intent::CopyMarkdown));
    let Some(Command::Export(asked)) = page.asked.last().map(|asked| asked.body.clone()) else {
        panic!("nothing asked")
    };
    assert_eq!(asked.ranks, Some((0, 3)));
    assert_eq!(asked.purpose, ExportPurpose::Write(RecordForm::Markdown));
    assert_eq!(steps(&mut page), format!("open  {:?}", Sink::Clipboard));
    page.act(Action::Intended(Intent::NextRow));
    page.answer_all();
    assert_eq!(page.state.rows.selected(), Some((3, 1)), "a plain move ends the selection");
}

#[test]
fn a_link_that_gives_something_away_is_copied_when_asked_for_twice() {
    let mut page = Page::with_rows();
    let copied = |page: &mut Page| {
        let effects = std::mem::take(&mut page.effects);
        effects.iter().filter(|effect| matches!(effect, Effect::CopyLink(_))).count()
    };
    page.act(Action::LinkCopyAsked);
    assert_eq!(copied(&mut page), 1, "without a filter there is nothing to look through");
    page.type_query("ann@shop.example");
    page.answer_all();
    page.act(Action::LinkCopyAsked);
    let asked = page.asked.pop().unwrap();
    assert!(matches!(&asked.body, Command::Screen { text, .. } if text == "ann@shop.example"));
    page.answer(asked.id, Reply::Screened(stretch(10).review));
    assert_eq!(copied(&mut page), 0);
    assert!(page.state.trouble.as_ref().unwrap().what.contains("1 emails"));
    page.act(Action::LinkCopyAsked);
    assert_eq!(copied(&mut page), 1);
    assert!(page.state.trouble.is_none());
}

#[test]
fn a_page_with_events_opens_with_the_redacted_filter() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(20));
    page.act(Action::Intended(Intent::OpenRow));
    page.answer_all();
    page.act(Action::Intended(Intent::MarkEvent));
    page.act(Action::Intended(Intent::WriteNote));
    page.act(Action::Marks(MarkAction::NoteEdited("ann was here".to_owned())));
    page.act(Action::Intended(Intent::Back));
    page.act(Action::RowChosen(300));
    page.answer_all();
    page.act(Action::Intended(Intent::MarkEvent));
    page.answer_all();
    let marked: Vec<RecordKey> = page.state.marks.events.keys().copied().collect();
    let [first, _] = marked.as_slice() else { panic!("{marked:?}") };
    review(&mut page);
    hand(&mut page, HandAction::FormChosen(SavedAs::Page));
    hand(&mut page, HandAction::SaveAsked);
    hand(&mut page, HandAction::SinkOpened(true));
    let asked = page.asked.pop().unwrap();
    let Command::Export(export) = &asked.body else { panic!("{asked:?}") };
    assert_eq!(export.wanted.iter().copied().collect::<Vec<_>>(), marked);
    assert_eq!(export.beside, ["", "", "ann was here", ""]);
    let end = SliceEnd {
        names: vec![(1, "a.log".to_owned())],
        beside: ["user=user-1", "", "user-1 was here", ""].map(str::to_owned).to_vec(),
        places: vec![(*first, RecordKey { source: 1, offset: 40 })],
    };
    let slice = Exported { slice: end, ..stretch(2_500) };
    page.answer(asked.id, Reply::Exported(Box::new(slice)));
    let said = steps(&mut page);
    assert!(said.starts_with("open squall-events.html Page, spec v=1&q=user%3Duser-1"), "{said}");
    assert!(!said.contains("at="), "the open event is not among them: {said}");
    assert_eq!(said.matches("mark=").count(), 1, "nor is the other marked one: {said}");
    assert!(said.contains("%22offset%22:40") && said.contains("user-1%20was%20here"), "{said}");
    let told = page.state.handing.outcome.as_deref();
    assert_eq!(told, Some("Without 1 marked event, which the filter leaves out."));
}

#[test]
fn a_filter_that_was_on_its_way_is_the_one_that_is_translated() {
    let mut page = Page::with_rows();
    page.type_query("error");
    page.act(Action::Intended(Intent::Translate));
    page.answer_all();
    page.type_query("warn");
    let select = page.asked.iter().find(|asked| matches!(asked.body, Command::Select { .. }));
    let select = select.unwrap().id;
    page.asked.clear();
    page.answer(select, Reply::Selected(Selected::default()));
    let again = page.asked.iter().filter(|asked| asked.body == Command::Translate);
    assert_eq!(again.count(), 1);
}

#[test]
fn the_veil_is_drawn_again_for_workers_that_come_anew() {
    let mut page = Page::with_rows();
    page.act(Action::Intended(Intent::Veil));
    assert!(matches!(page.asked.last().unwrap().body, Command::Veil(Some(_))));
    page.asked.clear();
    page.act(Action::WorkersFailed { what: String::new() });
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    assert!(page.asked.iter().any(|asked| matches!(asked.body, Command::Veil(Some(_)))));
    page.act(Action::Intended(Intent::Veil));
    assert!(matches!(page.asked.last().unwrap().body, Command::Veil(None)));
}

#[test]
fn a_filter_by_a_name_that_stands_for_something_says_why_it_finds_nothing() {
    fn says(page: &mut Page, query: &str) -> bool {
        page.act(Action::QueryReplaced(query.to_owned()));
        page.answer_all();
        page.state.notice.as_ref().is_some_and(|notice| notice.text.contains("names such as ip-1"))
    }
    let mut page = Page::with_rows();
    assert!(!says(&mut page, "client=ip-17"), "nothing is veiled");
    hand(&mut page, HandAction::VeilToggled);
    page.answer_all();
    assert!(!says(&mut page, "level=error time>2026-05-14 -1"));
    assert!(says(&mut page, "client=ip-17"));
    hand(&mut page, HandAction::VeilToggled);
    page.answer_all();
    assert!(!says(&mut page, "not user-3"));
}
