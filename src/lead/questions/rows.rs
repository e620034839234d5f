//! The rows of a stretch of ranks.
//!
//! Does not: keep rows.

use std::collections::BTreeMap;

use super::rank;
use crate::{
    engine::store::Key,
    lead::{Desk, port::Port},
    protocol::{
        page::{MARKS_MAX, RecordKey, Row, RowsPage},
        shard::{ShardCommand, ShardReply, Slot},
    },
};

/// Most rows of one answer.
const ROWS_MAX: u64 = 2_000;

/// Rows `first .. first + count` of the filter within its range.
pub(super) async fn rows(
    port: &Port,
    desk: &Desk,
    first: u64,
    count: u32,
    columns: Vec<String>,
) -> RowsPage {
    let bounds = rank::bounds(desk);
    let count = u64::from(count).min(ROWS_MAX);
    let keys = rank::keys(port, Slot::Filter, bounds, first, count).await;
    let rows = of_keys(port, desk, keys, columns.clone()).await;
    RowsPage { first, rows, columns }
}

/// The rows of these records, in this order; those that are not there are left out.
pub(super) async fn of_records(port: &Port, desk: &Desk, records: &[RecordKey]) -> Vec<Row> {
    let mut keys = Vec::new();
    for record in records.iter().take(MARKS_MAX) {
        keys.extend(rank::key_of(port, record.source, record.offset).await.map(|(key, _)| key));
    }
    of_keys(port, desk, keys, Vec::new()).await
}

/// The rows of these records, in this order.
pub(super) async fn of_keys(
    port: &Port,
    desk: &Desk,
    keys: Vec<Key>,
    columns: Vec<String>,
) -> Vec<Row> {
    let (query, context) = {
        let filter = desk.filter.borrow();
        (filter.query.clone(), filter.context.clone())
    };
    let command = ShardCommand::Rows { keys: keys.clone(), columns, query, context };
    let mut found = BTreeMap::new();
    for reply in port.ask_all(command).await {
        if let ShardReply::Rows(rows) = reply {
            found.extend(rows.into_iter().map(|row| (row.key, row.row)));
        }
    }
    keys.iter().filter_map(|key| found.remove(key)).collect()
}
