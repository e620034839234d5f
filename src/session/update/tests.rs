//! Stories: what happens on the page, told as actions, and what the lead is asked.

use std::rc::Rc;

use proptest::prelude::*;

use super::update;
use crate::{
    protocol::page::*,
    session::{
        Action, Choice, ChosenFile, Effect, State,
        action::ZonePurpose,
        keys::BINDINGS,
        state::{Dialog, FindOutcome, Prefs, Tab, Theme, Workers},
    },
};

mod faults;
mod folds;
mod handover;
mod marks;
mod metrics;
mod requests;
mod sources;
mod tails;
mod tracks;
mod why;

/// A page whose lead is played by the test.
struct Page {
    state: Rc<State>,
    /// Commands not answered yet, in the order asked.
    asked: Vec<Envelope<Command>>,
    effects: Vec<Effect>,
}

impl Page {
    fn started(link: &str) -> Page {
        let mut page = Page { state: Rc::default(), asked: Vec::new(), effects: Vec::new() };
        let prefs = Prefs::default();
        page.act(Action::Started { link: link.to_owned(), prefs, example: true, slice: false });
        page
    }

    /// Files are open, read, and the list is on screen.
    fn with_rows() -> Page {
        let mut page = Page::started("");
        page.news(Reply::Ready { shards: 2, formats: Vec::new() });
        page.act(Action::FilesChosen(vec![file(1, "a.log"), file(2, "b.log")]));
        page.act(Action::TimelineMeasured { buckets_max: 100 });
        page.act(Action::Scrolled { top: 0.0, page: 10.0 });
        page.news(progress(1, 1000));
        page.answer_all();
        page
    }

    fn act(&mut self, action: Action) {
        let (state, effects) = update(&self.state, action);
        self.state = state;
        for effect in effects {
            match effect {
                Effect::Ask(envelope) => self.asked.push(envelope),
                other => self.effects.push(other),
            }
        }
    }

    fn news(&mut self, body: Reply) {
        self.act(Action::Replied { at_millis: 0.0, reply: Envelope { id: 0, body } });
    }

    fn answer(&mut self, id: u64, body: Reply) {
        self.act(Action::Replied { at_millis: 0.0, reply: Envelope { id, body } });
    }

    /// Plays the lead until nothing is open.
    fn answer_all(&mut self) {
        for _ in 0..100 {
            if self.asked.is_empty() {
                return;
            }
            let asked = self.asked.remove(0);
            if let Some(body) = answer(&asked.body) {
                self.answer(asked.id, body);
            }
        }
        panic!("the page never stops asking: {:?}", self.asked);
    }

    fn asked_names(&self) -> String {
        let name = |envelope: &Envelope<Command>| {
            let text = format!("{:?}", envelope.body);
            text.split([' ', '{']).next().unwrap_or_default().to_owned()
        };
        self.asked.iter().map(name).collect::<Vec<_>>().join(" ")
    }

    fn type_query(&mut self, text: &str) {
        self.act(Action::QueryEdited { text: text.to_owned(), caret: text.len() });
    }

    fn entries(&mut self) -> Vec<String> {
        let effects = std::mem::take(&mut self.effects);
        effects
            .into_iter()
            .filter_map(|effect| match effect {
                Effect::PushHistory(entry) => {
                    Some(format!("push {} {}", entry.position, without_files(&entry.hash)))
                }
                Effect::ReplaceHistory(entry) => {
                    Some(format!("replace {} {}", entry.position, without_files(&entry.hash)))
                }
                _ => None,
            })
            .collect()
    }
}

/// A link but for the files that it was made with; empty where nothing else stands in it.
fn without_files(hash: &str) -> String {
    let parts: Vec<&str> = hash.split('&').filter(|part| !part.starts_with("file=")).collect();
    if parts == ["v=1"] { String::new() } else { parts.join("&") }
}

fn file(id: SourceId, name: &str) -> ChosenFile {
    ChosenFile { id, name: name.to_owned(), bytes: 9, modified: TimeNanos(0), live: false }
}

fn progress(revision: u64, records: u64) -> Reply {
    let extent = Some(range(0, 1000));
    Reply::Progress(Progress { revision, records, extent, done: true, ..Progress::default() })
}

