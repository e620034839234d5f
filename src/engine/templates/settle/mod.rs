//! Stage two: which distinct shapes are one template.
//!
//! Every shape begins as a draft (`draft`). `passes` find the places where otherwise equal drafts
//! have different words, `decide` says whether that is a variable, drafts that have become equal
//! are joined; until nothing changes. `empty` fills values that are empty
//! in some messages, `subsume` joins the rare to the frequent that cover them.
//!
//! Does not: read text, depend on the order of shapes, or run on records.

mod decide;
mod draft;
mod empty;
mod passes;
mod subsume;

use draft::{Draft, Vocabulary, join_equal};

use super::{
    Shape,
    template::{Template, Templates},
};
use crate::engine::limits::SETTLE_ROUNDS_MAX;

/// The templates of a table of shapes as [`super::merge`] gives it.
#[must_use]
pub fn settle(shapes: &[Shape]) -> Templates {
    let mut places: Vec<u32> = (0..shapes.len() as u32).collect();
    places.sort_unstable_by_key(|place| shapes[*place as usize].hash);
    let mut vocabulary = Vocabulary::new();
    let drafts = places
        .into_iter()
        .map(|place| Draft::of(&shapes[place as usize], place, &mut vocabulary))
        .collect();
    let drafts = merge_rounds(drafts, &vocabulary);
    let found = drafts.into_iter().map(|draft| {
        let hashes = draft.shapes.iter().map(|place| shapes[*place as usize].hash).collect();
        (Template::new(draft.text(&vocabulary), draft.count), hashes)
    });
    Templates::new(found)
}

fn merge_rounds(mut drafts: Vec<Draft>, vocabulary: &Vocabulary<'_>) -> Vec<Draft> {
    empty::fill_empty(&mut drafts, vocabulary);
    drafts = join_equal(drafts);
    for _ in 0..SETTLE_ROUNDS_MAX {
        let by_family = passes::family_pass(&mut drafts, vocabulary);
        drafts = join_equal(drafts);
        let by_slot = passes::slot_pass(&mut drafts, vocabulary);
        drafts = join_equal(drafts);
        if !by_family && !by_slot {
            break;
        }
    }
    subsume::subsume(drafts)
}
