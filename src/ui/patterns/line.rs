//! One pattern: its text with the variables marked, what is known of it, and what can be done with it.
//!
//! Does not: show what stands for a variable; the lead does not tell yet.

use yew::prelude::*;

use super::{PatternsProps, send};
use crate::{
    protocol::page::{LANES, Level, Pattern},
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
                    { for pieces(pattern).into_iter().map(text) }
                </div>
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

fn text((text, variable): (&str, Option<u32>)) -> Html {
    match variable {
        None => html! { <>{ text.to_owned() }</> },
        Some(_) => html! { <span class="pattern-variable">{ text.to_owned() }</span> },
    }
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
