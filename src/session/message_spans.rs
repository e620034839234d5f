//! A message cut into spans that look alike: what varies in its pattern, what the filter matched,
//! what is being found.
//!
//! Does not: cut inside of a character, or lose one.

/// A part of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span<'a> {
    /// Its text.
    pub text: &'a str,
    /// It varies between messages of the pattern.
    pub varying: bool,
    /// The filter's words, or the text being found, are here.
    pub matched: bool,
}

/// The spans of a message; together they are the message.
#[must_use]
pub fn spans<'a>(
    text: &'a str,
    varying: &[(u32, u32)],
    matched: &[(u32, u32)],
    find: &str,
) -> Vec<Span<'a>> {
    let found = occurrences(text, find);
    let ranges = |given: &[(u32, u32)]| -> Vec<(usize, usize)> {
        given.iter().map(|&(start, end)| (start as usize, end as usize)).collect()
    };
    let varying = ranges(varying);
    let matched: Vec<(usize, usize)> = ranges(matched).into_iter().chain(found).collect();
    let mut cuts: Vec<usize> = varying.iter().chain(&matched).flat_map(|&(a, b)| [a, b]).collect();
    cuts.extend([0, text.len()]);
    cuts.retain(|&cut| text.is_char_boundary(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let within = |ranges: &[(usize, usize)], at| ranges.iter().any(|&(a, b)| a <= at && at < b);
    cuts.windows(2)
        .filter_map(|pair| {
            let &[start, end] = pair else { return None };
            Some(Span {
                text: text.get(start..end)?,
                varying: within(&varying, start),
                matched: within(&matched, start),
            })
        })
        .collect()
}

/// Where `find` occurs, without case.
fn occurrences(text: &str, find: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    if find.is_empty() {
        return found;
    }
    let mut from = 0;
    while let Some(rest) = text.get(from..) {
        let Some(first) = rest.chars().next() else { break };
        match prefix_length(rest, find) {
            Some(length) => {
                found.push((from, from + length));
                from += length;
            }
            None => from += first.len_utf8(),
        }
    }
    found
}

/// The bytes at the beginning of `text` that say `find` without case.
fn prefix_length(text: &str, find: &str) -> Option<usize> {
    let mut wanted = find.chars().flat_map(char::to_lowercase).peekable();
    for (at, c) in text.char_indices() {
        if wanted.peek().is_none() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            if wanted.next() != Some(lower) {
                return None;
            }
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, varying: &[(u32, u32)], matched: &[(u32, u32)], find: &str) -> String {
        let show = |span: Span<'_>| match (span.varying, span.matched) {
            (false, false) => span.text.to_owned(),
            (true, false) => format!("<{}>", span.text),
            (false, true) => format!("[{}]", span.text),
            (true, true) => format!("<[{}]>", span.text),
        };
        spans(text, varying, matched, find).into_iter().map(show).collect()
    }

    #[test]
    fn spans_overlap_and_nest() {
        let text = "pool after 500 ms for Übung";
        let shown = [
            shown(text, &[(11, 14)], &[(0, 4)], ""),
            shown(text, &[(11, 14)], &[(5, 14)], ""),
            shown(text, &[], &[], "übung"),
            shown(text, &[(11, 14)], &[], "P"),
            shown("", &[(0, 9)], &[], "x"),
        ];
        expect![[r#"
            [pool] after <500> ms for Übung
            pool [after ]<[500]> ms for Übung
            pool after 500 ms for [Übung]
            [p]ool after <500> ms for Übung
        "#]]
        .assert_eq(&shown.join("\n"));
    }

    proptest! {
        #[test]
        fn no_character_is_lost(
            text in ".{0,40}", find in ".{0,3}",
            varying in proptest::collection::vec((0u32..50, 0u32..50), 0..4),
            matched in proptest::collection::vec((0u32..50, 0u32..50), 0..4),
        ) {
            let joined: String = spans(&text, &varying, &matched, &find).iter().map(|s| s.text).collect();
            prop_assert_eq!(joined, text);
        }
    }
}
