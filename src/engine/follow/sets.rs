//! Sets of numbers under numbers of their own: most requests touch the same patterns and sources.
//!
//! Does not: forget a set.

use hashbrown::HashMap;

/// A set's number.
pub type SetId = u32;

/// The sets met so far. Number 0 is the empty one.
#[derive(Clone, Debug)]
pub struct Sets {
    /// Members in ascending order.
    all: Vec<Box<[u64]>>,
    by_members: HashMap<Box<[u64]>, SetId>,
    /// The union of a set and a member, or of two sets, where it was asked for before.
    grown: HashMap<(SetId, u64), SetId>,
    united: HashMap<(SetId, SetId), SetId>,
}

impl Default for Sets {
    fn default() -> Sets {
        let (grown, united) = (HashMap::new(), HashMap::new());
        let mut sets = Sets { all: Vec::new(), by_members: HashMap::new(), grown, united };
        sets.of(&[]);
        sets
    }
}

impl Sets {
    /// The set of these members, in ascending order.
    pub fn of(&mut self, members: &[u64]) -> SetId {
        if let Some(&known) = self.by_members.get(members) {
            return known;
        }
        let number = self.all.len() as SetId;
        self.all.push(members.into());
        self.by_members.insert(members.into(), number);
        number
    }

    /// The members of a set.
    #[must_use]
    pub fn members(&self, set: SetId) -> &[u64] {
        self.all.get(set as usize).map_or(&[], |members| members)
    }

    /// A set and one more member.
    pub fn with(&mut self, set: SetId, member: u64) -> SetId {
        if let Some(&known) = self.grown.get(&(set, member)) {
            return known;
        }
        let mut members = self.members(set).to_vec();
        if let Err(at) = members.binary_search(&member) {
            members.insert(at, member);
        }
        let grown = self.of(&members);
        self.grown.insert((set, member), grown);
        grown
    }

    /// The members of either.
    pub fn union(&mut self, left: SetId, right: SetId) -> SetId {
        if left == right {
            return left;
        }
        let pair = (left.min(right), left.max(right));
        if let Some(&known) = self.united.get(&pair) {
            return known;
        }
        let mut members = [self.members(left), self.members(right)].concat();
        members.sort_unstable();
        members.dedup();
        let united = self.of(&members);
        self.united.insert(pair, united);
        united
    }

    /// All sets by their numbers.
    #[must_use]
    pub fn into_all(self) -> Vec<Box<[u64]>> {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_sets_have_one_number() {
        let mut sets = Sets::default();
        let (a, b) = (sets.with(0, 7), sets.with(0, 9));
        let ab = sets.with(a, 9);
        assert_eq!(sets.with(b, 7), ab);
        assert_eq!(sets.union(b, a), ab);
        assert_eq!(sets.union(ab, a), ab);
        assert_eq!(sets.members(ab), [7, 9]);
        assert_eq!((sets.with(a, 7), sets.members(0)), (a, &[][..]));
    }
}
