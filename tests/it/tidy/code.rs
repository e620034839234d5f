//! Rust text without its comments and without what stands in its strings, so that a rule about
//! code does not stumble over words. Lines and columns stay.
//!
//! Does not: parse; it knows where comments, strings and characters begin and end.

/// The text with comments, strings and characters blanked.
pub(super) fn only(text: &str) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let after_word = blanked.ends_with(|last: char| last.is_alphanumeric() || last == '_');
        let skipped = comment(rest).or_else(|| string(rest, after_word)).or_else(|| char(rest));
        let (taken, keep) = skipped.map_or((first.len_utf8(), true), |length| (length, false));
        let (piece, after) = rest.split_at(taken);
        if keep {
            blanked.push_str(piece);
        } else {
            blanked.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        }
        rest = after;
    }
    blanked
}

/// How long the comment is that begins here.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        return Some(text.find('\n').unwrap_or(text.len()));
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while text.starts_with("/*") {
        let here = text.get(at..)?;
        if here.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += here.chars().next()?.len_utf8();
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// How long the string is that begins here: plain, byte or raw.
fn string(text: &str, after_word: bool) -> Option<usize> {
    if let Some(inside) = text.strip_prefix('"') {
        return Some(1 + plain_length(inside));
    }
    let raw = text.strip_prefix("br").or_else(|| text.strip_prefix('r'))?;
    let hashes = raw.len() - raw.trim_start_matches('#').len();
    let inside = raw[hashes..].strip_prefix('"').filter(|_| !after_word)?;
    let close = format!("\"{}", "#".repeat(hashes));
    let length = inside.find(&close).map_or(inside.len(), |at| at + close.len());
    Some(text.len() - inside.len() + length)
}

/// Up to and with the quote that ends it.
fn plain_length(inside: &str) -> usize {
    let mut escaped = false;
    for (at, c) in inside.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    inside.len()
}

/// How long the character is that begins here; none where it is a lifetime.
fn char(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('\'')?;
    if let Some(escape) = inside.strip_prefix('\\') {
        let skipped = escape.chars().next()?.len_utf8();
        return Some(2 + skipped + escape.get(skipped..)?.find('\'')? + 1);
    }
    let c = inside.chars().next()?.len_utf8();
    inside.get(c..)?.starts_with('\'').then_some(c + 2)
}

#[cfg(test)]
mod tests {
    use super::only;

    #[test]
    fn words_are_blanked_and_code_stays() {
        assert_eq!(only("a // b\nc"), "a     \nc");
        assert_eq!(only("a /* b /* c */ */ d"), "a                 d");
        assert_eq!(only("f(\"a\\\"b\", c)"), "f(      , c)");
        assert_eq!(only("r#\"a\"b\"# c"), "         c");
        assert_eq!(only("b\"{\" c"), "b    c");
        assert_eq!(only("'{' '\\'' '\\u{1F}' <'a>"), "                  <'a>");
        assert_eq!(only("for\"x\""), "for   ");
    }
}
