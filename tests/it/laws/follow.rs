//! Ids and their stories: the same for any cut and any sharding, and right for a made-up shop.
//!
//! Does not: look at real logs.

use proptest::prelude::*;
use squall::protocol::page::{Command, IdChoice, IdClasses, Reply, Story, TimeNanos};

use super::{
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

/// Requests of the shop; every seventh fails, and never reaches the bank.
pub(super) const REQUESTS: u32 = 60;

pub(super) fn is_failing(request: u32) -> bool {
    request % 7 == 3
}

pub(super) fn id(request: u32) -> String {
    format!("{:016x}", u64::from(request + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// A gateway that names the id as a field, an app that calls it a trace, a bank that writes it in brackets.
pub(super) fn shop() -> Vec<Source> {
    let (mut gateway, mut app, mut bank) = (String::new(), String::new(), String::new());
    for request in 0..REQUESTS {
        let (id, at) = (id(request), format!("2026-03-01T14:{:02}", request / 2));
        let second = request % 2 * 30;
        let time = |more: u32| format!("{at}:{:02}.000Z", second + more);
        let status = if is_failing(request) { 503 } else { 200 };
        app += &format!(
            "{} INFO trace={id} user=u-{} cart {request} opened\n",
            time(1),
            100 + request % 3
        );
        if is_failing(request) {
            app += &format!("{} ERROR trace={id} no connection after {request} ms\n", time(9));
        } else {
            bank += &format!("{} INFO [{id}] card charged {request} EUR\n", time(4));
            app += &format!("{} INFO trace={id} cart {request} paid\n", time(5));
        }
        gateway += &format!(
            "{{\"time\":\"{}\",\"msg\":\"request done\",\"method\":\"POST\",\"path\":\"/cart/{request}\",\
             \"status\":{status},\"request_id\":\"{id}\"}}\n",
            time(10)
        );
    }
    [gateway, app, bank].into_iter().map(|text| Source(text.into_bytes())).collect()
}

fn classes(desk: &mut Desk) -> IdClasses {
    match ask(desk, Command::Ids) {
        Reply::Ids(found) => IdClasses { revision: 0, ..found },
        other => panic!("{other:?}"),
    }
}

fn story(desk: &mut Desk, id: String) -> Story {
    story_near(desk, id, None)
}

/// The story of an id, of the request that is nearest to a time.
pub(super) fn story_near(desk: &mut Desk, id: String, near: Option<TimeNanos>) -> Story {
    match ask(desk, Command::Follow { id, near }) {
        Reply::Story(found) => Story { revision: 0, ..*found },
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_failing_request_is_told_and_held_against_a_good_one() {
    let mut desk = open(&shop(), Spread::WHOLE, 0);
    let classes = classes(&mut desk).classes;
    let best = classes.first().expect("a class");
    assert_eq!(best.ids, u64::from(REQUESTS));
    assert!(!best.entity && best.names.iter().any(|name| name == "trace=…"), "{best:?}");
    assert!(best.names.iter().any(|name| name == "request_id=…"), "{best:?}");
    let users = classes.iter().find(|class| class.names == ["u-…"]).expect("users");
    assert!(users.entity, "users last: {users:?}");

    let story = story(&mut desk, id(3));
    let texts: Vec<&str> = story.steps.iter().map(|step| step.text.as_str()).collect();
    assert_eq!(story.records_total, 3, "{texts:?}");
    assert_eq!(story.steps[2].request, Some(("POST".to_owned(), "/cart/3".to_owned())));
    assert_eq!(story.steps[2].status, Some(503));
    let versus = story.versus.expect("there are good ones");
    assert_eq!(versus.like_it, versus.goods, "all good ones go one way");
    assert_eq!(story.lanes, ["logs/1.log", "logs/0.log", "logs/2.log"], "the good one's too");
    let places: Vec<(u32, bool)> = story.steps.iter().map(|it| (it.lane, it.failed)).collect();
    assert_eq!(places, [(0, false), (0, true), (1, true)]);
    let bar = |at: usize| story.steps[at].end.unwrap().0 - story.steps[at].start.unwrap().0;
    assert_eq!((bar(0), bar(1)), (0, 3_000_000), "after 3 ms");
    assert_eq!(story.linked, [], "users of this shop say nothing of a request");
    assert_eq!(versus.good_steps.len(), 4);
    assert_eq!(versus.pairs, [(0, 0), (2, 3)]);
    assert_eq!(versus.route.as_deref(), Some("POST /cart/*"));
    let status = versus.differing.iter().find(|field| field.name == "status").expect("status");
    assert_eq!((status.usual.as_str(), status.this.as_str()), ("200", "503"));
    let missing = versus.missing.join("; ");
    assert!(missing.contains("card charged") && missing.contains("paid"), "{missing}");
    assert!(versus.extra.iter().any(|text| text.contains("no connection")), "{:?}", versus.extra);
    let said = |text: &str| versus.words.iter().any(|words| words == text);
    assert!(said("never reached: card charged ‹n› EUR"), "{:?}", versus.words);
}

fn class_of(desk: &mut Desk, field: &str, id: &str) -> Option<String> {
    let (field, id) = (field.to_owned(), id.to_owned());
    match ask(desk, Command::ClassOf { field, id }) {
        Reply::ClassOf(name) => name,
        other => panic!("{other:?}"),
    }
}

fn offered(desk: &mut Desk) -> Vec<Vec<String>> {
    let all = classes(desk).classes.into_iter().filter(|class| class.offered);
    all.map(|class| class.names).collect()
}

#[test]
fn a_person_says_which_ids_name_requests() {
    let mut desk = open(&shop(), Spread { shards: 2, cut_bytes: 900 }, 0);
    let found = offered(&mut desk);
    assert!(found[0].contains(&"trace=…".to_owned()), "{found:?}");
    let choice = |name: &str, offered| IdChoice { name: name.to_owned(), offered };
    let said = vec![choice("trace=", false), choice("u-…", true)];
    assert_eq!(desk.ask(Command::ChooseIds { choices: said }), []);
    assert_eq!(offered(&mut desk), [["u-…"]]);
    let removed = classes(&mut desk).classes.into_iter().find(|class| class.choice.is_some());
    assert_eq!(removed.unwrap().names, ["u-…"], "what was added comes first");
    let told = story(&mut desk, id(3));
    assert!(!told.offered && told.versus.is_none() && !told.class.is_empty(), "{told:?}");
    let user = story(&mut desk, "u-101".to_owned());
    assert_eq!((user.offered, user.class.as_str(), user.records_total), (true, "u-…", 20));
    desk.ask(Command::ChooseIds { choices: Vec::new() });
    assert_eq!(offered(&mut desk), found, "taken back");
}

#[test]
fn a_class_is_meant_by_a_field_or_an_id() {
    let mut desk = open(&shop(), Spread::WHOLE, 0);
    let mut meant = |field: &str, id: &str| class_of(&mut desk, field, id);
    assert_eq!(meant("user", "u-101").as_deref(), Some("u-…"));
    assert_eq!(meant("u-101", "u-101").as_deref(), Some("u-…"));
    assert_eq!(meant("request_id", &id(3)).as_deref(), Some("request_id=…"));
    assert_eq!(meant("a.trace", "nowhere").as_deref(), Some("trace=…"));
    assert_eq!(meant("Request-Id", "Request-Id").as_deref(), Some("Request-Id=…"));
    assert_eq!(meant("u-", "u-").as_deref(), Some("u-…"));
    assert_eq!((meant("path", "cart"), meant("", "")), (None, None));
}

#[test]
fn an_id_that_is_nowhere_has_no_story() {
    let mut desk = open(&shop(), Spread::WHOLE, 0);
    for id in ["nowhere", "", "9e3779b97f4a7c1"] {
        let story = story(&mut desk, id.to_owned());
        assert_eq!((story.records_total, story.steps.len()), (0, 0), "{id}");
        assert_eq!((story.linked.len(), story.versus), (0, None), "{id}");
    }
}

#[test]
fn spans_are_nested_and_lanes_are_services() {
    let trace = "0af7651916cd43dd8448eb211c80319c";
    let mut log = String::new();
    for (at, service, span, parent, took) in [
        (1, "web", "b7ad6b7169203331", "", 900),
        (2, "shop", "00f067aa0ba902b7", "b7ad6b7169203331", 700),
        (3, "bank", "53995c3f42cd8ad8", "00f067aa0ba902b7", 200),
    ] {
        log += &format!(
            "{{\"time\":\"2026-03-01T10:00:0{at}Z\",\"msg\":\"done\",\"service\":\"{service}\",\
             \"trace_id\":\"{trace}\",\"span_id\":\"{span}\",\"parent_span_id\":\"{parent}\",\
             \"duration_ms\":{took}}}\n"
        );
    }
    log += &format!("2026-03-01T10:00:04Z traceparent=00-{trace}-53995c3f42cd8ad8-01 booked\n");
    let mut desk = open(&[Source(log.into_bytes())], Spread::WHOLE, 0);
    let story = story(&mut desk, trace.to_owned());
    assert_eq!(story.records_total, 4);
    assert_eq!(story.lanes[..3], ["web", "shop", "bank"]);
    let spans: Vec<_> = story.spans.iter().map(|it| (it.depth, it.lane)).collect();
    assert_eq!(spans, [(0, 0), (1, 1), (2, 2)]);
    let bar = |at: usize| story.steps[at].end.unwrap().0 - story.steps[at].start.unwrap().0;
    assert_eq!(bar(0), 900_000_000);
}

/// Whether an id stands in a line as a word.
fn stands_in(line: &str, id: &str) -> bool {
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || !c.is_ascii();
    line.split(|c: char| !joins(c)).any(|word| word == id)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn every_record_with_a_word_is_found(
        shards in 1..4_usize,
        cut_bytes in 100..5_000_u64,
        word in prop::sample::select(vec![
            "u-100", "101", "EUR", "POST", "2026", "503", "cart", "request_id", "30", "9e3779b97f4a7c15",
        ]),
    ) {
        let files = shop();
        let lines = files.iter().flat_map(|file| std::str::from_utf8(&file.0).unwrap().lines());
        let expected = lines.filter(|line| stands_in(line, word)).count() as u64;
        let mut desk = open(&files, Spread { shards, cut_bytes }, 0);
        let found = story(&mut desk, word.to_owned());
        prop_assert_eq!((found.records_total, found.steps.len() as u64), (expected, expected));
    }

    #[test]
    fn cuts_and_shards_change_no_story(
        shards in 1..4_usize,
        cut_bytes in 100..5_000_u64,
        later in 0..2_usize,
        request in 0..REQUESTS,
    ) {
        let mut whole = open(&shop(), Spread::WHOLE, 0);
        let mut spread = open(&shop(), Spread { shards, cut_bytes }, later);
        prop_assert_eq!(classes(&mut spread), classes(&mut whole));
        prop_assert_eq!(story(&mut spread, id(request)), story(&mut whole, id(request)));
    }
}
