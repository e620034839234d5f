//! Records as steps of a request, and the texts of ids.
//!
//! Does not: order them, or tell what a request is.

use super::{Host, Shard, held::HeldCut};
use crate::engine::{
    follow::{Shown, Step, each_token, request, shown, status},
    level::Level,
    record::RecordParts,
    store::Key,
    templates::text_hash,
};

impl Shard {
    /// The steps that these records are, those that the shard holds; with what is shown of them, if
    /// that is wanted.
    pub(super) fn steps(&self, keys: &[Key], wants_shown: bool, host: &mut dyn Host) -> Vec<Step> {
        let mut parts = RecordParts::default();
        let step = |key: &Key| {
            let (held, record) = self.find(key.source, key.offset)?;
            held.step(record, wants_shown, &mut parts, host)
        };
        keys.iter().filter_map(step).collect()
    }

    /// The texts of ids by their hashes, each of a record that carries it.
    pub(super) fn id_texts(&self, of: &[(u64, Key)], host: &mut dyn Host) -> Vec<(u64, String)> {
        let text = |&(hash, key): &(u64, Key)| {
            let (held, record) = self.find(key.source, key.offset)?;
            let taken = held.own_text(record, host).ok()?;
            let mut found = None;
            each_token(&taken, |token| {
                if found.is_none() && text_hash(token.value) == hash {
                    found = Some(String::from_utf8_lossy(token.value).into_owned());
                }
            });
            Some((hash, found?))
        };
        of.iter().filter_map(text).collect()
    }
}

impl HeldCut {
    fn step(
        &self,
        record: usize,
        wants_shown: bool,
        parts: &mut RecordParts,
        host: &mut dyn Host,
    ) -> Option<Step> {
        let own = &self.own_text(record, host).ok()?;
        self.reader.borrow_mut().parse(own, parts);
        Some(Step {
            key: self.cut().key(record),
            template: self.template_of(record),
            level: self.cut().levels.get(record).copied().and_then(Level::from_lane),
            status: status(own, parts),
            request: request(own, parts),
            shown: if wants_shown { shown(own, parts) } else { Shown::default() },
        })
    }
}
