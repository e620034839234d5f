//! The timeline of a report as SVG: records and errors in buckets, bursts as bands behind them.
//!
//! Does not: need a script; what it shows stands in tables too.

use super::Report;
use crate::engine::{export::rows::written, time::TimeNanos};

const WIDTH: f64 = 900.0;
const HEIGHT: f64 = 140.0;
/// Room for the words below.
const FOOT: f64 = 18.0;

/// The picture; empty where nothing has a time.
pub(super) fn svg(report: &Report) -> String {
    let counts = &report.timeline;
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
    for burst in &report.bursts {
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
