//! Which sources the panel lists, rotated files as one, and the remark that stands beside each.
//!
//! Does not: read a source; the lead tells how each was read.

use std::collections::BTreeMap;

use super::{
    show::{self, bytes, duration, grouped, shift},
    state::Open,
};
use crate::arrange::Arrange;
use crate::protocol::page::{Diagnostic, SourceState, SourceSummary};

/// With more sources than this their cards are folded to one line, and the panel can be searched.
pub const UNFOLDED_MAX: usize = 8;

/// Sources listed at once; more are shown when asked for.
pub const LISTED_STEP: usize = 100;

/// A source as it is shown: a file, or all parts of a rotated one.
#[derive(Clone, Debug, PartialEq)]
pub struct Whole {
    /// What is known of it; of a rotated file, of its parts together.
    pub source: SourceSummary,
    /// The parts, the oldest first; empty where it is one file.
    pub parts: Vec<SourceSummary>,
}

/// What the panel shows of the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// Those to show, in the order of opening.
    pub shown: Vec<Whole>,
    /// How many fit the search beyond those.
    pub more: usize,
    /// How many sources have a remark, whether they fit or not.
    pub remarked: usize,
}

/// At most `max` sources whose name contains `search` without case; only those with a remark where asked.
#[must_use]
pub fn list(sources: &[SourceSummary], search: &str, remarked_only: bool, max: usize) -> Listed {
    let search = search.trim().to_lowercase();
    let all = parted(sources);
    let remarkable = |parts: &[&SourceSummary]| parts.iter().any(|part| is_remarkable(part));
    let fits = |parts: &&Vec<&SourceSummary>| {
        let named = |part: &&SourceSummary| part.name.to_lowercase().contains(&search);
        parts.iter().any(named) && (!remarked_only || remarkable(parts))
    };
    let mut fitting = all.iter().filter(fits);
    let shown = fitting.by_ref().take(max).map(|parts| whole(parts)).collect();
    let remarked = all.iter().filter(|parts| remarkable(parts)).count();
    Listed { shown, more: fitting.count(), remarked }
}

/// Every source as it is shown, at most `max`.
#[must_use]
pub fn wholes(sources: &[SourceSummary], max: usize) -> Vec<Whole> {
    parted(sources).iter().take(max).map(|parts| whole(parts)).collect()
}

/// The sources in the order of opening, the parts of a rotated file together.
fn parted(sources: &[SourceSummary]) -> Vec<Vec<&SourceSummary>> {
    let mut all: Vec<Vec<&SourceSummary>> = Vec::new();
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for source in sources {
        let known = source.group.as_ref().and_then(|group| groups.get(group.as_str()));
        match known.and_then(|&at| all.get_mut(at)) {
            Some(parts) => parts.push(source),
            None => {
                groups.extend(source.group.as_ref().map(|group| (group.as_str(), all.len())));
                all.push(vec![source]);
            }
        }
    }
    all.iter_mut().for_each(|parts| parts.arrange_by_key(|part| part.place));
    all
}

fn whole(parts: &[&SourceSummary]) -> Whole {
    let newest = parts.last().map(|part| (*part).clone()).unwrap_or_default();
    let Some(group) = newest.group.clone() else {
        return Whole { source: newest, parts: Vec::new() };
    };
    let sum = |count: fn(&SourceSummary) -> u64| parts.iter().map(|part| count(part)).sum();
    let ended = |part: &&&SourceSummary| part.state == SourceState::Done;
    let state =
        parts.iter().find(|part| !ended(part)).map_or(SourceState::Done, |it| it.state.clone());
    let source = SourceSummary {
        id: parts.iter().map(|part| part.id).min().unwrap_or(newest.id),
        name: group,
        state,
        bytes: sum(|part| part.bytes),
        bytes_read: sum(|part| part.bytes_read),
        lines: sum(|part| part.lines),
        records: sum(|part| part.records),
        structure_lines: sum(|part| part.structure_lines),
        left_out: sum(|part| part.left_out),
        first: parts.iter().filter_map(|part| part.first).min(),
        last: parts.iter().filter_map(|part| part.last).max(),
        time_known: sum(|part| part.time_known),
        level_known: sum(|part| part.level_known),
        not_understood: sum(|part| part.not_understood),
        out_of_order: sum(|part| part.out_of_order),
        zone_needed: parts.iter().any(|part| part.zone_needed),
        diagnostics: together(parts),
        ..newest
    };
    Whole { source, parts: parts.iter().map(|part| (*part).clone()).collect() }
}

/// What is odd in all parts together, without examples: lines count in their own file.
fn together(parts: &[&SourceSummary]) -> Vec<Diagnostic> {
    let mut kinds: Vec<Diagnostic> = Vec::new();
    for odd in parts.iter().flat_map(|part| &part.diagnostics) {
        match kinds.iter_mut().find(|known| known.kind == odd.kind) {
            Some(known) => known.count += odd.count,
            None => kinds.push(Diagnostic { examples: Vec::new(), ..odd.clone() }),
        }
    }
    kinds
}

/// What is said of a clock that seems wrong, and the correction that would set it right.
#[must_use]
pub fn suggested(
    source: &SourceSummary,
    parts: &[SourceSummary],
    open: &Open,
) -> Option<(String, i64)> {
    let is_ours = |id| source.id == id || parts.iter().any(|part| part.id == id);
    let skew = open.clocks.skews.iter().find(|skew| is_ours(skew.source))?;
    let name = open.name(skew.other)?;
    let other = show::file(name);
    let side = if skew.nanos > 0 { "earlier" } else { "later" };
    let (by, add) = (duration(skew.nanos.saturating_abs()), shift(skew.nanos));
    let words = format!(
        "{} of the same ids appear about {by} {side} here than in {other}: shift by {add}",
        grouped(skew.ids)
    );
    Some((words, source.settings.shift_nanos.saturating_add(skew.nanos)))
}

