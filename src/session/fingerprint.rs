//! By what a file is known again: its name, its size, and a hash of its first and last 64 KiB.
//!
//! [`hash`] is FNV-1a of 64 bits over the first bytes, then the last ones; see
//! <https://www.rfc-editor.org/rfc/rfc9923>. It tells files apart, not forgeries.
//!
//! ```text
//! 81920-af63bd4c8601b7df@logs/app.log
//! ```
//!
//! Does not: read a file; the shell does.

use super::{show, state::Open};
use crate::arrange;

/// Bytes at each end of a file that are hashed.
pub const END_BYTES: u64 = 64 * 1024;

/// Files that are hashed; of more the size alone is compared.
pub const HASHED_MAX: usize = 64;

/// What a file is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// The source's name.
    pub name: String,
    /// The file's size.
    pub bytes: u64,
    /// Of its ends; none where it was not read.
    pub hash: Option<u64>,
}

/// The hash of the first and the last bytes of a file; in a small one they are the same.
#[must_use]
pub fn hash(first: &[u8], last: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    first.iter().chain(last).fold(0xcbf2_9ce4_8422_2325, step)
}

impl Fingerprint {
    /// As one text.
    #[must_use]
    pub fn write(&self) -> String {
        let hash = self.hash.map(|hash| format!("-{hash:016x}")).unwrap_or_default();
        format!("{}{hash}@{}", self.bytes, self.name)
    }

    /// The fingerprint of a text.
    #[must_use]
    pub fn read(text: &str) -> Option<Fingerprint> {
        let (ends, name) = text.split_once('@')?;
        let (bytes, hash) = match ends.split_once('-') {
            Some((bytes, hash)) => (bytes, Some(u64::from_str_radix(hash, 16).ok()?)),
            None => (ends, None),
        };
        Some(Fingerprint { name: name.to_owned(), bytes: bytes.parse().ok()?, hash })
    }

    /// Whether both can be of the same file.
    #[must_use]
    pub fn fits(&self, other: &Fingerprint) -> bool {
        let hashes = self.hash.zip(other.hash);
        self.bytes == other.bytes && hashes.is_none_or(|(one, other)| one == other)
    }
}

impl Open {
    /// Of every opened file, as far as it is known.
    #[must_use]
    pub fn fingerprints(&self) -> Vec<Fingerprint> {
        if self.sources.is_empty() {
            return self.expected.clone();
        }
        let expected = arrange::map(self.expected.iter().map(|file| (file.name.as_str(), file)));
        let known = self.sources.iter().map(|source| {
            let (name, bytes) = (source.name.clone(), source.bytes);
            let hash = self.hashes.get(&source.id).copied().flatten();
            let own = Fingerprint { name, bytes, hash };
            // Until it is hashed it is taken for the one that is expected.
            let same = expected.get(own.name.as_str()).filter(|it| it.fits(&own));
            match hash {
                Some(_) => own,
                None => same.map_or(own.clone(), |same| (*same).clone()),
            }
        });
        known.collect()
    }

    /// How the opened files differ from those that a link or an investigation was made with.
    #[must_use]
    pub fn differing(&self) -> Vec<String> {
        if self.sources.is_empty() || !self.progress.done {
            return Vec::new();
        }
        let opened = self.fingerprints();
        let differs = |expected: &Fingerprint| {
            let name = &expected.name;
            let mut same_name = opened.iter().filter(|file| file.name == *name).peekable();
            let Some(file) = same_name.peek().copied() else {
                return Some(format!("{name} is not open"));
            };
            if same_name.any(|file| file.fits(expected)) {
                return None;
            }
            let (was, is) = (show::bytes(expected.bytes), show::bytes(file.bytes));
            Some(match file.bytes == expected.bytes {
                true => format!("{name} has other content"),
                false if was == is => format!("{name} has another size"),
                false => format!("{name} has {is}, then it had {was}"),
            })
        };
        self.expected.iter().filter_map(differs).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::page::OpenSource;

    fn open(expected: &[&str], opened: &[(&str, u64, Option<u64>)]) -> Open {
        let mut open = Open {
            expected: expected.iter().filter_map(|it| Fingerprint::read(it)).collect(),
            ..Open::default()
        };
        open.progress.done = true;
        for (id, (name, bytes, hash)) in (1..).zip(opened) {
            let name = (*name).to_owned();
            open.sources.push(OpenSource { id, name, bytes: *bytes, ..OpenSource::default() });
            open.hashes.insert(id, *hash);
        }
        open
    }

    #[test]
    fn files_that_differ_are_named() {
        let expected = ["12-ff@a.log", "2000-ff@b.log", "30@c.log", "7-1@gone.log"];
        let opened = [("a.log", 12, Some(3)), ("b.log", 90, Some(255)), ("c.log", 30, Some(1))];
        let words = [
            "a.log has other content",
            "b.log has 90 B, then it had 2.0 kB",
            "gone.log is not open",
        ];
        assert_eq!(open(&expected, &opened).differing(), words);
        assert_eq!(open(&["12-ff@a.log"], &[("a.log", 12, Some(255))]).differing(), [""; 0]);
        assert_eq!(open(&["12-ff@a.log"], &[("a.log", 12, None)]).differing(), [""; 0]);
        assert_eq!(open(&["12-ff@a.log"], &[]).differing(), [""; 0]);
    }

    #[test]
    fn until_a_file_is_hashed_the_link_stays_as_it_was() {
        let made = open(&["12-ff@a.log"], &[("a.log", 12, None), ("b.log", 1, None)]);
        let files: Vec<String> = made.fingerprints().iter().map(Fingerprint::write).collect();
        assert_eq!(files, ["12-00000000000000ff@a.log", "1@b.log"]);
        assert_eq!(open(&["1-1@x"], &[]).fingerprints().len(), 1);
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        assert_eq!(hash(b"", b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(hash(b"foo", b"bar"), 0x8594_4171_f739_67e8);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(name in ".{0,9}", bytes: u64, hash in proptest::option::of(any::<u64>())) {
            let file = Fingerprint { name, bytes, hash };
            prop_assert_eq!(Fingerprint::read(&file.write()), Some(file));
        }
    }
}
