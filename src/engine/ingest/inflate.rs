//! Compressed bytes into plain ones, as they come.
//!
//! gzip by RFC 1952: any number of members one after the other. Data that ends early or turns to
//! nonsense gives what could be read, and says so.
//!
//! Does not: hold more than the chunk it was handed.

use std::io::{Read, Write};

use flate2::write::MultiGzDecoder;

/// How a source is packed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Packing {
    #[default]
    Plain,
    Gzip,
}

impl Packing {
    /// By the first bytes.
    pub fn of(head: &[u8]) -> Packing {
        if head.starts_with(&[0x1f, 0x8b, 8]) { Packing::Gzip } else { Packing::Plain }
    }

    /// As much plain text as the head of a packed source gives, at most `bytes_max`.
    pub fn head(self, head: &[u8], bytes_max: usize) -> Vec<u8> {
        match self {
            Packing::Plain => head.get(..bytes_max).unwrap_or(head).to_vec(),
            Packing::Gzip => {
                let mut text = Vec::new();
                let mut decoder = flate2::read::MultiGzDecoder::new(head).take(bytes_max as u64);
                // A head ends early by nature: what came out until then is what is wanted.
                drop(decoder.read_to_end(&mut text));
                text
            }
        }
    }
}

/// Inflates a stream of chunks.
#[derive(Debug)]
pub struct Inflater {
    decoder: Option<MultiGzDecoder<Vec<u8>>>,
    trouble: Option<String>,
}

impl Inflater {
    /// For a stream packed so.
    pub fn new(packing: Packing) -> Inflater {
        let decoder = match packing {
            Packing::Plain => None,
            Packing::Gzip => Some(MultiGzDecoder::new(Vec::new())),
        };
        Inflater { decoder, trouble: None }
    }

    /// The plain bytes that a chunk gives.
    pub fn push<'a>(&mut self, chunk: &'a [u8]) -> std::borrow::Cow<'a, [u8]> {
        let Some(decoder) = &mut self.decoder else { return chunk.into() };
        if self.trouble.is_some() {
            return Vec::new().into();
        }
        if let Err(error) = decoder.write_all(chunk) {
            self.trouble = Some(format!("the compressed data cannot be read further: {error}"));
        }
        std::mem::take(decoder.get_mut()).into()
    }

    /// The rest, and what went wrong, if anything.
    pub fn finish(mut self) -> (Vec<u8>, Option<String>) {
        let Some(mut decoder) = self.decoder.take() else { return (Vec::new(), None) };
        if self.trouble.is_none() && decoder.try_finish().is_err() {
            self.trouble = Some("the compressed data ends early".to_owned());
        }
        (std::mem::take(decoder.get_mut()), self.trouble)
    }
}

#[cfg(test)]
mod tests {
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
    fn data_that_ends_early_gives_what_there_is_and_says_so() {
        let text = (0..5000).map(|i| format!("line {}\n", i * 7919)).collect::<String>();
        let packed = gzip(text.as_bytes());
        let (got, trouble) = inflate(&packed[..packed.len() / 2], 999);
        assert!(!got.is_empty() && text.as_bytes().starts_with(&got));
        assert_eq!(trouble.as_deref(), Some("the compressed data ends early"));
    }
}
