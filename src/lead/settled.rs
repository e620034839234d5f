//! The templates of everything that is read so far, made anew when more is.
//!
//! Does not: mine; `engine::templates` does.

use std::rc::Rc;

use super::{Desk, port::Port};
use crate::{
    engine::{
        arrange::Arrange,
        limits::SHAPES_MAX,
        templates::{self, Edit, Shape, Template, Templates},
    },
    protocol::{
        page::PatternEdit,
        shard::{CutId, ShardCommand, ShardReply},
    },
};

/// Templates, and what they were made of.
#[derive(Debug, Default)]
pub struct Settled {
    /// The cuts and corrections they were made of.
    made_of: (Vec<(CutId, u64)>, Vec<Edit>),
    templates: Templates,
    /// An example of each, in the order of `templates`.
    examples: Vec<String>,
    /// Shapes beyond the cap.
    pub beyond: u64,
}

impl Settled {
    /// The template with an identity, and its example.
    pub fn find(&self, id: u64) -> Option<(&Template, &str)> {
        let template = self.templates.find(id)?;
        let place = self.templates.all().binary_search_by_key(&id, |other| other.id).ok()?;
        Some((template, self.examples.get(place).map_or("", String::as_str)))
    }

    /// Every template with its example.
    pub fn all(&self) -> impl Iterator<Item = (&Template, &str)> {
        self.templates.all().iter().zip(self.examples.iter().map(String::as_str))
    }

    /// The text of a template; of an unknown one a word that says so.
    pub fn text(&self, id: u64) -> String {
        let known = self.templates.find(id);
        known.map_or_else(|| "(being read)".to_owned(), |template| template.text.clone())
    }
}

/// The templates of what is read; the shards know them too, then.
pub(super) async fn settled(port: &Port, desk: &Desk) -> Rc<Settled> {
    let made_of = (desk.catalog.borrow().contents(), desk.edits.borrow().clone());
    let known = desk.settled.borrow().clone();
    if known.made_of == made_of {
        return known;
    }
    let mut shapes: Vec<Shape> = Vec::new();
    for reply in port.ask_all(ShardCommand::Shapes).await {
        if let ShardReply::Shapes(part) = reply {
            shapes.extend(part);
        }
    }
    let (shapes, others) = capped(templates::merge(&shapes));
    let hashes: Vec<u64> = others.iter().map(|shape| shape.hash).collect();
    let all: Vec<Shape> = shapes.iter().chain(&others).cloned().collect();
    let templates = templates::settle(&shapes)
        .with_others(&hashes, others.iter().map(|shape| shape.count).sum())
        .edited(&made_of.1, &all);
    let identity = |shape: &Shape| Some((shape.hash, templates.of_shape(shape.hash)?.id));
    let of_shapes: Vec<(u64, u64)> = all.iter().filter_map(identity).collect();
    port.ask_all(ShardCommand::Templates { of_shapes }).await;
    let examples = templates.examples(&shapes);
    let beyond = others.len() as u64;
    let settled = Rc::new(Settled { made_of, templates, examples, beyond });
    *desk.settled.borrow_mut() = settled.clone();
    settled
}

/// Takes a person's corrections and has the shards know.
pub(super) async fn edit(port: Port, desk: Rc<Desk>, edits: Vec<PatternEdit>) {
    *desk.edits.borrow_mut() = edits
        .into_iter()
        .map(|edit| match edit {
            PatternEdit::Merge { into, ids } => Edit::Merge { into, ids },
            PatternEdit::Split { id } => Edit::Split { id },
        })
        .collect();
    settled(&port, &desk).await;
    desk.catalog.borrow_mut().answers_changed();
}

/// The most frequent shapes, and those beyond the cap. Of equal counts the lower hash stays.
fn capped(mut shapes: Vec<Shape>) -> (Vec<Shape>, Vec<Shape>) {
    if shapes.len() <= SHAPES_MAX {
        return (shapes, Vec::new());
    }
    shapes.arrange_by_key(|shape| (std::cmp::Reverse(shape.count), shape.hash));
    let mut others = shapes.split_off(SHAPES_MAX);
    shapes.arrange_by_key(|shape| shape.hash);
    others.arrange_by_key(|shape| shape.hash);
    (shapes, others)
}
