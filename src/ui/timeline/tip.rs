//! The numbers beside the pointer: a bucket's time, its counts by level.
//!
//! Does not: count.

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::{
    session::{chart::BucketNumbers, show::grouped},
    ui::sources::dot_class,
};

/// How far from the pointer the numbers stand, in pixels.
const ASIDE_PX: f64 = 14.0;

/// Properties of [`Tip`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TipProps {
    /// What to say; nothing is shown without.
    pub numbers: Option<BucketNumbers>,
    /// Colour, name and value of each series there.
    pub values: Vec<(u8, String, String)>,
    /// Where the pointer is, from the left edge of the canvas.
    pub x: f64,
}

/// The numbers of one bucket, beside the pointer on the side that has room.
#[component]
pub fn Tip(props: &TipProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((props.numbers.clone(), props.x), move |(_, x)| {
            if let Some(tip) = node.cast::<HtmlElement>() {
                place(&tip, *x);
            }
        });
    }
    let Some(numbers) = &props.numbers else {
        return html! { <div ref={node} class="timeline-tip" hidden=true></div> };
    };
    let lane = |(lane, word, count): &(u8, &'static str, u64)| {
        let class = match lane {
            0 => "level-none".to_owned(),
            _ => format!("level-{word}"),
        };
        html! {
            <div class="timeline-tip-count">
                <span {class}>{ *word }</span><span class="number">{ grouped(*count) }</span>
            </div>
        }
    };
    html! {
        <div ref={node} class="timeline-tip">
            <div class="timeline-tip-span">{ &numbers.span }</div>
            <div class="timeline-tip-count">
                <span>{ "events" }</span><span class="number">{ grouped(numbers.selected) }</span>
            </div>
            { for numbers.lanes.iter().map(lane) }
            { for props.values.iter().map(|(colour, name, value)| html! {
                <div class="timeline-tip-count">
                    <span class="timeline-tip-name">
                        <span class={dot_class(*colour)}></span>{ " " }{ name }
                    </span>
                    <span class="number">{ value }</span>
                </div>
            }) }
            if numbers.all != numbers.selected {
                <div class="timeline-tip-count muted">
                    <span>{ "without the filter" }</span>
                    <span class="number">{ grouped(numbers.all) }</span>
                </div>
            }
        </div>
    }
}

/// Right of the pointer, or left of it where it would leave the page.
fn place(tip: &HtmlElement, x: f64) {
    let room = tip.offset_parent().map_or(0.0, |parent| f64::from(parent.client_width()));
    let margin = 14.0;
    let width = f64::from(tip.offset_width());
    let right = margin + x + ASIDE_PX;
    let left = if right + width > room { margin + x - ASIDE_PX - width } else { right };
    // Set through the object model: a style attribute would be refused by the page's policy.
    drop(tip.style().set_property("left", &format!("{}px", left.max(0.0).round())));
}
