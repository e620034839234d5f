//! Stories of one request: followed, compared with a good one, copied; and of the table of requests.

use super::*;
use crate::session::{
    following::{FollowAction, Handing},
    keys::Intent,
    requests::RequestsAction,
    waterfall::tests::step,
};

/// What a lead says of two requests, `bad-1` and `good-1`, and of the user that both are of.
pub(super) fn answer(command: &Command) -> Option<Reply> {
    let linked = |id: &str, entity, records| LinkedId {
        id: id.to_owned(),
        class: "id=…".to_owned(),
        entity,
        records,
    };
    Some(match command {
        Command::Ids => Reply::Ids(IdClasses::default()),
        Command::IdsOf(IdsAt::Record(record)) if record.offset == 0 => Reply::IdsOf(Vec::new()),
        Command::IdsOf(_) => {
            Reply::IdsOf(vec![linked("bad-1", false, 3), linked("user-7", true, 900)])
        }
        Command::ClassOf { id, .. } => {
            Reply::ClassOf(id.contains('7').then(|| "order_id=…".to_owned()))
        }
        Command::Follow { id, .. } => Reply::Story(Box::new(story(id))),
        Command::Replicate { id, target, unmasked, .. } => Reply::Replica(Box::new(Replica {
            id: id.clone(),
            target: *target,
            text: format!("{target:?} {id} {unmasked}"),
            file_name: format!("{id}.txt"),
            masked: u32::from(!unmasked),
            ..Replica::default()
        })),
        Command::Requests(asked) => {
            let ranks = asked.first..(asked.first + asked.count).min(500);
            let row = |rank: u32| RequestRow { id: format!("r-{rank}"), ..RequestRow::default() };
            Reply::Requests(Box::new(Requests {
                classes: vec![RequestClass::default()],
                total: 500,
                matching: if asked.filter == RequestFilter::Failing { 20 } else { 500 },
                first: asked.first,
                rows: ranks.map(row).collect(),
                ..Requests::default()
            }))
        }
        _ => return None,
    })
}

fn story(id: &str) -> Story {
    let versus = (id == "bad-1").then(|| StoryVersus {
        good: "good-1".to_owned(),
        good_steps: vec![step(0, 0, 10), step(1, 70, 80), step(0, 90, 95)],
        pairs: vec![(0, 0), (2, 2)],
        compared: 200,
        words: vec!["never reached: authorised in ‹n› ms".to_owned()],
        ..StoryVersus::default()
    });
    let mut steps = vec![step(0, 0, 10), step(1, 20, 30), step(0, 40, 50)];
    for (at, step) in steps.iter_mut().enumerate() {
        step.record = row(at as u64 * 7).key;
    }
    let class = "bad-…".to_owned();
    let (id, records_total) = (id.to_owned(), 3);
    Story { id, class, offered: true, steps, records_total, versus, ..Story::default() }
}

fn intended(page: &mut Page, intent: Intent) {
    page.act(Action::Intended(intent));
    page.answer_all();
}

fn followed(page: &Page) -> Option<(&str, bool)> {
    page.state.following.as_ref().map(|following| (following.id.as_str(), following.fresh()))
}

fn copied(page: &mut Page) -> Vec<String> {
    let effects = std::mem::take(&mut page.effects);
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            Effect::SaveFile { name, text } => Some(format!("{name}: {text}")),
            _ => None,
        })
        .collect()
}

#[test]
fn from_the_burst_to_the_failing_request_to_the_good_one_to_the_script() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::NextBurst);
    intended(&mut page, Intent::FollowFailing);
    assert_eq!(followed(&page), Some(("bad-1", true)));
    assert!(page.state.explaining.is_some(), "the burst is below");
    intended(&mut page, Intent::FollowGood);
    assert_eq!(followed(&page), Some(("good-1", true)));
    intended(&mut page, Intent::FollowGood);
    assert_eq!(followed(&page), Some(("bad-1", true)), "and back");
    page.effects.clear();
    page.act(Action::Intended(Intent::CopyCurl));
    assert_eq!(copied(&mut page), ["Curl bad-1 false"], "at once, since it is written already");
    intended(&mut page, Intent::Back);
    assert_eq!(followed(&page), None);
    assert!(page.state.explaining.is_some());
    intended(&mut page, Intent::FollowFailing);
    assert_eq!(followed(&page), Some(("bad-1", true)), "once more after closing");
}

