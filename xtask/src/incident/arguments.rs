//! The arguments of `cargo xtask incident`.
//!
//! Does not: write anything.

use std::path::PathBuf;

use super::{
    Spec,
    bulk::{Bulk, Course, Kind},
};
use crate::Outcome;

/// What was asked for.
#[derive(Debug, PartialEq)]
pub enum Wanted {
    Incident { spec: Spec, out: PathBuf },
    Bulk { bulk: Bulk, out: PathBuf },
}

/// Reads the arguments; an error says what is wrong with them.
pub fn read(arguments: &[String]) -> Outcome<Wanted> {
    let mut spec = Spec::FLOWS;
    let mut bulk = None;
    let mut course = Course::Steady;
    let mut out = None;
    let mut rest = arguments.iter();
    while let Some(name) = rest.next() {
        let mut value = || rest.next().ok_or(format!("{name} wants a value"));
        match name.as_str() {
            "--outage" => course = Course::Outage,
            "--small" => spec = Spec::SMALL,
            "--requests" => spec.requests = number(name, value()?)?,
            "--seed" => spec.seed = number(name, value()?)?,
            "--out" => out = Some(PathBuf::from(value()?)),
            "--json-lines" => bulk = Some((Kind::JsonLines, size(value()?)?)),
            "--access-log" => bulk = Some((Kind::AccessLog, size(value()?)?)),
            "--java" => bulk = Some((Kind::Java, size(value()?)?)),
            _ => return Err(format!("{name} is not known here")),
        }
    }
    let out = out.ok_or("--out says where to write")?;
    Ok(match bulk {
        None => Wanted::Incident { spec, out },
        Some((kind, bytes)) => {
            Wanted::Bulk { bulk: Bulk { kind, bytes, seed: spec.seed, course }, out }
        }
    })
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Outcome<T> {
    value.parse().map_err(|_| format!("{name} wants a whole number, not {value}"))
}

/// `100MiB`, `64KiB`, `1GiB`, or bytes.
fn size(value: &str) -> Outcome<u64> {
    let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("B", 1), ("", 1)];
    let split = |(unit, bytes)| value.strip_suffix(unit).map(|count| (count, bytes));
    let (count, bytes): (&str, u64) = units.into_iter().find_map(split).unwrap_or((value, 1));
    let count: u64 = number("a size", count.trim())?;
    count.checked_mul(bytes).ok_or(format!("{value} is too large"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("100MiB"), Ok(104_857_600));
        assert_eq!(size("2KiB"), Ok(2_048));
        assert_eq!(size("17"), Ok(17));
        assert!(size("many").is_err());
        assert!(size("99999999999GiB").is_err());
    }

    #[test]
    fn an_incident_or_one_large_file() {
        assert_eq!(
            read(&words("--requests 90 --seed 3 --out a")),
            Ok(Wanted::Incident { spec: Spec { requests: 90, seed: 3 }, out: "a".into() })
        );
        assert_eq!(
            read(&words("--java 1KiB --outage --out a.log")),
            Ok(Wanted::Bulk {
                bulk: Bulk { kind: Kind::Java, bytes: 1_024, seed: 1, course: Course::Outage },
                out: "a.log".into()
            })
        );
        assert!(read(&words("--small")).is_err());
        assert!(read(&words("--out")).is_err());
        assert!(read(&words("--loud --out a")).is_err());
    }
}
