//! Marks, notes, investigations, and what a link says of files.

use super::*;
use crate::session::{
    fingerprint::Fingerprint,
    keys::Intent,
    link::Link,
    marks::{MARKS_MAX, MarkAction, Place},
};

pub(super) fn any_marking() -> impl Strategy<Value = Action> {
    let mark = prop_oneof![
        Just(MarkAction::Toggled),
        Just(MarkAction::RangeMarked),
        Just(MarkAction::NoteAsked),
        (0usize..4).prop_map(MarkAction::Opened),
        "[a*]{0,4}".prop_map(MarkAction::NoteEdited),
        any::<u8>().prop_map(MarkAction::ColourChosen),
        (0usize..4).prop_map(MarkAction::Removed),
        (0usize..4).prop_map(MarkAction::Chosen),
        any::<bool>().prop_map(|forward| MarkAction::Stepped { forward }),
    ];
    prop_oneof![
        6 => mark.prop_map(Action::Marks),
        1 => Just(Action::InvestigationSaveAsked),
        1 => "[{}a\":,1]{0,20}".prop_map(|text| Action::InvestigationOpened {
            name: "a.squall.json".to_owned(),
            text: Some(format!("{{\"squall_investigation\":1,{text}")),
        }),
        1 => Just(Action::DifferencesDismissed),
        1 => (0u32..5, proptest::option::of(any::<u64>()))
            .prop_map(|(id, hash)| Action::FilesHashed(vec![(id, hash)])),
    ]
}

fn press(page: &mut Page, intent: Intent) {
    page.act(Action::Intended(intent));
    page.answer_all();
}

fn mark(page: &mut Page, rank: u64, note: &str) {
    page.act(Action::RowChosen(rank));
    page.answer_all();
    press(page, Intent::WriteNote);
    page.act(Action::Marks(MarkAction::NoteEdited(note.to_owned())));
    press(page, Intent::Back);
}

fn told(page: &Page) -> String {
    let marks = &page.state.marks;
    let words = |number: &usize| {
        let mark = &marks.list[*number];
        let place = match &mark.place {
            Place::Event(event) => format!("{}@{}", event.offset, event.source),
            Place::Range(range) => format!("{} s", (range.end.0 - range.start.0) / SECOND_NANOS),
        };
        format!("{place} {} {}", mark.colour, mark.note).trim().to_owned()
    };
    marks.in_order().iter().map(words).collect::<Vec<_>>().join("; ")
}

/// The last entry of the browser's history: its place, and all that it remembers.
fn last_entry(page: &mut Page) -> (u32, String) {
    let mut found = None;
    for effect in std::mem::take(&mut page.effects) {
        if let Effect::PushHistory(entry) | Effect::ReplaceHistory(entry) = effect {
            found = Some((entry.position, entry.whole));
        }
    }
    found.unwrap()
}

fn saved(page: &mut Page) -> String {
    page.effects.clear();
    press(page, Intent::SaveInvestigation);
    let text = page.effects.iter().find_map(|effect| match effect {
        Effect::SaveFile { text, .. } => Some(text.clone()),
        _ => None,
    });
    text.unwrap()
}

fn opened(page: &mut Page, text: &str) {
    let (name, text) = ("a.squall.json".to_owned(), Some(text.to_owned()));
    page.act(Action::InvestigationOpened { name, text });
    page.answer_all();
}

#[test]
fn events_are_marked_noted_coloured_and_unmarked() {
    let mut page = Page::with_rows();
    press(&mut page, Intent::MarkEvent);
    assert_eq!(told(&page), "", "no event is chosen");
    page.act(Action::RowChosen(5));
    page.answer_all();
    press(&mut page, Intent::MarkEvent);
    assert_eq!(told(&page), "50@a.log 0");
    press(&mut page, Intent::WriteNote);
    page.act(Action::Marks(MarkAction::NoteEdited("why?".to_owned())));
    page.act(Action::Marks(MarkAction::ColourChosen(3)));
    page.act(Action::WorkersFailed { what: String::new() });
    page.act(Action::DialogOpened(None));
    assert_eq!(told(&page), "50@a.log 3 why?", "closing keeps what was written");
    press(&mut page, Intent::MarkEvent);
    assert_eq!(told(&page), "");
}

