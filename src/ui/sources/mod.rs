//! The sources: a chip for each below the top bar, and the panel that says how each was read.
//!
//! [`Chips`] is the row, [`Sources`] the panel, made of [`card`]s. On a card [`zone_select`],
//! [`clock_shift`], `time_read`, [`colour`] and `format_select` change how its source is read or shown; [`odd`] lists
//! what was odd, `parts` the files of a rotated one.
//!
//! Does not: open or read anything.

pub mod card;
pub mod chips;
pub mod clock_shift;
pub mod colour;
mod format_select;
mod memory;
pub mod odd;
mod parts;
mod tail;
mod time_read;
pub mod zone_select;

pub use chips::{Chips, ChipsProps};

use web_sys::HtmlInputElement;
use yew::prelude::*;

use self::{
    card::Card,
    tail::{tail_of, why_not},
};
use crate::session::{
    Action, ByPtr,
    show::{bytes, grouped, plural},
    source_list::{LISTED_STEP, UNFOLDED_MAX, Whole, list, suggested},
    state::{Open, Prefs, View},
};

/// Properties of [`Sources`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct SourcesProps {
    /// What was opened, and how far it is read.
    pub open: ByPtr<Open>,
    /// The zone that times are shown in.
    pub view: ByPtr<View>,
    /// The person's own formats.
    pub prefs: ByPtr<Prefs>,
    /// Where choices go.
    pub dispatch: Callback<Action>,
}

/// The panel with a card for each source.
#[component]
pub fn Sources(props: &SourcesProps) -> Html {
    let search = use_state(String::new);
    let remarked_only = use_state(|| false);
    let max = use_state(|| LISTED_STEP);
    let progress = &props.open.progress;
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let count = progress.sources.len();
    let many = count > UNFOLDED_MAX;
    let listed = list(&progress.sources, &search, *remarked_only, *max);
    let sum = format!(
        "{}, {}, {}",
        plural(count as u64, "source", "sources"),
        plural(progress.records, "record", "records"),
        bytes(progress.bytes)
    );
    let more = on_click(&max, *max + LISTED_STEP);
    html! {
        <section class="sources" aria-label="sources">
            <div class="sources-head">
                <h2 class="sources-sum">{ sum }</h2>
                if many {
                    // It keeps its own text: a late rendering must not take back what was typed since.
                    <input class="input" type="search" oninput={on_text(&search)}
                        placeholder="names" spellcheck="false" aria-label="search sources" />
                    if listed.remarked > 0 {
                        <button class="button" aria-pressed={remarked_only.to_string()}
                            onclick={on_click(&remarked_only, !*remarked_only)}>
                            { format!("only {} with a remark", grouped(listed.remarked as u64)) }
                        </button>
                    }
                }
                <button class="button" onclick={send(Action::PickerAsked { folder: false })}>
                    { "Add files" }
                </button>
                { memory::memory(&props.prefs, props.open.workers, &props.dispatch) }
                <button id="close-all" class="button" onclick={send(Action::AllClosed)}
                    disabled={count == 0}>
                    { "Close all" }
                </button>
            </div>
            { why_not(&props.open) }
            // In a list of their own: else the head would be made anew, and lose its focus, when they get fewer.
            <div>
                { for listed.shown.iter().map(|Whole { source, parts }| html! {
                    <Card key={source.id} source={source.clone()} parts={parts.clone()} folded={many}
                        colour={props.open.colour(source.id)}
                        suggested={suggested(source, parts, &props.open)}
                        tail={tail_of(source, parts, &props.open)}
                        formats={ByPtr::from(&props.open.formats)} prefs={props.prefs.clone()}
                        zone={props.view.zone.clone()} dispatch={props.dispatch.clone()} />
                }) }
            </div>
            if listed.more > 0 {
                <button class="button" onclick={more}>
                    { format!("{} more", grouped(listed.more as u64)) }
                </button>
            }
        </section>
    }
}

fn on_text(to: &UseStateHandle<String>) -> Callback<InputEvent> {
    let to = to.clone();
    Callback::from(move |event: InputEvent| {
        to.set(event.target_unchecked_into::<HtmlInputElement>().value());
    })
}

fn on_click<T: Clone + 'static>(to: &UseStateHandle<T>, value: T) -> Callback<MouseEvent> {
    let to = to.clone();
    Callback::from(move |_| to.set(value.clone()))
}

/// The class of a source's dot, by its colour.
#[must_use]
pub fn dot_class(colour: u8) -> String {
    format!("source-dot source-dot-{colour}")
}
