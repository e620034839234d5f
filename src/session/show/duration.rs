//! Lengths of time in words: rough ones for reading, exact ones for the width of a bucket.
//!
//! Does not: know instants or zones.

/// Units from the largest, in nanoseconds: each is told with the next smaller one beside it.
const UNITS: [(&str, u64); 7] = [
    ("d", 86_400_000_000_000),
    ("h", 3_600_000_000_000),
    ("min", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
    ("µs", 1_000),
    ("ns", 1),
];

/// The index of seconds in [`UNITS`]: from there on a decimal serves instead of a second unit.
const SECONDS: usize = 3;

/// A length of time to two significant parts: `412 ms`, `1.9 s`, `47 s`, `3 min 26 s`, `6 h 12 min`,
/// `2 d 3 h`. Rounded to the nearest; nothing is shown that is not known.
#[must_use]
pub fn duration(nanos: i64) -> String {
    let sign = if nanos < 0 { "−" } else { "" };
    format!("{sign}{}", unsigned(nanos.unsigned_abs()))
}

fn unsigned(nanos: u64) -> String {
    // Rounding may carry into the next unit (59.7 s is 1 min), so the unit is found on the rounded length.
    let rounded = round_to(nanos, step(nanos));
    let rounded = round_to(rounded, step(rounded));
    let Some(at) = UNITS.iter().position(|&(_, unit)| rounded >= unit) else {
        return "0 s".to_owned();
    };
    let (name, unit) = UNITS[at];
    let (whole, rest) = (rounded / unit, rounded % unit);
    if at < SECONDS {
        let (smaller, smaller_unit) = UNITS[at + 1];
        match rest / smaller_unit {
            0 => format!("{whole} {name}"),
            part => format!("{whole} {name} {part} {smaller}"),
        }
    } else if rest == 0 {
        format!("{whole} {name}")
    } else {
        format!("{whole}.{} {name}", rest / (unit / 10))
    }
}

/// To which step a length is rounded: the smaller of the two units told of it, or a tenth under ten.
fn step(nanos: u64) -> u64 {
    let at = UNITS.iter().position(|&(_, unit)| nanos >= unit).unwrap_or(UNITS.len() - 1);
    let unit = UNITS[at].1;
    match at {
        at if at < SECONDS => UNITS[at + 1].1,
        _ if nanos < 10 * unit => (unit / 10).max(1),
        _ => unit,
    }
}

fn round_to(nanos: u64, step: u64) -> u64 {
    nanos.saturating_add(step / 2) / step * step
}

/// The width of a bucket, exactly: `10 s`, `500 ms`, `15 min`, `1 h`, `1 day`, `7 days`.
#[must_use]
pub fn bucket_width(nanos: i64) -> String {
    let nanos = nanos.unsigned_abs().max(1);
    match UNITS.iter().find(|&&(_, unit)| nanos.is_multiple_of(unit)) {
        Some(&("d", unit)) if nanos == unit => "1 day".to_owned(),
        Some(&("d", unit)) => format!("{} days", nanos / unit),
        Some(&(name, unit)) => format!("{} {name}", nanos / unit),
        None => format!("{nanos} ns"),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn durations_read_well() {
        let cases: [i64; 20] = [
            0,
            1,
            1_500,
            412_300_000,
            999_600_000,
            1_900_000_000,
            1_940_000_000,
            9_960_000_000,
            47_000_000_000,
            59_700_000_000,
            60_000_000_000,
            206_000_000_000,
            3_599_700_000_000,
            3_600_000_000_000,
            22_320_000_000_000,
            86_399_000_000_000,
            86_400_000_000_000,
            183_600_000_000_000,
            -1_900_000_000,
            i64::MIN,
        ];
        let shown: Vec<String> = cases.into_iter().map(duration).collect();
        expect![[r#"
            0 s
            1 ns
            1.5 µs
            412 ms
            1 s
            1.9 s
            1.9 s
            10 s
            47 s
            1 min
            1 min
            3 min 26 s
            1 h
            1 h
            6 h 12 min
            1 d
            1 d
            2 d 3 h
            −1.9 s
            −106752 d"#]]
        .assert_eq(&shown.join("\n"));
    }

    #[test]
    fn a_bucket_width_is_exact() {
        let cases: [i64; 7] = [
            1_000_000,
            500_000_000,
            10_000_000_000,
            900_000_000_000,
            3_600_000_000_000,
            86_400_000_000_000,
            604_800_000_000_000,
        ];
        let shown: Vec<String> = cases.into_iter().map(bucket_width).collect();
        expect!["1 ms, 500 ms, 10 s, 15 min, 1 h, 1 day, 7 days"].assert_eq(&shown.join(", "));
    }

    proptest! {
        #[test]
        fn no_part_reaches_the_next_unit(nanos: i64) {
            let shown = duration(nanos);
            for overflow in ["60 s", "60 min", "24 h", "1000 ms", "1000 µs", "1000 ns"] {
                prop_assert!(!format!(" {shown}").contains(&format!(" {overflow}")), "{shown}");
            }
        }
    }
}