pub(in crate::session) fn summary(id: SourceId) -> SourceSummary {
    SourceSummary {
        id,
        name: format!("{id}.log"),
        state: SourceState::Done,
        bytes: 9,
        bytes_read: 9,
        format: String::new(),
        formats: Vec::new(),
        encoding: String::new(),
        zone: Zone::utc(),
        zone_needed: false,
        zone_chosen: false,
        settings: SourceSettings::default(),
        group: None,
        place: id,
        lines: 1,
        records: 1,
        structure_lines: 0,
        left_out: 0,
        first: None,
        last: None,
        time_known: 1,
        level_known: 1,
        not_understood: 0,
        out_of_order: 0,
        diagnostics: Vec::new(),
        grows: None,
        metric: None,
    }
}

fn range(start: i64, end: i64) -> TimeRange {
    TimeRange { start: TimeNanos(start * SECOND_NANOS), end: TimeNanos(end * SECOND_NANOS) }
}

pub(in crate::session) fn row(rank: u64) -> Row {
    Row {
        key: RecordKey { source: 1, offset: rank * 10 },
        time: Some(TimeNanos(rank as i64 * SECOND_NANOS)),
        time_own: true,
        level: None,
        message: format!("message {rank}"),
        varying: Vec::new(),
        matched: Vec::new(),
        lines: 1,
        columns: Vec::new(),
        run: None,
        pins: 0,
    }
}

/// What a lead with a thousand records, one each second, says.
fn answer(command: &Command) -> Option<Reply> {
    Some(match command {
        Command::Select { query, .. } if query.ends_with('=') => {
            Reply::QueryRefused(QueryMistake {
                start: query.len(),
                end: query.len(),
                message: "expected a value".to_owned(),
                suggestion: None,
            })
        }
        Command::Select { query, .. } => {
            let count = if query.is_empty() { 1000 } else { 500 };
            Reply::Selected(Selected {
                records: 1000,
                matching: count,
                in_range: count,
                ..Selected::default()
            })
        }
        Command::Timeline { .. } => Reply::Timeline(Timeline::default()),
        Command::Overview { .. } => Reply::Overview(Timeline::default()),
        Command::Rows { first, count, columns } => Reply::Rows(RowsPage {
            first: *first,
            rows: (*first..first + u64::from(*count)).map(row).collect(),
            columns: columns.clone(),
        }),
        Command::FoldedRows { rank, before, after, columns, opened } => {
            Reply::Rows(folds::answer(*rank, (*before, *after), opened, columns))
        }
        Command::Facets { .. } => Reply::Facets(Facets::default()),
        Command::FacetValues { field, .. } => {
            Reply::FacetValues(FacetField { name: field.clone(), ..FacetField::default() })
        }
        Command::Complete { .. } => Reply::Completions(Completions {
            items: vec![("level".to_owned(), Some(3)), ("label".to_owned(), None)],
        }),
        Command::RowsOf { records } => {
            Reply::RowsOf(records.iter().map(|record| row(record.offset / 10)).collect())
        }
        Command::Detail { record } => Reply::Detail(Box::new(detail(*record))),
        Command::RankOfTime { time } => Reply::Rank(Some((time.0 / SECOND_NANOS) as u64)),
        Command::RankOfRecord { record } => Reply::Rank(Some(record.offset / 10)),
        Command::Find { text, from, .. } | Command::FindSame { query: text, from, .. } => {
            let rank = (!text.contains("absent")).then_some((from + 100) % 1000);
            let record = rank.map(|rank| row(rank).key);
            Reply::Found { rank, record, wrapped: from + 100 >= 1000 }
        }
        Command::Around { record, scope, .. } => {
            Reply::Around(Around { record: *record, scope: *scope, rows: Vec::new() })
        }
        Command::Open { .. }
        | Command::Close { .. }
        | Command::Reread { .. }
        | Command::EditPatterns { .. }
        | Command::Limit { .. }
        | Command::Veil(_)
        | Command::ChooseIds { .. }
        | Command::StopLoading => return None,
        other => {
            let answered = sources::answer(other).or_else(|| requests::answer(other));
            let answered = answered.or_else(|| metrics::answer(other));
            let answered = answered.or_else(|| handover::answer(other));
            let answered = answered.or_else(|| tracks::answer(other));
            return answered.or_else(|| Some(why::answer(other)));
        }
    })
}

