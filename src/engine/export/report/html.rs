//! The report as one page of HTML: dark or light as the reader's screen, fit to print. Log text is
//! escaped wherever it stands, and the page's own policy allows no script and no network.
//!
//! Does not: hold a script.

use super::{Report, of_expected, origin, picture, since, stretch};
use crate::export::rows::{Row, written};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
"#;

const STYLE: &str = "<style>
:root { color-scheme: light dark; --ink: #1c2128; --paper: #fff; --soft: #57606a; --line: #d0d7de;
  --bar: #9aa4b0; --step: #5b7fb0; --bad: #c2342b; --band: #f5d9d6; --quote: #f6f8fa; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --paper: #15191e; --soft: #9aa4b0;
  --line: #333b44; --bar: #5b6673; --step: #6f97cc; --bad: #ff7b72; --band: #43201e; --quote: #1c2229; } }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.lead { font-size: 1.15rem; } .soft { color: var(--soft); }
p.note { white-space: pre-wrap; border-left: 3px solid var(--line); padding-left: .75rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0;
  border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.text, td.name { overflow-wrap: anywhere; } td.name { min-width: 10em; } td.word { white-space: nowrap; }
pre { background: var(--quote); padding: .5rem .75rem; border-radius: 4px; margin: .2rem 0 1rem;
  white-space: pre-wrap; overflow-wrap: anywhere; font-size: .85rem; }
svg { width: 100%; height: auto; } svg text { fill: var(--soft); font: 11px system-ui, sans-serif; }
svg.bar { width: 15rem; display: block; margin-top: .45rem; }
.step { fill: var(--step); }
.all { fill: var(--bar); } .errors { fill: var(--bad); } .band { fill: var(--band); }
@media print { :root { --ink: #000; --paper: #fff; --soft: #444; --line: #bbb; --bar: #aaa;
  --bad: #c2342b; --band: #f5d9d6; --quote: #f4f4f4; } body { margin: 0; max-width: none; font-size: 10pt; }
  h2, h2 + .soft, .from { break-after: avoid; } tr, pre, svg { break-inside: avoid; } }
</style>
";

impl Report {
    /// The whole page.
    pub fn html(&self) -> String {
        let mut out = HEAD.to_owned();
        out.push_str(&format!("<title>{}</title>\n{STYLE}</head>\n<body>\n", escaped(&self.title)));
        out.push_str(&format!("<h1>{}</h1>\n", escaped(&self.title)));
        out.push_str(&format!("<p class=\"lead\">{}</p>\n", escaped(&self.sentence)));
        if !self.filter.is_empty() {
            out.push_str(&format!("<p>Filter: <code>{}</code></p>\n", escaped(&self.filter)));
        }
        for note in &self.notes {
            out.push_str(&format!("<p>{}</p>\n", escaped(note)));
        }
        out.push_str(&picture::timeline(self));
        self.bursts_to(&mut out);
        self.differences_to(&mut out);
        self.onsets_to(&mut out);
        self.request_to(&mut out);
        self.marks_to(&mut out);
        self.quoted_to(&mut out);
        self.sources_to(&mut out);
        self.close_to(&mut out);
        out
    }

    fn bursts_to(&self, out: &mut String) {
        let rows = self.bursts.iter().map(|burst| {
            let when = stretch(burst.start, burst.end);
            [text(&when), text(&of_expected(burst)), text(&burst.text)].concat()
        });
        table(out, "Bursts", &["When", "How many", "Of what"], rows);
    }

    fn differences_to(&self, out: &mut String) {
        let rows = self.differences.iter().map(|row| {
            let explains = format!("{:.0} %", row.explains * 100.0);
            let counts = [number(&row.inside), number(&row.outside), number(&explains)];
            [word(&row.verdict), text(&row.text), counts.concat()].concat()
        });
        let heads = ["", "What", "#Inside", "#Baseline", "#Explains"];
        table(out, "What sets it apart", &heads, rows);
    }

    fn onsets_to(&self, out: &mut String) {
        let rows = self.onsets.iter().map(|onset| {
            let stopped = if onset.stopped { " stopped" } else { "" };
            let what = format!("{}{stopped}", onset.text);
            [word(&written(onset.time, 3)), name(&onset.source), text(&what)].concat()
        });
        table(out, "What broke first", &["Time", "Source", "What"], rows);
    }

    fn quoted_to(&self, out: &mut String) {
        if self.quoted.is_empty() {
            return;
        }
        let (some, all) = (self.quoted.len(), self.quoted_of);
        out.push_str(&format!("<h2>Events</h2>\n<p class=\"soft\">{some} of {all}</p>\n"));
        self.quoted.iter().for_each(|row| quote(out, row));
    }

    fn request_to(&self, out: &mut String) {
        let rows = self.steps.iter().map(|step| {
            let (since, bar) = (since(self, step), picture::bar(self, step));
            [
                cell("word number", &since),
                name(&step.lane),
                format!("<td>{bar}</td>"),
                text(&step.text),
            ]
            .concat()
        });
        let title = format!("Request {}", escaped(&self.request));
        table(out, &title, &["#Since its start", "Where", "", "What"], rows);
        let (some, all) = (self.steps.len() as u64, self.steps_of);
        if some < all {
            out.push_str(&format!("<p class=\"soft\">{some} of {all} events</p>\n"));
        }
        if !self.differently.is_empty() {
            let words = self.differently.iter().map(|it| format!("<li>{}</li>\n", escaped(it)));
            let words: String = words.collect();
            out.push_str(&format!("<p>Against a good request:</p>\n<ul>\n{words}</ul>\n"));
        }
    }

    fn marks_to(&self, out: &mut String) {
        if !self.marks.is_empty() {
            out.push_str("<h2>Marked events</h2>\n");
        }
        for mark in &self.marks {
            if !mark.note.is_empty() {
                out.push_str(&format!("<p class=\"note\">{}</p>\n", escaped(&mark.note)));
            }
            quote(out, &mark.row);
        }
    }

    fn sources_to(&self, out: &mut String) {
        let rows = self.sources.iter().map(|source| {
            let when = match (source.first, source.last) {
                (Some(first), Some(last)) => stretch(first, last),
                _ => String::new(),
            };
            [name(&source.name), number(&source.records), text(&when)].concat()
        });
        table(out, "Sources", &["Name", "#Events", "From, to"], rows);
    }

    fn close_to(&self, out: &mut String) {
        let taken = match &self.taken_out {
            None => "Nothing was redacted.".to_owned(),
            Some(kinds) if kinds.is_empty() => "Redaction found nothing to take out.".to_owned(),
            Some(kinds) => format!("Redacted: {}.", kinds.join(", ")),
        };
        out.push_str(&format!("<p class=\"soft\">Times are in UTC. {}", escaped(&taken)));
        out.push_str(" Made with Squall.</p>\n</body>\n</html>\n");
    }
}

/// An event as it stands in the input, below where it comes from.
fn quote(out: &mut String, row: &Row<'_>) {
    let time = row.time.map(|time| written(time, row.fraction_digits)).unwrap_or_default();
    let level = row.level.map_or("", |level| level.word());
    let head = format!("{time} {level} {}", origin(row));
    out.push_str(&format!("<div class=\"soft from\">{}</div>\n", escaped(head.trim())));
    out.push_str(&format!("<pre>{}</pre>\n", escaped(&row.raw)));
}

/// A table with its heading; none where it has no rows. A `#` before a name: of numbers.
fn table(out: &mut String, title: &str, heads: &[&str], rows: impl Iterator<Item = String>) {
    let rows: Vec<String> = rows.map(|row| format!("<tr>{row}</tr>\n")).collect();
    if rows.is_empty() {
        return;
    }
    let heads = heads.iter().map(|head| match head.strip_prefix('#') {
        Some(head) => format!("<th class=\"number\">{head}</th>"),
        None => format!("<th>{head}</th>"),
    });
    let heads: String = heads.collect();
    let rows = rows.concat();
    out.push_str(&format!("<h2>{title}</h2>\n<table>\n<tr>{heads}</tr>\n{rows}</table>\n"));
}

fn cell(class: &str, value: &str) -> String {
    format!("<td class=\"{class}\">{}</td>", escaped(value))
}

fn text(value: &str) -> String {
    cell("text", value)
}

/// The name of a source: broken only where it is long.
fn name(value: &str) -> String {
    cell("name", value)
}

/// A word or a time, which is never broken.
fn word(value: &str) -> String {
    cell("word", value)
}

fn number(value: &impl ToString) -> String {
    cell("number", &value.to_string())
}

/// Text that is never markup; control characters but tab and line end are shown by pictures.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            '\0'..='\x1f' => out.extend(char::from_u32(u32::from(letter) + 0x2400)),
            letter => out.push(letter),
        }
    }
    out
}
