//! Counts, shares, bytes and rates as the screen shows them.
//!
//! Does not: round a count that stands alone; only [`compact`] does, and it is used beside the exact one.

/// A count with thousands separators: `8,412,331`.
#[must_use]
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// A count for a narrow place: exact below a million, then `5.1 M`, `12 M`, `1.2 G`.
#[must_use]
pub fn compact(count: u64) -> String {
    match count {
        0..=999_999 => grouped(count),
        _ => scaled(count, 1000, &["", "k", "M", "G", "T", "P", "E"]),
    }
}

/// Bytes in decimal units: `512 B`, `1.4 kB`, `412 MB`, `9.8 GB`.
#[must_use]
pub fn bytes(bytes: u64) -> String {
    scaled(bytes, 1000, &["B", "kB", "MB", "GB", "TB", "PB", "EB"])
}

/// Bytes for each second: `120 MB/s`.
#[must_use]
pub fn rate(bytes_per_second: f64) -> String {
    format!("{}/s", bytes(bytes_per_second.max(0.0) as u64))
}

/// `1 record`, `2,565 records`.
#[must_use]
pub fn plural(count: u64, one: &str, many: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{} {many}", grouped(count)),
    }
}

/// A part of a whole in percent: `100%` only where it is all, `0%` only where it is nothing,
/// so `99.98%` and `<0.01%` between.
#[must_use]
pub fn share(part: u64, whole: u64) -> String {
    if part == 0 || whole == 0 {
        return "0%".to_owned();
    }
    if part >= whole {
        return "100%".to_owned();
    }
    let percent = part as f64 / whole as f64 * 100.0;
    match percent {
        percent if percent < 0.01 => "<0.01%".to_owned(),
        percent if percent > 99.99 => ">99.99%".to_owned(),
        percent if (1.0..99.0).contains(&percent) => format!("{percent:.1}%"),
        percent => format!("{percent:.2}%"),
    }
}

/// One decimal under ten of a unit, none above; a value that would round up to `1000` takes the next unit.
fn scaled(value: u64, base: u64, units: &[&str]) -> String {
    let mut scaled = value as f64;
    let mut unit = 0;
    while scaled >= base as f64 - 0.5 && unit + 1 < units.len() {
        scaled /= base as f64;
        unit += 1;
    }
    let digits = usize::from(unit > 0 && scaled < 9.95);
    format!("{scaled:.digits$} {}", units[unit]).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_and_bytes_read_well() {
        let counts = [0, 207, 84_210, 999_999, 1_000_000, 5_123_456, 9_960_000, 8_412_331_000];
        let shown: Vec<String> = counts.into_iter().map(compact).collect();
        expect!["0, 207, 84,210, 999,999, 1.0 M, 5.1 M, 10 M, 8.4 G"].assert_eq(&shown.join(", "));
        let sizes = [0, 512, 999, 1_400, 412_000_000, 999_960_000, u64::MAX];
        let shown: Vec<String> = sizes.into_iter().map(bytes).collect();
        expect!["0 B, 512 B, 999 B, 1.4 kB, 412 MB, 1.0 GB, 18 EB"].assert_eq(&shown.join(", "));
        expect!["120 MB/s"].assert_eq(&rate(120_400_000.0));
        expect!["1 record, 2,565 records"].assert_eq(
            &[plural(1, "record", "records"), plural(2565, "record", "records")].join(", "),
        );
    }

    #[test]
    fn a_share_says_all_and_nothing_only_where_it_is_so() {
        let parts = [0, 1, 120, 5_200, 96_700, 99_980, 99_999, 100_000];
        let shown: Vec<String> = parts.into_iter().map(|part| share(part, 100_000)).collect();
        expect!["0%, <0.01%, 0.12%, 5.2%, 96.7%, 99.98%, >99.99%, 100%"]
            .assert_eq(&shown.join(", "));
        assert_eq!(share(0, 0), "0%");
    }

    proptest! {
        #[test]
        fn grouping_only_adds_commas(count: u64) {
            prop_assert_eq!(grouped(count).replace(',', ""), count.to_string());
        }
    }
}
