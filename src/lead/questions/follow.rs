//! The story of an id: every record that carries it, what else these name, and what a good request of
//! the same kind did otherwise.
//!
//! Does not: choose the id.

use std::{collections::BTreeMap, ops::Range};

use super::{
    id_counts::counts,
    ids,
    lanes::{Lanes, shown},
    others::{self, OTHER_STEPS_MAX},
    requests,
    steps::{carriers, steps},
    versus::Told,
};
use crate::{
    engine::{
        arrange::{self, Arrange},
        follow::{Ranked, SCORE_MIN, Span, Step, differing, spans, versus},
        store::TIME_UNKNOWN,
        templates::text_hash,
    },
    lead::{
        Desk,
        port::Port,
        settled::{self, Settled},
    },
    protocol::page::{LinkedId, Story, StorySpan, StoryVersus, TimeNanos},
};

/// Steps of a story that are listed; `Story::records_total` counts all.
const STEPS_MAX: usize = 20_000;
/// Ids one hop away that are listed.
const LINKED_MAX: usize = 32;
/// Good requests whose fields are compared.
const GOODS_MAX: usize = 48;

/// The story.
pub(super) async fn follow(port: &Port, desk: &Desk, id: String, near: Option<TimeNanos>) -> Story {
    let settled = settled::settled(port, desk).await;
    let revision = desk.catalog.borrow().revision();
    let classes = ids::classes(port, desk).await;
    let (counts, keys) = carriers(port, std::slice::from_ref(&id), STEPS_MAX).await;
    let mut own = steps(port, &keys, true).await;
    let records_total = counts.first().copied().unwrap_or(0);
    let mut story = Story { id, records_total, revision, ..Story::default() };
    let class = class_of(&classes, &own, &story.id);
    let pause_nanos = match class.filter(|_| records_total == own.len() as u64) {
        Some(class) => requests::pause_nanos(port, class).await,
        None => i64::MAX,
    };
    let times: Vec<i64> = own.iter().map(|step| step.key.time).collect();
    let requests = between_pauses(&times, pause_nanos);
    story.requests = requests.len() as u32;
    if let Some(near) = near.filter(|_| requests.len() > 1) {
        let at = nearest(&times, &requests, near.0);
        own = requests.get(at).and_then(|it| own.get(it.clone())).unwrap_or_default().to_vec();
        (story.request, story.records_total) = (at as u32 + 1, own.len() as u64);
    }
    let mut lanes = Lanes::of(desk, &own);
    (story.linked, story.linked_total) = linked(port, desk, &classes, &own, &story.id).await;
    story.class = class.map_or("", Ranked::name).to_owned();
    story.offered = class.is_some_and(Ranked::is_offered);
    if let Some(class) = class.filter(|class| !class.entity) {
        let of = Compared { class, pause_nanos, id: &story.id };
        story.versus = against(port, desk, &settled, of, &own, &mut lanes).await;
    }
    let (spans, span_of) = spans(&own);
    story.spans = spans.into_iter().map(|span| shown_span(span, &own, &lanes)).collect();
    let shown = |(step, span): (&Step, Option<usize>)| {
        let step = shown(&settled, &lanes, step);
        crate::protocol::page::StoryStep { span: span.map(|at| at as u32), ..step }
    };
    story.steps = own.iter().zip(span_of).map(shown).collect();
    story.lanes = lanes.names;
    story
}

/// The best class that the id is of, by how it stands in its records.
pub(super) fn class_of<'a>(classes: &'a [Ranked], steps: &[Step], id: &str) -> Option<&'a Ranked> {
    let hash = text_hash(id.as_bytes());
    let tokens = steps.iter().flat_map(|step| &step.shown.tokens);
    let own = arrange::set(tokens.filter(|token| token.hash == hash).map(|token| token.identity));
    classes.iter().find(|class| class.identities.iter().any(|identity| own.contains(identity)))
}

