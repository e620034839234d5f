//! The picture of a story: its steps and the gaps between them as lines, each with its bar on one time
//! axis, and what each lane did over the whole of it.
//!
//! A place on the axis is a part of the story's length, 0 to 1.
//!
//! Does not: draw; `ui::follow` does.

use super::show::source;
use crate::protocol::page::{Level, SECOND_NANOS, Story, StorySpan, StoryStep, TimeNanos};

/// A shorter gap is never named.
const GAP_NANOS_MIN: i64 = 20_000_000;
/// A gap is named where it is at least one in so many parts of the story.
const GAP_PART: i64 = 5;
/// Or where it is over a second, and so many times the usual one.
const TIMES_USUAL: i64 = 10;

/// Places that a lane tells apart.
pub const LANE_PLACES: usize = 120;
/// Units of work that are shown.
pub const SPANS_MAX: usize = 24;
/// Lanes that are shown; the last of them stands for all others.
pub const LANES_MAX: usize = 6;

/// One line of the waterfall.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// A step, by its number.
    Step(usize),
    /// Nothing happened for so many nanoseconds before the step of this number.
    Gap(usize, i64),
}

/// A part of the axis.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bar {
    /// Where it begins.
    pub from: f64,
    /// Where it ends, not before it begins.
    pub to: f64,
}

/// What one service or source did over the story.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// Its name; of the last of very many: how many more there are.
    pub name: String,
    /// How many units of work it lies within.
    pub depth: u32,
    /// Its steps.
    pub steps: u64,
    /// From its first step to the end of its last.
    pub bar: Bar,
    /// Places of [`LANE_PLACES`] at which a step begins, with the gravest one there.
    pub marks: Vec<(usize, Tone)>,
}

/// How grave a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// A warning, or a request that was refused.
    Warn,
    /// An error, or an answer that is one.
    Error,
}

impl Tone {
    /// Every tone, the gravest last.
    pub const ALL: [Tone; 3] = [Tone::Plain, Tone::Warn, Tone::Error];

    /// Of a step.
    #[must_use]
    pub fn of(step: &StoryStep) -> Tone {
        if step.failed {
            Tone::Error
        } else if step.level == Some(Level::Warn) || step.status.is_some_and(|it| it >= 400) {
            Tone::Warn
        } else {
            Tone::Plain
        }
    }

    /// The name by which a style knows it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Warn => "warn",
            Tone::Error => "error",
        }
    }
}

/// The time axis of a story, in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Axis {
    /// The first instant.
    pub start: i64,
    /// The last one.
    pub end: i64,
}

impl Axis {
    /// From the first step to the end of the last; none where no step has a time.
    #[must_use]
    pub fn of(steps: &[StoryStep]) -> Option<Axis> {
        let spans = || steps.iter().filter_map(span);
        let start = spans().map(|(from, _)| from).min()?;
        let end = spans().map(|(_, to)| to).max()?;
        Some(Axis { start, end })
    }

    /// How long it is, in nanoseconds.
    #[must_use]
    pub fn nanos(&self) -> i64 {
        self.end.saturating_sub(self.start)
    }

    /// The bar of a step; none where it has no time.
    #[must_use]
    pub fn bar(&self, step: &StoryStep) -> Option<Bar> {
        let (from, to) = span(step)?;
        Some(Bar { from: self.place(from), to: self.place(to) })
    }

    /// The bar of the nothing before a step.
    #[must_use]
    pub fn gap(&self, step: &StoryStep, nanos: i64) -> Option<Bar> {
        let (to, _) = span(step)?;
        Some(Bar { from: self.place(to.saturating_sub(nanos)), to: self.place(to) })
    }

    fn place(&self, time: i64) -> f64 {
        let whole = self.nanos().max(1) as f64;
        (time.saturating_sub(self.start) as f64 / whole).clamp(0.0, 1.0)
    }
}

/// When a step began and ended, in nanoseconds since 1970.
#[must_use]
pub fn span(step: &StoryStep) -> Option<(i64, i64)> {
    let start = step.start.or(step.time)?.0;
    let end = step.end.or(step.time)?.0;
    Some((start, end.max(start)))
}