fn is_remarkable(source: &SourceSummary) -> bool {
    let ended_early =
        matches!(source.state, SourceState::Failed(_) | SourceState::Stopped | SourceState::Full);
    ended_early || source.not_understood > 0 || !source.diagnostics.is_empty()
}

/// What there is to know of a source beyond its counts: why it could not be read, and what is odd in it.
#[must_use]
pub fn remark(source: &SourceSummary) -> Option<String> {
    let ended = match &source.state {
        SourceState::Failed(why) => Some(why.clone()),
        SourceState::Stopped | SourceState::Full => {
            let full = if source.state == SourceState::Full { "memory is full: " } else { "" };
            let (read, all) = (bytes(source.bytes_read), bytes(source.bytes));
            Some(format!("{full}stopped at {read} of {all}"))
        }
        _ => None,
    };
    let odd = source.diagnostics.iter().map(|odd| match odd.count {
        0 | 1 => odd.kind.clone(),
        count => format!("{}: {}", odd.kind, grouped(count)),
    });
    let all: Vec<String> = ended.into_iter().chain(odd).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::page::{ClockSkew, Clocks, TimeNanos};

    fn source(name: &str, state: SourceState, odd: &[(&str, u64)]) -> SourceSummary {
        let diagnostic = |(kind, count): &(&str, u64)| Diagnostic {
            kind: (*kind).to_owned(),
            count: *count,
            examples: Vec::new(),
        };
        SourceSummary {
            name: name.to_owned(),
            state,
            bytes: 2_000,
            bytes_read: 500,
            diagnostics: odd.iter().map(diagnostic).collect(),
            ..super::super::update::tests::summary(1)
        }
    }

    #[test]
    fn a_remark_says_what_went_wrong_and_what_is_odd() {
        let check = |state, odd: &[(&str, u64)], words: &str| {
            assert_eq!(remark(&source("a", state, odd)).as_deref().unwrap_or(""), words);
        };
        check(SourceState::Done, &[], "");
        check(SourceState::Done, &[("the file is empty", 1)], "the file is empty");
        check(
            SourceState::Failed("the file is no longer there".to_owned()),
            &[("lines with NUL bytes", 1_200)],
            "the file is no longer there; lines with NUL bytes: 1,200",
        );
        check(SourceState::Stopped, &[], "stopped at 500 B of 2.0 kB");
        check(SourceState::Full, &[], "memory is full: stopped at 500 B of 2.0 kB");
    }

    #[test]
    fn a_search_keeps_names_and_the_rest_is_counted() {
        let sources = [
            source("logs/Web-1.log", SourceState::Done, &[]),
            source("logs/web-2.log", SourceState::Stopped, &[]),
            source("logs/db.log", SourceState::Done, &[("the file is empty", 1)]),
        ];
        let names = |search, only, max| {
            let listed = list(&sources, search, only, max);
            let names: Vec<_> = listed.shown.iter().map(|it| it.source.name.as_str()).collect();
            format!("{} + {} of {}", names.join(" "), listed.more, listed.remarked)
        };
        assert_eq!(names("", false, 2), "logs/Web-1.log logs/web-2.log + 1 of 2");
        assert_eq!(names("WEB", false, 9), "logs/Web-1.log logs/web-2.log + 0 of 2");
        assert_eq!(names("", true, 9), "logs/web-2.log logs/db.log + 0 of 2");
    }

    #[test]
    fn parts_of_a_rotated_file_are_shown_as_one() {
        let part = |id, name: &str, place, first, last| SourceSummary {
            id,
            place,
            group: Some("app.log".to_owned()),
            first: Some(TimeNanos(first)),
            last: Some(TimeNanos(last)),
            records: 10,
            ..source(name, SourceState::Done, &[("lines with NUL bytes", 2)])
        };
        let sources = [
            part(1, "app.log", 3, 50, 60),
            SourceSummary { id: 2, ..source("db.log", SourceState::Done, &[]) },
            part(3, "app.log.1", 1, 10, 50),
        ];
        let listed = list(&sources, "", false, 9);
        assert_eq!((listed.shown.len(), listed.remarked), (2, 1));
        let Whole { source: app, parts } = &listed.shown[0];
        assert_eq!((app.id, app.name.as_str(), app.records, app.bytes), (1, "app.log", 20, 4_000));
        assert_eq!((app.first, app.last), (Some(TimeNanos(10)), Some(TimeNanos(60))));
        assert_eq!(remark(app).as_deref(), Some("lines with NUL bytes: 4"));
        let names: Vec<_> = parts.iter().map(|part| part.name.as_str()).collect();
        assert_eq!(names, ["app.log.1", "app.log"]);
        assert_eq!(list(&sources, ".1", false, 9).shown.len(), 1);
    }

    #[test]
    fn a_clock_that_seems_wrong_is_said_with_its_correction() {
        let api = SourceSummary { id: 2, ..source("logs/api.log", SourceState::Done, &[]) };
        let db = source("logs/db.log", SourceState::Done, &[]);
        let skew = ClockSkew { source: 2, other: 1, ids: 1_200, nanos: 2_000_000_000 };
        let mut open = Open {
            clocks: std::rc::Rc::new(Clocks { skews: vec![skew], revision: 1 }),
            ..Open::default()
        };
        open.progress.sources = vec![db.clone(), api.clone()];
        let words =
            "1,200 of the same ids appear about 2 s earlier here than in db.log: shift by +2 s";
        assert_eq!(suggested(&api, &[], &open), Some((words.to_owned(), 2_000_000_000)));
        assert_eq!(suggested(&db, &[], &open), None);
    }
}
