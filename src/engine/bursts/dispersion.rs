//! How much more than a Poisson process the counts of a series stray, at each width of window.
//!
//! Clumps, retries and rates that wander make sums of counts stray more than by chance; a scan
//! that knows how much stays quiet on them. Quasi-Poisson: the variance is phi times the mean
//! (Wedderburn, Biometrika 1974), phi found robustly so that a burst does not hide itself.
//!
//! Does not: go below 1.

/// How many standard errors of an estimate are not taken for dispersion.
const NOISE_TAKEN: f64 = 0.5;
/// Windows expected to hold fewer records than this say little about their spread.
const EXPECTED_MIN: f64 = 4.0;
/// Windows side by side that are wanted for a width's own estimate.
const WINDOWS_MIN: usize = 12;
/// With fewer windows than this a single burst would be taken for the habit of the series.
const FEW_WINDOWS: usize = 40;
/// The share of least squared residuals that is averaged, and that average for a normal spread.
const KEPT: f64 = 0.9;
const KEPT_MEAN: f64 = 0.59;
/// A rate that wanders slowly strays from the usual by so many times what it strays from what is near
/// it, in phi; what strays further has another level there, which is a burst and no habit.
const SLOW: f64 = 4.0;
/// What is near lies within this part of the series: a longer part would reach over long bursts.
const NEARBY_PART: usize = 12;
/// The range between the quartiles of the normal distribution.
const NORMAL_IQR: f64 = 1.349;

/// phi for each of `widths` (ascending), non-decreasing.
pub(super) fn phis(counts: &[f64], expected: &[f64], widths: &[usize]) -> Vec<f64> {
    let mean = expected.iter().sum::<f64>() / expected.len().max(1) as f64;
    let least = (EXPECTED_MIN / mean.max(1e-9)).ceil().min(1e9) as usize;
    let widest = (counts.len() / WINDOWS_MIN).max(1);
    let mut known: Option<(f64, usize)> = None;
    let mut phis = Vec::with_capacity(widths.len());
    for &width in widths {
        let used = width.max(least);
        let value = match known {
            // Too few windows: spread that comes from a wandering rate grows with the mean.
            Some((value, before)) if used > widest => {
                1.0 + (value - 1.0) * (used as f64 / before as f64).max(1.0)
            }
            before => {
                let used = used.min(widest);
                let here = phi(counts, expected, used);
                let is_told = used >= least;
                let near = if is_told { phi_nearby(counts, expected, used) } else { here };
                let here = here.min(SLOW * near);
                let value = here.max(before.map_or(1.0, |(value, _)| value));
                known = Some((value, used));
                value
            }
        };
        phis.push(value);
    }
    phis
}

/// phi at one width.
pub(super) fn phi(counts: &[f64], expected: &[f64], width: usize) -> f64 {
    let windows = windows(counts, expected, width).filter(|(_, due)| *due > 0.0);
    let mut residuals: Vec<f64> = windows.map(|(seen, due)| (seen - due) / due.sqrt()).collect();
    let due = expected.iter().sum::<f64>() / counts.len() as f64 * width as f64;
    if due < EXPECTED_MIN {
        leave_highest_stretch_out(&mut residuals);
    } else if residuals.len() < FEW_WINDOWS {
        leave_highest_out(&mut residuals);
    }
    if residuals.len() < 4 {
        return 1.0;
    }
    residuals.sort_by(f64::total_cmp);
    let noise = NOISE_TAKEN * (2.0 * width as f64 / counts.len() as f64).sqrt();
    if due < EXPECTED_MIN {
        // Nothing like normal: most windows are empty and a few hold what there is.
        let squares: f64 = residuals.iter().map(|residual| residual * residual).sum();
        return (squares / residuals.len() as f64 - noise).max(1.0);
    }
    let record = 1.0 / due.sqrt();
    let quartile = |share: f64| quantile(&residuals, share, record);
    let by_quartiles = ((quartile(0.75) - quartile(0.25)) / NORMAL_IQR).powi(2);
    let mut squares: Vec<f64> = residuals.iter().map(|residual| residual * residual).collect();
    squares.sort_by(f64::total_cmp);
    let kept = ((squares.len() as f64 * KEPT).ceil() as usize).clamp(1, squares.len());
    let by_squares = squares[..kept].iter().sum::<f64>() / kept as f64 / KEPT_MEAN;
    (by_quartiles.max(by_squares) - noise).max(1.0)
}

