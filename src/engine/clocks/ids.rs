//! Ids in running text, and when each was first seen.
//!
//! Does not: know fields: the text around an id and its own letters tell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::templates::text_hash;

/// Bytes of an id.
const ID_BYTES: std::ops::RangeInclusive<usize> = 3..=64;
/// Bytes of what is an id by its letters alone.
const TELLING_BYTES_MIN: usize = 10;
/// Digits and letters that it has at least.
const TELLING_EACH_MIN: usize = 3;
/// Bytes between an id and the name before it: `id":"`.
const JOINT_BYTES_MAX: usize = 4;

/// Calls `visit` with everything in a text that looks like an id: what follows a name that ends with
/// `id`, and long words of digits and letters.
pub fn each_id<'a>(text: &'a [u8], mut visit: impl FnMut(&'a [u8])) {
    let mut start = 0;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    while start < text.len() {
        let Some(from) = text.get(start..).and_then(|rest| rest.iter().position(|b| is_part(*b)))
        else {
            return;
        };
        let from = start + from;
        let rest = text.get(from..).unwrap_or_default();
        let length = rest.iter().position(|byte| !is_part(*byte)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default();
        start = from + length + 1;
        let digits = word.iter().filter(|byte| byte.is_ascii_digit()).count();
        if !ID_BYTES.contains(&length) || digits == 0 {
            continue;
        }
        if is_telling(word, digits) || is_named(text.get(..from).unwrap_or_default()) {
            visit(word);
        }
    }
}

/// Whether a word is an id by its letters alone.
fn is_telling(word: &[u8], digits: usize) -> bool {
    let letters = word.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    word.len() >= TELLING_BYTES_MIN && digits >= TELLING_EACH_MIN && letters >= TELLING_EACH_MIN
}

/// Whether the text before a word ends with a name that ends with `id`.
fn is_named(before: &[u8]) -> bool {
    let joint = before.iter().rev().take_while(|byte| b"=: \"'[(".contains(byte)).count();
    let name = before.get(..before.len() - joint).unwrap_or_default();
    (1..=JOINT_BYTES_MAX).contains(&joint)
        && name.len() >= 2
        && name.get(name.len() - 2..).is_some_and(|end| end.eq_ignore_ascii_case(b"id"))
}

/// When an id was first seen in a source, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// Hash of the id's text.
    pub id: u64,
    /// Nanoseconds since 1970.
    pub first: i64,
    pub count: u32,
}

/// The ids of a source with the lowest hashes: of two sources the same are chosen, and any cutting
/// chooses the same.
#[derive(Clone, Debug, Default)]
pub struct IdSketch {
    seen: BTreeMap<u64, (i64, u32)>,
}

impl IdSketch {
    /// Enters the ids of a record's text at its time, and keeps `max` in all.
    pub fn take(&mut self, text: &[u8], time: i64, max: usize) {
        each_id(text, |id| self.enter(Seen { id: text_hash(id), first: time, count: 1 }, max));
    }

    /// Enters what was seen elsewhere in the same source.
    pub fn enter(&mut self, seen: Seen, max: usize) {
        let full = self.seen.len() >= max;
        if full && self.seen.last_key_value().is_some_and(|(&last, _)| seen.id > last) {
            return;
        }
        let entry = self.seen.entry(seen.id).or_insert((seen.first, 0));
        entry.0 = entry.0.min(seen.first);
        entry.1 = entry.1.saturating_add(seen.count);
        if self.seen.len() > max {
            self.seen.pop_last();
        }
    }

    /// What is kept, by hash.
    pub fn seen(&self) -> impl Iterator<Item = Seen> + '_ {
        self.seen.iter().map(|(&id, &(first, count))| Seen { id, first, count })
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ids_by_name_and_by_letters() {
        let texts = [
            r#"{"trace_id":"9f2c41d07be1a344","took":12,"user":{"id":4711}}"#,
            "2026-03-01T09:00:01.123Z INFO order_id=A-88213 done in 4812 ms from 10.0.0.7:8080",
            "GET /cart/7d1e9a30-11aa-4c5e-9f00-0123456789ab HTTP/1.1 200 512",
            "requestId: req_01HZX8 paid=3 valid (id 77) grid=5",
        ];
        let lines: Vec<String> = texts
            .iter()
            .map(|text| {
                let mut ids = Vec::new();
                each_id(text.as_bytes(), |id| ids.push(String::from_utf8_lossy(id).into_owned()));
                ids.join(" ")
            })
            .collect();
        expect![[r#"
            9f2c41d07be1a344 4711
            A-88213
            7d1e9a30-11aa-4c5e-9f00-0123456789ab
            req_01HZX8"#]]
        .assert_eq(&lines.join("\n"));
    }

    proptest! {
        #[test]
        fn any_cutting_keeps_the_same(
            records in proptest::collection::vec((0..40_u64, -9..9_i64), 0..120), at in 0..120_usize,
        ) {
            let sketch = |records: &[(u64, i64)]| {
                let mut sketch = IdSketch::default();
                for (id, time) in records {
                    sketch.take(format!("id={id}").as_bytes(), *time, 8);
                }
                sketch
            };
            let whole: Vec<Seen> = sketch(&records).seen().collect();
            let (left, right) = records.split_at(at.min(records.len()));
            let mut joined = sketch(left);
            sketch(right).seen().for_each(|seen| joined.enter(seen, 8));
            prop_assert_eq!(joined.seen().collect::<Vec<_>>(), whole);
        }
    }
}