#[test]
fn an_event_is_followed_by_its_best_id_and_the_others_are_offered() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::FollowEvent);
    assert_eq!(page.state.notice.as_ref().unwrap().text, "Mark an event first");
    page.act(Action::RowChosen(0));
    page.answer_all();
    intended(&mut page, Intent::FollowEvent);
    assert_eq!(page.state.notice.as_ref().unwrap().text, "No id was found in this event");
    page.act(Action::RowChosen(7));
    page.answer_all();
    intended(&mut page, Intent::FollowEvent);
    assert!(!page.state.detail.open, "the story takes its place");
    let following = page.state.following.clone().unwrap();
    assert_eq!((following.id.as_str(), following.offered.len()), ("bad-1", 2));
    assert_eq!(following.step, Some(1), "the event's own step");
    page.act(Action::Follow(FollowAction::Chosen("user-7".to_owned())));
    page.answer_all();
    assert_eq!(followed(&page), Some(("user-7", true)));
    intended(&mut page, Intent::FollowBack);
    assert_eq!(followed(&page), Some(("bad-1", true)));
    intended(&mut page, Intent::FollowBack);
    assert_eq!(page.state.notice.as_ref().unwrap().text, "No other id was followed before");
}

#[test]
fn a_step_marks_its_event_without_opening_it() {
    let mut page = Page::with_rows();
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer_all();
    page.act(Action::TabChosen(Tab::Patterns));
    intended(&mut page, Intent::NextStep);
    assert_eq!((page.state.rows.cursor, page.state.view.tab), (Some(0), Tab::Events));
    intended(&mut page, Intent::NextStep);
    intended(&mut page, Intent::NextStep);
    intended(&mut page, Intent::NextStep);
    assert_eq!(page.state.rows.cursor, Some(14), "the last one stays");
    intended(&mut page, Intent::PreviousStep);
    assert_eq!(page.state.rows.cursor, Some(7));
    assert!(!page.state.detail.open && page.state.following.is_some());
}

#[test]
fn the_story_before_stays_until_the_next_is_there_and_a_late_one_is_dropped() {
    let mut page = Page::with_rows();
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer_all();
    page.act(Action::Follow(FollowAction::Chosen("good-1".to_owned())));
    assert_eq!(followed(&page), Some(("good-1", false)));
    let late = page.asked.remove(0);
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer(late.id, Reply::Story(Box::new(story("good-1"))));
    assert_eq!(followed(&page), Some(("bad-1", true)));
}

#[test]
fn inputs_are_copied_or_saved_with_secrets_only_where_asked() {
    let mut page = Page::with_rows();
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer_all();
    page.effects.clear();
    intended(&mut page, Intent::CopyHar);
    intended(&mut page, Intent::Unmask);
    intended(&mut page, Intent::CopyCurl);
    intended(&mut page, Intent::Unmask);
    // Before the masked script is there again.
    page.act(Action::Intended(Intent::CopyCurl));
    page.answer_all();
    let handing = Handing { target: ReplicaTarget::Http, saved: true };
    page.act(Action::Follow(FollowAction::Handed(handing)));
    page.answer_all();
    assert_eq!(
        copied(&mut page),
        ["Har bad-1 false", "Curl bad-1 true", "Curl bad-1 false", "bad-1.txt: Http bad-1 false"]
    );
}

