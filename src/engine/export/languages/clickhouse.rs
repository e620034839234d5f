//! ClickHouse: a table of what Squall exports as JSON lines.
//! Grammar: <https://clickhouse.com/docs/sql-reference/statements/select/where>
//!
//! Does not: differ from Squall in what it selects, but for what notes say.

use super::{Language, sql::Functions};

pub(super) const LANGUAGE: Language = Language {
    id: "clickhouse",
    title: "ClickHouse SQL",
    grammar: "https://clickhouse.com/docs/sql-reference/statements/select/where",
    setup: Some(SETUP),
    dialect: &ClickHouse,
};

const SETUP: &str = r"-- squall export FILE… --as jsonl > export.jsonl
CREATE TABLE logs (source String, line UInt64, lines UInt64, time Nullable(DateTime64(9, 'UTC')),
  level Nullable(String), message String, fields String, template String, raw String)
  ENGINE = MergeTree ORDER BY (source, line);
-- clickhouse-client --date_time_input_format best_effort -q 'INSERT INTO logs FORMAT JSONEachRow' < export.jsonl
CREATE FUNCTION squall_number AS v -> if(match(v, '^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?$'), toFloat64OrNull(v), NULL);
CREATE FUNCTION squall_nanos AS v -> if(match(v, '^-?((0|[1-9][0-9]*)(\\.[0-9]+)? ?(ns|nanos|nanoseconds?|us|µs|μs|micros|microseconds?|ms|msec|millis|milliseconds?|s|sec|secs|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?) ?)+$'),
  round(if(startsWith(assumeNotNull(v), '-'), -1, 1) * arraySum(arrayMap(p -> toFloat64OrZero(extract(p, '[0-9.]+')) *
  multiIf(match(p, '[0-9 ]n'), 1, match(p, '[0-9 ](u|µ|μ|mic)'), 1e3, match(p, '[0-9 ](ms|mil)'), 1e6, match(p, '[0-9 ]s'), 1e9,
  match(p, '[0-9 ]m'), 6e10, match(p, '[0-9 ]h'), 3.6e12, match(p, '[0-9 ]d'), 8.64e13, 6.048e14),
  extractAll(assumeNotNull(v), '[0-9.]+ ?[a-zµμ]+'))), 3), NULL);
CREATE FUNCTION squall_bytes AS v -> if(match(v, '(?i)^-?(0|[1-9][0-9]*)(\\.[0-9]+)? ?(b|bytes?|[kmgt]i?b)$'),
  round(toFloat64OrNull(extract(assumeNotNull(v), '[-0-9.]+')) * transform(lower(extract(assumeNotNull(v), '[A-Za-z]+$')),
  ['kb', 'mb', 'gb', 'tb', 'kib', 'mib', 'gib', 'tib'], [1e3, 1e6, 1e9, 1e12, 1024., 1048576., 1073741824., 1099511627776.], 1.), 3), NULL);
";

struct ClickHouse;

impl Functions for ClickHouse {
    fn field(&self, name: &str) -> String {
        let get = |path: String| format!("JSONExtract(fields, {path}, 'Nullable(String)')");
        match name.contains('.') {
            true => format!("coalesce({}, {})", get(self.nested(name)), get(self.quoted(name))),
            false => get(self.quoted(name)),
        }
    }

    fn has(&self, name: &str) -> String {
        let has = |path: String| format!("JSONHas(fields, {path})");
        match name.contains('.') {
            true => format!("({} OR {})", has(self.nested(name)), has(self.quoted(name))),
            false => has(self.quoted(name)),
        }
    }

    fn quoted(&self, text: &str) -> String {
        format!("'{}'", text.replace('\\', r"\\").replace('\'', r"\'"))
    }

    fn contains(&self, value: &str, text: &str) -> String {
        let function = match text.is_ascii() {
            true => "positionCaseInsensitive",
            false => "positionCaseInsensitiveUTF8",
        };
        format!("{function}({value}, {}) > 0", self.quoted(text))
    }

    fn matches(&self, value: &str, pattern: &str) -> String {
        format!("match({value}, {})", self.quoted(pattern))
    }

    fn instant(&self, written: &str) -> String {
        format!("toDateTime64('{written}', 9, 'UTC')")
    }

    fn as_instant(&self, value: &str) -> String {
        let shape = self.matches(value, r"^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?Z$");
        format!("if({shape}, parseDateTime64BestEffortOrNull({value}, 9, 'UTC'), NULL)")
    }

    fn as_decimal(&self, value: &str) -> String {
        format!("toDecimal128OrNull({value}, 9)")
    }

    fn sure(&self, condition: &str) -> String {
        format!("ifNull({condition}, 0)")
    }
}

impl ClickHouse {
    /// `'user', 'name'`
    fn nested(&self, name: &str) -> String {
        name.split('.').map(|step| self.quoted(step)).collect::<Vec<_>>().join(", ")
    }
}
