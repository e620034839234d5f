//! Any text as a link: it is read or refused, and what was read is written as a text that reads back
//! as the same; an address is never longer than it may be.
//!
//! Does not: follow it; the session's own tests do.

use squall::session::link::{LINK_BYTES_MAX, Link};

/// The text is the link; the version in front of it may be an older one.
pub(crate) fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    for text in [text.to_owned(), format!("v=1&{text}")] {
        let Ok(link) = Link::read(&text) else { continue };
        assert!(link.write().len() <= LINK_BYTES_MAX, "{text}");
        let whole = link.write_whole();
        assert_eq!(Link::read(&whole).as_ref(), Ok(&link), "{text} became {whole}");
        let left = Link::read(&link.write());
        assert!(left.is_ok(), "an address that is cut short: {left:?}");
    }
}
