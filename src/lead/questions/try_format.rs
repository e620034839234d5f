//! What a person's own format makes of a source's first lines, before it is read by it.
//!
//! Does not: change how the source is read.

use crate::{
    lead::{Desk, port::Port},
    protocol::{
        page::{OwnFormat, Reply, SourceId, Tried},
        shard::{ShardCommand, ShardReply},
    },
};

/// Tries it.
pub(super) async fn try_format(port: &Port, desk: &Desk, id: SourceId, own: OwnFormat) -> Reply {
    let known = desk.catalog.borrow().source(id).map(|source| (source.hints(), source.home));
    let Some((hints, home)) = known else { return Reply::FormatTried(Ok(Tried::default())) };
    let shard = home.unwrap_or(id as usize % port.shards());
    match port.ask(shard, ShardCommand::TryFormat { source: id, own, hints }).await {
        ShardReply::FormatTried(tried) => Reply::FormatTried(tried),
        ShardReply::Unreadable { why } => Reply::Trouble {
            what: format!("The source cannot be read: {why}."),
            advice: "Open it again if it was moved or changed.".to_owned(),
        },
        _ => Reply::FormatTried(Ok(Tried::default())),
    }
}
