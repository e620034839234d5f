//! One pattern: its text with the variables marked, what is known of it, and what can be done with it.
//!
//! Does not: know what stands for a variable until it is pointed at.

use yew::prelude::*;

use super::{PatternsProps, send};
use crate::{
    protocol::page::{LANES, Level, Pattern, PatternValues},
    session::{
        Action, Choice,
        pattern_list::{PatternAction, pieces, spark},
        show::{date_time, grouped, plural},
        term,
    },
};

/// Size of the small series.
const SPARK_WIDTH: u32 = 120;
const SPARK_HEIGHT: u32 = 18;

/// The line of a pattern.
pub(super) fn line(props: &PatternsProps, pattern: &Pattern) -> Html {
    let id = format!("{:016x}", pattern.id);
    let chosen = term::chosen(&props.query.shown, "pattern", &id);
    let only = chosen == Some(Choice::Only);
    let choose = |choice: Choice| {
        let value = id.clone();
        let field = "pattern".to_owned();
        props.dispatch.reform(move |_: MouseEvent| Action::TermChosen {
            field: field.clone(),
            value: value.clone(),
            choice,
        })
    };
    let filter = choose(if only { Choice::Clear } else { Choice::Only });
    html! {
        <li key={id.clone()} class={classes!("pattern", only.then_some("pattern-only"))}>
            <span class="pattern-count number">
                { grouped(pattern.count) }
                <span class="muted">{ share(pattern.share) }</span>
            </span>
            <span class="pattern-levels">{ levels(&pattern.levels) }</span>
            <div class="pattern-main">
                <div class="pattern-text mono" title={pattern.example.clone()}>
                    { for pieces(pattern).into_iter().map(|piece| text(props, pattern, piece)) }
                </div>
                { values(props, pattern.id) }
                <div class="pattern-facts">
                    <span class="muted">{ when(props, pattern) }</span>
                    <button class="link" onclick={filter}>
                        { if only { "show all" } else { "show only" } }
                    </button>
                    <button class="link" onclick={choose(Choice::Not)}>{ "hide" }</button>
                    { first(props, pattern) }
                    { corrections(props, pattern) }
                </div>
            </div>
            { series(&pattern.counts) }
        </li>
    }
}

fn text(props: &PatternsProps, pattern: &Pattern, piece: (&str, Option<u32>)) -> Html {
    let (text, variable) = piece;
    let Some(variable) = variable else { return html! { <>{ text.to_owned() }</> } };
    let place = Some((pattern.id, variable));
    let act = |to| Action::Patterns(PatternAction::Pointed(to));
    let enter = props.dispatch.reform(move |_: MouseEvent| act(place));
    let focus = props.dispatch.reform(move |_: FocusEvent| act(place));
    html! {
        <button class="pattern-variable" onmouseenter={enter} onfocus={focus}
            aria-label={format!("variable {}", variable + 1)}>
            { text.to_owned() }
        </button>
    }
}

/// What stands for the variable that is pointed at.
fn values(props: &PatternsProps, pattern: u64) -> Html {
    let pointed = props.patterns.pointed.as_ref().filter(|pointed| pointed.pattern == pattern);
    let Some(pointed) = pointed else { return html! {} };
    let words = pointed.values.as_ref().map_or_else(|| "…".to_owned(), |values| in_words(values));
    html! {
        <div class="pattern-values">
            <span class="muted">{ format!("variable {}: ", pointed.variable + 1) }</span>
            <span class="mono">{ words }</span>
        </div>
    }
}

fn in_words(values: &PatternValues) -> String {
    let Some(distinct) = values.distinct else {
        return format!("more than {} values", grouped(values.values_max_counted));
    };
    let value = |(value, count): &(String, u64)| {
        let shown = if value.is_empty() { "(nothing)" } else { value };
        format!("{shown} × {}", grouped(*count))
    };
    let listed: Vec<String> = values.values.iter().map(value).collect();
    let rest = distinct.saturating_sub(listed.len() as u64);
    if rest == 0 {
        return listed.join(", ");
    }
    let counted: u64 = values.values.iter().map(|(_, count)| count).sum();
    let rest = plural(rest, "other value", "other values");
    let events = plural(values.records.saturating_sub(counted), "event", "events");
    format!("{}, and {rest} in {events}", listed.join(", "))
}

/// The gravest levels with their counts.
fn levels(levels: &[u64; LANES]) -> Html {
    let counted = (0..LANES as u8).rev().zip(levels.iter().rev()).filter(|(_, count)| **count > 0);
    let one = |(lane, count): (u8, &u64)| {
        let word = Level::from_lane(lane).map_or("none", Level::word);
        html! { <span class={format!("level-{word}")} title={grouped(*count)}>{ word }{ " " }</span> }
    };
    html! { <>{ for counted.take(2).map(one) }</> }
}

fn share(share: f64) -> String {
    match share * 100.0 {
        percent if percent < 0.01 => " <0.01%".to_owned(),
        percent if percent < 1.0 => format!(" {percent:.2}%"),
        percent => format!(" {percent:.1}%"),
    }
}

fn when(props: &PatternsProps, pattern: &Pattern) -> String {
    let zone = &props.view.zone;
    match (pattern.first, pattern.last) {
        (Some(first), Some(last)) if first != last => {
            format!("{} to {}", date_time(zone, first), date_time(zone, last))
        }
        (Some(once), _) => date_time(zone, once),
        _ => "no time".to_owned(),
    }
}

fn first(props: &PatternsProps, pattern: &Pattern) -> Html {
    let Some(record) = pattern.record else { return html! {} };
    let open = props.dispatch.reform(move |_: MouseEvent| Action::RecordChosen(record));
    html! { <button class="link" onclick={open}>{ "first event" }</button> }
}

/// Merging into the marked pattern, and splitting.
fn corrections(props: &PatternsProps, pattern: &Pattern) -> Html {
    let id = pattern.id;
    let merge = match props.patterns.marked {
        None => Some((PatternAction::Marked(Some(id)), "merge others into this")),
        Some(marked) if marked != id => {
            Some((PatternAction::Merged(id), "merge into the marked one"))
        }
        Some(_) => None,
    };
    let variables = plural(pattern.variables.len() as u64, "variable", "variables");
    html! {
        <>
            if let Some((action, words)) = merge {
                <button class="link" onclick={send(props, action)}>{ words }</button>
            } else {
                <span class="muted">{ "others are merged into this" }</span>
            }
            if !pattern.variables.is_empty() {
                <button class="link" title={format!("its {variables} told apart")}
                    onclick={send(props, PatternAction::Split(id))}>{ "split" }</button>
            }
        </>
    }
}

fn series(counts: &[u32]) -> Html {
    let path = spark(counts, SPARK_WIDTH, SPARK_HEIGHT);
    html! {
        <svg class="pattern-series" viewBox={format!("0 0 {SPARK_WIDTH} {SPARK_HEIGHT}")}
            aria-hidden="true">
            <path d={path} />
        </svg>
    }
}
