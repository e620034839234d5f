//! A request beside the good one that it is compared with: their steps in two columns, equal ones in
//! one row.
//!
//! Does not: align; the lead does.

use super::waterfall::Axis;
use crate::protocol::page::{RecordKey, Story, StoryStep, StoryVersus};

/// A step is told to be slower from so many nanoseconds on, and so many times as long.
const SLOWER_NANOS: i64 = 1_000_000;
const SLOWER_TIMES: i64 = 3;

/// One row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pair {
    /// The step of the request at hand; none: it never got there.
    pub own: Option<usize>,
    /// The step of the good one; none: only the request at hand did this.
    pub good: Option<usize>,
    /// So many nanoseconds more than in the good one passed since the pair before.
    pub slower_nanos: Option<i64>,
    /// Nothing is to be told of it: it lies behind what was compared.
    pub beyond: bool,
    /// The other one has it too, but in another order.
    pub elsewhere: bool,
}

/// A request beside a good one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beside {
    /// In the order of both.
    pub pairs: Vec<Pair>,
    /// From the first instant of the good one to its last.
    pub good_axis: Option<Axis>,
}

impl Beside {
    /// Of a story that is compared with a good one.
    #[must_use]
    pub fn of(story: &Story, versus: &StoryVersus) -> Beside {
        let (own, good) = (&story.steps, &versus.good_steps);
        let (mut next_own, mut next_good) = (0, 0);
        let mut pairs = Vec::new();
        let ends = Some((own.len() as u32, good.len() as u32));
        let mut before: Option<(usize, usize)> = None;
        let compared = versus.compared as usize;
        for (at_own, at_good) in versus.pairs.iter().copied().chain(ends) {
            let (at_own, at_good) = (at_own as usize, at_good as usize);
            // What only the good one has comes first: it is what should have been.
            let alone = |good| Pair { good: Some(good), ..Pair::default() };
            pairs.extend((next_good..at_good).map(alone));
            let alone = |own| Pair { own: Some(own), beyond: own >= compared, ..Pair::default() };
            pairs.extend((next_own..at_own).map(alone));
            if at_own < own.len() && at_good < good.len() {
                let here = (at_own, at_good);
                let slower_nanos = before.and_then(|before| slower(own, good, before, here));
                let (own, good) = (Some(at_own), Some(at_good));
                pairs.push(Pair { own, good, slower_nanos, ..Pair::default() });
                before = Some(here);
            }
            (next_own, next_good) = (at_own + 1, at_good + 1);
        }
        find_elsewhere(&mut pairs, own, good);
        Beside { pairs, good_axis: Axis::of(good) }
    }

    /// The row of a step of the request at hand.
    #[must_use]
    pub fn row_of(&self, step: usize) -> Option<usize> {
        self.pairs.iter().position(|pair| pair.own == Some(step))
    }

    /// The record that a row stands for: that of the request at hand, else of the good one.
    #[must_use]
    pub fn record(&self, story: &Story, row: usize) -> Option<RecordKey> {
        let pair = self.pairs.get(row)?;
        let good = || story.versus.as_ref()?.good_steps.get(pair.good?);
        let step = pair.own.and_then(|own| story.steps.get(own)).or_else(good)?;
        Some(step.record)
    }
}

/// Marks the steps that stand alone on both sides, by their patterns.
fn find_elsewhere(pairs: &mut [Pair], own: &[StoryStep], good: &[StoryStep]) {
    let pattern = |steps: &[StoryStep], at: Option<usize>| Some(steps.get(at?)?.template);
    let alone = |pair: &Pair| pair.own.is_none() || pair.good.is_none();
    let of = |pairs: &[Pair], good_side: bool| -> Vec<u64> {
        let told = |pair: &Pair| match good_side {
            true => pattern(good, pair.good),
            false => pattern(own, pair.own),
        };
        pairs.iter().filter(|pair| alone(pair)).filter_map(told).collect()
    };
    let (only_own, only_good) = (of(pairs, false), of(pairs, true));
    for pair in pairs.iter_mut().filter(|pair| alone(pair)) {
        let own = pattern(own, pair.own).is_some_and(|it| only_good.contains(&it));
        let good = pattern(good, pair.good).is_some_and(|it| only_own.contains(&it));
        pair.elsewhere = own || good;
    }
}

/// By how much longer the way from one pair to the next was, where that is much.
fn slower(
    own: &[StoryStep],
    good: &[StoryStep],
    before: (usize, usize),
    here: (usize, usize),
) -> Option<i64> {
    let took = |steps: &[StoryStep], from: usize, to: usize| {
        let time = |at: usize| Some(steps.get(at)?.time?.0);
        Some(time(to)?.saturating_sub(time(from)?))
    };
    let own = took(own, before.0, here.0)?;
    let good = took(good, before.1, here.1)?;
    let more = own.saturating_sub(good);
    (more >= SLOWER_NANOS && own >= good.saturating_mul(SLOWER_TIMES)).then_some(more)
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::session::waterfall::tests::step;

    /// Each step has a pattern of its own, but for those of negative times, which have one.
    fn story(own: &[i64], good: &[i64], pairs: &[(u32, u32)]) -> Story {
        let told = |(side, millis): (u64, i64)| StoryStep {
            template: if millis < 0 { 1 } else { 2 + side + 2 * millis.unsigned_abs() },
            ..step(0, millis, millis)
        };
        let steps = |side: u64, millis: &[i64]| {
            millis.iter().map(|&millis| told((side, millis))).collect::<Vec<_>>()
        };
        let versus = StoryVersus {
            good_steps: steps(1, good),
            pairs: pairs.to_vec(),
            compared: 4,
            ..StoryVersus::default()
        };
        Story { steps: steps(0, own), versus: Some(versus), ..Story::default() }
    }

    fn shown(story: &Story) -> String {
        let beside = Beside::of(story, story.versus.as_ref().unwrap());
        let place = |at: Option<usize>| at.map_or("-".to_owned(), |at| at.to_string());
        let row = |pair: &Pair| {
            let slower = pair.slower_nanos.map(|nanos| format!(" +{} ms", nanos / 1_000_000));
            let beyond = match (pair.beyond, pair.elsewhere) {
                (true, _) => " beyond",
                (_, true) => " elsewhere",
                _ => "",
            };
            let (own, good) = (place(pair.own), place(pair.good));
            format!("{own} {good}{}{beyond}", slower.unwrap_or_default())
        };
        beside.pairs.iter().map(row).collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn equal_steps_stand_in_one_row() {
        let story = story(&[0, 5, 900, 910, 920], &[0, 4, 8, 12], &[(0, 0), (2, 3)]);
        expect!["0 0, - 1, - 2, 1 -, 2 3 +888 ms, 3 -, 4 - beyond"].assert_eq(&shown(&story));
        let beside = Beside::of(&story, story.versus.as_ref().unwrap());
        assert_eq!((beside.row_of(2), beside.row_of(9)), (Some(4), None));
        let record = |row| beside.record(&story, row).map(|key| key.offset);
        assert_eq!((record(1), record(3), record(9)), (Some(4), Some(5), None));
    }

    #[test]
    fn another_order_is_no_difference() {
        let story = story(&[-1, 5, 7], &[5, -1, 9], &[(1, 0)]);
        expect!["0 - elsewhere, 1 0, - 1 elsewhere, - 2, 2 -"].assert_eq(&shown(&story));
    }

    #[test]
    fn without_a_pair_each_stands_alone() {
        expect!["- 0, 0 -"].assert_eq(&shown(&story(&[0], &[5], &[])));
        expect![""].assert_eq(&shown(&story(&[], &[], &[])));
    }
}
