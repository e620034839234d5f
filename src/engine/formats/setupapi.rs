//! <https://learn.microsoft.com/en-us/windows-hardware/drivers/install/format-of-a-text-log-section>:
//! Windows' log of device and driver installs (`setupapi.dev.log`), a section a record.
//!
//! Does not: read the times of entries inside a section.

use memchr::memmem;

use super::{
    LineRole, Reading, settle,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{Field, Name, RecordParts, Span, ValueKind},
};

/// Sections of device installs.
pub(super) struct SetupApi;

/// What a section's header begins with, and the line that only says when Windows started.
const SECTION: &[u8] = b">>>  [";
const BOOT: &[u8] = b"[Boot Session: ";
const TIME: &[u8] = b"\n>>>  Section start ";
const STATUS: &[u8] = b"\n<<<  [Exit status: ";

impl Format for SetupApi {
    fn name(&self) -> &'static str {
        "setupapi"
    }

    fn title(&self) -> &'static str {
        "Windows device installs (SetupAPI)"
    }

    fn specification(&self) -> &'static str {
        "https://learn.microsoft.com/en-us/windows-hardware/drivers/install/format-of-a-text-log-section"
    }

    fn role(&self, line: &[u8], _: &mut Reading) -> Option<LineRole> {
        let begins = line.starts_with(SECTION) || line.starts_with(BOOT);
        Some(if begins { LineRole::Start } else { LineRole::Continues })
    }

    fn sniff(&self, line: &[u8], _: &mut Reading) -> bool {
        line.starts_with(SECTION) || line.starts_with(BOOT)
    }

    fn is_of_blocks(&self) -> bool {
        true
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let boot = record.starts_with(BOOT);
        if !boot && !record.starts_with(SECTION) {
            return false;
        }
        let line = text::first_line(record).trim_ascii_end();
        let open = if boot { 1 } else { SECTION.len() };
        let title = Span::record(open, line.len() - usize::from(line.ends_with(b"]")));
        let start = memmem::find(record, TIME).map(|at| at + TIME.len());
        if let Some(from) = if boot { Some(BOOT.len()) } else { start } {
            let time = text::first_line(record.get(from..).unwrap_or_default());
            let time = time.strip_suffix(b"]").unwrap_or(time);
            text::note(reading.times.value(time), out);
            text::own_field(reading, out, "time", Span::record(from, from + time.len()));
        }
        out.level = Some(level(record));
        if let Some(at) = memmem::find(record, STATUS) {
            let from = at + STATUS.len();
            let status = text::first_line(record.get(from..).unwrap_or_default());
            let value = Span::record(from, from + status.trim_ascii_end().len().saturating_sub(1));
            let name = Name::Static("status");
            out.fields.push(Field { name, value, kind: ValueKind::Text });
        }
        out.message = Some(title);
        text::own_field(reading, out, "message", title);
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// Entries with `!!!` in front are errors, those with `!` warnings.
fn level(record: &[u8]) -> Level {
    let said = settle::lines_of(record).map(|line| match line {
        [b'!', b'!', b'!', ..] => Level::Error,
        [b'!', ..] => Level::Warn,
        _ => Level::Info,
    });
    said.max().unwrap_or(Level::Info)
}

const EXAMPLES: &[Example] = &[Example {
    text: ">>>  [Device Install (Hardware initiated) - USB\\VID_1234]\n>>>  Section start 2024/03/09 10:11:12.345\n     ump: Creating Install Process: DrvInst.exe 10:11:12.346\n!    ndv: Driver not signed\n<<<  Section end 2024/03/09 10:11:13.000\n<<<  [Exit status: SUCCESS]",
    time: Some("2024-03-09T10:11:12.345Z"),
    level: Some(Level::Warn),
    message: "Device Install (Hardware initiated) - USB\\VID_1234",
    fields: &[("status", "SUCCESS")],
}];
