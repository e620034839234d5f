//! DuckDB: a table of what Squall exports as JSON lines.
//! Grammar: <https://duckdb.org/docs/stable/sql/query_syntax/where>
//!
//! Does not: differ from Squall in what it selects, but for what notes say.

use super::{Language, sql::Functions};

pub(super) const LANGUAGE: Language = Language {
    id: "duckdb",
    title: "DuckDB SQL",
    grammar: "https://duckdb.org/docs/stable/sql/query_syntax/where",
    setup: Some(SETUP),
    dialect: &DuckDb,
};

const SETUP: &str = r"-- squall export FILE… --as jsonl > export.jsonl
CREATE TABLE logs AS SELECT * FROM read_json('export.jsonl', format = 'newline_delimited',
  maximum_object_size = 268435456, columns = {source: 'VARCHAR', line: 'BIGINT', lines: 'BIGINT',
  time: 'TIMESTAMP_NS', level: 'VARCHAR', message: 'VARCHAR', fields: 'JSON', template: 'VARCHAR',
  raw: 'VARCHAR'});
CREATE MACRO squall_number(v) AS CASE WHEN
  regexp_full_match(v, '-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?') THEN TRY_CAST(v AS DOUBLE) END;
CREATE MACRO squall_nanos(v) AS CASE WHEN regexp_full_match(v, '-?((0|[1-9][0-9]*)(\.[0-9]+)? ?(ns|nanos|nanoseconds?|us|µs|μs|micros|microseconds?|ms|msec|millis|milliseconds?|s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?) ?)+')
  THEN round(CASE WHEN starts_with(v, '-') THEN -1 ELSE 1 END * list_sum(list_transform(
  regexp_extract_all(v, '[0-9.]+ ?[a-zµμ]+'), lambda p: regexp_extract(p, '[0-9.]+')::DOUBLE *
  CASE WHEN regexp_matches(p, '[0-9 ]n') THEN 1 WHEN regexp_matches(p, '[0-9 ](u|µ|μ|mic)') THEN 1e3
  WHEN regexp_matches(p, '[0-9 ](ms|mil)') THEN 1e6 WHEN regexp_matches(p, '[0-9 ]s') THEN 1e9
  WHEN regexp_matches(p, '[0-9 ]m') THEN 6e10 WHEN regexp_matches(p, '[0-9 ]h') THEN 3.6e12
  WHEN regexp_matches(p, '[0-9 ]d') THEN 8.64e13 ELSE 6.048e14 END)), 3) END;
CREATE MACRO squall_bytes(v) AS CASE WHEN regexp_full_match(v, '(?i)-?(0|[1-9][0-9]*)(\.[0-9]+)? ?(b|bytes?|[kmgt]i?b)')
  THEN round(regexp_extract(v, '[-0-9.]+')::DOUBLE * CASE lower(regexp_extract(v, '[A-Za-z]+$'))
  WHEN 'kb' THEN 1e3 WHEN 'mb' THEN 1e6 WHEN 'gb' THEN 1e9 WHEN 'tb' THEN 1e12
  WHEN 'kib' THEN 1024 WHEN 'mib' THEN 1048576 WHEN 'gib' THEN 1073741824
  WHEN 'tib' THEN 1099511627776 ELSE 1 END, 3) END;
";

struct DuckDb;

impl Functions for DuckDb {
    fn field(&self, name: &str) -> String {
        let path = |path: &str| format!("fields->>{}", self.quoted(path));
        match name.contains('.') {
            true => format!("coalesce({}, {})", path(&nested(name)), path(&whole(name))),
            false => format!("({})", path(&whole(name))),
        }
    }

    fn has(&self, name: &str) -> String {
        let has = |path: &str| format!("json_exists(fields, {})", self.quoted(path));
        match name.contains('.') {
            true => format!("({} OR {})", has(&nested(name)), has(&whole(name))),
            false => has(&whole(name)),
        }
    }

    fn quoted(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''"))
    }

    fn contains(&self, value: &str, text: &str) -> String {
        let like = text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
        format!(r"{value} ILIKE {} ESCAPE '\'", self.quoted(&format!("%{like}%")))
    }

    fn matches(&self, value: &str, pattern: &str) -> String {
        format!("regexp_matches({value}, {})", self.quoted(pattern))
    }

    fn instant(&self, written: &str) -> String {
        format!("TIMESTAMP_NS '{written}'")
    }

    fn as_instant(&self, value: &str) -> String {
        let shape = self.matches(value, r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z$");
        format!("CASE WHEN {shape} THEN TRY_CAST({value} AS TIMESTAMP_NS) END")
    }

    fn as_decimal(&self, value: &str) -> String {
        format!("TRY_CAST({value} AS DECIMAL(38, 9))")
    }

    fn sure(&self, condition: &str) -> String {
        format!("coalesce({condition}, false)")
    }
}

/// `$."user"."name"`
fn nested(name: &str) -> String {
    let steps = name.split('.').map(|step| format!(".\"{}\"", step.replace('"', "\\\"")));
    std::iter::once("$".to_owned()).chain(steps).collect()
}

/// `$."user.name"`
fn whole(name: &str) -> String {
    format!("$.\"{}\"", name.replace('"', "\\\""))
}
