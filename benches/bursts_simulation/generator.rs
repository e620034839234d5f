//! Series of counts with known truth, from a generator whose numbers never change.
//!
//! Does not: look at the clock.

/// Records of a clump on average.
pub(crate) const CLUMP: f64 = 4.0;

/// SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
#[derive(Clone)]
pub(crate) struct Random(pub u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to 1, neither reached.
    pub(crate) fn uniform(&mut self) -> f64 {
        ((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.uniform().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.uniform()).cos()
    }

    /// A Poisson number, by waiting times.
    pub(crate) fn poisson(&mut self, mean: f64) -> f64 {
        let (mut waited, mut count) = (0.0, 0.0);
        loop {
            waited -= self.uniform().ln();
            if waited > mean {
                return count;
            }
            count += 1.0;
        }
    }

    /// A gamma number of mean 1 (Marsaglia and Tsang, ACM TOMS 2000); `shape` at least 1, or
    /// boosted.
    fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let boost = self.uniform().powf(1.0 / shape);
            return self.gamma(shape + 1.0) * (shape + 1.0) / shape * boost;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let x = self.normal();
            let v = (1.0 + c * x).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v / shape;
            }
        }
    }
}

/// How counts come about.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Family {
    Poisson,
    /// Each bucket's rate is gamma: the variance is three times the mean.
    NegativeBinomial,
    /// Records come in clumps of four on average, spread over three buckets.
    Clumped,
    /// The logarithm of the rate wanders with this deviation, forgetting over so many buckets.
    Wandering {
        deviation: f64,
        memory: f64,
    },
    /// The rate swings by 0.6 over so many buckets a day.
    Daily {
        day: f64,
    },
}

/// A series of `n` buckets with this mean; within `burst` the rate is `times` as high.
pub(crate) fn series(
    random: &mut Random,
    family: Family,
    mean: f64,
    n: usize,
    burst: std::ops::Range<usize>,
    times: f64,
) -> Vec<f64> {
    let mut rates = rates(random, family, mean, n);
    rates[burst].iter_mut().for_each(|rate| *rate *= times);
    match family {
        Family::Clumped => clumps(random, &rates),
        Family::NegativeBinomial => {
            let shape = mean / 2.0;
            rates
                .iter()
                .map(|rate| rate * random.gamma(shape))
                .collect::<Vec<_>>()
                .iter()
                .map(|rate| random.poisson(*rate))
                .collect()
        }
        _ => rates.iter().map(|rate| random.poisson(*rate)).collect(),
    }
}

/// The rates of the series that `random` is about to draw, without what is left to chance.
pub(crate) fn usual(random: &Random, family: Family, mean: f64, n: usize) -> Vec<f64> {
    match family {
        Family::Daily { .. } => rates(&mut random.clone(), family, mean, n),
        _ => vec![mean; n],
    }
}

fn rates(random: &mut Random, family: Family, mean: f64, n: usize) -> Vec<f64> {
    match family {
        Family::Wandering { deviation, memory } => {
            let kept = (-1.0 / memory).exp();
            let mut level = random.normal() * deviation;
            (0..n)
                .map(|_| {
                    level = kept * level + (1.0 - kept * kept).sqrt() * deviation * random.normal();
                    mean * (level - deviation * deviation / 2.0).exp()
                })
                .collect()
        }
        Family::Daily { day } => {
            let shift = random.uniform();
            let phase = |at: usize| std::f64::consts::TAU * (at as f64 / day + shift);
            (0..n).map(|at| mean * (1.0 + 0.6 * phase(at).sin())).collect()
        }
        _ => vec![mean; n],
    }
}

fn clumps(random: &mut Random, rates: &[f64]) -> Vec<f64> {
    let mut counts = vec![0.0; rates.len()];
    for (at, rate) in rates.iter().enumerate() {
        for _ in 0..random.poisson(rate / CLUMP) as usize {
            let mut size = 1;
            while random.uniform() > 1.0 / CLUMP {
                size += 1;
            }
            for _ in 0..size {
                let later = (random.uniform() * 3.0) as usize;
                if let Some(count) = counts.get_mut(at + later) {
                    *count += 1.0;
                }
            }
        }
    }
    counts
}
