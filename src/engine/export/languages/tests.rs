//! The languages that are not run here, as golden texts. The grammar of each is cited in its file.

use std::collections::BTreeSet;

use expect_test::{Expect, expect};

use super::{LANGUAGES, translate};
use crate::query::{Context, Query, SYNTAX};

/// Queries of every kind of condition.
const QUERIES: &[&str] = &[
    "",
    "timeout",
    "\"it's 5% (a_b)\"",
    "conn*refused",
    "/time[ -]?out$/i",
    "timeout -debug",
    "status=503",
    "status!=503",
    "status>=500 and status<600",
    "took_ms>1.5s",
    "took>1.5s",
    "level>=warn",
    "level=none or -level=info",
    "host=web-*",
    "host=(web-1 or web-2)",
    "user.name=\"Ann Lee\"",
    "path~login -path~health",
    "path=/^.api.v[12]/",
    "trace_id:*",
    "(timeout or status>=500) and not (path~health and timeout)",
    "time>=2026-03-01T14:00 time<2026-03-01T14:30",
    "source=web/*.log",
    "pattern=9f2c41d07be1a344",
    "message~\"took too long\"",
];

fn check(id: &str, expected: &Expect) {
    let language = LANGUAGES.iter().find(|language| language.id == id).unwrap();
    let mut said = String::new();
    let mut notes = BTreeSet::new();
    for text in QUERIES {
        let query = Query::parse(text, &Context::default()).unwrap();
        let line = match translate(&query, language) {
            Ok(translation) => {
                notes.extend(translation.notes);
                translation.text.replace('\n', " ")
            }
            Err(missing) => {
                let each = missing.iter().map(|one| format!("{}: {}", one.condition, one.why));
                format!("NOT SAID {}", each.collect::<Vec<_>>().join("; "))
            }
        };
        said.push_str(&line);
        said.push('\n');
    }
    for note in notes {
        said.push_str(&format!("note: {note}\n"));
    }
    expected.assert_eq(&said);
}

#[test]
fn every_language_says_or_names_every_example_of_the_help() {
    for language in LANGUAGES {
        assert!(language.grammar.starts_with("https://"), "{language:?}");
        for row in SYNTAX {
            let query = Query::parse(row.example, &Context::default()).unwrap();
            match translate(&query, language) {
                Ok(translation) => assert!(!translation.text.is_empty()),
                Err(missing) => assert!(!missing.is_empty()),
            }
        }
    }
}

