//! The patterns panel: every pattern of the selection with counts, levels, first and last, a small series.
//!
//! [`line`] is one pattern.
//!
//! Does not: find patterns.

mod line;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::line::line;
use crate::session::{
    Action, ByPtr,
    pattern_list::{PatternAction, PatternsShown, SORTS},
    show::{grouped, plural},
    state::{Query, View},
};

/// Properties of [`Patterns`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct PatternsProps {
    /// The list, and how it is sorted and searched.
    pub patterns: ByPtr<PatternsShown>,
    /// The filter, to mark what it names.
    pub query: ByPtr<Query>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Patterns(props: &PatternsProps) -> Html {
    let shown = &props.patterns;
    html! {
        <section id="patterns" class="panel" aria-label="patterns">
            { head(props) }
            if let Some(answer) = &shown.answer {
                if answer.forms_beyond > 0 {
                    <p class="panel-note">
                        { format!("More than {} forms of messages: {} rarer forms are one pattern.",
                            grouped(answer.forms_max), grouped(answer.forms_beyond)) }
                    </p>
                }
                <ol class="patterns">
                    { for answer.patterns.iter().map(|pattern| line(props, pattern)) }
                </ol>
                { more(props, answer.patterns_total, answer.patterns.len() as u64) }
            } else {
                <p class="panel-note">{ "being counted" }</p>
            }
        </section>
    }
}

fn send(props: &PatternsProps, action: PatternAction) -> Callback<MouseEvent> {
    props.dispatch.reform(move |_: MouseEvent| Action::Patterns(action.clone()))
}

fn head(props: &PatternsProps) -> Html {
    let shown = &props.patterns;
    let search = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::Patterns(PatternAction::Searched(text))
    });
    let sort = |(sort, words): (_, &'static str)| {
        html! {
            <button class="button" aria-pressed={(shown.sort == sort).to_string()}
                onclick={send(props, PatternAction::Sorted(sort))}>{ words }</button>
        }
    };
    html! {
        <div class="panel-head">
            <input id="patterns-search" class="input" type="search" value={shown.search.clone()}
                oninput={search} placeholder="patterns" spellcheck="false"
                aria-label="search patterns" />
            { for SORTS.into_iter().map(sort) }
            if let Some(answer) = &shown.answer {
                <span class="muted">
                    { format!("{} of {}", plural(answer.patterns_total, "pattern", "patterns"),
                        plural(answer.records, "record", "records")) }
                </span>
            }
            if shown.marked.is_some() {
                <button class="button" onclick={send(props, PatternAction::Marked(None))}>
                    { "Stop merging" }
                </button>
            }
            if !shown.edits.is_empty() {
                <button class="button" onclick={send(props, PatternAction::EditUndone)}>
                    { format!("Take back the last of {}",
                        plural(shown.edits.len() as u64, "correction", "corrections")) }
                </button>
            }
        </div>
    }
}

fn more(props: &PatternsProps, total: u64, listed: u64) -> Html {
    let rest = total.saturating_sub(listed);
    html! {
        if rest > 0 {
            <button class="button" onclick={send(props, PatternAction::MoreAsked)}>
                { format!("{} more", grouped(rest)) }
            </button>
        }
    }
}
