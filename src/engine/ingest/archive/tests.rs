//! Archives made here, whole and broken.

use std::io::Write;

use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder},
};
use proptest::prelude::*;

use super::*;

fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (name, text) in files {
        let mut header = [0_u8; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", text.len()).as_bytes());
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        bytes.extend_from_slice(&header);
        bytes.extend_from_slice(text);
        bytes.resize(bytes.len().next_multiple_of(512), 0);
    }
    bytes.resize(bytes.len() + 1024, 0);
    bytes
}

fn zip(files: &[(&str, &[u8], u16)]) -> Vec<u8> {
    let (mut bytes, mut directory) = (Vec::new(), Vec::new());
    for (name, text, flags) in files {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(text).unwrap();
        let packed = encoder.finish().unwrap();
        let at = bytes.len() as u32;
        let mut middle = flags.to_le_bytes().to_vec();
        middle.extend([8, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        middle.extend((packed.len() as u32).to_le_bytes());
        middle.extend((text.len() as u32).to_le_bytes());
        middle.extend((name.len() as u16).to_le_bytes());
        middle.extend([0, 0]);
        bytes.extend(b"PK\x03\x04\x14\0");
        bytes.extend(&middle);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
        directory.extend(b"PK\x01\x02\x14\0\x14\0");
        directory.extend(middle);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = bytes.len() as u32;
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend((files.len() as u16).to_le_bytes().repeat(2));
    bytes.extend((directory.len() as u32).to_le_bytes());
    bytes.extend(at.to_le_bytes());
    bytes.extend([0, 0]);
    bytes
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

fn names(contents: &Contents) -> Vec<&str> {
    contents.entries.iter().map(|entry| entry.name.as_str()).collect()
}

#[test]
fn tar_zip_and_what_is_packed_inside_of_them() {
    let inner = zip(&[("deep.log", b"deep\n", 0)]);
    let files: [(&str, &[u8]); 4] = [
        ("logs/a.log", b"one\n"),
        ("logs/b.log.gz", &gzip(b"two\n")),
        ("c.zip", &inner),
        ("logo.png", b"\x89PNG\0\0\x01\x02\0\0\x03\x04\0\0\0\0"),
    ];
    for archive in [tar(&files), gzip(&tar(&files)), zip(&files.map(|(n, t)| (n, t, 0)))] {
        assert!(is_archive(&archive));
        let contents = unpack(&archive);
        assert_eq!(names(&contents), ["logs/a.log", "logs/b.log.gz", "c.zip/deep.log"]);
        let texts: Vec<_> = contents.entries.iter().map(|entry| entry.bytes.as_slice()).collect();
        assert_eq!(texts, [&b"one\n"[..], b"two\n", b"deep\n"]);
        assert_eq!(contents.skipped, [("logo.png".to_owned(), "it is no text".to_owned())]);
    }
}

#[test]
fn no_name_leads_out() {
    let contents = unpack(&tar(&[("../../etc/passwd", b"x\n"), ("/a\\..\\b\u{7}.log", b"y\n")]));
    assert_eq!(names(&contents), ["etc/passwd", "a/b.log"]);
}

#[test]
fn passwords_and_copies_are_named() {
    let archive = zip(&[("a.log", b"one\n", 0), ("b.log", b"one\n", 0), ("c.log", b"two\n", 1)]);
    let contents = unpack(&archive);
    assert_eq!(names(&contents), ["a.log"]);
    let skipped: Vec<_> = contents.skipped.iter().map(|(_, why)| why.as_str()).collect();
    assert_eq!(skipped, ["it is the same as a.log", "it needs a password"]);
}

#[test]
fn what_ends_early_keeps_what_is_readable() {
    let text = "line of the log\n".repeat(5000).into_bytes();
    let archive = zip(&[("a.log", b"one\n", 0), ("b.log", &text, 0)]);
    let contents = unpack(&archive[..archive.len() - 120]);
    assert_eq!(names(&contents), ["a.log", "b.log"]);
    let whole = tar(&[("a.log", b"one\n"), ("b.log", &text)]);
    let contents = unpack(&whole[..3000]);
    assert_eq!(names(&contents), ["a.log", "b.log"]);
    assert!(text.starts_with(&contents.entries[1].bytes));
    assert_eq!(contents.skipped.len(), 1);
}

/// What an archive holds where there is less room than there is.
fn unpack_within(bytes: &[u8], room: Room) -> Contents {
    let mut contents = Contents { room, ..Contents::default() };
    contents.file("", bytes, 0);
    contents
}

#[test]
fn a_bomb_stops_at_the_limit_and_the_rest_is_kept() {
    let large = "line of the log\n".repeat(50_000);
    let files: [(&str, &[u8]); 2] = [("a.log", b"one\n"), ("bomb.log", large.as_bytes())];
    let room = Room { kept: 100_000, unpacked: 150_000 };
    for archive in [zip(&files.map(|(n, t)| (n, t, 0))), tar(&files.map(|(n, t)| (n, t)))] {
        let contents = unpack_within(&archive, room);
        assert_eq!(names(&contents)[0], "a.log");
        let kept: usize = contents.entries.iter().map(|entry| entry.bytes.len()).sum();
        assert!(kept <= 100_000, "{kept}");
        assert_eq!(contents.skipped, [("bomb.log".to_owned(), TOO_LARGE.to_owned())]);
    }
    // A packed file inside of a tar, and a packed tar.
    let inside = tar(&[("a.log", b"one\n"), ("bomb.gz", &gzip(large.as_bytes()))]);
    assert_eq!(
        unpack_within(&inside, room).skipped[0],
        ("bomb.gz".to_owned(), TOO_LARGE.to_owned())
    );
    assert!(
        unpack_within(&gzip(&tar(&files)), room).skipped.iter().any(|(_, why)| why == TOO_LARGE)
    );
}

#[test]
fn the_same_bytes_again_and_again_are_unpacked_until_the_limit() {
    let large = "line of the log\n".repeat(5_000);
    let names: Vec<String> = (0..100).map(|at| format!("{at}.log")).collect();
    let files: Vec<_> = names.iter().map(|name| (name.as_str(), large.as_bytes(), 0)).collect();
    let contents = unpack_within(&zip(&files), Room { kept: 1_000_000, unpacked: 200_000 });
    assert_eq!(contents.entries[0].bytes.len(), large.len());
    let too_large = contents.skipped.iter().filter(|(_, why)| why == TOO_LARGE).count();
    assert!(too_large >= 97, "{too_large}");
}

#[test]
fn archives_in_archives_end_somewhere() {
    let mut archive = tar(&[("deep.log", b"deep\n")]);
    for _ in 0..ARCHIVE_DEPTH_MAX {
        archive = zip(&[("in.tar", &archive, 0)]);
    }
    let contents = unpack(&archive);
    assert_eq!(names(&contents), [""; 0]);
    assert_eq!(contents.skipped.len(), 1);
    assert_eq!(contents.skipped[0].1, "it lies in too many archives");
}

#[test]
fn very_many_files_end_somewhere() {
    let files: Vec<_> = (0..ARCHIVE_ENTRIES_MAX + 5)
        .map(|at| (format!("{at}.log"), format!("line {at}\n")))
        .collect();
    let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    let contents = unpack(&tar(&files));
    assert_eq!((contents.entries.len(), contents.skipped.len()), (ARCHIVE_ENTRIES_MAX, 5));
    assert_eq!(contents.skipped[0].1, "the archive holds too many files");
}

#[test]
fn text_is_no_archive() {
    assert!(!is_archive(b"PK is a short line\n") && !is_archive(&gzip(b"text\n")));
    assert!(!is_archive(&[0; 1024]) && !is_archive(b""));
}

proptest! {
    #[test]
    fn broken_archives_break_nothing(flip in 0..2000_usize, to: u8, cut in 0..2000_usize) {
        let files: [(&str, &[u8]); 2] = [("a.log", b"one\n"), ("b.log", b"two two two\n")];
        for mut archive in [tar(&files), zip(&files.map(|(n, t)| (n, t, 0)))] {
            let length = archive.len();
            archive[flip % length] = to;
            archive.truncate(cut % length + 1);
            unpack(&archive);
        }
    }
}
