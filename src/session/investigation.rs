//! The investigation file: what a person made, without log text, to be dropped with the files again.
//!
//! ```text
//! {"squall_investigation":1,"sources":[…],"view":{"v":"1","q":"level=error",…},"marks":[…],
//!  "formats":[…]}
//! ```
//!
//! `view` has the names and values of a link ([`Link::parts`]), and its version. `docs/investigation.md`
//! describes all of it; a test reads its example. What can be read of a damaged or newer file is
//! read, the rest is named in [`Investigation::unread`].
//!
//! Does not: touch a file; the shell does.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{
    State,
    fingerprint::Fingerprint,
    link::{self, Link, Part},
    marks::{MARKS_MAX, written},
    show::{plural, stem},
};
use crate::protocol::page::OwnFormat;

/// The version that is written.
const VERSION: u64 = 1;

/// How the names of such files end.
pub const NAME_END: &str = ".squall.json";

/// The member by which such a file is known, whatever its name is.
pub const MEMBER: &str = "\"squall_investigation\"";

/// Larger files are no investigations.
pub const BYTES_MAX: u64 = 16 * 1024 * 1024;

/// What such a file says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Investigation {
    /// View, sources and marks.
    pub link: Link,
    /// Formats of one's own.
    pub formats: Vec<OwnFormat>,
    /// What could not be read, in words.
    pub unread: Vec<String>,
}

/// What came of opening one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What is shown now.
    pub what: String,
    /// What could not be read.
    pub unread: Vec<String>,
}

/// The investigation as a file: its name, and what stands in it.
#[must_use]
pub fn write(state: &State) -> (String, String) {
    let link = Link::of(state);
    let mut file = Map::new();
    let mut put = |name: &str, value: Value| drop(file.insert(name.to_owned(), value));
    put("squall_investigation", VERSION.into());
    put("sources", link.files.iter().map(source).collect());
    put("view", view(&link));
    put("marks", link.marks.iter().map(written::write).collect());
    put("formats", state.prefs.formats.iter().map(format_object).collect());
    let text = serde_json::to_string_pretty(&Value::Object(file)).unwrap_or_default();
    let source = state.open.sources.first().map_or("logs", |source| source.name.as_str());
    let stem = stem(source).unwrap_or("logs");
    (format!("{stem}{NAME_END}"), format!("{text}\n"))
}

fn format_object(format: &OwnFormat) -> Value {
    let members = [("name", &format.name), ("pattern", &format.pattern), ("time", &format.time)];
    let members = members.into_iter();
    members.map(|(name, value)| (name.to_owned(), Value::from(value.as_str()))).collect()
}

fn read_format(value: &Value) -> Option<OwnFormat> {
    let text = |name: &str| Some(value.get(name)?.as_str()?.to_owned());
    let format = OwnFormat {
        name: text("name")?,
        pattern: text("pattern")?,
        time: text("time").unwrap_or_default(),
    };
    (!format.name.trim().is_empty()).then_some(format)
}

fn source(file: &Fingerprint) -> Value {
    let mut object = Map::new();
    object.insert("name".to_owned(), file.name.as_str().into());
    object.insert("bytes".to_owned(), file.bytes.into());
    if let Some(hash) = file.hash {
        object.insert("hash".to_owned(), format!("{hash:016x}").into());
    }
    Value::Object(object)
}

/// Parts that may come several times: in the file they are lists.
const LISTS: [&str; 7] = ["ids", "pin", "src", "metric", "track", "col", "own"];

/// The parts of the link.
fn view(link: &Link) -> Value {
    let mut view = Map::new();
    view.insert("v".to_owned(), link::VERSION.to_string().into());
    for (name, value) in link.parts() {
        let value = Value::from(value);
        match name {
            "file" => {}
            name if LISTS.contains(&name) => match view.get_mut(name).and_then(Value::as_array_mut)
            {
                Some(list) => list.push(value),
                None => drop(view.insert(name.to_owned(), Value::Array(vec![value]))),
            },
            _ => drop(view.insert(name.to_owned(), value)),
        }
    }
    Value::Object(view)
}

