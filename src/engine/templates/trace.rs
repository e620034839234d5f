//! The outline of a stack trace: its first line, the classes of its exceptions and their causes,
//! and its frames without line numbers. Messages of exceptions and line numbers are no part of it.
//!
//! Does not: allocate, or see more than the first frames of a deep trace.

use super::frames::{Frame, before_bracket, frame, up_to_class};
use crate::limits::{TRACE_BYTES_MAX, TRACE_FRAMES_MAX};

/// One part of an outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part<'a> {
    /// The first line: text like any other message, without an exception's message.
    Head(&'a [u8]),
    /// A later line that names an exception's class.
    Class(&'a [u8]),
    Frame(Frame<'a>),
}

/// Tells `each` the parts in order. False, and nothing is told, where `message` is no trace.
pub(super) fn outline<'a>(message: &'a [u8], mut each: impl FnMut(Part<'a>)) -> bool {
    let message = message.trim_ascii();
    let message = &message[..message.len().min(TRACE_BYTES_MAX)];
    if !is_trace(message) {
        return false;
    }
    let (mut frames, mut last, mut go) = (0, None, false);
    for (number, line) in message.split(|byte| *byte == b'\n').enumerate() {
        let routine = is_goroutine(line);
        let found = frame(line).or_else(|| go_frame(line).filter(|_| go && !routine));
        go |= routine;
        if number == 0 {
            each(Part::Head(up_to_class(line).unwrap_or(line).trim_ascii()));
        } else if let Some(found) = found {
            if last != Some(found) && frames < TRACE_FRAMES_MAX {
                each(Part::Frame(found));
                frames += 1;
            }
            last = Some(found);
        } else if let Some(class) = up_to_class(line).filter(|_| !indents_code(line)) {
            each(Part::Class(class.trim_ascii()));
        }
    }
    true
}

/// Whether a line after the first is a frame.
fn is_trace(message: &[u8]) -> bool {
    let mut lines = message.split(|byte| *byte == b'\n').skip(1);
    lines.any(|line| frame(line).is_some() || is_goroutine(line))
}

/// `goroutine 71 [running]:`
fn is_goroutine(line: &[u8]) -> bool {
    line.starts_with(b"goroutine ") && line.trim_ascii_end().ends_with(b"]:")
}

/// A call of Go such as `main.(*Cart).add(0x0)`; the line after it, indented, says where.
fn go_frame(line: &[u8]) -> Option<Frame<'_>> {
    let call = line.strip_prefix(b"created by ").unwrap_or(line).trim_ascii_end();
    let indented = call.first().is_none_or(u8::is_ascii_whitespace);
    let end = memchr::memrchr(b'(', call).filter(|_| call.ends_with(b")"));
    let name = end.map_or_else(|| before_bracket(call), |end| &call[..end]);
    (!indented && name.contains(&b'.')).then_some(Frame { place: b"", name })
}

/// A line of source below a frame, as in Python.
fn indents_code(line: &[u8]) -> bool {
    line.starts_with(b"    ")
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;

    fn check(message: &str, expected: Expect) {
        let mut shown = String::new();
        let text = |bytes| String::from_utf8_lossy(bytes).into_owned();
        let trace = outline(message.as_bytes(), |part| {
            let line = match part {
                Part::Head(line) => text(line),
                Part::Class(line) => format!("! {}", text(line)),
                Part::Frame(frame) => format!("  {} {}", text(frame.place), text(frame.name)),
            };
            shown += &format!("{line}\n");
        });
        expected.assert_eq(if trace { &shown } else { "no trace\n" });
    }

    #[test]
    fn java_with_a_cause() {
        check(
            "mail 71 failed\nmy.RenderException: no such template x\n\tat my.Mail.send(Mail.java:8)\
             \n\tat my.Mail.send(Mail.java:8)\n\t... 3 more\nCaused by: java.io.IOException: x.html\
             \n\tat my.Disk.open(Disk.java:1)",
            expect![[r#"
                mail 71 failed
                ! my.RenderException
                   my.Mail.send
                ! Caused by: java.io.IOException
                   my.Disk.open
            "#]],
        );
    }

    #[test]
    fn python_names_its_exception_last() {
        check(
            "job failed\nTraceback (most recent call last):\n  File \"/app/job.py\", line 3, in run\n    \
             raise ValueError\nValueError: 7 is odd",
            expect![[r#"
                job failed
                  /app/job.py run
                ! ValueError
            "#]],
        );
    }

    #[test]
    fn go_tells_the_call_and_then_the_place() {
        check(
            "panic: nil map\n\ngoroutine 71 [running]:\nmain.(*Cart).add(0x0)\n\t/src/cart.go:112 +0x1d\
             \nmain.serve(...)\n\t/src/http.go:40",
            expect![[r#"
                panic: nil map
                   main.(*Cart).add
                   main.serve
            "#]],
        );
    }

    #[test]
    fn other_messages_of_several_lines_are_none() {
        check(
            "first\n  second line\nthird",
            expect![[r#"
            no trace
        "#]],
        );
    }
}
