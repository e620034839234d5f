//! How evenly each candidate comes in the baseline: what is clumped there proves less inside.
//!
//! Does not: count.

use super::{Case, rows::Candidate};
use crate::{
    engine::{
        explain::dispersion,
        time::{TimeNanos, TimeRange},
        timeline::Buckets,
    },
    protocol::shard::ChosenPart,
};

/// Buckets of the baseline, as long as the range where that is not too many or too few.
const BUCKETS_MIN: i64 = 12;
const BUCKETS_MAX: i64 = 300;
/// Chance, as a logarithm, that a candidate must be below with its dispersion paid for.
const LN_P_MAX: f64 = -6.9;

/// The buckets in which spreads are told.
pub(super) fn grid(range: TimeRange, baseline: TimeRange) -> Buckets {
    let span = baseline.end.0.saturating_sub(baseline.start.0).max(1);
    let length = range.end.0.saturating_sub(range.start.0).max(1);
    let width =
        length.clamp(span / BUCKETS_MAX + 1, (span / BUCKETS_MIN).max(span / BUCKETS_MAX + 1));
    let count = (span / width + 1) as u32;
    Buckets { start: baseline.start.0, width_nanos: width, count }
}

impl Case<'_> {
    /// Weighs the candidates by their spread in the baseline, and drops those that prove too little.
    pub(super) fn weigh(&self, candidates: &mut [Candidate], part: &ChosenPart, grid: Buckets) {
        let Some(baseline) = &self.baseline else { return };
        let covered = |bucket: usize| {
            let start = grid.end_of(bucket).saturating_sub(grid.width_nanos);
            let range = TimeRange { start: TimeNanos(start), end: TimeNanos(grid.end_of(bucket)) };
            baseline.ranges.iter().any(|own| own.start <= range.start && range.end <= own.end)
        };
        let whole: Vec<usize> = (0..grid.count as usize).filter(|at| covered(*at)).collect();
        let of = |place: usize| -> Vec<f64> {
            let counts = part.habit.get(place).map_or_else(Vec::new, |c| c.dense(grid.count));
            whole.iter().map(|at| counts.get(*at).map_or(0.0, |count| f64::from(*count))).collect()
        };
        let totals = of(candidates.len());
        let scale = self.scale();
        let excess = self.excess(scale);
        for (at, candidate) in candidates.iter_mut().enumerate() {
            if candidate.among_errors || candidate.difference.counts.outside == 0 {
                continue;
            }
            let phi = dispersion(&of(at), &totals);
            let weighed = candidate.difference.clone().dispersed(phi, scale, excess);
            candidate.holds =
                weighed.ln_p < LN_P_MAX && weighed.sure > 0.0 && weighed.has_support();
            candidate.difference = weighed;
        }
    }
}