fn detail(key: RecordKey) -> Detail {
    Detail {
        key,
        time: Some(TimeNanos(key.offset as i64 / 10 * SECOND_NANOS)),
        time_own: false,
        level: None,
        line: 1,
        lines: 1,
        message: String::new(),
        fields: serde_json::Value::Null,
        raw: "raw text".to_owned(),
        raw_bytes: 8,
        format: String::new(),
        template: 7,
    }
}

#[test]
fn files_wait_until_the_workers_listen() {
    let mut page = Page::started("");
    page.act(Action::FilesChosen(vec![file(1, "a.log")]));
    assert_eq!(page.asked_names(), "");
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    assert_eq!(page.asked_names(), "Open Select");
    page.answer_all();
    assert_eq!(page.state.rows.count, 1000);
}

#[test]
fn what_is_known_of_a_source_stays_until_it_changes() {
    let mut page = Page::with_rows();
    let told = |id, records| {
        let sources = vec![SourceSummary { records, ..summary(id) }];
        Reply::Progress(Progress { revision: 5, sources, done: true, ..Progress::default() })
    };
    page.news(told(2, 20));
    page.news(told(1, 10));
    page.news(told(2, 21));
    page.news(told(77, 1));
    let known: Vec<(u32, u64)> =
        page.state.open.progress.sources.iter().map(|source| (source.id, source.records)).collect();
    assert_eq!(known, [(1, 10), (2, 21)], "in the order of opening, and none that is not open");
}

#[test]
fn a_file_is_opened_once() {
    let mut page = Page::with_rows();
    page.act(Action::FilesChosen(vec![file(7, "a.log"), file(8, "c.log")]));
    assert_eq!(page.state.open.sources.len(), 3);
    assert!(page.effects.contains(&Effect::ForgetFiles(vec![7])));
}

#[test]
fn a_mistake_leaves_the_last_good_result() {
    let mut page = Page::with_rows();
    page.type_query("warn");
    page.answer_all();
    page.type_query("warn and level=");
    page.answer_all();
    let query = &page.state.query;
    assert_eq!((query.shown.as_str(), query.selected.matching), ("warn", 500));
    assert_eq!(query.mistake.as_ref().map(|mistake| mistake.start), Some(15));
    page.news(progress(2, 1200));
    let asked = page.asked.iter().find(|asked| matches!(asked.body, Command::Select { .. }));
    assert!(
        matches!(&asked.unwrap().body, Command::Select { query, .. } if query == "warn"),
        "more was read: the good filter is asked again"
    );
    page.answer_all();
    assert!(page.state.query.mistake.is_some());
    page.type_query("warn and level=x");
    page.answer_all();
    assert_eq!(page.state.query.mistake, None);
}

#[test]
fn an_older_answer_is_dropped() {
    let mut page = Page::with_rows();
    page.type_query("a");
    let old = page.asked.remove(0);
    page.type_query("");
    page.answer_all();
    page.answer(old.id, Reply::Selected(Selected { in_range: 3, ..Selected::default() }));
    assert_eq!(page.state.rows.count, 1000);
}

#[test]
fn more_is_asked_only_when_all_was_answered() {
    let mut page = Page::with_rows();
    page.news(progress(2, 1100));
    let first = page.asked_names();
    page.news(progress(3, 1200));
    page.news(progress(4, 1300));
    assert_eq!(page.asked_names(), first, "no second question before the first answer");
    page.answer_all();
    assert_eq!(page.state.asking.seen_revision, 4);
}

#[test]
fn typing_is_one_step_and_what_is_chosen_another() {
    let mut page = Page::with_rows();
    page.entries();
    page.type_query("w");
    page.type_query("wa");
    page.act(Action::QueryCommitted);
    page.type_query("war");
    page.act(Action::RangeCommitted(Some(range(10, 20))));
    page.act(Action::RowChosen(3));
    assert_eq!(
        page.entries(),
        [
            "push 1 v=1&q=w",
            "replace 1 v=1&q=wa",
            "push 2 v=1&q=war",
            "push 3 v=1&q=war&from=10000000000&to=20000000000",
            "replace 3 v=1&q=war&from=10000000000&to=20000000000&at=30@a.log",
        ]
    );
}

