//! The logarithmic ruler of DDSketch: every value has a mark, and a mark stands for values that differ
//! from it by half a percent at most, whatever their size.
//!
//! Masson, Rim, Lee: DDSketch, a fast and fully-mergeable quantile sketch with relative-error
//! guarantees, 2019, <https://arxiv.org/abs/1908.10693>, section 2. The ruler is fixed, so that marks of
//! different parts can be added up; it has a place for zero, for values below it, and one for what is
//! no number.
//!
//! Does not: keep values.

/// How far a percentile may be off, as a part of the value.
pub const ERROR_MAX: f64 = 0.005;

/// One value's place on the ruler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark(i16);

/// Each mark is so many times the one before.
const STEP: f64 = (1.0 + ERROR_MAX) / (1.0 - ERROR_MAX);
/// The mark of 1; that of the smallest positive value is 1. Values that differ from 1 by more than
/// 69 powers of ten take the first or the last mark.
const ONE: i16 = 16_000;
const LAST: i16 = 2 * ONE;

impl Mark {
    /// The record lacks the field.
    pub const ABSENT: Mark = Mark(i16::MIN);
    /// What stands there is no number.
    pub const NO_NUMBER: Mark = Mark(i16::MIN + 1);
    /// It is a number without a unit, in a field where others have one.
    pub const NO_UNIT: Mark = Mark(i16::MIN + 2);
    /// Exactly zero.
    pub const ZERO: Mark = Mark(0);

    /// The mark of a value; infinities and what is no number have none of their own.
    #[must_use]
    pub fn of(value: f64) -> Mark {
        if !value.is_finite() {
            return Mark::NO_NUMBER;
        }
        if value == 0.0 {
            return Mark::ZERO;
        }
        let place = (value.abs().ln() / STEP.ln()).ceil() + f64::from(ONE);
        let place = place.clamp(1.0, f64::from(LAST)) as i16;
        Mark(if value < 0.0 { -place } else { place })
    }

    /// Whether it stands for a value.
    #[must_use]
    pub fn is_number(self) -> bool {
        self.0 >= -LAST
    }

    /// The value it stands for, at most [`ERROR_MAX`] of it away from every value that has this mark.
    #[must_use]
    pub fn value(self) -> f64 {
        let size = 2.0 * power(self.0.unsigned_abs()) / (STEP + 1.0);
        match self.0 {
            0 => 0.0,
            1.. => size,
            _ => -size,
        }
    }

    /// The highest value that a positive mark stands for; the next mark begins above it.
    #[must_use]
    pub fn highest(self) -> f64 {
        if self.0 > 0 { power(self.0.unsigned_abs()) } else { 0.0 }
    }

    /// The mark so many places up.
    #[must_use]
    pub fn up(self, places: i16) -> Mark {
        Mark(self.0.saturating_add(places).clamp(-LAST, LAST))
    }

    /// How many places it is above another.
    #[must_use]
    pub fn above(self, other: Mark) -> i32 {
        i32::from(self.0) - i32::from(other.0)
    }

    /// As bits that rise with the value.
    pub(super) fn bits(self) -> u16 {
        (i32::from(self.0) - i32::from(i16::MIN)) as u16
    }

    pub(super) fn from_bits(bits: u16) -> Mark {
        Mark((i32::from(bits) + i32::from(i16::MIN)) as i16)
    }
}

fn power(place: u16) -> f64 {
    STEP.powf(f64::from(place) - f64::from(ONE))
}