/// Other ids in the steps, those of the fewest records first, which say most; and how many there are.
async fn linked(
    port: &Port,
    desk: &Desk,
    classes: &[Ranked],
    steps: &[Step],
    id: &str,
) -> (Vec<LinkedId>, u64) {
    let worth = classes.iter().filter(|class| class.score >= SCORE_MIN);
    let of = arrange::map(
        worth.flat_map(|class| class.identities.iter().map(move |identity| (*identity, class))),
    );
    let mut others: BTreeMap<&str, &Ranked> = BTreeMap::new();
    for token in steps.iter().flat_map(|step| &step.shown.tokens) {
        let Some(class) = of.get(&token.identity).filter(|_| token.text != id) else { continue };
        let better = |known: &&Ranked| (known.entity, -known.score) <= (class.entity, -class.score);
        if !others.get(token.text.as_str()).is_some_and(better) {
            others.insert(&token.text, class);
        }
    }
    let total = others.len() as u64;
    let mut chosen: Vec<(&str, &Ranked)> = others.into_iter().collect();
    // Those of requests before those of what lasts.
    chosen.arrange_by_key(|(id, class)| (class.entity, *id));
    chosen.truncate(LINKED_MAX);
    let texts: Vec<String> = chosen.iter().map(|(id, _)| (*id).to_owned()).collect();
    let counts = counts(port, desk, &texts).await;
    let linked = |((id, (_, class)), records): ((String, (&str, &Ranked)), u64)| LinkedId {
        id,
        class: class.name().to_owned(),
        entity: class.entity,
        records,
    };
    let mut linked: Vec<LinkedId> = texts.into_iter().zip(chosen).zip(counts).map(linked).collect();
    linked.arrange_by(|a, b| (a.entity, a.records, &a.id).cmp(&(b.entity, b.records, &b.id)));
    (linked, total)
}

/// What lies between long pauses: of an id that is used again each is another request.
pub(super) fn between_pauses(times: &[i64], pause_nanos: i64) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, time) in times.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| times.get(before));
        let goes_on = before.is_some_and(|before| time.saturating_sub(*before) <= pause_nanos);
        match found.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = at + 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// The one of some stretches of times that is nearest to a time.
fn nearest(times: &[i64], of: &[Range<usize>], near: i64) -> usize {
    let far = |range: &Range<usize>| {
        let times = times.get(range.clone()).unwrap_or_default();
        let ends = times.first().copied().zip(times.last().copied());
        let (first, last) = ends.unwrap_or_default();
        first.saturating_sub(near).max(near.saturating_sub(last)).max(0)
    };
    (0..of.len()).min_by_key(|at| of.get(*at).map_or(i64::MAX, far)).unwrap_or(0)
}

/// What a story is held against: other ids of its class, which are used again after a pause.
struct Compared<'a> {
    class: &'a Ranked,
    pause_nanos: i64,
    id: &'a str,
}

/// What sets the steps apart from those of a fixed choice of ids of the same class.
async fn against(
    port: &Port,
    desk: &Desk,
    settled: &Settled,
    of: Compared<'_>,
    own: &[Step],
    lanes: &mut Lanes,
) -> Option<StoryVersus> {
    let Compared { class, pause_nanos, id } = of;
    // As many of its own as are known of the others: what comes later is no difference.
    let times: Vec<i64> = own.iter().map(|step| step.key.time).collect();
    let first = between_pauses(&times, pause_nanos).first().map_or(0, |first| first.end);
    let compared = own.get(..first.min(OTHER_STEPS_MAX)).unwrap_or(own);
    let hash = text_hash(id.as_bytes());
    let others = others::of_class(port, desk, class, pause_nanos).await;
    let versus = versus(compared, others.without(hash))?;
    let likes = versus.like_it.iter().take(GOODS_MAX);
    let goods = arrange::map(likes.map(|like| (*like, others.keys_of(*like))));
    let found = steps(port, &others::all_keys(goods.values()), true).await;
    let mut goods = others::steps_of(&goods, &found);
    let good = *versus.like_it.first()?;
    let differing = differing(own, &goods.values().cloned().collect::<Vec<_>>());
    let good_steps = goods.remove(&good).unwrap_or_default();
    lanes.add(desk, &good_steps);
    let good_id = class.sketch.text_of(good).unwrap_or_default().to_owned();
    let (compared, good_steps) = (OTHER_STEPS_MAX, &good_steps);
    let told = Told { settled, good_steps, own, lanes, compared };
    Some(told.versus(good_id, versus, differing))
}

fn shown_span(span: Span, steps: &[Step], lanes: &Lanes) -> StorySpan {
    let time = |nanos: i64| (nanos != TIME_UNKNOWN).then_some(TimeNanos(nanos));
    StorySpan {
        id: span.id,
        name: span.name,
        parent: span.parent.map(|at| at as u32),
        depth: span.depth,
        lane: steps.get(span.step).map_or(0, |step| lanes.lane(step)),
        start: time(span.extent.0),
        end: time(span.extent.1),
        failed: span.failed,
    }
}
