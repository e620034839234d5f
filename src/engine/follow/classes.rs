//! The classes of ids met in some records, with what is counted of each.
//!
//! Does not: keep records.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::{
    class::{Place, Sketch},
    token::{Class, each_token},
};
use crate::engine::templates::text_hash;

/// Bytes of a UUID as text.
const UUID_BYTES: usize = 36;

/// Classes by their names, and a fast way to the class of a token.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    /// By how the class is told, letters in lower case and signs left out: `traceId` and `trace_id` are one.
    by_identity: HashMap<u64, Counted>,
    /// Room for the identities and ids of one record.
    met: Vec<(u64, u64)>,
    records: u64,
}

#[derive(Clone, Debug)]
struct Counted {
    name: String,
    sketch: Sketch,
    /// The record that had it last.
    last_record: u64,
}

/// What one shard knows of one class.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClassPart {
    pub identity: u64,
    pub name: String,
    pub sketch: Sketch,
}

impl Classes {
    /// Enters the ids of a record.
    pub fn take(&mut self, text: &[u8], place: Place) {
        self.records += 1;
        let (record, by_identity, met) = (self.records, &mut self.by_identity, &mut self.met);
        met.clear();
        each_token(text, |token| {
            let (identity, hash) = (identity(token.class), text_hash(token.value));
            if met.contains(&(identity, hash)) {
                return; // twice in one record
            }
            met.push((identity, hash));
            let class = by_identity.entry(identity).or_insert_with(|| Counted {
                name: name(token.class),
                sketch: Sketch::default(),
                last_record: 0,
            });
            class.sketch.records += u64::from(class.last_record != record);
            class.last_record = record;
            class.sketch.occurrences += 1;
            class.sketch.weights += (token.form.weight() * 100.0) as u64;
            class.sketch.enter(hash, token.value, place);
        });
    }

    /// What is known of each class.
    pub fn parts(&self) -> impl Iterator<Item = ClassPart> {
        self.by_identity.iter().map(|(&identity, class)| ClassPart {
            identity,
            name: class.name.clone(),
            sketch: class.sketch.clone(),
        })
    }
}

/// The classes of all parts, by name.
#[must_use]
pub fn merged(parts: impl IntoIterator<Item = ClassPart>) -> BTreeMap<String, Sketch> {
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
    classes.into_values().collect()
}

fn identity(class: Class<'_>) -> u64 {
    let (kind, name) = match class {
        Class::Prefix(prefix) => (1, prefix),
        Class::Key(key, brackets) => (2 + u64::from(brackets), key),
        Class::Bare(length) => (16 + length as u64, b"".as_slice()),
    };
    let plain = name.iter().filter(|byte| byte.is_ascii_alphanumeric());
    plain.fold(kind, |hash: u64, byte| {
        // FNV-1a (Fowler, Noll, Vo): names are short.
        (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3)
    })
}

fn name(class: Class<'_>) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match class {
        Class::Prefix(prefix) => format!("{}…", text(prefix)),
        Class::Key(key, true) => format!("{}[…]", text(key)),
        Class::Key(key, false) => format!("{}=…", text(key)),
        Class::Bare(UUID_BYTES) => "UUIDs without a name".to_owned(),
        Class::Bare(length) => format!("numbers of {length} hexadecimal digits without a name"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_name_are_one_class() {
        let mut classes = Classes::default();
        let place = Place { time: None, template: 1, source: 0 };
        for line in [
            r#"{"traceId":"9f2c41d07be1a344"}"#,
            "trace_id=9f2c41d07be1a344 trace_id=9f2c41d07be1a344",
            "trace-id: 0af7651916cd43dd in sshd[77123]",
        ] {
            classes.take(line.as_bytes(), place);
        }
        let merged = merged(classes.parts());
        let shown: Vec<_> = merged
            .iter()
            .map(|(name, sketch)| {
                format!("{name} {} {} {}", sketch.ids(), sketch.records, sketch.occurrences)
            })
            .collect();
        assert_eq!(shown, ["sshd[…] 1 1 1", "traceId=… 2 3 3"]);
    }
}
