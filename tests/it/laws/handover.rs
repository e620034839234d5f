//! What leaves: the same records and the same names over any shards and cuts, nothing of planted
//! secrets, and a slice that opens as what it was cut from.
//!
//! Does not: say what is a secret; `redaction` does.

use squall::protocol::page::{
    Command, ExportAsked, ExportPurpose, Exported, Paper, PaperAsked, RecordForm, RecordKey,
    Redaction, Reply, Written,
};

use super::{
    desk::{Desk, Spread, ask, open},
    sources::Source,
};

/// Planted in messages, fields and paths; none may leave.
const SECRETS: [&str; 8] = [
    "ann.miller@corp.example",
    "203.0.113.77",
    "AKIAIOSFODNN7EXAMPLE",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "hunter2-very-long",
    "4111 1111 1111 1111",
    "DE89370400440532013000",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJlc2lnbmF0dXJl",
];

const SPREADS: [Spread; 3] = [
    Spread::WHOLE,
    Spread { shards: 2, cut_bytes: 40_000 },
    Spread { shards: 5, cut_bytes: 7_000 },
];

/// Two sources of a calm hour with ten minutes of errors, and secrets all over.
fn logs() -> Vec<Source> {
    let (mut api, mut db) = (String::new(), String::new());
    for at in 0..1_500 {
        let time = format!("2026-03-01T14:{:02}:{:02}Z", at / 60, at % 60);
        let secret = SECRETS[at % SECRETS.len()];
        // A password that nothing calls one cannot be told from a word.
        let secret = match secret.starts_with("hunter2") {
            true => "pwd=hunter2-very-long",
            false => secret,
        };
        let user = ["ann", "bea", "carl"][at % 3];
        if at % 2 == 0 {
            api += &format!(
                "{{\"time\":\"{time}\",\"level\":\"info\",\"msg\":\"request {at} for {secret} done\",\
                 \"user\":\"{user}\",\"client_ip\":\"203.0.113.{}\",\"password\":\"hunter2-very-long\"}}\n",
                at % 5
            );
        }
        if at % 5 == 0 {
            db += &format!("{time} INFO query took {at} ms user={user} host=203.0.113.77\n");
        }
        if (700..1_000).contains(&at) {
            api += &format!(
                "{{\"time\":\"{time}\",\"level\":\"error\",\"msg\":\"login of {user} failed: {secret}\",\
                 \"user\":\"{user}\"}}\n"
            );
        }
    }
    vec![Source(api.into_bytes()), Source(db.into_bytes())]
}

/// All stretches as one.
fn exported(desk: &mut Desk, asked: ExportAsked) -> Exported {
    let mut all = Exported::default();
    let mut command = Command::Export(Box::new(asked));
    loop {
        let Reply::Exported(part) = ask(desk, command) else { panic!("not exported") };
        let (head, text) = (all.head + &part.head, all.text + &part.text);
        let parts = [all.parts, part.parts.clone()].concat();
        all = Exported { head, text, parts, ..*part };
        if all.ended {
            return all;
        }
        command = Command::ExportOn;
    }
}

fn selected(spread: Spread, query: &str) -> Desk {
    let mut desk = open(&logs(), spread, 0);
    let query = query.to_owned();
    let zone = squall::protocol::page::Zone::utc();
    ask(&mut desk, Command::Select { query, zone, range: None });
    desk
}

fn of(purpose: ExportPurpose) -> ExportAsked {
    ExportAsked { purpose, ..ExportAsked::default() }
}

/// Whether a text holds a secret as it is, by base64 or as in an address.
fn holds(text: &str, secret: &str) -> bool {
    let in_address: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let escaped = secret.replace('@', "%40").replace(' ', "%20");
    // Wherever it begins within three bytes, but for its edges.
    let base64 = (0..3).map(|skip| {
        let inner = secret.as_bytes().get(skip..).unwrap_or_default();
        let whole = inner.len() / 3 * 3;
        base64(&inner[..whole])
    });
    let mut ways = vec![secret.to_owned(), in_address, escaped];
    ways.extend(base64);
    ways.iter().any(|way| text.contains(way.as_str()))
}

/// Of whole groups of three bytes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let group = |three: &[u8]| {
        let bits = three.iter().fold(0, |bits, &byte| bits << 8 | usize::from(byte));
        [18, 12, 6, 0].map(|shift| char::from(LETTERS[bits >> shift & 63]))
    };
    bytes.chunks_exact(3).flat_map(group).collect()
}

