//! Names of fields met before: the records of a source have mostly the same names in the same order.
//!
//! A reader of records asks [`KnownNames::guess`] first: whether the name stands here that followed
//! the name before it last time. If so the name is neither looked for nor joined, and what it may
//! mean ([`FieldRole`]) and where its column is are known by its [`NameId`].
//!
//! Does not: read values, or know more names than [`KNOWN_NAMES_MAX`].

use hashbrown::HashTable;

use super::{limits::KNOWN_NAMES_MAX, templates::text_hash};

/// What a field may be for its record by its name, with a rank: the lower the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldRole {
    Time(u8),
    Level(u8),
    Message(u8),
    /// The status of an HTTP response.
    Status,
    None,
}

/// A known name; good for the [`KnownNames`] that gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameId(u32);

/// The names that a reader met.
#[derive(Clone, Debug)]
pub struct KnownNames {
    known: Vec<Known>,
    /// Numbers of the known names, by their parent and how they are written.
    table: HashTable<u32>,
    /// The name met last in this object or the ones around it.
    last: u32,
}

#[derive(Clone, Debug)]
struct Known {
    parent: u32,
    /// As it stands in the record, quotes and colon included.
    written: Box<[u8]>,
    /// The first sixteen bytes of `written`, and which of their bits count.
    front: [(u64, u64); 2],
    /// With the names around it, joined by dots.
    name: Box<[u8]>,
    role: FieldRole,
    /// The name that followed it last.
    next: u32,
}

impl NameId {
    /// What stands around all names.
    pub const ROOT: NameId = NameId(0);

    /// A number from 1 on, dense.
    pub fn number(self) -> usize {
        self.0 as usize
    }
}

impl Default for KnownNames {
    fn default() -> KnownNames {
        let root = Known::new(0, b"", b"", FieldRole::None);
        KnownNames { known: vec![root], table: HashTable::new(), last: 0 }
    }
}

impl KnownNames {
    /// A new record begins.
    pub fn restart(&mut self) {
        self.last = 0;
    }

    /// The name below `parent` that `rest` begins with, and how many bytes it takes there, if it is
    /// the one that followed last time.
    #[inline]
    pub fn guess(&mut self, parent: NameId, rest: &[u8]) -> Option<(NameId, usize)> {
        let next = self.known.get(self.last as usize)?.next;
        let known = self.known.get(next as usize)?;
        if known.parent != parent.0 || !known.begins(rest) {
            return None;
        }
        self.last = next;
        Some((NameId(next), known.written.len()))
    }

    /// The name `own` below `parent`, written like this; entered with its role if it is new. None
    /// where there are too many names.
    pub fn enter(
        &mut self,
        parent: NameId,
        written: &[u8],
        own: &[u8],
        role: impl Fn(&[u8]) -> FieldRole,
    ) -> Option<NameId> {
        let known = &self.known;
        let hash_of = |known: &Known| text_hash(&known.written) ^ u64::from(known.parent);
        let hash = text_hash(written) ^ u64::from(parent.0);
        let same = |&at: &u32| {
            let known = known.get(at as usize);
            known.is_some_and(|known| known.parent == parent.0 && *known.written == *written)
        };
        let found = self.table.find(hash, same).copied();
        let at = match found {
            Some(at) => at,
            None if known.len() > KNOWN_NAMES_MAX => return None,
            None => {
                let at = known.len() as u32;
                let name = joined(self.text(parent), own);
                self.known.push(Known::new(parent.0, written, &name, role(&name)));
                let known = &self.known;
                self.table.insert_unique(hash, at, |&at| known.get(at as usize).map_or(0, hash_of));
                at
            }
        };
        if let Some(last) = self.known.get_mut(self.last as usize) {
            last.next = at;
        }
        self.last = at;
        Some(NameId(at))
    }

    /// The whole name; empty for [`NameId::ROOT`].
    #[inline]
    pub fn text(&self, id: NameId) -> &[u8] {
        self.known.get(id.0 as usize).map_or(&[], |known| &known.name)
    }

    /// What a field of this name may be.
    #[inline]
    pub fn role(&self, id: NameId) -> FieldRole {
        self.known.get(id.0 as usize).map_or(FieldRole::None, |known| known.role)
    }
}

impl Known {
    fn new(parent: u32, written: &[u8], name: &[u8], role: FieldRole) -> Known {
        let word = |from: usize| {
            let bytes = written.get(from..).unwrap_or_default();
            let bytes = bytes.get(..8).unwrap_or(bytes);
            let (mut word, mut mask) = ([0; 8], [0; 8]);
            word.iter_mut().zip(bytes).for_each(|(to, byte)| *to = *byte);
            mask.iter_mut().take(bytes.len()).for_each(|to| *to = 0xff);
            (u64::from_le_bytes(word), u64::from_le_bytes(mask))
        };
        let (written, name) = (written.into(), name.into());
        Known { parent, written, front: [word(0), word(8)], name, role, next: 0 }
    }

    /// Whether a text begins with the name as it is written.
    #[inline]
    fn begins(&self, text: &[u8]) -> bool {
        let Some((front, _)) = text.split_first_chunk::<16>() else {
            return !self.written.is_empty() && text.starts_with(&self.written);
        };
        let (words, _) = front.as_chunks::<8>();
        let fits =
            |word: &[u8; 8], (wanted, mask): (u64, u64)| u64::from_le_bytes(*word) & mask == wanted;
        let [low, high] = words else { return false };
        fits(low, self.front[0])
            && fits(high, self.front[1])
            && (self.written.len() <= 16 || text.starts_with(&self.written))
            && !self.written.is_empty()
    }
}

fn joined(path: &[u8], own: &[u8]) -> Vec<u8> {
    if path.is_empty() { own.to_vec() } else { [path, b".", own].concat() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_name_is_guessed_from_the_one_before() {
        let mut names = KnownNames::default();
        let none = |_: &[u8]| FieldRole::None;
        assert_eq!(names.guess(NameId::ROOT, b"\"ts\":1,                 "), None);
        let ts = names.enter(NameId::ROOT, b"\"ts\":", b"ts", |_| FieldRole::Time(2)).unwrap();
        let at = names.enter(ts, b"\"a_name_of_some_length\":", b"a_name_of_some_length", none);
        let at = at.unwrap();
        assert_eq!(names.text(at), b"ts.a_name_of_some_length");
        for _ in 0..2 {
            names.restart();
            assert_eq!(names.guess(NameId::ROOT, b"\"ts\":1"), Some((ts, 5)));
            assert_eq!(names.guess(NameId::ROOT, b"\"a_name_of_some_length\":"), None);
            assert_eq!(names.guess(ts, b"\"a_name_of_some_lengthy\":"), None);
            assert_eq!(names.guess(ts, b"\"a_name_of_some_length\":7"), Some((at, 24)));
        }
        assert_eq!((names.role(ts), names.role(at)), (FieldRole::Time(2), FieldRole::None));
        assert_eq!(names.enter(NameId::ROOT, b"\"ts\":", b"ts", none), Some(ts));
    }

    #[test]
    fn there_is_an_end_to_names() {
        let mut names = KnownNames::default();
        for at in 0..KNOWN_NAMES_MAX {
            let name = at.to_string();
            assert!(names.enter(NameId::ROOT, name.as_bytes(), b"", |_| FieldRole::None).is_some());
        }
        assert_eq!(names.enter(NameId::ROOT, b"more", b"more", |_| FieldRole::None), None);
        assert!(names.enter(NameId::ROOT, b"7", b"7", |_| FieldRole::None).is_some());
    }
}