#[test]
fn undo_and_redo_move_through_the_history() {
    let mut page = Page::with_rows();
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.answer_all();
    page.effects.clear();
    page.act(Action::Intended(crate::session::keys::Intent::Undo));
    assert_eq!(page.effects, [Effect::Travel(-1)]);
    page.act(Action::Travelled { link: String::new(), position: Some(0) });
    page.answer_all();
    assert_eq!((page.state.query.text.as_str(), page.state.rows.count), ("", 1000));
    page.effects.clear();
    page.act(Action::Intended(crate::session::keys::Intent::Undo));
    page.act(Action::Intended(crate::session::keys::Intent::Redo));
    assert!(page.effects.contains(&Effect::Travel(1)));
    assert!(!page.effects.contains(&Effect::Travel(-1)), "nothing is left to undo");
}

#[test]
fn a_link_is_followed_when_its_files_are_there() {
    let mut page = Page::started("v=1&q=warn&from=5&to=9000000000&col=host&at=120@a.log");
    page.news(Reply::Ready { shards: 1, formats: Vec::new() });
    page.act(Action::FilesChosen(vec![file(1, "a.log"), file(2, "b.log")]));
    page.news(progress(1, 1000));
    page.answer_all();
    let state = &page.state;
    assert_eq!(state.detail.record, Some(RecordKey { source: 1, offset: 120 }));
    assert_eq!(state.query.shown, "warn");
    assert_eq!(state.view.columns, ["host"]);
    assert_eq!(state.view.range.map(|range| range.start.0), Some(5));
    assert_eq!(state.rows.cursor, Some(12));
}

#[test]
fn a_link_of_a_later_version_is_told() {
    let page = Page::started("v=99&q=x");
    assert!(page.state.view.link_mistake.as_ref().unwrap().contains("newer"));
    assert_eq!(page.state.query.text, "");
}

#[test]
fn rows_are_asked_where_they_are_missing() {
    let mut page = Page::with_rows();
    page.act(Action::Scrolled { top: 3.0, page: 10.0 });
    assert_eq!(page.asked_names(), "", "they are known");
    page.act(Action::Scrolled { top: 500.0, page: 10.0 });
    page.act(Action::Scrolled { top: 700.0, page: 10.0 });
    assert_eq!(page.asked_names(), "Rows", "the first is not cancelled by the second");
    page.answer_all();
    assert!(page.state.rows.known.contains_key(&705));
    assert!(page.state.rows.known.len() < 300);
}

#[test]
fn a_list_that_is_measured_late_stays_where_it_was_sent() {
    let mut page = Page::with_rows();
    page.act(Action::TabChosen(Tab::Bursts));
    page.answer_all();
    page.act(Action::TimeChosen(TimeNanos(700 * SECOND_NANOS)));
    page.act(Action::TabChosen(Tab::Events));
    page.answer_all();
    let top = page.state.rows.top;
    assert!(top > 600.0, "{top}");
    page.act(Action::ListMeasured { page: 12.0 });
    assert_eq!((page.state.rows.top, page.state.rows.page), (top, 12.0));
}

#[test]
fn the_marked_event_stays_on_screen_when_the_filter_changes() {
    let mut page = Page::with_rows();
    page.act(Action::Scrolled { top: 300.0, page: 10.0 });
    page.answer_all();
    page.act(Action::RowChosen(304));
    page.answer_all();
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.answer_all();
    let rows = &page.state.rows;
    assert_eq!((rows.cursor, rows.top), (Some(304), 300.0));
    assert_eq!(page.state.detail.record, Some(row(304).key));
}

#[test]
fn the_open_event_is_marked_once_the_list_holds_it() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(304));
    page.answer_all();
    let rows = Rc::make_mut(&mut Rc::make_mut(&mut page.state).rows);
    (rows.cursor, rows.cursor_key) = (None, None); // as where the list was shorter
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.answer_all();
    assert_eq!(page.state.rows.cursor, Some(304));
    assert!(page.state.detail.open);
}

