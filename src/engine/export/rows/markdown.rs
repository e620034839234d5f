//! A table of Markdown, <https://github.github.com/gfm/#tables-extension->. What a log wrote never
//! becomes a cell's border, markup or HTML.
//!
//! Does not: choose columns.

use std::borrow::Cow;

/// Writes the names and the line below them.
pub(in super::super) fn head(columns: &[&str], out: &mut String) {
    line(columns.iter().map(|name| Cow::from(*name)), out);
    out.push('|');
    out.push_str(&" --- |".repeat(columns.len()));
    out.push('\n');
}

/// Writes one row.
pub(in super::super) fn line<'v>(values: impl Iterator<Item = Cow<'v, str>>, out: &mut String) {
    out.push('|');
    for value in values {
        out.push(' ');
        escape(&value, out);
        out.push_str(" |");
    }
    out.push('\n');
}

/// Text that stands for itself in Markdown, in one line.
pub(in super::super) fn escape(text: &str, out: &mut String) {
    for letter in text.trim_end().chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\r' => {}
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
}
