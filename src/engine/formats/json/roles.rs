//! Which fields of a JSON record (or of `key=value` pairs) are its time, its level and its message,
//! by their names alone: no logger has to be configured.
//!
//! Names are compared without case and without `_`, `-` and a leading `@`; of several that fit, the
//! lower rank wins, then the lower depth, then the first.
//!
//! Does not: look at values; a name's best candidate may prove to hold no time, then the next is tried.

use crate::names::FieldRole;

/// Names of times, the surest first.
const TIMES: &[&str] = &[
    "timestamp",
    "time",
    "ts",
    "t.$date",
    "t",
    "datetime",
    "date",
    "asctime",
    "eventtime",
    "realtimetimestamp",
    "sourcerealtimetimestamp",
    "timemillis",
    "logtimestamp",
    "logtime",
    "timestampns",
    "timeunixnano",
    "observedtimeunixnano",
    "eventtimestamp",
    "timegenerated",
    "systemtime",
    "createddatetime",
    "activitydatetime",
    "creationtime",
    "createdat",
    "created",
    "published",
    "starttime",
    "startedatetime",
    "starteddatetime",
    "startlocal",
    "startutc",
    "calendartime",
    "receivetimestamp",
    "ingestiontime",
    "unixtime",
    "timecreated",
];

/// Names of levels, the surest first.
const LEVELS: &[&str] = &[
    "levelname",
    "leveldisplayname",
    "severitytext",
    "level",
    "loglevel",
    "severity",
    "lvl",
    "l",
    "s",
    "log.level",
    "priority",
    "pri",
    "errorseverity",
    "invloglevel",
    "severitynumber",
    "levelvalue",
    "logseverity",
    "syslogseverity",
    "severitylabel",
    "loglevelname",
    "criticality",
    "threatlevel",
    "risklevel",
    "type",
];

/// Names of an HTTP response's status.
pub const STATUSES: &[&str] = &[
    "status",
    "statuscode",
    "httpstatus",
    "httpstatuscode",
    "responsecode",
    "responsestatus",
    "downstreamstatus",
    "respstatus",
    "scstatus",
];

/// Names of messages, the surest first.
const MESSAGES: &[&str] = &[
    "message",
    "msg",
    "m",
    "shortmessage",
    "textpayload",
    "raw",
    "logmessage",
    "log",
    "text",
    "body",
    "body.stringvalue",
    "mt",
    "messagetemplate",
    "event",
    "displaymessage",
    "title",
    "description",
    "summary",
    "reason",
    "errormessage",
    "actiondescription",
    "eventname",
    "operationname",
    "operation",
    "signature",
    "action",
];

/// Endings of names that are times often enough to be tried last.
const TIME_ENDINGS: &[&str] = &[
    "timestamp",
    "time",
    "date",
    "millis",
    "ts",
    "createdat",
    "receivedat",
    "startedat",
    "occurredat",
    "loggedat",
    "updatedat",
];

/// Where a span ends and begins: times where there is no better one. Its record is written at its end.
const SPAN_ENDS: &[&str] = &["end", "start"];

/// Endings of names that are levels often enough to be tried last.
const LEVEL_ENDINGS: &[&str] = &["severity", "loglevel"];

/// Beginnings of names that end so and are no time of the event.
const NO_TIMES: &[&str] =
    &["exp", "notbefore", "notafter", "birth", "valid", "format", "stat", "upd", "what", "latest"];

/// Longest name that is looked at.
const NAME_BYTES_MAX: usize = 96;

