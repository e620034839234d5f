//! A dictionary: the distinct values of a field, each with a small code.
//!
//! Does not: forget a value, or hold more than it is told to.

use hashbrown::HashTable;

use crate::{query::Values, templates::text_hash};

/// Distinct byte strings with codes from 1 on, in the order they came.
#[derive(Debug, Default)]
pub struct Dictionary {
    bytes: Vec<u8>,
    /// Where each value ends in `bytes`; value `code` begins where the one before ends.
    ends: Vec<u32>,
    table: HashTable<u32>,
}

impl Dictionary {
    /// How many values.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it has no value.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text of a code; empty for code 0 and unknown ones.
    pub fn value(&self, code: usize) -> &[u8] {
        value(&self.bytes, &self.ends, code)
    }

    /// Whether a code stands for this text.
    #[inline]
    pub fn is(&self, code: usize, text: &[u8]) -> bool {
        same(self.value(code), text)
    }

    /// The code of a value, given one if it has none yet.
    pub fn code(&mut self, text: &[u8]) -> usize {
        let hash = text_hash(text);
        let (bytes, ends) = (&self.bytes, &self.ends);
        let same = |&code: &u32| same(value(bytes, ends, code as usize), text);
        if let Some(&code) = self.table.find(hash, same) {
            return code as usize;
        }
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len() as u32);
        let code = self.ends.len() as u32;
        let (bytes, ends) = (&self.bytes, &self.ends);
        self.table.insert_unique(hash, code, |&code| text_hash(value(bytes, ends, code as usize)));
        code as usize
    }

    /// The code of a value, if it has one.
    pub fn find(&self, text: &[u8]) -> Option<usize> {
        let hash = text_hash(text);
        self.table.find(hash, |&code| self.value(code as usize) == text).map(|&code| code as usize)
    }

    /// Bytes held in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        self.bytes.len() + self.ends.len() * 12
    }
}

impl Values for Dictionary {
    fn count(&self) -> usize {
        self.len() + 1
    }

    fn text(&self, code: usize) -> &[u8] {
        self.value(code)
    }
}

/// Whether two texts are equal, eight bytes at a time: WebAssembly's own comparison goes by bytes.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    let ((left_words, left_tail), (right_words, right_tail)) =
        (left.as_chunks::<8>(), right.as_chunks::<8>());
    left.len() == right.len()
        && std::iter::zip(left_words, right_words)
            .all(|(left, right)| u64::from_le_bytes(*left) == u64::from_le_bytes(*right))
        && std::iter::zip(left_tail, right_tail).all(|(left, right)| left == right)
}

#[inline(always)]
fn value<'a>(bytes: &'a [u8], ends: &[u32], code: usize) -> &'a [u8] {
    let Some(at) = code.checked_sub(1) else { return &[] };
    let end = ends.get(at).map_or(0, |&end| end as usize);
    let start = at.checked_sub(1).and_then(|at| ends.get(at)).map_or(0, |&start| start as usize);
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn same_is_equality(left in "[ab]{0,20}", right in "[ab]{0,20}") {
            prop_assert_eq!(same(left.as_bytes(), right.as_bytes()), left == right);
            prop_assert!(same(left.as_bytes(), left.clone().as_bytes()));
            let one_more = format!("{left}a");
            prop_assert!(!same(left.as_bytes(), one_more.as_bytes()));
        }
    }
}