#[test]
fn a_range_is_marked_where_one_is_zoomed_to() {
    let mut page = Page::with_rows();
    press(&mut page, Intent::MarkRange);
    assert_eq!(page.state.view.dialog, None);
    page.act(Action::RangeCommitted(Some(range(100, 160))));
    press(&mut page, Intent::MarkRange);
    page.act(Action::Marks(MarkAction::NoteEdited("the deploy".to_owned())));
    press(&mut page, Intent::Back);
    assert_eq!(told(&page), "60 s 0 the deploy");
    press(&mut page, Intent::WholeRange);
    page.act(Action::Marks(MarkAction::Chosen(0)));
    assert_eq!(page.state.view.range, Some(range(100, 160)));
}

#[test]
fn undo_takes_marks_back_and_loading_the_page_again_keeps_them() {
    let mut page = Page::with_rows();
    mark(&mut page, 5, "one");
    let (before, whole) = last_entry(&mut page);
    mark(&mut page, 9, "two & \"three\"");
    let (after, later) = last_entry(&mut page);
    assert_eq!(
        (told(&page).as_str(), after),
        ("50@a.log 0 one; 90@a.log 0 two & \"three\"", before + 1)
    );
    page.act(Action::Travelled { link: whole, position: Some(before) });
    assert_eq!(told(&page), "50@a.log 0 one");
    page.act(Action::Travelled { link: later.clone(), position: Some(after) });
    assert_eq!(page.state.marks.list.len(), 2);
    page.act(Action::Travelled { link: "v=1&q=a".to_owned(), position: None });
    assert_eq!(page.state.marks.list.len(), 2, "an address by hand holds none");

    let mut again = Page::started(&later);
    again.news(Reply::Ready { shards: 2, formats: Vec::new() });
    again.act(Action::FilesChosen(vec![file(7, "a.log")]));
    again.act(Action::Scrolled { top: 0.0, page: 10.0 });
    again.news(progress(1, 1000));
    again.answer_all();
    assert_eq!(told(&again), "50@a.log 0 one; 90@a.log 0 two & \"three\"");
    assert_eq!(again.state.marks.record(1), Some(RecordKey { source: 7, offset: 90 }));
}

#[test]
fn marks_are_stepped_through_and_gone_to() {
    let mut page = Page::with_rows();
    for rank in [700, 20, 300] {
        mark(&mut page, rank, "x");
    }
    page.act(Action::RowChosen(100));
    page.answer_all();
    let mut at = Vec::new();
    for intent in [Intent::NextMark, Intent::NextMark, Intent::NextMark, Intent::PreviousMark] {
        press(&mut page, intent);
        at.push(page.state.rows.cursor.unwrap());
    }
    assert_eq!(at, [300, 700, 20, 700]);
    page.act(Action::TabChosen(Tab::Marks));
    page.answer_all();
    assert_eq!(page.state.marks.row(0).map(|row| row.message.as_str()), Some("message 700"));
    press(&mut page, Intent::PreviousRow);
    press(&mut page, Intent::OpenRow);
    assert_eq!((page.state.rows.cursor, page.state.view.tab), (Some(300), Tab::Events));
    let record = page.state.marks.record(0).unwrap();
    let name = page.state.open.name(record.source).unwrap().to_owned();
    page.act(Action::SourceClosed(record.source));
    page.act(Action::Marks(MarkAction::Chosen(0)));
    assert_eq!(page.state.notice.as_ref().unwrap().text, format!("{name} is not open"));
}

#[test]
fn a_filter_is_pinned_though_the_key_comes_before_its_answer() {
    let mut page = Page::with_rows();
    page.type_query("error");
    page.act(Action::Intended(Intent::PinFilter));
    assert!(page.state.pins.queries.is_empty(), "nobody knows yet whether it is a filter");
    page.answer_all();
    assert_eq!(page.state.pins.queries, ["error"]);
    page.type_query("error and");
    page.answer_all();
    assert_eq!(page.state.pins.queries, ["error"], "once");
}

#[test]
fn there_are_no_more_marks_than_may_be() {
    let mut page = Page::with_rows();
    for second in 0..MARKS_MAX as i64 + 3 {
        page.act(Action::RangeCommitted(Some(range(second, second + 1))));
        press(&mut page, Intent::MarkRange);
        press(&mut page, Intent::Back);
    }
    assert_eq!(page.state.marks.list.len(), MARKS_MAX);
    assert_eq!(
        page.state.notice.as_ref().unwrap().text,
        "There are 500 marks: take one away first"
    );
}

