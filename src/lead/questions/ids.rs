//! The classes of ids that name requests, and those that name things that last.
//!
//! Does not: follow an id.

use crate::{
    engine::follow::{Named, Ranked, Whole, merged, rank},
    lead::{Desk, port::Port},
    protocol::{
        page::{IdClass, IdClasses},
        shard::{ShardCommand, ShardReply},
    },
};

/// The classes by score.
pub(super) async fn ids(port: &Port, desk: &Desk) -> IdClasses {
    let revision = desk.catalog.borrow().revision();
    let classes = classes(port, desk).await.into_iter().map(|class| shown(class.ranked));
    IdClasses { classes: classes.collect(), revision }
}

/// The same, with what is known of their ids.
pub(super) async fn classes(port: &Port, desk: &Desk) -> Vec<Named> {
    let (records, extent) = {
        let catalog = desk.catalog.borrow();
        (catalog.sources().map(|source| source.records()).sum(), catalog.extent())
    };
    let mut parts = Vec::new();
    for reply in port.ask_all(ShardCommand::IdClasses).await {
        if let ShardReply::IdClasses(part) = reply {
            parts.extend(part);
        }
    }
    let span_nanos = extent.map_or(0, |range| range.end.0.saturating_sub(range.start.0));
    rank(merged(parts), Whole { records, span_nanos })
}

fn shown(class: Ranked) -> IdClass {
    let Ranked { names, examples, ids, exact, coverage, score, entity } = class;
    IdClass { names, examples, ids, exact, coverage, score, entity }
}
