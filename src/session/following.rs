//! One request followed over all sources: which id, what was found, the way back, and what is needed
//! to make it again.
//!
//! Does not: find records; the lead does. Does not lay out the picture; `session::waterfall` does.

use std::{collections::BTreeSet, rc::Rc};

use super::{
    beside::Beside,
    show::{date_time, duration, grouped, plural},
    state::Open,
    waterfall::{Axis, Lane, Line, Tone, lanes, lines, span, spans},
};
use crate::arrange;
use crate::protocol::page::{
    LinkedId, RecordKey, Replica, ReplicaTarget, SourceId, Story, StoryStep, StoryVersus,
    TimeNanos, Zone,
};

/// So many ids lead back at most.
pub const BEFORE_MAX: usize = 50;

/// What the inputs of a request are written as, in the order of the buttons.
pub const TARGETS: [ReplicaTarget; 4] =
    [ReplicaTarget::Curl, ReplicaTarget::Http, ReplicaTarget::Har, ReplicaTarget::Excerpt];

/// What is followed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Following {
    /// The id that is wanted.
    pub id: String,
    /// When that was, where it is known: an id may name several requests.
    pub near: Option<TimeNanos>,
    /// Ids that were followed before, the last one last.
    pub before: Vec<String>,
    /// Other ids of the event that it was followed from.
    pub offered: Vec<LinkedId>,
    /// The answer; that of the id before until the new one is there.
    pub told: Option<Rc<Told>>,
    /// The step that was chosen last.
    pub step: Option<usize>,
    /// What is to be known of clocks that differ among its sources.
    pub skewed: Option<String>,
    /// Whether the ids one hop away are shown.
    pub linked: bool,
    /// The good one is shown beside it.
    pub beside: bool,
    /// The row of both that was chosen last.
    pub pair: Option<usize>,
    /// It was followed as the good one that the one before is compared with.
    pub is_good: bool,
    /// Its inputs as a curl script, which say too what is not in the logs.
    pub script: Option<Script>,
    /// What is to be done with the inputs that are being written.
    pub handing: Option<Handing>,
    /// Whether secrets stay as they are in what is copied.
    pub unmasked: bool,
}

/// The inputs of a request as a script.
#[derive(Clone, Debug, PartialEq)]
pub struct Script {
    /// What the lead wrote.
    pub replica: Rc<Replica>,
    /// Whether secrets were left as they are.
    pub unmasked: bool,
}

/// What is done with a request's inputs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handing {
    /// What they are written as.
    pub target: ReplicaTarget,
    /// They are saved as a file, not copied.
    pub saved: bool,
}

/// A story with its picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What the lead answered.
    pub story: Story,
    /// From its first instant to its last; none where no step has a time.
    pub axis: Option<Axis>,
    /// Steps and gaps.
    pub lines: Vec<Line>,
    /// Its steps beside those of the good one that it is compared with.
    pub beside: Option<Beside>,
    /// What each service or source did; where records name units of work, these instead.
    pub lanes: Vec<Lane>,
    /// Where its steps come from.
    pub sources: BTreeSet<SourceId>,
}

/// What can happen to a story.
#[derive(Clone, Debug, PartialEq)]
pub enum FollowAction {
    /// The event at hand: the open one, or the marked one.
    EventAsked,
    /// A failing request of the burst that is explained.
    FailingAsked,
    /// An id.
    Chosen(String),
    /// The good request that it is compared with; or back from there.
    GoodAsked,
    /// The id that was followed before.
    BackAsked,
    /// No longer.
    Closed,
    /// The event of a step is to be marked in the list.
    StepChosen(usize),
    /// The good one is shown beside it, or no longer.
    BesideToggled,
    /// The event of a row of both is to be marked in the list.
    PairChosen(usize),
    /// The step after, or before, the one that was chosen last.
    Stepped {
        /// The one after.
        forward: bool,
    },
    /// The step after the next named gap, or the one before.
    GapStepped {
        /// The next.
        forward: bool,
    },
    /// The ids one hop away are shown, or no longer.
    LinkedToggled,
    /// The inputs are to be copied or saved.
    Handed(Handing),
    /// Secrets stay as they are in what is copied, or are masked again.
    MaskToggled,
}

