//! Where ids stand in one block of records: so that nothing has to be looked for in its text again.
//!
//! A [`BlockIds`] has two parts. Which records carry which ids, by class: what requests are gathered
//! by. And which words stand in it at all, as bits (Bloom, "Space/time trade-offs in hash coding with
//! allowable errors", 1970): a block without an id is passed over, one with it is searched. Per
//! record with an id this takes some six bytes and for each different word two.
//!
//! Does not: keep texts.

use super::Words;

/// An id of a class, and where its records begin.
#[derive(Clone, Copy, Debug)]
struct Entry {
    hash: u64,
    class: u32,
    records: u32,
}

/// The ids of one block.
#[derive(Debug, Default)]
pub struct BlockIds {
    /// By class, then hash.
    entries: Vec<Entry>,
    /// Records of the block, those of an entry after those of the entry before.
    records: Vec<u32>,
    words: Words,
}

/// The ids of a block, as they are met.
#[derive(Debug, Default)]
pub struct BlockIdsBuilder {
    met: Vec<(u32, u64, u32)>,
    words: Vec<u64>,
}

impl BlockIdsBuilder {
    /// Enters an id of a class in a record of the block; records come in order.
    pub fn id(&mut self, class: u32, hash: u64, record: u32) {
        self.met.push((class, hash, record));
    }

    /// Enters a word by its hash.
    pub fn word(&mut self, hash: u64) {
        self.words.push(hash);
    }

    /// The block's ids; empty for the next block.
    pub fn finish(&mut self) -> BlockIds {
        self.met.sort_unstable();
        let mut ids = BlockIds { words: Words::new(&mut self.words), ..BlockIds::default() };
        for &(class, hash, record) in &self.met {
            let known = ids.entries.last().is_some_and(|it| (it.class, it.hash) == (class, hash));
            if !known {
                ids.entries.push(Entry { hash, class, records: ids.records.len() as u32 });
            }
            ids.records.push(record);
        }
        ids.entries.shrink_to_fit();
        self.met.clear();
        self.words.clear();
        ids
    }
}

impl BlockIds {
    /// Calls `visit` with the ids of some classes and their records, class by class.
    pub fn each(&self, classes: &[u32], mut visit: impl FnMut(u64, u32)) {
        for &class in classes {
            let from = self.entries.partition_point(|entry| entry.class < class);
            let to = self.entries.partition_point(|entry| entry.class <= class);
            for at in from..to {
                self.visit(at, &mut visit);
            }
        }
    }

    /// The same for those of some ids, by their hashes in ascending order.
    pub fn each_of(&self, classes: &[u32], hashes: &[u64], mut visit: impl FnMut(u64, u32)) {
        for &class in classes {
            for &hash in hashes {
                let place = |entry: &Entry| (entry.class, entry.hash).cmp(&(class, hash));
                if let Ok(at) = self.entries.binary_search_by(place) {
                    self.visit(at, &mut visit);
                }
            }
        }
    }

    /// Whether a word may stand in the block; where it does not, mostly false.
    #[must_use]
    pub fn may_have(&self, hash: u64) -> bool {
        self.words.may_have(hash)
    }

    /// Bytes held in memory, nearly.
    #[must_use]
    pub fn memory_bytes(&self) -> usize {
        self.entries.capacity() * size_of::<Entry>()
            + self.records.capacity() * size_of::<u32>()
            + self.words.memory_bytes()
    }

    fn visit(&self, at: usize, visit: &mut impl FnMut(u64, u32)) {
        let Some(entry) = self.entries.get(at) else { return };
        let end = self.entries.get(at + 1).map_or(self.records.len(), |next| next.records as usize);
        let records = self.records.get(entry.records as usize..end).unwrap_or_default();
        records.iter().for_each(|&record| visit(entry.hash, record));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::templates::text_hash;

    proptest! {
        #[test]
        fn it_gives_back_what_was_entered(
            met in proptest::collection::vec((0..4_u32, 0..40_u64, 0..50_u32), 0..200),
            asked in proptest::collection::btree_set(0..60_u64, 0..8),
        ) {
            let hash = |id: u64| text_hash(&id.to_le_bytes());
            let mut builder = BlockIdsBuilder::default();
            for &(class, id, record) in &met {
                builder.id(class, hash(id), record);
                builder.word(hash(id));
            }
            let ids = builder.finish();
            let mut all = Vec::new();
            ids.each(&[0, 2], |hash, record| all.push((hash, record)));
            let wanted = met.iter().filter(|(class, ..)| [0, 2].contains(class));
            let mut expected: Vec<_> = wanted.map(|&(_, id, record)| (hash(id), record)).collect();
            all.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(&all, &expected);

            let mut hashes: Vec<u64> = asked.iter().map(|&id| hash(id)).collect();
            hashes.sort_unstable();
            let mut some = Vec::new();
            ids.each_of(&[0, 2], &hashes, |hash, record| some.push((hash, record)));
            some.sort_unstable();
            expected.retain(|(hash, _)| hashes.contains(hash));
            prop_assert_eq!(some, expected);
            prop_assert!(met.iter().all(|&(_, id, _)| ids.may_have(hash(id))));
        }
    }
}
