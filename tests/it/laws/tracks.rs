//! Metric files among logs: any sharding and any cut give the same series, bursts and what moves with
//! them; and the events are those of the logs alone.
//!
//! Does not: say which kinds there are; `engine::series` does.

use proptest::prelude::*;
use squall::protocol::page::{
    BurstKind, Bursts, Command, Movers, Reply, SourceSettings, TrackId, Tracks,
};

use super::{
    answers::select,
    desk::{Desk, Spread, ask, open},
    sources::{self, Source},
};

fn everything(desk: &mut Desk, metric: u32) -> (Tracks, Bursts, Movers, u64) {
    let settings =
        SourceSettings { format: Some("detect".to_owned()), ..SourceSettings::default() };
    desk.ask(Command::Reread { source: metric, settings });
    let asked = Command::Tracks { range: None, buckets_max: 30, shown: None };
    let Reply::Tracks(tracks) = ask(desk, asked) else { panic!("tracks") };
    let asked = Command::Bursts { of: BurstKind::Metric, filtered: false };
    let Reply::Bursts(bursts) = ask(desk, asked) else { panic!("bursts") };
    let asked = Command::Movers(TrackId { source: metric, track: 0 });
    let Reply::Movers(movers) = ask(desk, asked) else { panic!("movers") };
    let records = select(desk, "").records;
    (
        Tracks { revision: 0, ..tracks },
        Bursts { revision: 0, ..bursts },
        Movers { revision: 0, ..movers },
        records,
    )
}

/// A table of two series, one of them with a burst.
fn table(values: &[u8], start: i64) -> Source {
    let mut text = "Time,a,b\n".to_owned();
    for (at, value) in values.iter().enumerate() {
        let far = if (20..26).contains(&at) { 900 } else { 0 };
        let (seconds, b) = (start + at as i64 * 10, 50 + u32::from(*value) % 7 + far);
        text += &format!("{seconds},{value},{b}\n");
    }
    Source(text.into_bytes())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_sharding_gives_the_same_series(
        mut files in sources::several(2), shards in 1..5_usize, cut_bytes in 200..4_000_u64,
        values in prop::collection::vec(any::<u8>(), 40..120),
    ) {
        let logs = select(&mut open(&files, Spread::WHOLE, 0), "").records;
        let metric = files.len() as u32;
        files.push(table(&values, 1_778_749_200));
        let whole = everything(&mut open(&files, Spread::WHOLE, 0), metric);
        let spread = everything(&mut open(&files, Spread { shards, cut_bytes }, 1), metric);
        prop_assert_eq!(whole.3, logs, "its rows are no events");
        prop_assert_eq!(whole.0.tracks.len(), 2);
        prop_assert_eq!(whole.0.tracks[1].points, values.len() as u64);
        prop_assert!(!whole.1.bursts.is_empty());
        prop_assert_eq!(whole, spread);
    }
}
