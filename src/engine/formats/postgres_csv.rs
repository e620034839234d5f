//! <https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG>:
//! PostgreSQL's csvlog, which has no header; a statement in quotes may go over several lines.
//!
//! Does not: read files of another order of columns.

use super::{
    LineRole, Reading, columns,
    table::{Example, Format},
    text,
};
use crate::{
    level::Level,
    record::{RecordParts, Span},
    time::cursor::Cursor,
};

/// PostgreSQL's csvlog.
pub(super) struct PostgresCsv;

const NAMES: [&str; 26] = [
    "log_time",
    "user_name",
    "database_name",
    "process_id",
    "connection_from",
    "session_id",
    "session_line_num",
    "command_tag",
    "session_start_time",
    "virtual_transaction_id",
    "transaction_id",
    "error_severity",
    "sql_state_code",
    "message",
    "detail",
    "hint",
    "internal_query",
    "internal_query_pos",
    "context",
    "query",
    "query_pos",
    "location",
    "application_name",
    "backend_type",
    "leader_pid",
    "query_id",
];

/// The columns of severity and message.
const SEVERITY: usize = 11;
const MESSAGE: usize = 13;

impl Format for PostgresCsv {
    fn name(&self) -> &'static str {
        "postgres-csv"
    }

    fn title(&self) -> &'static str {
        "PostgreSQL csvlog"
    }

    fn specification(&self) -> &'static str {
        "https://www.postgresql.org/docs/current/runtime-config-logging.html#RUNTIME-CONFIG-LOGGING-CSVLOG"
    }

    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole> {
        // No need to count quotes: what stands between them hardly begins like a row.
        begins(line, reading).then_some(LineRole::Start)
    }

    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        begins(line, reading)
    }

    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool {
        let columns = columns::split(record, b',');
        if columns.len() < MESSAGE || !begins(text::first_line(record), reading) {
            return false;
        }
        let quoted = usize::from(record.first() == Some(&b'"'));
        let read = reading.times.read(&mut Cursor::new(record, quoted));
        out.time = read.map(|read| read.time);
        out.fraction_digits = read.map_or(0, |read| read.fraction_digits);
        let severity = columns.get(SEVERITY).and_then(|(from, to)| record.get(*from..*to));
        out.level = severity.and_then(Level::from_word);
        columns::read(record, NAMES.into_iter(), b',', reading.whole, out);
        let message = out.fields.iter().find(|field| out.name(record, field.name) == b"message");
        out.message = message.map(|field| field.value).or(Some(Span::record(0, record.len())));
        true
    }

    fn examples(&self) -> &'static [Example] {
        EXAMPLES
    }
}

/// `2024-03-09 10:11:12.345 UTC,"user","database",4711,…`
fn begins(line: &[u8], reading: &mut Reading) -> bool {
    let mut cursor = Cursor::new(line, usize::from(line.first() == Some(&b'"')));
    let dated = cursor.digits_ahead() == 4 && reading.times.read(&mut cursor).is_some();
    cursor.eat(b'"');
    let [user, database] = [(); 2].map(|()| {
        cursor.eat(b',');
        cursor.eat_while(|byte| byte != b',');
        cursor.peek() == b','
    });
    cursor.eat(b',');
    dated && user && database && cursor.number(9).is_some() && cursor.peek() == b','
}

const EXAMPLES: &[Example] = &[Example {
    text: "2024-03-09 10:11:12.345 UTC,\"app\",\"shop\",4711,\"192.0.2.7:5060\",65ec.1,3,\"SELECT\",2024-03-09 10:00:00 UTC,3/2,0,ERROR,42P01,\"relation \"\"x\"\" does not exist\",,,,,,\"select *\nfrom x\",15,,\"psql\"",
    time: Some("2024-03-09T10:11:12.345Z"),
    level: Some(Level::Error),
    message: "relation \"x\" does not exist",
    fields: &[("user_name", "app"), ("query", "select *\nfrom x")],
}];
