//! What each service or source did over the whole of a story: from its first step to its last.
//!
//! Does not: lay them out; `session::waterfall` does.

use yew::prelude::*;

use crate::session::{
    show::plural,
    waterfall::{LANE_PLACES, Lane, Tone},
};

/// The lanes; nothing where there is but one.
pub(super) fn lanes(lanes: &[Lane]) -> Html {
    if lanes.len() < 2 {
        return html! {};
    }
    html! {
        <ul id="follow-lanes" class="follow-lanes" aria-label="services and sources">
            { for lanes.iter().map(lane) }
        </ul>
    }
}

fn lane(lane: &Lane) -> Html {
    let depth = (lane.depth > 0).then(|| format!("follow-depth-{}", lane.depth.min(4)));
    let places = LANE_PLACES as f64;
    let (from, to) = (lane.bar.from * places, lane.bar.to * places);
    html! {
        <li title={format!("{}: {}", lane.name, plural(lane.steps, "step", "steps"))}>
            <span class={classes!("follow-lane-name", depth)}>{ lane.name.clone() }</span>
            <svg class="follow-lane" viewBox={format!("0 0 {LANE_PLACES} 10")}
                preserveAspectRatio="none" aria-hidden="true">
                <rect class="step-plain" x={from.to_string()} y="2" height="6"
                    width={(to - from).max(1.0).to_string()} />
                { for Tone::ALL.into_iter().map(|tone| marks(lane, tone)) }
            </svg>
        </li>
    }
}

/// Where the lane has steps of a tone, as one shape.
fn marks(lane: &Lane, tone: Tone) -> Html {
    let mut path = String::new();
    for (place, _) in lane.marks.iter().filter(|mark| mark.1 == tone) {
        path.push_str(&format!("M{place} 1h1v8h-1z"));
    }
    html! {
        if !path.is_empty() {
            <path class={format!("step-edge-{}", tone.name())} d={path} />
        }
    }
}
