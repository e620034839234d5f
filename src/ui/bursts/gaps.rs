//! The longest gaps as a list: when, how long, of which source, and the events on both sides.
//!
//! Does not: find them.

use yew::prelude::*;

use crate::{
    protocol::page::{Gap, Gaps, Zone},
    session::{
        Action,
        keys::{self, Intent},
        longest_gaps::{GapAction, GapsShown, gaps_words},
        show::{self, date_time, duration},
    },
};

/// The list, or that it is being made.
pub(super) fn panel(shown: &GapsShown, zone: &Zone, dispatch: &Callback<Action>) -> Html {
    let of_all = |over_all: bool, words: &'static str| {
        let choose =
            dispatch.reform(move |_: MouseEvent| Action::Gaps(GapAction::OverAll(over_all)));
        html! {
            <button class="button" aria-pressed={(shown.over_all == over_all).to_string()}
                onclick={choose}>{ words }</button>
        }
    };
    html! {
        <>
            <div class="panel-head">
                { of_all(false, "of each source") }
                { of_all(true, "no source wrote") }
                <span class="muted">
                    { "next " }<kbd>{ keys::shown(Intent::NextGap) }</kbd>
                    { " previous " }<kbd>{ keys::shown(Intent::PreviousGap) }</kbd>
                </span>
            </div>
            if let Some(found) = &shown.answer {
                <p id="gaps-words" class="panel-note">{ gaps_words(found) }</p>
                if !found.gaps.is_empty() {
                    { table(shown, found, zone, dispatch) }
                }
            } else {
                <p class="panel-note">{ "being looked for" }</p>
            }
        </>
    }
}

fn table(shown: &GapsShown, found: &Gaps, zone: &Zone, dispatch: &Callback<Action>) -> Html {
    let rows = found.gaps.iter().enumerate().map(|(at, gap)| {
        let chosen = shown.chosen == Some(gap.before.key);
        row(at, gap, chosen, zone, dispatch)
    });
    html! {
        <table id="gaps" class="table">
            <thead>
                <tr>
                    <th>{ "from" }</th>
                    <th class="number">{ "lasts" }</th>
                    if !found.over_all {
                        <th>{ "source" }</th>
                    }
                    <th>{ "last event before it" }</th>
                    <th>{ "first event after it" }</th>
                </tr>
            </thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn row(at: usize, gap: &Gap, chosen: bool, zone: &Zone, dispatch: &Callback<Action>) -> Html {
    let go = |after: bool| {
        dispatch.reform(move |event: MouseEvent| {
            event.stop_propagation();
            Action::Gaps(GapAction::Chosen { at, after })
        })
    };
    let start = gap.before.time.map_or_else(String::new, |time| date_time(zone, time));
    html! {
        <tr key={at} class="table-row" aria-selected={chosen.to_string()} onclick={go(false)}>
            <td class="mono">
                <button class="link" onclick={go(false)} title="go to the event before it">
                    { start }
                </button>
            </td>
            <td class="number">{ duration(gap.nanos) }</td>
            if !gap.source.is_empty() {
                <td title={gap.source.clone()}>{ show::source(&gap.source).to_owned() }</td>
            }
            <td class="table-text mono">{ gap.before.message.clone() }</td>
            <td class="table-text mono">
                <button class="link gap-after" onclick={go(true)} title="go to the event after it">
                    { gap.after.message.clone() }
                </button>
            </td>
        </tr>
    }
}
