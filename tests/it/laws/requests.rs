//! The table of requests: right for a made-up shop, and the same for any cut and any sharding.
//!
//! Does not: look at real logs.

use proptest::prelude::*;
use squall::protocol::page::{Command, Reply, RequestFilter, RequestSort, Requests, RequestsAsked};

use super::{
    desk::{Desk, Spread, ask, open},
    follow::{REQUESTS, id, is_failing, shop, story_near},
    sources::Source,
};

fn table(desk: &mut Desk, asked: RequestsAsked) -> Requests {
    match ask(desk, Command::Requests(asked)) {
        Reply::Requests(found) => Requests { revision: 0, ..*found },
        other => panic!("{other:?}"),
    }
}

fn all(sort: RequestSort, descending: bool) -> RequestsAsked {
    RequestsAsked { sort, descending, count: 1_000, ..RequestsAsked::default() }
}

#[test]
fn every_request_is_a_row() {
    let mut desk = open(&shop(), Spread::WHOLE, 0);
    let found = table(&mut desk, all(RequestSort::Start, false));
    let failing = (0..REQUESTS).filter(|&request| is_failing(request)).count() as u64;
    assert_eq!((found.total, found.matching), (u64::from(REQUESTS), u64::from(REQUESTS)));
    assert_eq!((found.failing, found.capped), (failing, false));
    let row = &found.rows[3];
    assert_eq!((row.id.as_str(), row.records, row.status), (id(3).as_str(), 3, Some(503)));
    assert_eq!(row.route.as_deref(), Some("POST /cart/*"));
    assert_eq!((row.sources.as_slice(), row.failing), (&[0, 1][..], true));
    assert!(row.outcome.contains("no connection"), "{}", row.outcome);
    assert_eq!(row.duration_nanos, 9_000_000_000);
    assert_eq!(found.routes.len(), 1);
    assert_eq!((found.routes[0].requests, found.routes[0].failing), (found.total, failing));
    let counted: u64 = found.durations.iter().map(|bucket| bucket.requests).sum();
    assert_eq!(counted, found.total);

    let asked = RequestsAsked { filter: RequestFilter::Failing, ..all(RequestSort::Id, true) };
    let found = table(&mut desk, asked);
    assert_eq!((found.matching, found.total), (failing, u64::from(REQUESTS)));
    let mut ids: Vec<String> = (0..REQUESTS).filter(|it| is_failing(*it)).map(id).collect();
    ids.sort();
    ids.reverse();
    assert!(found.rows.iter().map(|row| &row.id).eq(&ids));
}

#[test]
fn a_number_that_comes_again_after_days_is_another_request() {
    let mut log = String::new();
    for day in [1, 4, 9] {
        for process in 100..130 {
            for (second, text) in [(1, "Connection from a guest"), (3, "Failed password for root")]
            {
                log += &format!(
                    "2026-03-0{day}T10:{:02}:0{second}Z host sshd[{process}]: {text}\n",
                    process - 100
                );
            }
        }
    }
    let mut desk = open(&[Source(log.into_bytes())], Spread::WHOLE, 0);
    let found = table(&mut desk, all(RequestSort::Start, false));
    assert_eq!((found.total, found.rows[0].records), (90, 2));
    assert_eq!(found.rows[0].duration_nanos, 2_000_000_000);
    let rows = found.rows.iter().filter(|row| row.id == "101");
    let starts: Vec<_> = rows.map(|row| row.start).collect();
    assert_eq!(starts.len(), 3);

    let all = story_near(&mut desk, "101".to_owned(), None);
    assert_eq!((all.records_total, all.requests, all.request), (6, 3, 0));
    let second = story_near(&mut desk, "101".to_owned(), starts[1]);
    assert_eq!((second.records_total, second.requests, second.request), (2, 3, 2));
    assert_eq!(second.steps[0].time, starts[1]);
    let versus = second.versus.expect("others went the same way");
    assert_eq!((versus.pairs.len(), versus.words), (2, Vec::<String>::new()));
}

#[test]
fn a_request_without_an_end_is_told_by_its_last_record() {
    let mut log = String::new();
    for request in 0..40 {
        let time = |second: u32| format!("2026-03-01T10:{:02}:{second:02}Z INFO", request % 60);
        log += &format!("{} rid=r-{:04} began\n", time(1), 1000 + request);
        log += &format!("{} rid=r-{:04} asked the bank\n", time(2), 1000 + request);
        if request != 17 {
            log += &format!("{} rid=r-{:04} ended\n", time(4), 1000 + request);
        }
    }
    let mut desk = open(&[Source(log.into_bytes())], Spread::WHOLE, 0);
    let found = table(&mut desk, all(RequestSort::Start, false));
    let row = found.rows.iter().find(|row| row.id == "r-1017").expect("a row");
    assert_eq!((row.records, row.failing, row.status), (2, false, None));
    assert_eq!(row.outcome, "rid=<*> asked the bank");
    let story = story_near(&mut desk, "r-1017".to_owned(), None);
    let words = story.versus.expect("there are good ones").words;
    assert_eq!(words, ["never reached: rid=‹…› ended"]);
}

#[test]
fn without_ids_there_are_no_requests() {
    let mut desk = open(&[Source(b"2026-03-01T10:00:00Z hello\n".to_vec())], Spread::WHOLE, 0);
    let found = table(&mut desk, all(RequestSort::Start, false));
    assert_eq!((found.total, found.class, found.classes.len()), (0, None, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn cuts_and_shards_change_no_table(
        shards in 1..4_usize,
        cut_bytes in 100..5_000_u64,
        later in 0..2_usize,
        filter in prop::sample::select(vec![
            RequestFilter::All, RequestFilter::Failing, RequestFilter::Slow, RequestFilter::Odd,
        ]),
        sort in prop::sample::select(vec![
            RequestSort::Start, RequestSort::Duration, RequestSort::Records, RequestSort::Sources,
            RequestSort::Level, RequestSort::Route, RequestSort::Status, RequestSort::Id,
        ]),
        descending: bool,
        first in 0..50_u32,
    ) {
        let asked = RequestsAsked { filter, first, count: 20, ..all(sort, descending) };
        let mut whole = open(&shop(), Spread::WHOLE, 0);
        let mut spread = open(&shop(), Spread { shards, cut_bytes }, later);
        prop_assert_eq!(table(&mut spread, asked.clone()), table(&mut whole, asked));
    }
}
