//! Templates as they are named and found: text, identity, and the shapes that belong to each.
//!
//! Does not: merge; `settle` makes them.

use hashbrown::HashMap;

use super::hash::text_hash;

/// Messages with their variables removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// A hash of the text, so that it holds in other sessions and for other files.
    pub id: u64,
    /// The message with `<*>` for what varies.
    pub text: String,
    /// How many messages have it.
    pub count: u64,
}

/// Every template of a table of shapes, and which shape belongs to which.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: Vec<Template>,
    places: HashMap<u64, usize>,
}

impl Template {
    pub(super) fn new(text: String, count: u64) -> Template {
        Template { id: text_hash(text.as_bytes()), text, count }
    }
}

impl Templates {
    /// From templates with the hashes of their shapes; those of one text become one.
    pub(super) fn new(found: impl Iterator<Item = (Template, Vec<u64>)>) -> Templates {
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|(template, _)| template.id);
        let mut templates = Templates::default();
        for (template, hashes) in found {
            match templates.all.last_mut() {
                Some(last) if last.id == template.id => last.count += template.count,
                _ => templates.all.push(template),
            }
            let place = templates.all.len() - 1;
            templates.places.extend(hashes.into_iter().map(|hash| (hash, place)));
        }
        templates
    }

    /// The template to which a shape belongs.
    pub fn of_shape(&self, hash: u64) -> Option<&Template> {
        self.all.get(*self.places.get(&hash)?)
    }

    /// Every template, by ascending id.
    pub fn all(&self) -> &[Template] {
        &self.all
    }
}
