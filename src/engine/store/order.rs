//! The order of a cut's records by time.
//!
//! Does not: break ties otherwise than by place in the source.

/// Record numbers by time; empty where the source's own order will do.
#[derive(Debug, Default)]
pub struct Order {
    by_time: Vec<u32>,
}

/// An order to read: position -> record.
#[derive(Clone, Copy, Debug)]
pub struct Ordered<'a> {
    by_time: Option<&'a [u32]>,
    count: usize,
}

impl Order {
    /// Sorts anew if records were added since.
    pub fn update(&mut self, times: &[i64]) {
        if self.by_time.len() == times.len() {
            return;
        }
        let from = self.by_time.len() as u32;
        self.by_time.extend(from..times.len() as u32);
        // Stable, and quick on what is already sorted but for its end.
        self.by_time.sort_by_key(|&record| (times.get(record as usize).copied(), record));
    }

    pub(super) fn view(&self, count: usize, sorted: bool) -> Ordered<'_> {
        let up_to_date = self.by_time.len() == count;
        Ordered { by_time: (!sorted && up_to_date).then_some(&self.by_time), count }
    }
}

impl Ordered<'_> {
    /// How many positions.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The record at a position.
    pub fn record(&self, position: usize) -> usize {
        match self.by_time {
            None => position,
            Some(by_time) => by_time.get(position).map_or(position, |&record| record as usize),
        }
    }

    /// Whether positions are record numbers.
    pub fn is_identity(&self) -> bool {
        self.by_time.is_none()
    }

    /// The first position whose record does not satisfy `before`, which must hold for a prefix.
    pub fn partition(&self, before: impl Fn(usize) -> bool) -> usize {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.record(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
