//! What records tell of the requests that they are about.
//!
//! Does not: order or join them.

use super::{Host, Shard, held::HeldCut};
use crate::engine::{
    export::replica::{Input, input},
    follow::took_nanos,
    record::RecordParts,
    store::{Key, TIME_UNKNOWN},
};

impl Shard {
    /// What these records tell, those that the shard holds; with their texts, if these are wanted.
    pub(super) fn inputs(
        &self,
        keys: &[Key],
        texts: bool,
        host: &mut dyn Host,
    ) -> Vec<(Key, Input, String)> {
        let mut parts = RecordParts::default();
        let input = |key: &Key| {
            let (held, record) = self.find(key.source, key.offset)?;
            let own = held.own_text(record, host).ok()?;
            let input = held.input(record, &own, &mut parts);
            let text =
                if texts { String::from_utf8_lossy(&own).into_owned() } else { String::new() };
            Some((held.cut().key(record), input, text))
        };
        keys.iter().filter_map(input).collect()
    }
}

impl HeldCut {
    fn input(&self, record: usize, own: &[u8], parts: &mut RecordParts) -> Input {
        let mut reader = self.reader.borrow_mut();
        reader.parse(own, parts);
        let tree = reader.tree(own);
        let message = String::from_utf8_lossy(parts.message(own));
        let time = self.cut().times.get(record).copied().filter(|&time| time != TIME_UNKNOWN);
        let nanos = took_nanos(own, parts).unwrap_or(0);
        let start = time.map(|time| time.saturating_sub(nanos));
        Input { start, nanos, ..input(&tree, &message) }
    }
}
