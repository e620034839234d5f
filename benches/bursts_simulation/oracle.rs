//! What nobody can beat: an oracle that knows how the counts come about, and how long and how high
//! a burst is, and is asked for its place alone.
//!
//! Each place has its likelihood ratio; an alarm is a ratio that one of twenty burst-free series
//! reaches somewhere (Neyman and Pearson, Philosophical Transactions 1933). A rate that wanders is
//! hidden from it as from anybody: the ratio is taken over all of its ways, by the forward and
//! backward sums of a hidden Markov chain (Rabiner, Proceedings of the IEEE 1989) whose states
//! wander as the rate does (Rouwenhorst 1995). Of clumps it sees each as one, which the records do
//! not show: there it is more than can be reached.
//!
//! Does not: look at series of its own; the caller draws them.

use std::ops::Range;

use crate::generator::{CLUMP, Family};

/// States of a rate that wanders.
const STATES: usize = 15;

/// A burst to be found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sought {
    pub family: Family,
    pub mean: f64,
    pub times: f64,
    pub buckets: usize,
}

/// The family and mean of what the oracle sees, if it sees more than the records.
pub(crate) fn seen(family: Family, mean: f64) -> (Family, f64) {
    match family {
        Family::Clumped => (Family::Poisson, mean / CLUMP),
        _ => (family, mean),
    }
}

/// The best place for a burst, and its likelihood ratio as a logarithm; `usual` are the rates
/// without a burst, as far as they are no secret.
pub(crate) fn best(sought: Sought, counts: &[f64], usual: &[f64]) -> (Range<usize>, f64) {
    let Sought { family, mean, times, buckets } = sought;
    let ratios = match family {
        Family::Wandering { deviation, memory } => {
            Chain::new(deviation, memory, mean).ratios(counts, times, buckets)
        }
        Family::NegativeBinomial => {
            let shape = mean / 2.0;
            let each = counts.iter().map(|count| {
                let ln =
                    |mean: f64| count * (mean / (shape + mean)).ln() - shape * (shape + mean).ln();
                ln(mean * times) - ln(mean)
            });
            sums(&each.collect::<Vec<_>>(), buckets)
        }
        _ => {
            let each = counts.iter().zip(usual);
            let each = each.map(|(count, rate)| count * times.ln() - (times - 1.0) * rate);
            sums(&each.collect::<Vec<_>>(), buckets)
        }
    };
    let place = (0..ratios.len()).reduce(|a, b| if ratios[b] > ratios[a] { b } else { a });
    let place = place.expect("a series is longer than a burst");
    (place..place + buckets, ratios[place])
}

fn sums(values: &[f64], buckets: usize) -> Vec<f64> {
    values.windows(buckets).map(|window| window.iter().sum()).collect()
}

type States = [f64; STATES];

/// A rate that wanders, as a chain of states.
struct Chain {
    /// From each state to each.
    change: Vec<States>,
    rates: States,
    /// The share of time in each.
    shares: States,
}

impl Chain {
    fn new(deviation: f64, memory: f64, mean: f64) -> Self {
        let kept = (-1.0 / memory).exp();
        let widest = deviation * ((STATES - 1) as f64).sqrt();
        let level = |state: usize| widest * (2.0 * state as f64 / (STATES - 1) as f64 - 1.0);
        let rate = |state: usize| mean * (level(state) - deviation * deviation / 2.0).exp();
        let mut shares = [0.5_f64.powi(STATES as i32 - 1); STATES];
        for state in 1..STATES {
            shares[state] = shares[state - 1] * (STATES - state) as f64 / state as f64;
        }
        Chain { change: change(kept), rates: std::array::from_fn(rate), shares }
    }

    /// How likely a count is in each state, with rates so many times as high; by the same factor
    /// in all, which ratios lose.
    fn likely(&self, count: f64, times: f64) -> States {
        let middle = self.rates[STATES / 2];
        self.rates.map(|rate| (count * (rate * times / middle).ln() - rate * times + middle).exp())
    }

    fn step(&self, from: &States) -> States {
        let mut to = [0.0; STATES];
        for (share, change) in from.iter().zip(&self.change) {
            to.iter_mut().zip(change).for_each(|(to, change)| *to += share * change);
        }
        to
    }

    /// The likelihood ratio of a burst at each place, as a logarithm.
    fn ratios(&self, counts: &[f64], times: f64, buckets: usize) -> Vec<f64> {
        let calm: Vec<States> = counts.iter().map(|count| self.likely(*count, 1.0)).collect();
        let burst: Vec<States> = counts.iter().map(|count| self.likely(*count, times)).collect();
        let mut before = vec![self.shares];
        let mut sizes = Vec::with_capacity(counts.len());
        for likely in &calm {
            let (state, size) = scaled(product(&before[before.len() - 1], likely));
            before.push(self.step(&state));
            sizes.push(size);
        }
        let mut behind = vec![[1.0; STATES]; counts.len() + 1];
        for at in (0..counts.len()).rev() {
            let later = std::array::from_fn(|from| dot(&self.change[from], &behind[at + 1]));
            behind[at] = product(&calm[at], &later).map(|value| value / sizes[at]);
        }
        let ratio = |start: usize| {
            let (mut state, mut ln) = (before[start], 0.0);
            for at in start..start + buckets {
                let (next, size) = scaled(product(&state, &burst[at]));
                ln += (size / sizes[at]).ln();
                state = self.step(&next);
            }
            ln + dot(&state, &behind[start + buckets]).ln()
        };
        (0..=counts.len() - buckets).map(ratio).collect()
    }
}

/// The changes of a chain that keeps this much of its level from one step to the next.
fn change(kept: f64) -> Vec<States> {
    let stay = f64::midpoint(1.0, kept);
    let mut change = vec![[0.0; STATES]; STATES];
    change[0][0] = 1.0;
    for size in 2..=STATES {
        let smaller = std::mem::replace(&mut change, vec![[0.0; STATES]; STATES]);
        for from in 0..size - 1 {
            for to in 0..size - 1 {
                let share = smaller[from][to];
                change[from][to] += stay * share;
                change[from][to + 1] += (1.0 - stay) * share;
                change[from + 1][to] += (1.0 - stay) * share;
                change[from + 1][to + 1] += stay * share;
            }
        }
        change[1..size - 1].iter_mut().flatten().for_each(|share| *share /= 2.0);
    }
    change
}

fn product(a: &States, b: &States) -> States {
    std::array::from_fn(|at| a[at] * b[at])
}

fn dot(a: &States, b: &States) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn scaled(states: States) -> (States, f64) {
    let size: f64 = states.iter().sum();
    (states.map(|state| state / size), size)
}
