//! The classes of ids that name requests, and those that name things that last.
//!
//! Does not: follow an id.

use std::rc::Rc;

use crate::{
    engine::follow::{Choice, Ranked, Whole, identity_of_name, merged, rank},
    lead::{Desk, port::Port},
    protocol::{
        page::{IdChoice, IdClass, IdClasses},
        shard::{CutId, ShardCommand, ShardReply},
    },
};

/// The classes of what is read so far, and what they were made of.
#[derive(Debug, Default)]
pub struct KnownClasses {
    made_of: (Vec<(CutId, u64)>, Vec<IdChoice>),
    classes: Rc<[Ranked]>,
}

/// The classes by score.
pub(super) async fn ids(port: &Port, desk: &Desk) -> IdClasses {
    let revision = desk.catalog.borrow().revision();
    let all = classes(port, desk).await;
    let choices = desk.id_choices.borrow().clone();
    IdClasses { classes: all.iter().map(|class| shown(class, &choices)).collect(), revision }
}

/// The same, with what is known of their ids; made anew when more is read. The shards have an index
/// of all ids then.
pub(super) async fn classes(port: &Port, desk: &Desk) -> Rc<[Ranked]> {
    let (made_of, records, extent) = {
        let catalog = desk.catalog.borrow();
        let records = catalog.sources().map(|source| source.records()).sum();
        let choices = desk.id_choices.borrow().clone();
        ((catalog.contents(), choices), records, catalog.extent())
    };
    let known = desk.classes.borrow().classes.clone();
    if !made_of.0.is_empty() && desk.classes.borrow().made_of == made_of {
        return known;
    }
    let mut parts = Vec::new();
    for reply in port.ask_all(ShardCommand::IdClasses).await {
        if let ShardReply::IdClasses(part) = reply {
            parts.extend(part);
        }
    }
    let span_nanos = extent.map_or(0, |range| range.end.0.saturating_sub(range.start.0));
    let chosen: Vec<(u64, Choice)> = made_of.1.iter().map(chosen).collect();
    let whole = Whole { records, span_nanos };
    let classes: Rc<[Ranked]> = rank(merged(parts), whole, &chosen).into();
    *desk.classes.borrow_mut() = KnownClasses { made_of, classes: classes.clone() };
    classes
}

/// What a person said, by the identity of the class.
fn chosen(choice: &IdChoice) -> (u64, Choice) {
    let says = if choice.offered { Choice::Requests } else { Choice::NoRequests };
    (identity_of_name(&choice.name), says)
}

fn shown(class: &Ranked, choices: &[IdChoice]) -> IdClass {
    let own = |choice: &&IdChoice| class.identities.contains(&chosen(choice).0);
    IdClass {
        names: class.names.clone(),
        examples: class.sketch.examples(),
        ids: class.sketch.ids(),
        exact: class.sketch.is_exact(),
        coverage: class.coverage,
        score: class.score,
        entity: class.entity,
        offered: class.is_offered(),
        choice: choices.iter().find(own).cloned(),
    }
}
