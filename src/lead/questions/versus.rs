//! What sets a request apart from a good one, as a screen shows it and in sentences.
//!
//! Does not: compare; `engine::follow` does.

use super::lanes::{Lanes, shown};
use crate::{
    engine::follow::{Differing, Step, Versus},
    lead::settled::Settled,
    protocol::page::{DifferingField, StoryVersus},
};

/// What stands for a variable in a pattern, and what is said instead of a number and of all else.
const VARIABLE: &str = "<*>";
const A_NUMBER: &str = "‹n›";
const ANYTHING: &str = "‹…›";

/// What a comparison is told with.
pub(super) struct Told<'a> {
    pub(super) settled: &'a Settled,
    /// The steps of the request at hand, and of the good one.
    pub(super) own: &'a [Step],
    pub(super) good_steps: &'a [Step],
    pub(super) lanes: &'a Lanes,
    /// Steps of each that were compared at most.
    pub(super) compared: usize,
}

impl Told<'_> {
    /// As a screen shows it.
    pub(super) fn versus(
        &self,
        good: String,
        versus: Versus,
        differing: Vec<Differing>,
    ) -> StoryVersus {
        let words = self.words(&versus, &differing);
        let texts = |of: &[u64]| -> Vec<String> {
            of.iter().map(|template| self.settled.text(*template)).collect()
        };
        let slower = versus.slower.iter().map(|&(it, nanos)| (self.settled.text(it), nanos));
        let differing = differing.into_iter().map(|it| DifferingField {
            name: it.name,
            usual: it.usual,
            share: it.share,
            this: it.this,
        });
        let good_steps = self.good_steps.iter().map(|it| shown(self.settled, self.lanes, it));
        StoryVersus {
            good,
            good_steps: good_steps.collect(),
            like_it: versus.like_it.len() as u64,
            goods: versus.goods as u64,
            missing: texts(&versus.missing),
            extra: texts(&versus.extra),
            slower: slower.collect(),
            differing: differing.collect(),
            words,
            compared: self.compared as u32,
            pairs: versus.pairs,
            route: versus.route,
        }
    }

    /// All of it in sentences, the most telling first.
    fn words(&self, versus: &Versus, differing: &[Differing]) -> Vec<String> {
        let times = |of: &[Step], template| of.iter().filter(|it| it.template == template).count();
        let apart = |template: u64| {
            let text = self.plain(template);
            match (times(self.own, template), times(self.good_steps, template)) {
                (0, _) => format!("never reached: {text}"),
                (_, 0) => format!("only here: {text}"),
                (own, good) => format!("{own} times here, {good} in the good one: {text}"),
            }
        };
        let apart = versus.missing.iter().chain(&versus.extra).map(|template| apart(*template));
        let differing = differing.iter().map(|field| {
            let Differing { name, usual, share, this } = field;
            format!("{name} is {this}, where {:.0} % of good ones have {usual}", share * 100.0)
        });
        let slower = versus.slower.iter().map(|&(template, nanos)| {
            format!("took {} ms longer to reach: {}", nanos / 1_000_000, self.plain(template))
        });
        let more = self.own.len().max(self.good_steps.len() + 1) > self.compared;
        let more = more.then(|| format!("only the first {} steps are compared", self.compared));
        apart.chain(differing).chain(slower).chain(more).collect()
    }

    /// A pattern as one would say it: `authorised in ‹n› ms`. What its variables are is seen from a
    /// step that has it.
    fn plain(&self, template: u64) -> String {
        let text = self.settled.text(template);
        let pieces: Vec<&str> = text.split(VARIABLE).collect();
        let known = self.settled.find(template);
        let mut steps = self.good_steps.iter().chain(self.own);
        let step = steps.find(|step| step.template == template);
        let message = step.map_or("", |step| step.shown.message.as_str()).as_bytes();
        let values = known.map_or(Vec::new(), |(known, _)| known.variables(message));
        let fits = values.len() + 1 == pieces.len();
        let mut plain = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            let value =
                values.get(at).filter(|_| fits).and_then(|range| message.get(range.clone()));
            plain.push_str(piece);
            match at {
                at if at + 1 == pieces.len() => {}
                _ if value.is_some_and(is_number) => plain.push_str(A_NUMBER),
                _ => plain.push_str(ANYTHING),
            }
        }
        plain
    }
}

/// Whether a value is a number.
fn is_number(value: &[u8]) -> bool {
    value.iter().any(u8::is_ascii_digit)
        && value.iter().all(|byte| byte.is_ascii_digit() || b".,-+".contains(byte))
}
