//! What of a regular expression stands literally in every match, and whether a match can leave a line.
//!
//! Both read the pattern's text with care rather than in full: where they are not sure they say so,
//! and the search is slower, never wrong. (The parser inside `regex` is not offered by it.)
//!
//! Does not: check patterns; they have been compiled before.

use std::{iter::Peekable, str::Chars};

/// The longest text that every match contains, if one is found: ASCII, outside brackets, without
/// a choice. With `ignore_case` it holds in any case of ASCII; `k` and `s` are left out then,
/// because the Kelvin sign and the long `ſ` match them too.
pub(super) fn required(pattern: &str, ignore_case: bool) -> Option<String> {
    let mut letters = pattern.chars().peekable();
    let mut runs = Runs::default();
    let mut depth = 0_usize;
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next()? {
                literal if literal.is_ascii_punctuation() => runs.push(literal, depth),
                'd' | 'D' | 'w' | 'W' | 's' | 'S' | 'b' | 'B' | 'A' | 'z' | 'n' | 'r' | 't' => {
                    runs.end();
                }
                _ => return None,
            },
            '[' => {
                runs.end();
                skip_class(&mut letters)?;
            }
            '(' => {
                runs.end();
                depth += 1;
                if letters.next_if_eq(&'?').is_some() {
                    letters.next_if_eq(&':')?;
                }
            }
            ')' => {
                runs.end();
                depth = depth.checked_sub(1)?;
            }
            '|' if depth == 0 => return None,
            '*' | '?' => runs.drop_last(),
            '{' => {
                runs.drop_last();
                letters.find(|&letter| letter == '}')?;
            }
            '+' | '.' | '^' | '$' | '|' => runs.end(),
            letter if ignore_case && matches!(letter, 'k' | 'K' | 's' | 'S') => runs.end(),
            letter if (' '..='~').contains(&letter) => runs.push(letter, depth),
            _ => runs.end(),
        }
    }
    runs.end();
    Some(runs.longest).filter(|longest| longest.len() > 1)
}

/// Whether no match of a pattern can contain a line end, or ask for the end of the text. Careful:
/// says no to much that could not either, such as `[^"]`, which may be a line end.
pub(super) fn stays_in_line(pattern: &str) -> bool {
    let mut letters = pattern.chars().peekable();
    let mut in_class = false;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        let stays = match letter {
            '\\' => {
                letters.next();
                next.is_some_and(|next| match next {
                    'd' | 'w' | 'S' => true,
                    'b' | 'B' => !in_class,
                    other => other.is_ascii_punctuation(),
                })
            }
            '[' if in_class => false,
            '[' => {
                in_class = true;
                next != Some('^') && next != Some(']')
            }
            ']' => {
                in_class = false;
                true
            }
            '(' if next == Some('?') && !in_class => {
                letters.next();
                letters.next() == Some(':')
            }
            letter => !letter.is_control(),
        };
        if !stays {
            return false;
        }
    }
    true
}

/// Literal letters in a row.
#[derive(Default)]
struct Runs {
    current: String,
    longest: String,
}

impl Runs {
    fn push(&mut self, letter: char, depth: usize) {
        // What stands in a group may be optional or repeated.
        if depth == 0 {
            self.current.push(letter);
        }
    }

    /// The last letter may be missing.
    fn drop_last(&mut self) {
        self.current.pop();
        self.end();
    }

    fn end(&mut self) {
        if self.current.len() > self.longest.len() {
            std::mem::swap(&mut self.current, &mut self.longest);
        }
        self.current.clear();
    }
}

/// Goes behind the end of a class; none where one stands within it.
fn skip_class(letters: &mut Peekable<Chars<'_>>) -> Option<()> {
    letters.next_if_eq(&'^');
    letters.next_if_eq(&']');
    loop {
        match letters.next()? {
            ']' => return Some(()),
            '[' => return None,
            '\\' => drop(letters.next()?),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{required, stays_in_line};

    #[test]
    fn what_every_match_contains() {
        for (pattern, ignore_case, expected) in [
            ("refused", false, Some("refused")),
            ("refused", true, Some("refu")),
            (r"conn.*refused by \d+", false, Some("refused by ")),
            ("time ?out", false, Some("time")),
            ("ab*c", false, None),
            ("abc+?d", false, Some("abc")),
            (r"a\.b\.c", false, Some("a.b.c")),
            ("(abc)?de", false, Some("de")),
            ("(?:abc)de", false, Some("de")),
            ("abc{2,3}de", false, Some("ab")),
            ("abc|def", false, None),
            ("x(abc|def)yz", false, Some("yz")),
            ("(?i)abc", false, None),
            (r"\x41bc", false, None),
            ("[abc]def", false, Some("def")),
            ("[]abc]de[^]x]", false, Some("de")),
            ("[[:alpha:]]abc", false, None),
            ("größe=", false, Some("gr")),
        ] {
            assert_eq!(required(pattern, ignore_case).as_deref(), expected, "{pattern}");
        }
    }

    #[test]
    fn patterns_that_may_leave_a_line_are_known() {
        for pattern in [r"a.*b", r"(?:a|b)+\d{3}", r"[a-z.]+\.\w", r"^x$", r"\bfoo\b", r"\[[!-~]\]"]
        {
            assert!(stays_in_line(pattern), "{pattern}");
        }
        for pattern in [
            r"[^a]",
            r"\s",
            r"\W",
            r"\D",
            r"(?s).",
            r"\n",
            r"\x0a",
            r"\z",
            r"\A",
            r"[[:space:]]",
            r"[\n]",
            "\n",
            r"\p{Cc}",
            r"(?s:.)",
            r"\",
            r"[]^]",
        ] {
            assert!(!stays_in_line(pattern), "{pattern}");
        }
    }
}
