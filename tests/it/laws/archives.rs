//! The files of an archive are sources like others.
//!
//! Does not: look at broken archives; `engine::ingest::archive` does.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use proptest::prelude::*;

use super::{
    answers::filtered,
    desk::{Spread, open},
    sources::{self, Source},
};

/// A packed tar of these files, with no two alike.
fn tar_gz(files: &[Source]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (at, Source(bytes)) in files.iter().enumerate() {
        let mut header = [0_u8; 512];
        let name = format!("logs/{at}.log");
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[156] = b'0';
        header[257..263].copy_from_slice(b"ustar\0");
        header[148..156].fill(b' ');
        let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
        header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
        tar.extend_from_slice(&header);
        tar.extend_from_slice(bytes);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.resize(tar.len() + 1024, 0);
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(&tar).unwrap();
    encoder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn an_archive_has_the_records_of_its_files(files in sources::several(3), shards in 1..4_usize) {
        let mut alike: Vec<_> = files.iter().map(|file| &file.0).collect();
        alike.sort();
        alike.dedup();
        prop_assume!(alike.len() == files.len() && files.iter().all(|file| !file.0.is_empty()));
        let archive = [Source(tar_gz(&files))];
        let mut apart = open(&files, Spread::WHOLE, 0);
        let mut packed = open(&archive, Spread { shards, cut_bytes: 170 }, 0);
        let texts = |desk: &mut _| -> Vec<_> {
            filtered(desk, "").rows.into_iter().map(|row| (row.time, row.message)).collect()
        };
        let told = packed.progress().sources;
        let skipped = told[0].diagnostics.iter().map(|odd| odd.count).sum::<u64>();
        prop_assume!(skipped == 0);
        prop_assert_eq!(told.len(), files.len() + 1);
        prop_assert_eq!(texts(&mut packed), texts(&mut apart));
    }
}