/// What is seen and what is due in windows of a width, each half over the one before.
fn windows<'a>(
    counts: &'a [f64],
    expected: &'a [f64],
    width: usize,
) -> impl Iterator<Item = (f64, f64)> + 'a {
    let starts = 0..(counts.len() + 1).saturating_sub(width);
    starts.step_by((width / 2).max(1)).map(move |start| {
        let sum = |values: &[f64]| values[start..start + width].iter().sum::<f64>();
        (sum(counts), sum(expected))
    })
}

/// phi of the difference between windows near each other. A stretch of another rate, however long
/// and high, has two edges only, and so hardly shows in the differences between quartiles.
fn phi_nearby(counts: &[f64], expected: &[f64], width: usize) -> f64 {
    let windows: Vec<(f64, f64)> = windows(counts, expected, width).collect();
    let furthest = (windows.len() / NEARBY_PART).max(2);
    let lags = std::iter::successors(Some(2), |lag| Some(lag * 2)).take_while(|l| *l <= furthest);
    lags.map(|lag| phi_of_pairs(windows.iter().zip(windows.iter().skip(lag)))).fold(1.0, f64::max)
}

fn phi_of_pairs<'a>(pairs: impl Iterator<Item = (&'a (f64, f64), &'a (f64, f64))>) -> f64 {
    let difference = |((seen_a, due_a), (seen_b, due_b)): (&(f64, f64), &(f64, f64))| {
        let rate = (seen_a + seen_b) / (due_a + due_b);
        let variance = rate * (1.0 / due_a + 1.0 / due_b);
        let is_known = *due_a > 0.0 && *due_b > 0.0 && rate > 0.0;
        is_known.then(|| (seen_b / due_b - seen_a / due_a) / variance.sqrt())
    };
    let mut differences: Vec<f64> = pairs.filter_map(difference).collect();
    differences.sort_by(f64::total_cmp);
    let quartile = |quarter: usize| differences.get(differences.len() * quarter / 4);
    match (quartile(1), quartile(3)) {
        (Some(low), Some(high)) => ((high - low) / NORMAL_IQR).powi(2),
        _ => f64::INFINITY,
    }
}

/// Takes the highest residual out with those of the windows that overlap it.
fn leave_highest_out(residuals: &mut Vec<f64>) {
    if let Some(highest) = highest(residuals) {
        let behind = (highest + 2).min(residuals.len());
        residuals.drain(highest.saturating_sub(1)..behind);
    }
}

/// Takes out the stretch around the highest residual in which there is more than usual all along:
/// where next to nothing is usual, a single burst is most of what there is, and strays by itself. Clumps
/// that are a habit of the series are elsewhere too.
fn leave_highest_stretch_out(residuals: &mut Vec<f64>) {
    let Some(highest) = highest(residuals) else { return };
    let usual = |residual: &f64| *residual <= 0.0;
    let start = residuals[..highest].iter().rposition(usual).map_or(0, |before| before + 1);
    let end =
        residuals[highest..].iter().position(usual).map_or(residuals.len(), |at| highest + at);
    residuals.drain(start..end);
}

/// The place of the highest value, the first of equal ones.
fn highest(values: &[f64]) -> Option<usize> {
    (0..values.len()).reduce(|a, b| if values[b] > values[a] { b } else { a })
}

/// A quantile of sorted values, of which many are equal because counts are whole: equal values
/// stand for the stretch up to half way to their neighbours, `step` away at most.
fn quantile(sorted: &[f64], share: f64, step: f64) -> f64 {
    let place = sorted.len() as f64 * share;
    let value = sorted[(place as usize).min(sorted.len() - 1)];
    let (first, after) =
        (sorted.partition_point(|v| *v < value), sorted.partition_point(|v| *v <= value));
    let below = first.checked_sub(1).map_or(0.0, |at| value - sorted[at]).min(step) / 2.0;
    let above = sorted.get(after).map_or(0.0, |next| next - value).min(step) / 2.0;
    value - below + (below + above) * (place - first as f64) / (after - first) as f64
}
