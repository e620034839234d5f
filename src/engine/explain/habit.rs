//! How evenly an item comes: what is clumped strays more than chance, and so proves less.
//!
//! Does not: know bursts; the caller leaves their buckets out.

/// Buckets from which on a spread can be told.
const BUCKETS_MIN: usize = 6;

/// The dispersion of an item's counts in the buckets of the baseline: variance by mean, 1 for
/// independent events. Against a steady rate or against its share of `totals`, whichever fits
/// better; buckets without any record are left out.
#[must_use]
pub fn dispersion(counts: &[f64], totals: &[f64]) -> f64 {
    let seen: Vec<(f64, f64)> =
        counts.iter().copied().zip(totals.iter().copied()).filter(|(_, all)| *all > 0.0).collect();
    let (count, total) = seen.iter().fold((0.0, 0.0), |(a, b), (c, t)| (a + c, b + t));
    if seen.len() < BUCKETS_MIN || count <= 0.0 {
        return 1.0;
    }
    let n = seen.len() as f64;
    let phi = |due: &dyn Fn(f64) -> f64| {
        let strays = seen.iter().map(|(count, total)| (count - due(*total)).powi(2) / due(*total));
        strays.sum::<f64>() / (n - 1.0)
    };
    phi(&|_| count / n).min(phi(&|all| count * all / total)).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_evenly_has_one_and_clumps_have_more() {
        let totals = [100.0; 20];
        assert_eq!(dispersion(&[5.0; 20], &totals), 1.0);
        let mut clumped = [0.0; 20];
        clumped[3] = 100.0;
        assert!(dispersion(&clumped, &totals) > 90.0);
        let traffic: Vec<f64> = (0..20).map(|at| 50.0 + 10.0 * f64::from(at)).collect();
        let share: Vec<f64> = traffic.iter().map(|all| all / 10.0).collect();
        assert_eq!(dispersion(&share, &traffic), 1.0);
        assert_eq!(dispersion(&[], &[]), 1.0);
    }
}
