//! What serves the bar in which people type: colours, completion, edits by click, marks, help.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use squall::engine::query::{
    Field, Highlights, Query, SYNTAX, Want, completion, field_term, nearest, tokens, with_term,
};

use crate::query::context;

fn check_tokens(texts: &[&str], expected: Expect) {
    let mut out = String::new();
    for text in texts {
        let pieces: Vec<String> = tokens(text)
            .into_iter()
            .map(|token| format!("{:?}:{}", token.class, &text[token.span]))
            .collect();
        out.push_str(&format!("{}\n", pieces.join("  ")));
    }
    expected.assert_eq(&out);
}

#[test]
fn colours() {
    check_tokens(
        &[
            "timeout and -level>=warn (host=(a or \"b c\", d) or /re/i)",
            "a or or b status=",
            "(a b",
            "level=errror x",
            "a=\"open",
            "\"field name\" != /x/",
        ],
        expect![[r#"
            Text:timeout  Keyword:and  Keyword:-  Field:level  Operator:>=  Value:warn  Bracket:(  Field:host  Operator:=  Bracket:(  Value:a  Keyword:or  Value:"b c"  Bracket:,  Value:d  Bracket:)  Keyword:or  Regex:/re/i  Bracket:)
            Text:a  Keyword:or  Error:or  Text:b  Field:status  Operator:=
            Error:(  Text:a  Text:b
            Field:level  Operator:=  Error:errror  Text:x
            Field:a  Operator:=  Error:"open
            Field:"field name"  Operator:!=  Regex:/x/
        "#]],
    );
}

/// `|` is the caret; what a choice would replace is in brackets.
fn check_completion(texts: &[&str], expected: Expect) {
    let mut out = String::new();
    for marked in texts {
        let caret = marked.find('|').expect("a caret");
        let text = marked.replacen('|', "", 1);
        let found = completion(&text, caret);
        let span = found.span.clone();
        let (before, rest) = text.split_at(span.start);
        let (within, after) = rest.split_at(span.len());
        out.push_str(&format!("{marked}   {before}[{within}]{after}   {:?}\n", found.want));
    }
    expected.assert_eq(&out);
}

#[test]
fn completions() {
    check_completion(
        &[
            "|",
            "sta|",
            "sta|tus=5",
            "status|",
            "status=|",
            "status = |",
            "host=we|b-1 x",
            "host=\"we|",
            "host=\"we b|\" x",
            "host=(a or |",
            "host=(a |",
            "host=(a, b|)",
            "host=(a)|",
            "host=(a) |",
            "\"field name\"=v|",
            "level>=w|",
            "a |",
            "a and |",
            "(|",
            "-le|",
            "a or|",
            "\"some ph|",
            "/re|g/",
            "größe=é|",
        ],
        expect![[r#"
            |   []   Field { prefix: "" }
            sta|   [sta]   Field { prefix: "sta" }
            sta|tus=5   [status]=5   Field { prefix: "sta" }
            status|   [status]   Field { prefix: "status" }
            status=|   status=[]   Value { field: "status", own: false, prefix: "" }
            status = |   status = []   Value { field: "status", own: false, prefix: "" }
            host=we|b-1 x   host=[web-1] x   Value { field: "host", own: false, prefix: "we" }
            host="we|   host=["we]   Value { field: "host", own: false, prefix: "we" }
            host="we b|" x   host=["we b"] x   Value { field: "host", own: false, prefix: "we b" }
            host=(a or |   host=(a or []   Value { field: "host", own: false, prefix: "" }
            host=(a |   host=(a []   Value { field: "host", own: false, prefix: "" }
            host=(a, b|)   host=(a, [b])   Value { field: "host", own: false, prefix: "b" }
            host=(a)|   host=(a)[]   Joint
            host=(a) |   host=(a) []   Joint
            "field name"=v|   "field name"=[v]   Value { field: "field name", own: false, prefix: "v" }
            level>=w|   level>=[w]   Value { field: "level", own: true, prefix: "w" }
            a |   a []   Joint
            a and |   a and []   Field { prefix: "" }
            (|   ([]   Field { prefix: "" }
            -le|   -[le]   Field { prefix: "le" }
            a or|   a [or]   Field { prefix: "or" }
            "some ph|   "some ph[]   Nothing
            /re|g/   /re[]g/   Nothing
            größe=é|   größe=[é]   Value { field: "größe", own: false, prefix: "é" }
        "#]],
    );
}

#[test]
fn a_choice_is_put_in_place() {
    let apply = |text: &str, caret, choice| completion(text, caret).apply(text, choice);
    assert_eq!(apply("sta x", 3, "status"), ("status x".to_owned(), 6));
    assert_eq!(apply("a user", 6, "user name"), ("a \"user name\"".to_owned(), 13));
    assert_eq!(apply("host=we", 7, "web 1"), ("host=\"web 1\"".to_owned(), 12));
    assert_eq!(apply("level>=", 7, "warn"), ("level>=warn".to_owned(), 11));
}

#[test]
fn a_click_adds_a_condition_replaces_its_opposite_or_removes_it() {
    for (text, term, expected) in [
        ("", "host=a", "host=a"),
        ("*", "host=a", "host=a"),
        ("timeout", "host=a", "timeout host=a"),
        ("a or b", "host=a", "(a or b) host=a"),
        ("timeout and host=a and x", "host=a", "timeout and x"),
        ("timeout and host:a", "host=a", "timeout"),
        ("host=a  x", "host=a", "x"),
        ("host=a", "host=a", ""),
        ("x -host=a  y", "host=a", "x host=a  y"),
        ("x host=a y", "host!=a", "x host!=a y"),
        ("x and (host=a)", "host=a", "x"),
        ("(host=a or y) z", "host=a", "(host=a or y) z host=a"),
        ("a or b", "a or b", ""),
        ("broken=", "host=a", "broken= host=a"),
        ("level=WARNING", "level=warn", ""),
        ("time>=-15m x", "time>=-15m", "x"),
    ] {
        assert_eq!(with_term(text, term), expected, "{text} with {term}");
    }
}

#[test]
fn terms_are_quoted_where_needed() {
    let term = |name: &str, value: &str| field_term(&Field::of_word(name), value, false);
    assert_eq!(term("host", "web-1"), "host=web-1");
    assert_eq!(term("host", "a b"), "host=\"a b\"");
    assert_eq!(term("status", "503"), "status=503");
    assert_eq!(term("version", "1.0"), "version=\"1.0\"");
    assert_eq!(term("took", "5ms"), "took=\"5ms\"");
    assert_eq!(term("path", "/a/*"), "path=\"/a/*\"");
    assert_eq!(term("say", "\"hi\\"), "say=\"\\\"hi\\\\\"");
    assert_eq!(term("empty", ""), "empty=\"\"");
    assert_eq!(term("and", "or"), "\"and\"=\"or\"");
    assert_eq!(term("level", "warn"), "level=warn");
    assert_eq!(term("pattern", "00ff"), "pattern=00ff");
    assert_eq!(field_term(&Field::Named("level".to_owned()), "x", true), "\"level\"!=x");
}

#[test]
fn words_are_marked() {
    let marks = |query: &str, message: &str| {
        let query = Query::parse(query, &context()).unwrap();
        let ranges = Highlights::new(&query).ranges(message);
        ranges.into_iter().map(|range| message[range].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(marks("time not out", "Timeout in TIME"), ["Time", "TIME"]);
    assert_eq!(marks("abc bcd", "xabcdx"), ["abcd"]);
    assert_eq!(marks("/o+/ or é", "fooÉ bo"), ["ooÉ", "o"]);
    assert_eq!(marks("message~out host=out", "Timeout"), ["out"]);
    assert_eq!(marks("\"\" /x*/ level=warn", "aé"), Vec::<String>::new());
    assert_eq!(marks("con*ed", "is connected, refused"), ["connected"]);
}

#[test]
fn every_example_of_the_help_is_read_and_differs() {
    let mut seen = BTreeSet::new();
    for row in SYNTAX {
        match Query::parse(row.example, &context()) {
            Ok(query) => assert!(seen.insert(query.to_string()), "twice: {}", row.example),
            Err(error) => panic!("{}", error.drawing(row.example)),
        }
    }
}

#[test]
fn the_nearest_name_knows_no_order() {
    assert_eq!(nearest("stat", ["start", "state"]), nearest("stat", ["state", "start"]));
}

proptest! {
    #[test]
    fn tokens_cover_any_text_but_its_spaces(
        text in "([a/*?()=!<>~:\"\\\\, .5ié&|\\[-]|and|or|not|level|=\\(){0,14}",
        caret in 0..30_usize,
    ) {
        let mut end = 0;
        for token in tokens(&text) {
            prop_assert!(text[end..token.span.start].trim().is_empty());
            prop_assert!(token.span.start < token.span.end);
            end = token.span.end;
        }
        prop_assert!(text[end..].trim().is_empty());

        let found = completion(&text, caret);
        prop_assert!(text.get(found.span.clone()).is_some());
        if let Want::Value { .. } | Want::Field { .. } = found.want {
            prop_assert!(found.apply(&text, "a b").0.contains("\"a b\""));
        }
    }

    #[test]
    fn clicking_twice_gives_back_what_was_asked(
        words in proptest::collection::vec("[a-c]|x=[ab]|not c|\\(a or b\\)", 0..4),
        name in "[a-w]{1,3}|and|a b|level|\"|é",
        value in "[ -~é]{0,6}|[0-9]{1,4}",
    ) {
        let text = words.join(" ");
        let term = field_term(&Field::Named(name.clone()), &value, false);
        let opposite = field_term(&Field::Named(name), &value, true);
        let parse = |text: &str| Query::parse(text, &context());
        let with = with_term(&text, &term);
        prop_assert_eq!(parse(&with_term(&with, &term)), parse(&text));
        let against = with_term(&with, &opposite);
        prop_assert_eq!(parse(&against), parse(&with_term(&text, &opposite)));
    }
}
