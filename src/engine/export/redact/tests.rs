//! The examples of the rules, and the laws of redaction.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Kind, OwnRule, OwnRuleMistake, RedactSettings, Redactor, rules::RULES};

fn redactor() -> Redactor {
    Redactor::new(&RedactSettings::default()).unwrap()
}

/// Only the rule of this kind.
fn alone(kind: Kind) -> Redactor {
    let kept = Kind::ALL.into_iter().filter(|other| *other != kind).collect();
    Redactor::new(&RedactSettings { kept, own: Vec::new() }).unwrap()
}

#[test]
fn examples_of_the_rules() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let redactor = alone(rule.kind);
        for (text, expected) in rule.examples {
            let found = redactor.found(text);
            let found: Vec<&str> = found.iter().map(|found| &text[found.range.clone()]).collect();
            if &found != expected {
                wrong.push(format!("{:?} takes {found:?} of {text}", rule.kind));
            }
        }
        let some = rule.examples.iter().filter(|(_, found)| !found.is_empty()).count();
        let none = rule.examples.len() - some;
        assert!(some >= 2 && none >= 2, "{:?} needs examples of both", rule.kind);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_a_rule_and_a_place() {
    for kind in Kind::ALL {
        let rules = RULES.iter().filter(|rule| rule.kind == kind).count();
        assert_eq!(rules, usize::from(kind != Kind::Own), "{kind:?}");
    }
}

#[test]
fn the_same_value_has_the_same_name() {
    let mut redactor = redactor();
    let text = "10.0.0.1 to 10.0.0.2, ::ffff:10.0.0.1 back; Ann@Example.org, ann@example.org";
    assert_eq!(redactor.text(text), "ip-1 to ip-2, ip-1 back; email-1, email-1");
    assert_eq!(redactor.text("again 10.0.0.2"), "again ip-2");
    let row = &redactor.review().rows[1];
    assert_eq!((row.kind, row.count, row.distinct), (Kind::Ipv6, 1, 0));
}

#[test]
fn what_overlaps_is_one_find_of_the_longest() {
    let mut redactor = redactor();
    let text = "Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
    assert_eq!(redactor.text(text), "Authorization: Bearer jwt-1");
    let text = "password=ann@example.org!x2 ok";
    assert_eq!(redactor.text(text), "password=password-1 ok");
}

#[test]
fn a_name_that_is_learned_twice_stands_once() {
    let mut redactor = redactor();
    let texts = ["user.name=ann".to_owned(), "user.name=ann and user=ann".to_owned()];
    redactor.learn(texts.iter());
    redactor.learn(texts.iter());
    assert_eq!(redactor.told.len(), 1);
    assert_eq!(redactor.record_text("asked by ann, twice"), "asked by user-1, twice");
    let counts: Vec<u64> = redactor.review().rows.iter().map(|row| row.count).collect();
    assert_eq!(counts.iter().sum::<u64>(), 1, "what is learned is not counted");
}

#[test]
fn fields_by_their_names() {
    let mut redactor = redactor();
    let mut fields = serde_json::json!({
        "user": { "name": "Ann Lee", "password": "x y" }, "tries": 3, "pan": 4_111_111_111_111_111_u64,
        "peers": ["192.0.2.1", "192.0.2.2"], "ok": true, "customer_id": 77
    });
    redactor.fields("", &mut fields);
    let expected = serde_json::json!({
        "user": { "name": "user-1", "password": "password-1" }, "tries": 3, "pan": "card-1",
        "peers": ["ip-1", "ip-2"], "ok": true, "customer_id": "user-2"
    });
    assert_eq!(fields, expected);
}

#[test]
fn rules_of_ones_own() {
    let own = |pattern: &str| {
        let own = vec![OwnRule { pattern: pattern.to_owned(), ignore_case: false }];
        Redactor::new(&RedactSettings { kept: Vec::new(), own })
    };
    assert_eq!(own(r"ORD-\d+").unwrap().text("order ORD-77 paid"), "order own-1 paid");
    assert_eq!(own(r"room=(\w+)").unwrap().text("room=blue"), "room=own-1");
    assert_eq!(own("x*").unwrap_err(), OwnRuleMistake::Empty { rule: 0 });
    assert!(matches!(own("(").unwrap_err(), OwnRuleMistake::Pattern { .. }));
    assert!(matches!(own(r"\w{9999}").unwrap_err(), OwnRuleMistake::Pattern { .. }));
    let mut all = own(".+").unwrap();
    assert_eq!(all.text("é all of it"), "own-1");
    assert_eq!(all.review().bytes, all.review().bytes_taken);
}

/// Pieces of which texts are made that rules look at.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9 =:;,.@/\"'{}\\[\\]()_%+é\\\\-]{0,12}",
        prop::sample::select(RULES.iter().flat_map(|rule| rule.examples).collect::<Vec<_>>())
            .prop_map(|(text, _)| (*text).to_owned()),
    ]
}

proptest! {
    #[test]
    fn finds_are_in_order_and_apart(pieces in prop::collection::vec(piece(), 0..5)) {
        let text = pieces.concat();
        let mut end = 0;
        for found in redactor().found(&text) {
            prop_assert!(found.range.start >= end && !found.range.is_empty(), "{found:?}");
            prop_assert!(text.get(found.range.clone()).is_some());
            end = found.range.end;
        }
    }

    #[test]
    fn equal_values_and_only_these_have_equal_names(pieces in prop::collection::vec(piece(), 0..6)) {
        let mut redactor = redactor();
        let mut names = BTreeMap::new();
        for text in &pieces {
            let mut at = 0;
            let redacted = redactor.text(text).into_owned();
            for found in redactor.found(text) {
                let before = &text[at..found.range.start];
                at = found.range.end;
                prop_assert!(redacted.contains(before));
                let value = &text[found.range];
                let name = redactor.clone().name(found.kind, value);
                let same = names.entry(value.to_owned()).or_insert_with(|| name.clone());
                prop_assert_eq!(&*same, &name);
            }
        }
    }
}
