//! Finds the windows with more records than chance allows, over all widths and starts.
//!
//! The likelihood ratio of a window is that of the scan statistic (Kulldorff, Communications in
//! Statistics 1997), divided by the dispersion of its width; its tail is Cramér's with the usual
//! correction; the number of windows looked at is paid for.
//!
//! Does not: find the baseline, or windows with fewer records.

use super::{Burst, dispersion::phis};
use crate::arrange::Arrange;
/// Chance, over all windows, up to which a window is a burst.
const P_MAX: f64 = 0.05;
const RATIO_MIN: f64 = 1.5;
const EXCESS_MIN: f64 = 4.0;
/// Two bursts are one when the stretch between them is this many times what is expected.
const JOINING_RATIO: f64 = 1.2;
/// A lull within a burst is at most this part of either side.
const LULL_PART: usize = 4;
/// An expectation below this makes a burst new: nothing like it was there before.
const NEW_EXPECTED: f64 = 0.5;

/// The bursts of `counts` against `expected`, in order of time.
pub(super) fn scan(counts: &[f64], expected: &[f64]) -> Vec<Burst> {
    let sums = Sums::new(counts, expected);
    let mut candidates = sums.candidates();
    candidates.arrange_by(|a, b| a.ln_p.total_cmp(&b.ln_p).then(a.start.cmp(&b.start)));
    let mut taken: Vec<Window> = Vec::new();
    for window in candidates {
        if taken.iter().all(|other| !window.overlaps(other)) {
            let (low, high) = room(&taken, &window, counts.len());
            taken.push(sums.refined(window, low, high));
        }
    }
    taken.arrange_by_key(|window| window.start);
    sums.joined(taken).iter().map(|window| sums.burst(window)).collect()
}

/// How far a window may grow between those taken before.
fn room(taken: &[Window], window: &Window, n: usize) -> (usize, usize) {
    let low = taken.iter().map(|other| other.end).filter(|end| *end <= window.start).max();
    let high = taken.iter().map(|other| other.start).filter(|start| *start >= window.end).min();
    (low.unwrap_or(0), high.unwrap_or(n))
}

#[derive(Clone, Copy, Debug)]
struct Window {
    start: usize,
    end: usize,
    /// Logarithm of the chance of any such window.
    ln_p: f64,
}

impl Window {
    fn overlaps(&self, other: &Window) -> bool {
        self.start < other.end && other.start < self.end
    }
}

struct Sums<'a> {
    counts: &'a [f64],
    expected: &'a [f64],
    /// Sums of all buckets before each.
    seen: Vec<f64>,
    due: Vec<f64>,
    widths: Vec<usize>,
    phis: Vec<f64>,
}

impl<'a> Sums<'a> {
    fn new(counts: &'a [f64], expected: &'a [f64]) -> Self {
        let widths = widths(counts.len());
        let phis = phis(counts, expected, &widths);
        let (seen, due) = (running(counts), running(expected));
        Sums { counts, expected, seen, due, widths, phis }
    }

    fn n(&self) -> usize {
        self.counts.len()
    }

    fn seen(&self, start: usize, end: usize) -> f64 {
        self.seen[end] - self.seen[start]
    }

    fn due(&self, start: usize, end: usize) -> f64 {
        (self.due[end] - self.due[start]).max(1e-9)
    }

    /// phi of the narrowest known width that is not narrower.
    fn phi(&self, width: usize) -> f64 {
        let place = self.widths.partition_point(|known| *known < width);
        self.phis.get(place).or(self.phis.last()).copied().unwrap_or(1.0)
    }

    fn evidence(&self, start: usize, end: usize) -> f64 {
        self.evidence_by(start, end, self.phi(end - start))
    }

    /// How unlikely a window is: the rate at which the tail of a negative binomial of its mean and
    /// dispersion falls (of a Poisson where phi is 1). Zero where there is no excess.
    fn evidence_by(&self, start: usize, end: usize, phi: f64) -> f64 {
        let (seen, due) = (self.seen(start, end), self.due(start, end));
        if seen <= due {
            return 0.0;
        }
        let extra = (phi - 1.0) / due;
        if extra * seen < 1e-6 {
            return seen * (seen / due).ln() - (seen - due);
        }
        let grown = (1.0 + extra * seen) / (1.0 + extra * due);
        seen * (seen / due / grown).ln() - grown.ln() / extra
    }

    /// Logarithm of the chance of such a window anywhere in the series: the tail after Bahadur and
    /// Rao (1960), times the windows looked at.
    fn ln_p(&self, start: usize, end: usize) -> f64 {
        let (seen, due) = (self.seen(start, end), self.due(start, end));
        let width = end - start;
        let extra = (self.phi(width) - 1.0) / due;
        let variance = seen * (1.0 + extra * seen);
        let step = 1.0 - due / seen * (1.0 + extra * seen) / (1.0 + extra * due);
        let spread = (std::f64::consts::TAU * variance).sqrt() * step;
        let tries = self.n() as f64 / width as f64 * self.widths.len() as f64;
        -self.evidence(start, end) - spread.max(1.0).ln() + tries.max(1.0).ln()
    }