#[test]
fn in_logql() {
    check(
        "logql",
        &expect![[r#"
        {job=~".+"}
        {job=~".+"} |~ `(?i)timeout`
        {job=~".+"} |~ `(?i)it's 5% \(a_b\)`
        {job=~".+"} |~ `(?i)conn[^\r\n]*?refused`
        {job=~".+"} |~ `(?im)time[ -]?out\r?$`
        {job=~".+"} |~ `(?i)timeout` !~ `(?i)debug`
        {job=~".+"} | json | status = `503`
        {job=~".+"} | json | status != `503`
        {job=~".+"} | json | status >= 500 | status < 600
        {job=~".+"} | json | took_ms > 1500
        {job=~".+"} | json | took > 1500000000ns
        {job=~".+"} | json | level =~ `(?i)(?:warn|error|warning|fatal|critical|err|wrn|severe|warni|warnings|deprecation|eror|erro|errors|fail|failure|fata|ftl|pani|crit|crt|alert|emerg|emergency|emrg|panic|dpanic|disaster)`
        {job=~".+"} | json | level = `` or level !~ `(?i)(?:info|information|log|inf|informational|informative|config|statement|detail|hint|context)`
        {job=~".+"} | json | host =~ `(?s)web\-.*`
        {job=~".+"} | json | (host = `web-1` or host = `web-2`)
        {job=~".+"} | json | user_name = `Ann Lee`
        {job=~".+"} | json | path =~ `(?s:.*)(?:(?i)login)(?s:.*)` | path !~ `(?s:.*)(?:(?i)health)(?s:.*)`
        {job=~".+"} | json | path =~ `(?s:.*)(?:(?m)^[^\r\n]api[^\r\n]v[12])(?s:.*)`
        {job=~".+"} | json | trace_id != ``
        {job=~".+"} | json | label_format line=`{{__line__}}` | (line =~ `(?s:.*)(?:(?i)timeout)(?s:.*)` or status >= 500) | (path !~ `(?s:.*)(?:(?i)health)(?s:.*)` or line !~ `(?s:.*)(?:(?i)timeout)(?s:.*)`)
        NOT SAID time>=2026-03-01T14:00: Loki takes the range of time beside the query; time<2026-03-01T14:30: Loki takes the range of time beside the query
        {job=~".+"} | json | filename =~ `(?s)web/.*\.log`
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        {job=~".+"} | json | label_format line=`{{__line__}}` | line =~ `(?s:.*)(?:(?i)took too long)(?s:.*)`
        note: the message is the whole line there
        note: | json reads lines of JSON; write | logfmt for lines of key=value
    "#]],
    );
}

#[test]
fn in_esql() {
    check(
        "esql",
        &expect![[r#"
        FROM logs-*
        FROM logs-* | WHERE TO_LOWER(message) LIKE "*timeout*"
        FROM logs-* | WHERE TO_LOWER(message) LIKE "*it's 5% (a_b)*"
        FROM logs-* | WHERE TO_LOWER(message) LIKE "*conn*refused*"
        FROM logs-* | WHERE message RLIKE ".*[tT][iI][mM][eE][ \\-]?[oO][uU][tT]"
        FROM logs-* | WHERE TO_LOWER(message) LIKE "*timeout*" AND NOT COALESCE(TO_LOWER(message) LIKE "*debug*", false)
        FROM logs-* | WHERE TO_STRING(status) == "503"
        FROM logs-* | WHERE NOT COALESCE(TO_STRING(status) == "503", false)
        FROM logs-* | WHERE TO_DOUBLE(status) >= 500 AND TO_DOUBLE(status) < 600
        FROM logs-* | WHERE TO_DOUBLE(took_ms) > 1500
        NOT SAID took>1.5s: values with units (1.5s, 10KB) are only text there
        FROM logs-* | WHERE TO_LOWER(log.level) IN ("warn", "error", "warning", "fatal", "critical", "err", "wrn", "severe", "warni", "warnings", "deprecation", "eror", "erro", "errors", "fail", "failure", "fata", "ftl", "pani", "crit", "crt", "alert", "emerg", "emergency", "emrg", "panic", "dpanic", "disaster")
        FROM logs-* | WHERE log.level IS NULL OR NOT COALESCE(TO_LOWER(log.level) IN ("info", "information", "log", "inf", "informational", "informative", "config", "statement", "detail", "hint", "context"), false)
        FROM logs-* | WHERE TO_STRING(host) LIKE "web-*"
        FROM logs-* | WHERE (TO_STRING(host) == "web-1" OR TO_STRING(host) == "web-2")
        FROM logs-* | WHERE TO_STRING(user.name) == "Ann Lee"
        FROM logs-* | WHERE TO_LOWER(path) LIKE "*login*" AND NOT COALESCE(TO_LOWER(path) LIKE "*health*", false)
        FROM logs-* | WHERE path RLIKE ".api.v[12].*"
        FROM logs-* | WHERE trace_id IS NOT NULL
        FROM logs-* | WHERE (TO_LOWER(message) LIKE "*timeout*" OR TO_DOUBLE(status) >= 500) AND (NOT COALESCE(TO_LOWER(path) LIKE "*health*", false) OR NOT COALESCE(TO_LOWER(message) LIKE "*timeout*", false))
        FROM logs-* | WHERE (@timestamp >= "2026-03-01T14:00:00Z") AND (@timestamp <= "2026-03-01T14:29:59.999999999Z")
        FROM logs-* | WHERE TO_STRING(log.file.path) LIKE "web/*.log"
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        FROM logs-* | WHERE TO_LOWER(message) LIKE "*took too long*"
        note: the text of an event is its field message there
    "#]],
    );
}

#[test]
fn in_kql() {
    check(
        "kql",
        &expect![[r#"
        *
        "timeout"
        "it's 5% (a_b)"
        message: *conn*refused*
        NOT SAID /time[ -]?out$/i: Kibana's language has no regular expressions
        "timeout" and not "debug"
        status: "503"
        not status: "503"
        status >= 500 and status < 600
        took_ms > 1500
        NOT SAID took>1.5s: values with units (1.5s, 10KB) are only text there
        log.level: (WARN or warn or ERROR or error or WARNING or warning or FATAL or fatal or CRITICAL or critical or ERR or err or WRN or wrn or SEVERE or severe or WARNI or warni or WARNINGS or warnings or DEPRECATION or deprecation or EROR or eror or ERRO or erro or ERRORS or errors or FAIL or fail or FAILURE or failure or FATA or fata or FTL or ftl or PANI or pani or CRIT or crit or CRT or crt or ALERT or alert or EMERG or emerg or EMERGENCY or emergency or EMRG or emrg or PANIC or panic or DPANIC or dpanic or DISASTER or disaster)
        not log.level: * or not log.level: (INFO or info or INFORMATION or information or LOG or log or INF or inf or INFORMATIONAL or informational or INFORMATIVE or informative or CONFIG or config or STATEMENT or statement or DETAIL or detail or HINT or hint or CONTEXT or context)
        host: web-*
        (host: "web-1" or host: "web-2")
        user.name: "Ann Lee"
        path: *login* and not path: *health*
        NOT SAID path=/^.api.v[12]/: Kibana's language has no regular expressions
        trace_id: *
        ("timeout" or status >= 500) and (not path: *health* or not "timeout")
        (@timestamp >= "2026-03-01T14:00:00Z") and (@timestamp <= "2026-03-01T14:29:59.999999999Z")
        log.file.path: web/*.log
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        message: *took\ too\ long*
        note: Kibana compares whole words, where Squall finds text within them too
        note: upper and lower case differ there in fields of kind keyword
    "#]],
    );
}

#[test]
fn in_cloudwatch() {
    check(
        "cloudwatch",
        &expect![[r#"
        fields @timestamp, @logStream, @message | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @message like /(?i)timeout/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @message like /(?i)it's 5% \(a_b\)/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @message like /(?i)conn[^\r\n]*?refused/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @message like /(?im)time[ -]?out\r?$/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @message like /(?i)timeout/ and @message not like /(?i)debug/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter status = "503" | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter (not ispresent(status) or status != "503") | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter status >= 500 and status < 600 | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter took_ms > 1500 | sort @timestamp asc | limit 10000
        NOT SAID took>1.5s: values with units (1.5s, 10KB) are only text there
        fields @timestamp, @logStream, @message | filter level like /(?i)^(?:warn|error|warning|fatal|critical|err|wrn|severe|warni|warnings|deprecation|eror|erro|errors|fail|failure|fata|ftl|pani|crit|crt|alert|emerg|emergency|emrg|panic|dpanic|disaster)$/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter not ispresent(level) or (not ispresent(level) or level not like /(?i)^(?:info|information|log|inf|informational|informative|config|statement|detail|hint|context)$/) | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter host like /(?s)^web\-.*$/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter (host = "web-1" or host = "web-2") | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter user.name = "Ann Lee" | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter path like /(?i)login/ and (not ispresent(path) or path not like /(?i)health/) | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter path like /(?m)^[^\r\n]api[^\r\n]v[12]/ | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter ispresent(trace_id) | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter (@message like /(?i)timeout/ or status >= 500) and ((not ispresent(path) or path not like /(?i)health/) or @message not like /(?i)timeout/) | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @timestamp >= 1772373600000 and @timestamp <= 1772375399999 | sort @timestamp asc | limit 10000
        fields @timestamp, @logStream, @message | filter @logStream like /(?s)^web\/.*\.log$/ | sort @timestamp asc | limit 10000
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        fields @timestamp, @logStream, @message | filter @message like /(?i)took too long/ | sort @timestamp asc | limit 10000
        note: CloudWatch compares times by the millisecond
        note: the message is the whole line there
    "#]],
    );
}

#[test]
fn in_spl() {
    check(
        "spl",
        &expect![[r#"
        search index=*
        search index=* | where match(_raw, "(?i)timeout")
        search index=* | where match(_raw, "(?i)it's 5% \\(a_b\\)")
        search index=* | where match(_raw, "(?i)conn[^\\r\\n]*?refused")
        search index=* | where match(_raw, "(?im)time[ -]?out\\r?$")
        search index=* | where match(_raw, "(?i)timeout") AND NOT match(_raw, "(?i)debug")
        search index=* | where status = "503"
        search index=* | where (isnull(status) OR status != "503")
        search index=* | where tonumber(status) >= 500 AND tonumber(status) < 600
        search index=* | where tonumber(took_ms) > 1500
        NOT SAID took>1.5s: values with units (1.5s, 10KB) are only text there
        search index=* | where in(lower(level), "warn", "error", "warning", "fatal", "critical", "err", "wrn", "severe", "warni", "warnings", "deprecation", "eror", "erro", "errors", "fail", "failure", "fata", "ftl", "pani", "crit", "crt", "alert", "emerg", "emergency", "emrg", "panic", "dpanic", "disaster")
        search index=* | where isnull(level) OR (isnull(level) OR NOT in(lower(level), "info", "information", "log", "inf", "informational", "informative", "config", "statement", "detail", "hint", "context"))
        search index=* | where match(host, "(?s)^web\\-.*$")
        search index=* | where (host = "web-1" OR host = "web-2")
        search index=* | where 'user.name' = "Ann Lee"
        search index=* | where match(path, "(?i)login") AND (isnull(path) OR NOT match(path, "(?i)health"))
        search index=* | where match(path, "(?m)^[^\\r\\n]api[^\\r\\n]v[12]")
        search index=* | where isnotnull(trace_id)
        search index=* | where (match(_raw, "(?i)timeout") OR tonumber(status) >= 500) AND ((isnull(path) OR NOT match(path, "(?i)health")) OR NOT match(_raw, "(?i)timeout"))
        search index=* | where _time >= 1772373600.000000000 AND _time <= 1772375399.999999999
        search index=* | where match(source, "(?s)^web/.*\\.log$")
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        search index=* | where match(_raw, "(?i)took too long")
        note: the message is the whole event there
    "#]],
    );
}

#[test]
fn in_lnav() {
    check(
        "lnav",
        &expect![[r#"
        :filter-expr 1
        :filter-expr :log_text REGEXP '(?i)timeout'
        :filter-expr :log_text REGEXP '(?i)it''s 5% \(a_b\)'
        :filter-expr :log_text REGEXP '(?i)conn[^\r\n]*?refused'
        :filter-expr :log_text REGEXP '(?im)time[ -]?out\r?$'
        :filter-expr :log_text REGEXP '(?i)timeout' AND NOT ifnull(:log_text REGEXP '(?i)debug', 0)
        :filter-expr CAST(:status AS TEXT) = '503'
        :filter-expr NOT ifnull(CAST(:status AS TEXT) = '503', 0)
        :filter-expr CAST(:status AS REAL) >= 500 AND CAST(:status AS REAL) < 600
        :filter-expr CAST(:took_ms AS REAL) > 1500
        NOT SAID took>1.5s: values with units (1.5s, 10KB) are only text there
        :filter-expr :log_level IN ('warning', 'error', 'critical', 'fatal')
        :filter-expr :log_level IN ('unknown') OR NOT ifnull(:log_level IN ('info', 'stats'), 0)
        :filter-expr :host REGEXP '(?s)^web\-.*$'
        :filter-expr (CAST(:host AS TEXT) = 'web-1' OR CAST(:host AS TEXT) = 'web-2')
        :filter-expr CAST(jget(:log_raw_text, '/user/name') AS TEXT) = 'Ann Lee'
        :filter-expr :path REGEXP '(?i)login' AND NOT ifnull(:path REGEXP '(?i)health', 0)
        :filter-expr :path REGEXP '(?m)^[^\r\n]api[^\r\n]v[12]'
        :filter-expr :trace_id IS NOT NULL
        :filter-expr (:log_text REGEXP '(?i)timeout' OR CAST(:status AS REAL) >= 500) AND (NOT ifnull(:path REGEXP '(?i)health', 0) OR NOT ifnull(:log_text REGEXP '(?i)timeout', 0))
        :filter-expr :log_time_msecs >= 1772373600000 AND :log_time_msecs <= 1772375399999
        :filter-expr :log_unique_path REGEXP '(?s)^web/.*\.log$'
        NOT SAID pattern=9f2c41d07be1a344: patterns are found by Squall alone
        :filter-expr :log_body REGEXP '(?i)took too long'
        note: lnav compares times by the millisecond
    "#]],
    );
}

#[test]
fn in_grep() {
    check(
        "grep",
        &expect![[r#"
        grep -aP -- '^' FILE
        grep -aP -- '(?i:timeout)' FILE
        grep -aP -- '(?i:it'\''s 5% \(a_b\))' FILE
        grep -aP -- '(?i:conn[^\r\n]*?refused)' FILE
        grep -aP -- '(?i:time[ -]?out\r?$)' FILE
        grep -aP -- '^(?=.*?(?i:timeout))(?!.*?(?i:debug))' FILE
        NOT SAID status=503: grep looks at text alone, not at fields, levels and times
        NOT SAID status=503: grep looks at text alone, not at fields, levels and times
        NOT SAID status>=500: grep looks at text alone, not at fields, levels and times; status<600: grep looks at text alone, not at fields, levels and times
        NOT SAID took_ms>1.5s: grep looks at text alone, not at fields, levels and times
        NOT SAID took>1.5s: grep looks at text alone, not at fields, levels and times
        NOT SAID level>=warn: grep looks at text alone, not at fields, levels and times
        NOT SAID level=none: grep looks at text alone, not at fields, levels and times; level=info: grep looks at text alone, not at fields, levels and times
        NOT SAID host=web-*: grep looks at text alone, not at fields, levels and times
        NOT SAID host=(web-1 or web-2): grep looks at text alone, not at fields, levels and times
        NOT SAID user.name="Ann Lee": grep looks at text alone, not at fields, levels and times
        NOT SAID path~login: grep looks at text alone, not at fields, levels and times; path~health: grep looks at text alone, not at fields, levels and times
        NOT SAID path=/^.api.v[12]/: grep looks at text alone, not at fields, levels and times
        NOT SAID trace_id:*: grep looks at text alone, not at fields, levels and times
        NOT SAID status>=500: grep looks at text alone, not at fields, levels and times; path~health: grep looks at text alone, not at fields, levels and times
        NOT SAID time>=2026-03-01T14:00: grep looks at text alone, not at fields, levels and times; time<2026-03-01T14:30: grep looks at text alone, not at fields, levels and times
        NOT SAID source=web/*.log: grep looks at text alone, not at fields, levels and times
        NOT SAID pattern=9f2c41d07be1a344: grep looks at text alone, not at fields, levels and times
        NOT SAID message~"took too long": grep looks at text alone, not at fields, levels and times
        note: grep looks at single lines; of an event of several lines it shows only these
    "#]],
    );
}
