//! Any text as a query: it is read or refused with a span inside it, and what was read is printed
//! as text that reads back as the same query.
//!
//! Does not: evaluate it; `tests/it/query_model.rs` does.

use squall::engine::query::{Context, Query, completion, highlights, tokens};

/// The text is the query and, as bytes, the message that it is highlighted in.
pub(crate) fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let mut end = 0;
    for token in tokens(text) {
        assert!(end <= token.span.start && text.get(token.span.clone()).is_some(), "{token:?}");
        end = token.span.end;
    }
    for caret in 0..=text.len() {
        let span = completion(text, caret).span;
        assert!(text.get(span.clone()).is_some(), "completion at {caret}: {span:?}");
    }
    let context = Context::default();
    match Query::parse(text, &context) {
        Err(error) => assert!(error.span.end <= text.len(), "{error:?}"),
        Ok(query) => {
            let printed = query.to_string();
            let again = Query::parse(&printed, &context);
            assert_eq!(again.as_ref(), Ok(&query), "printed: {printed}");
            for range in highlights(&query, input) {
                assert!(text.get(range.clone()).is_some(), "highlight {range:?}");
            }
        }
    }
}
