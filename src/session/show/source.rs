//! The name of a source as it is shown where there is little room.
//!
//! Does not: tell sources apart whose names differ in their folders alone.

/// A file's name without the folders before it.
#[must_use]
pub fn file(name: &str) -> &str {
    name.rsplit('/').next().filter(|last| !last.is_empty()).unwrap_or(name)
}

/// The same up to its first dot; none where nothing stands before that.
#[must_use]
pub fn stem(name: &str) -> Option<&str> {
    file(name).split('.').next().filter(|stem| !stem.is_empty())
}

/// A file's name without its folders and without the endings that all logs have.
#[must_use]
pub fn source(name: &str) -> &str {
    const ENDINGS: [&str; 6] = [".gz", ".log", ".jsonl", ".ndjson", ".json", ".txt"];
    let stem =
        ENDINGS.iter().fold(file(name), |stem, ending| stem.strip_suffix(ending).unwrap_or(stem));
    if stem.is_empty() { name } else { stem }
}

#[cfg(test)]
mod tests {
    use super::{file, source, stem};

    #[test]
    fn a_file_is_known_by_what_follows_its_last_folder() {
        let names = ["logs/day 1/checkout.jsonl.gz", "db.csv", "logs/", ""];
        assert_eq!(names.map(file), ["checkout.jsonl.gz", "db.csv", "logs/", ""]);
    }

    #[test]
    fn a_stem_ends_before_the_first_dot() {
        let names = ["logs/shop.access.log", "shop", "logs/.log", ""];
        assert_eq!(names.map(stem), [Some("shop"), Some("shop"), None, None]);
    }

    #[test]
    fn folders_and_usual_endings_are_left_out() {
        let names = ["logs/checkout.jsonl.gz", "gateway-access.log", "db.csv", ".log", "shop.api"];
        assert_eq!(names.map(source), ["checkout", "gateway-access", "db.csv", ".log", "shop.api"]);
    }
}
