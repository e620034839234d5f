//! Every record handed over for an export at the terminal: once, in the order that was asked for,
//! whatever the cuts and shards are.
//!
//! Does not: look at what is written of one; `translations` and the rows' own tests do.

use proptest::prelude::*;
use squall::protocol::shard::Slot;

use super::{
    answers::{rows, select},
    desk::{Desk, Spread, open},
    sources,
};

/// Source and offset of each record, as it was handed over.
fn handed(desk: &mut Desk, by_time: bool) -> Vec<(u32, u64)> {
    let mut all = Vec::new();
    desk.each_record(Slot::Filter, by_time, &mut |record| {
        all.push((record.key.source, record.key.offset));
        true
    });
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn records_are_handed_over_as_they_are_listed(
        files in sources::several(3), shards in 1..5_usize, cut_bytes in 200..4_000_u64,
        later in 0..2_usize, query in prop::sample::select(vec!["", "level>=warn", "status=503"]),
    ) {
        let mut desk = open(&files, Spread { shards, cut_bytes }, later);
        let count = select(&mut desk, query).matching;
        let listed: Vec<_> =
            rows(&mut desk, count).iter().map(|row| (row.key.source, row.key.offset)).collect();
        prop_assert_eq!(handed(&mut desk, true), &listed[..]);
        let mut by_source = listed;
        by_source.sort_unstable();
        prop_assert_eq!(handed(&mut desk, false), by_source);
    }
}
