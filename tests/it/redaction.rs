//! How much of what should not leave redaction finds, and how much else it takes: over lines of
//! logs, one file for each rule, in which what is to be found stands between « and ».
//!
//! Does not: hold the rules' own examples; those stand beside the rules.

use std::{collections::BTreeMap, fs, ops::Range};

use squall::engine::export::redact::{Kind, RedactSettings, Redactor};

const FILES: &[(&str, Kind)] = &[
    ("pem", Kind::Pem),
    ("jwt", Kind::Jwt),
    ("aws", Kind::AwsKey),
    ("github", Kind::GithubToken),
    ("vendors", Kind::VendorToken),
    ("authorization", Kind::Authorization),
    ("url_login", Kind::UrlLogin),
    ("cookie", Kind::Cookie),
    ("password", Kind::Password),
    ("user", Kind::User),
    ("email", Kind::Email),
    ("iban", Kind::Iban),
    ("card", Kind::Card),
    ("phone", Kind::Phone),
    ("ipv6", Kind::Ipv6),
    ("ipv4", Kind::Ipv4),
    ("mac", Kind::Mac),
    ("entropy", Kind::Secret),
];

/// Bytes by which a find may be longer than what is marked: a sign that closes it.
const SLACK_BYTES: usize = 1;

#[derive(Debug, Default)]
struct Score {
    marked: usize,
    covered: usize,
    found: usize,
    right: usize,
    clean_lines: usize,
}

impl Score {
    fn recall(&self) -> f64 {
        self.covered as f64 / self.marked.max(1) as f64
    }

    fn precision(&self) -> f64 {
        if self.found == 0 { 1.0 } else { self.right as f64 / self.found as f64 }
    }
}

/// The line without its marks, and where they stood.
fn unmarked(line: &str) -> (String, Vec<Range<usize>>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    for piece in line.split('«') {
        match piece.split_once('»') {
            Some((secret, rest)) => {
                marks.push(text.len()..text.len() + secret.len());
                text.push_str(secret);
                text.push_str(rest);
            }
            None => text.push_str(piece),
        }
    }
    (text, marks)
}

#[test]
fn redaction_finds_what_is_marked_and_little_else() {
    let redactor = Redactor::new(&RedactSettings::default()).unwrap();
    let mut scores: BTreeMap<Kind, Score> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (name, of) in FILES {
        let path = format!("tests/data/redaction/{name}.txt");
        for line in fs::read_to_string(&path).unwrap().lines() {
            let (text, marks) = unmarked(line);
            let found = redactor.found(&text);
            let own = scores.entry(*of).or_default();
            own.clean_lines += usize::from(marks.is_empty());
            own.marked += marks.len();
            for mark in &marks {
                let whole =
                    |range: &Range<usize>| range.start <= mark.start && mark.end <= range.end;
                match found.iter().any(|found| whole(&found.range)) {
                    true => own.covered += 1,
                    false => wrong.push(format!("{name}: {} left in {text}", &text[mark.clone()])),
                }
            }
            for found in &found {
                let within = |mark: &Range<usize>| {
                    mark.start <= found.range.start + SLACK_BYTES
                        && found.range.end <= mark.end + SLACK_BYTES
                };
                let right = marks.iter().any(within);
                let score = scores.entry(found.kind).or_default();
                score.found += 1;
                score.right += usize::from(right);
                if !right {
                    let taken = &text[found.range.clone()];
                    wrong.push(format!("{name}: {:?} takes {taken} of {text}", found.kind));
                }
            }
        }
    }
    let table = scores.iter().map(|(kind, score)| {
        format!(
            "{:45} recall {:.3} of {:3}  precision {:.3} of {:3}  clean lines {:3}",
            kind.title(),
            score.recall(),
            score.marked,
            score.precision(),
            score.found,
            score.clean_lines,
        )
    });
    let table = table.collect::<Vec<_>>().join("\n");
    eprintln!("{table}");
    let sum = |of: fn(&Score) -> usize| scores.values().map(of).sum::<usize>();
    assert!(sum(|score| score.marked) >= 300 && sum(|score| score.clean_lines) >= 300);
    for (kind, score) in &scores {
        let good = score.recall() >= 0.98 && score.precision() >= 0.95;
        assert!(good, "{kind:?}\n{table}\n{}", wrong.join("\n"));
    }
}