#[test]
fn the_first_event_is_that_of_the_list_that_is_coming() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(304));
    page.answer_all();
    page.act(Action::RangeCommitted(Some(range(100, 300))));
    page.act(Action::Intended(crate::session::keys::Intent::FirstRow));
    assert_eq!(page.state.rows.cursor, Some(304), "not of the one that is going");
    page.answer_all();
    let rows = &page.state.rows;
    assert_eq!((rows.cursor, rows.cursor_key, rows.top), (Some(0), Some(row(0).key), 0.0));
}

#[test]
fn the_detail_follows_the_mark() {
    let mut page = Page::with_rows();
    page.act(Action::RowChosen(0));
    page.answer_all();
    page.act(Action::Intended(crate::session::keys::Intent::NextRow));
    page.answer_all();
    assert_eq!(page.state.detail.record, Some(row(1).key));
    page.act(Action::Intended(crate::session::keys::Intent::LastRow));
    page.answer_all();
    assert_eq!(page.state.detail.record, Some(row(999).key));
    assert_eq!(page.state.rows.top, 990.0);
}

#[test]
fn zooming_back_leads_where_it_came_from() {
    let mut page = Page::with_rows();
    page.act(Action::RangeCommitted(Some(range(100, 300))));
    page.act(Action::RangeCommitted(Some(range(150, 200))));
    page.act(Action::ZoomedBack);
    assert_eq!(page.state.view.range, Some(range(100, 300)));
    page.act(Action::PannedBy(-5.0));
    assert_eq!(page.state.view.range, Some(range(0, 200)), "not beyond the data");
    page.act(Action::Intended(crate::session::keys::Intent::Back));
    assert_eq!(page.state.view.range, None);
    page.act(Action::RangeCommitted(Some(range(-5, 5000))));
    assert_eq!(page.state.view.range, None, "all of it is no zoom");
}

#[test]
fn a_zoom_asks_for_no_counts_twice() {
    let mut page = Page::with_rows();
    page.act(Action::RangeCommitted(Some(range(100, 300))));
    assert_eq!(page.asked_names(), "Select Timeline");
    let select = page.asked.remove(0);
    page.answer(select.id, answer(&select.body).unwrap());
    let asked = page.asked_names();
    assert_eq!(asked, "Timeline Rows Facets", "counts over time are not asked again");
    page.answer_all();
    page.news(progress(9, 1200));
    page.answer_all();
    let select = Action::QueryReplaced("warn".to_owned());
    page.act(select);
    let select = page.asked.remove(0);
    page.answer(select.id, answer(&select.body).unwrap());
    assert_eq!(page.asked_names(), "Timeline Overview Rows Facets", "another filter, other counts");
}

#[test]
fn a_typed_time_marks_its_event() {
    let mut page = Page::with_rows();
    page.act(Action::DialogOpened(Some(Dialog::GoToTime)));
    page.act(Action::TimeTyped("soon".to_owned()));
    assert!(page.state.view.dialog_mistake.is_some());
    page.act(Action::TimeTyped("+5m".to_owned()));
    page.answer_all();
    assert_eq!(page.state.view.dialog, None);
    assert_eq!(page.state.rows.cursor, Some(300));
}

#[test]
fn finding_marks_and_wraps() {
    let mut page = Page::with_rows();
    page.act(Action::FindEdited("x".to_owned()));
    page.act(Action::FindAsked { forward: true });
    page.answer_all();
    assert_eq!(page.state.rows.cursor, Some(100));
    page.act(Action::RowChosen(950));
    page.act(Action::FindAsked { forward: true });
    page.answer_all();
    assert_eq!(page.state.find.outcome, FindOutcome::Found { wrapped: true });
    page.act(Action::FindEdited("absent".to_owned()));
    page.act(Action::FindAsked { forward: false });
    page.answer_all();
    assert_eq!(page.state.find.outcome, FindOutcome::Nowhere);
}

