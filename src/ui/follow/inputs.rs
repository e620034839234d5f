//! What is needed to make the request again: to copy or to save, and what the logs do not hold of it.
//!
//! Does not: write it; the lead does.

use yew::prelude::*;

use super::act;
use crate::{
    protocol::page::{Replica, ReplicaTarget},
    session::{
        Action, ByPtr,
        following::{FollowAction, Following, Handing, TARGETS, target_words},
        keys::{Intent, shown},
        show::plural,
    },
};

/// Properties of [`Inputs`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct InputsProps {
    /// What is followed.
    pub following: ByPtr<Following>,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The section.
#[component]
pub fn Inputs(props: &InputsProps) -> Html {
    let script = props.following.script.as_ref().map(|script| &script.replica);
    html! {
        <section id="inputs" aria-label="replicate">
            <h3 class="detail-section">{ "Replicate it" }</h3>
            if let Some(script) = script {
                <p class="muted">{ what(script) }</p>
            }
            <ul class="inputs">{ for TARGETS.into_iter().map(|target| line(props, target)) }</ul>
            if let Some(script) = script {
                { secrets(props, script) }
                if !script.missing.is_empty() {
                    <p class="inputs-missing">{ "Not in the logs, so a placeholder stands for it:" }</p>
                    <ul id="inputs-missing" class="inputs-list">
                        { for script.missing.iter().map(|it| html! { <li>{ it.clone() }</li> }) }
                    </ul>
                }
            }
        </section>
    }
}

/// How many requests there are to make.
fn what(script: &Replica) -> String {
    if script.text.is_empty() {
        return "No record of it names a method and a path.".to_owned();
    }
    let requests = plural(script.requests.into(), "request", "requests");
    match script.earlier {
        0 => requests,
        earlier => {
            format!("{requests}, {earlier} of them earlier ones of the same session or user")
        }
    }
}

fn line(props: &InputsProps, target: ReplicaTarget) -> Html {
    let hand = |saved: bool| act(&props.dispatch, FollowAction::Handed(Handing { target, saved }));
    let words = target_words(target);
    html! {
        <li>
            <span class="inputs-name">{ words }</span>
            <button class="link" aria-label={format!("copy: {words}")} onclick={hand(false)}>
                { "copy " }<kbd>{ shown(key(target)) }</kbd>
            </button>
            <button class="link" aria-label={format!("save as a file: {words}")} onclick={hand(true)}>
                { "save" }
            </button>
        </li>
    }
}

fn key(target: ReplicaTarget) -> Intent {
    match target {
        ReplicaTarget::Curl => Intent::CopyCurl,
        ReplicaTarget::Http => Intent::CopyHttp,
        ReplicaTarget::Har => Intent::CopyHar,
        ReplicaTarget::Excerpt => Intent::CopyExcerpt,
    }
}

/// Whether secrets are masked, and the way to have them in.
fn secrets(props: &InputsProps, script: &Replica) -> Html {
    let unmasked = props.following.unmasked;
    if script.masked == 0 && !unmasked {
        return html! {};
    }
    let words = match unmasked {
        true => "Secrets are copied as they are".to_owned(),
        false => format!("{} masked", plural(script.masked.into(), "secret", "secrets")),
    };
    html! {
        <p class={classes!("inputs-secrets", unmasked.then_some("mistake"))}>
            { words }{ " · " }
            <button id="inputs-unmask" class="link" onclick={act(&props.dispatch, FollowAction::MaskToggled)}>
                { if unmasked { "mask them" } else { "unmask" } }
            </button>
            { " " }<kbd>{ shown(Intent::Unmask) }</kbd>
        </p>
    }
}
