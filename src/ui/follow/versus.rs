//! What a good request of the same route did otherwise, in words.
//!
//! Does not: compare.

use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::StoryVersus,
    session::{
        Action,
        following::{FollowAction, Following, goods_words, sentence_parts},
        keys::{Intent, shown},
    },
};

/// The comparison; where no good one is known, that.
pub(super) fn versus(following: &Following, dispatch: &Callback<Action>) -> Html {
    let head = html! { <h3 class="detail-section">{ "Compared with a good one" }</h3> };
    let Some(versus) = following.versus() else {
        return html! {
            <>
                { head }
                <p class="panel-note">{ "No good request like this one is known." }</p>
            </>
        };
    };
    let good = act(dispatch, FollowAction::GoodAsked);
    html! {
        <section id="versus" aria-label="compared with a good request">
            { head }
            <p class="muted">
                <button class="link mono follow-good" onclick={good} title="follow the good one">
                    { versus.good.clone() }
                </button>
                { format!(" goes the way of {} ", goods_words(versus)) }<kbd>{ shown(Intent::FollowGood) }</kbd>
            </p>
            if is_alike(versus) {
                <p>{ "Every step is as in the good one, and as fast." }</p>
            }
            <ul class="versus">{ for versus.words.iter().map(|words| sentence(words)) }</ul>
        </section>
    }
}

/// Whether nothing sets them apart.
fn is_alike(versus: &StoryVersus) -> bool {
    let StoryVersus { words, missing, extra, slower, .. } = versus;
    words.is_empty() && missing.is_empty() && extra.is_empty() && slower.is_empty()
}

fn sentence(words: &str) -> Html {
    let (first, rest) = sentence_parts(words);
    html! {
        <li>
            if first.is_empty() {
                { rest.to_owned() }
            } else {
                <span class="versus-kind">{ first }</span>
                <span class="mono versus-text">{ rest.to_owned() }</span>
            }
        </li>
    }
}
