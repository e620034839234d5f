//! A person's corrections: patterns joined or taken apart, on the table of shapes alone.
//!
//! Does not: read text again, or remember; the session keeps the edits and applies them anew.

use serde::{Deserialize, Serialize};

use super::{Shape, Template, Templates};

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Edit {
    /// The messages of `ids` belong to the template `into`.
    Merge { into: u64, ids: Vec<u64> },
    /// Each shape of the template is a template of its own.
    Split { id: u64 },
}

impl Templates {
    /// These templates with `edits` applied in order; an edit of an unknown template does nothing.
    #[must_use]
    pub fn edited(self, edits: &[Edit], shapes: &[Shape]) -> Templates {
        edits.iter().fold(self, |templates, edit| templates.edited_once(edit, shapes))
    }

    fn edited_once(self, edit: &Edit, shapes: &[Shape]) -> Templates {
        let belongs = shapes.iter().filter_map(|shape| Some((shape, self.of_shape(shape.hash)?)));
        let changed = belongs.map(|(shape, template)| {
            let mut template = match edit {
                Edit::Split { id } if *id == template.id => Template::new(&shape.form, 0),
                Edit::Merge { into, ids } if ids.contains(&template.id) => {
                    self.find(*into).unwrap_or(template).clone()
                }
                _ => template.clone(),
            };
            template.count = shape.count;
            (template, vec![shape.hash])
        });
        Templates::new(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::templates::{Shapes, merge, settle};

    #[test]
    fn what_is_split_and_merged_again_is_as_it_was() {
        let mut shapes = Shapes::default();
        for name in ["ann", "bob", "eve", "joe", "kim"] {
            shapes.assign(format!("user {name} left").as_bytes());
        }
        let table = merge(shapes.rows());
        let whole = settle(&table);
        let id = whole.all()[0].id;
        let split = settle(&table).edited(&[Edit::Split { id }], &table);
        assert_eq!(split.all().len(), 5);
        assert!(split.all().iter().all(|template| template.count == 1));
        let ids: Vec<u64> = split.all().iter().map(|template| template.id).collect();
        let merged = split.edited(&[Edit::Merge { into: ids[0], ids: ids.clone() }], &table);
        assert_eq!(merged.all().len(), 1);
        assert_eq!((merged.all()[0].id, merged.all()[0].count), (ids[0], 5));
    }
}
