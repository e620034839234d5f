//! What would be taken out: every kind with how often and examples, each to be left in by hand, and
//! a person's own rules.
//!
//! Does not: show log text as anything but text.

use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use super::{HandOverProps, act};
use crate::{
    protocol::page::{Review, ReviewRow},
    session::{
        Action,
        handover::HandAction,
        show::{bytes, grouped},
    },
};

/// The list and the rules.
pub(super) fn list(props: &HandOverProps, review: &Review) -> Html {
    let handing = &props.handing;
    let kept = |row: &ReviewRow| props.prefs.redaction.kept.contains(&row.kind);
    let shown = review.rows.iter().filter(|row| row.count > 0 || kept(row));
    html! {
        <section class="review" aria-label="what is taken out">
            <label class="review-all">
                <input id="redact" type="checkbox" checked={!handing.off}
                    onclick={act(&props.dispatch, HandAction::OffToggled)} />
                <strong>{ "Take out names, addresses and secrets" }</strong>
                <span class="muted">{ "the same value has the same name everywhere" }</span>
            </label>
            if !handing.off {
                <div class="review-kinds">
                    <table id="review">
                        <thead><tr>
                            <th>{ "Take out" }</th><th class="number">{ "Places" }</th>
                            <th class="number">{ "Values" }</th><th>{ "Examples" }</th>
                        </tr></thead>
                        <tbody>{ for shown.map(|row| kind(props, row, kept(row))) }</tbody>
                    </table>
                </div>
                { too_much(review) }
                { rules(props) }
            } else {
                <p class="mistake" role="alert">{ "Everything leaves as it stands in the logs." }</p>
            }
        </section>
    }
}

fn kind(props: &HandOverProps, row: &ReviewRow, kept: bool) -> Html {
    let toggle = act(&props.dispatch, HandAction::KindToggled(row.kind.clone()));
    let example = |(value, name): &(String, String)| {
        html! {
            <span class="review-example">
                <code>{ value.clone() }</code>{ " → " }<code>{ name.clone() }</code>
            </span>
        }
    };
    html! {
        <tr key={row.kind.clone()} data-kind={row.kind.clone()}>
            <td>
                <label>
                    <input type="checkbox" checked={!kept} onclick={toggle} />{ row.title.clone() }
                </label>
            </td>
            if kept {
                <td colspan="3" class="muted">{ "stays in" }</td>
            } else {
                <td class="number">{ grouped(row.count) }</td>
                <td class="number">{ grouped(row.distinct) }</td>
                <td class="review-examples">{ for row.examples.iter().map(example) }</td>
            }
        </tr>
    }
}

/// Says where so much is taken out that a rule must be wrong; its line stands empty otherwise.
fn too_much(review: &Review) -> Html {
    let words = (review.bytes_taken * 2 > review.bytes).then(|| {
        format!(
            "{} of {} are taken out; a rule may take too much",
            bytes(review.bytes_taken),
            bytes(review.bytes)
        )
    });
    html! { <p class="review-line mistake" role="status">{ words.unwrap_or_default() }</p> }
}

fn rules(props: &HandOverProps) -> Html {
    let edit = props.dispatch.reform(|event: InputEvent| {
        let text = event.target_unchecked_into::<HtmlTextAreaElement>().value();
        Action::HandOver(HandAction::RulesEdited(text))
    });
    let handing = &props.handing;
    let place = handing.mistaken().map(|[before, within, after]| {
        html! {
            <code class="mono">{ before }<mark>{ within }</mark>{ after }{ " " }</code>
        }
    });
    let message = handing.mistake.as_ref().map(|mistake| mistake.message.clone());
    html! {
        <label class="review-own">
            <span class="muted">
                { "Your own rules: a regular expression a line; of one with a group only the group is \
                   taken out" }
            </span>
            <textarea id="own-rules" class="input mono" rows="2" spellcheck="false"
                value={handing.rules.clone()} oninput={edit} />
            <span id="own-rules-mistake" class="review-line mistake" role="alert">
                { place.unwrap_or_default() }{ message.unwrap_or_default() }
            </span>
        </label>
    }
}
