//! The tabs over the middle: the panels there are.
//!
//! Does not: draw panels that are not there yet.

use yew::prelude::*;

use crate::session::{
    Action,
    keys::{self, Intent},
    show,
    state::Tab,
};

/// Properties of [`Tabs`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TabsProps {
    /// Which panel is shown.
    pub tab: Tab,
    /// The panels in order, with what each holds where that is known.
    pub counts: Vec<(Tab, Option<u64>)>,
    /// Whether events of one pattern in a row are one row.
    pub folded: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// One tab for each panel.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let tab = |&(tab, count): &(Tab, Option<u64>)| {
        let choose = props.dispatch.reform(move |_: MouseEvent| Action::TabChosen(tab));
        html! {
            <button class="tab" role="tab" aria-selected={(props.tab == tab).to_string()}
                onclick={choose}>
                { name(tab) }
                if let Some(count) = count {
                    { " " }<span class="tab-count">{ show::grouped(count) }</span>
                }
            </button>
        }
    };
    let fold = props.dispatch.reform(|_: MouseEvent| Action::FoldToggled);
    html! {
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label="panels">
                { for props.counts.iter().map(tab) }
            </div>
            if props.tab == Tab::Events {
                <button id="fold" class="button" aria-pressed={props.folded.to_string()}
                    onclick={fold} title="events of one pattern in a row are one row">
                    { "Fold repeats" }<kbd>{ keys::shown(Intent::FoldRuns) }</kbd>
                </button>
            }
        </div>
    }
}

fn name(tab: Tab) -> &'static str {
    match tab {
        Tab::Events => "Events",
        Tab::Patterns => "Patterns",
        Tab::Bursts => "Bursts",
        Tab::Compare => "Compare",
        Tab::Sources => "Sources",
        Tab::Metrics => "Metrics",
        Tab::Marks => "Marks",
        Tab::Requests => "Requests",
    }
}
