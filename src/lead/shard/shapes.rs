//! The shapes of a shard's messages, and the templates that the lead made of those of all shards.
//!
//! Does not: mine; `engine::templates` does.

use std::collections::HashMap;

use super::{Shard, held::HeldCut};
use crate::engine::templates::{Shape, merge};

impl Shard {
    /// The shapes of all cuts as one table.
    pub(super) fn shapes(&self) -> Vec<Shape> {
        merge(self.cuts.values().flat_map(|held| held.cut().shapes.rows()))
    }

    /// Notes the template of each shape. Queries are evaluated anew where that is news, as they may
    /// name a pattern.
    pub(super) fn name_templates(&mut self, of_shapes: &[(u64, u64)]) {
        let of_shapes: HashMap<u64, u64> = of_shapes.iter().copied().collect();
        self.cuts.values_mut().for_each(|held| held.name_templates(&of_shapes));
    }

    /// Names the templates of a cut that came as they are known of others.
    pub(super) fn name_templates_of(&self, held: &mut HeldCut, gone: &[HeldCut]) {
        let known = self.cuts.values().chain(gone);
        let of_shapes = known.flat_map(|held| {
            let rows = held.cut().shapes.rows();
            rows.iter().zip(&held.templates).map(|(row, &template)| (row.hash, template))
        });
        held.name_templates(&of_shapes.collect());
    }
}

impl HeldCut {
    fn name_templates(&mut self, of_shapes: &HashMap<u64, u64>) {
        let rows = self.cut().shapes.rows();
        let named = rows.iter().map(|row| of_shapes.get(&row.hash).copied().unwrap_or(0));
        let named: Vec<u64> = named.collect();
        if named != self.templates {
            self.templates = named;
            self.forget_variables();
            self.outdate_slots();
        }
    }
}
