//! What lies over the bars of the timeline, chosen from bursts and explanation.
//!
//! Does not: draw it; `session::chart::overlay` does.

use super::{
    bursts::{BurstsShown, strength},
    chart::overlay::{Band, Baseline, Overlay, Series, Tone},
    explaining::Explaining,
};
use crate::protocol::page::{BurstKind, TimeNanos, TimeRange};

/// More bands than this would hide what they mark; the list has all.
const BANDS_MAX: usize = 24;

/// The overlay for what was found and what is explained.
#[must_use]
pub fn overlay(shown: &BurstsShown, explaining: Option<&Explaining>) -> Overlay {
    let chosen = explaining.and_then(|explaining| explaining.burst);
    let kind = shown.kind();
    let mut bands = Vec::new();
    if kind != BurstKind::Silence {
        bands.extend(silences(shown, chosen));
    }
    // The strongest last, so that it lies on top.
    for (at, burst) in shown.listed().iter().enumerate().take(BANDS_MAX).rev() {
        let tone = if kind == BurstKind::Silence { Tone::Silence } else { Tone::Burst };
        let label = format!("{} · {}", at + 1, strength(burst));
        let chosen = chosen == Some((kind, at));
        bands.push(Band { range: burst.range, label, tone, chosen });
    }
    if let Some(explaining) = explaining
        && !bands.iter().any(|band| band.chosen)
    {
        let label = "explained".to_owned();
        bands.push(Band { range: explaining.range, label, tone: Tone::Range, chosen: true });
    }
    let baseline = explaining.and_then(|explaining| {
        let left_out = match (&explaining.answer, explaining.baseline) {
            (Some(answer), None) => answer.left_out.clone(),
            _ => vec![explaining.range],
        };
        Some(Baseline { range: explaining.baseline_shown()?, left_out })
    });
    Overlay { bands, baseline, series: explaining.and_then(series), ..Overlay::default() }
}

fn silences(
    shown: &BurstsShown,
    chosen: Option<(BurstKind, usize)>,
) -> impl Iterator<Item = Band> + '_ {
    let silences = shown.of(BurstKind::Silence).iter().enumerate().take(BANDS_MAX);
    silences.map(move |(at, silence)| Band {
        range: silence.range,
        label: "silence".to_owned(),
        tone: Tone::Silence,
        chosen: chosen == Some((BurstKind::Silence, at)),
    })
}

fn series(explaining: &Explaining) -> Option<Series> {
    let answer = explaining.answer.as_ref()?;
    let row = answer.rows.get(explaining.pointed?)?;
    (!row.counts.is_empty()).then(|| Series {
        start: answer.start,
        width_nanos: answer.width_nanos,
        counts: row.counts.clone(),
    })
}

/// The burst that a place in time is in, the strongest where there are several: its kind and number.
#[must_use]
pub fn burst_at(shown: &BurstsShown, time: TimeNanos) -> Option<(BurstKind, usize)> {
    let within = |range: TimeRange| range.contains(time);
    let of = |kind: BurstKind| {
        let bursts = shown.of(kind).iter().take(BANDS_MAX);
        Some((kind, bursts.into_iter().position(|burst| within(burst.range))?))
    };
    of(shown.kind()).or_else(|| of(BurstKind::Silence))
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::*;
    use crate::{
        protocol::page::{Bursts, Explanation, SECOND_NANOS, Verdict},
        session::{bursts::tests::burst, explaining::tests::row},
    };

    fn found(kind: BurstKind, ranges: &[(i64, i64)]) -> (BurstKind, Rc<Bursts>) {
        let bursts = Bursts {
            of: kind,
            bursts: ranges.iter().map(|&(start, end)| burst(start, end)).collect(),
            bursts_total: ranges.len() as u64,
            calm: None,
            width_nanos: SECOND_NANOS,
            revision: 1,
        };
        (kind, Rc::new(bursts))
    }

    fn shown() -> BurstsShown {
        let errors = found(BurstKind::Errors, &[(100, 200), (10, 20)]);
        let silence = found(BurstKind::Silence, &[(150, 400)]);
        BurstsShown { found: [errors, silence].into_iter().collect(), kind: None }
    }

    #[test]
    fn bursts_are_numbered_by_strength_and_silences_lie_below() {
        let overlay = overlay(&shown(), None);
        let labels: Vec<_> = overlay.bands.iter().map(|band| band.label.as_str()).collect();
        assert_eq!(labels, ["silence", "2 · 41×", "1 · 41×"]);
        assert_eq!((overlay.baseline, overlay.series), (None, None));
    }

    #[test]
    fn what_is_explained_is_framed_with_its_baseline_and_the_row_pointed_at() {
        let range = burst(100, 200).range;
        let mut explaining = Explaining::of(range, Some((BurstKind::Errors, 0)));
        let mut row = row(Verdict::New, None);
        row.counts = vec![1, 2];
        explaining.answer = Some(Rc::new(Explanation {
            baseline: Some(burst(0, 300).range),
            left_out: vec![range],
            rows: vec![row],
            ..Explanation::default()
        }));
        let drawn = overlay(&shown(), Some(&explaining));
        assert_eq!(drawn.bands.iter().filter(|band| band.chosen).count(), 1);
        assert_eq!(drawn.baseline.map(|baseline| baseline.left_out), Some(vec![range]));
        assert_eq!(drawn.series, None);
        explaining.pointed = Some(0);
        let drawn = overlay(&shown(), Some(&explaining));
        assert_eq!(drawn.series.map(|series| series.counts), Some(vec![1, 2]));
        explaining.burst = None;
        let drawn = overlay(&shown(), Some(&explaining));
        assert_eq!(drawn.bands.last().map(|band| band.tone), Some(Tone::Range));
    }

    #[test]
    fn a_place_in_time_has_its_burst() {
        let at = |second: i64| burst_at(&shown(), TimeNanos(second * SECOND_NANOS));
        assert_eq!(at(150), Some((BurstKind::Errors, 0)));
        assert_eq!(at(15), Some((BurstKind::Errors, 1)));
        assert_eq!(at(300), Some((BurstKind::Silence, 0)));
        assert_eq!(at(50), None);
    }
}
