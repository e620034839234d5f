//! What a request did that a good one of the same route did otherwise.
//!
//! Good requests are those without an error; the typical one takes the way that most of them take. Its
//! steps and those of the request at hand are aligned by their longest common subsequence (Hirschberg,
//! "A linear space algorithm for computing maximal common subsequences", 1975, in its plain form).
//!
//! Does not: know texts; steps are told by their templates.

use std::collections::BTreeMap;

use super::step::{Request, Step};

/// A step is slower where it took so many times as long as usual, and so many nanoseconds more.
const SLOWER_TIMES: i64 = 3;
const SLOWER_NANOS: i64 = 1_000_000;
/// Steps of a request that are aligned.
const STEPS_MAX: usize = 2_000;

/// What sets a request apart from a good one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versus {
    /// Those that go the usual way, by the hashes of their ids; the first stands for all.
    pub like_it: Vec<u64>,
    /// How many good ones there are.
    pub goods: usize,
    pub route: Option<String>,
    /// Places of equal steps, in this one and in the good one.
    pub pairs: Vec<(u32, u32)>,
    /// Templates of steps that only the good one has, or has more often, in its order; each once.
    pub missing: Vec<u64>,
    /// Templates of steps that only this one has, or has more often; none of `missing`.
    pub extra: Vec<u64>,
    /// Templates of steps that took longer, and by how many nanoseconds.
    pub slower: Vec<(u64, i64)>,
}

/// Compares a request's steps with those of others, by the hashes of their ids; all in order. None
/// where no other is good.
#[must_use]
pub fn versus<'a>(
    steps: &[Step],
    others: impl Iterator<Item = (u64, &'a [Step])>,
) -> Option<Versus> {
    let route = route(steps);
    let same_route = |other: &[Step]| route.is_none() || self::route(other) == route;
    let good = |other: &[Step]| !other.is_empty() && !other.iter().any(failed) && same_route(other);
    let goods: Vec<(u64, &[Step])> = others.filter(|(_, other)| good(other)).collect();
    let mut ways: BTreeMap<Vec<u64>, Vec<(u64, &[Step])>> = BTreeMap::new();
    for &(id, other) in &goods {
        ways.entry(templates(other)).or_default().push((id, other));
    }
    // The most usual way; of equally usual ones the longer, which tells more.
    let (way, like_it) = ways
        .into_iter()
        .max_by_key(|(way, like)| (like.len(), way.len(), like.first().map(|it| it.0)))?;
    let own = templates(steps);
    let pairs = aligned(&own, &way);
    let (missing, extra) = apart(&own, &way);
    Some(Versus {
        like_it: like_it.iter().map(|(id, _)| *id).collect(),
        goods: goods.len(),
        route,
        pairs: pairs.iter().map(|&(own, good)| (own as u32, good as u32)).collect(),
        missing,
        extra,
        slower: slower(steps, &pairs, &like_it),
    })
}

/// The templates that the good one has more often, and those that this one has more often. What both
/// have equally often in another order is neither: it was reached, and nothing is to be told of it.
fn apart(own: &[u64], good: &[u64]) -> (Vec<u64>, Vec<u64>) {
    let count = |of: &[u64], template: u64| of.iter().filter(|it| **it == template).count();
    let more = |of: &[u64], than: &[u64]| {
        let mut found: Vec<u64> = Vec::new();
        for &template in of {
            if !found.contains(&template) && count(of, template) > count(than, template) {
                found.push(template);
            }
        }
        found
    };
    (more(good, own), more(own, good))
}

/// Steps that took longer than the median of the good ones.
fn slower(steps: &[Step], pairs: &[(usize, usize)], goods: &[(u64, &[Step])]) -> Vec<(u64, i64)> {
    let took = |steps: &[Step], from: usize, to: usize| {
        Some(steps.get(to)?.key.time.saturating_sub(steps.get(from)?.key.time))
    };
    let mut found = Vec::new();
    for pair in pairs.windows(2) {
        let [(own_from, good_from), (own_to, good_to)] = *pair else { continue };
        let Some(own) = took(steps, own_from, own_to) else { continue };
        let mut usual: Vec<i64> =
            goods.iter().filter_map(|(_, good)| took(good, good_from, good_to)).collect();
        usual.sort_unstable();
        let median = usual.get(usual.len() / 2).copied().unwrap_or(own);
        let more = own.saturating_sub(median);
        if more >= SLOWER_NANOS && own >= median.saturating_mul(SLOWER_TIMES) {
            found.extend(steps.get(own_to).map(|step| (step.template, more)));
        }
    }
    found
}

