//! The bytes of a file into the UTF-8 of its text: unpacked, then decoded.
//!
//! Does not: keep text.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{
    encoding::{BOM, Decoder, Encoding},
    inflate::{Inflater, Packing},
};

/// How a source's text lies in its file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    pub packing: Packing,
    pub encoding: Encoding,
}

impl Coding {
    /// By the first bytes of a file; and as much of its text as they give, at most `bytes_max`.
    pub fn of(head: &[u8], bytes_max: usize) -> (Coding, Vec<u8>) {
        let packing = Packing::of(head);
        let unpacked = packing.head(head, bytes_max);
        let encoding = Encoding::of(&unpacked);
        let text = Decoder::new(encoding).push(Cow::Owned(unpacked)).into_owned();
        let text = text.strip_prefix(BOM).map(<[u8]>::to_vec).unwrap_or(text);
        (Coding { packing, encoding }, text)
    }

    /// Whether the file holds the text as it is, so that any part of it can be read.
    pub fn is_plain(self) -> bool {
        self == Coding::default()
    }
}

/// Makes plain text of a stream of chunks.
#[derive(Debug)]
pub struct PlainText {
    inflater: Inflater,
    decoder: Decoder,
}

impl PlainText {
    /// For a stream coded so.
    pub fn new(coding: Coding) -> PlainText {
        PlainText {
            inflater: Inflater::new(coding.packing),
            decoder: Decoder::new(coding.encoding),
        }
    }

    /// The text that a chunk gives.
    pub fn push<'a>(&mut self, chunk: &'a [u8]) -> Cow<'a, [u8]> {
        self.decoder.push(self.inflater.push(chunk))
    }

    /// The rest, and what went wrong, if anything.
    pub fn finish(mut self) -> (Vec<u8>, Option<String>) {
        let (rest, trouble) = self.inflater.finish();
        let mut text = self.decoder.push(rest.into()).into_owned();
        text.extend_from_slice(self.decoder.finish());
        (text, trouble)
    }
}
