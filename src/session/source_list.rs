//! Which sources the panel lists, and the remark that stands beside each.
//!
//! Does not: read a source; the lead tells how each was read.

use super::show::{bytes, grouped};
use crate::protocol::page::{SourceState, SourceSummary};

/// With more sources than this their cards are folded to one line, and the panel can be searched.
pub const UNFOLDED_MAX: usize = 8;

/// Sources listed at once; more are shown when asked for.
pub const LISTED_STEP: usize = 100;

/// What the panel shows of the sources.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed<'a> {
    /// Those to show, in the order of opening.
    pub shown: Vec<&'a SourceSummary>,
    /// How many fit the search beyond those.
    pub more: usize,
    /// How many sources have a remark, whether they fit or not.
    pub remarked: usize,
}

/// At most `max` sources whose name contains `search` without case; only those with a remark where asked.
#[must_use]
pub fn list<'a>(
    sources: &'a [SourceSummary],
    search: &str,
    remarked_only: bool,
    max: usize,
) -> Listed<'a> {
    let search = search.trim().to_lowercase();
    let fits = |source: &&SourceSummary| {
        source.name.to_lowercase().contains(&search) && (!remarked_only || is_remarkable(source))
    };
    let mut fitting = sources.iter().filter(fits);
    let shown = fitting.by_ref().take(max).collect();
    let remarked = sources.iter().filter(|source| is_remarkable(source)).count();
    Listed { shown, more: fitting.count(), remarked }
}

fn is_remarkable(source: &SourceSummary) -> bool {
    let ended_early = matches!(source.state, SourceState::Failed(_) | SourceState::Stopped);
    ended_early || source.not_understood > 0 || !source.diagnostics.is_empty()
}

/// What there is to know of a source beyond its counts: why it could not be read, and what is odd in it.
#[must_use]
pub fn remark(source: &SourceSummary) -> Option<String> {
    let ended = match &source.state {
        SourceState::Failed(why) => Some(why.clone()),
        SourceState::Stopped => {
            Some(format!("stopped at {} of {}", bytes(source.bytes_read), bytes(source.bytes)))
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
    use crate::protocol::page::Diagnostic;

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
            let names: Vec<_> = listed.shown.iter().map(|source| source.name.as_str()).collect();
            format!("{} + {} of {}", names.join(" "), listed.more, listed.remarked)
        };
        assert_eq!(names("", false, 2), "logs/Web-1.log logs/web-2.log + 1 of 2");
        assert_eq!(names("WEB", false, 9), "logs/Web-1.log logs/web-2.log + 0 of 2");
        assert_eq!(names("", true, 9), "logs/web-2.log logs/db.log + 0 of 2");
    }
}