#[test]
fn the_link_keeps_the_id_and_the_tab_and_undo_brings_back_the_one_before() {
    let mut page = Page::with_rows();
    page.entries();
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.act(Action::TabChosen(Tab::Requests));
    page.answer_all();
    page.act(Action::Follow(FollowAction::Chosen("good-1".to_owned())));
    let entries = page.entries();
    expect_test::expect![[r#"
        push 1 v=1&id=bad-1
        replace 1 v=1&tab=requests&id=bad-1
        push 2 v=1&tab=requests&id=good-1"#]]
    .assert_eq(&entries.join("\n"));
    page.answer_all();
    let link = "v=1&tab=requests&id=bad-1".to_owned();
    page.act(Action::Travelled { link, position: Some(1) });
    page.answer_all();
    assert_eq!(followed(&page), Some(("bad-1", true)));
    page.act(Action::Travelled { link: String::new(), position: Some(0) });
    assert_eq!((followed(&page), page.state.view.tab), (None, Tab::Events));
}

#[test]
fn requests_are_filtered_sorted_and_followed_by_keys() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::ShowRequests);
    page.act(Action::Requests(RequestsAction::Seen(0..20)));
    page.answer_all();
    assert_eq!(page.state.requests.count(), 500);
    page.act(Action::Requests(RequestsAction::Seen(300..320)));
    assert_eq!(page.asked_names(), "Requests(RequestsAsked");
    page.answer_all();
    assert!(page.state.requests.knows_seen());
    page.act(Action::Requests(RequestsAction::Seen(310..330)));
    assert_eq!(page.asked_names(), "", "they are known");
    intended(&mut page, Intent::NextRow);
    intended(&mut page, Intent::NextRow);
    intended(&mut page, Intent::OpenRow);
    assert_eq!(followed(&page), Some(("r-311", true)));
    page.act(Action::Requests(RequestsAction::Filtered(RequestFilter::Failing)));
    assert!(page.state.requests.stale, "those before stay until the others are there");
    page.answer_all();
    let shown = &page.state.requests;
    assert_eq!((shown.count(), shown.cursor, shown.stale), (20, None, false));
    page.act(Action::Requests(RequestsAction::Sorted(RequestSort::Duration)));
    assert!(page.state.requests.asked.descending, "the longest first");
    page.act(Action::Requests(RequestsAction::Sorted(RequestSort::Duration)));
    page.answer_all();
    assert!(!page.state.requests.asked.descending);
    intended(&mut page, Intent::LastRow);
    assert_eq!(followed(&page), Some(("r-19", true)));
    page.act(Action::Requests(RequestsAction::Filtered(RequestFilter::All)));
    page.answer_all();
    intended(&mut page, Intent::LastRow);
    assert_eq!(followed(&page), Some(("r-19", true)), "the last row is not known yet");
    page.act(Action::Requests(RequestsAction::Seen(480..500)));
    page.answer_all();
    assert_eq!(followed(&page), Some(("r-499", true)));
    intended(&mut page, Intent::Back);
    assert_eq!((followed(&page), page.state.view.tab), (None, Tab::Requests));
    intended(&mut page, Intent::Back);
    assert_eq!(page.state.view.tab, Tab::Events);
}

