//! The distinct shapes of one shard, numbered as they are met.
//!
//! [`Shapes::assign`] gives a record its shape's number; the rows ([`Shape`]) are what a shard
//! hands to the lead, where [`merge`] joins them by hash. Counts add up and the example is the
//! least of all, so neither order nor sharding shows.
//!
//! Does not: say which shapes are one template (`settle` does).

use hashbrown::{HashMap, HashTable};
use serde::{Deserialize, Serialize};

use super::shape::{shape_form, shape_hash};
use crate::limits::EXAMPLE_BYTES_MAX;

/// One distinct shape of messages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Its identity, the same in every shard.
    pub hash: u64,
    /// How many messages have it.
    pub count: u64,
    /// Its tokens and the gaps between them, as in the example.
    pub(super) form: Box<str>,
    /// The shortest message that has it, the least in byte order among these; cut when very long.
    pub example: Box<str>,
    example_bytes: u64,
}

/// The shapes met so far.
#[derive(Clone, Debug, Default)]
pub struct Shapes {
    numbers: HashTable<u32>,
    rows: Vec<Shape>,
}

impl Shapes {
    /// The number of the message's shape: its place in [`Shapes::rows`].
    pub fn assign(&mut self, message: &[u8]) -> u32 {
        let hash = shape_hash(message);
        let rows = &mut self.rows;
        let found = self.numbers.find(hash, |number| rows[*number as usize].hash == hash);
        if let Some(&number) = found {
            let row = &mut rows[number as usize];
            row.count += 1;
            if row.is_beaten_by(message) {
                row.show(message);
            }
            return number;
        }
        let number = rows.len() as u32;
        rows.push(Shape::new(hash, message));
        self.numbers.insert_unique(hash, number, |number| rows[*number as usize].hash);
        number
    }

    /// Every shape met, by number.
    pub fn rows(&self) -> &[Shape] {
        &self.rows
    }
}

/// The shapes of several shards as one table, by ascending hash.
pub fn merge<'a>(rows: impl IntoIterator<Item = &'a Shape>) -> Vec<Shape> {
    let mut joined: HashMap<u64, Shape> = HashMap::new();
    for row in rows {
        joined.entry(row.hash).and_modify(|shape| shape.join(row)).or_insert_with(|| row.clone());
    }
    let mut shapes: Vec<Shape> = joined.into_values().collect();
    shapes.sort_unstable_by_key(|shape| shape.hash);
    shapes
}

impl Shape {
    fn new(hash: u64, message: &[u8]) -> Shape {
        let mut shape = Shape {
            hash,
            count: 1,
            form: Box::default(),
            example: Box::default(),
            example_bytes: 0,
        };
        shape.show(message);
        shape
    }

    /// Takes `message` as the example.
    fn show(&mut self, message: &[u8]) {
        self.form = shape_form(message);
        self.example = String::from_utf8_lossy(kept(message)).into();
        self.example_bytes = message.len() as u64;
    }

    #[inline]
    fn is_beaten_by(&self, message: &[u8]) -> bool {
        let bytes = message.len() as u64;
        bytes < self.example_bytes
            || (bytes == self.example_bytes
                && *String::from_utf8_lossy(kept(message)) < *self.example)
    }

    fn join(&mut self, other: &Shape) {
        self.count += other.count;
        let order = |shape: &Shape| (shape.example_bytes, shape.example.clone());
        if order(other) < order(self) {
            self.form.clone_from(&other.form);
            self.example.clone_from(&other.example);
            self.example_bytes = other.example_bytes;
        }
    }
}

/// As much of a message as is kept for an example, whole characters.
fn kept(message: &[u8]) -> &[u8] {
    let mut end = message.len().min(EXAMPLE_BYTES_MAX);
    while end < message.len() && end > 0 && message[end] & 0xc0 == 0x80 {
        end -= 1;
    }
    &message[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn messages() -> impl Strategy<Value = Vec<String>> {
        let word = prop_oneof!["[a-c]{1,2}", "[0-9]{1,3}", Just("x=1".into()), "\\PC{0,3}"];
        let message = prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "));
        prop::collection::vec(message, 0..40)
    }

    proptest! {
        #[test]
        fn any_sharding_and_order_gives_one_table(
            (messages, keys) in messages().prop_flat_map(|messages| {
                let keys = prop::collection::vec((0..3usize, any::<u32>()), messages.len());
                (Just(messages), keys)
            })
        ) {
            let mut whole = Shapes::default();
            for message in &messages {
                whole.assign(message.as_bytes());
            }
            let mut shuffled: Vec<_> = messages.iter().zip(&keys).collect();
            shuffled.sort_by_key(|(_, (_, order))| *order);
            let mut shards = vec![Shapes::default(); 3];
            for (message, (shard, _)) in shuffled {
                shards[*shard].assign(message.as_bytes());
            }
            let parts = shards.iter().flat_map(|shard| shard.rows());
            prop_assert_eq!(merge(parts), merge(whole.rows()));
        }

        #[test]
        fn a_form_belongs_to_its_hash(messages in messages()) {
            let mut shapes = Shapes::default();
            for message in &messages {
                let number = shapes.assign(message.as_bytes());
                let row = &shapes.rows()[number as usize];
                prop_assert_eq!(shape_hash(row.example.as_bytes()), row.hash);
                prop_assert_eq!(&shape_form(row.example.as_bytes()), &row.form);
            }
        }

        #[test]
        fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            Shapes::default().assign(&bytes);
            for span in crate::templates::variables(&bytes) {
                prop_assert!(span.end <= bytes.len());
            }
        }
    }
}
