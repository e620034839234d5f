//! The longest gaps of the filter's records: the list, and which of them is next.
//!
//! Does not: find them; the lead does. Does not see the gaps among the rows on screen; `session::gaps`
//! does.

use std::rc::Rc;

use super::show::duration;
use crate::protocol::page::{Gap, Gaps, RecordKey, TimeNanos};

/// Gaps that are asked for.
pub const GAPS_MAX: u32 = 100;

/// What is known of the longest gaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GapsShown {
    /// They are listed instead of bursts.
    pub listed: bool,
    /// Between records of any source, not of each by itself.
    pub over_all: bool,
    /// The last answer.
    pub answer: Option<Rc<Gaps>>,
    /// The gap that was chosen last, by the record before it.
    pub chosen: Option<RecordKey>,
    /// The next gap, or the one before, is to be gone to once the answer is there.
    pub stepping: Option<bool>,
}

/// What can happen to gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GapAction {
    /// They are to be listed.
    Listed,
    /// Those between records of any source, or of each by itself.
    OverAll(bool),
    /// The record before a gap is to be marked, or the one after; by the gap's place in the list.
    Chosen {
        /// Its place.
        at: usize,
        /// The one after.
        after: bool,
    },
    /// The next one in time, or the one before.
    Stepped {
        /// The next.
        forward: bool,
    },
}

impl GapsShown {
    /// The gaps that are known, the longest first.
    #[must_use]
    pub fn gaps(&self) -> &[Gap] {
        self.answer.as_ref().map_or(&[], |answer| &answer.gaps)
    }

    /// The place in the list of the next gap after a time, or of the last one before it; round again
    /// at the end. Without a time: the first, or the last, of all.
    #[must_use]
    pub fn next(&self, from: Option<TimeNanos>, forward: bool) -> Option<usize> {
        let place = |gap: &Gap| (gap.before.time, Some(gap.before.key));
        // Of several that begin at one instant those beyond the chosen one.
        let here = (from, self.chosen);
        let mut beyond: Option<usize> = None;
        let mut round: Option<usize> = None;
        for (at, gap) in self.gaps().iter().enumerate() {
            let place_of = |at: usize| self.gaps().get(at).map(place);
            let nearer = |known: Option<usize>| {
                known.and_then(place_of).is_none_or(|known| (place(gap) < known) == forward)
            };
            let is_beyond = from.is_none() || (place(gap) > here) == forward && place(gap) != here;
            if is_beyond && nearer(beyond) {
                beyond = Some(at);
            }
            if nearer(round) {
                round = Some(at);
            }
        }
        beyond.or(round)
    }
}

/// What the list leaves out: `Gaps of 1.3 s and longer, the longest 100 of 2,417`.
#[must_use]
pub fn gaps_words(found: &Gaps) -> String {
    let length = duration(found.found_nanos);
    let listed = found.gaps.len() as u64;
    let whose = if found.over_all { "in which no source wrote" } else { "of each source" };
    match (listed, found.gaps_total > listed) {
        (0, _) => format!("No gap of {length} or longer."),
        (_, true) => format!(
            "The longest {listed} of {} gaps {whose}, of {length} and longer.",
            super::show::grouped(found.gaps_total)
        ),
        (_, false) => format!("All gaps {whose}, of {length} and longer."),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::protocol::page::Row;

    fn row(second: i64) -> Row {
        Row {
            key: RecordKey { source: 0, offset: second as u64 * 10 },
            time: Some(TimeNanos(second * 1_000_000_000)),
            time_own: true,
            level: None,
            message: format!("second {second}"),
            varying: Vec::new(),
            matched: Vec::new(),
            lines: 1,
            columns: Vec::new(),
            run: None,
            pins: 0,
        }
    }

    /// Gaps between seconds.
    pub(in crate::session) fn found(between: &[(i64, i64)]) -> Gaps {
        let gap = |&(before, after): &(i64, i64)| Gap {
            nanos: (after - before) * 1_000_000_000,
            source: "app.log".to_owned(),
            before: row(before),
            after: row(after),
        };
        let gaps: Vec<Gap> = between.iter().map(gap).collect();
        let gaps_total = gaps.len() as u64;
        Gaps { gaps, gaps_total, found_nanos: 1_300_000_000, ..Gaps::default() }
    }

    #[test]
    fn the_next_one_is_next_in_time() {
        let answer = found(&[(50, 90), (10, 40), (95, 99)]);
        let shown = GapsShown { answer: Some(Rc::new(answer)), ..GapsShown::default() };
        let next = |second: Option<i64>, forward| {
            shown.next(second.map(|second| TimeNanos(second * 1_000_000_000)), forward)
        };
        assert_eq!((next(None, true), next(None, false)), (Some(1), Some(2)));
        assert_eq!((next(Some(20), true), next(Some(20), false)), (Some(0), Some(1)));
        assert_eq!((next(Some(99), true), next(Some(5), false)), (Some(1), Some(2)), "round again");
        assert_eq!(next(Some(50), true), Some(0), "it begins at the marked event");
        let chosen = Some(RecordKey { source: 0, offset: 500 });
        let on = GapsShown { chosen, ..shown.clone() };
        assert_eq!(on.next(Some(TimeNanos(50_000_000_000)), true), Some(2));
        assert_eq!(on.next(Some(TimeNanos(50_000_000_000)), false), Some(1));
        assert_eq!(GapsShown::default().next(None, true), None);
    }

    #[test]
    fn what_is_left_out_is_said() {
        let all = found(&[(10, 40)]);
        assert_eq!(gaps_words(&all), "All gaps of each source, of 1.3 s and longer.");
        let some = Gaps { gaps_total: 2_417, over_all: true, ..all };
        assert_eq!(
            gaps_words(&some),
            "The longest 1 of 2,417 gaps in which no source wrote, of 1.3 s and longer."
        );
        assert_eq!(gaps_words(&found(&[])), "No gap of 1.3 s or longer.");
    }
}