#[test]
fn what_is_said_of_ids_is_told_kept_in_the_link_and_undone() {
    let mut page = Page::with_rows();
    page.entries();
    let meant = |id: &str| {
        let (field, id) = ("order".to_owned(), id.to_owned());
        Action::Requests(RequestsAction::Meant { field, id })
    };
    page.act(meant("abc"));
    page.answer_all();
    let notice = |page: &Page| page.state.notice.as_ref().unwrap().text.clone();
    assert_eq!(notice(&page), "No id of that kind was found: an id is one word with a digit");
    assert_eq!(page.entries(), [] as [&str; 0]);

    page.act(meant("4711"));
    let asked = page.asked.remove(0);
    page.answer(asked.id, answer(&asked.body).unwrap());
    assert_eq!(notice(&page), "order_id names requests");
    let choices = vec![IdChoice { name: "order_id=".to_owned(), offered: true }];
    assert_eq!(page.asked.remove(0).body, Command::ChooseIds { choices: choices.clone() });
    assert_eq!(page.entries(), ["push 1 v=1&ids=%2Border_id%3D"]);

    let said = IdChoice { name: "order_id=…".to_owned(), offered: false };
    page.act(Action::Requests(RequestsAction::Said(said)));
    assert_eq!(page.state.view.ids.len(), 1, "the last word counts");
    assert_eq!(notice(&page), "order_id names no requests");
    page.act(Action::Travelled { link: "v=1&ids=%2Border_id%3D".to_owned(), position: Some(1) });
    assert_eq!(page.state.view.ids, choices);
    page.act(Action::Requests(RequestsAction::Unsaid("order_id=".to_owned())));
    assert_eq!(page.state.view.ids, []);
}

#[test]
fn the_key_says_that_what_is_followed_names_no_request() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::NoRequests);
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer_all();
    intended(&mut page, Intent::NoRequests);
    let [choice] = &page.state.view.ids[..] else { panic!("{:?}", page.state.view.ids) };
    assert_eq!((choice.name.as_str(), choice.offered), ("bad-", false));
    intended(&mut page, Intent::ShowKinds);
    assert!(page.state.requests.kinds && page.state.view.tab == Tab::Requests);
    intended(&mut page, Intent::ShowKinds);
    assert!(!page.state.requests.kinds);
}

#[test]
fn the_good_one_is_shown_beside_and_stepped_through_pair_by_pair() {
    let mut page = Page::with_rows();
    intended(&mut page, Intent::ShowBeside);
    assert_eq!(page.state.notice.as_ref().unwrap().text, "Follow a request first");
    page.act(Action::Follow(FollowAction::Chosen("bad-1".to_owned())));
    page.answer_all();
    intended(&mut page, Intent::NextStep);
    intended(&mut page, Intent::ShowBeside);
    let following = |page: &Page| {
        let it = page.state.following.clone().unwrap();
        (it.beside().map(|beside| beside.pairs.len()), it.pair, it.step)
    };
    assert_eq!(following(&page), (Some(4), Some(0), Some(0)), "the step that was marked");
    intended(&mut page, Intent::NextStep);
    assert_eq!(following(&page), (Some(4), Some(1), Some(0)), "only the good one did this");
    assert_eq!(page.state.rows.cursor, Some(7), "its event is marked");
    for _ in 0..5 {
        intended(&mut page, Intent::NextStep);
    }
    assert_eq!(following(&page), (Some(4), Some(3), Some(2)));
    intended(&mut page, Intent::ShowBeside);
    intended(&mut page, Intent::PreviousStep);
    assert_eq!(following(&page), (None, Some(2), Some(1)));
    page.act(Action::Follow(FollowAction::Chosen("good-1".to_owned())));
    page.answer_all();
    intended(&mut page, Intent::ShowBeside);
    let notice = &page.state.notice.as_ref().unwrap().text;
    assert_eq!(notice, "No good request is known to compare it with");
}

#[test]
fn requests_of_large_files_are_gathered_where_they_are_looked_at() {
    for (bytes, at_once) in [(1 << 30, true), ((1 << 30) + 1, false)] {
        let mut page = Page::with_rows();
        let state = Rc::make_mut(&mut page.state);
        Rc::make_mut(&mut state.requests).answer = None;
        let (revision, done) = (9, true);
        page.news(Reply::Progress(Progress { revision, bytes, done, ..Progress::default() }));
        page.answer_all();
        assert_eq!(page.state.requests.answer.is_some(), at_once, "{bytes} bytes");
        page.act(Action::TabChosen(Tab::Requests));
        page.answer_all();
        assert!(page.state.requests.answer.is_some(), "{bytes} bytes, on screen");
    }
}
