//! The name of a source as it is shown where there is little room.
//!
//! Does not: tell sources apart whose names differ in their folders alone.

/// A file's name without the folders before it and the endings that all logs have.
#[must_use]
pub fn source(name: &str) -> &str {
    const ENDINGS: [&str; 6] = [".gz", ".log", ".jsonl", ".ndjson", ".json", ".txt"];
    let file = name.rsplit('/').next().unwrap_or(name);
    let stem = ENDINGS.iter().fold(file, |stem, ending| stem.strip_suffix(ending).unwrap_or(stem));
    if stem.is_empty() { name } else { stem }
}

#[cfg(test)]
mod tests {
    use super::source;

    #[test]
    fn folders_and_usual_endings_are_left_out() {
        let names = ["logs/checkout.jsonl.gz", "gateway-access.log", "db.csv", ".log", "shop.api"];
        assert_eq!(names.map(source), ["checkout", "gateway-access", "db.csv", ".log", "shop.api"]);
    }
}
