//! The tabs over the middle: the panels there are.
//!
//! Does not: draw panels that are not there yet.

use yew::prelude::*;

use crate::session::{Action, show, state::Tab};

/// Properties of [`Tabs`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TabsProps {
    /// Which panel is shown.
    pub tab: Tab,
    /// Rows of the events list.
    pub events: u64,
    /// How many sources are open.
    pub sources: usize,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// One tab for each panel.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let tab = |tab: Tab, name: &'static str, count: u64| {
        let choose = props.dispatch.reform(move |_: MouseEvent| Action::TabChosen(tab));
        html! {
            <button class="tab" role="tab" aria-selected={(props.tab == tab).to_string()}
                onclick={choose}>
                { name }{ " " }<span class="tab-count">{ show::grouped(count) }</span>
            </button>
        }
    };
    html! {
        <div class="tabs" role="tablist" aria-label="panels">
            { tab(Tab::Events, "Events", props.events) }
            { tab(Tab::Sources, "Sources", props.sources as u64) }
        </div>
    }
}
