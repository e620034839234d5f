//! The classes of ids met in some records, with what is counted of each.
//!
//! Does not: keep records.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::{
    class::{Place, Sketch},
    index::BlockIdsBuilder,
    rank::is_lasting,
    token::{Class, each_word},
};
use crate::templates::{mix, text_hash};

/// Bytes of a UUID as text.
const UUID_BYTES: usize = 36;

/// Classes by their names, and a fast way to the class of a token.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// By how the class is told, letters in lower case and signs left out: `traceId` and `trace_id` are one.
    by_identity: HashMap<u64, Counted>,
    /// Room for the classes and ids of one record.
    met: Vec<(u32, u64)>,
    records: u64,
}

#[derive(Clone, Debug)]
struct Counted {
    /// From 0, in the order in which they were met.
    number: u32,
    /// Of several spellings the lowest, whatever came first.
    told: Vec<u8>,
    kind: Kind,
    sketch: Sketch,
    /// The record that had it last.
    last_record: u64,
    /// The name that one of its ids stood behind last, and whether such things last.
    last_name: (Vec<u8>, bool),
}

/// What one shard knows of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassPart {
    pub identity: u64,
    pub name: String,
    pub sketch: Sketch,
}

impl Counted {
    /// Whether a name is one of things that last; mostly it is the one before.
    fn is_behind_lasting(&mut self, name: &[u8]) -> bool {
        if self.last_name.0 != name {
            let lasts = is_lasting(&String::from_utf8_lossy(name));
            self.last_name = (name.to_vec(), lasts);
        }
        self.last_name.1
    }
}

impl Classes {
    /// Enters the ids of a record, and them and all of its words in an index of the record's block,
    /// where it has the number `record`.
    pub fn take(&mut self, text: &[u8], place: Place, record: u32, index: &mut BlockIdsBuilder) {
        self.records += 1;
        let (records, by_identity, met) = (self.records, &mut self.by_identity, &mut self.met);
        met.clear();
        each_word(text, |word, token| {
            let hash = text_hash(word);
            index.word(hash);
            let Some(token) = token else { return };
            let number = by_identity.len() as u32;
            let class = by_identity.entry(identity(token.class)).or_insert_with(|| Counted {
                number,
                told: told(token.class).to_vec(),
                kind: Kind::of(token.class),
                sketch: Sketch::default(),
                last_record: 0,
                last_name: (Vec::new(), false),
            });
            if met.contains(&(class.number, hash)) {
                return; // twice in one record
            }
            met.push((class.number, hash));
            index.id(class.number, hash, record);
            if told(token.class) < class.told.as_slice() {
                class.told = told(token.class).to_vec();
            }
            class.sketch.records += u64::from(class.last_record != records);
            class.last_record = records;
            class.sketch.occurrences += 1;
            class.sketch.behind_lasting += u64::from(class.is_behind_lasting(token.behind));
            class.sketch.weights += (token.form.weight() * 100.0) as u64;
            class.sketch.enter(hash, token.value, place);
        });
    }

    /// The numbers of classes by their identities, ascending.
    #[must_use]
    pub fn numbers(&self, identities: &[u64]) -> Vec<u32> {
        let number = |identity| Some(self.by_identity.get(identity)?.number);
        let mut numbers: Vec<u32> = identities.iter().filter_map(number).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// What is known of each class.
    pub fn parts(&self) -> impl Iterator<Item = ClassPart> {
        self.by_identity.iter().map(|(&identity, class)| ClassPart {
            identity,
            name: class.kind.name(&class.told),
            sketch: class.sketch.clone(),
        })
    }
}

/// The classes of all parts, by identity.
#[must_use]
pub fn merged(parts: impl IntoIterator<Item = ClassPart>) -> BTreeMap<u64, (String, Sketch)> {
    let mut classes: BTreeMap<u64, (String, Sketch)> = BTreeMap::new();
    for part in parts {
        let (name, sketch) =
            classes.entry(part.identity).or_insert_with(|| (part.name.clone(), Sketch::default()));
        sketch.merge(part.sketch);
        // Of several spellings the same one, whatever came first.
        if part.name < *name {
            *name = part.name;
        }
    }
    classes
}

/// What a class is told by, as a number.
#[must_use]
pub fn identity(class: Class<'_>) -> u64 {
    let kind = match Kind::of(class) {
        Kind::Prefix => 1,
        Kind::Key => 2,
        Kind::Brackets => 3,
        Kind::Bare(length) => 16 + length as u64,
    };
    let plain = told(class).iter().filter(|byte| byte.is_ascii_alphanumeric());
    plain.fold(kind, |hash, byte| mix(hash, u64::from(byte.to_ascii_lowercase())))
}

/// How a class is told.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Prefix,
    Key,
    Brackets,
    Bare(usize),
}

