//! The shapes of a shard's messages, and the templates that the lead made of those of all shards.
//!
//! Does not: mine; `engine::templates` does.

use std::collections::HashMap;

use super::Shard;
use crate::engine::templates::{Shape, merge};

impl Shard {
    /// The shapes of all cuts as one table.
    pub(super) fn shapes(&self) -> Vec<Shape> {
        merge(self.cuts.values().flat_map(|held| held.cut().shapes.rows()))
    }

    /// Notes the template of each shape. Queries that name a pattern are evaluated anew.
    pub(super) fn name_templates(&mut self, of_shapes: &[(u64, u64)]) {
        let of_shapes: HashMap<u64, u64> = of_shapes.iter().copied().collect();
        for held in self.cuts.values_mut() {
            let rows = held.cut().shapes.rows();
            let named = rows.iter().map(|row| of_shapes.get(&row.hash).copied().unwrap_or(0));
            held.templates = named.collect();
            held.forget_variables();
        }
        self.forget_queries();
    }
}