/// The lines of a story: its steps, and the gaps worth a name between them.
#[must_use]
pub fn lines(steps: &[StoryStep]) -> Vec<Line> {
    // The gap before a step is what lies between it and the end of all that came before.
    let mut gaps = Vec::with_capacity(steps.len());
    let mut until: Option<i64> = None;
    for step in steps {
        let span = span(step);
        gaps.push(until.zip(span).map_or(0, |(until, (from, _))| from.saturating_sub(until)));
        until = until.max(span.map(|(_, to)| to));
    }
    let mut sorted = gaps.clone();
    sorted.sort_unstable();
    let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0).max(0);
    let whole = Axis::of(steps).map_or(0, |axis| axis.nanos());
    let is_long = |gap: i64| {
        let part = gap.saturating_mul(GAP_PART) >= whole;
        let beyond = gap > SECOND_NANOS && gap > usual.saturating_mul(TIMES_USUAL);
        gap >= GAP_NANOS_MIN && (part || beyond)
    };
    let mut lines = Vec::with_capacity(steps.len());
    for (at, gap) in gaps.into_iter().enumerate() {
        if is_long(gap) {
            lines.push(Line::Gap(at, gap));
        }
        lines.push(Line::Step(at));
    }
    lines
}

/// What each lane did, those beyond [`LANES_MAX`] as one.
#[must_use]
pub fn lanes(names: &[String], steps: &[StoryStep], axis: &Axis) -> Vec<Lane> {
    let shown = names.len().min(LANES_MAX);
    let mut tones = vec![[None::<Tone>; LANE_PLACES]; shown];
    let mut bars: Vec<Option<Bar>> = vec![None; shown];
    let mut counts = vec![0_u64; shown];
    for step in steps {
        let at = (step.lane as usize).min(shown.saturating_sub(1));
        let (Some(tones), Some(bar), Some(count)) =
            (tones.get_mut(at), bars.get_mut(at), counts.get_mut(at))
        else {
            continue;
        };
        *count += 1;
        let Some(own) = axis.bar(step) else { continue };
        let whole = bar.get_or_insert(own);
        *whole = Bar { from: whole.from.min(own.from), to: whole.to.max(own.to) };
        let place = ((own.from * LANE_PLACES as f64) as usize).min(LANE_PLACES - 1);
        if let Some(tone) = tones.get_mut(place) {
            *tone = (*tone).max(Some(Tone::of(step)));
        }
    }
    let lane = |(at, name): (usize, &String)| {
        let others = names.len().saturating_sub(at + 1);
        let together = at + 1 == LANES_MAX && others > 0;
        let marks = tones.get(at)?.iter().enumerate();
        Some(Lane {
            name: if together { format!("{} others", others + 1) } else { source(name).to_owned() },
            depth: 0,
            steps: counts.get(at).copied()?,
            bar: bars.get(at).copied()?.unwrap_or_default(),
            marks: marks.filter_map(|(place, tone)| Some((place, (*tone)?))).collect(),
        })
    };
    // A good request that is compared may have been where this one never came.
    let been = |lane: &Lane| lane.steps > 0;
    names.iter().enumerate().take(shown).filter_map(lane).filter(been).collect()
}

