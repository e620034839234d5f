//! The language in examples, for the help and for the tests.
//!
//! Does not: hold anything but the table.

/// One thing that can be written, and what it finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyntaxRow {
    pub example: &'static str,
    pub meaning: &'static str,
}

const fn row(example: &'static str, meaning: &'static str) -> SyntaxRow {
    SyntaxRow { example, meaning }
}

/// The whole language, the most used first.
pub const SYNTAX: &[SyntaxRow] = &[
    row("timeout", "the text contains the word, in upper or lower case"),
    row("connection refused", "the text contains both words, anywhere"),
    row("\"connection refused\"", "the text contains exactly this, in upper or lower case"),
    row("conn*refused", "a line of the text contains both, in this order"),
    row("/time[ -]?out/i", "the text matches a regular expression; without i case matters"),
    row("status=503", "the field is 503; status:503 is the same"),
    row("status!=503", "the field is something else, or not there"),
    row("status>=500 and status<600", "numbers compare by value"),
    row("took>1.5s", "durations compare by value: ns, us, ms, s, m, h, d, w"),
    row("bytes>10KB", "sizes compare by value: KB is 1000 bytes, KiB is 1024"),
    row("level>=warn", "by rank: trace, debug, info, notice, warn, error, fatal"),
    row("level=none", "records without a level"),
    row("host=web-*", "* stands for any characters, ? for one"),
    row("host=(web-1 or web-2)", "one of several values"),
    row("user.name=\"Ann Lee\"", "a nested field; quotes hold a value with spaces together"),
    row("version=\"1.0\"", "in quotes a value is compared as text only, exactly"),
    row("path~login", "the field contains the text, in upper or lower case"),
    row("path=/^.api.v[12]/", "the field matches a regular expression"),
    row("trace_id:*", "the record has the field"),
    row("-level=info", "not: the same as !level=info and not level=info"),
    row("(level=error or status>=500) and not path~health", "joined, in brackets as needed"),
    row("time>=-15m", "the 15 minutes before the latest record"),
    row("time>=2026-03-01T14:00 time<2026-03-01T14:30", "between two times, in the zone shown"),
    row("time=2026-03-01T14:05", "within this minute; a date alone is the whole day"),
    row("time>=14:05", "from this time on, on the day of the latest record"),
    row("source=web/*.log", "records of these sources"),
    row("pattern=9f2c41d07be1a344", "records of one pattern"),
    row("message~\"took too long\"", "the message alone, without time, level and fields"),
    row("\"level\"=audit", "a quoted name is always the record's own field of that name"),
];
