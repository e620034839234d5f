//! What a person said of a source, as a link holds it: by the source's name, in a few words.
//!
//! ```text
//! shift:1500000000,zone:Europe/Berlin,format:klog,apart,colour:3@logs/app.log
//! ```
//!
//! Does not: hold a format of one's own; the browser keeps those.

use crate::protocol::page::SourceSettings;

/// How many colours sources may have.
pub const COLOURS: u8 = 8;

/// What was said of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceNote {
    /// Name of the zone of times that name none.
    pub zone: Option<String>,
    /// The name of the format to read it as.
    pub format: Option<String>,
    /// What is added to every time, in nanoseconds.
    pub shift_nanos: i64,
    /// Not to be taken for a part of a rotated file.
    pub apart: bool,
    /// Its colour, below [`COLOURS`].
    pub colour: Option<u8>,
}

impl SourceNote {
    /// What settings and a colour say; none where nothing was chosen.
    #[must_use]
    pub fn of(settings: &SourceSettings, colour: Option<u8>) -> Option<SourceNote> {
        let note = SourceNote {
            zone: settings.zone.as_ref().map(|zone| zone.name.clone()),
            format: settings.format.clone(),
            shift_nanos: settings.shift_nanos,
            apart: settings.apart,
            colour,
        };
        (note != SourceNote::default()).then_some(note)
    }

    /// Changes settings as the note says; the zone has to be loaded by its name.
    pub fn apply(&self, settings: &mut SourceSettings) {
        settings.format = self.format.clone().or(settings.format.take());
        settings.apart |= self.apart;
        if self.shift_nanos != 0 {
            settings.shift_nanos = self.shift_nanos;
        }
    }

    /// The note and the source's name as one text.
    #[must_use]
    pub fn write(&self, name: &str) -> String {
        let mut parts = Vec::new();
        if self.shift_nanos != 0 {
            parts.push(format!("shift:{}", self.shift_nanos));
        }
        parts.extend(self.zone.iter().map(|zone| format!("zone:{zone}")));
        parts.extend(self.format.iter().map(|format| format!("format:{format}")));
        parts.extend(self.apart.then(|| "apart".to_owned()));
        parts.extend(self.colour.map(|colour| format!("colour:{colour}")));
        format!("{}@{name}", parts.join(","))
    }

    /// The source's name and the note of a text; unknown parts are passed over.
    #[must_use]
    pub fn read(text: &str) -> Option<(String, SourceNote)> {
        let (parts, name) = text.split_once('@')?;
        let mut note = SourceNote::default();
        for part in parts.split(',') {
            match part.split_once(':').unwrap_or((part, "")) {
                ("shift", nanos) => note.shift_nanos = nanos.parse().unwrap_or(0),
                ("zone", zone) if !zone.is_empty() => note.zone = Some(zone.to_owned()),
                ("format", format) if !format.is_empty() => note.format = Some(format.to_owned()),
                ("apart", _) => note.apart = true,
                ("colour", colour) => {
                    note.colour = colour.parse().ok().filter(|colour| *colour < COLOURS);
                }
                _ => {}
            }
        }
        (note != SourceNote::default()).then(|| (name.to_owned(), note))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_note_reads_like_this() {
        let note = SourceNote {
            zone: Some("Europe/Berlin".to_owned()),
            format: Some("klog".to_owned()),
            shift_nanos: -1_500_000_000,
            apart: true,
            colour: Some(3),
        };
        let text = note.write("logs/a@b.log");
        let words = "shift:-1500000000,zone:Europe/Berlin,format:klog,apart,colour:3@logs/a@b.log";
        assert_eq!(text, words);
        assert_eq!(SourceNote::read(&text), Some(("logs/a@b.log".to_owned(), note)));
        assert_eq!(SourceNote::read("colour:9,new:1,shift:x@a"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_passed_over(text in "\\PC{0,40}") {
            if let Some((name, note)) = SourceNote::read(&text) {
                prop_assert_eq!(SourceNote::read(&note.write(&name)), Some((name, note)));
            }
        }
    }
}