impl Kind {
    fn of(class: Class<'_>) -> Kind {
        match class {
            Class::Prefix(_) => Kind::Prefix,
            Class::Key(_, true) => Kind::Brackets,
            Class::Key(_, false) => Kind::Key,
            Class::Bare(length) => Kind::Bare(length),
        }
    }

    fn name(self, told: &[u8]) -> String {
        let text = String::from_utf8_lossy(told);
        match self {
            Kind::Prefix => format!("{text}…"),
            Kind::Key => format!("{text}=…"),
            Kind::Brackets => format!("{text}[…]"),
            Kind::Bare(UUID_BYTES) => UUIDS.to_owned(),
            Kind::Bare(length) => format!("{length}{DIGITS}"),
        }
    }
}

/// What is told by its form alone, as it is named.
const UUIDS: &str = "UUIDs without a name";
const DIGITS: &str = " hexadecimal digits without a name";

/// The identity of a class by its name, with or without its `…`.
#[must_use]
pub fn identity_of_name(name: &str) -> u64 {
    let plain = name.replace('…', "");
    let digits = plain.strip_suffix(DIGITS).and_then(|digits| digits.parse().ok());
    let class = match (plain.strip_suffix('='), plain.strip_suffix("[]"), digits) {
        _ if plain == UUIDS => Class::Bare(UUID_BYTES),
        (Some(key), ..) => Class::Key(key.as_bytes(), false),
        (_, Some(key), _) => Class::Key(key.as_bytes(), true),
        (.., Some(length)) => Class::Bare(length),
        _ => Class::Prefix(plain.as_bytes()),
    };
    identity(class)
}

/// The name of a class, as a person reads it.
#[must_use]
pub fn name_of(class: Class<'_>) -> String {
    Kind::of(class).name(told(class))
}

/// The letters that tell of a class.
fn told<'a>(class: Class<'a>) -> &'a [u8] {
    match class {
        Class::Prefix(letters) | Class::Key(letters, _) => letters,
        Class::Bare(_) => b"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_found_by_its_name() {
        for class in [
            Class::Prefix(b"req-"),
            Class::Key(b"trace_id", false),
            Class::Key(b"sshd", true),
            Class::Bare(36),
            Class::Bare(16),
        ] {
            let name = name_of(class);
            assert_eq!(identity_of_name(&name), identity(class), "{name}");
            assert_eq!(identity_of_name(&name.replace('…', "")), identity(class), "{name}");
        }
        assert_eq!(identity_of_name("Trace-Id="), identity_of_name("trace_id=…"));
        assert_ne!(identity_of_name("sshd="), identity_of_name("sshd[]"));
    }

    #[test]
    fn spellings_of_a_name_are_one_class() {
        let mut classes = Classes::default();
        let place = Place { time: None, template: 1, source: 0 };
        for line in [
            r#"{"traceId":"9f2c41d07be1a344"}"#,
            "trace_id=9f2c41d07be1a344 trace_id=9f2c41d07be1a344",
            "trace-id: 0af7651916cd43dd in sshd[77123]",
        ] {
            classes.take(line.as_bytes(), place, 0, &mut BlockIdsBuilder::default());
        }
        let merged = merged(classes.parts());
        let shown: Vec<_> = merged
            .values()
            .map(|(name, sketch)| {
                format!("{name} {} {} {}", sketch.ids(), sketch.records, sketch.occurrences)
            })
            .collect();
        assert_eq!(shown.len(), 2);
        assert!(shown.contains(&"sshd[…] 1 1 1".to_owned()), "{shown:?}");
        assert!(shown.contains(&"trace-id=… 2 3 3".to_owned()), "{shown:?}");
    }
}
