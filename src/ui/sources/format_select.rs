//! Choosing the format that a source is read as: the found one, any known one, or one's own.
//!
//! Does not: read anything.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::card::CardProps;
use crate::{
    protocol::page::{FormatName, OwnFormat, SourceState},
    session::{Action, own_format::OwnAction},
};

/// What stands before the name of a person's own format as a value.
const OWN: &str = "own:";

/// The list of formats, and the way to make one.
pub(super) fn format_select(props: &CardProps) -> Html {
    let source = props.source.id;
    let choose = props.dispatch.reform(move |event: Event| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        match value.strip_prefix(OWN) {
            Some(name) => Action::OwnFormat(OwnAction::Chosen { source, name: name.to_owned() }),
            None => {
                let format = (!value.is_empty()).then_some(value);
                Action::SourceFormatChosen { source, format }
            }
        }
    });
    let make =
        props.dispatch.reform(move |_: MouseEvent| Action::OwnFormat(OwnAction::Opened(source)));
    let settings = &props.source.settings;
    let chosen = settings.format.as_deref();
    let option = |format: &FormatName| {
        let selected = chosen == Some(format.name.as_str());
        html! { <option value={format.name.clone()} {selected}>{ &format.title }</option> }
    };
    let used = settings.own.as_ref();
    let own = |format: &OwnFormat| {
        let selected = used.is_some_and(|used| used.name == format.name);
        html! {
            <option value={format!("{OWN}{}", format.name)} {selected}>{ &format.name }</option>
        }
    };
    let kept = &props.prefs.formats;
    let unkept = used.filter(|used| kept.iter().all(|format| format.name != used.name));
    let readable = !matches!(props.source.state, SourceState::Failed(_));
    html! {
        <>
            <select onchange={choose} aria-label="format">
                <option value="" selected={chosen.is_none() && used.is_none()}>
                    { format!("{} (found)", found(props)) }
                </option>
                if !kept.is_empty() || used.is_some() {
                    <optgroup label="your own">
                        { for kept.iter().chain(unkept).map(own) }
                    </optgroup>
                }
                { for props.formats.iter().map(option) }
            </select>
            if readable {
                { " " }
                <button class="link source-own" onclick={make}>
                    { if used.is_some() { "edit" } else { "make your own" } }
                </button>
            }
        </>
    }
}

/// The titles of the formats that were found.
fn found(props: &CardProps) -> String {
    let title = |name: &String| {
        let known = props.formats.iter().find(|format| format.name == *name);
        known.map_or_else(|| name.clone(), |format| format.title.clone())
    };
    if props.source.settings.own.is_some() || props.source.formats.is_empty() {
        return props.source.format.clone();
    }
    props.source.formats.iter().map(title).collect::<Vec<_>>().join(" + ")
}
