//! What is counted together: records of one group, one bucket of time and one mark.
//!
//! A cell is 32 bits that rise by group, bucket and mark, so that the counts of cells are
//! [`SparseCounts`](crate::merge::SparseCounts), which merge.
//!
//! Does not: count.

use super::Mark;

/// Groups of one question.
pub const GROUPS_MAX: usize = 16;
/// Buckets of one question.
pub const BUCKETS_MAX: u32 = 4_096;

/// A group, a bucket and a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Below [`GROUPS_MAX`].
    pub group: u8,
    /// Below [`BUCKETS_MAX`].
    pub bucket: u16,
    pub mark: Mark,
}

impl Cell {
    /// As bits.
    #[must_use]
    pub fn bits(self) -> u32 {
        u32::from(self.group) << 28
            | u32::from(self.bucket & 0xfff) << 16
            | u32::from(self.mark.bits())
    }

    /// From bits.
    #[must_use]
    pub fn from_bits(bits: u32) -> Cell {
        Cell {
            group: (bits >> 28) as u8,
            bucket: (bits >> 16 & 0xfff) as u16,
            mark: Mark::from_bits(bits as u16),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_rise_by_group_bucket_and_mark() {
        let cell = |group, bucket, value| Cell { group, bucket, mark: Mark::of(value) };
        let rising = [
            cell(0, 0, -1.0),
            cell(0, 0, 0.0),
            cell(0, 0, 1.0),
            cell(0, 4095, -5.0),
            cell(15, 0, -1e9),
        ];
        assert!(rising.map(Cell::bits).is_sorted());
        assert_eq!(rising.map(|cell| Cell::from_bits(cell.bits())), rising);
    }
}
