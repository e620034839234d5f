//! `squall follow`: the story of one id.
//!
//! Does not: find the id's records; the lead does.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{BufWriter, Write, stdout},
    process::ExitCode,
};

use serde_json::{Value, json};

use super::{Failure, arguments::Follow, export::names, opened::Opened, text};
use crate::{
    lead::shard::Whole,
    protocol::page::{ClockSkew, Command, ReplicaTarget, Reply, SourceId, Story, StoryVersus},
};

/// Prints the story.
pub(super) fn run(command: &Follow) -> Result<ExitCode, Failure> {
    let mut opened = Opened::new(&command.common)?;
    let mut out = BufWriter::new(stdout().lock());
    if let Some(target) = target(command) {
        replicate(command, target, &mut opened, &mut out)?;
        out.flush()?;
        return Ok(opened.exit_code());
    }
    for reply in opened.local.ask(Command::Follow { id: command.id.clone(), near: None }) {
        let Reply::Story(story) = reply else { continue };
        let records = records(&mut opened, &story);
        let skews = skews(&mut opened, &story);
        if command.common.json {
            writeln!(out, "{}", json_of(&story, &records, &skews))?;
        } else {
            as_text(&story, &records, &skews, &mut out)?;
        }
    }
    out.flush()?;
    Ok(opened.exit_code())
}

/// What the inputs are asked for as.
fn target(command: &Follow) -> Option<ReplicaTarget> {
    let asked = [
        (command.curl, ReplicaTarget::Curl),
        (command.har, ReplicaTarget::Har),
        (command.http, ReplicaTarget::Http),
        (command.excerpt, ReplicaTarget::Excerpt),
    ];
    asked.into_iter().find(|(asked, _)| *asked).map(|(_, target)| target)
}

/// Prints the inputs; what is missing goes to the standard error.
fn replicate(
    command: &Follow,
    target: ReplicaTarget,
    opened: &mut Opened,
    out: &mut impl Write,
) -> Result<(), Failure> {
    let (id, unmasked, earlier_max) = (command.id.clone(), command.unmasked, command.earlier);
    for reply in opened.local.ask(Command::Replicate { id, target, unmasked, earlier_max }) {
        let Reply::Replica(replica) = reply else { continue };
        write!(out, "{}", replica.text)?;
        for missing in &replica.missing {
            eprintln!("squall: not in the logs: {missing}");
        }
        if replica.masked > 0 {
            eprintln!("squall: {} secrets taken out", replica.masked);
        }
    }
    Ok(())
}

/// Clocks that seem wrong among the sources of the story: their names, and what would have to be
/// added to the first one's times.
fn skews(opened: &mut Opened, story: &Story) -> Vec<(String, String, ClockSkew)> {
    let names = names(&opened.sources);
    let of = |id: &SourceId| names.get(id);
    let here: BTreeSet<_> = story.steps.iter().map(|step| of(&step.record.source)).collect();
    if here.len() < 2 {
        return Vec::new();
    }
    let replies = opened.local.ask(Command::Clocks);
    let clocks = replies.into_iter().filter_map(|reply| match reply {
        Reply::Clocks(clocks) => Some(clocks.skews),
        _ => None,
    });
    let told = clocks.flatten().filter_map(|skew| {
        let both = (of(&skew.source), of(&skew.other));
        let is_here = here.contains(&both.0) && here.contains(&both.1);
        let (name, other) = is_here.then_some(both.0.zip(both.1))??;
        Some((name.clone(), other.clone(), skew))
    });
    told.collect()
}

/// The records of the story, with their texts.
fn records(opened: &mut Opened, story: &Story) -> Vec<Value> {
    let named = opened.sources.iter().map(|source| (source.id, source.name.clone()));
    let names: BTreeMap<u32, String> = named.collect();
    let wanted = story.steps.iter().enumerate();
    let places: BTreeMap<(u32, u64), usize> =
        wanted.map(|(at, step)| ((step.record.source, step.record.offset), at)).collect();
    let mut records: BTreeMap<usize, Value> = BTreeMap::new();
    let keys = places.keys().copied().collect::<Vec<_>>();
    opened.local.each_of(&keys, &mut |record: &Whole<'_>| {
        let parts = record.parts;
        let time = parts.time.map(|time| text::rfc3339(time, parts.fraction_digits));
        if let Some(&at) = places.get(&(record.key.source, record.key.offset)) {
            let told = json!({
                "source": names.get(&record.key.source).map_or("", String::as_str),
                "line": record.line,
                "time": time,
                "level": parts.level.map(|level| level.word()),
                "message": String::from_utf8_lossy(parts.message(record.text)),
            });
            records.insert(at, told);
        }
        true
    });
    records.into_values().collect()
}

fn json_of(story: &Story, records: &[Value], skews: &[(String, String, ClockSkew)]) -> Value {
    let clocks = skews.iter().map(|(name, other, skew)| {
        json!({ "source": name, "against": other, "add_ms": skew.nanos / 1_000_000, "ids": skew.ids })
    });
    let linked = story.linked.iter();
    let linked = linked.map(|linked| json!({ "id": linked.id, "records": linked.records }));
    let requests = story.steps.iter().filter_map(|step| {
        let (method, path) = step.request.as_ref()?;
        Some(json!({ "method": method, "path": path, "status": step.status }))
    });
    let versus = story.versus.as_ref().map(|versus| {
        let slower = versus.slower.iter();
        let slower =
            slower.map(|(text, nanos)| json!({ "text": text, "by_ms": nanos / 1_000_000 }));
        json!({
            "good": versus.good,
            "missing": versus.missing,
            "extra": versus.extra,
            "slower": slower.collect::<Vec<_>>(),
        })
    });
    json!({
        "id": story.id,
        "named_requests": story.requests,
        "records": records,
        "linked": linked.collect::<Vec<_>>(),
        "requests": requests.collect::<Vec<_>>(),
        "versus": versus,
        "clocks": clocks.collect::<Vec<_>>(),
    })
}

fn as_text(
    story: &Story,
    records: &[Value],
    skews: &[(String, String, ClockSkew)],
    out: &mut impl Write,
) -> std::io::Result<()> {
    let word = |record: &Value, name: &str| record[name].as_str().unwrap_or("-").to_owned();
    for record in records {
        let [time, level] = ["time", "level"].map(|name| word(record, name));
        let [source, message] = ["source", "message"].map(|name| word(record, name));
        writeln!(out, "{time:30} {level:6} {source}: {message}")?;
    }
    for (name, other, skew) in skews {
        let side = if skew.nanos > 0 { "behind" } else { "ahead of" };
        let (by, ids) = (skew.nanos.unsigned_abs() as f64 / 1e9, skew.ids);
        writeln!(
            out,
            "the clock of {name} seems to be {by} s {side} that of {other}, by {ids} ids:"
        )?;
        writeln!(out, "  order and gaps may be wrong")?;
    }
    if story.requests > 1 {
        writeln!(out, "{} requests, long pauses apart", story.requests)?;
    }
    if story.steps.len() as u64 != story.records_total {
        writeln!(out, "the first {} of {} records", story.steps.len(), story.records_total)?;
    }
    for linked in &story.linked {
        writeln!(out, "linked: {} ({} records)", linked.id, linked.records)?;
    }
    let Some(StoryVersus { good, like_it, goods, words, .. }) = &story.versus else {
        return Ok(());
    };
    writeln!(out, "against {good}, like {like_it} of {goods} good ones:")?;
    words.iter().try_for_each(|words| writeln!(out, "  {words}"))
}
