//! Everything about one record.
//!
//! Does not: interpret its fields.

use crate::{
    lead::{Desk, port::Port},
    protocol::{
        page::{Detail, RecordKey},
        shard::{ShardCommand, ShardReply},
    },
};

/// The detail of a record, its line counted in its source.
pub(super) async fn detail(port: &Port, desk: &Desk, record: RecordKey) -> Option<Detail> {
    let RecordKey { source, offset } = record;
    let replies = port.ask_all(ShardCommand::Detail { source, offset }).await;
    let part = replies.into_iter().find_map(|reply| match reply {
        ShardReply::Detail(part) => part,
        _ => None,
    })?;
    let line = desk.catalog.borrow().first_line(source, part.cut) + part.line + 1;
    Some(Detail { line, ..part.detail })
}
