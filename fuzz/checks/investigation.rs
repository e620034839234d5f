//! Any text as an investigation file: it is read, as far as it can be, or refused with a reason, and
//! what is not read is named; as a format of one's own too, which is exported the same way.
//!
//! Does not: write one; what a link holds is written back by its own check.

use squall::session::{
    fingerprint::{END_BYTES, Fingerprint, hash},
    investigation,
    own_format::{exported, imported},
};

/// The text is the file; its bytes are those of a page's slice, too.
pub(crate) fn check(input: &[u8]) {
    let ends = input.split_at(input.len().min(END_BYTES as usize));
    assert_eq!(hash(ends.0, ends.1), hash(input, &[]), "first bytes, then last ones");
    let Ok(text) = std::str::from_utf8(input) else { return };
    match investigation::read(text) {
        Err(reason) => assert!(!reason.is_empty()),
        Ok(found) => {
            let whole: Result<serde_json::Value, _> = serde_json::from_str(text);
            assert!(whole.is_ok() || !found.unread.is_empty(), "what is lost is named");
            let files = found.link.files.iter();
            files
                .for_each(|file| assert_eq!(Fingerprint::read(&file.write()).as_ref(), Some(file)));
        }
    }
    if let Ok(format) = imported(text) {
        assert_eq!(imported(&exported(&format).1), Ok(format));
    }
}