impl Following {
    /// An id that is to be followed, with nothing known yet.
    #[must_use]
    pub fn of(id: String) -> Following {
        Following { id, ..Following::default() }
    }

    /// Whether the story on screen is that of the id.
    #[must_use]
    pub fn fresh(&self) -> bool {
        self.told.as_ref().is_some_and(|told| told.story.id == self.id)
    }

    /// Its rows beside the good one, where they are on screen.
    #[must_use]
    pub fn beside(&self) -> Option<&Beside> {
        self.told.as_ref()?.beside.as_ref().filter(|_| self.beside)
    }

    /// What a good request did otherwise.
    #[must_use]
    pub fn versus(&self) -> Option<&StoryVersus> {
        self.told.as_ref()?.story.versus.as_ref()
    }

    /// Inputs that were written already as they are wanted.
    #[must_use]
    pub fn written(&self, target: ReplicaTarget) -> Option<&Rc<Replica>> {
        let script = self.script.as_ref().filter(|it| it.unmasked == self.unmasked)?;
        let replica = &script.replica;
        (replica.id == self.id && replica.target == target).then_some(replica)
    }
}

impl Told {
    /// With its picture.
    #[must_use]
    pub fn of(story: Story) -> Told {
        let axis = Axis::of(&story.steps);
        let lanes = axis.map(|axis| match story.spans.is_empty() {
            true => lanes(&story.lanes, &story.steps, &axis),
            false => spans(&story, &axis),
        });
        let lanes = lanes.unwrap_or_default();
        let beside = story.versus.as_ref().map(|versus| Beside::of(&story, versus));
        let sources = arrange::set(story.steps.iter().map(|step| step.record.source));
        Told { axis, lines: lines(&story.steps), beside, lanes, sources, story }
    }

    /// What is to be known of clocks that differ among its sources and are not corrected.
    #[must_use]
    pub fn skew_words(&self, open: &Open) -> Option<String> {
        let is_here = |id: SourceId| {
            let whole = open.whole_name(id);
            whole.is_some() && self.sources.iter().any(|source| open.whole_name(*source) == whole)
        };
        let mut skews = open.clocks.skews.iter().filter(|skew| is_here(skew.source));
        let skew = skews.find(|skew| is_here(skew.other))?;
        let (name, other) = (open.whole_name(skew.source)?, open.whole_name(skew.other)?);
        let side = if skew.nanos > 0 { "behind" } else { "ahead of" };
        let by = duration(skew.nanos.saturating_abs());
        Some(format!(
            "The clock of {name} seems to be {by} {side} that of {other}, so order and gaps here \
             may be wrong. It can be corrected among the sources."
        ))
    }

    /// The number of the step that is a record.
    #[must_use]
    pub fn step_of(&self, record: RecordKey) -> Option<usize> {
        self.story.steps.iter().position(|step| step.record == record)
    }

    /// The step after the next named gap behind a step, or after the last one before it, round again
    /// at the end; none where there is no gap.
    #[must_use]
    pub fn gap_from(&self, step: Option<usize>, forward: bool) -> Option<usize> {
        let gaps = || {
            self.lines.iter().filter_map(|line| match line {
                Line::Gap(before, _) => Some(*before),
                Line::Step(_) => None,
            })
        };
        let is_beyond =
            |gap: &usize| step.is_none_or(|step| if forward { *gap > step } else { *gap < step });
        match forward {
            true => gaps().find(is_beyond).or_else(|| gaps().next()),
            false => gaps().rfind(is_beyond).or_else(|| gaps().next_back()),
        }
    }

    /// The number of the line that shows a step.
    #[must_use]
    pub fn line_of(&self, step: usize) -> Option<usize> {
        self.lines.iter().position(|line| *line == Line::Step(step))
    }

    /// When, how long, how many records and where: `2026-03-01 14:04:32.117, 1.2 s · 14 records in 3
    /// places`.
    #[must_use]
    pub fn extent_words(&self, zone: &Zone) -> String {
        let story = &self.story;
        let records = plural(story.records_total, "record", "records");
        let mut lanes: Vec<u32> = story.steps.iter().map(|step| step.lane).collect();
        lanes.sort_unstable();
        lanes.dedup();
        let places = match lanes.len() {
            0 | 1 => String::new(),
            count => format!(" in {} places", grouped(count as u64)),
        };
        match self.axis {
            Some(axis) => {
                let start = date_time(zone, TimeNanos(axis.start));
                format!("{start}, {} · {records}{places}", duration(axis.nanos()))
            }
            None => format!("{records}{places}"),
        }
    }

