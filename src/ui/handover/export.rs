//! Records of the filter as a file, and what panels show as tables and pictures.
//!
//! Does not: hold what is saved.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{HandOverProps, act, button, outcome, review};
use crate::{
    protocol::page::Paper,
    session::{
        Action,
        handover::{HandAction, Run, SavedAs},
        show::{bytes, grouped, plural},
    },
};

/// The part of the dialog.
pub(super) fn part(props: &HandOverProps) -> Html {
    let handing = &props.handing;
    html! {
        <>
            { forms(props) }
            { columns(props) }
            { review::list(props, &handing.review) }
            { progress(props) }
            <div class="hand-buttons">
                <button id="save-events" class="button button-main" disabled={!handing.ready()}
                    onclick={act(&props.dispatch, HandAction::SaveAsked)}>
                    { format!("Save {}", plural(handing.all, "event", "events")) }
                </button>
                { outcome(props) }
            </div>
            <div class="hand-buttons hand-others">
                <span class="muted">{ "The timeline:" }</span>
                { button(props, "save-svg", "SVG", HandAction::PaperAsked(Paper::Timeline)) }
                { button(props, "save-png", "PNG", HandAction::PictureAsked) }
                <span class="muted">{ "Tables as CSV:" }</span>
                { button(props, "save-patterns", "Patterns", HandAction::PaperAsked(Paper::Patterns)) }
                { button(props, "save-fields", "Fields", HandAction::PaperAsked(Paper::Facets)) }
                { button(props, "save-requests", "Requests", HandAction::PaperAsked(Paper::Requests)) }
                { button(props, "save-bursts", "Bursts", HandAction::PaperAsked(Paper::Bursts)) }
            </div>
        </>
    }
}

fn forms(props: &HandOverProps) -> Html {
    let form = |form: SavedAs| {
        let chosen = props.handing.form == form;
        let choose = act(&props.dispatch, HandAction::FormChosen(form));
        html! {
            <button class="button" role="radio" aria-checked={chosen.to_string()}
                disabled={props.handing.run != Run::Idle && props.handing.run != Run::Reviewing}
                onclick={choose}>{ form.title() }</button>
        }
    };
    html! {
        <div class="hand-buttons" role="radiogroup" aria-label="saved as">
            { for SavedAs::ALL.into_iter().map(form) }
        </div>
    }
}

/// Which columns, or of a page with events in it, what that is; either takes the same room.
fn columns(props: &HandOverProps) -> Html {
    let edit = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlInputElement>().value();
        Action::HandOver(HandAction::ColumnsEdited(text))
    });
    html! {
        <div class="hand-columns">
            if props.handing.form.has_columns() {
                <label>
                    <span class="muted">{ "Fields" }</span>
                    <input id="columns" class="input mono" value={props.handing.columns.clone()}
                        oninput={edit} spellcheck="false" autocomplete="off"
                        placeholder="all that the form has; or time, level, message, client.ip" />
                </label>
            } else {
                <p>
                    { "One file: this page with these events in it, which opens where you are now, \
                       from a disk or a server, and asks the network for nothing." }
                </p>
            }
        </div>
    }
}

fn progress(props: &HandOverProps) -> Html {
    let handing = &props.handing;
    let of = format!("{} of {} events", grouped(handing.done), grouped(handing.all));
    let words = match handing.run {
        Run::Idle if handing.mistake.is_some() => {
            "Not looked through yet: one of your rules is not a regular expression.".to_owned()
        }
        Run::Idle if handing.done < handing.all => {
            format!("Looked through {of}; the rest was not.")
        }
        Run::Idle if handing.all > 0 => {
            format!("Looked through {}.", plural(handing.all, "event", "events"))
        }
        Run::Idle => "The filter selects no event.".to_owned(),
        Run::Reviewing => format!("Looking through {of}"),
        Run::Opening(_) => "Choose where to save it".to_owned(),
        Run::Writing { bytes: written, .. } => format!("Writing {of}, {}", bytes(written)),
        Run::Paper(_) => "Writing".to_owned(),
    };
    let stops = matches!(handing.run, Run::Reviewing | Run::Writing { .. });
    html! {
        <div class="hand-progress">
            <progress max={handing.all.max(1).to_string()} value={handing.done.to_string()}
                aria-label="events gone through"></progress>
            <span id="hand-progress">{ words }</span>
            if stops {
                <button id="hand-stop" class="link"
                    onclick={act(&props.dispatch, HandAction::Cancelled)}>{ "stop" }</button>
            }
        </div>
    }
}