#[test]
fn every_record_leaves_once_and_in_order_whatever_the_cuts() {
    let forms = [RecordForm::JsonLines, RecordForm::Csv, RecordForm::Text, RecordForm::Markdown];
    for (at, form) in forms.into_iter().enumerate() {
        let mut first = None;
        for spread in [SPREADS[0], SPREADS[1 + at % 2]] {
            let mut desk = selected(spread, "");
            let all = exported(&mut desk, of(ExportPurpose::Write(form)));
            assert_eq!((all.done, all.all, all.unreadable), (1_350, 1_350, 0));
            assert_eq!(all.text.lines().count(), 1_350, "{form:?}");
            let told = (all.head, all.text, all.review);
            assert_eq!(first.get_or_insert(told.clone()), &told, "{form:?} {spread:?}");
        }
    }
}

#[test]
fn a_review_says_what_an_export_takes_out() {
    let mut desk = selected(SPREADS[1], "level=error");
    let review = exported(&mut desk, of(ExportPurpose::Review));
    assert!(review.text.is_empty() && review.review.bytes_taken > 0);
    let written = exported(&mut desk, of(ExportPurpose::Write(RecordForm::Csv)));
    assert_eq!((written.done, &written.review), (300, &review.review));
    for secret in SECRETS {
        assert!(!holds(&written.text, secret), "{secret} left");
    }
}

#[test]
fn what_a_person_leaves_in_stays() {
    let mut desk = selected(Spread::WHOLE, "");
    let kept = Redaction { kept: vec!["email".to_owned()], ..Redaction::default() };
    let asked = ExportAsked { redaction: kept, ..of(ExportPurpose::Write(RecordForm::Text)) };
    let some = exported(&mut desk, asked).text;
    assert!(some.contains(SECRETS[0]) && !some.contains(SECRETS[1]));
    let off = Redaction { off: true, ..Redaction::default() };
    let asked = ExportAsked { redaction: off, ..of(ExportPurpose::Write(RecordForm::Text)) };
    let all = exported(&mut desk, asked).text;
    assert!(SECRETS.iter().all(|secret| all.contains(secret)));
}

#[test]
fn a_rule_that_is_none_is_refused_with_its_place_and_one_that_takes_all_is_told() {
    let mut desk = selected(Spread::WHOLE, "");
    let with = |rule: &str| {
        let own = vec!["fine".to_owned(), rule.to_owned()];
        let redaction = Redaction { own, ..Redaction::default() };
        ExportAsked { redaction, ..of(ExportPurpose::Review) }
    };
    let mistake = exported(&mut desk, with("a(b")).mistake.unwrap();
    assert_eq!((mistake.rule, mistake.start, mistake.end), (1, 1, 2));
    let all = exported(&mut desk, with("(?s).+"));
    assert!(all.review.bytes_taken * 2 > all.review.bytes);
}

#[test]
fn some_ranks_or_one_record_leave_alone() {
    let mut desk = selected(SPREADS[1], "level=error");
    let text = |asked: ExportAsked, desk: &mut Desk| exported(desk, asked).text;
    let asked = of(ExportPurpose::Write(RecordForm::Text));
    let all = text(asked.clone(), &mut desk);
    let some = text(ExportAsked { ranks: Some((2, 3)), ..asked.clone() }, &mut desk);
    assert_eq!(some.lines().count(), 3);
    let record = Some(RecordKey { source: 1, offset: 0 });
    let one = text(ExportAsked { record, ..asked }, &mut desk);
    assert!(one.starts_with("2026-03-01T14:00:00Z INFO query took 0 ms"), "{one}");
    assert!(!all.contains("query took"), "one that the filter leaves out");
}