    /// What was asked and how it ended: `POST /cart/17` and `503`.
    #[must_use]
    pub fn request(&self) -> Option<(String, Option<u16>)> {
        let steps = &self.story.steps;
        let (method, path) = steps.iter().find_map(|step| step.request.as_ref())?;
        let status = steps.iter().filter_map(|step| step.status).max();
        Some((format!("{method} {path}"), status))
    }

    /// What is to be known of an id on very many records; none where all of them are here.
    #[must_use]
    pub fn capped_words(&self) -> Option<String> {
        let story = &self.story;
        let here = story.steps.len() as u64;
        if story.requests > 1 {
            let requests = grouped(story.requests.into());
            let which = match story.request {
                0 => "they are shown together, and the first is compared".to_owned(),
                number => format!("this is number {number}"),
            };
            return Some(format!("This id names {requests} requests, long pauses apart: {which}."));
        }
        (story.records_total > here).then(|| {
            format!(
                "{} records carry this id, so it may name something that lasts, as a host or a \
                 user does, not one request. The first {} are shown.",
                grouped(story.records_total),
                grouped(here)
            )
        })
    }
}

/// How long after the beginning a step was logged: `+38 ms`.
#[must_use]
pub fn offset_words(axis: &Axis, step: &StoryStep) -> String {
    match step.time {
        None => "no time".to_owned(),
        Some(time) if time.0 <= axis.start => "0".to_owned(),
        Some(time) => format!("+{}", duration(time.0.saturating_sub(axis.start))),
    }
}

/// What a step is, for one line: what was asked where it is a request, else its message.
#[must_use]
pub fn step_words(step: &StoryStep) -> String {
    match (&step.request, step.status) {
        (Some((method, path)), Some(status)) => format!("{method} {path} {status}"),
        (Some((method, path)), None) => format!("{method} {path} {}", step.message),
        (None, _) => step.message.clone(),
    }
}

/// All of a step, for a person who points at it or hears it.
#[must_use]
pub fn step_title(told: &Told, step: &StoryStep, zone: &Zone) -> String {
    let lane = told.story.lanes.get(step.lane as usize).map_or("", String::as_str);
    let time = step.time.map_or_else(|| "no time".to_owned(), |time| date_time(zone, time));
    let took = match span(step) {
        Some((from, to)) if to > from => format!(", took {}", duration(to.saturating_sub(from))),
        _ => String::new(),
    };
    let level = step.level.map_or(String::new(), |level| format!(" {}", level.word()));
    let tone = if level.is_empty() && Tone::of(step) == Tone::Error { " error" } else { "" };
    format!("{time}{took}{level}{tone} · {lane}: {}", step.message)
}

/// `2.1 s of nothing`.
#[must_use]
pub fn gap_words(nanos: i64) -> String {
    format!("{} of nothing", duration(nanos))
}

/// Whose way the good request goes: `412 of 480 good ones of POST /cart/*`.
#[must_use]
pub fn goods_words(versus: &StoryVersus) -> String {
    let route = versus.route.as_ref().map_or(String::new(), |route| format!(" of {route}"));
    match (versus.like_it, versus.goods) {
        (_, 1) => format!("the only good one{route}"),
        (like, goods) if like == goods => format!("all {} good ones{route}", grouped(goods)),
        (like, goods) => format!("{} of {} good ones{route}", grouped(like), grouped(goods)),
    }
}

/// A sentence of the comparison as what it says first, and of what: `Never reached` and `authorised`.
#[must_use]
pub fn sentence_parts(sentence: &str) -> (String, &str) {
    let (first, rest) = sentence.split_once(": ").unwrap_or(("", sentence));
    let mut letters = first.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string() + letters.as_str());
    (first.unwrap_or_default(), rest)
}

/// What inputs are written as, on a button.
#[must_use]
pub fn target_words(target: ReplicaTarget) -> &'static str {
    match target {
        ReplicaTarget::Curl => "curl script",
        ReplicaTarget::Http => ".http file",
        ReplicaTarget::Har => "HAR",
        ReplicaTarget::Excerpt => "Log excerpt",
    }
}
