//! The story of an id: every record that carries it, what else these name, and what a good request of
//! the same kind did otherwise.
//!
//! Does not: choose the id.

use std::collections::{BTreeMap, BTreeSet};

use super::ids;
use crate::{
    engine::{
        follow::{Named, SCORE_MIN, Step, Versus, versus},
        store::TIME_UNKNOWN,
        templates::text_hash,
    },
    lead::{
        Desk,
        port::Port,
        settled::{self, Settled},
    },
    protocol::{
        page::{Level, LinkedId, SourceId, Story, StoryStep, StoryVersus, TimeNanos},
        shard::{ShardCommand, ShardReply, StepsOf},
    },
};

/// Steps of a story that are listed; `Story::records_total` counts all.
const STEPS_MAX: u32 = 20_000;
/// Ids one hop away that are listed.
const LINKED_MAX: usize = 32;

/// The story.
pub(super) async fn follow(port: &Port, desk: &Desk, id: String) -> Story {
    let settled = settled::settled(port, desk).await;
    let revision = desk.catalog.borrow().revision();
    let of = StepsOf::Id { id: id.clone(), steps_max: STEPS_MAX };
    let (steps, records_total) = steps(port, of).await;
    let mut steps: Vec<Step> = steps.into_iter().map(|(_, step)| step).collect();
    steps.sort_by_key(|step| step.key);
    steps.truncate(STEPS_MAX as usize);
    let classes = ids::classes(port, desk).await;
    let mut story = Story { id, records_total, revision, ..Story::default() };
    let linked = linked(port, &classes, &steps, &story.id).await;
    story.linked_total = linked.len() as u64;
    story.linked = linked;
    let lanes = Lanes::of(desk, &steps);
    story.versus = match class_of(&classes, &steps, &story.id) {
        Some(class) => against_others(port, &settled, class, &steps, &story.id).await,
        None => None,
    };
    story.steps = steps.into_iter().map(|step| shown(&settled, step, &lanes)).collect();
    story.lanes = lanes.names;
    story
}

/// The lanes of a story: one a source, in the order in which they are met.
#[derive(Debug, Default)]
struct Lanes {
    names: Vec<String>,
    of_source: BTreeMap<SourceId, u32>,
}

impl Lanes {
    fn of(desk: &Desk, steps: &[Step]) -> Lanes {
        let catalog = desk.catalog.borrow();
        let mut lanes = Lanes::default();
        for id in steps.iter().map(|step| step.key.source) {
            let name = || catalog.source(id).map_or("", |source| &source.placed.name).to_owned();
            if !lanes.of_source.contains_key(&id) {
                let name = name();
                let known = lanes.names.iter().position(|known| *known == name);
                let lane = known.unwrap_or(lanes.names.len());
                if known.is_none() {
                    lanes.names.push(name);
                }
                lanes.of_source.insert(id, lane as u32);
            }
        }
        lanes
    }
}

/// How many records carry an id.
pub(super) async fn records_of(port: &Port, id: &str) -> u64 {
    steps(port, StepsOf::Id { id: id.to_owned(), steps_max: 0 }).await.1
}

/// All steps that are asked for, and how many records there are.
async fn steps(port: &Port, of: StepsOf) -> (Vec<(u64, Step)>, u64) {
    let (mut all, mut count) = (Vec::new(), 0);
    let command = |from| ShardCommand::Steps { of: of.clone(), from };
    port.ask_in_stretches((0, 0), command, |reply| {
        let ShardReply::Steps { steps, records, next } = reply else { return None };
        all.extend(steps);
        count += records;
        next
    })
    .await;
    (all, count)
}

/// The best class that the id is of, by how it stands in its records.
fn class_of<'a>(classes: &'a [Named], steps: &[Step], id: &str) -> Option<&'a Named> {
    let hash = text_hash(id.as_bytes());
    let tokens = steps.iter().flat_map(|step| &step.tokens);
    let own: BTreeSet<u64> =
        tokens.filter(|token| token.hash == hash).map(|token| token.identity).collect();
    classes.iter().find(|class| class.identities.iter().any(|identity| own.contains(identity)))
}

/// Other ids of requests in the steps, by how many records carry them, fewest first: those that say most.
async fn linked(port: &Port, classes: &[Named], steps: &[Step], id: &str) -> Vec<LinkedId> {
    let passing = classes.iter().filter(|it| !it.ranked.entity && it.ranked.score >= SCORE_MIN);
    let wanted: BTreeSet<u64> =
        passing.flat_map(|class| class.identities.iter().copied()).collect();
    let tokens = steps.iter().flat_map(|step| &step.tokens);
    let others: BTreeMap<&str, u64> = tokens
        .filter(|token| wanted.contains(&token.identity) && token.text != id)
        .map(|token| (token.text.as_str(), token.identity))
        .collect();
    let mut linked = Vec::new();
    for (other, identity) in others.into_iter().take(LINKED_MAX) {
        let of = StepsOf::Id { id: other.to_owned(), steps_max: 0 };
        let class = classes.iter().find(|class| class.identities.contains(&identity));
        let named = class.and_then(|class| class.ranked.names.first());
        linked.push(LinkedId {
            id: other.to_owned(),
            class: named.cloned().unwrap_or_default(),
            entity: false,
            records: self::steps(port, of).await.1,
        });
    }
    linked.sort_by(|a, b| a.records.cmp(&b.records).then_with(|| a.id.cmp(&b.id)));
    linked
}

/// What sets the steps apart from those of a fixed choice of ids of the same class.
async fn against_others(
    port: &Port,
    settled: &Settled,
    class: &Named,
    own: &[Step],
    id: &str,
) -> Option<StoryVersus> {
    let hash = text_hash(id.as_bytes());
    let hashes: Vec<u64> = class.sketch.hashes().filter(|other| *other != hash).collect();
    let of = StepsOf::Ids { identities: class.identities.clone(), hashes };
    let mut others: BTreeMap<u64, Vec<Step>> = BTreeMap::new();
    for (other, step) in steps(port, of).await.0 {
        others.entry(other).or_default().push(step);
    }
    others.values_mut().for_each(|steps| steps.sort_by_key(|step| step.key));
    let Versus { good, like_it, goods, missing, extra, slower } = versus(own, &others)?;
    let texts = |of: Vec<u64>| of.into_iter().map(|template| settled.text(template)).collect();
    let slower = slower.into_iter().map(|(template, nanos)| (settled.text(template), nanos));
    Some(StoryVersus {
        good: class.sketch.text_of(good).unwrap_or_default().to_owned(),
        like_it: like_it as u64,
        goods: goods as u64,
        missing: texts(missing),
        extra: texts(extra),
        slower: slower.collect(),
        ..StoryVersus::default()
    })
}

fn shown(settled: &Settled, step: Step, lanes: &Lanes) -> StoryStep {
    let time = (step.key.time != TIME_UNKNOWN).then_some(TimeNanos(step.key.time));
    let failed = step.level.is_some_and(|level| level >= Level::Error)
        || step.status.is_some_and(|status| status >= 500);
    StoryStep {
        record: step.key.into(),
        time,
        start: time,
        end: time,
        lane: lanes.of_source.get(&step.key.source).copied().unwrap_or(0),
        span: None,
        level: step.level,
        template: step.template,
        text: settled.text(step.template),
        message: String::new(),
        request: step.request.map(|request| (request.method, request.path)),
        status: step.status,
        failed,
    }
}
