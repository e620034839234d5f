//! Compressed bytes into plain ones, as they come.
//!
//! One file for each way of packing, one row of [`PACKINGS`] too. Data that ends early or turns to
//! nonsense gives what could be read, and says so; so does a bomb, at a limit.
//!
//! Does not: look into archives; `archive` does.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::limits::UNPACKED_BYTES_MAX;

mod bzip2;
mod gzip;
mod whole;
mod zstd;

/// How a source is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Packing {
    #[default]
    Plain,
    Gzip,
    Zstd,
    Bzip2,
    Xz,
    Lz4,
}

/// A way of packing: what it begins with, and what unpacks it.
type Known = (Packing, &'static [u8], fn() -> Box<dyn Unpack>);

const PACKINGS: [Known; 5] = [
    (Packing::Gzip, &[0x1f, 0x8b, 8], || Box::<gzip::Gzip>::default()),
    (Packing::Zstd, &[0x28, 0xb5, 0x2f, 0xfd], || Box::new(zstd::Zstd::default())),
    (Packing::Bzip2, b"BZh", || Box::new(bzip2::Bzip2::new())),
    (Packing::Xz, &[0xfd, b'7', b'z', b'X', b'Z', 0], || Box::new(whole::Whole::xz())),
    (Packing::Lz4, &[0x04, 0x22, 0x4d, 0x18], || Box::new(whole::Whole::lz4())),
];

/// Unpacks a stream.
trait Unpack: std::fmt::Debug {
    /// Takes a chunk, and adds what it gives to `to`.
    fn push(&mut self, chunk: &[u8], to: &mut Vec<u8>) -> Result<(), Trouble>;
    /// Nothing more comes.
    fn finish(&mut self, to: &mut Vec<u8>) -> Result<(), Trouble>;
}

/// Why a stream gives no more.
#[derive(Debug)]
enum Trouble {
    Early,
    Broken(String),
    TooMuch(u64),
}

impl Trouble {
    fn broken(error: impl std::fmt::Display) -> Trouble {
        Trouble::Broken(error.to_string())
    }

    fn text(&self) -> String {
        match self {
            Trouble::Early => "the compressed data ends early".to_owned(),
            Trouble::Broken(why) => format!("the compressed data cannot be read further: {why}"),
            Trouble::TooMuch(bytes) => {
                let mebibytes = bytes / (1024 * 1024);
                format!("the compressed data is not unpacked beyond {mebibytes} MiB")
            }
        }
    }
}

impl Packing {
    /// By the first bytes.
    pub fn of(head: &[u8]) -> Packing {
        let found = PACKINGS.iter().find(|(_, magic, _)| head.starts_with(magic));
        match found.map_or(Packing::Plain, |(packing, ..)| *packing) {
            // A line may begin with "BZh"; a block of the real one has a number behind it.
            Packing::Bzip2 if head.get(4..7) != Some(b"1AY") => Packing::Plain,
            packing => packing,
        }
    }

    /// As much plain text as the head of a packed source gives, at most `bytes_max`.
    pub fn head(self, head: &[u8], bytes_max: usize) -> Vec<u8> {
        let mut text = Vec::new();
        let mut inflater = Inflater::new(self);
        for chunk in head.chunks(16 * 1024) {
            if text.len() >= bytes_max {
                break;
            }
            text.extend_from_slice(&inflater.push(chunk));
        }
        if text.len() < bytes_max {
            // A head ends early by nature: what comes out until then is what is wanted.
            text.extend(inflater.finish().0);
        }
        text.truncate(bytes_max);
        text
    }
}

/// Inflates a stream of chunks.
#[derive(Debug)]
pub struct Inflater {
    unpack: Option<Box<dyn Unpack>>,
    trouble: Option<Trouble>,
    unpacked_bytes: u64,
}

impl Inflater {
    /// For a stream packed so.
    pub fn new(packing: Packing) -> Inflater {
        let row = PACKINGS.iter().find(|(known, ..)| *known == packing);
        Inflater { unpack: row.map(|(_, _, new)| new()), trouble: None, unpacked_bytes: 0 }
    }

    /// The plain bytes that a chunk gives.
    pub fn push<'a>(&mut self, chunk: &'a [u8]) -> Cow<'a, [u8]> {
        let Some(unpack) = &mut self.unpack else { return chunk.into() };
        let mut text = Vec::new();
        if self.trouble.is_none() {
            self.trouble = unpack.push(chunk, &mut text).err();
            self.count(&mut text);
        }
        text.into()
    }

    /// The rest, and what went wrong, if anything.
    pub fn finish(mut self) -> (Vec<u8>, Option<String>) {
        let mut text = Vec::new();
        if let Some(unpack) = &mut self.unpack
            && self.trouble.is_none()
        {
            self.trouble = unpack.finish(&mut text).err();
            self.count(&mut text);
        }
        (text, self.trouble.as_ref().map(Trouble::text))
    }

    fn count(&mut self, text: &mut Vec<u8>) {
        let room = UNPACKED_BYTES_MAX - self.unpacked_bytes;
        if text.len() as u64 > room {
            text.truncate(room as usize);
            self.trouble = Some(Trouble::TooMuch(UNPACKED_BYTES_MAX));
        }
        self.unpacked_bytes += text.len() as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use flate2::{Compression, write::GzEncoder};

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn inflate(packed: &[u8], chunk_bytes: usize) -> (Vec<u8>, Option<String>) {
        let mut inflater = Inflater::new(Packing::of(packed));
        let mut text = Vec::new();
        for chunk in packed.chunks(chunk_bytes) {
            text.extend_from_slice(&inflater.push(chunk));
        }
        let (rest, trouble) = inflater.finish();
        text.extend(rest);
        (text, trouble)
    }

    #[test]
    fn several_members_are_one_text_in_any_chunks() {
        let packed = [gzip(b"one\n"), gzip(b""), gzip(b"two\n")].concat();
        for chunk_bytes in 1..packed.len() {
            assert_eq!(inflate(&packed, chunk_bytes), (b"one\ntwo\n".to_vec(), None));
        }
    }

    #[test]
    fn zeros_behind_the_last_member_are_no_trouble() {
        let packed = [gzip(b"one\n"), vec![0; 512]].concat();
        assert_eq!(inflate(&packed, 100), (b"one\n".to_vec(), None));
    }

    #[test]
    fn data_that_ends_early_gives_what_there_is_and_says_so() {
        let text = (0..5000).map(|i| format!("line {}\n", i * 7919)).collect::<String>();
        let packed = gzip(text.as_bytes());
        let (got, trouble) = inflate(&packed[..packed.len() / 2], 999);
        assert!(!got.is_empty() && text.as_bytes().starts_with(&got));
        assert_eq!(trouble.as_deref(), Some("the compressed data ends early"));
    }

    /// The lines below, packed by the tools themselves, in two parts each.
    const PACKED: [(Packing, &[u8]); 4] = [
        (Packing::Zstd, include_bytes!("../../../../tests/data/packed/lines.zst")),
        (Packing::Bzip2, include_bytes!("../../../../tests/data/packed/lines.bz2")),
        (Packing::Xz, include_bytes!("../../../../tests/data/packed/lines.xz")),
        (Packing::Lz4, include_bytes!("../../../../tests/data/packed/lines.lz4")),
    ];

    fn lines() -> Vec<u8> {
        let line = |i: u32| format!("{i} {}\n", i.wrapping_mul(2_654_435_761));
        (0..5_000).map(line).collect::<String>().into_bytes()
    }

    #[test]
    fn every_way_of_packing_in_any_chunks() {
        for (packing, packed) in PACKED {
            assert_eq!(Packing::of(packed), packing);
            for chunk_bytes in [1, 7, 4096, packed.len()] {
                let (text, trouble) = inflate(packed, chunk_bytes);
                assert_eq!(trouble, None, "{packing:?} in chunks of {chunk_bytes}");
                assert!(text == lines(), "{packing:?} in chunks of {chunk_bytes}");
            }
            assert!(lines().starts_with(&packing.head(packed, 5000)), "{packing:?}");
            assert_eq!(packing.head(packed, 5000).len(), 5000, "{packing:?}");
        }
    }

    #[test]
    fn what_is_cut_off_gives_its_beginning() {
        for (packing, packed) in PACKED {
            let (text, trouble) = inflate(&packed[..packed.len() * 2 / 3], 999);
            assert!(lines().starts_with(&text) && !text.is_empty(), "{packing:?}");
            assert!(trouble.is_some(), "{packing:?}");
            // Bytes that come one by one give no more and no less.
            assert!(inflate(&packed[..packed.len() * 2 / 3], 1).0 == text, "{packing:?}");
        }
    }

    #[test]
    fn nonsense_says_so() {
        for (packing, packed) in PACKED {
            let mut broken = packed.to_vec();
            broken[packed.len() / 2..].fill(0xaa);
            assert!(inflate(&broken, 4096).1.is_some(), "{packing:?}");
        }
    }
}
