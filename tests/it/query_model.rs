//! The law of the matcher: whatever the store and the cut, it selects what a slow and obvious
//! reading of the query selects.

use proptest::prelude::*;
use squall::engine::{
    level::Level,
    query::{Bits, Matcher, Query, quoted},
};

use crate::{
    query::context,
    query_block::{Block, Entry, NAMES, VALUES, entry, layout},
};

/// A query as the test understands it.
#[derive(Clone, Debug)]
enum Ask {
    Phrase(String),
    Stars(Vec<String>),
    Regex(String, bool),
    Exists(&'static str),
    Field {
        name: &'static str,
        sign: &'static str,
        values: Vec<&'static str>,
        quotes: bool,
    },
    Wild(&'static str, String),
    Level(&'static str, Level),
    NoLevel,
    /// Minutes before the latest.
    Time(&'static str, i64),
    Source(&'static str, bool),
    Template(u64),
    Message(String),
    Not(Box<Ask>),
    And(Vec<Ask>),
    Or(Vec<Ask>),
}

impl Ask {
    fn text(&self) -> String {
        let joined = |asks: &[Ask], word: &str| {
            let texts: Vec<String> = asks.iter().map(Ask::text).collect();
            format!("({})", texts.join(word))
        };
        match self {
            Ask::Phrase(text) => quoted(text),
            Ask::Stars(pieces) => pieces.join("*"),
            Ask::Regex(text, ignore_case) => {
                format!("/{text}/{}", if *ignore_case { "i" } else { "" })
            }
            Ask::Exists(name) => format!("{name}:*"),
            Ask::Field { name, sign, values, quotes } => {
                let show = |value: &&str| match *quotes
                    || !value.contains(|c: char| c.is_alphanumeric())
                    || value.contains(' ')
                {
                    true => quoted(value),
                    false => (*value).to_owned(),
                };
                let texts: Vec<String> = values.iter().map(show).collect();
                match texts.as_slice() {
                    [text] => format!("{name}{sign}{text}"),
                    texts => format!("{name}{sign}({})", texts.join(" or ")),
                }
            }
            Ask::Wild(name, wild) => format!("{name}={wild}"),
            Ask::Level(sign, level) => format!("level{sign}{}", level.word().to_uppercase()),
            Ask::NoLevel => "level=none".to_owned(),
            Ask::Time(sign, minutes) => format!("time{sign}-{minutes}m"),
            Ask::Source(wild, _) => format!("source={wild}"),
            Ask::Template(id) => format!("pattern={id:x}"),
            Ask::Message(text) => format!("message~{}", quoted(text)),
            Ask::Not(inner) => format!("not {}", inner.text()),
            Ask::And(asks) => joined(asks, " and "),
            Ask::Or(asks) => joined(asks, " or "),
        }
    }

    fn holds(&self, entry: &Entry) -> bool {
        let raw = entry.raw();
        match self {
            Ask::Phrase(text) => folded(&raw).contains(&folded(text)),
            Ask::Stars(pieces) => raw.lines().any(|line| has_in_order(&folded(line), pieces)),
            Ask::Regex(text, ignore_case) => regex::RegexBuilder::new(text)
                .case_insensitive(*ignore_case)
                .multi_line(true)
                .crlf(true)
                .build()
                .is_ok_and(|regex| regex.is_match(&raw)),
            Ask::Exists(name) => entry.fields.contains_key(name),
            Ask::Field { name, sign, values, quotes } => {
                let Some(value) = entry.fields.get(name) else { return *sign == "!=" };
                let any = values.iter().any(|asked| field_holds(name, value, sign, asked, *quotes));
                if *sign == "!=" { !any } else { any }
            }
            Ask::Wild(name, wild) => {
                let pattern =
                    regex::escape(wild).replace(r"\*", "(?s:.*)").replace(r"\?", "(?s:.)");
                let regex = regex::Regex::new(&format!("^{pattern}$")).expect("an escaped pattern");
                entry.fields.get(name).is_some_and(|value| regex.is_match(value))
            }
            Ask::Level(sign, level) => {
                entry.level.map_or(*sign == "!=", |own| ordered(own.cmp(level), sign))
            }
            Ask::NoLevel => entry.level.is_none(),
            Ask::Time(sign, minutes) => {
                let asked = context().latest.0 - minutes * 60_000_000_000;
                entry.time.map_or(*sign == "!=", |own| ordered(own.cmp(&asked), sign))
            }
            Ask::Source(_, holds) => *holds,
            Ask::Template(id) => entry.template == *id,
            Ask::Message(text) => folded(&entry.message).contains(&folded(text)),
            Ask::Not(inner) => !inner.holds(entry),
            Ask::And(asks) => asks.iter().all(|ask| ask.holds(entry)),
            Ask::Or(asks) => asks.iter().any(|ask| ask.holds(entry)),
        }
    }
}

fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn has_in_order(line: &str, pieces: &[String]) -> bool {
    let mut rest = line;
    pieces.iter().all(|piece| {
        let found = rest.find(&folded(piece));
        rest = found.map_or("", |at| &rest[at + piece.len()..]);
        found.is_some()
    })
}

fn ordered(is: std::cmp::Ordering, sign: &str) -> bool {
    match sign {
        "=" => is.is_eq(),
        "!=" => is.is_ne(),
        "<" => is.is_lt(),
        "<=" => is.is_le(),
        ">" => is.is_gt(),
        _ => is.is_ge(),
    }
}

/// Whether one value fulfils the operator; `!=` is asked as `=`.
fn field_holds(name: &str, value: &str, sign: &str, asked: &str, quotes: bool) -> bool {
    let sign = if sign == "!=" { "=" } else { sign };
    let quotes = quotes || !asked.contains(char::is_alphanumeric) || asked.contains(' ');
    if sign == "~" {
        return folded(value).contains(&folded(asked));
    }
    if sign == "=" && value == asked {
        return true;
    }
    if let Some((measure, asked)) = kind(asked).filter(|_| !quotes) {
        return match kind(value) {
            Some((own, value)) if own == measure || unit_in_name(name, own, measure) => {
                ordered(value.total_cmp(&asked), sign)
            }
            _ => false,
        };
    }
    match (sign, rank(asked)) {
        ("=", _) => false,
        (_, Some(asked)) => rank(value).is_some_and(|own| ordered(own.cmp(&asked), sign)),
        (_, None) => ordered(value.cmp(asked), sign),
    }
}

fn unit_in_name(name: &str, own: &str, asked: &str) -> bool {
    own == "number"
        && (asked == "bytes" && name != "took_ms" || asked == "millis" && name == "took_ms")
}

/// What the words of the vocabulary measure.
fn kind(value: &str) -> Option<(&'static str, f64)> {
    Some(match value {
        "0.5s" | "500ms" => ("millis", 500.0),
        "512ms" => ("millis", 512.0),
        "1m30s" => ("millis", 90_000.0),
        "10KB" => ("bytes", 10_000.0),
        number => ("number", number.parse().ok()?),
    })
}

fn rank(value: &str) -> Option<u8> {
    match value {
        "warn" => Some(1),
        "ERROR" => Some(2),
        _ => None,
    }
}

fn leaf() -> impl Strategy<Value = Ask> {
    let name = || proptest::sample::select(NAMES.to_vec());
    let value = proptest::sample::select(VALUES.to_vec());
    let equal_sign = proptest::sample::select(vec!["=", "!=", "~"]);
    let order = || proptest::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let word = "([Tt]imeout|[Ee]rror|a|é|É| |k|web|5|\\.|\n|\"){1,3}";
    let patterns = [
        "timeout",
        "Time.*a",
        "a\\s+T",
        "^Error",
        "a$",
        "[^a]\\n",
        "(?s)T.*5",
        "\\bError\\b",
        "x*",
        "\\d{3}",
        "\\z",
        "é.",
        "[Tt]ime|503",
        "[Tt]imeout.*a\\b",
        "error a",
        "(?:Time)?out [^ ]*a",
        "wEb-\\d",
    ];
    let source =
        vec![("logs/web-1.log", true), ("logs/*", true), ("*.gz", false), ("web-1.log", false)];
    prop_oneof![
        word.prop_map(Ask::Phrase),
        proptest::collection::vec("(time|error|a|web|5|é)", 2..4).prop_map(Ask::Stars),
        (proptest::sample::select(patterns.map(str::to_owned).to_vec()), any::<bool>())
            .prop_map(|(text, ignore_case)| Ask::Regex(text, ignore_case)),
        name().prop_map(Ask::Exists),
        (name(), equal_sign, proptest::collection::vec(value.clone(), 1..4), any::<bool>())
            .prop_map(|(name, sign, values, quotes)| Ask::Field { name, sign, values, quotes }),
        (name(), order(), value, any::<bool>()).prop_map(|(name, sign, value, quotes)| {
            Ask::Field { name, sign, values: vec![value], quotes }
        }),
        (name(), "[w5][eb03?*]{0,3}[-1?*]{0,2}").prop_filter_map("a wildcard", |(name, wild)| {
            wild.contains(['*', '?']).then_some(Ask::Wild(name, wild))
        }),
        (order(), proptest::sample::select(Level::ALL.to_vec()))
            .prop_map(|(sign, level)| Ask::Level(sign, level)),
        Just(Ask::NoLevel),
        (order(), 0..20_i64).prop_map(|(sign, minutes)| Ask::Time(sign, minutes)),
        proptest::sample::select(source).prop_map(|(wild, holds)| Ask::Source(wild, holds)),
        (0..4_u64).prop_map(Ask::Template),
        "[Tt]ime|a é|5".prop_map(Ask::Message),
    ]
}

fn ask() -> impl Strategy<Value = Ask> {
    leaf().prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            inner.clone().prop_map(|inner| Ask::Not(Box::new(inner))),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(Ask::And),
            proptest::collection::vec(inner, 1..4).prop_map(Ask::Or),
        ]
    })
}

fn select(query: &Query, block: &Block) -> Bits {
    let mut out = Bits::all(3);
    Matcher::new(query).matches(block, &mut out);
    out
}

proptest! {
    #[test]
    fn a_matcher_selects_what_a_slow_reading_selects(
        ask in ask(),
        entries in proptest::collection::vec(entry(), 0..90),
        layouts in [layout(), layout()],
        cut in any::<proptest::sample::Index>(),
    ) {
        let text = ask.text();
        let query = Query::parse(&text, &context()).map_err(|error| {
            TestCaseError::fail(error.drawing(&text))
        })?;
        let expected = Bits::from_fn(entries.len(), |at| ask.holds(&entries[at]));
        let found = select(&query, &Block::new(&entries, layouts[0]));
        prop_assert_eq!(&found, &expected, "{}", text);

        let (left, right) = entries.split_at(cut.index(entries.len() + 1));
        let left_found = select(&query, &Block::new(left, layouts[1]));
        let right_found = select(&query, &Block::new(right, layouts[1]));
        let parts = Bits::from_fn(entries.len(), |at| {
            left_found.get(at) || (at >= left.len() && right_found.get(at - left.len()))
        });
        prop_assert_eq!(parts, expected, "{} in two blocks", text);

        let printed = query.to_string();
        let again = Query::parse(&printed, &context()).map_err(|error| {
            TestCaseError::fail(error.drawing(&printed))
        })?;
        prop_assert_eq!(&query, &again, "{} and {}", text, printed);
    }

    #[test]
    fn any_text_is_read_or_refused_and_prints_as_it_was_read(
        text in "([a/*?()=!<>~:\"\\\\, .5ié&|\\[-]|and|or|not|level|time|://|=\\(){0,14}",
    ) {
        match Query::parse(&text, &context()) {
            Ok(query) => {
                let printed = query.to_string();
                let again = Query::parse(&printed, &context()).map_err(|error| {
                    TestCaseError::fail(error.drawing(&printed))
                })?;
                prop_assert_eq!(&query, &again, "{} printed as {}", text, printed);
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some());
                prop_assert!(!error.drawing(&text).is_empty());
            }
        }
    }
}
