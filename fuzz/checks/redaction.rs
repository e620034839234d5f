//! Any expression as a rule of redaction of a person's own, over any text: it is refused with a span
//! inside it, or takes out of a text what it matches and leaves the rest; the same each time.
//!
//! Does not: say what a rule ought to find; the rules' examples do.

use squall::engine::export::redact::{Kind, OwnRule, OwnRuleMistake, RedactSettings, Redactor};

/// The text is the rule up to its first line end (without case where its length is odd), what
/// follows is the text.
pub(crate) fn check(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else { return };
    let (pattern, text) = input.split_once('\n').unwrap_or((input, ""));
    let ignore_case = pattern.len() % 2 == 1;
    let own = vec![OwnRule { pattern: pattern.to_owned(), ignore_case }];
    let mut redactor = match Redactor::new(&RedactSettings { kept: Vec::new(), own }) {
        Ok(redactor) => redactor,
        Err(OwnRuleMistake::Pattern { span, .. }) => {
            assert!(span.start <= span.end && pattern.get(span).is_some(), "{pattern}");
            Redactor::new(&RedactSettings::default()).expect("no rule, no mistake")
        }
        Err(_) => return,
    };
    let found = redactor.found(text);
    let mut end = 0;
    for one in &found {
        assert!(end <= one.range.start && text.get(one.range.clone()).is_some(), "{one:?}");
        assert!(Kind::ALL.contains(&one.kind));
        end = one.range.end;
    }
    let taken = redactor.text(text).into_owned();
    assert!(!found.is_empty() || taken == text, "nothing was found, nothing is taken");
    assert_eq!(redactor.text(text), taken, "the same value has the same name");
    let mut value = serde_json::json!({ "a": { "password": text }, "b": [text] });
    redactor.next_record();
    redactor.fields("", &mut value);
    let again = redactor.record_text(text);
    assert_eq!(redactor.record_text(text), again);
    redactor.pairs(text);
    assert!(redactor.review().bytes_taken <= redactor.review().bytes);
}
