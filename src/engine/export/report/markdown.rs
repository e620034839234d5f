//! The report as Markdown, for a ticket. Log text stands for itself, never for markup.
//!
//! Does not: draw; a ticket has no room for a picture.

use std::borrow::Cow;

use super::{Report, of_expected, origin, since, stretch};
use crate::export::rows::{Row, escape_markdown, table_head, table_line, written};

impl Report {
    /// The whole text.
    pub fn markdown(&self) -> String {
        let mut out = String::new();
        out.push_str(&format!("# {}\n\n{}\n", plain(&self.title), plain(&self.sentence)));
        if !self.filter.is_empty() {
            out.push_str(&format!("\nFilter: {}\n", plain(&self.filter)));
        }
        for note in &self.notes {
            out.push_str(&format!("\n{}\n", plain(note)));
        }
        let bursts = self.bursts.iter().map(|burst| {
            vec![stretch(burst.start, burst.end), of_expected(burst), burst.text.clone()]
        });
        table(&mut out, "Bursts", &["When", "How many", "Of what"], bursts);
        let differences = self.differences.iter().map(|row| {
            let explains = format!("{:.0} %", row.explains * 100.0);
            let (inside, outside) = (row.inside.to_string(), row.outside.to_string());
            vec![row.verdict.clone(), row.text.clone(), inside, outside, explains]
        });
        let heads = ["", "What", "Inside", "Baseline", "Explains"];
        table(&mut out, "What sets it apart", &heads, differences);
        let onsets = self.onsets.iter().map(|onset| {
            let stopped = if onset.stopped { " stopped" } else { "" };
            let what = format!("{}{stopped}", onset.text);
            vec![written(onset.time, 3), onset.source.clone(), what]
        });
        table(&mut out, "What broke first", &["Time", "Source", "What"], onsets);
        self.request_lines(&mut out);
        self.marked_lines(&mut out);
        self.events_to(&mut out);
        out
    }

    fn request_lines(&self, out: &mut String) {
        let steps = self.steps.iter().map(|step| {
            let failed = if step.failed { "failed" } else { "" };
            vec![since(self, step), step.lane.clone(), failed.to_owned(), step.text.clone()]
        });
        let title = format!("Request {}", plain(&self.request));
        table(out, &title, &["Since its start", "Where", "", "What"], steps);
        for words in &self.differently {
            out.push_str(&format!("\n- {}\n", plain(words)));
        }
    }

    fn marked_lines(&self, out: &mut String) {
        if !self.marks.is_empty() {
            out.push_str("\n## Marked events\n");
        }
        for mark in &self.marks {
            if !mark.note.is_empty() {
                out.push_str(&format!("\n{}\n", plain(&mark.note)));
            }
            quote(out, &mark.row);
        }
    }

    fn events_to(&self, out: &mut String) {
        if self.quoted.is_empty() {
            return;
        }
        out.push_str(&format!("\n## Events\n\n{} of {}\n", self.quoted.len(), self.quoted_of));
        self.quoted.iter().for_each(|row| quote(out, row));
    }
}

fn quote(out: &mut String, row: &Row<'_>) {
    // A longer fence than any within.
    let longest = row.raw.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    out.push_str(&format!("\n{}\n\n{fence}\n{}\n{fence}\n", plain(&origin(row)), row.raw));
}

fn plain(text: &str) -> String {
    let mut out = String::new();
    escape_markdown(text, &mut out);
    out
}

fn table(out: &mut String, title: &str, heads: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return;
    }
    out.push_str(&format!("\n## {title}\n\n"));
    table_head(heads, out);
    rows.for_each(|row| table_line(row.into_iter().map(Cow::from), out));
}
