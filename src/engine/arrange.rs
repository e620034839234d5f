//! Sorting with one copy of the sort's machine code for all types.
//!
//! `slice::sort_by` is compiled anew for each type and each way of comparing, some eight kilobytes each
//! time, which was a tenth of the worker. [`Arrange`] sorts the places of the items with the one copy
//! and then moves the items, in a third more time: for lists, not for a column of every record.
//!
//! Does not: sort otherwise than `slice::sort_by`, which is stable.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

/// As `collect`, which would sort first, with machine code of its own for each type.
pub fn map<Key: Ord, Value>(
    entries: impl IntoIterator<Item = (Key, Value)>,
) -> BTreeMap<Key, Value> {
    let mut map = BTreeMap::new();
    map.extend(entries);
    map
}

/// The same for a set.
pub fn set<Item: Ord>(items: impl IntoIterator<Item = Item>) -> BTreeSet<Item> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// Stable sorting of short lists.
pub trait Arrange {
    type Item;

    /// As [`slice::sort_by`].
    fn arrange_by(&mut self, compare: impl Fn(&Self::Item, &Self::Item) -> Ordering);

    /// As [`slice::sort`].
    fn arrange(&mut self)
    where
        Self::Item: Ord,
    {
        self.arrange_by(Ord::cmp);
    }

    /// As [`slice::sort_by_key`].
    fn arrange_by_key<Key: Ord>(&mut self, key: impl Fn(&Self::Item) -> Key) {
        self.arrange_by(|a, b| key(a).cmp(&key(b)));
    }
}

impl<Item> Arrange for [Item] {
    type Item = Item;

    fn arrange_by(&mut self, compare: impl Fn(&Item, &Item) -> Ordering) {
        let mut places: Vec<usize> = (0..self.len()).collect();
        sort(&mut places, &|a, b| compare(&self[a], &self[b]));
        move_to(self, &mut places);
    }
}

/// The one copy.
#[inline(never)]
fn sort(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

/// Moves to each place the item that stands at `from[place]`, along the rings that these places form.
fn move_to<Item>(items: &mut [Item], from: &mut [usize]) {
    for first in 0..items.len() {
        let mut place = first;
        loop {
            let source = std::mem::replace(&mut from[place], place);
            if source == first {
                break;
            }
            items.swap(place, source);
            place = source;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn arranging_is_sorting(words in prop::collection::vec("[a-c]{0,3}", 0..200)) {
            let numbered: Vec<(usize, String)> = words.into_iter().enumerate().collect();
            let (mut sorted, mut arranged) = (numbered.clone(), numbered);
            sorted.sort_by(|a, b| a.1.cmp(&b.1));
            arranged.arrange_by(|a, b| a.1.cmp(&b.1));
            prop_assert_eq!(&arranged, &sorted);
            sorted.sort_by_key(|it| it.1.len());
            arranged.arrange_by_key(|it| it.1.len());
            prop_assert_eq!(arranged, sorted);
        }
    }
}
