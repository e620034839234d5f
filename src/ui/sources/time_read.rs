//! The part of a source's time that is read: a text field.
//!
//! Does not: leave out anything; the shards do, and count it.

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::{
    protocol::page::{SourceId, TimeRange, Zone},
    session::{
        Action,
        show::{EXPECTED_RANGE, date_time, typed_range},
    },
};

/// Properties of [`TimeRead`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct TimeReadProps {
    /// Of which source.
    pub source: SourceId,
    /// The part that is read; none: all.
    pub within: Option<TimeRange>,
    /// From the first to the last record that was read.
    pub extent: TimeRange,
    /// The zone that times are shown and typed in.
    pub zone: Zone,
    /// Where the choice goes.
    pub dispatch: Callback<Action>,
}

/// A field that takes `14:05 to 14:20`; empty: all.
#[component]
pub(super) fn TimeRead(props: &TimeReadProps) -> Html {
    let mistake = use_state(|| false);
    let choose = {
        let (props, mistake) = (props.clone(), mistake.clone());
        Callback::from(move |event: Event| {
            let text = event.target_unchecked_into::<HtmlInputElement>().value();
            let typed = match text.trim() {
                "" => Ok(None),
                text => typed_range(text, &props.zone, props.extent).map(Some),
            };
            mistake.set(typed.is_err());
            if let Ok(within) = typed {
                let source = props.source;
                props.dispatch.emit(Action::SourceNarrowed { source, within });
            }
        })
    };
    let time = |time| date_time(&props.zone, time);
    let value = props.within.map(|it| format!("{} to {}", time(it.start), time(it.end)));
    let value = AttrValue::from(value.unwrap_or_default());
    html! {
        <>
            <input class="input" value={value.clone()} title={value} onchange={choose}
                placeholder="all; or 14:05 to 14:20" aria-label="time that is read"
                spellcheck="false" />
            if *mistake {
                <p class="mistake" role="alert">{ EXPECTED_RANGE }</p>
            }
        </>
    }
}
