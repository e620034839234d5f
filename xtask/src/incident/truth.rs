//! What is true of an incident, as JSON: exact counts per source and level, and what was planted.
//!
//! ```text
//! {"seed":7,"requests":1500,"records":4711,"ids":1538,
//!  "sources":[{"file":"worker.log","format":"Logback","zone":null,"gzip":false,"records":803,"lines":846,
//!              "bytes":91234,"first":"…","last":"…","levels":{"info":760,"warn":40,"error":3,"fatal":0}}],
//!  "window":["…","…"],"errors":140,"errors_in_window":120, "cause":{…},"onsets":[…], …}
//! ```
//!
//! Does not: count by reading logs; the ledger counted while it was written.

use std::ops::Range;

use super::{
    Spec,
    clock::{self, Millis},
    ledger::{Counts, Ledger},
    names,
    source::{LEVELS, SOURCES, Source},
    story::Story,
};

/// Ids of each kind that are listed.
const IDS_LISTED: usize = 12;

/// What refused orders say, and what only placed ones do.
const REFUSED: &str = "order refused: pool orders is exhausted";
const PLACED: &str = "payment authorised";

/// The truth, indented for people.
pub fn json(spec: &Spec, story: &Story, ledger: &Ledger) -> String {
    let counts = ledger.counts();
    let total = |of: fn(&Counts) -> u64| counts.iter().map(of).sum::<u64>().to_string();
    let failing = ledger.ids_where(REFUSED);
    let parts = [
        ("seed", spec.seed.to_string()),
        ("requests", spec.requests.to_string()),
        ("records", total(|source| source.records)),
        ("lines", total(|source| source.lines)),
        ("ids", ledger.id_count().to_string()),
        ("sources", list(counts.iter().map(source))),
        ("window", range(&story.window)),
        ("errors", ledger.errors(&(0..Millis::MAX)).to_string()),
        ("errors_in_window", ledger.errors(&story.window).to_string()),
        ("cause", onset(&onsets(story)[0])),
        ("onsets", list(onsets(story).iter().map(onset))),
        ("fields", list([names::FAILING_HOST].iter().map(|host| text(&format!("host={host}"))))),
        ("silence", silence(story)),
        ("decoy", decoy(story)),
        ("failing_count", failing.len().to_string()),
        ("failing", requests(ledger, &failing)),
        ("good", requests(ledger, &ledger.ids_where(PLACED))),
        ("missing", text(PLACED)),
    ];
    let lines: Vec<String> =
        parts.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

/// One step of the failure: who said what first, and when.
struct Onset {
    source: Source,
    says: &'static str,
    at: Millis,
}

fn onsets(story: &Story) -> [Onset; 4] {
    [
        Onset {
            source: Source::Database,
            says: "archive command failed with exit code",
            at: story.archiving_fails.start,
        },
        Onset {
            source: Source::Database,
            says: "No space left on device",
            at: story.disk_full.start,
        },
        Onset {
            source: Source::Checkout,
            says: "pool orders at 100% of",
            at: story.disk_full.start + 9 * clock::SECOND,
        },
        Onset { source: Source::Checkout, says: REFUSED, at: story.window.start },
    ]
}

fn onset(onset: &Onset) -> String {
    let Onset { source, says, at } = onset;
    let (file, says, time) = (text(source.file()), text(says), text(&clock::rfc3339(*at)));
    format!("{{\"source\":{file},\"text\":{says},\"time\":{time}}}")
}

fn source(counts: &Counts) -> String {
    let Counts { source, records, lines, bytes, levels, first, last } = counts;
    let levels: Vec<String> = LEVELS
        .iter()
        .zip(levels)
        .map(|(level, count)| format!("\"{}\":{count}", level.word()))
        .collect();
    format!(
        "{{\"file\":{},\"format\":{},\"zone\":{},\"gzip\":{},\"records\":{records},\"lines\":{lines},\
         \"bytes\":{bytes},\"first\":{},\"last\":{},\"levels\":{{{}}}}}",
        text(source.file()),
        text(source.format()),
        source.zone().map_or("null".to_owned(), text),
        source.is_gzip(),
        text(&clock::rfc3339(*first)),
        text(&clock::rfc3339(*last)),
        levels.join(",")
    )
}

fn silence(story: &Story) -> String {
    let (file, says) = (text(Source::Worker.file()), text("heartbeat of db-2"));
    format!("{{\"source\":{file},\"text\":{says},\"range\":{}}}", range(&story.disk_full))
}

fn decoy(story: &Story) -> String {
    let (file, says) = (text(Source::Worker.file()), text("price of book"));
    format!("{{\"source\":{file},\"text\":{says},\"range\":{}}}", range(&story.import))
}

/// Ids, each with how many records of each source carry it.
fn requests(ledger: &Ledger, ids: &[&str]) -> String {
    list(ids.iter().take(IDS_LISTED).map(|id| {
        let carriers = SOURCES.iter().zip(ledger.carriers(id)).filter(|(_, count)| *count > 0);
        let counts: Vec<String> =
            carriers.map(|(source, count)| format!("{}:{count}", text(source.file()))).collect();
        format!("{{\"id\":{},\"records\":{{{}}}}}", text(id), counts.join(","))
    }))
}

fn range(range: &Range<Millis>) -> String {
    format!("[{},{}]", text(&clock::rfc3339(range.start)), text(&clock::rfc3339(range.end)))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: Vec<String> = items.map(|item| format!("\n    {item}")).collect();
    format!("[{}\n  ]", items.join(","))
}

/// A JSON string; what is told here holds no control characters.
fn text(plain: &str) -> String {
    format!("\"{}\"", plain.replace('\\', "\\\\").replace('"', "\\\""))
}
