//! Time zones: what the browser knows of them, and choosing the one that times are shown in.
//!
//! [`intl`] makes a zone's table and lists the names; [`ZonePicker`] is the dialog.
//!
//! Does not: know any zone's rules.

pub mod intl;

use yew::prelude::*;

use crate::{
    session::{Action, ByPtr, state::View, zones},
    ui::dialog::DialogFrame,
};

/// How many names the list shows; the search finds the rest.
const NAMES_MAX: usize = 60;

/// Properties of [`ZonePicker`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ZonePickerProps {
    /// The zone now.
    pub view: ByPtr<View>,
    /// Where a choice goes.
    pub dispatch: Callback<Action>,
}

/// The dialog that chooses the zone times are shown in.
#[component]
pub fn ZonePicker(props: &ZonePickerProps) -> Html {
    let search = use_state(String::new);
    let names = use_memo((), |()| intl::names());
    let local = use_memo((), |()| intl::local_name());
    let edit = {
        let search = search.clone();
        Callback::from(move |event: InputEvent| {
            search.set(event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
        })
    };
    let choose = |name: &str| {
        let (dispatch, name) = (props.dispatch.clone(), name.to_owned());
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::ZoneChosen(name.clone())))
    };
    let now = props.view.zone.name.as_str();
    let row = |name: &str, words: &str| {
        html! {
            <button key={name.to_owned()} class="zone-picker-zone" onclick={choose(name)}
                aria-pressed={(name == now).to_string()}>
                <span>{ name.to_owned() }</span>
                <span class="muted">{ words.to_owned() }</span>
            </button>
        }
    };
    let typed = zones::fixed(&search).filter(|zone| zone.name != "UTC");
    let found = zones::found(&names, &search);
    let more = found.len().saturating_sub(NAMES_MAX);
    html! {
        <DialogFrame title="Show times in" dispatch={props.dispatch.clone()}>
            <div class="zone-picker">
                <input class="input" type="search" autofocus=true value={(*search).clone()}
                    oninput={edit} aria-label="search zones"
                    placeholder="Europe/Berlin, York, +02:00" />
                <div class="zone-picker-list">
                    { row("UTC", "") }
                    <button class="zone-picker-zone" onclick={choose("local")}
                        aria-pressed={(*local == now).to_string()}>
                        <span>{ "local" }</span>
                        <span class="muted">{ (*local).clone() }</span>
                    </button>
                    { for typed.iter().map(|zone| row(&zone.name, "fixed offset")) }
                    { for found.iter().take(NAMES_MAX).map(|name| row(name, "")) }
                    if more > 0 {
                        <p class="facet-note">{ format!("{more} more: search to find them") }</p>
                    }
                </div>
            </div>
        </DialogFrame>
    }
}