/// The value below which a share of all values lies: that of rank `share * (n - 1)`, rounded down, of `n`
/// values in their order. `counted` holds marks, ascending, with their counts; none where no mark is a
/// number.
#[must_use]
pub fn quantile(counted: &[(Mark, u64)], share: f64) -> Option<f64> {
    let numbers = || counted.iter().filter(|(mark, _)| mark.is_number());
    let total: u64 = numbers().map(|(_, count)| count).sum();
    let rank = (share.clamp(0.0, 1.0) * total.checked_sub(1)? as f64).floor() as u64;
    let mut below = 0;
    let found = numbers().find(|(_, count)| {
        below += count;
        below > rank
    });
    found.map(|(mark, _)| mark.value())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    /// Numbers that look random and are the same each time.
    fn random(seed: &mut u64) -> f64 {
        *seed =
            seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((*seed >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(seed: &mut u64) -> f64 {
        (-2.0 * random(seed).ln()).sqrt() * (std::f64::consts::TAU * random(seed)).cos()
    }

    type Shape = (&'static str, fn(&mut u64) -> f64);

    const SHAPES: [Shape; 5] = [
        ("uniform", |seed| random(seed) * 1_000.0),
        ("log-normal", |seed| normal(seed).mul_add(1.5, 3.0).exp()),
        ("bimodal", |seed| match random(seed) < 0.7 {
            true => normal(seed).mul_add(2.0, 20.0),
            false => normal(seed).mul_add(150.0, 3_000.0),
        }),
        ("constant", |_| 42.0),
        ("heavy tail", |seed| random(seed).powf(-1.0 / 1.1)),
    ];

    fn counted(values: &[f64]) -> BTreeMap<Mark, u64> {
        let mut counts = BTreeMap::new();
        values.iter().for_each(|value| *counts.entry(Mark::of(*value)).or_default() += 1);
        counts
    }

    /// The worst relative error at p50, p90, p95 and p99 against a sort, for each shape: of all values
    /// at once, and of 16 parts merged.
    fn worst_errors(values_count: usize) -> Vec<(&'static str, f64)> {
        let worst = |(name, draw): Shape| {
            let mut seed = 7;
            let mut values: Vec<f64> = (0..values_count).map(|_| draw(&mut seed)).collect();
            let mut merged: BTreeMap<Mark, u64> = BTreeMap::new();
            for part in values.chunks(values_count.div_ceil(16)) {
                for (mark, count) in counted(part) {
                    *merged.entry(mark).or_default() += count;
                }
            }
            assert_eq!(merged, counted(&values), "{name}: merged is whole");
            let merged: Vec<(Mark, u64)> = merged.into_iter().collect();
            values.sort_unstable_by(f64::total_cmp);
            let error = |share: f64| {
                let exact = values[(share * (values_count - 1) as f64) as usize];
                (quantile(&merged, share).unwrap() - exact).abs() / exact.abs()
            };
            (name, [0.5, 0.9, 0.95, 0.99].into_iter().map(error).fold(0.0, f64::max))
        };
        SHAPES.into_iter().map(worst).collect()
    }

    #[test]
    fn percentiles_are_within_half_a_percent() {
        for (name, error) in worst_errors(100_000) {
            assert!(error <= ERROR_MAX * 1.000_001, "{name}: {error}");
        }
    }

    #[test]
    #[ignore = "10 million values of five shapes take a minute: run it by name, in release"]
    fn percentiles_of_ten_million_values() {
        for (name, error) in worst_errors(10_000_000) {
            assert!(error <= ERROR_MAX * 1.000_001, "{name}: {error}");
        }
    }

    #[test]
    fn odd_values_have_their_places() {
        assert_eq!(Mark::of(f64::NAN), Mark::NO_NUMBER);
        assert_eq!(Mark::of(f64::NEG_INFINITY), Mark::NO_NUMBER);
        assert_eq!(Mark::of(-0.0), Mark::ZERO);
        assert_eq!(Mark::of(f64::MAX), Mark(LAST));
        assert_eq!(Mark::of(f64::MIN_POSITIVE), Mark(1));
        assert!(!Mark::ABSENT.is_number() && !Mark::NO_UNIT.is_number());
        assert!(Mark::of(f64::MIN).is_number());
        assert_eq!(quantile(&[(Mark::NO_NUMBER, 3)], 0.5), None);
        assert_eq!(quantile(&[(Mark::NO_NUMBER, 3), (Mark::ZERO, 1)], 0.99), Some(0.0));
    }

    proptest! {
        #[test]
        fn a_mark_is_near_its_value_and_keeps_the_order(a in -1e60..1e60_f64, b in 1e-60..1e60_f64) {
            for value in [a, b, -b] {
                let mark = Mark::of(value);
                prop_assert!((mark.value() - value).abs() <= value.abs() * (ERROR_MAX + 1e-9));
                prop_assert_eq!(Mark::from_bits(mark.bits()), mark);
                prop_assert!(value <= 0.0 || value <= mark.highest() * (1.0 + 1e-9));
            }
            prop_assert_eq!(Mark::of(a) <= Mark::of(b), a <= b || Mark::of(a) == Mark::of(b));
            prop_assert_eq!(Mark::of(a).bits() <= Mark::of(b).bits(), Mark::of(a) <= Mark::of(b));
        }
    }
}
