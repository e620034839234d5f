//! The timeline of a report as SVG: records and errors in buckets, bursts as bands behind them; and
//! the bars of a request's steps.
//!
//! Does not: need a script; what it shows stands in tables too.

use super::{BurstLine, Counts, Report, StepLine};
use crate::{export::rows::written, time::TimeNanos};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 140.0;
/// Room for the words below.
const FOOT: f64 = 18.0;
/// The room of a step's bar.
const BAR_WIDTH: f64 = 240.0;
const BAR_HEIGHT: f64 = 10.0;

/// The colours of a picture that stands alone: those of a report on paper.
const STYLE: &str =
    "<style>svg { background: #fff; } .all { fill: #9aa4b0; } .errors { fill: #c2342b; }
.band { fill: #f5d9d6; } text { fill: #57606a; font: 11px system-ui, sans-serif; }</style>
";

impl Counts {
    /// The picture as a file of its own; empty where nothing has a time.
    pub fn picture(&self, bursts: &[BurstLine]) -> String {
        let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"900\" height=\"158\"";
        let tag_end = |svg: &str| svg.find('>').map_or(0, |end| end + 2);
        let svg = svg(self, bursts);
        match svg.split_at_checked(tag_end(&svg)) {
            Some((tag, rest)) if !svg.is_empty() => {
                format!("{}{STYLE}{rest}", tag.replacen("<svg", head, 1))
            }
            _ => String::new(),
        }
    }
}

/// The picture of a report; empty where nothing has a time.
pub(super) fn timeline(report: &Report) -> String {
    svg(&report.timeline, &report.bursts)
}

/// The bar of a step within the time of all steps.
pub(super) fn bar(report: &Report, step: &StepLine) -> String {
    let (Some(start), Some(end)) = (step.start.or(step.time), step.end.or(step.time)) else {
        return String::new();
    };
    let first = report.steps.iter().filter_map(|step| step.start.or(step.time)).min();
    let last = report.steps.iter().filter_map(|step| step.end.or(step.time)).max();
    let (first, last) = (first.unwrap_or(start), last.unwrap_or(end));
    let all = (last.0.saturating_sub(first.0) as f64).max(1.0);
    let place = |at: TimeNanos| at.0.saturating_sub(first.0) as f64 / all * (BAR_WIDTH - 2.0);
    let class = if step.failed { "errors" } else { "step" };
    let mut out = format!(
        "<svg class=\"bar\" viewBox=\"0 0 {BAR_WIDTH} {BAR_HEIGHT}\" aria-hidden=\"true\">\n"
    );
    let width = (place(end) - place(start)).max(2.0);
    rect(&mut out, class, place(start), 0.0, width, BAR_HEIGHT);
    out + "</svg>"
}

fn svg(counts: &Counts, bursts: &[BurstLine]) -> String {
    let most = counts.all.iter().max().copied().unwrap_or(0);
    if most == 0 || counts.width_nanos <= 0 {
        return String::new();
    }
    let bar_width = WIDTH / counts.all.len() as f64;
    let end = TimeNanos(
        counts.start.0.saturating_add(counts.width_nanos.saturating_mul(counts.all.len() as i64)),
    );
    let errors: u64 = counts.errors.iter().map(|&count| u64::from(count)).sum();
    let label = format!(
        "Events over time from {} to {}: at most {most} in a bar, {errors} errors in all",
        written(counts.start, 0),
        written(end, 0)
    );
    let view = HEIGHT + FOOT;
    let mut out = format!(
        "<svg viewBox=\"0 0 {WIDTH} {view}\" role=\"img\" aria-label=\"{}\">\n",
        super::html::escaped(&label)
    );
    let place = |at: TimeNanos| {
        let since = at.0.saturating_sub(counts.start.0) as f64 / counts.width_nanos as f64;
        (since * bar_width).clamp(0.0, WIDTH)
    };
    for burst in bursts {
        let (from, to) = (place(burst.start), place(burst.end));
        rect(&mut out, "band", from, 0.0, (to - from).max(1.0), HEIGHT);
    }
    for (class, counts) in [("all", &counts.all), ("errors", &counts.errors)] {
        for (at, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = (f64::from(count) / f64::from(most) * (HEIGHT - 2.0)).max(1.0);
            let width = (bar_width * 0.9).max(0.5);
            rect(&mut out, class, at as f64 * bar_width, HEIGHT - height, width, height);
        }
    }
    let base = HEIGHT + FOOT - 4.0;
    out.push_str(&format!("<text x=\"0\" y=\"{base}\">{}</text>\n", written(counts.start, 0)));
    out.push_str(&format!(
        "<text x=\"{WIDTH}\" y=\"{base}\" text-anchor=\"end\">{}</text>\n</svg>\n",
        written(end, 0)
    ));
    out
}

fn rect(out: &mut String, class: &str, x: f64, y: f64, width: f64, height: f64) {
    out.push_str(&format!(
        "<rect class=\"{class}\" x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"/>\n"
    ));
}
