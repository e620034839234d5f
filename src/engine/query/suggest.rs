//! The name that was probably meant, by edit distance.
//!
//! Does not: know any names.

/// The name nearest to `word` by letters added, left out, changed or swapped, if one is near: at
/// most a third of the word's letters (but at least one) differ. Case does not count, nor does a
/// leading `@`.
pub fn nearest<'n>(word: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let letters = fold(word);
    let far = letters.len() / 3 + usize::from(letters.len() < 3);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let other = fold(name);
        if other.len().abs_diff(letters.len()) > far {
            continue;
        }
        let distance = distance(&letters, &other);
        // Of equally near names the first by text, so that the answer knows no order.
        if distance <= far && best.is_none_or(|best| (distance, name) < best) {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Letters that are compared; names longer than anybody mistypes are cut.
fn fold(name: &str) -> Vec<char> {
    let name = name.strip_prefix('@').unwrap_or(name);
    name.chars().take(64).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Optimal string alignment distance: edits of single letters and swaps of neighbours.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut last_left = None;
    for (at, &letter) in left.iter().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        next.push(at + 1);
        let mut last_right = None;
        for (to, &other) in right.iter().enumerate() {
            let cell = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let changed = cell(&row, to) + usize::from(letter != other);
            let mut best = changed.min(cell(&row, to + 1) + 1).min(cell(&next, to) + 1);
            if last_left == Some(other) && last_right == Some(letter) && to > 0 {
                best = best.min(cell(&before, to - 1) + 1);
            }
            next.push(best);
            last_right = Some(other);
        }
        last_left = Some(letter);
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["level", "status", "http.path", "user_id", "@timestamp"];
        let near = |word| nearest(word, names);
        assert_eq!(near("lvel"), Some("level"));
        assert_eq!(near("elvel"), Some("level"));
        assert_eq!(near("Status"), Some("status"));
        assert_eq!(near("http.pth"), Some("http.path"));
        assert_eq!(near("timestamp"), Some("@timestamp"));
        assert_eq!(near("host"), None);
        assert_eq!(near(""), None);
    }
}