#[test]
fn a_slice_opens_as_what_it_was_cut_from() {
    let mut desk = selected(SPREADS[1], "level=error or source=logs/1.log");
    let text = exported(&mut desk, of(ExportPurpose::Write(RecordForm::JsonLines))).text;
    let lines: Vec<&str> = text.lines().collect();
    let asked = ExportAsked {
        beside: vec!["user=ann client=203.0.113.77".to_owned()],
        wanted: [RecordKey { source: 1, offset: 0 }, RecordKey { source: 0, offset: 0 }].into(),
        ..of(ExportPurpose::Slice)
    };
    let slice = exported(&mut desk, asked);
    let mut files: Vec<Vec<u8>> = vec![Vec::new(), Vec::new()];
    let mut rest = slice.text.as_bytes();
    for (source, bytes) in &slice.parts {
        let (part, after) = rest.split_at(*bytes as usize);
        files[*source as usize].extend(part);
        rest = after;
    }
    assert!(rest.is_empty());
    let first = RecordKey { source: 1, offset: 0 };
    assert_eq!(slice.slice.places, [(first, first)], "the other one is left out by the filter");
    assert!(!slice.slice.beside[0].contains("ann"), "{:?}", slice.slice.beside);
    let files: Vec<Source> = files.into_iter().map(Source).collect();
    let mut again = open(&files, Spread::WHOLE, 0);
    let off = Redaction { off: true, ..Redaction::default() };
    let asked = ExportAsked { redaction: off, ..of(ExportPurpose::Write(RecordForm::JsonLines)) };
    let text = exported(&mut again, asked).text;
    let told = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        ["time", "level", "message", "source"].map(|name| record[name].clone())
    };
    assert_eq!(text.lines().count(), lines.len());
    for (a, b) in text.lines().zip(lines) {
        assert_eq!(told(a), told(b));
    }
}

fn written(desk: &mut Desk, paper: Paper) -> Written {
    let asked = PaperAsked { paper, title: "It".to_owned(), quotes: 20, ..PaperAsked::default() };
    match ask(desk, Command::Write(Box::new(asked))) {
        Reply::Written(written) => *written,
        other => panic!("{other:?}"),
    }
}

#[test]
fn no_paper_holds_a_planted_secret_and_names_keep_equality() {
    let papers = [
        Paper::Report,
        Paper::ReportMarkdown,
        Paper::Timeline,
        Paper::Patterns,
        Paper::Facets,
        Paper::Requests,
        Paper::Bursts,
    ];
    for spread in [SPREADS[0], SPREADS[2]] {
        let mut desk = selected(spread, "");
        for paper in papers {
            let written = written(&mut desk, paper);
            assert!(!written.text.is_empty());
            for secret in SECRETS {
                assert!(!holds(&written.text, secret), "{secret} is in {paper:?}");
            }
        }
    }
    let report = written(&mut selected(Spread::WHOLE, ""), Paper::Report).text;
    let mut names = report
        .match_indices("login of user-")
        .filter_map(|(at, found)| report[at + found.len()..].chars().next());
    let first: Vec<char> = names.by_ref().take(6).collect();
    assert_eq!(first[..3], first[3..], "three people take turns: {first:?}");
    assert!(first[0] != first[1] && first[1] != first[2] && first[0] != first[2]);
}

#[test]
fn behind_the_veil_rows_details_and_facets_show_names_alone() {
    let mut desk = selected(SPREADS[1], "level=error");
    let rows = Command::Rows { first: 0, count: 100, columns: vec!["user".to_owned()] };
    let detail = Command::Detail { record: RecordKey { source: 0, offset: 0 } };
    let facets = Command::Facets { values_max: 50 };
    let patterns =
        Command::Bursts { of: squall::protocol::page::BurstKind::Errors, filtered: true };
    let commands = [rows, detail, facets, patterns];
    let plain: Vec<Reply> = commands.iter().map(|it| ask(&mut desk, it.clone())).collect();
    assert!(desk.ask(Command::Veil(Some(Redaction::default()))).is_empty());
    for (command, plain) in commands.iter().zip(&plain) {
        let veiled = ask(&mut desk, command.clone());
        let (veiled, plain) = (format!("{veiled:?}"), format!("{plain:?}"));
        for secret in SECRETS {
            assert!(!veiled.contains(secret), "{secret} is in {command:?}");
        }
        let shows = !matches!(command, Command::Bursts { .. });
        assert_eq!(shows, SECRETS.iter().any(|secret| plain.contains(secret)), "{command:?}");
    }
    assert!(desk.ask(Command::Veil(None)).is_empty());
    for (command, plain) in commands.into_iter().zip(plain).take(2) {
        assert_eq!(ask(&mut desk, command), plain);
    }
}

#[test]
fn the_filter_is_told_in_every_language_or_what_of_it_has_no_words() {
    let mut desk = selected(Spread::WHOLE, "level>=warn user=ann");
    let Reply::Translated(all) = ask(&mut desk, Command::Translate) else { panic!("not told") };
    assert_eq!(all.len(), 10);
    for told in &all {
        assert_eq!(told.text.is_empty(), !told.missing.is_empty(), "{told:?}");
        assert!(told.grammar.starts_with("https://"), "{told:?}");
    }
    assert_eq!(all.iter().filter(|told| told.setup.is_some()).count(), 3, "{all:?}");
}
