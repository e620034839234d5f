//! Facets: fields with exact counts of their values under the filter; a click narrows or excludes.
//!
//! [`Facets`] is the pane, [`value`] one value of a field.
//!
//! Does not: choose what is listed; `session::facet_list` does.

pub mod value;

use web_sys::{HtmlInputElement, InputEvent};
use yew::prelude::*;

use self::value::Value;
use crate::session::{
    Action, ByPtr,
    facet_list::{LEVEL_FIELD, Listed, list},
    show::{grouped, plural},
    state::{FacetsShown, Query},
};

/// Properties of [`Facets`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct FacetsProps {
    /// Fields, values, and what they are searched for.
    pub facets: ByPtr<FacetsShown>,
    /// The filter, to mark what it names.
    pub query: ByPtr<Query>,
    /// Where choices go.
    pub dispatch: Callback<Action>,
}

/// The pane left of the events.
#[component]
pub fn Facets(props: &FacetsProps) -> Html {
    let shown = &props.facets;
    let listed = list(shown);
    let records = shown.facets.as_ref().map_or(0, |facets| facets.records);
    let search = on_text(props.dispatch.clone(), Action::FacetsSearched);
    // In a narrow window the pane is folded to one line until it is asked for.
    let open = use_state(|| false);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <nav class={classes!("facets", open.then_some("facets-open"))}
            aria-label="fields and values">
            <button class="facets-toggle" onclick={toggle} aria-expanded={open.to_string()}>
                { if *open { "hide fields and values" } else { "fields and values" } }
            </button>
            <div class="facets-search">
                <input id="facets-search" class="input" type="search" value={shown.search.clone()}
                    oninput={search} placeholder="fields and values" spellcheck="false"
                    aria-label="search fields and values" />
            </div>
            if shown.facets.is_some() {
                <p class="facets-of">{ format!("of {}", plural(records, "record", "records")) }</p>
            }
            <div class="facets-fields">
                { for listed.iter().map(|listed| field(props, listed)) }
                if listed.is_empty() && !shown.search.is_empty() {
                    <p class="facet-note">{ "no field or value contains this" }</p>
                }
                if let Some(words) = left_out(shown) {
                    <p class="facet-note">{ words }</p>
                }
            </div>
        </nav>
    }
}

/// Says so where not every field is listed.
fn left_out(shown: &FacetsShown) -> Option<String> {
    let facets = shown.facets.as_ref()?;
    let listed = facets.fields.len() as u64;
    (listed < facets.fields_total)
        .then(|| format!("{} of {} fields", grouped(listed), grouped(facets.fields_total)))
}

fn field(props: &FacetsProps, listed: &Listed<'_>) -> Html {
    let name = &listed.field.name;
    let fold = {
        let name = name.clone();
        props.dispatch.reform(move |_: MouseEvent| Action::FacetFolded(name.clone()))
    };
    let distinct = match (name.as_str(), listed.field.distinct) {
        (LEVEL_FIELD, _) => "exact".to_owned(),
        (_, Some(distinct)) => grouped(distinct),
        (_, None) => format!("over {}", grouped(listed.field.values_max_counted)),
    };
    html! {
        <section key={name.clone()} aria-label={name.clone()}>
            <button class="facet-head" onclick={fold} aria-expanded={(!listed.folded).to_string()}>
                <span class="facet-name">{ name.clone() }</span>
                <span class="facet-distinct">{ distinct }</span>
            </button>
            if !listed.folded {
                { values(props, listed) }
            }
        </section>
    }
}

fn values(props: &FacetsProps, listed: &Listed<'_>) -> Html {
    let most = listed.values.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let value = |(value, count): &(&str, u64)| {
        html! {
            <Value key={(*value).to_owned()} field={listed.field.name.clone()}
                value={(*value).to_owned()} count={*count} {most}
                query={props.query.shown.clone()} dispatch={props.dispatch.clone()} />
        }
    };
    let scattered = listed.field.distinct.is_none();
    html! {
        <>
            if listed.search.is_some() || scattered {
                { search(props, listed) }
            }
            { for listed.values.iter().map(value) }
            if scattered && listed.search.is_none() {
                <p class="facet-note">
                    { format!("more than {} values", grouped(listed.field.values_max_counted)) }
                </p>
            }
            if let Some(text) = listed.search && listed.values.is_empty() && !text.is_empty() {
                <p class="facet-note">{ "no value contains this" }</p>
            }
            { more(props, listed) }
        </>
    }
}

/// The button that lists further values, or only the most frequent ones again.
fn more(props: &FacetsProps, listed: &Listed<'_>) -> Html {
    let field = listed.field.name.clone();
    let rest = listed.more.unwrap_or(0);
    match listed.search {
        None if rest > 0 => {
            let show = props.dispatch.reform(move |_: MouseEvent| Action::FacetSearched {
                field: field.clone(),
                text: String::new(),
            });
            let words = format!("{} more", grouped(rest));
            html! { <button class="facet-more" onclick={show}>{ words }</button> }
        }
        None => html! {},
        Some(_) => {
            let end = props.dispatch.reform(|_: MouseEvent| Action::FacetSearchEnded);
            html! {
                <>
                    if rest > 0 {
                        <p class="facet-note">{ format!("and {} more", grouped(rest)) }</p>
                    }
                    <button class="facet-more" onclick={end}>{ "fewer" }</button>
                </>
            }
        }
    }
}

/// The field for a search among the values of one field.
fn search(props: &FacetsProps, listed: &Listed<'_>) -> Html {
    let field = listed.field.name.clone();
    let label = format!("search values of {field}");
    let edit = on_text(props.dispatch.clone(), move |text| Action::FacetSearched {
        field: field.clone(),
        text,
    });
    html! {
        <div class="facet-search">
            <input class="input" type="search" value={listed.search.unwrap_or("").to_owned()}
                oninput={edit} placeholder="search values" spellcheck="false" aria-label={label} />
        </div>
    }
}

fn on_text(
    dispatch: Callback<Action>,
    action: impl Fn(String) -> Action + 'static,
) -> Callback<InputEvent> {
    dispatch.reform(move |event: InputEvent| {
        action(event.target_unchecked_into::<HtmlInputElement>().value())
    })
}
