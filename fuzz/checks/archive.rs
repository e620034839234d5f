//! Any bytes as an archive: it is taken apart within its limits, and what is found is the same again.
//!
//! Does not: pack; the engine's own tests read back what was packed.

use squall::engine::ingest::archive::{is_archive, unpack};

/// The bytes are the archive.
pub(crate) fn check(input: &[u8]) {
    let head = &input[..input.len().min(1024)];
    if is_archive(head) {
        assert_eq!(unpack(input), unpack(input));
    }
}
