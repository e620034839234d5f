//! Choosing the zone of a source's times: a text field that lists the zones' names.
//!
//! Does not: know zones; what is typed goes out as a name.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    protocol::page::{SourceId, Zone},
    session::{Action, zones},
    ui::zone::intl,
};

/// Properties of [`ZoneSelect`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ZoneSelectProps {
    /// Whose zone.
    pub source: SourceId,
    /// The zone that its times were read in.
    pub zone: Zone,
    /// Whether times name none, so that it matters.
    pub needed: bool,
    /// Whether a person chose it.
    pub chosen: bool,
    /// Where the choice goes.
    pub dispatch: Callback<Action>,
}

/// A field that takes `UTC`, `local`, an offset or a name, and a way back.
#[component]
pub fn ZoneSelect(props: &ZoneSelectProps) -> Html {
    let names = use_memo((), |()| intl::names());
    let mistake = use_state(|| false);
    let list = format!("zones-{}", props.source);
    let choose = {
        let (dispatch, source, names) = (props.dispatch.clone(), props.source, names.clone());
        let mistake = mistake.clone();
        Callback::from(move |event: Event| {
            let typed = event.target_unchecked_into::<HtmlInputElement>().value();
            let name = known(&names, &typed);
            mistake.set(name.is_none());
            if let Some(name) = name {
                dispatch.emit(Action::SourceZoneChosen { source, zone: Some(name) });
            }
        })
    };
    let clear = {
        let source = props.source;
        props.dispatch.reform(move |_: MouseEvent| Action::SourceZoneChosen { source, zone: None })
    };
    if !props.needed && !props.chosen {
        return html! { <span class="muted">{ "nothing to choose" }</span> };
    }
    html! {
        <>
            <input class={classes!("input", (!props.chosen).then_some("source-warn"))}
                value={props.zone.name.clone()} onchange={choose} list={list.clone()}
                aria-label="zone of times that name none" spellcheck="false"
                placeholder="Europe/Berlin, +02:00, local" />
            <datalist id={list}>
                <option value="UTC" />
                <option value="local" />
                { for names.iter().map(|name| html! { <option value={name.clone()} /> }) }
            </datalist>
            if props.chosen {
                <button class="link" onclick={clear}>{ " as found" }</button>
            }
            if *mistake {
                <p class="mistake" role="alert">
                    { "expected a zone such as Europe/Berlin, +02:00, UTC or local" }
                </p>
            }
        </>
    }
}

/// The name as zones are loaded by; none for what is no zone.
fn known(names: &[String], typed: &str) -> Option<String> {
    let typed = typed.trim();
    if let Some(zone) = zones::fixed(typed) {
        return Some(zone.name);
    }
    if typed.eq_ignore_ascii_case("local") {
        return Some("local".to_owned());
    }
    names.iter().find(|name| name.eq_ignore_ascii_case(typed)).cloned()
}
