//! The sources: a chip for each below the top bar, and the panel that says how each was read.
//!
//! [`Chips`] is the row, [`Sources`] the panel, made of [`card`]s; [`odd`] lists what was odd in one.
//!
//! Does not: open or read anything.

pub mod card;
pub mod chips;
pub mod odd;
pub mod zone_select;

pub use chips::{Chips, ChipsProps};

use yew::prelude::*;

use self::card::Card;
use crate::session::{
    Action, ByPtr,
    show::{bytes, plural},
    state::{Open, View},
};

/// Properties of [`Sources`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SourcesProps {
    /// What was opened, and how far it is read.
    pub open: ByPtr<Open>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// Where choices go.
    pub dispatch: Callback<Action>,
}

/// The panel with a card for each source.
#[component]
pub fn Sources(props: &SourcesProps) -> Html {
    let progress = &props.open.progress;
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let count = progress.sources.len() as u64;
    let sum = format!(
        "{}, {}, {}",
        plural(count, "source", "sources"),
        plural(progress.records, "record", "records"),
        bytes(progress.bytes)
    );
    html! {
        <section class="sources" aria-label="sources">
            <div class="sources-head">
                <h2 class="sources-sum">{ sum }</h2>
                <button class="button" onclick={send(Action::PickerAsked { folder: false })}>
                    { "Add files" }
                </button>
                <button class="button" onclick={send(Action::AllClosed)} disabled={count == 0}>
                    { "Close all" }
                </button>
            </div>
            { for progress.sources.iter().map(|source| html! {
                <Card key={source.id} source={source.clone()} formats={props.open.formats.clone()}
                    zone={props.view.zone.clone()} dispatch={props.dispatch.clone()} />
            }) }
        </section>
    }
}

/// The class of a source's dot: one of eight colours in turn.
#[must_use]
pub fn dot_class(source: u32) -> String {
    format!("source-dot source-dot-{}", source % 8)
}