/// Whether a request with this step is no example of a good one: what a client did wrong counts too.
fn failed(step: &Step) -> bool {
    step.failed() || step.status.is_some_and(|status| status >= 400)
}

fn templates(steps: &[Step]) -> Vec<u64> {
    steps.iter().take(STEPS_MAX).map(|step| step.template).collect()
}

/// The route of the first request among the steps.
fn route(steps: &[Step]) -> Option<String> {
    steps.iter().find_map(|step| step.request.as_ref()).map(Request::route)
}

/// Places of equal steps, in the order of both.
fn aligned(left: &[u64], right: &[u64]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    let mut longest = vec![0_u32; (left.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    for (i, a) in left.iter().enumerate().rev() {
        for (j, b) in right.iter().enumerate().rev() {
            longest[at(i, j)] = if a == b {
                longest[at(i + 1, j + 1)] + 1
            } else {
                longest[at(i + 1, j)].max(longest[at(i, j + 1)])
            };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[at(i + 1, j)] >= longest[at(i, j + 1)] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{follow::Shown, store::Key};

    fn steps(of: &[(u64, i64, u16)]) -> Vec<Step> {
        let step = |&(template, millis, status): &(u64, i64, u16)| Step {
            key: Key { time: millis * 1_000_000, ..Key::FIRST },
            template,
            level: None,
            status: (status > 0).then_some(status),
            request: (status > 0)
                .then(|| Request { method: "POST".to_owned(), path: "/cart/17?x=1".to_owned() }),
            shown: Shown::default(),
        };
        of.iter().map(step).collect()
    }

    fn held_against(steps: &[Step], others: &[(u64, Vec<Step>)]) -> Option<Versus> {
        versus(steps, others.iter().map(|(id, other)| (*id, other.as_slice())))
    }

    #[test]
    fn the_usual_way_tells_what_is_missing() {
        let good = |shift: i64| steps(&[(1, shift, 0), (2, shift + 5, 0), (3, shift + 9, 200)]);
        let other_way = steps(&[(1, 0, 0), (3, 9, 200)]);
        let failing = steps(&[(1, 100, 0), (7, 130, 0), (3, 109 + 500, 503)]);
        let others = [
            (10, good(0)),
            (11, good(50)),
            (12, other_way),
            (13, failing.clone()),
            (14, steps(&[(1, 0, 404)])),
        ];
        let found = held_against(&failing, &others).unwrap();
        assert_eq!((found.missing, found.extra), (vec![2], vec![7]));
        assert_eq!((found.goods, found.like_it), (3, vec![10, 11]));
        assert_eq!(found.pairs, [(0, 0), (2, 2)]);
        assert_eq!(found.route.as_deref(), Some("POST /cart/*"));
        assert_eq!(found.slower, [(3, 500_000_000)]);
    }

    #[test]
    fn another_order_is_neither_missing_nor_extra() {
        let good = steps(&[(1, 0, 0), (2, 1, 0), (3, 2, 0), (4, 3, 0), (4, 4, 0), (9, 5, 200)]);
        let failing = steps(&[(1, 0, 0), (3, 1, 0), (2, 2, 0), (4, 3, 0), (7, 4, 0), (7, 5, 500)]);
        let found = held_against(&failing, &[(1, good)]).unwrap();
        assert_eq!((found.missing, found.extra), (vec![4, 9], vec![7]));
    }

    #[test]
    fn without_a_good_one_nothing_is_said() {
        let failing = steps(&[(1, 0, 500)]);
        assert_eq!(held_against(&failing, &[(1, failing.clone())]), None);
        assert_eq!(held_against(&[], &[]), None);
    }
}
