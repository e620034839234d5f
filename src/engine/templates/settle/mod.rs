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
use crate::limits::SETTLE_ROUNDS_MAX;

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
        (Template::new(&draft.form(&vocabulary), draft.count), hashes)
    });
    Templates::new(found)
}

fn merge_rounds(mut drafts: Vec<Draft>, vocabulary: &Vocabulary<'_>) -> Vec<Draft> {
    for _ in 0..SETTLE_ROUNDS_MAX {
        empty::fill_empty(&mut drafts, vocabulary);
        drafts = join_equal(drafts);
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

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use proptest::prelude::*;

    use super::*;
    use crate::templates::{Shapes, merge};

    fn settled<S: AsRef<[u8]>>(messages: &[S]) -> Templates {
        let mut shapes = Shapes::default();
        messages.iter().for_each(|message| _ = shapes.assign(message.as_ref()));
        settle(&merge(shapes.rows()))
    }

    fn check(messages: &[&str], expected: Expect) {
        let templates = settled(messages);
        let lines = templates.all().iter().map(|found| format!("{} {}", found.count, found.text));
        let mut lines: Vec<String> = lines.collect();
        lines.sort();
        expected.assert_eq(&(lines.join("\n") + "\n"));
    }

    #[test]
    fn few_words_stay_apart_and_many_are_a_variable() {
        check(
            &[
                "login was ok",
                "login was bad",
                "saw red leaf",
                "saw oak leaf",
                "saw ash leaf",
                "saw elm leaf",
                "saw fir leaf",
            ],
            expect![[r#"
                1 login was bad
                1 login was ok
                5 saw <*> leaf
            "#]],
        );
    }

    #[test]
    fn names_vary_after_what_announces_them() {
        check(
            &[
                "opened for user ann",
                "opened for user bob",
                "opened for user eve",
                "to=ann now",
                "to=bob now",
                "to=eve now",
                "to=joe now",
                "to= now",
            ],
            expect![[r#"
                3 opened for user <*>
                5 to=<*> now
            "#]],
        );
    }

    #[test]
    fn an_empty_value_is_a_value() {
        check(
            &["from 10.0.0.1 ()", "from 10.0.0.2 (a7)", "never() filled"],
            expect![[r#"
            1 never() filled
            2 from <*> (<*>)
        "#]],
        );
    }

    #[test]
    fn the_rare_joins_the_frequent_that_covers_it() {
        let mut messages = vec!["wrote 5 rows"; 40];
        messages.extend(["wrote about 7 rows", "wrote no rows"]);
        check(
            &messages,
            expect![[r#"
            42 wrote <*> rows
        "#]],
        );
    }

    #[test]
    fn traces_with_other_frames_stay_apart() {
        let trace = |n: u32, frame: &str| {
            format!("job {n} failed\n\tat a.B.run(B.java:{n})\n\tat {frame}(C.java:9)")
        };
        let messages = [trace(1, "a.C.x"), trace(2, "a.C.x"), trace(3, "a.C.y"), trace(4, "a.C.z")];
        check(
            &messages.each_ref().map(String::as_str),
            expect![[r#"
            1 job <*> failed
            	at a.B.run
            	at a.C.y
            1 job <*> failed
            	at a.B.run
            	at a.C.z
            2 job <*> failed
            	at a.B.run
            	at a.C.x
        "#]],
        );
    }

    #[test]
    fn a_template_finds_its_variables() {
        let names = ["ann", "bob", "eve", "joe", "kim"];
        let messages = names.map(|name| format!("gave {name} only 5 of 7 tokens"));
        let templates = settled(&messages);
        let [template] = templates.all() else { panic!("one template") };
        let found = template.variables(b"gave old zoe only 15 of 7 tokens");
        assert_eq!(found, [5..12, 18..20, 24..25]);
    }

    proptest! {
        #[test]
        fn any_order_and_sharding_gives_the_same_templates(
            (messages, keys) in prop::collection::vec("[a-e]( [a-f=1]){0,3}", 0..60)
                .prop_flat_map(|messages| {
                    let keys = prop::collection::vec((0..3usize, any::<u32>()), messages.len());
                    (Just(messages), keys)
                })
        ) {
            let mut shuffled: Vec<_> = messages.iter().zip(&keys).collect();
            shuffled.sort_by_key(|(_, (_, order))| *order);
            let mut shards = vec![Shapes::default(); 3];
            for (message, (shard, _)) in shuffled {
                shards[*shard].assign(message.as_bytes());
            }
            let parts = settle(&merge(shards.iter().rev().flat_map(|shard| shard.rows())));
            let whole = settled(&messages);
            prop_assert_eq!(parts.all(), whole.all());
            let total: u64 = whole.all().iter().map(|template| template.count).sum();
            prop_assert_eq!(total, messages.len() as u64);
            for row in shards.iter().flat_map(|shard| shard.rows()) {
                prop_assert_eq!(parts.of_shape(row.hash), whole.of_shape(row.hash));
            }
        }
    }
}
