//! The text of the query bar in coloured pieces, what is wrong with it among them.
//!
//! Does not: read the query; `protocol::page::query` does.

use crate::protocol::page::{
    QueryMistake,
    query::{Class, tokens},
};

/// A part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its text.
    pub text: &'a str,
    /// What it is; none for space and what is not coloured.
    pub class: Option<Class>,
    /// It is what is wrong.
    pub wrong: bool,
}

/// The pieces of a query's text; together they are the text.
#[must_use]
pub fn pieces<'a>(text: &'a str, mistake: Option<&QueryMistake>) -> Vec<Piece<'a>> {
    let tokens = tokens(text);
    let wrong = mistake.map(|mistake| mistake.start..mistake.end.max(mistake.start + 1));
    let mut cuts: Vec<usize> =
        tokens.iter().flat_map(|token| [token.span.start, token.span.end]).collect();
    cuts.extend(wrong.iter().flat_map(|span| [span.start, span.end]));
    cuts.extend([0, text.len()]);
    cuts.retain(|&cut| text.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            let class = tokens.iter().find(|token| token.span.contains(&start));
            Some(Piece {
                text: text.get(start..end)?,
                class: class.map(|token| token.class),
                wrong: wrong.as_ref().is_some_and(|span| span.contains(&start)),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pieces_say_what_they_are() {
        let text = "level>=warn and not \"cache miss\" (";
        let mistake = QueryMistake { start: 33, end: 34, message: String::new(), suggestion: None };
        let shown: Vec<String> = pieces(text, Some(&mistake))
            .iter()
            .filter(|piece| piece.class.is_some())
            .map(|piece| format!("{:?} {:?} {}", piece.text, piece.class, piece.wrong))
            .collect();
        expect![[r#"
            "level" Some(Field) false
            ">=" Some(Operator) false
            "warn" Some(Value) false
            "and" Some(Keyword) false
            "not" Some(Keyword) false
            "\"cache miss\"" Some(Text) false
            "(" Some(Error) true"#]]
        .assert_eq(&shown.join("\n"));
    }

    proptest! {
        #[test]
        fn no_character_is_lost(text in ".{0,40}", start in 0usize..50, length in 0usize..9) {
            let mistake = QueryMistake {
                start, end: start + length, message: String::new(), suggestion: None,
            };
            let joined: String = pieces(&text, Some(&mistake)).iter().map(|p| p.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
