//! A request beside the good one: equal steps in one row, empty places where one never was.
//!
//! Does not: align them; `session::beside` does.

use std::ops::Range;

use yew::prelude::*;

use crate::{
    protocol::page::{StoryStep, Zone},
    session::{
        Action, ByPtr,
        beside::{Beside as Rows, Pair},
        following::{FollowAction, Told, offset_words, step_title, step_words},
        show::duration,
        waterfall::{Axis, Tone},
    },
    ui::long_list::LongList,
};

/// Rows that are on screen at most.
const ROWS_MAX: u64 = 18;

/// Properties of [`Beside`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct BesideProps {
    /// The story with its picture.
    pub told: ByPtr<Told>,
    /// The row that was chosen last.
    pub chosen: Option<usize>,
    /// The zone that times are shown in.
    pub zone: Zone,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// Both in two columns.
#[component]
pub fn Beside(props: &BesideProps) -> Html {
    let rows = props.told.beside.as_ref().map_or(0, |beside| beside.pairs.len());
    let lines = {
        let props = props.clone();
        Callback::from(move |range: Range<u64>| lines(&props, range))
    };
    let good = props.told.story.versus.as_ref().map_or("", |versus| versus.good.as_str());
    html! {
        <>
            <div class="beside beside-head muted" aria-hidden="true">
                <span>{ props.told.story.id.clone() }</span><span>{ good.to_owned() }</span>
            </div>
            <LongList id="follow-beside" class="follow-steps" rows={rows as u64} {lines}
                label="steps of the request, and of the good one" rows_max={ROWS_MAX}
                reveal={props.chosen.map(|row| row as u64)}
                marked={props.chosen.map(|row| AttrValue::from(format!("pair-{row}")))} />
        </>
    }
}

fn lines(props: &BesideProps, range: Range<u64>) -> Html {
    let Some(beside) = &props.told.beside else { return html! {} };
    let rows = beside.pairs.iter().enumerate();
    let shown =
        rows.skip(range.start as usize).take(range.end.saturating_sub(range.start) as usize);
    shown.map(|(at, pair)| row(props, beside, at, pair)).collect()
}

fn row(props: &BesideProps, beside: &Rows, at: usize, pair: &Pair) -> Html {
    let told = &props.told;
    let story = &told.story;
    let choose =
        props.dispatch.reform(move |_: MouseEvent| Action::Follow(FollowAction::PairChosen(at)));
    let own = pair.own.and_then(|own| story.steps.get(own));
    let good_steps = story.versus.as_ref().map_or(&[][..], |versus| &versus.good_steps);
    let good = pair.good.and_then(|good| good_steps.get(good));
    let only = own.is_some() && good.is_none() && !pair.beyond && !pair.elsewhere;
    let nothing = if pair.elsewhere { "in another order" } else { "" };
    let more = pair.slower_nanos.map(|nanos| format!("+{}", duration(nanos)));
    html! {
        <div key={at.to_string()} id={format!("pair-{at}")} role="option" class="step beside"
            aria-selected={(props.chosen == Some(at)).to_string()} onclick={choose}>
            if let Some(own) = own {
                { cell(told, own, told.axis, only, more, &props.zone) }
            } else {
                { empty(nothing) }
            }
            if let Some(good) = good {
                { cell(told, good, beside.good_axis, false, None, &props.zone) }
            } else {
                { empty(nothing) }
            }
        </div>
    }
}

/// An empty place, with what is to be said of it.
fn empty(words: &'static str) -> Html {
    html! { <span class="beside-nothing muted" aria-label="not here">{ words }</span> }
}

/// A step of one of both.
fn cell(
    told: &Told,
    step: &StoryStep,
    axis: Option<Axis>,
    only: bool,
    more: Option<String>,
    zone: &Zone,
) -> Html {
    let offset = axis.map(|axis| offset_words(&axis, step)).unwrap_or_default();
    let tone = (Tone::of(step) != Tone::Plain).then(|| format!("beside-{}", Tone::of(step).name()));
    html! {
        <span class={classes!("beside-step", tone)} title={step_title(told, step, zone)}>
            <span class="step-offset">{ offset }</span>
            if only {
                <span class="beside-only">{ "only here" }</span>
            }
            if let Some(more) = more {
                <span class="beside-slower" title="longer than in the good one">{ more }</span>
            }
            <span class="beside-words">{ step_words(step) }</span>
        </span>
    }
}