#[test]
fn an_investigation_comes_back_before_or_after_its_files() {
    let mut page = Page::with_rows();
    page.type_query("error");
    page.answer_all();
    page.act(Action::ColumnToggled("host".to_owned()));
    page.act(Action::SourceShifted { source: 2, nanos: 5 });
    page.act(Action::RangeCommitted(Some(range(10, 90))));
    mark(&mut page, 20, "here");
    press(&mut page, Intent::PinFilter);
    page.act(Action::FilesHashed(vec![(1, Some(1)), (2, Some(2))]));
    page.answer_all();
    let text = saved(&mut page);
    let wanted = Link::of(&page.state);

    for before in [true, false] {
        let mut other = Page::started("");
        other.news(Reply::Ready { shards: 2, formats: Vec::new() });
        if before {
            opened(&mut other, &text);
        }
        other.act(Action::FilesChosen(vec![file(1, "a.log"), file(2, "b.log")]));
        other.act(Action::TimelineMeasured { buckets_max: 100 });
        other.act(Action::Scrolled { top: 0.0, page: 10.0 });
        other.news(progress(1, 1000));
        other.answer_all();
        if !before {
            opened(&mut other, &text);
        }
        other.act(Action::FilesHashed(vec![(1, Some(1)), (2, Some(2))]));
        other.news(progress(2, 1000));
        other.answer_all();
        assert_eq!(Link::of(&other.state), wanted, "before: {before}");
        assert_eq!(other.state.pins.queries, ["error"]);
        assert_eq!(other.state.open.differing(), [""; 0]);
        opened(&mut other, &text);
        assert_eq!(Link::of(&other.state), wanted, "twice is once");
    }
}

#[test]
fn marks_of_two_investigations_are_joined_and_no_note_is_lost() {
    let mut page = Page::with_rows();
    mark(&mut page, 20, "one");
    mark(&mut page, 30, "mine");
    let text = saved(&mut page);
    mark(&mut page, 30, "yours");
    mark(&mut page, 40, "new");
    opened(&mut page, &text);
    assert_eq!(told(&page), "200@a.log 0 one; 300@a.log 0 yours\n\nmine; 400@a.log 0 new");
}

#[test]
fn a_file_that_is_none_changes_nothing_and_says_why() {
    let mut page = Page::with_rows();
    mark(&mut page, 20, "one");
    let before = Link::of(&page.state);
    for text in [Some("{\"a\":1}".to_owned()), Some("\u{0}".to_owned()), None] {
        page.act(Action::InvestigationOpened { name: "x.squall.json".to_owned(), text });
        assert_eq!(Link::of(&page.state), before);
        assert!(page.state.trouble.take_what().starts_with("x.squall.json: "));
    }
}

trait TakeWhat {
    fn take_what(&self) -> &str;
}

impl TakeWhat for Option<Rc<crate::session::state::Trouble>> {
    fn take_what(&self) -> &str {
        self.as_ref().map_or("", |trouble| trouble.what.as_str())
    }
}

#[test]
fn other_files_than_the_links_are_named() {
    let link = "v=1&q=error&file=9-0000000000000001@a.log&file=9@c.log";
    let mut page = Page::started(link);
    assert_eq!(page.state.open.expected.len(), 2);
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    page.act(Action::FilesChosen(vec![file(1, "a.log")]));
    page.news(progress(1, 1000));
    page.answer_all();
    assert!(page.effects.contains(&Effect::HashFiles(vec![1])));
    assert!(page.state.open.hashing && !page.state.idle());
    page.act(Action::FilesHashed(vec![(1, Some(2))]));
    assert!(!page.state.open.hashing);
    assert_eq!(page.state.open.differing(), ["a.log has other content", "c.log is not open"]);
    let own = Fingerprint { name: "a.log".to_owned(), bytes: 9, hash: Some(2) };
    assert_eq!(Link::of(&page.state).files, [own], "from now on it is these files");
    page.act(Action::DifferencesDismissed);
    assert_eq!(page.state.open.differing(), [""; 0]);
}

#[test]
fn what_is_explained_comes_back_by_link() {
    let link = "v=1&explain=100000000000..200000000000&baseline=1..100000000000&burst=7.errors";
    let mut page = Page::started(link);
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    page.act(Action::FilesChosen(vec![file(1, "a.log")]));
    page.news(progress(1, 1000));
    page.answer_all();
    let explaining = page.state.explaining.clone().unwrap();
    assert_eq!(
        (explaining.range, explaining.burst),
        (range(100, 200), Some((BurstKind::Errors, 7)))
    );
    assert!(explaining.baseline.is_some() && explaining.answer.is_some());
    page.act(Action::Travelled { link: "v=1&q=a".to_owned(), position: None });
    assert_eq!(page.state.explaining, None);
}
