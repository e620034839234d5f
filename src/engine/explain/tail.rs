//! Tails of the binomial and the Poisson distribution, exact, as logarithms.
//!
//! By the regularised incomplete beta and gamma functions (Abramowitz and Stegun, 6.5 and 26.5), as
//! continued fractions after Lentz.
//!
//! Does not: approximate by the normal distribution.

const TINY: f64 = 1e-300;
const STEPS_MAX: usize = 10_000;

/// ln P[Bin(n, q) >= a].
#[must_use]
pub fn ln_binomial_tail(a: f64, n: f64, q: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if a > n || q <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if q >= 1.0 {
        return 0.0;
    }
    ln_beta_share(q, a, n - a + 1.0)
}

/// ln P[Bin(n, q) <= a].
#[must_use]
pub fn ln_binomial_head(a: f64, n: f64, q: f64) -> f64 {
    ln_binomial_tail(n - a, n, 1.0 - q)
}

/// ln P[Poisson(mean) >= a].
#[must_use]
pub fn ln_poisson_tail(a: f64, mean: f64) -> f64 {
    if a <= 0.0 {
        return 0.0;
    }
    if mean <= 0.0 {
        return f64::NEG_INFINITY;
    }
    // The lower incomplete gamma function as a series; it is the sum of the tail itself.
    let mut term = 1.0 / a;
    let mut sum = term;
    for step in 1..STEPS_MAX {
        term *= mean / (a + step as f64);
        sum += term;
        if term < sum * 1e-15 {
            break;
        }
    }
    (a * mean.ln() - mean - ln_gamma(a) + sum.ln()).min(0.0)
}

/// ln P[|T| >= t] of Student's distribution with so many degrees of freedom.
#[must_use]
pub fn ln_student_tail(t: f64, freedom: f64) -> f64 {
    if t <= 0.0 {
        return 0.0;
    }
    ln_beta_share(freedom / (freedom + t * t), freedom / 2.0, 0.5)
}

/// ln of the regularised incomplete beta function.
fn ln_beta_share(x: f64, a: f64, b: f64) -> f64 {
    let front = ln_gamma(a + b) - ln_gamma(a) - ln_gamma(b) + a * x.ln() + b * (1.0 - x).ln();
    if x < (a + 1.0) / (a + b + 2.0) {
        (front + (beta_fraction(x, a, b) / a).ln()).min(0.0)
    } else {
        let other = (front + (beta_fraction(1.0 - x, b, a) / b).ln()).exp();
        (-other.min(1.0)).ln_1p()
    }
}

fn beta_fraction(x: f64, a: f64, b: f64) -> f64 {
    let away = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (mut c, mut d) = (1.0, 1.0 / away(1.0 - (a + b) * x / (a + 1.0)));
    let mut fraction = d;
    for step in 1..STEPS_MAX {
        let m = step as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away(1.0 + even * d);
        c = away(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away(1.0 + odd * d);
        c = away(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() < 1e-14 {
            break;
        }
    }
    fraction
}

/// ln of the gamma function for positive values (Lanczos, SIAM J. Numer. Anal. 1964).
fn ln_gamma(x: f64) -> f64 {
    const COEFFICIENTS: [f64; 6] = [
        76.180_091_729_471_46,
        -86.505_320_329_416_77,
        24.014_098_240_830_91,
        -1.231_739_572_450_155,
        0.120_865_097_386_617_9e-2,
        -0.539_523_938_495_3e-5,
    ];
    let shifted = x + 5.5;
    let terms = COEFFICIENTS.iter().enumerate();
    let series = terms.fold(1.000_000_000_190_015, |sum, (at, c)| sum + c / (x + 1.0 + at as f64));
    (x + 0.5) * shifted.ln() - shifted + (2.506_628_274_631_000_5 * series / x).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, exact: f64) {
        assert!((found.exp() - exact).abs() < 1e-8 * (1.0 + exact), "{} for {exact}", found.exp());
    }

    #[test]
    fn tails_are_exact() {
        near(ln_binomial_tail(2.0, 3.0, 0.5), 0.5);
        near(ln_binomial_tail(3.0, 3.0, 0.1), 0.001);
        near(ln_binomial_tail(1.0, 10.0, 0.5), 1.0 - 0.5_f64.powi(10));
        near(ln_binomial_head(0.0, 10.0, 0.5), 0.5_f64.powi(10));
        near(ln_student_tail(2.0, 1.0), 1.0 - 2.0 * 2.0_f64.atan() / std::f64::consts::PI);
        near(ln_student_tail(2.776_445, 4.0), 0.05);
        near(ln_poisson_tail(1.0, 2.0), 1.0 - (-2.0_f64).exp());
        near(ln_poisson_tail(3.0, 1.0), 1.0 - 2.5 * (-1.0_f64).exp());
    }

    #[test]
    fn the_far_tail_keeps_its_logarithm() {
        let far = ln_binomial_tail(5000.0, 6000.0, 0.01);
        assert!(far.is_finite() && far < -10_000.0);
        assert_eq!(ln_binomial_tail(1.0, 1.0, 0.0), f64::NEG_INFINITY);
        assert_eq!(ln_poisson_tail(0.0, 0.0), 0.0);
    }
}
