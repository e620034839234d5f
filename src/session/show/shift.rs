//! Corrections of a clock: `+1.5 s`, `-2m`, as typed and as shown.
//!
//! Does not: round; what is shown is read back as the same.

use super::typed::length;

/// What to say when a text is no correction.
pub const EXPECTED: &str = "expected what to add to the times, such as +1.5 s, -2m or +1h 30min";

/// Units that are shown whole, in nanoseconds.
const WHOLE: [(&str, u64); 3] =
    [("d", 86_400_000_000_000), ("h", 3_600_000_000_000), ("min", 60_000_000_000)];

/// The nanoseconds that a text says; 0 for an empty one.
///
/// # Errors
/// [`EXPECTED`], where it is none.
pub fn typed_shift(text: &str) -> Result<i64, &'static str> {
    let text = text.trim();
    if matches!(text, "" | "0") {
        return Ok(0);
    }
    let negative = text.starts_with(['-', '−']);
    let rest = text.trim_start_matches(['-', '−', '+']);
    let signs = text.chars().count() - rest.chars().count();
    let nanos = length(rest).filter(|_| signs <= 1).ok_or(EXPECTED)?;
    Ok(if negative { -nanos } else { nanos })
}

/// A correction in words, with its sign: `+1.5 s`, `−2 min`, `+1 h 30 min`.
#[must_use]
pub fn shift(nanos: i64) -> String {
    let sign = if nanos < 0 { "−" } else { "+" };
    let mut rest = nanos.unsigned_abs();
    let mut parts = Vec::new();
    for (name, unit) in WHOLE {
        if rest >= unit {
            parts.push(format!("{} {name}", rest / unit));
            rest %= unit;
        }
    }
    if rest > 0 || parts.is_empty() {
        let (unit, name, digits) = match rest {
            1..1_000_000_000 if parts.is_empty() => (1_000_000, "ms", 6),
            _ => (1_000_000_000, "s", 9),
        };
        let fraction = format!("{:0digits$}", rest % unit);
        let number = format!("{}.{fraction}", rest / unit);
        parts.push(format!("{} {name}", number.trim_end_matches('0').trim_end_matches('.')));
    }
    format!("{sign}{}", parts.join(" "))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn corrections_as_typed_and_as_shown() {
        let texts = [
            "+1.5 s",
            "-2m",
            "−2 min",
            "90s",
            "+1h 30min",
            "250ms",
            "",
            "0",
            "1 d 1 s",
            "2",
            "soon",
            "+-2s",
            "+",
            "1.5.2 s",
        ];
        let read = |text: &&str| match typed_shift(text) {
            Ok(nanos) => format!("{text} -> {}", shift(nanos)),
            Err(words) => format!("{text} -> {words}"),
        };
        let lines: Vec<String> = texts.iter().map(read).collect();
        expect![[r#"
            +1.5 s -> +1.5 s
            -2m -> −2 min
            −2 min -> −2 min
            90s -> +1 min 30 s
            +1h 30min -> +1 h 30 min
            250ms -> +250 ms
             -> +0 s
            0 -> +0 s
            1 d 1 s -> +1 d 1 s
            2 -> expected what to add to the times, such as +1.5 s, -2m or +1h 30min
            soon -> expected what to add to the times, such as +1.5 s, -2m or +1h 30min
            +-2s -> expected what to add to the times, such as +1.5 s, -2m or +1h 30min
            + -> expected what to add to the times, such as +1.5 s, -2m or +1h 30min
            1.5.2 s -> expected what to add to the times, such as +1.5 s, -2m or +1h 30min"#]]
        .assert_eq(&lines.join("\n"));
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_back(millis in -200_000_000i64..200_000_000) {
            let nanos = millis * 1_000_000;
            prop_assert_eq!(typed_shift(&shift(nanos)), Ok(nanos));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,12}") {
            prop_assert!(typed_shift(&text).is_ok() || typed_shift(&text) == Err(EXPECTED));
        }
    }
}
