//! <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06>: tar as ustar,
//! pax and GNU write it: blocks of 512 bytes, a header before each file.
//!
//! Does not: read sparse files.

use super::{Contents, inner_name};

/// Headers and files are filled up to such blocks.
pub(super) const BLOCK_BYTES: usize = 512;

/// Whether bytes begin with a tar header: its mark, or a checksum that holds.
pub(super) fn begins(head: &[u8]) -> bool {
    head.get(..BLOCK_BYTES).is_some_and(|header| {
        let named = header.first().is_some_and(|byte| *byte != 0);
        named && header.get(257..262) == Some(b"ustar") && checksum_holds(header)
    })
}

fn checksum_holds(header: &[u8]) -> bool {
    let own = header.get(148..156).and_then(number);
    let blank = |at: usize, byte: u8| if (148..156).contains(&at) { b' ' } else { byte };
    let sum: usize =
        header.iter().enumerate().map(|(at, byte)| usize::from(blank(at, *byte))).sum();
    own == Some(sum)
}

/// An octal number, or (with the first bit set) a binary one.
fn number(field: &[u8]) -> Option<usize> {
    let (first, rest) = field.split_first()?;
    if first & 0x80 != 0 {
        let start = usize::from(first & 0x7f);
        return rest
            .iter()
            .try_fold(start, |sum, byte| sum.checked_mul(256)?.checked_add(usize::from(*byte)));
    }
    let digits = field.iter().skip_while(|byte| **byte == b' ');
    let digits = digits.take_while(|byte| (b'0'..=b'7').contains(*byte));
    digits
        .copied()
        .try_fold(0_usize, |sum, digit| sum.checked_mul(8)?.checked_add(usize::from(digit - b'0')))
}

/// Text up to its first NUL.
fn text(field: &[u8]) -> &[u8] {
    field.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Takes the files of a tar into `contents`.
pub(super) fn read(contents: &mut Contents, outer: &str, bytes: &[u8], depth: usize) {
    let mut at = 0;
    let mut long_name: Option<Vec<u8>> = None;
    while let Some(header) = bytes.get(at..at + BLOCK_BYTES) {
        if header.iter().all(|byte| *byte == 0) {
            return; // the end's mark
        }
        if !checksum_holds(header) {
            return contents.skip(outer, "the archive is damaged from here on");
        }
        let Some(size) = header.get(124..136).and_then(number) else { return };
        let start = at + BLOCK_BYTES;
        let end = start.saturating_add(size);
        let file = bytes.get(start..end.min(bytes.len())).unwrap_or_default();
        match header.get(156) {
            Some(b'L') => long_name = Some(text(file).to_vec()),
            Some(b'x') => long_name = pax_path(file),
            Some(0 | b'0' | b'7') => {
                let name = long_name.take().unwrap_or_else(|| short_name(header));
                let name = inner_name(outer, &name);
                if end > bytes.len() {
                    contents.skip(&name, "the archive ends inside of it; what there is was read");
                }
                contents.file(&name, file, depth + 1);
            }
            _ => long_name = None,
        }
        at = end.div_ceil(BLOCK_BYTES).saturating_mul(BLOCK_BYTES);
    }
}

fn short_name(header: &[u8]) -> Vec<u8> {
    let name = text(header.get(..100).unwrap_or_default());
    let prefix = text(header.get(345..500).unwrap_or_default());
    let ustar = header.get(257..263) == Some(b"ustar\0");
    match ustar && !prefix.is_empty() {
        true => [prefix, b"/", name].concat(),
        false => name.to_vec(),
    }
}

/// The `path` of a pax header: lines of `length key=value`.
fn pax_path(text: &[u8]) -> Option<Vec<u8>> {
    text.split(|byte| *byte == b'\n').find_map(|line| {
        let blank = line.iter().position(|byte| *byte == b' ')?;
        line.get(blank + 1..)?.strip_prefix(b"path=").map(<[u8]>::to_vec)
    })
}
