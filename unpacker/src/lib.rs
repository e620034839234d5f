//! Unpacks the modules of the packed page. It is the first module that runs there, and small.
//!
//! [`room`] gives the place for the packed bytes, [`unpack`] the place of the next plain ones, which
//! stay until the next call. As a module this takes a third of the time that the same in JavaScript
//! takes, which counts before the page can be used.
//!
//! Does not: pack; `xtask` does.

#[cfg(not(target_arch = "wasm32"))]
use std::io::Read;
use std::sync::{Mutex, MutexGuard, PoisonError};

use lzma_rust2::LzmaReader;
#[cfg(target_arch = "wasm32")]
use lzma_rust2::Read; // the library's own, for less code in the page

/// The plain length comes first, in so many bytes, little end first.
const LENGTH_BYTES: usize = 4;
/// Bits of the byte before that say how a byte is coded.
pub const LITERAL_BITS: u32 = 4;
/// As large as the packer's dictionary may be; larger than all modules.
const DICTIONARY_BYTES: u32 = 64 << 20;
/// Bytes unpacked by one call of the library.
const STEP_BYTES: usize = 16 * 1024;

/// What was handed in and out last.
static HELD: Mutex<Held> = Mutex::new(Held { packed: Vec::new(), stream: None, plain: Vec::new() });

struct Held {
    packed: Vec<u8>,
    /// From the first call of [`unpack`] on.
    stream: Option<Unpacking<'static>>,
    plain: Vec<u8>,
}

fn held() -> MutexGuard<'static, Held> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A place for this many packed bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *const u8 {
    let mut held = held();
    held.packed = vec![0; bytes];
    held.packed.as_ptr()
}

/// Unpacks so many more bytes of what was written to the room: where they are, or null where there is
/// no such stream.
#[unsafe(no_mangle)]
pub extern "C" fn unpack(bytes: usize) -> *const u8 {
    let mut held = held();
    if held.stream.is_none() {
        // The worker that does this ends with it.
        held.stream = Unpacking::new(std::mem::take(&mut held.packed).leak());
    }
    let plain = held.stream.as_mut().and_then(|stream| stream.take(bytes));
    let Some(plain) = plain else { return std::ptr::null() };
    held.plain = plain;
    held.plain.as_ptr()
}

/// A length, then an LZMA stream without a header, of [`LITERAL_BITS`] and no position bits.
pub struct Unpacking<'p> {
    reader: LzmaReader<&'p [u8]>,
}

impl<'p> Unpacking<'p> {
    /// At the beginning; none where it is no such stream.
    #[must_use]
    pub fn new(packed: &'p [u8]) -> Option<Unpacking<'p>> {
        let (length, stream) = packed.split_first_chunk::<LENGTH_BYTES>()?;
        let length = u32::from_le_bytes(*length);
        let dictionary = length.clamp(4096, DICTIONARY_BYTES);
        let reader = LzmaReader::new(stream, length.into(), LITERAL_BITS, 0, 0, dictionary, None);
        Some(Unpacking { reader: reader.ok()? })
    }

    /// The next plain bytes; none where there are not so many.
    pub fn take(&mut self, bytes: usize) -> Option<Vec<u8>> {
        let mut plain = vec![0; bytes];
        let mut known = 0;
        while known < plain.len() {
            // In steps: a browser makes the code of a call faster only between two calls.
            let end = plain.len().min(known + STEP_BYTES);
            match self.reader.read(plain.get_mut(known..end)?).ok()? {
                0 => return None,
                more => known += more,
            }
        }
        Some(plain)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_stream_is_refused() {
        assert!(Unpacking::new(b"").is_none());
        let unpacked = Unpacking::new(b"\x05\0\0\0no stream").and_then(|mut it| it.take(5));
        assert_eq!(unpacked, None);
    }
}
