//! Translated queries are run, not believed: DuckDB, ClickHouse, jq and grep select exactly the
//! records that Squall selects, for every example of the help and more, over several exports.
//!
//! DuckDB and ClickHouse run in Python, as `cargo xtask test` installs it under `target/python`.
//!
//! Does not: fail where an engine is not installed; it says so.

mod exports;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use squall::engine::{
    export::languages::{LANGUAGES, translate},
    query::{Context, Query, SYNTAX},
    time::TimeNanos,
};

/// Queries beside those of the help.
const QUERIES: &[&str] = &[
    "",
    "ERROR",
    "Überlauf",
    "\"50% off\"",
    "\"it's\"",
    "a_b",
    "connection -refused",
    "not (refused or timeout)",
    "/refused$/",
    r"/\d{3}ms/",
    "status=(500 or 503) took>1s",
    "status=2*",
    "status>=5e2",
    "ratio<0.5",
    "took<=250ms",
    "took_ms>=1s",
    "size>=1MiB",
    "size_kb>1MB",
    "level<info",
    "level=(error or fatal)",
    "level~war",
    "\"level\">=warn",
    "user.name~lee or user.name=\"Bob\"",
    "order.id=9007199254740993",
    "order.id>9007199254740992",
    "flag=true",
    "tags~blue",
    "note=\"\" or note:*",
    "-status:*",
    "client=10.0.0.?",
    "method<POST",
    "time>=2026-03-01T14:00:30.5Z time<=2026-03-01T14:01",
    "-time=2026-03-01T14:02",
    "at>=2026-02-01",
    "source!=api.json",
    "path~api*login",
    "host=web-1 host=web-2",
    "not not timeout",
    "message=/^GET/",
];

/// What a template's identity in a query of the help is replaced by: one of the export's.
const SOME_PATTERN: &str = "9f2c41d07be1a344";

struct Asked {
    text: String,
    /// Source and line of what Squall selects.
    selected: Vec<(String, u64)>,
    raws: Vec<String>,
}

fn squall(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_squall")).args(arguments).output().unwrap()
}