#[test]
fn workers_that_died_are_told_everything_again() {
    let mut page = Page::with_rows();
    page.act(Action::QueryReplaced("warn".to_owned()));
    page.act(Action::SourceFormatChosen { source: 2, format: Some("plain".to_owned()) });
    page.asked.clear();
    page.act(Action::WorkersFailed { what: "A worker stopped".to_owned() });
    assert!(page.state.trouble.is_some());
    assert!(!page.state.idle());
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    let Command::Open { sources } = &page.asked[0].body else { panic!("{:?}", page.asked) };
    assert_eq!(sources[1].settings.format.as_deref(), Some("plain"));
    assert!(matches!(&page.asked[1].body, Command::Select { query, .. } if query == "warn"));
}

#[test]
fn workers_that_die_again_and_again_wait_for_a_person() {
    let mut page = Page::with_rows();
    for _ in 0..3 {
        page.asked.clear();
        page.act(Action::WorkersFailed { what: "A worker stopped".to_owned() });
        page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    }
    assert_eq!(page.state.open.workers, Workers::Failed);
    assert!(page.state.idle(), "nothing is under way any more");
    assert_eq!(page.asked_names(), "");
    page.act(Action::RetryAsked);
    page.news(Reply::Ready { shards: 2, formats: Vec::new() });
    assert_eq!(page.asked_names(), "Open Select");
}

#[test]
fn closing_all_leaves_the_start_screen() {
    let mut page = Page::with_rows();
    page.act(Action::ThemeChosen(Theme::Dark));
    page.act(Action::SourceClosed(1));
    assert_eq!(page.state.open.sources.len(), 1);
    page.act(Action::SourceClosed(2));
    assert!(!page.state.opened());
    assert_eq!(page.state.prefs.theme, Theme::Dark);
    assert!(page.effects.contains(&Effect::RestartWorkers));
    assert!(page.effects.contains(&Effect::ForgetFiles(vec![2])));
}

#[test]
fn nothing_new_gives_the_same_state() {
    let page = Page::with_rows();
    for action in [
        Action::FilesHovered(false),
        Action::TabChosen(Tab::Events),
        Action::ZoomedBack,
        Action::SourceClosed(99),
        Action::TroubleDismissed,
    ] {
        let (state, effects) = update(&page.state, action);
        assert!(Rc::ptr_eq(&state, &page.state));
        assert_eq!(effects, []);
    }
}

#[test]
fn a_completion_takes_the_place_of_the_word() {
    let mut page = Page::with_rows();
    page.type_query("error and le");
    page.answer_all();
    page.act(Action::CompletionMoved { forward: true });
    page.act(Action::QueryEntered);
    assert_eq!(page.state.query.text, "error and level");
    assert_eq!(page.state.query.completions, None);
    page.effects.clear();
    page.act(Action::QueryEscaped);
    assert!(page.effects.contains(&Effect::Focus(crate::session::effect::Target::Events)));
}

fn any_time() -> impl Strategy<Value = TimeNanos> {
    prop_oneof![
        any::<i64>().prop_map(TimeNanos),
        (0i64..1000).prop_map(|at| TimeNanos(at * SECOND_NANOS))
    ]
}

fn any_range() -> impl Strategy<Value = Option<TimeRange>> {
    proptest::option::of((any_time(), any_time()).prop_map(|(start, end)| TimeRange { start, end }))
}

fn any_key() -> impl Strategy<Value = RecordKey> {
    (0u32..4, 0u64..20_000).prop_map(|(source, offset)| RecordKey { source, offset })
}

fn any_opening() -> impl Strategy<Value = Action> {
    prop_oneof![
        (0u32..5).prop_map(|id| Action::FilesChosen(vec![file(id, &format!("{id}.log"))])),
        (0u32..5).prop_map(Action::SourceClosed),
        Just(Action::AllClosed),
        Just(Action::RetryAsked),
        Just(Action::LoadingStopped),
        Just(Action::WorkersFailed { what: String::new() }),
        (0u32..5).prop_map(|source| Action::SourceZoneChosen { source, zone: None }),
        ("[a-z&=%v1]{0,12}", proptest::option::of(0u32..5))
            .prop_map(|(link, position)| Action::Travelled { link, position }),
        any_key().prop_map(|key| Action::Travelled {
            link: format!("v=1&q=a&from=1&to=900&at={}@1.log", key.offset),
            position: None
        }),
        Just(Action::ZoneLoaded {
            purpose: ZonePurpose::Display { chosen: true },
            zone: Some(Zone::fixed("+02:00", 7200))
        }),
        Just(Action::NotUnderstoodAsked),
    ]
}

