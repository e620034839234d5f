//! A format that a person makes: the draft, what it makes of a source's lines, and the file it is kept in.
//!
//! ```text
//! {"squall_format":1,"name":"shop","pattern":"(?<time>\\S+) (?<message>.*)","time":"%s"}
//! ```
//!
//! Does not: run an expression; the lead has it tried.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::show::stem;
use crate::protocol::page::{OwnFormat, OwnMistake, SourceId, Tried};

/// The version of the file that is written.
const VERSION: u32 = 1;

/// What a new format begins with.
const FIRST_PATTERN: &str = r"(?<time>\S+ \S+) (?<level>\w+) (?<message>.*)";

/// What to say of a file that holds no format.
pub const EXPECTED: &str =
    "expected a file that was exported here: {\"squall_format\":1,\"name\":…,\"pattern\":…}";

/// A format in the making.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OwnEditing {
    /// The source whose lines it is tried on.
    pub source: SourceId,
    /// As it stands in the dialog.
    pub draft: OwnFormat,
    /// What it makes of the first lines; that of the draft before while the new one is tried.
    pub tried: Option<Rc<Tried>>,
    /// What is wrong in the draft.
    pub mistake: Option<OwnMistake>,
    /// What is wrong with the file that was to be imported.
    pub file_mistake: Option<&'static str>,
}

/// What can happen to a format in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnAction {
    /// Make one for this source, or go on with the one that it has.
    Opened(SourceId),
    /// The draft was changed.
    Edited(OwnFormat),
    /// Keep it and read the source by it.
    Applied,
    /// Keep a format no longer.
    Removed(String),
    /// Write it to a file.
    ExportAsked,
    /// A file was read.
    Imported(String),
    /// Read the source by a kept format.
    Chosen {
        /// Which source.
        source: SourceId,
        /// The format's name.
        name: String,
    },
}

#[derive(Serialize, Deserialize)]
struct File {
    squall_format: u32,
    #[serde(flatten)]
    format: OwnFormat,
}

impl OwnEditing {
    /// A new format for a source, or the one that it is read by.
    #[must_use]
    pub fn of(source: SourceId, own: Option<OwnFormat>, source_name: &str) -> OwnEditing {
        let name = stem(source_name).unwrap_or("mine");
        let draft = own.unwrap_or_else(|| OwnFormat {
            name: name.to_owned(),
            pattern: FIRST_PATTERN.to_owned(),
            time: String::new(),
        });
        OwnEditing { source, draft, ..OwnEditing::default() }
    }

    /// Whether the source can be read by the draft.
    #[must_use]
    pub fn is_usable(&self) -> bool {
        self.mistake.is_none() && self.tried.is_some() && !self.draft.name.trim().is_empty()
    }
}

/// A format as a file, and the file's name.
#[must_use]
pub fn exported(format: &OwnFormat) -> (String, String) {
    let file = File { squall_format: VERSION, format: format.clone() };
    let plain = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = format.name.trim().chars().map(plain).collect();
    let text = serde_json::to_string_pretty(&file).unwrap_or_default();
    (format!("{name}.squall-format.json"), format!("{text}\n"))
}

/// The format of a file.
///
/// # Errors
/// [`EXPECTED`], where it holds none, or one of a newer version.
pub fn imported(text: &str) -> Result<OwnFormat, &'static str> {
    match serde_json::from_str::<File>(text) {
        Ok(file) if file.squall_format <= VERSION && !file.format.name.trim().is_empty() => {
            Ok(file.format)
        }
        _ => Err(EXPECTED),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_reads_like_this() {
        let format = OwnFormat {
            name: "the shop/1".to_owned(),
            pattern: r"(?<time>\d+) (?<message>.*)".to_owned(),
            time: "%s".to_owned(),
        };
        let (name, text) = exported(&format);
        assert_eq!(name, "the_shop_1.squall-format.json");
        expect![[r#"
            {
              "squall_format": 1,
              "name": "the shop/1",
              "pattern": "(?<time>\\d+) (?<message>.*)",
              "time": "%s"
            }
        "#]]
        .assert_eq(&text);
        assert_eq!(imported(&text), Ok(format));
        for other in
            ["", "{}", "[1]", &text.replace(": 1,", ": 2,"), "{\"name\":\"a\",\"pattern\":\"b\"}"]
        {
            assert_eq!(imported(other), Err(EXPECTED), "{other}");
        }
    }

    proptest! {
        #[test]
        fn what_is_exported_is_imported(name in "\\PC{1,9}", pattern in "\\PC{0,20}", time in "\\PC{0,9}") {
            let format = OwnFormat { name, pattern, time };
            let known = imported(&exported(&format).1);
            prop_assert_eq!(known.is_ok(), !format.name.trim().is_empty());
        }
    }
}
