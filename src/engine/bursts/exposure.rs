//! How much of each bucket the data covers.
//!
//! Does not: look at levels; what no record of any kind covers is no data, not zero errors.

/// A stretch without a record is no data when chance would leave it empty less often than this.
const NO_DATA_P: f64 = 1e-6;
/// A bucket at the edge that is covered less than this joins its neighbour.
const EDGE_MIN: f64 = 0.2;

/// Exposure of every bucket, given the records of all kinds in each and how much of the first and
/// last bucket lies inside the data.
#[must_use]
pub fn covered(totals: &[f64], first: f64, last: f64) -> Vec<f64> {
    let mut exposure = vec![1.0; totals.len()];
    if let Some(edge) = exposure.last_mut() {
        *edge = last.clamp(0.0, 1.0);
    }
    if let Some(edge) = exposure.first_mut() {
        *edge = first.clamp(0.0, 1.0);
    }
    let mut at = 0;
    while at < totals.len() {
        let run = totals[at..].iter().take_while(|total| **total <= 0.0).count();
        if run > 0 && is_gap(totals, run) {
            exposure[at..at + run].fill(0.0);
        }
        at += run.max(1);
    }
    exposure
}

/// Whether a run of empty buckets is too long for chance. Runs count as often as they come: a log
/// that writes every tenth bucket is not silent in between.
fn is_gap(totals: &[f64], run: usize) -> bool {
    let busy: Vec<f64> = totals.iter().copied().filter(|total| *total > 0.0).collect();
    let others = (totals.len() - run) as f64;
    if busy.is_empty() || others <= 0.0 {
        return false;
    }
    let buckets_with_any = busy.len() as f64 / others;
    let rate = -(1.0 - buckets_with_any.min(1.0 - 0.5 / others)).ln();
    -rate * (run as f64) < NO_DATA_P.ln()
}

/// Moves the records of a hardly covered bucket at either edge into its neighbour.
pub fn fold_edges(counts: &mut [f64], exposure: &mut [f64]) {
    let n = counts.len();
    if n < 3 || exposure.len() != n {
        return;
    }
    for (edge, inner) in [(0, 1), (n - 1, n - 2)] {
        if exposure[edge] > 0.0 && exposure[edge] < EDGE_MIN && exposure[inner] > 0.0 {
            counts[inner] += std::mem::take(&mut counts[edge]);
            exposure[inner] += std::mem::take(&mut exposure[edge]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_hole_is_no_data_and_a_habit_is_not() {
        let mut totals = vec![5.0; 60];
        totals[20..40].fill(0.0);
        totals[50] = 0.0;
        let exposure = covered(&totals, 0.5, 1.0);
        assert_eq!(exposure[0], 0.5);
        assert!(exposure[20..40].iter().all(|e| *e == 0.0));
        assert_eq!(exposure[50], 1.0);
        let rare: Vec<f64> = (0..60).map(|at| f64::from(u8::from(at % 10 == 0))).collect();
        assert!(covered(&rare, 1.0, 1.0).iter().all(|e| *e == 1.0));
    }

    #[test]
    fn a_sliver_at_the_edge_joins_its_neighbour() {
        let (mut counts, mut exposure) = (vec![1.0, 4.0, 4.0], vec![0.1, 1.0, 0.5]);
        fold_edges(&mut counts, &mut exposure);
        assert_eq!((counts, exposure), (vec![0.0, 5.0, 4.0], vec![0.0, 1.1, 0.5]));
    }
}
