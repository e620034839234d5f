//! Records with all there is to say of them, as rows that can be written.
//!
//! Does not: order them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    engine::{
        export::rows::Row,
        store::{Key, TIME_UNKNOWN},
    },
    lead::{Desk, port::Port},
    protocol::{
        page::TimeNanos,
        shard::{ShardCommand, ShardReply, WholePart},
    },
};

/// The rows of records, and whether there are so many bytes of them that some are left for later.
pub(super) async fn wholes(
    port: &Port,
    desk: &Desk,
    keys: Vec<Key>,
) -> (BTreeMap<Key, Row<'static>>, bool) {
    let (mut rows, mut too_many) = (BTreeMap::new(), false);
    for reply in port.ask_all(ShardCommand::Wholes { keys }).await {
        if let ShardReply::Wholes(parts, cut_short) = reply {
            too_many |= cut_short;
            rows.extend(parts.into_iter().map(|part| (part.key, row(desk, part))));
        }
    }
    (rows, too_many)
}

fn row(desk: &Desk, part: WholePart) -> Row<'static> {
    let catalog = desk.catalog.borrow();
    let source = catalog.source(part.key.source);
    let Value::Object(fields) = part.fields else { return Row::default() };
    Row {
        source: source.map_or("", |source| &source.placed.name).to_owned().into(),
        line: catalog.first_line(part.key.source, part.cut) + part.line + 1,
        lines: part.lines,
        time: (part.key.time != TIME_UNKNOWN).then_some(TimeNanos(part.key.time)),
        fraction_digits: part.fraction_digits,
        level: part.level,
        message: part.message.into(),
        fields,
        template: part.template,
        raw: part.raw.into(),
    }
}
