//! Fields that good requests agree on and one request has otherwise.
//!
//! Does not: look at times and messages, which steps leave out; ids drop out, since nobody agrees on them.

use std::collections::{BTreeMap, BTreeSet};

use super::step::Step;
use crate::arrange::Arrange;

/// Share of good requests that agree on a value.
const AGREE_SHARE: f64 = 0.9;
/// Good requests that have the field, at least, and as a share of all.
const HAVING_MIN: usize = 3;
const HAVING_SHARE: f64 = 0.5;

/// A field with the usual value and another.
#[derive(Clone, Debug, PartialEq)]
pub struct Differing {
    pub name: String,
    pub usual: String,
    /// Of the good requests with this field, those with the usual value.
    pub share: f64,
    pub this: String,
}

/// The values of each field in some steps.
type Values<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// The fields in which a request differs from good ones, those that most agree on first.
#[must_use]
pub fn differing(own: &[Step], goods: &[Vec<Step>]) -> Vec<Differing> {
    let mut counts: BTreeMap<&str, (usize, BTreeMap<&str, usize>)> = BTreeMap::new();
    for good in goods {
        for (name, values) in values(good) {
            let (having, by_value) = counts.entry(name).or_default();
            *having += 1;
            values.into_iter().for_each(|value| *by_value.entry(value).or_default() += 1);
        }
    }
    let own = values(own);
    let differs = |(name, (having, by_value)): (&str, (usize, BTreeMap<&str, usize>))| {
        let (usual, count) = by_value.into_iter().max_by_key(|(_, count)| *count)?;
        let share = count as f64 / having as f64;
        let known = having >= HAVING_MIN && having as f64 >= HAVING_SHARE * goods.len() as f64;
        let this = own.get(name).filter(|own| !own.contains(usual))?.first()?;
        let found = || Differing {
            name: name.to_owned(),
            usual: usual.to_owned(),
            share,
            this: (*this).to_owned(),
        };
        (known && share >= AGREE_SHARE).then(found)
    };
    let mut found: Vec<Differing> = counts.into_iter().filter_map(differs).collect();
    found.arrange_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.name.cmp(&b.name)));
    found
}

fn values(steps: &[Step]) -> Values<'_> {
    let mut values = Values::new();
    for (name, value) in steps.iter().flat_map(|step| &step.shown.fields) {
        values.entry(name).or_default().insert(value);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{follow::Shown, store::Key};

    fn request(fields: &[(&str, &str)]) -> Vec<Step> {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        vec![Step {
            key: Key::FIRST,
            template: 1,
            level: None,
            status: None,
            request: None,
            shown: Shown { fields: fields.collect(), ..Shown::default() },
        }]
    }

    #[test]
    fn what_good_ones_agree_on_is_held_against_this_one() {
        let good = |n: usize| {
            let amount = n.to_string();
            let pool = if n == 7 { "b" } else { "a" };
            request(&[("status", "200"), ("amount", &amount), ("pool", pool), ("region", "eu")])
        };
        let goods: Vec<_> = (0..20).map(good).collect();
        let own = request(&[("status", "503"), ("amount", "99"), ("pool", "b"), ("region", "eu")]);
        let found = differing(&own, &goods);
        let told: Vec<_> = found
            .iter()
            .map(|it| (it.name.as_str(), it.usual.as_str(), it.this.as_str()))
            .collect();
        assert_eq!(told, [("status", "200", "503"), ("pool", "a", "b")]);
        assert!((found[1].share - 0.95).abs() < 1e-9);
        assert_eq!(differing(&own, &goods[..2]), [], "two good ones are too few");
    }
}