fn any_looking() -> impl Strategy<Value = Action> {
    let numbers = prop_oneof![any::<f64>(), -10.0..1200.0f64];
    prop_oneof![
        (".{0,12}", 0usize..20).prop_map(|(text, caret)| Action::QueryEdited { text, caret }),
        (".{0,5}", ".{0,5}").prop_map(|(field, value)| Action::TermChosen {
            field,
            value,
            choice: Choice::Not
        }),
        Just(Action::CompletionMoved { forward: false }),
        proptest::option::of(0usize..4).prop_map(Action::CompletionChosen),
        any_range().prop_map(Action::RangeCommitted),
        Just(Action::ZoomedBack),
        (any::<f64>(), proptest::option::of(any_time()))
            .prop_map(|(factor, at)| Action::ZoomedBy { factor, at }),
        any::<f64>().prop_map(Action::PannedBy),
        "[-+0-9:mh]{0,6}".prop_map(Action::TimeTyped),
        any_time().prop_map(Action::TimeChosen),
        numbers.clone().prop_map(Action::Wheeled),
        (numbers.clone(), numbers).prop_map(|(top, page)| Action::Scrolled { top, page }),
        (0u64..1200).prop_map(Action::RunClosed),
        Just(Action::FoldToggled),
        any::<u64>().prop_map(Action::RowChosen),
        (0u64..1200).prop_map(Action::RowChosen),
        any_key().prop_map(Action::RecordChosen),
        any_key().prop_map(|record| Action::ContextAsked { record, scope: Scope::All }),
        Just(Action::ContextWidened),
        "[ax]{0,2}".prop_map(Action::FindEdited),
        any::<bool>().prop_map(|forward| Action::FindAsked { forward }),
        "[ab]".prop_map(Action::ColumnToggled),
        "[ab]{0,2}".prop_map(|text| Action::FacetSearched { field: "a".to_owned(), text }),
        Just(Action::FacetSearchEnded),
        (0..BINDINGS.len()).prop_map(|at| Action::Intended(BINDINGS[at].intent)),
    ]
}

#[derive(Clone, Debug)]
enum Event {
    Act(Action),
    /// The lead answers the command that waits at this place, if there is one.
    Answer(usize),
    Ready,
    Progress(u64, u64),
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => any_opening().prop_map(Event::Act),
        1 => sources::any_saying().prop_map(Event::Act),
        1 => marks::any_marking().prop_map(Event::Act),
        6 => any_looking().prop_map(Event::Act),
        6 => (0usize..8).prop_map(Event::Answer),
        1 => Just(Event::Ready),
        1 => (0u64..50, 0u64..2000).prop_map(|(revision, records)| Event::Progress(revision, records)),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_the_state_stays_sound(events in proptest::collection::vec(any_event(), 0..60)) {
        let mut page = Page::with_rows();
        for event in events {
            match event {
                Event::Act(action) => page.act(action),
                Event::Ready => page.news(Reply::Ready { shards: 2, formats: Vec::new() }),
                Event::Progress(revision, records) => page.news(progress(revision, records)),
                Event::Answer(at) if at < page.asked.len() => {
                    let asked = page.asked.remove(at);
                    if let Some(body) = answer(&asked.body) {
                        page.answer(asked.id, body);
                    }
                }
                Event::Answer(_) => {}
            }
            let State { rows, view, history, query, .. } = &*page.state;
            prop_assert!(rows.top >= 0.0 && rows.top <= rows.count as f64);
            prop_assert!(rows.known.len() <= 2_000);
            prop_assert!(view.range.is_none_or(|range| range.start < range.end));
            prop_assert!(history.position <= history.last);
            prop_assert!(query.caret <= query.text.len());
        }
        page.asked.clear();
        page.act(Action::RetryAsked);
        page.news(Reply::Ready { shards: 2, formats: Vec::new() });
        page.answer_all();
        prop_assert!(page.state.asking.all_answered(), "every question ends");
    }
}
