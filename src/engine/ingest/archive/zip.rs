//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>: zip. The directory at its end names the
//! files; where the end is missing the headers before each file do.
//!
//! Does not: decrypt; join archives of several parts.

use flate2::{Decompress, FlushDecompress, Status};
use memchr::memmem;

use super::{Contents, TOO_LARGE, inner_name, little};
use crate::ingest::inflate::Packing;

const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
const END_64: &[u8] = b"PK\x06\x06";

/// Whether bytes begin a zip.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(LOCAL) || head.starts_with(END)
}

/// One file, as a header describes it.
struct File<'a> {
    name: &'a [u8],
    flags: u64,
    method: u64,
    /// None where it is only known behind the file.
    packed_bytes: Option<usize>,
    /// Where its packed bytes begin.
    start: usize,
}

/// Takes the files of a zip into `contents`.
pub(super) fn read(contents: &mut Contents, outer: &str, bytes: &[u8], depth: usize) {
    let Some(mut at) = directory(bytes) else {
        return scan(contents, outer, bytes, depth);
    };
    while bytes.get(at..).is_some_and(|rest| rest.starts_with(CENTRAL)) {
        let Some((file, next)) = central(bytes, at) else { break };
        take(contents, outer, bytes, &file, depth);
        at = next;
    }
}

/// Where the directory begins.
fn directory(bytes: &[u8]) -> Option<usize> {
    let end = memmem::rfind(bytes, END)?;
    let at = little::<4>(bytes, end + 16)?;
    let at = match at {
        0xffff_ffff => little::<8>(bytes, memmem::rfind(bytes.get(..end)?, END_64)? + 48)?,
        at => at,
    };
    let at = usize::try_from(at).ok()?;
    let empty = little::<2>(bytes, end + 10) == Some(0);
    (empty || bytes.get(at..)?.starts_with(CENTRAL)).then_some(at)
}

/// The directory's record at `at`, and where the next one begins.
fn central(bytes: &[u8], at: usize) -> Option<(File<'_>, usize)> {
    let short = |offset: usize| little::<2>(bytes, at + offset).map(|number| number as usize);
    let (name_bytes, extra_bytes, comment_bytes) = (short(28)?, short(30)?, short(32)?);
    let name = bytes.get(at + 46..at + 46 + name_bytes)?;
    let extra = bytes.get(at + 46 + name_bytes..at + 46 + name_bytes + extra_bytes)?;
    let plain = little::<4>(bytes, at + 24)?;
    let mut packed = little::<4>(bytes, at + 20)?;
    let mut local = little::<4>(bytes, at + 42)?;
    if let Some(large) = extra_64(extra) {
        let mut offset = if plain == 0xffff_ffff { 8 } else { 0 };
        for number in [&mut packed, &mut local] {
            if *number == 0xffff_ffff {
                *number = little::<8>(large, offset)?;
                offset += 8;
            }
        }
    }
    let local = usize::try_from(local).ok()?;
    let front = |offset: usize| little::<2>(bytes, local.checked_add(offset)?);
    let start = local.checked_add(30)?.checked_add((front(26)? + front(28)?) as usize)?;
    let file = File {
        name,
        flags: little::<2>(bytes, at + 8)?,
        method: little::<2>(bytes, at + 10)?,
        packed_bytes: Some(usize::try_from(packed).ok()?),
        start,
    };
    Some((file, at + 46 + name_bytes + extra_bytes + comment_bytes))
}

/// The extra field that holds numbers of 64 bits.
fn extra_64(mut extra: &[u8]) -> Option<&[u8]> {
    loop {
        let (id, size) = (little::<2>(extra, 0)?, little::<2>(extra, 2)? as usize);
        let field = extra.get(4..4 + size)?;
        if id == 1 {
            return Some(field);
        }
        extra = extra.get(4 + size..)?;
    }
}

/// Goes from file to file, as far as that can be followed.
fn scan(contents: &mut Contents, outer: &str, bytes: &[u8], depth: usize) {
    contents.skip(outer, "the archive ends early; what there is was read");
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memmem::find(rest, LOCAL)) {
        at += found;
        let Some(file) = local(bytes, at) else { return };
        let used = take(contents, outer, bytes, &file, depth);
        at = file.start.saturating_add(used.max(1));
    }
}

fn local(bytes: &[u8], at: usize) -> Option<File<'_>> {
    let (name_bytes, extra_bytes) =
        (little::<2>(bytes, at + 26)? as usize, little::<2>(bytes, at + 28)? as usize);
    let flags = little::<2>(bytes, at + 6)?;
    let packed = little::<4>(bytes, at + 18)? as usize;
    Some(File {
        name: bytes.get(at + 30..at + 30 + name_bytes)?,
        flags,
        method: little::<2>(bytes, at + 8)?,
        packed_bytes: (flags & 8 == 0 && packed < 0xffff_ffff).then_some(packed),
        start: at + 30 + name_bytes + extra_bytes,
    })
}

/// Takes one file in; answers how many packed bytes it had.
fn take(
    contents: &mut Contents,
    outer: &str,
    bytes: &[u8],
    file: &File<'_>,
    depth: usize,
) -> usize {
    let name = inner_name(outer, file.name);
    let behind = bytes.get(file.start..).unwrap_or_default();
    let packed = file.packed_bytes.map_or(behind, |size| behind.get(..size).unwrap_or(behind));
    if file.packed_bytes.is_some_and(|size| size > behind.len()) {
        contents.skip(&name, "the archive ends inside of it; what there is was read");
    }
    if matches!(file.name.last(), Some(b'/' | b'\\')) {
        return packed.len();
    }
    if file.flags & 1 != 0 {
        contents.skip(&name, "it needs a password");
        return packed.len();
    }
    match file.method {
        0 => contents.file(&name, packed, depth + 1),
        8 => {
            let room = contents.room();
            if room == 0 {
                contents.skip(&name, TOO_LARGE);
                return packed.len();
            }
            let (text, used, why) = inflate(packed, room);
            contents.unpacked(text.len());
            if let Some(why) = why {
                contents.skip(&name, why);
            }
            contents.file(&name, &text, depth + 1);
            return used;
        }
        12 | 93 | 95 => {
            let packing = match file.method {
                12 => Packing::Bzip2,
                93 => Packing::Zstd,
                _ => Packing::Xz,
            };
            let (text, trouble) = contents.inflate(packing, packed);
            if let Some(trouble) = trouble {
                contents.skip(&name, &trouble);
            }
            contents.file(&name, &text, depth + 1);
        }
        _ => contents.skip(&name, "it is packed in a way that cannot be read here"),
    }
    packed.len()
}

/// Unpacks a deflated file: its text, how many bytes it took, and what went wrong.
fn inflate(packed: &[u8], room: usize) -> (Vec<u8>, usize, Option<&'static str>) {
    let mut stream = Decompress::new(false);
    let mut text = Vec::new();
    loop {
        text.reserve(256 * 1024);
        let rest = packed.get(stream.total_in() as usize..).unwrap_or_default();
        let before = (stream.total_in(), stream.total_out());
        let status = stream.decompress_vec(rest, &mut text, FlushDecompress::None);
        let used = stream.total_in() as usize;
        if text.len() > room {
            text.truncate(room);
            return (text, used, Some(TOO_LARGE));
        }
        match status {
            Ok(Status::StreamEnd) => return (text, used, None),
            Err(_) => return (text, used, Some("it is damaged; what there is was read")),
            Ok(_) if before == (stream.total_in(), stream.total_out()) => {
                return (text, used, Some("the archive ends inside of it; what there is was read"));
            }
            Ok(_) => {}
        }
    }
}
