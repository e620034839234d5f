//! Lines that continue a record by their looks: stack traces of many languages, indented lines,
//! closing brackets.
//!
//! Does not: join the lines of sources whose records begin with a time; there every other line joins.

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
            Inside::Chained if is_traceback(line) => true,
            Inside::Go => indented || is_go_frame(line),
            _ => indented || is_trace_line(line),
        };
        if joins {
            self.enter(line);
        }
        joins
    }

    fn enter(&mut self, line: &[u8]) {
        if is_traceback(line) {
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
    trace.inside == Inside::Nothing && !indented && !is_trace_line(line) && !is_go_frame(line)
}

fn is_traceback(line: &[u8]) -> bool {
    line.trim_ascii_start().starts_with(b"Traceback (most recent call last)")
}

/// Lines that only stand inside a trace or a block.
fn is_trace_line(line: &[u8]) -> bool {
    const STARTS: [&[u8]; 13] = [
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