/// What a field of this (dotted) name may be.
pub(in crate::formats) fn role(name: &[u8]) -> FieldRole {
    let mut plain = [0_u8; NAME_BYTES_MAX];
    let Some(plain) = normalised(name, &mut plain) else {
        return FieldRole::None;
    };
    let depth = plain.bytes().filter(|&byte| byte == b'.').count().min(4) as u8;
    let last = plain.rsplit('.').next().unwrap_or(plain);
    let rank = |names: &[&str]| {
        let whole = names.iter().position(|known| *known == plain).map(|at| at as u8);
        let nested = names.iter().position(|known| *known == last).map(|at| at as u8 + 40 * depth);
        whole.or(nested)
    };
    if let Some(rank) = rank(TIMES) {
        return FieldRole::Time(rank);
    }
    if STATUSES.contains(&last) {
        return FieldRole::Status;
    }
    if let Some(rank) = rank(LEVELS) {
        return FieldRole::Level(rank);
    }
    if let Some(rank) = rank(MESSAGES) {
        return FieldRole::Message(rank);
    }
    let time_like =
        TIME_ENDINGS.iter().any(|ending| last.len() > ending.len() && last.ends_with(ending))
            && !NO_TIMES.iter().any(|start| last.starts_with(start));
    if time_like {
        return FieldRole::Time(200 + depth);
    }
    if let Some(at) = SPAN_ENDS.iter().position(|known| *known == plain) {
        return FieldRole::Time(220 + at as u8);
    }
    if LEVEL_ENDINGS.iter().any(|ending| last.ends_with(ending)) {
        return FieldRole::Level(200 + depth);
    }
    FieldRole::None
}

/// Whether a field of this name says, most surely, what its record's time, level or message says:
/// counting its values tells nothing more.
#[must_use]
pub fn repeats_the_record(name: &[u8]) -> bool {
    match role(name) {
        FieldRole::Time(_) => true,
        FieldRole::Level(rank) => rank < 10,
        FieldRole::Message(rank) => rank < 7,
        FieldRole::Status | FieldRole::None => false,
    }
}

/// The name in lower case without `_`, `-`, `@` and blanks; none where it is too long or no text.
fn normalised<'a>(name: &[u8], to: &'a mut [u8; NAME_BYTES_MAX]) -> Option<&'a str> {
    let kept = name.iter().filter(|byte| !matches!(byte, b'_' | b'-' | b'@' | b' ' | b'#'));
    let mut length = 0;
    for byte in kept {
        *to.get_mut(length)? = byte.to_ascii_lowercase();
        length += 1;
    }
    std::str::from_utf8(to.get(..length)?).ok()
}

/// Remembers the roles of the names seen last, since records of a source have the same names.
#[derive(Clone, Debug)]
pub(in crate::formats) struct RoleMemory {
    slots: Vec<(Vec<u8>, FieldRole)>,
}

const SLOTS: usize = 256;

impl RoleMemory {
    pub(in crate::formats) fn new() -> RoleMemory {
        RoleMemory { slots: vec![(Vec::new(), FieldRole::None); SLOTS] }
    }

    pub(in crate::formats) fn role(&mut self, name: &[u8]) -> FieldRole {
        let Some(slot) = self.slots.get_mut(slot_of(name)) else {
            return role(name);
        };
        if slot.0 != name {
            slot.0.clear();
            slot.0.extend_from_slice(name);
            slot.1 = role(name);
        }
        slot.1
    }
}

/// A cheap hash: length, ends and middle tell the names of one source apart.
fn slot_of(name: &[u8]) -> usize {
    let byte = |at: usize| name.get(at).map_or(0, |byte| usize::from(*byte));
    let length = name.len();
    let sum =
        length * 7 + byte(0) * 31 + byte(length / 2) * 61 + byte(length.saturating_sub(1)) * 131;
    sum % SLOTS
}

/// Whether the last part of a name is one that records of HTTP requests have.
pub(in crate::formats) fn is_request_name(last: &[u8]) -> bool {
    const NAMES: [&str; 14] = [
        "method",
        "requestmethod",
        "httpmethod",
        "verb",
        "requesturl",
        "requesturi",
        "uri",
        "requestpath",
        "request",
        "csmethod",
        "csuristem",
        "useragent",
        "httpversion",
        "path",
    ];
    let mut plain = [0_u8; NAME_BYTES_MAX];
    normalised(last, &mut plain).is_some_and(|plain| NAMES.contains(&plain))
}
