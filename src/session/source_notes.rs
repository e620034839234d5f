//! What a person said of a source, as a link holds it: by the source's name, in a few words.
//!
//! ```text
//! shift:1500000000,within:1772370000000000000..1772373600000000000,zone:Europe/Berlin,format:klog,apart,colour:3@logs/app.log
//! ```
//!
//! A format of one's own is a part of its own: `{"name":…,"pattern":…,"time":…}@logs/app.log`.
//!
//! Does not: know whether it fits into a link.

use crate::protocol::page::{OwnFormat, SourceSettings, TimeNanos, TimeRange};

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
    /// The only time that is read.
    pub within: Option<TimeRange>,
    /// Not to be taken for a part of a rotated file.
    pub apart: bool,
    /// Its colour, below [`COLOURS`].
    pub colour: Option<u8>,
    /// A format that a person made, instead of `format`.
    pub own: Option<OwnFormat>,
}

impl SourceNote {
    /// What settings and a colour say; none where nothing was chosen.
    #[must_use]
    pub fn of(settings: &SourceSettings, colour: Option<u8>) -> Option<SourceNote> {
        let note = SourceNote {
            zone: settings.zone.as_ref().map(|zone| zone.name.clone()),
            format: settings.format.clone(),
            shift_nanos: settings.shift_nanos,
            within: settings.within,
            apart: settings.apart,
            colour,
            own: settings.own.clone(),
        };
        (note != SourceNote::default()).then_some(note)
    }

    /// Changes settings as the note says; the zone has to be loaded by its name.
    pub fn apply(&self, settings: &mut SourceSettings) {
        settings.format = self.format.clone().or(settings.format.take());
        settings.own = self.own.clone().or(settings.own.take());
        settings.apart |= self.apart;
        settings.within = self.within.or(settings.within);
        if self.shift_nanos != 0 {
            settings.shift_nanos = self.shift_nanos;
        }
    }

    /// The note and the source's name as one text; none where there is nothing but a format of
    /// one's own.
    #[must_use]
    pub fn write(&self, name: &str) -> Option<String> {
        let mut parts = Vec::new();
        if self.shift_nanos != 0 {
            parts.push(format!("shift:{}", self.shift_nanos));
        }
        parts.extend(self.within.map(|it| format!("within:{}..{}", it.start.0, it.end.0)));
        parts.extend(self.zone.iter().map(|zone| format!("zone:{zone}")));
        parts.extend(self.format.iter().map(|format| format!("format:{format}")));
        parts.extend(self.apart.then(|| "apart".to_owned()));
        parts.extend(self.colour.map(|colour| format!("colour:{colour}")));
        (!parts.is_empty()).then(|| format!("{}@{name}", parts.join(",")))
    }

    /// The format of one's own and the source's name as one text.
    #[must_use]
    pub fn write_own(&self, name: &str) -> Option<String> {
        Some(format!("{}@{name}", serde_json::to_string(self.own.as_ref()?).ok()?))
    }

    /// The source's name and the format of a text.
    #[must_use]
    pub fn read_own(text: &str) -> Option<(String, OwnFormat)> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<OwnFormat>();
        let own = values.next()?.ok()?;
        let name = text.get(values.byte_offset()..)?.strip_prefix('@')?;
        Some((name.to_owned(), own))
    }

    /// The source's name and the note of a text; unknown parts are passed over.
    #[must_use]
    pub fn read(text: &str) -> Option<(String, SourceNote)> {
        let (parts, name) = text.split_once('@')?;
        let mut note = SourceNote::default();
        for part in parts.split(',') {
            match part.split_once(':').unwrap_or((part, "")) {
                ("shift", nanos) => note.shift_nanos = nanos.parse().unwrap_or(0),
                ("within", times) => note.within = read_range(times),
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

/// `first..end`, in nanoseconds since 1970.
fn read_range(times: &str) -> Option<TimeRange> {
    let (start, end) = times.split_once("..")?;
    let time = |text: &str| text.parse().ok().map(TimeNanos);
    let range = TimeRange { start: time(start)?, end: time(end)? };
    (range.start < range.end).then_some(range)
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
            within: Some(TimeRange { start: TimeNanos(5), end: TimeNanos(70) }),
            apart: true,
            colour: Some(3),
            own: None,
        };
        let text = note.write("logs/a@b.log").unwrap();
        let words = "shift:-1500000000,within:5..70,zone:Europe/Berlin,format:klog,apart,colour:3@logs/a@b.log";
        assert_eq!(text, words);
        assert_eq!(SourceNote::read(&text), Some(("logs/a@b.log".to_owned(), note)));
        assert_eq!(SourceNote::read("colour:9,new:1,shift:x,within:7..5@a"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_passed_over(text in "\\PC{0,40}") {
            if let Some((name, note)) = SourceNote::read(&text) {
                let written = note.write(&name).unwrap();
                prop_assert_eq!(SourceNote::read(&written), Some((name, note)));
            }
        }
    }
}