    fn is_enough(&self, start: usize, end: usize) -> bool {
        let (seen, due) = (self.seen(start, end), self.due(start, end));
        seen >= RATIO_MIN * due && seen - due >= EXCESS_MIN
    }

    fn candidates(&self) -> Vec<Window> {
        let mut found = Vec::new();
        for &width in &self.widths {
            for start in 0..=self.n() - width {
                let end = start + width;
                if !self.is_enough(start, end) {
                    continue;
                }
                let ln_p = self.ln_p(start, end);
                if ln_p < P_MAX.ln() {
                    found.push(Window { start, end, ln_p });
                }
            }
        }
        found
    }

    /// The window with its edges moved, bucket by bucket, to where the evidence is greatest, less
    /// what shorter windows pay; then drawn in to its first and last record.
    fn refined(&self, window: Window, low: usize, high: usize) -> Window {
        let phi = self.phi(window.end - window.start);
        let worth = |start: usize, end: usize| {
            self.evidence_by(start, end, phi) - (self.n() as f64 / (end - start) as f64).ln()
        };
        let (mut start, mut end) = (window.start, window.end);
        loop {
            let mut moves = vec![(start, end)];
            if start > low {
                moves.push((start - 1, end));
            }
            if end < high {
                moves.push((start, end + 1));
            }
            if end - start > 1 {
                moves.extend([(start + 1, end), (start, end - 1)]);
            }
            let best = moves
                .into_iter()
                .reduce(|a, b| if worth(b.0, b.1) > worth(a.0, a.1) + 1e-9 { b } else { a });
            match best {
                Some(best) if best != (start, end) => (start, end) = best,
                _ => break,
            }
        }
        while end - start > 1 && self.counts[start] <= 0.0 {
            start += 1;
        }
        while end - start > 1 && self.counts[end - 1] <= 0.0 {
            end -= 1;
        }
        Window { start, end, ln_p: self.ln_p(start, end).min(window.ln_p) }
    }

    fn joined(&self, windows: Vec<Window>) -> Vec<Window> {
        let mut joined: Vec<Window> = Vec::new();
        for window in windows {
            if let Some(last) = joined.last_mut() {
                let (from, to) = (last.end, window.start);
                let busy = from == to || self.seen(from, to) >= JOINING_RATIO * self.due(from, to);
                if (busy || self.is_one(last, &window)) && self.is_enough(last.start, window.end) {
                    *last = Window {
                        start: last.start,
                        end: window.end,
                        ln_p: last.ln_p.min(window.ln_p),
                    };
                    continue;
                }
            }
            joined.push(window);
        }
        joined
    }

    /// Whether a single burst with a lull explains two nearly as well as two bursts: the two gain
    /// less than their two further edges cost (Schwarz, Annals of Statistics 1978).
    fn is_one(&self, a: &Window, b: &Window) -> bool {
        let shorter = (a.end - a.start).min(b.end - b.start);
        if (b.start - a.end) * LULL_PART > shorter {
            return false;
        }
        let phi = self.phi(b.end - a.start);
        let apart = self.evidence_by(a.start, a.end, phi) + self.evidence_by(b.start, b.end, phi);
        apart - self.evidence_by(a.start, b.end, phi) < (self.n() as f64).ln()
    }

    fn burst(&self, window: &Window) -> Burst {
        let &Window { start, end, ln_p } = window;
        let (observed, expected) = (self.seen(start, end), self.due(start, end));
        let rate = |at: usize| self.counts[at] / self.expected[at].max(1e-9);
        let peak = (start..end).reduce(|a, b| if rate(b) > rate(a) { b } else { a });
        let ratio = observed / expected;
        let phi = self.phi(end - start);
        let spread = (1.96 * (phi / observed.max(1.0)).sqrt()).min(20.0).exp();
        Burst {
            start,
            end,
            peak: peak.unwrap_or(start),
            observed,
            expected,
            excess_low: observed - expected - 1.645 * (phi * observed).sqrt(),
            ratio,
            ratio_low: ratio / spread,
            ratio_high: ratio * spread,
            p: ln_p.exp().min(1.0),
            is_new: expected < NEW_EXPECTED,
        }
    }
}

/// 1, 2, 3, 4, 6, 8, 12, 16, 24, … up to a third of `n`.
fn widths(n: usize) -> Vec<usize> {
    let powers = (0..usize::BITS - 2).map(|power| 1_usize << power);
    let all = powers.flat_map(|power| [power, power + power / 2]).filter(|width| *width > 0);
    let mut widths: Vec<usize> = all.take_while(|width| *width <= (n / 3).max(1)).collect();
    widths.dedup();
    widths.retain(|width| *width <= n);
    widths
}

fn running(values: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = values.iter().map(|value| {
        sum += value;
        sum
    });
    std::iter::once(0.0).chain(sums).collect()
}
