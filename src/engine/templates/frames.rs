//! Reads one line of a stack trace: a frame without its line number, or the class of an exception.
//!
//! Knows the traces of Java and its kin, .NET, JavaScript, Python, Ruby, PHP, Rust, and gdb; those
//! of Go need to know the line before and are read by `trace`.
//!
//! Does not: know what the other lines say.

/// Where a frame lies and what runs there; either may be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Frame<'a> {
    pub(super) place: &'a [u8],
    pub(super) name: &'a [u8],
}

/// The frame that a line tells of, if it is one.
pub(super) fn frame(line: &[u8]) -> Option<Frame<'_>> {
    let indented = line.first().is_some_and(u8::is_ascii_whitespace);
    let text = line.trim_ascii();
    if let Some(rest) = text.strip_prefix(b"at ") {
        let bracket = memchr::memchr(b'(', rest);
        let whole = bracket.is_some() || indented;
        let name = bracket.map_or_else(|| without_numbers(rest), |end| rest[..end].trim_ascii());
        return whole.then_some(Frame { place: b"", name });
    }
    if let Some(rest) = text.strip_prefix(b"File \"") {
        let (place, rest) = cut(rest, b"\", line ")?;
        let name = cut(rest, b", in ").map_or(b"".as_slice(), |(_, name)| name);
        return Some(Frame { place, name });
    }
    if let Some((place, name)) = cut(text, b":in `").or_else(|| cut(text, b":in '")) {
        let place = place.strip_prefix(b"from ").unwrap_or(place);
        return Some(Frame { place: without_numbers(place), name });
    }
    numbered(text)
}

/// `#0 /x.php(12): f()`, `#1  0x7f in main () from lib`, `12: core::panicking::panic`.
fn numbered(text: &[u8]) -> Option<Frame<'_>> {
    let hash = text.strip_prefix(b"#");
    let rest = hash.unwrap_or(text);
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(digits);
    if number.is_empty() {
        return None;
    }
    if hash.is_none() {
        let name = rest.strip_prefix(b": ")?;
        let name = cut(name, b"::h").map_or(name, |(name, _)| name);
        return memchr::memmem::find(name, b"::").map(|_| Frame { place: b"", name });
    }
    if let Some((place, name)) = cut(rest, b"): ") {
        let place = memchr::memrchr(b'(', place).map_or(place, |end| &place[..end]);
        return Some(Frame { place: place.trim_ascii(), name: before_bracket(name) });
    }
    let (_, name) = cut(rest, b" in ")?;
    Some(Frame { place: b"", name: before_bracket(name) })
}

/// The part of a line up to the class of its exception, that class included: what comes after the
/// class is its message.
pub(super) fn up_to_class(line: &[u8]) -> Option<&[u8]> {
    const ENDS: [&[u8]; 5] = [b"Exception", b"Error", b"Throwable", b"Fault", b"Exit"];
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.$".contains(byte);
    let mut at = 0;
    while at < line.len() {
        let length = line[at..].iter().take_while(|byte| is_name(byte)).count();
        let (word, rest) = line[at..].split_at(length);
        let closed = matches!(rest.first(), None | Some(b':' | b'\r'));
        if closed && length > 5 && ENDS.iter().any(|end| word.ends_with(end)) {
            return Some(&line[..at + length]);
        }
        at += length.max(1);
    }
    None
}

/// A frame's name in parts, without the numbers that a compiler gave: `Main$$Lambda$14` and
/// `lambda$run$0` lose what follows the first digit.
pub(super) fn stable_parts(name: &[u8]) -> impl Iterator<Item = &[u8]> {
    name.split(|byte| *byte == b'.').map(|part| {
        let made = part.contains(&b'$') || memchr::memmem::find(part, b"Accessor").is_some();
        let end = part.iter().position(u8::is_ascii_digit).filter(|_| made);
        &part[..end.unwrap_or(part.len())]
    })
}

/// The text before an opening bracket.
pub(super) fn before_bracket(text: &[u8]) -> &[u8] {
    memchr::memchr(b'(', text).map_or(text, |end| &text[..end]).trim_ascii()
}

/// A place without `:12` or `:12:5` at its end.
fn without_numbers(place: &[u8]) -> &[u8] {
    let mut place = place;
    loop {
        let digits = place.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
        let rest = &place[..place.len() - digits];
        match rest {
            [rest @ .., b':'] if digits > 0 => place = rest,
            _ => return place,
        }
    }
}

fn cut<'a>(text: &'a [u8], at: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let found = memchr::memmem::find(text, at)?;
    Some((&text[..found], &text[found + at.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_of_many_languages() {
        let cases: [(&str, &str, &str); 11] = [
            ("\tat com.example.Cart.add(Cart.java:12)", "", "com.example.Cart.add"),
            ("   at Shop.Cart.Add(Int32 n) in C:\\Cart.cs:line 7", "", "Shop.Cart.Add"),
            ("    at add (/app/cart.js:10:5)", "", "add"),
            ("    at /app/cart.js:10:5", "", "/app/cart.js"),
            ("  File \"/app/cart.py\", line 12, in add", "/app/cart.py", "add"),
            ("\tfrom cart.rb:12:in `add'", "cart.rb", "add'"),
            ("#0 /app/cart.php(12): Cart->add(1)", "/app/cart.php", "Cart->add"),
            ("#1  0x00007f in add () from libcart.so", "", "add"),
            ("  12: cart::add::h0123456789abcdef", "", "cart::add"),
            ("             at ./src/cart.rs:10:5", "", "./src/cart.rs"),
            ("at noon we stop", "-", "-"),
        ];
        for (line, place, name) in cases {
            let found = frame(line.as_bytes());
            let found = found.map(|f| (f.place, f.name)).unwrap_or((b"-", b"-"));
            assert_eq!(found, (place.as_bytes(), name.as_bytes()), "{line}");
        }
    }

    #[test]
    fn the_message_of_an_exception_is_left_out() {
        let cases = [
            ("java.io.IOException: pipe", Some("java.io.IOException")),
            ("ValueError", Some("ValueError")),
            ("in thread x my.AppError: n", Some("in thread x my.AppError")),
            ("Error while reading", None),
        ];
        for (line, class) in cases {
            assert_eq!(up_to_class(line.as_bytes()), class.map(str::as_bytes));
        }
    }
}
