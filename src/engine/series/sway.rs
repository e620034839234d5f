//! Whether the rate of a pattern goes up and down with a series, at some lag.
//!
//! Two courses that change slowly look alike by chance, so the correlation at the best lag is held
//! against those at lags that mean nothing: the series turned round by large parts of its length
//! (the circular shift test). Their spread says how much is chance; both courses keep what they
//! are like.
//!
//! Does not: compare what is rare: a pattern has to come most of the time.

use crate::explain::ln_student_tail;

/// Fewest buckets of a course, and fewest values.
const BUCKETS_MIN: usize = 60;
/// Fewest records of a pattern, and the part of the buckets that have to have one.
const RECORDS_MIN: u64 = 50;
const FILLED_MIN: f64 = 0.25;
/// Turns that show what is chance, at most.
const TURNS_MAX: usize = 400;
/// Values further from the usual than so many robust deviations count as that far.
const FAR: f64 = 5.0;
/// Correlations from here on are worth a row.
const CORRELATION_MIN: f64 = 0.15;
/// The median absolute deviation of the normal distribution, inverted.
const NORMAL_MAD: f64 = 1.4826;

/// The course of a series, to be compared with others.
#[derive(Debug)]
pub(super) struct Course {
    /// Mean 0, spread 1; 0 where no value is known.
    values: Vec<f64>,
    lag_max: usize,
}

/// How a pattern sways with a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sway {
    /// Buckets by which the pattern comes before the series.
    pub(super) lead: i64,
    pub(super) correlation: f64,
    pub(super) ln_p: f64,
}

impl Course {
    /// None where there is too little of it, or it hardly moves.
    pub(super) fn of(values: &[Option<f64>], lag_max: usize) -> Option<Course> {
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        let enough = known.len() * 2 >= values.len() && values.len() >= BUCKETS_MIN;
        let (centre, near) = enough.then(|| robust(&known)).flatten()?;
        let clipped = |value: f64| (value - centre).clamp(-near, near);
        let values = values.iter().map(|value| value.map(clipped));
        let lag_max = lag_max.min(known.len() / 8);
        Some(Course { values: standard(values.collect())?, lag_max })
    }

    /// How a pattern's counts sway with it; none where they are too few to tell.
    pub(super) fn with(&self, counts: &[u32]) -> Option<Sway> {
        let n = self.values.len();
        let total: u64 = counts.iter().copied().map(u64::from).sum();
        let filled = counts.iter().filter(|count| **count > 0).count();
        if total < RECORDS_MIN || (filled as f64) < FILLED_MIN * n as f64 {
            return None;
        }
        let floats: Vec<f64> = counts.iter().map(|count| f64::from(*count)).collect();
        let mean = total as f64 / n as f64;
        // Counts have a spread even where their median deviation is nothing.
        let near = FAR * robust(&floats).map_or(0.0, |(_, near)| near / FAR).max(mean.sqrt());
        let clipped = floats.iter().map(|count| Some((count - mean).clamp(-near, near)));
        let counts = standard(clipped.collect())?;
        let at = |shift: usize| {
            let (behind, front) = self.values.split_at(shift % n);
            let turned = front.iter().chain(behind);
            counts.iter().zip(turned).map(|(a, b)| a * b).sum::<f64>() / n as f64
        };
        let lag_max = self.lag_max as i64;
        let best = (-lag_max..=lag_max)
            .map(|lead| (lead, at(lead.rem_euclid(n as i64) as usize)))
            .reduce(|a, b| if is_stronger(b, a) { b } else { a })?;
        self.judged(best, &at)
    }

    /// Holds the best lag against turns that mean nothing.
    fn judged(&self, (lead, correlation): (i64, f64), at: &dyn Fn(usize) -> f64) -> Option<Sway> {
        let n = self.values.len();
        let apart = 2 * self.lag_max + 1;
        let turns = n.checked_sub(2 * apart)?;
        let stride = (turns / TURNS_MAX).max(1);
        let chance: Vec<f64> = (apart..n - apart).step_by(stride).map(at).collect();
        let count = chance.len() as f64;
        let mean = chance.iter().sum::<f64>() / count;
        let spread = (chance.iter().map(|r| (r - mean).powi(2)).sum::<f64>() / count).sqrt();
        let is_edge = self.lag_max > 0 && lead.unsigned_abs() as usize == self.lag_max;
        let as_strong = chance.iter().any(|r| r.abs() >= correlation.abs());
        if count < 20.0 || is_edge || as_strong || correlation.abs() < CORRELATION_MIN {
            return None;
        }
        // So many values that do not hang together would stray as much; of the lags, as many are
        // tries of their own.
        let free = (1.0 / (spread * spread)).clamp(4.0, n as f64);
        let tries = ((2.0 * self.lag_max as f64 + 1.0) * free / n as f64).max(1.0);
        let away = (correlation - mean).abs().min(0.999);
        // The spread is an estimate itself, of few turns that do not hang together.
        let freedom = 0.6 * free;
        let student = away * (freedom / (1.0 - away * away)).sqrt();
        let ln_p = (ln_student_tail(student, freedom) + tries.ln()).min(0.0);
        Some(Sway { lead, correlation, ln_p })
    }
}

/// The stronger correlation; of equals the shorter lag.
fn is_stronger(a: (i64, f64), b: (i64, f64)) -> bool {
    a.1.abs().total_cmp(&b.1.abs()).then(b.0.abs().cmp(&a.0.abs())).is_gt()
}

/// The median, and how far from it is still near; none where half of the values are the same.
fn robust(values: &[f64]) -> Option<(f64, f64)> {
    let centre = median(values.to_vec())?;
    let away = median(values.iter().map(|value| (value - centre).abs()).collect())?;
    (away > 0.0).then_some((centre, FAR * NORMAL_MAD * away))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len().checked_sub(1)? / 2).copied()
}

/// Values of mean 0 and spread 1, 0 for those that are not known.
fn standard(values: Vec<Option<f64>>) -> Option<Vec<f64>> {
    let known = || values.iter().flatten();
    let count = known().count() as f64;
    let mean = known().sum::<f64>() / count.max(1.0);
    let spread = known().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64;
    let spread = spread.sqrt();
    (spread > 0.0).then(|| {
        values.iter().map(|value| value.map_or(0.0, |value| (value - mean) / spread)).collect()
    })
}
