//! Lines that continue a record by their looks: stack traces of many languages, indented lines,
//! closing brackets.
//!
//! Does not: join the lines of sources whose records begin with a time; there every other line joins.

use super::{header, message};

/// What kind of trace the lines since the last start are in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Inside {
    #[default]
    Nothing,
    /// Behind `Traceback …:`, before the line that names the exception.
    Python,
    /// Behind `During handling of the above exception, …`, before the next `Traceback …:`.
    Chained,
    /// Behind `panic: ` or `goroutine 1 [running]:`.
    Go,
    /// Behind a line of a trace that ends in a colon: what it announces stands on the next one.
    Announced,
    /// Behind a line with a level at its front, which a logger writes before a trace.
    Levelled,
}

/// Remembers the lines since the last start, as far as they matter.
#[derive(Clone, Debug, Default)]
pub(super) struct Trace {
    inside: Inside,
}

impl Trace {
    /// A record begins with this line.
    pub(super) fn start(&mut self, line: &[u8]) {
        self.inside = Inside::Nothing;
        self.enter(line);
        // One cheap look, since every record begins here: no JSON, no number leads to a level.
        let may_lead = matches!(line.first(), Some(b'[' | b'a'..=b'z' | b'A'..=b'Z'));
        if may_lead && self.inside == Inside::Nothing && header::front_level(line, 0).is_some() {
            self.inside = Inside::Levelled;
        }
    }

    /// Whether a line continues the record before it.
    pub(super) fn continues(&mut self, line: &[u8]) -> bool {
        // A file that was cut off by a crash may end in NULs.
        let indented = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\r' | 0));
        let joins = match self.inside {
            Inside::Python if !indented => {
                self.inside = Inside::Nothing;
                true
            }
            Inside::Announced if !indented => {
                self.inside = Inside::Nothing;
                true
            }
            Inside::Chained if is_traceback(line) => true,
            Inside::Levelled if is_traceback(line) || message::names_exception(line) => true,
            Inside::Go => indented || is_go_frame(line),
            _ if raised(line) => false,
            _ => indented || is_trace_line(line),
        };
        if joins {
            self.enter(line);
        }
        joins
    }

    fn enter(&mut self, line: &[u8]) {
        // One cheap look again: what any of these begins with.
        if !matches!(
            line.trim_ascii_start().first(),
            Some(b'n' | b'U' | b't' | b'T' | b'D' | b'p' | b'f' | b'g')
        ) {
            return;
        }
        if announces(line) {
            self.inside = Inside::Announced;
        } else if is_traceback(line) {
            self.inside = Inside::Python;
        } else if line.starts_with(b"During handling of the above")
            || line.starts_with(b"The above exception was")
        {
            self.inside = Inside::Chained;
        } else if line.starts_with(b"panic: ")
            || line.starts_with(b"fatal error: ")
            || (line.starts_with(b"goroutine ") && line.ends_with(b"]:"))
        {
            self.inside = Inside::Go;
        }
    }
}

/// Whether a line ends every trace before it, and begins none.
pub(super) fn settles(line: &[u8]) -> bool {
    let mut trace = Trace::default();
    trace.enter(line);
    let indented = line.first().is_none_or(|byte| matches!(byte, b' ' | b'\t' | b'\r' | 0));
    let begins = trace.inside == Inside::Nothing && !indented && !is_trace_line(line);
    begins && !is_go_frame(line) && !message::names_exception(line)
}

/// Lines of a trace whose text goes on in the next line, indented or not: `nested exception is:` of
/// Java, a panic of Rust, an exception of Dart.
fn announces(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    line == b"nested exception is:"
        || line == b"Unhandled exception:"
        || line.starts_with(b"thread '")
            && line.ends_with(b":")
            && contains(line, b"' panicked at ")
}

fn contains(line: &[u8], text: &[u8]) -> bool {
    memchr::memmem::find(line, text).is_some()
}

/// What Rails writes of an exception that nothing caught, indented or not: `NoMethodError (undefined …):`.
fn raised(line: &[u8]) -> bool {
    let line = line.trim_ascii();
    let name =
        line.iter().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b':').count();
    let error = line.get(..name).is_some_and(|name| name.ends_with(b"Error"));
    error && line.ends_with(b"):") && line.get(name..name + 2) == Some(b" (")
}

fn is_traceback(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"Traceback (most recent call last)")
}

/// Lines that only stand inside a trace or a block.
fn is_trace_line(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 17] = [
        b"Caused by:",
        b"Suppressed:",
        b"at ",
        b"...",
        b"}",
        b"]",
        b")",
        b"--- End of ",
        b"During handling of the above",
        b"The above exception was",
        b"goroutine ",
        b"stack backtrace:",
        b"[stacktrace]",
        b"Stack trace:",
        b"PHP Stack trace:",
        b"note: run with `RUST_BACKTRACE",
        b"note: Some details are omitted",
    ];
    let numbered_frame =
        line.strip_prefix(b"#").is_some_and(|rest| rest.first().is_some_and(u8::is_ascii_digit));
    numbered_frame || STARTS.iter().any(|start| line.starts_with(start))
}

/// A line of a Go trace: `main.f(0x1, 0x2)`, `created by …`, `exit status 2`, `[signal …`.
fn is_go_frame(line: &[u8]) -> bool {
    let name = line.iter().take_while(|byte| !matches!(byte, b'(' | b' ')).count();
    let call = line.ends_with(b")") && name > 0 && line.get(name) == Some(&b'(');
    call || [&b"created by "[..], b"exit status ", b"[signal ", b"goroutine ", b"...", b"runtime"]
        .iter()
        .any(|start| line.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many records the lines of a text make, by their looks alone.
    fn records(text: &str) -> usize {
        let mut trace = Trace::default();
        let mut count = 0;
        for line in text.lines().map(str::as_bytes) {
            if count == 0 || !trace.continues(line) {
                trace.start(line);
                count += 1;
            }
        }
        count
    }

    #[test]
    fn a_line_that_announces_text_is_not_the_last() {
        let rust =
            "thread 'main' panicked at src/pay.rs:7:5:\nno card\nnote: run with `RUST_BACKTRACE=1`";
        assert_eq!(records(&format!("{rust}\nstarted")), 2);
        assert_eq!(records("Unhandled exception:\nBad state: no card\n#0  main (a.dart:7)\nok"), 2);
        let java = "a.b.PayException: x;\n  nested exception is:\na.b.CardException: 550\n\n\tat a.B.c(B.java:7)";
        assert_eq!(records(&format!("{java}\nCaused by: {java}\nok")), 2);
    }

    #[test]
    fn a_logged_exception_belongs_to_its_line() {
        let python =
            "Traceback (most recent call last):\n  File \"a.py\", line 7, in f\nValueError: 7";
        assert_eq!(records(&format!("ERROR:    no answer\n{python}\nINFO:     next")), 2);
        assert_eq!(records(&format!("no answer\n{python}\nnext")), 3);
        assert_eq!(records("ERROR: no answer\na.b.CardException: 7\n\tat a.B.c(B.java:7)\nok"), 2);
    }

    #[test]
    fn php_and_rails_traces() {
        let php =
            "PHP Fatal error:  Uncaught x\nStack trace:\n#0 /a.php(9): f()\n  thrown in /a.php";
        assert_eq!(records(&format!("{php}\nok")), 2);
        assert_eq!(records("ok\n PayError (no card):\n  app/pay.rb:7:in `pay'\nok"), 3);
    }
}
