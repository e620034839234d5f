//! The classes of ids that name requests, and those that name things that last.
//!
//! Does not: follow an id.

use std::rc::Rc;

use crate::{
    engine::follow::{Ranked, Whole, merged, rank},
    lead::{Desk, port::Port},
    protocol::{
        page::{IdClass, IdClasses},
        shard::{CutId, ShardCommand, ShardReply},
    },
};

/// The classes of what is read so far, and what they were made of.
#[derive(Debug, Default)]
pub struct KnownClasses {
    made_of: Vec<(CutId, u64)>,
    classes: Rc<[Ranked]>,
}

/// The classes by score.
pub(super) async fn ids(port: &Port, desk: &Desk) -> IdClasses {
    let revision = desk.catalog.borrow().revision();
    let classes = classes(port, desk).await.iter().map(shown).collect();
    IdClasses { classes, revision }
}

/// The same, with what is known of their ids; made anew when more is read. The shards have an index
/// of all ids then.
pub(super) async fn classes(port: &Port, desk: &Desk) -> Rc<[Ranked]> {
    let (made_of, records, extent) = {
        let catalog = desk.catalog.borrow();
        let records = catalog.sources().map(|source| source.records()).sum();
        (catalog.contents(), records, catalog.extent())
    };
    let known = desk.classes.borrow().classes.clone();
    if !made_of.is_empty() && desk.classes.borrow().made_of == made_of {
        return known;
    }
    let mut parts = Vec::new();
    for reply in port.ask_all(ShardCommand::IdClasses).await {
        if let ShardReply::IdClasses(part) = reply {
            parts.extend(part);
        }
    }
    let span_nanos = extent.map_or(0, |range| range.end.0.saturating_sub(range.start.0));
    let classes: Rc<[Ranked]> = rank(merged(parts), Whole { records, span_nanos }).into();
    *desk.classes.borrow_mut() = KnownClasses { made_of, classes: classes.clone() };
    classes
}

fn shown(class: &Ranked) -> IdClass {
    IdClass {
        names: class.names.clone(),
        examples: class.sketch.examples(),
        ids: class.sketch.ids(),
        exact: class.sketch.is_exact(),
        coverage: class.coverage,
        score: class.score,
        entity: class.entity,
    }
}