/// The units of work of a trace, each within the one that it is a part of; at most [`SPANS_MAX`].
#[must_use]
pub fn spans(story: &Story, axis: &Axis) -> Vec<Lane> {
    let mut counts = vec![0_u64; story.spans.len()];
    for step in &story.steps {
        if let Some(count) = step.span.and_then(|span| counts.get_mut(span as usize)) {
            *count += 1;
        }
    }
    let lane = |(span, steps): (&StorySpan, u64)| {
        let place = |time: Option<TimeNanos>| time.map(|time| axis.place(time.0));
        let from = place(span.start).unwrap_or_default();
        let tone = if span.failed { Tone::Error } else { Tone::Plain };
        let mark = ((from * LANE_PLACES as f64) as usize).min(LANE_PLACES - 1);
        let service = story.lanes.get(span.lane as usize).map_or("", |lane| source(lane));
        Lane {
            name: format!("{service} {}", span.name.as_ref().unwrap_or(&span.id)),
            depth: span.depth,
            steps,
            bar: Bar { from, to: place(span.end).unwrap_or(from).max(from) },
            marks: vec![(mark, tone)],
        }
    };
    story.spans.iter().zip(counts).take(SPANS_MAX).map(lane).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;
    use crate::protocol::page::RecordKey;

    /// A step in a lane, from .. to milliseconds.
    pub(in crate::session) fn step(lane: u32, from: i64, to: i64) -> StoryStep {
        let at = |millis: i64| Some(TimeNanos(millis * 1_000_000));
        StoryStep {
            record: RecordKey { source: lane, offset: from.unsigned_abs() },
            time: at(to),
            start: at(from),
            end: at(to),
            lane,
            span: None,
            level: None,
            template: 1,
            text: "step <*>".to_owned(),
            message: format!("step {from}"),
            request: None,
            status: None,
            failed: false,
        }
    }

    fn shown(lines: &[Line]) -> String {
        let word = |line: &Line| match line {
            Line::Step(at) => at.to_string(),
            Line::Gap(_, nanos) => format!("[{} ms]", nanos / 1_000_000),
        };
        lines.iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_gap_is_named_where_it_is_much_of_the_story() {
        let points = |millis: &[i64]| -> Vec<StoryStep> {
            millis.iter().map(|&at| step(0, at, at)).collect()
        };
        expect!["0 1 [2100 ms] 2 3"].assert_eq(&shown(&lines(&points(&[0, 5, 2105, 2110]))));
        expect!["0 1 2"].assert_eq(&shown(&lines(&points(&[0, 5, 12]))));
        // A step that lasts leaves no gap.
        let lasting = [step(0, 0, 2000), step(1, 5, 9), step(1, 1900, 1950)];
        expect!["0 1 2"].assert_eq(&shown(&lines(&lasting)));
        expect![""].assert_eq(&shown(&lines(&[])));
    }

    #[test]
    fn lanes_go_from_their_first_step_to_their_last() {
        let mut steps = vec![step(0, 0, 1000), step(1, 250, 500), step(1, 500, 750)];
        steps[2].failed = true;
        let names = ["nginx".to_owned(), "checkout".to_owned()];
        let axis = Axis::of(&steps).unwrap();
        let shown: Vec<String> = lanes(&names, &steps, &axis)
            .iter()
            .map(|it| format!("{} {} {:?} {:?}", it.name, it.steps, it.bar, it.marks))
            .collect();
        expect![[r#"
            nginx 1 Bar { from: 0.0, to: 1.0 } [(0, Plain)]
            checkout 2 Bar { from: 0.25, to: 0.75 } [(30, Plain), (60, Error)]"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn very_many_lanes_are_told_as_one() {
        let names: Vec<String> = (0..20).map(|at| format!("s{at}")).collect();
        let steps: Vec<StoryStep> = (0..20).map(|at| step(at, i64::from(at), 30)).collect();
        let lanes = lanes(&names, &steps, &Axis::of(&steps).unwrap());
        assert_eq!(lanes.len(), LANES_MAX);
        assert_eq!(lanes.last().map(|it| (it.name.as_str(), it.steps)), Some(("15 others", 15)));
    }

    proptest! {
        #[test]
        fn every_step_has_its_line_and_lies_on_the_axis(
            spans in proptest::collection::vec((0_u32..9, any::<i32>(), 0_i64..100_000), 0..60),
        ) {
            let steps: Vec<StoryStep> = spans
                .iter()
                .map(|&(lane, from, long)| step(lane, from.into(), i64::from(from) + long))
                .collect();
            let of_steps = lines(&steps).into_iter().filter_map(|line| match line {
                Line::Step(at) => Some(at),
                Line::Gap(..) => None,
            });
            prop_assert!(of_steps.eq(0..steps.len()));
            let names: Vec<String> = (0..9).map(|at| at.to_string()).collect();
            let Some(axis) = Axis::of(&steps) else { return Ok(()) };
            for bar in steps.iter().filter_map(|step| axis.bar(step)) {
                prop_assert!(0.0 <= bar.from && bar.from <= bar.to && bar.to <= 1.0);
            }
            let counted: u64 = lanes(&names, &steps, &axis).iter().map(|lane| lane.steps).sum();
            prop_assert_eq!(counted, steps.len() as u64);
        }
    }
}
