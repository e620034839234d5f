//! Templates as they are named and found: text, identity, and the shapes that belong to each.
//!
//! Does not: merge; `settle` makes them.

use std::ops::Range;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::{
    Shape,
    align::align,
    hash::text_hash,
    shape::{BORDER, TAIL, VARIABLE, tokens},
    variables,
};
use crate::arrange::Arrange;

/// The text of the template of all shapes beyond the cap.
const OTHERS: &str = "(rarer messages, taken together)";

/// Messages with their variables removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Template {
    /// A hash of the text, so that it holds in other sessions and for other files.
    pub id: u64,
    /// The message with `<*>` for what varies.
    pub text: String,
    /// How many messages have it.
    pub count: u64,
    /// The tokens of its first line.
    head: Vec<Box<str>>,
}

/// Every template of a table of shapes, and which shape belongs to which.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: Vec<Template>,
    places: HashMap<u64, usize>,
}

impl Template {
    /// From a form: gap, token, gap, token, …, gap.
    pub(super) fn new(form: &str, count: u64) -> Template {
        let text = form.replace(TAIL, VARIABLE).replace(BORDER, "");
        let mut parts = form.split(BORDER);
        let mut head = Vec::new();
        while let (Some(gap), Some(token)) = (parts.next(), parts.next()) {
            if gap.contains('\n') {
                break;
            }
            head.push(token.into());
        }
        Template { id: text_hash(text.as_bytes()), text, count, head }
    }

    /// The byte ranges of `message` that stand for the template's variables, in order. The values
    /// at one place of this list belong together; the range of an empty value is empty.
    #[must_use]
    pub fn variables(&self, message: &[u8]) -> Vec<Range<usize>> {
        let spans = tokens(message);
        let texts: Vec<&[u8]> = spans.iter().map(|span| &message[span.clone()]).collect();
        let Some(found) = align(&self.head, &texts) else { return variables(message) };
        let bytes = |range: Range<usize>| {
            let start = spans.get(range.start).map_or(message.len(), |span| span.start);
            let end = range.end.checked_sub(1).filter(|_| !range.is_empty());
            start..end.and_then(|last| spans.get(last)).map_or(start, |span| span.end)
        };
        found.into_iter().map(bytes).collect()
    }
}

impl Templates {
    /// From templates with the hashes of their shapes; those of one text become one.
    pub(super) fn new(found: impl Iterator<Item = (Template, Vec<u64>)>) -> Templates {
        let mut found: Vec<_> = found.collect();
        found.arrange_by_key(|(template, _)| template.id);
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

    /// These and one more for the shapes with these hashes, whatever their messages: those beyond a
    /// cap, `count` records in all.
    #[must_use]
    pub fn with_others(mut self, hashes: &[u64], count: u64) -> Templates {
        if hashes.is_empty() {
            return self;
        }
        let mut others = Template::new(OTHERS, count);
        others.head.clear();
        let place = self.all.partition_point(|template| template.id < others.id);
        self.all.insert(place, others);
        self.places.values_mut().filter(|at| **at >= place).for_each(|at| *at += 1);
        self.places.extend(hashes.iter().map(|hash| (*hash, place)));
        self
    }

    /// The template to which a shape belongs.
    pub fn of_shape(&self, hash: u64) -> Option<&Template> {
        self.all.get(*self.places.get(&hash)?)
    }

    /// The example of each template, by ascending identity: the shortest of its messages.
    #[must_use]
    pub fn examples(&self, shapes: &[Shape]) -> Vec<String> {
        let mut examples: Vec<Option<&str>> = vec![None; self.all.len()];
        for shape in shapes {
            let place = self.places.get(&shape.hash);
            let Some(slot) = place.and_then(|place| examples.get_mut(*place)) else { continue };
            let order = |example: &str| (example.len(), example.to_owned());
            if slot.is_none_or(|known| order(&shape.example) < order(known)) {
                *slot = Some(&shape.example);
            }
        }
        examples.into_iter().map(|example| example.unwrap_or_default().to_owned()).collect()
    }

    /// The template with this id.
    pub fn find(&self, id: u64) -> Option<&Template> {
        let place = self.all.binary_search_by_key(&id, |template| template.id).ok()?;
        self.all.get(place)
    }

    /// Every template, by ascending id.
    pub fn all(&self) -> &[Template] {
        &self.all
    }
}
