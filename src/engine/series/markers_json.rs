//! <https://grafana.com/docs/grafana/latest/developers/http_api/annotations/>: Grafana's annotations, and
//! lines of JSON with a time and a text.
//!
//! Does not: take log records in JSON for markers: those have other members too.

use super::{
    gather::Gather,
    json::Node,
    kinds::{Example, Kind},
};
use crate::time::TimeReader;

/// Markers in JSON.
pub(super) struct JsonMarkers;

const TIMES: [&str; 5] = ["time", "timestamp", "ts", "date", "at"];
const TEXTS: [&str; 6] = ["text", "title", "marker", "name", "version", "message"];
/// Members that only Grafana's annotations have.
const OF_GRAFANA: [&str; 5] = ["dashboardUID", "dashboardId", "panelId", "timeEnd", "alertId"];

impl Kind for JsonMarkers {
    fn name(&self) -> &'static str {
        "markers-json"
    }

    fn title(&self) -> &'static str {
        "Markers, JSON"
    }

    fn specification(&self) -> &'static str {
        "https://grafana.com/docs/grafana/latest/developers/http_api/annotations/"
    }

    fn is_of_markers(&self) -> bool {
        true
    }

    fn fits(&self, head: &[u8], told: bool, times: &mut TimeReader) -> bool {
        let mut fits = None;
        each_object(Node::of(head), &mut |node| {
            let timed =
                first(node, &TIMES).is_some_and(|time| times.value(time.scalar()).is_some());
            let grafanas = OF_GRAFANA.iter().filter(|name| node.member(name).is_some()).count();
            let is_one = timed
                && first(node, &TEXTS).is_some()
                && (told || node.member("text").is_some() && grafanas >= 2);
            // The last one may be cut.
            fits = Some(is_one && fits != Some(false));
            is_one
        });
        fits == Some(true)
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        each_object(Node::of(text), &mut |node| {
            let time = first(node, &TIMES).and_then(|time| into.time(time.scalar()));
            let tags = node.member("tags").map(Node::elements).unwrap_or_default();
            let texts = ["title", "text", "marker", "name", "version", "message"];
            let texts = texts.iter().map(|name| node.text(name));
            let tags = tags.into_iter().map(Node::string);
            let parts: Vec<String> = texts.chain(tags).filter(|text| !text.is_empty()).collect();
            match time {
                Some(nanos) => into.marker(nanos, parts.join(" \u{b7} ")),
                None => into.odd("markers without a time, left out", 0, parts.join(" ").as_bytes()),
            }
            true
        });
        // Each object is taken to stand on a line, where there are as many.
        into.point_lines = into.marker_count() as u64;
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: r#"[{"id":1124,"dashboardUID":"jcIIG-07z","panelId":2,"time":1709978400000,"timeEnd":1709978400000,"text":"api 1.4.2","tags":["deploy","api"]}]
"#,
                found: "2024-03-09T10:00:00Z api 1.4.2 \u{b7} deploy \u{b7} api",
            },
            Example {
                text: "{\"time\":\"2024-03-09T10:00:00Z\",\"text\":\"api 1.4.2\"}\n\
                    {\"time\":\"2024-03-09T11:00:00Z\",\"text\":\"api 1.4.3\"}\n",
                found: "2024-03-09T10:00:00Z api 1.4.2; 2024-03-09T11:00:00Z api 1.4.3",
            },
        ]
    }
}

/// The first member of these names.
fn first<'t>(node: Node<'t>, names: &[&str]) -> Option<Node<'t>> {
    names.iter().find_map(|name| node.member(name))
}

/// Visits the objects of a document (an array, a member that holds one, or one behind the other)
/// until `visit` says false.
fn each_object<'t>(root: Node<'t>, visit: &mut dyn FnMut(Node<'t>) -> bool) {
    let mut next = Some(root);
    while let Some(node) = next {
        if node.is_array() {
            node.each(|_, inner| inner.is_object() && visit(inner));
        } else if let Some(inside) = node.member("annotations") {
            inside.each(|_, inner| inner.is_object() && visit(inner));
        } else if !node.is_object() || !visit(node) {
            return;
        }
        next = node.behind();
    }
}
