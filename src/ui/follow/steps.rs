//! The waterfall: one line for each step, its bar behind the words, and the gaps worth a name.
//!
//! Does not: lay out bars; `session::waterfall` does.

use std::ops::Range;

use yew::prelude::*;

use crate::{
    protocol::page::{RecordKey, StoryStep, Zone},
    session::{
        Action, ByPtr,
        following::{FollowAction, Told, gap_words, offset_words, step_title, step_words},
        show,
        waterfall::{Axis, Bar, Line, Tone},
    },
    ui::long_list::LongList,
};

/// Lines that are on screen at most.
const LINES_MAX: u64 = 14;

/// Properties of [`Steps`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StepsProps {
    /// The story with its picture.
    pub told: ByPtr<Told>,
    /// The step that was chosen last.
    pub chosen: Option<usize>,
    /// The marked event.
    pub marked: Option<RecordKey>,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The list of steps.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let told = &props.told;
    let lines = {
        let props = props.clone();
        Callback::from(move |range: Range<u64>| lines(&props, range))
    };
    let reveal = props.chosen.and_then(|step| told.line_of(step)).map(|line| line as u64);
    html! {
        <LongList id="follow-steps" class="follow-steps" label="steps of the request"
            rows={told.lines.len() as u64} rows_max={LINES_MAX} {reveal}
            marked={props.chosen.map(|step| AttrValue::from(format!("step-{step}")))} {lines} />
    }
}

fn lines(props: &StepsProps, range: Range<u64>) -> Html {
    let told = &props.told;
    let shown = told.lines.get(range.start as usize..range.end as usize).unwrap_or_default();
    let line = |line: &Line| match *line {
        Line::Step(at) => told.story.steps.get(at).map(|step| self::step(props, at, step)),
        Line::Gap(at, nanos) => told.story.steps.get(at).map(|step| gap(told, at, step, nanos)),
    };
    shown.iter().filter_map(line).collect()
}

fn step(props: &StepsProps, at: usize, step: &StoryStep) -> Html {
    let told = &props.told;
    let tone = Tone::of(step);
    let lane = told.story.lanes.get(step.lane as usize).map_or("", String::as_str);
    let choose =
        props.dispatch.reform(move |_: MouseEvent| Action::Follow(FollowAction::StepChosen(at)));
    let bar = told.axis.and_then(|axis| axis.bar(step));
    let offset = told.axis.map(|axis: Axis| offset_words(&axis, step)).unwrap_or_default();
    let marked = props.marked == Some(step.record);
    html! {
        <div key={at.to_string()} id={format!("step-{at}")} role="option"
            class={classes!("step", format!("step-tone-{}", tone.name()))}
            aria-selected={marked.to_string()} onclick={choose}
            title={step_title(told, step, &props.zone)}>
            <span class="step-offset">{ offset }</span>
            <span class="step-zone">
                { for bar.map(|bar| self::bar(bar, tone)) }
                <span class="step-words">
                    <span class="step-lane">{ show::source(lane).to_owned() }</span>
                    { " " }{ step_words(step) }
                </span>
            </span>
        </div>
    }
}

/// A light bar from its start to its end, and its start as an edge that is never too thin to see.
fn bar(bar: Bar, tone: Tone) -> Html {
    let percent = |part: f64| format!("{:.3}%", part * 100.0);
    // The edge of a step at the very end is still within the picture.
    let from = bar.from * 0.99;
    html! {
        <svg class="step-bar" aria-hidden="true">
            <rect class={format!("step-{}", tone.name())} x={percent(from)} y="1" height="18"
                width={percent((bar.to - from).max(0.0))} />
            <rect class={format!("step-edge-{}", tone.name())} x={percent(from)} y="1" width="3"
                height="18" />
        </svg>
    }
}

/// Nothing happened for long.
fn gap(told: &Told, at: usize, step: &StoryStep, nanos: i64) -> Html {
    let bar = told.axis.and_then(|axis| axis.gap(step, nanos));
    let percent = |part: f64| format!("{:.3}%", part * 100.0);
    html! {
        <div key={format!("gap-{at}")} class="step step-gap" role="presentation">
            <span class="step-offset"></span>
            <span class="step-zone">
                if let Some(bar) = bar {
                    <svg class="step-bar" aria-hidden="true">
                        <line class="step-nothing" x1={percent(bar.from)} x2={percent(bar.to)}
                            y1="17" y2="17" />
                    </svg>
                }
                <span class="step-words">{ gap_words(nanos) }</span>
            </span>
        </div>
    }
}
