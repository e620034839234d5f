//! Any expression as a format of one's own, over any text: it is refused with a span inside it, or reads
//! lines as their parts, and every line is counted.
//!
//! Does not: say what a format ought to find.

use squall::engine::formats::{Hints, OwnFormat, OwnPart, try_on};

/// The first line is the expression, the second the layout of the time, what follows is the text.
pub(crate) fn check(input: &[u8]) {
    let mut parts = input.splitn(3, |byte| *byte == b'\n');
    let mut text = || std::str::from_utf8(parts.next().unwrap_or_default()).ok();
    let (Some(pattern), Some(time)) = (text(), text()) else { return };
    let head = parts.next().unwrap_or_default();
    let own =
        OwnFormat { name: "own".to_owned(), pattern: pattern.to_owned(), time: time.to_owned() };
    match try_on(&own, head, &Hints::default()) {
        Err(mistake) => {
            let of = if mistake.part == OwnPart::Pattern { pattern } else { time };
            assert!(of.get(mistake.start..mistake.end).is_some(), "{mistake:?}");
        }
        Ok(tried) => {
            assert!(tried.timed <= tried.fitting && tried.fitting <= tried.lines, "{tried:?}");
            let hints = Hints { own: Some(own), ..Hints::default() };
            let front = [255, 255];
            super::settle::check_with(&hints, &[&front, head].concat());
            super::ingest::check_with(&hints, &[&[7, 40, 0], head].concat());
        }
    }
}
