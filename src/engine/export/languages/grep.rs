//! grep, over the files themselves.
//! Grammar: <https://www.gnu.org/software/grep/manual/grep.html> and
//! <https://www.pcre.org/current/doc/html/pcre2pattern.html> for `-P`.
//!
//! One expression says the whole condition: each text is looked for ahead from the line's beginning.
//!
//! Does not: know fields, levels, times or events of several lines.

use super::{
    Language,
    ask::{Ask, Dialect, Said, Told},
    pattern,
};

pub(super) const LANGUAGE: Language = Language {
    id: "grep",
    title: "grep",
    grammar: "https://www.gnu.org/software/grep/manual/grep.html",
    setup: None,
    dialect: &Grep,
};

struct Grep;

const AHEAD: &str = "(?=.*?";
const NOT_AHEAD: &str = "(?!.*?";

impl Dialect for Grep {
    fn say(&self, ask: &Ask<'_>, negated: bool, told: &mut Told<'_>) -> Said {
        told.note("grep looks at single lines; of an event of several lines it shows only these");
        let found = match ask {
            Ask::Text(pieces) => format!("(?i:{})", pattern::of_pieces(pieces)),
            Ask::Regex(regex) if regex.ignore_case => {
                format!("(?i:{})", pattern::portable(regex, told)?)
            }
            Ask::Regex(regex) => format!("(?:{})", pattern::portable(regex, told)?),
            _ => return Err("grep looks at text alone, not at fields, levels and times"),
        };
        Ok(format!("{}{found})", if negated { NOT_AHEAD } else { AHEAD }))
    }

    fn all(&self) -> String {
        String::new()
    }

    fn none(&self) -> String {
        "(?!)".to_owned()
    }

    fn join(&self, sayings: &[String], all: bool) -> String {
        if all { sayings.concat() } else { format!("(?:{})", sayings.join("|")) }
    }

    fn bracket(&self, saying: &str) -> String {
        format!("(?:{saying})")
    }

    fn whole(&self, condition: &str, _selects_all: bool) -> String {
        let single = condition.matches(AHEAD).count() + condition.matches(NOT_AHEAD).count() == 1;
        let inner = |ahead: &str| {
            let inner = condition.strip_prefix(ahead)?.strip_suffix(')')?;
            Some(inner.to_owned()).filter(|_| single)
        };
        let (option, expression) = match (inner(AHEAD), inner(NOT_AHEAD)) {
            (Some(inner), _) => ("-aP", inner),
            (_, Some(inner)) => ("-avP", inner),
            _ => ("-aP", format!("^{condition}")),
        };
        format!("grep {option} -- '{}' FILE", expression.replace('\'', r"'\''"))
    }
}
