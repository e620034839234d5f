//! <https://grafana.com/developers/plugin-tools/key-concepts/data-frames>: Grafana's data frames, as the
//! panel inspector and the query API give them (`schema` beside `data`, or fields with their
//! values), and the older `target` with `datapoints`.
//!
//! Does not: read a dashboard; it holds no data.

use super::{
    gather::Gather,
    json::{Node, labelled},
    kinds::{Example, Kind},
};
use crate::time::TimeReader;

/// Grafana's panel data.
pub(super) struct Grafana;

/// Frames lie this deep at most.
const DEPTH_MAX: usize = 6;

impl Kind for Grafana {
    fn name(&self) -> &'static str {
        "grafana"
    }

    fn title(&self) -> &'static str {
        "Metric, Grafana"
    }

    fn specification(&self) -> &'static str {
        "https://grafana.com/developers/plugin-tools/key-concepts/data-frames"
    }

    fn fits(&self, head: &[u8], _: bool, _: &mut TimeReader) -> bool {
        let mut found = false;
        each_frame(Node::of(head), 0, &mut |frame| {
            found |= frame.is_timed();
            !found
        });
        found
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        each_frame(Node::of(text), 0, &mut |frame| {
            frame.read(into);
            true
        });
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: r#"[{"schema":{"refId":"A","fields":[
  {"name":"Time","type":"time"},
  {"name":"Value","type":"number","labels":{"host":"a"},"config":{"unit":"percent"}}]},
 "data":{"values":[[1709978400000,1709978460000],[12.5,null]]}}]
"#,
                found: r#"{host="a"} [%] 1"#,
            },
            Example {
                text: r#"{"state":"Done","series":[{"refId":"A","fields":[
  {"name":"Time","type":"time","values":[1709978400000,1709978460000]},
  {"name":"p99","type":"number","values":[0.5,0.75],"config":{"unit":"s","displayNameFromDS":"p99 api"}}],"length":2}]}
"#,
                found: "p99 api [s] 2",
            },
            Example {
                text: r#"[{"target":"servers.web.load","datapoints":[[1.5,1709978400000],[null,1709978460000],[2,1709978520000]]}]"#,
                found: "servers.web.load [] 2",
            },
        ]
    }
}

/// A table of fields.
enum Frame<'t> {
    /// Fields, and the values of each.
    Fields(Vec<(Node<'t>, Option<Node<'t>>)>),
    /// A name and pairs of value and time.
    Points(String, Node<'t>),
}

/// Visits the frames in a document until `visit` says false; false where it did.
fn each_frame<'t>(node: Node<'t>, depth: usize, visit: &mut dyn FnMut(Frame<'t>) -> bool) -> bool {
    if depth > DEPTH_MAX {
        return true;
    }
    if let Some(frame) = frame(node) {
        return visit(frame);
    }
    let mut goes_on = true;
    node.each(|_, inner| {
        if inner.is_object() || inner.is_array() {
            goes_on = each_frame(inner, depth + 1, visit);
        }
        goes_on
    });
    goes_on
}

fn frame(node: Node<'_>) -> Option<Frame<'_>> {
    if !node.is_object() {
        return None;
    }
    if let Some(points) = node.member("datapoints").filter(|points| points.is_array()) {
        let name = ["target", "alias", "title"].iter().map(|name| node.text(name));
        return Some(Frame::Points(name.into_iter().find(|name| !name.is_empty())?, points));
    }
    if let Some(fields) = node.member("schema").and_then(|schema| schema.member("fields")) {
        let values = node.member("data").and_then(|data| data.member("values"));
        let values = values.map(Node::elements).unwrap_or_default();
        let fields = fields.elements().into_iter().enumerate();
        return Some(Frame::Fields(fields.map(|(at, of)| (of, values.get(at).copied())).collect()));
    }
    let fields = node.member("fields").filter(|fields| fields.is_array())?.elements();
    let has_values = |field: &Node<'_>| field.member("values").is_some_and(Node::is_array);
    fields.iter().any(has_values).then_some(())?;
    Some(Frame::Fields(fields.into_iter().map(|of| (of, of.member("values"))).collect()))
}

impl Frame<'_> {
    /// Whether it holds numbers over time.
    fn is_timed(&self) -> bool {
        match self {
            Frame::Points(..) => true,
            Frame::Fields(fields) => {
                let has = |kind: &str| fields.iter().any(|(field, _)| field.text("type") == kind);
                has("time") && has("number")
            }
        }
    }

    fn read(&self, into: &mut Gather) {
        match self {
            Frame::Points(name, points) => {
                let track = into.track(name, "");
                points.each(|_, pair| {
                    let pair = pair.elements();
                    let time = pair.get(1).and_then(|time| into.time(time.scalar()));
                    match (pair.first(), time) {
                        (Some(value), Some(nanos)) => {
                            into.cell(track, nanos, value.scalar(), false, 0);
                        }
                        _ => into.odd("values without a time, left out", 0, b""),
                    }
                    true
                });
            }
            Frame::Fields(fields) => read_fields(fields, into),
        }
    }
}

fn read_fields(fields: &[(Node<'_>, Option<Node<'_>>)], into: &mut Gather) {
    let of_time = fields.iter().find(|(field, _)| field.text("type") == "time");
    let Some((_, Some(times))) = of_time else {
        into.odd("tables without a time, left out", 0, b"");
        return;
    };
    let mut nanos = Vec::new();
    times.each(|_, time| {
        nanos.push(into.time(time.scalar()));
        true
    });
    for (field, values) in fields {
        let (kind, Some(values)) = (field.text("type"), values) else { continue };
        if kind == "time" {
            continue;
        }
        if kind != "number" {
            into.odd("fields that are no numbers, left out", 0, field.text("name").as_bytes());
            continue;
        }
        let (name, unit) = named(*field);
        let track = into.track(&name, &unit);
        let mut at = 0;
        values.each(|_, value| {
            match nanos.get(at).copied().flatten() {
                Some(nanos) => {
                    into.cell(track, nanos, value.scalar(), false, 0);
                }
                None => into.odd("values without a time, left out", 0, value.scalar()),
            }
            at += 1;
            true
        });
    }
}

/// The name that Grafana shows for a field, and its unit.
fn named(field: Node<'_>) -> (String, String) {
    let config = field.member("config");
    let told = |name: &str| config.map(|config| config.text(name)).unwrap_or_default();
    let names = ["displayName", "displayNameFromDS"].map(told);
    let shown = names.into_iter().find(|name| !name.is_empty());
    let own = field.text("name");
    let plain = own.is_empty() || own == "Value" || own == "value";
    let labels = field.member("labels");
    let labelled = labels.map(|of| labelled(if plain { "" } else { &own }, of));
    let name = shown.or(labelled.filter(|name| !name.is_empty())).unwrap_or(own);
    (name, told("unit"))
}