fn text_of(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn asked(log: &Path, query: &str) -> Asked {
    let path = log.to_str().unwrap();
    let text = text_of(&squall(&["records", path, "--json", &format!("--where={query}")]));
    let records = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let mut asked = Asked { text: query.to_owned(), selected: Vec::new(), raws: Vec::new() };
    for record in records {
        let source = record["source"].as_str().unwrap().to_owned();
        asked.selected.push((source, record["line"].as_u64().unwrap()));
        asked.raws.push(record["raw"].as_str().unwrap().to_owned());
    }
    asked.selected.sort();
    asked.raws.sort();
    asked
}

/// The translation, if the language has words for all of it.
fn translated(query: &str, language: &str, latest: TimeNanos) -> Option<String> {
    let context = Context { latest, ..Context::default() };
    let query = Query::parse(query, &context).unwrap();
    let language = LANGUAGES.iter().find(|one| one.id == language).unwrap();
    translate(&query, language).ok().map(|translation| translation.text)
}

fn shell(command: &str, folder: &Path) -> String {
    let output = Command::new("bash").args(["-c", command]).current_dir(folder).output().unwrap();
    // grep ends with 1 where it finds nothing.
    let ended = output.status.code().is_some_and(|code| code < 2);
    assert!(ended, "{command}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn is_installed(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).status();
    let found = found.is_ok_and(|status| status.success());
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// Every query of the help and of [`QUERIES`] over an export, and the export's last time.
fn all_asked(log: &Path) -> (Vec<Asked>, TimeNanos) {
    let path = log.to_str().unwrap();
    let sources = text_of(&squall(&["sources", path, "--json"]));
    let source: Value = serde_json::from_str(sources.lines().next().unwrap()).unwrap();
    let latest: jiff::Timestamp = source["last"].as_str().unwrap().parse().unwrap();
    let latest = TimeNanos(i64::try_from(latest.as_nanosecond()).unwrap());
    let patterns = text_of(&squall(&["patterns", path, "--json"]));
    let pattern: Value = serde_json::from_str(patterns.lines().next().unwrap()).unwrap();
    let pattern = pattern["id"].as_str().unwrap().to_owned();
    let help = SYNTAX.iter().map(|row| row.example.replace(SOME_PATTERN, &pattern));
    let queries = help.chain(QUERIES.iter().map(|text| (*text).to_owned()));
    (queries.map(|query| asked(log, &query)).collect(), latest)
}

/// What differs, and how many queries each engine ran.
#[derive(Default)]
struct Outcome {
    wrong: Vec<String>,
    run: BTreeMap<&'static str, usize>,
}

#[test]
fn other_engines_select_what_squall_selects() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("translations");
    fs::create_dir_all(&folder).unwrap();
    let mut outcome = Outcome::default();
    let (with_jq, with_grep) = (is_installed("jq"), is_installed("grep"));
    let mut task = json!({ "exports": {} });
    let mut expected = BTreeMap::new();
    // Queries that select something in one of the exports.
    let mut telling = BTreeSet::new();
    for (name, text) in exports::all() {
        let log = folder.join(name);
        fs::write(&log, text).unwrap();
        let export = folder.join(format!("{name}.export.jsonl"));
        let exported = text_of(&squall(&["export", log.to_str().unwrap(), "--as", "jsonl"]));
        fs::write(&export, exported).unwrap();
        let export = export.to_str().unwrap();
        let (asked, latest) = all_asked(&log);
        assert!(asked.len() >= 40);
        let some = asked.iter().filter(|one| !one.selected.is_empty());
        telling.extend(some.map(|one| one.text.clone()));
        for one in &asked {
            if with_jq && let Some(command) = translated(&one.text, "jq", latest) {
                let command = command.replace("export.jsonl", export);
                let answer = of_json(&shell(&command, &folder));
                outcome.compare("jq", name, one, &answer);
            }
            if with_grep && let Some(command) = translated(&one.text, "grep", latest) {
                outcome.compare_lines(name, one, &command, &folder);
            }
        }
        let queries = asked.iter().map(|one| {
            let say = |language| translated(&one.text, language, latest).unwrap();
            json!({ "duckdb": say("duckdb"), "clickhouse": say("clickhouse") })
        });
        task["exports"][export] = queries.collect::<Vec<_>>().into();
        expected.insert(export.to_owned(), (name, asked));
    }
    outcome.compare_in_python(&mut task, &expected);
    let Outcome { wrong, run } = outcome;
    eprintln!("queries run: {run:?}");
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n"));
    assert!(telling.len() >= 55, "only {} queries select anything", telling.len());
    assert!(!with_jq || run["jq"] >= 120);
    assert!(!with_grep || run["grep"] >= 30);
}

impl Outcome {
    fn compare(&mut self, engine: &'static str, name: &str, one: &Asked, answer: &Value) {
        *self.run.entry(engine).or_default() += 1;
        if *answer != json!(one.selected) {
            let count = answer.as_array().map_or(0, Vec::len);
            let why = answer.as_str().unwrap_or_default();
            let (text, expected) = (&one.text, one.selected.len());
            self.wrong
                .push(format!("{engine}, {name}: {text} selects {count} of {expected} {why}"));
        }
    }

    /// What grep finds in the log itself.
    fn compare_lines(&mut self, name: &str, one: &Asked, command: &str, folder: &Path) {
        *self.run.entry("grep").or_default() += 1;
        let command = command.trim_end().strip_suffix("FILE").unwrap();
        let found = shell(&format!("{command}{name}"), folder);
        let mut found: Vec<&str> = found.lines().collect();
        found.sort_unstable();
        if found != one.raws {
            self.wrong.push(format!("grep, {name}: {}\n  {command}", one.text));
        }
    }

    fn compare_in_python(
        &mut self,
        task: &mut Value,
        expected: &BTreeMap<String, (&str, Vec<Asked>)>,
    ) {
        let Some(answers) = in_python(task) else {
            eprintln!("skipped: DuckDB and ClickHouse are not installed: cargo xtask test");
            return;
        };
        for engine in ["duckdb", "clickhouse"] {
            for (export, (name, asked)) in expected {
                let answers = answers[engine][export].as_array().unwrap();
                for (one, answer) in asked.iter().zip(answers) {
                    self.compare(engine, name, one, answer);
                }
            }
        }
    }
}

/// Source and line of records as JSON lines.
fn of_json(text: &str) -> Value {
    let mut found: Vec<(String, u64)> = text
        .lines()
        .map(|line| {
            let record: Value = serde_json::from_str(line).unwrap();
            (record["source"].as_str().unwrap().to_owned(), record["line"].as_u64().unwrap())
        })
        .collect();
    found.sort();
    json!(found)
}

fn in_python(task: &mut Value) -> Option<Value> {
    let setup = |id: &str| LANGUAGES.iter().find(|one| one.id == id).and_then(|one| one.setup);
    task["duckdb_setup"] = setup("duckdb").into();
    task["clickhouse_setup"] = setup("clickhouse").into();
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin/python");
    let ready = Command::new(&python).args(["-c", "import duckdb, chdb"]).status();
    if !ready.is_ok_and(|status| status.success()) {
        return None;
    }
    let mut child = Command::new(&python)
        .arg("tests/translations/engines.py")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(task.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the engines failed");
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
