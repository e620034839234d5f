//! The explanation pane: a sentence, what broke first, and what is different, ranked.
//!
//! [`rows`] is the table, which the compare panel shows too; [`onsets`] the waterfall.
//!
//! Does not: explain.

pub mod onsets;
pub mod rows;

use yew::prelude::*;

use self::{onsets::onsets, rows::Rows};
use crate::{
    protocol::page::Explanation,
    session::{
        Action, ByPtr,
        bursts::{BurstAction, BurstsShown},
        comparing::CompareAction,
        explaining::{ExplainAction, Explaining, baseline_nanos, baseline_words},
        following::FollowAction,
        keys::{Intent, shown},
        show::{duration, grouped, span},
        state::View,
    },
};

/// Properties of [`Explain`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ExplainProps {
    /// What is explained.
    pub explaining: ByPtr<Explaining>,
    /// How many bursts there are.
    pub bursts: ByPtr<BurstsShown>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// Whether there is a filter that it could be limited to.
    pub filtered: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The pane at the right.
#[component]
pub fn Explain(props: &ExplainProps) -> Html {
    let explaining = &props.explaining;
    let act = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let close = act(Action::Explain(ExplainAction::Closed));
    html! {
        <aside id="explain" class="detail explain" aria-label="explanation"
            aria-busy={explaining.answer.is_none().to_string()}>
            <div class="detail-head">
                <h2 class="detail-title">{ title(props) }</h2>
                <span>
                    if explaining.burst.is_some() {
                        { step(props, Intent::NextBurst, true, "next") }
                        { step(props, Intent::PreviousBurst, false, "previous") }
                    }
                    <button class="button" onclick={close}>{ "Close" }<kbd>{ "Esc" }</kbd></button>
                </span>
            </div>
            <div class="detail-body">
                if let Some(answer) = &explaining.answer {
                    { body(props, answer) }
                } else {
                    <p class="muted">{ "being explained" }</p>
                }
            </div>
            <div class="detail-actions">
                <button id="follow-failing" class="button button-main"
                    onclick={act(Action::Follow(FollowAction::FailingAsked))}>
                    { "Follow one failing request" }<kbd>{ shown(Intent::FollowFailing) }</kbd>
                </button>
                if explaining.answer.is_some() {
                    <button class="button" onclick={act(Action::Compare(CompareAction::ExplainedTaken))}>
                        { "Compare with the baseline" }
                    </button>
                }
                { only_filter(props) }
            </div>
        </aside>
    }
}

/// `Burst 1 of 3`, or the range.
fn title(props: &ExplainProps) -> String {
    match props.explaining.burst {
        Some((kind, number)) => {
            let count = props.bursts.of(kind).len();
            let word = match kind {
                crate::protocol::page::BurstKind::Silence => "Silence",
                _ => "Burst",
            };
            format!("{word} {} of {}", grouped(number as u64 + 1), grouped(count as u64))
        }
        None => span(&props.view.zone, props.explaining.range, false),
    }
}

fn step(props: &ExplainProps, intent: Intent, forward: bool, words: &'static str) -> Html {
    let step = props
        .dispatch
        .reform(move |_: MouseEvent| Action::Bursts(BurstAction::Stepped { forward }));
    html! {
        <button class="link explain-step" onclick={step}><kbd>{ shown(intent) }</kbd>{ " " }{ words }</button>
    }
}

fn body(props: &ExplainProps, answer: &Explanation) -> Html {
    let dispatch = &props.dispatch;
    let point = dispatch.reform(|row| Action::Explain(ExplainAction::Pointed(row)));
    html! {
        <>
            <p id="explain-sentence" class="explain-sentence">{ answer.sentence.clone() }</p>
            if let Some(why) = &answer.why_not {
                <p class="panel-note">{ why.clone() }</p>
            }
            { baseline(props, answer) }
            { onsets(answer, &props.view.zone, dispatch) }
            if !answer.rows.is_empty() {
                <h3 class="detail-section">{ "What is different" }</h3>
                <Rows rows={answer.rows.clone()} total={answer.rows_total} heads={("before", "during")}
                    dispatch={dispatch.clone()} {point} />
            }
        </>
    }
}

/// What it is compared with, and that it can be dragged.
fn baseline(props: &ExplainProps, answer: &Explanation) -> Html {
    if answer.baseline.is_none() {
        return html! {};
    }
    let words = format!(
        "{}: {} records in {} against {}",
        baseline_words(&props.view.zone, &props.explaining, answer),
        grouped(answer.outside),
        duration(baseline_nanos(answer)),
        grouped(answer.inside)
    );
    let reset =
        props.dispatch.reform(|_: MouseEvent| Action::Explain(ExplainAction::BaselineChosen(None)));
    html! {
        <p class="muted explain-baseline">
            { words }
            if props.explaining.baseline.is_some() {
                { " · chosen · " }<button class="link" onclick={reset}>{ "as before" }</button>
            } else {
                { " · drag its line on the timeline to change it" }
            }
        </p>
    }
}

fn only_filter(props: &ExplainProps) -> Html {
    let on = props.explaining.filtered;
    let toggle =
        props.dispatch.reform(move |_: MouseEvent| Action::Explain(ExplainAction::Filtered(!on)));
    html! {
        if props.filtered || on {
            <button class="button" aria-pressed={on.to_string()} onclick={toggle}>
                { "Only records of the filter" }
            </button>
        }
    }
}