/// What a file says.
///
/// # Errors
/// What is wrong with it, where nothing can be read.
pub fn read(text: &str) -> Result<Investigation, String> {
    let mut unread = Vec::new();
    let file: Value = match serde_json::from_str(text) {
        Ok(file) => file,
        Err(error) => {
            let line = error.line();
            let whole = mended(text, &error).and_then(|text| serde_json::from_str(&text).ok());
            unread.push(format!("The file is damaged in line {line}; what follows is not read."));
            whole.ok_or(format!("The file is damaged in line {line}, and nothing can be read."))?
        }
    };
    let Some(version) = file.get("squall_investigation").and_then(Value::as_u64) else {
        return Err("This is not an investigation that was saved here.".to_owned());
    };
    if version > VERSION {
        unread.push(format!(
            "It was saved by a newer Squall (version {version}, this one knows {VERSION})."
        ));
    }
    let mut found = Investigation { unread, ..Investigation::default() };
    for (name, value) in file.as_object().into_iter().flatten() {
        match name.as_str() {
            "squall_investigation" => {}
            "view" => found.read_view(value),
            "sources" => found.read_list(value, "sources", |found, value| {
                found.link.files.push(read_source(value)?);
                Some(())
            }),
            "marks" => found.read_list(value, "marks", |found, value| {
                let mark = written::read(value)?;
                let marks = Rc::make_mut(&mut found.link.marks);
                (marks.len() < MARKS_MAX).then(|| marks.push(mark))
            }),
            "formats" => found.read_list(value, "formats", |found, value| {
                found.formats.push(read_format(value)?);
                Some(())
            }),
            other => found.unread.push(format!("\"{other}\" is not known here.")),
        }
    }
    Ok(found)
}

impl Investigation {
    fn read_view(&mut self, view: &Value) {
        let mut parts: Vec<Part> = Vec::new();
        let mut odd = 0;
        for (name, value) in view.as_object().into_iter().flatten() {
            let several = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for value in several {
                match value.as_str() {
                    Some(text) => parts.push((name.clone(), text.to_owned())),
                    None => odd += 1,
                }
            }
        }
        let version = parts.iter().find(|(name, _)| name == "v");
        let version = version.and_then(|(_, version)| version.parse().ok()).unwrap_or(1);
        let version = if version > link::VERSION {
            self.unread.push(format!("Its view is of a newer version ({version})."));
            link::VERSION
        } else {
            version
        };
        // Of a newer version what is known here is read.
        if let Ok(link) = Link::of_parts(version, parts) {
            let old = std::mem::replace(&mut self.link, link);
            (self.link.files, self.link.marks) = (old.files, old.marks);
        }
        if odd > 0 || !view.is_object() {
            self.unread.push("Parts of the view cannot be read.".to_owned());
        }
    }

    fn read_list(
        &mut self,
        value: &Value,
        what: &str,
        read: fn(&mut Investigation, &Value) -> Option<()>,
    ) {
        let Some(list) = value.as_array() else {
            return self.unread.push(format!("The {what} cannot be read."));
        };
        let lost = list.iter().filter(|value| read(self, value).is_none()).count();
        if lost > 0 {
            self.unread.push(format!("{lost} of {} {what} cannot be read.", list.len()));
        }
    }

    /// What it holds, in words: `3 marks, 2 pinned searches, a filter`.
    #[must_use]
    pub fn words(&self) -> String {
        let mut words = Vec::new();
        let counted = [
            (self.link.marks.len(), "mark", "marks"),
            (self.link.pins.len(), "pinned search", "pinned searches"),
            (self.link.files.len(), "file", "files"),
        ];
        for (count, one, many) in counted {
            words.extend((count > 0).then(|| plural(count as u64, one, many)));
        }
        words.extend((!self.link.query.is_empty()).then(|| "a filter".to_owned()));
        match words.is_empty() {
            true => "nothing".to_owned(),
            false => words.join(", "),
        }
    }
}

fn read_source(value: &Value) -> Option<Fingerprint> {
    let hash = value.get("hash").and_then(Value::as_str);
    Some(Fingerprint {
        name: value.get("name")?.as_str()?.to_owned(),
        bytes: value.get("bytes")?.as_u64()?,
        hash: hash.and_then(|hash| u64::from_str_radix(hash, 16).ok()),
    })
}

/// The text before a mistake, cut behind its last whole value, with every bracket closed.
fn mended(text: &str, error: &serde_json::Error) -> Option<String> {
    let before: usize =
        text.split_inclusive('\n').take(error.line().checked_sub(1)?).map(str::len).sum();
    let sound = text.get(..text.floor_char_boundary(before + error.column()))?;
    let (mut open, mut whole) = (Vec::new(), None);
    let (mut in_text, mut escaped) = (false, false);
    for (at, c) in sound.char_indices() {
        match c {
            _ if in_text => {
                in_text = c != '"' || escaped;
                escaped = c == '\\' && !escaped;
            }
            '"' => in_text = true,
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => {
                open.pop()?;
                whole = Some((at + 1, open.clone()));
            }
            ',' => whole = Some((at, open.clone())),
            _ => {}
        }
    }
    let (end, open) = whole?;
    let closing: String = open.iter().rev().collect();
    Some(format!("{}{closing}", text.get(..end)?))
}

#[cfg(test)]
mod tests;
