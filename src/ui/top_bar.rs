//! The top bar: the name, the query bar, the time on screen, and what holds for the whole page.
//!
//! Does not: hold what is typed; `query_bar` does.

use yew::prelude::*;

use super::query_bar::QueryBar;
use crate::{
    protocol::page::TimeRange,
    session::{
        Action, ByPtr,
        handover::{HandAction, Part},
        keys::Intent,
        show,
        state::{Dialog, Query, Theme, View},
    },
};

/// Properties of [`TopBar`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TopBarProps {
    /// The filter.
    pub query: ByPtr<Query>,
    /// Range and zone.
    pub view: ByPtr<View>,
    /// First and last time of the data.
    pub extent: Option<TimeRange>,
    /// Light or dark.
    pub theme: Theme,
    /// Whether everything is shown redacted.
    pub veiled: bool,
    /// Where clicks go.
    pub dispatch: Callback<Action>,
}

/// The bar at the upper edge.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let send = |action: Action| props.dispatch.reform(move |_: MouseEvent| action.clone());
    let view = &props.view;
    let zone = &view.zone;
    html! {
        <header class="top-bar">
            <span class="top-bar-name">{ mark() }{ "Squall" }</span>
            <QueryBar query={props.query.clone()} zoomed={view.range.is_some()}
                dispatch={props.dispatch.clone()} />
            if let Some(range) = view.range.or(props.extent) {
                <button id="range" class="button" title="go to a time (t)"
                    onclick={send(Action::DialogOpened(Some(Dialog::GoToTime)))}>
                    { show::span(zone, range, false) }
                </button>
            }
            <button id="zone" class="button muted" title="time zone shown (z)"
                onclick={send(Action::DialogOpened(Some(Dialog::Zone)))}>
                { zone.name.clone() }
            </button>
            <button id="hand-over" class="button" title="save, report, take the filter to other tools (w)"
                onclick={send(Action::HandOver(HandAction::Opened(Part::Export)))}>
                { "Hand over" }
            </button>
            if props.veiled {
                <button id="veiled" class="button button-main" title="show it as it is (R)"
                    onclick={send(Action::HandOver(HandAction::VeilToggled))}>
                    { "Shown redacted" }
                </button>
            }
            <button class="button" title="copy a link to this view (l)"
                onclick={send(Action::LinkCopyAsked)}>
                { "Link" }
            </button>
            <button id="theme" class="button" title="light or dark (d)" aria-label={format!("theme: {}", theme_word(props.theme))}
                onclick={send(Action::ThemeChosen(props.theme.next()))}>
                { theme_word(props.theme) }
            </button>
            <button id="keys" class="button" onclick={send(Action::Intended(Intent::Help))}>
                <kbd>{ "?" }</kbd>{ "Keys" }
            </button>
        </header>
    }
}

fn theme_word(theme: Theme) -> &'static str {
    match theme {
        Theme::System => "Auto",
        Theme::Light => "Light",
        Theme::Dark => "Dark",
    }
}

/// The mark beside the name: four bars, one of them an error.
pub fn mark() -> Html {
    html! {
        <svg class="top-bar-mark" viewBox="0 0 18 18" aria-hidden="true">
            <rect class="mark-info" x="0" y="11" width="3.4" height="7" />
            <rect class="mark-info" x="4.8" y="8" width="3.4" height="10" />
            <rect class="mark-error" x="9.6" y="1" width="3.4" height="17" />
            <rect class="mark-warn" x="14.4" y="6" width="3.4" height="12" />
        </svg>
    }
}
