//! Archives into the texts they hold: zip and tar, packed or not, archives inside of archives too.
//!
//! [`unpack`] is handed the whole file and gives its [`Entry`]s, each as plain bytes (a packed file
//! inside is unpacked as well), and what was [`Skipped`] and why. What ends early keeps what is
//! readable; what unpacks without end stops at a limit.
//!
//! Does not: write files, follow links, or trust a name: `../../x` is called `x`.

use std::collections::BTreeMap;

use super::inflate::{Inflater, Packing};
use crate::limits::{
    ARCHIVE_BYTES_MAX, ARCHIVE_DEPTH_MAX, ARCHIVE_ENTRIES_MAX, ARCHIVE_UNPACKED_BYTES_MAX,
    ENTRY_NAME_BYTES_MAX,
};

mod tar;
mod zip;

/// A file of an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// With the folders and the archives it lies in, parted by slashes.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A file of an archive that is not opened, and why.
pub type Skipped = (String, String);

/// What an archive holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    pub entries: Vec<Entry>,
    pub skipped: Vec<Skipped>,
    room: Room,
    seen: BTreeMap<(usize, u64), String>,
}

/// How much an archive may still unpack to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Room {
    /// Bytes of files that are kept.
    kept: usize,
    /// Bytes that are unpacked, kept or not: an archive may hold the same packed bytes thousands of times.
    unpacked: u64,
}

impl Default for Room {
    fn default() -> Room {
        Room { kept: ARCHIVE_BYTES_MAX, unpacked: ARCHIVE_UNPACKED_BYTES_MAX }
    }
}

/// What is said of a file that there is no room for.
const TOO_LARGE: &str = "the archive unpacks to more than 1 GiB";

/// What kind of archive some plain bytes begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Zip,
    Tar,
}

fn kind(head: &[u8]) -> Option<Kind> {
    if zip::begins(head) {
        Some(Kind::Zip)
    } else if tar::begins(head) {
        Some(Kind::Tar)
    } else {
        None
    }
}

/// Whether a file is an archive, packed or not, by its first bytes.
pub fn is_archive(head: &[u8]) -> bool {
    kind(head).is_some() || {
        let packing = Packing::of(head);
        packing != Packing::Plain && kind(&packing.head(head, tar::BLOCK_BYTES)).is_some()
    }
}

/// Takes an archive apart.
pub fn unpack(bytes: &[u8]) -> Contents {
    let mut contents = Contents::default();
    contents.file("", bytes, 0);
    contents
}

impl Contents {
    /// Takes in a file: an archive is taken apart, a packed file unpacked.
    fn file(&mut self, name: &str, bytes: &[u8], depth: usize) {
        let packing = Packing::of(bytes);
        if packing != Packing::Plain {
            let (text, trouble) = self.inflate(packing, bytes);
            if let Some(trouble) = trouble {
                self.skip(name, &trouble);
            }
            return self.plain(name, text, depth);
        }
        match kind(bytes) {
            Some(kind) => self.archive(kind, name, bytes, depth),
            None => self.plain(name, bytes.to_vec(), depth),
        }
    }

    fn plain(&mut self, name: &str, bytes: Vec<u8>, depth: usize) {
        if let Some(kind) = kind(&bytes) {
            return self.archive(kind, name, &bytes, depth);
        }
        let identity = (bytes.len(), hash(&bytes));
        if bytes.is_empty() {
            return self.skip(name, "it is empty");
        }
        if is_binary(&bytes) {
            return self.skip(name, "it is no text");
        }
        if let Some(same) = self.seen.get(&identity) {
            let why = format!("it is the same as {same}");
            return self.skip(name, &why);
        }
        if self.entries.len() >= ARCHIVE_ENTRIES_MAX {
            return self.skip(name, "the archive holds too many files");
        }
        let Some(left) = self.room.kept.checked_sub(bytes.len()) else {
            return self.skip(name, TOO_LARGE);
        };
        self.room.kept = left;
        self.seen.insert(identity, name.to_owned());
        self.entries.push(Entry { name: name.to_owned(), bytes });
    }

    fn archive(&mut self, kind: Kind, name: &str, bytes: &[u8], depth: usize) {
        if depth >= ARCHIVE_DEPTH_MAX {
            return self.skip(name, "it lies in too many archives");
        }
        match kind {
            Kind::Zip => zip::read(self, name, bytes, depth),
            Kind::Tar => tar::read(self, name, bytes, depth),
        }
    }

    /// Unpacks as much as there is still room for.
    fn inflate(&mut self, packing: Packing, bytes: &[u8]) -> (Vec<u8>, Option<String>) {
        let room = self.room();
        let mut text = Vec::new();
        let mut inflater = Inflater::new(packing);
        for chunk in bytes.chunks(64 * 1024) {
            text.extend_from_slice(&inflater.push(chunk));
            if text.len() > room {
                text.truncate(room);
                self.unpacked(text.len());
                return (text, Some(TOO_LARGE.to_owned()));
            }
        }
        let (rest, trouble) = inflater.finish();
        text.extend(rest);
        let too_large = (text.len() > room).then(|| TOO_LARGE.to_owned());
        text.truncate(room);
        self.unpacked(text.len());
        (text, too_large.or(trouble))
    }

    /// Bytes that the next file may unpack to.
    fn room(&self) -> usize {
        usize::try_from(self.room.unpacked).unwrap_or(usize::MAX).min(self.room.kept)
    }

    /// So many bytes were unpacked.
    fn unpacked(&mut self, bytes: usize) {
        self.room.unpacked = self.room.unpacked.saturating_sub(bytes as u64);
    }

    fn skip(&mut self, name: &str, why: &str) {
        self.skipped.push((name.to_owned(), why.to_owned()));
    }
}

/// The name of a file inside of another: no way out of it, nothing that a screen would not show.
fn inner_name(outer: &str, name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name);
    let parts = text.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    let plain = |part: &str| part.chars().filter(|letter| !letter.is_control()).collect();
    let mut all: Vec<String> = parts.map(plain).collect();
    if !outer.is_empty() {
        all.insert(0, outer.to_owned());
    }
    let mut name = all.join("/");
    while name.len() > ENTRY_NAME_BYTES_MAX {
        name.pop();
    }
    name
}

/// Bytes by which text and binary data are told apart.
const BEGINNING_BYTES: usize = 4096;

fn is_binary(bytes: &[u8]) -> bool {
    use super::encoding::Encoding;
    let head = bytes.get(..BEGINNING_BYTES).unwrap_or(bytes);
    let wide = matches!(Encoding::of(head), Encoding::Utf16Le | Encoding::Utf16Be);
    let control = |byte: &&u8| **byte < b' ' && !b"\t\n\r\x0c\x1b".contains(*byte);
    !wide && head.iter().filter(control).count() * 10 > head.len()
}

/// FNV-1a over 64 bits (<http://www.isthe.com/chongo/tech/comp/fnv/>): tells copies by chance alone.
fn hash(bytes: &[u8]) -> u64 {
    let mix = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix)
}

/// A little-endian number of the bytes at `at`.
fn little<const N: usize>(bytes: &[u8], at: usize) -> Option<u64> {
    let field: &[u8; N] = bytes.get(at..at.checked_add(N)?)?.first_chunk()?;
    Some(field.iter().rev().fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
}

#[cfg(test)]
mod tests;
