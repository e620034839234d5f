//! The classes of ids that name requests, and those that name things that last.
//!
//! Does not: follow an id.

use crate::{
    engine::follow::{Ranked, Whole, merged, rank},
    lead::{Desk, port::Port},
    protocol::{
        page::{IdClass, IdClasses},
        shard::{ShardCommand, ShardReply},
    },
};

/// The classes by score.
pub(super) async fn ids(port: &Port, desk: &Desk) -> IdClasses {
    let (revision, records, extent) = {
        let catalog = desk.catalog.borrow();
        let records = catalog.sources().map(|source| source.records()).sum();
        (catalog.revision(), records, catalog.extent())
    };
    let mut parts = Vec::new();
    for reply in port.ask_all(ShardCommand::IdClasses).await {
        if let ShardReply::IdClasses(part) = reply {
            parts.extend(part);
        }
    }
    let span_nanos = extent.map_or(0, |range| range.end.0.saturating_sub(range.start.0));
    let ranked = rank(merged(parts), Whole { records, span_nanos });
    IdClasses { classes: ranked.into_iter().map(shown).collect(), revision }
}

fn shown(class: Ranked) -> IdClass {
    let Ranked { names, examples, ids, exact, coverage, score, entity } = class;
    IdClass { names, examples, ids, exact, coverage, score, entity }
}
