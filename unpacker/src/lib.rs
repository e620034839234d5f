//! Unpacks the modules of the packed page. It is the first module that runs there, and small.
//!
//! [`room`] gives the place for the packed bytes, [`unpack`] the place of the plain ones; both stay
//! until the next call. As a module this takes a third of the time that the same in JavaScript takes,
//! which counts before the page can be used.
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
pub const LITERAL_BITS: u32 = 3;
/// As large as the packer's dictionary may be; larger than any module.
const DICTIONARY_BYTES: u32 = 64 << 20;
/// Bytes unpacked by one call of the library.
const STEP_BYTES: usize = 16 * 1024;

/// The bytes that were handed in or out last.
static HELD: Mutex<Vec<u8>> = Mutex::new(Vec::new());

fn held() -> MutexGuard<'static, Vec<u8>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A place for this many packed bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *const u8 {
    let mut held = held();
    *held = vec![0; bytes];
    held.as_ptr()
}

/// Unpacks what was written to the room: where the plain bytes are, or null where it is no such stream.
#[unsafe(no_mangle)]
pub extern "C" fn unpack() -> *const u8 {
    let mut held = held();
    let Some(plain) = plain(&held) else { return std::ptr::null() };
    *held = plain;
    held.as_ptr()
}

/// The plain bytes: a length, then an LZMA stream without a header, of
/// [`LITERAL_BITS`] and no position bits.
#[must_use]
pub fn plain(packed: &[u8]) -> Option<Vec<u8>> {
    let (length, stream) = packed.split_first_chunk::<LENGTH_BYTES>()?;
    let length = u32::from_le_bytes(*length);
    let dictionary = length.clamp(4096, DICTIONARY_BYTES);
    let reader = LzmaReader::new(stream, length.into(), LITERAL_BITS, 0, 0, dictionary, None);
    let mut reader = reader.ok()?;
    let mut plain = vec![0; length as usize];
    let mut known = 0;
    while known < plain.len() {
        // In steps: a browser makes the code of a call faster only between two calls.
        let end = plain.len().min(known + STEP_BYTES);
        match reader.read(plain.get_mut(known..end)?).ok()? {
            0 => return None,
            more => known += more,
        }
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_stream_is_refused() {
        assert_eq!(plain(b""), None);
        assert_eq!(plain(b"\x05\0\0\0no stream"), None);
    }
}
