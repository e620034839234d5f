//! Documents whose records do not begin on lines of their own: JSON arrays, JSON objects one behind
//! the other, XML in one line. [`unfold`] makes lines of them; from there on they are sources like others.
//!
//! Does not: know more of them than `json` and `xml` do.

use super::{json, xml};

/// Whether a text begins with such a document; the head is enough.
pub(super) fn is_folded(head: &[u8]) -> bool {
    json::is_folded(head) || xml::is_folded(head)
}

/// The records of a document, each from a line of its own on. What is none stays as it is, so that
/// nothing is lost.
#[must_use]
pub fn unfold(text: &[u8]) -> Vec<u8> {
    if xml::is_folded(text) { xml::unfold(text) } else { json::unfold(text) }
}
