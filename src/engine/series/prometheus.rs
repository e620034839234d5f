//! <https://prometheus.io/docs/prometheus/latest/querying/api/>: answers of Prometheus' HTTP API
//! (`query_range`, `query`), and the lines of VictoriaMetrics' export
//! (<https://docs.victoriametrics.com/victoriametrics/#how-to-export-data-in-json-line-format>).
//!
//! Does not: read native histograms; they are counted.

use super::{
    gather::Gather,
    json::{Node, labelled},
    kinds::{Example, Kind},
};
use crate::time::TimeReader;

/// Prometheus' answers.
pub(super) struct Prometheus;

impl Kind for Prometheus {
    fn name(&self) -> &'static str {
        "prometheus"
    }

    fn title(&self) -> &'static str {
        "Metric, Prometheus"
    }

    fn specification(&self) -> &'static str {
        "https://prometheus.io/docs/prometheus/latest/querying/api/"
    }

    fn fits(&self, head: &[u8], _: bool, _: &mut TimeReader) -> bool {
        let root = Node::of(head);
        is_line(root) || result(root).is_some()
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        let mut next = Some(Node::of(text));
        while let Some(root) = next {
            if is_line(root) {
                line(root, into);
            } else if let Some(result) = result(root) {
                answer(result, into);
            } else {
                into.odd("values that are no answer of Prometheus", 0, root.scalar());
            }
            next = root.behind();
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: r#"{"status":"success","data":{"resultType":"matrix","result":[
  {"metric":{"__name__":"up","job":"api"},"values":[[1709978400,"1"],[1709978415.5,"NaN"],[1709978430,"+Inf"],[1709978445,"0"]]},
  {"metric":{"quantile":"0.9"},"values":[[1709978400,"0.25"]]}]}}
"#,
                found: r#"up{job="api"} [] 2; {quantile="0.9"} [] 1"#,
            },
            Example {
                text: r#"{"status":"success","data":{"resultType":"vector","result":[{"metric":{"__name__":"node_load1"},"value":[1709978400.123,"0.5"]}]}}"#,
                found: "node_load1 [] 1",
            },
            Example {
                text: r#"{"metric":{"__name__":"heap_bytes"},"values":[1,null,3],"timestamps":[1709978400000,1709978410000,1709978420000]}
"#,
                found: "heap_bytes [B] 2",
            },
        ]
    }
}

/// Whether this is a line of VictoriaMetrics' export.
fn is_line(root: Node<'_>) -> bool {
    root.member("metric").is_some_and(Node::is_object)
        && root.member("values").is_some_and(Node::is_array)
        && root.member("timestamps").is_some_and(Node::is_array)
}

/// The result in an answer.
fn result(root: Node<'_>) -> Option<Node<'_>> {
    let data = root.member("data")?;
    let kind = data.text("resultType");
    let known = ["matrix", "vector", "scalar"].contains(&kind.as_str());
    data.member("result").filter(|result| known && result.is_array())
}

fn answer(result: Node<'_>, into: &mut Gather) {
    if !result.elements().first().is_some_and(|first| first.is_object()) {
        let track = into.track("scalar", "");
        pair(result, track, into);
        return;
    }
    result.each(|_, series| {
        let name = series.member("metric").map_or_else(String::new, |of| labelled("", of));
        let name = if name.is_empty() { "value".to_owned() } else { name };
        let track = into.track(&name, "");
        if let Some(value) = series.member("value") {
            pair(value, track, into);
        }
        if let Some(values) = series.member("values") {
            values.each(|_, value| {
                pair(value, track, into);
                true
            });
        }
        if series.member("histogram").or(series.member("histograms")).is_some() {
            into.odd("native histograms, left out", 0, name.as_bytes());
        }
        true
    });
}

/// `[time, "value"]`.
fn pair(pair: Node<'_>, track: Option<usize>, into: &mut Gather) {
    let (mut nanos, mut at) = (None, 0);
    pair.each(|_, node| {
        match (at, nanos) {
            (0, _) => nanos = into.time(node.scalar()),
            (1, Some(nanos)) => {
                into.cell(track, nanos, node.scalar(), false, 0);
            }
            _ => into.odd("values without a time, left out", 0, node.scalar()),
        }
        at += 1;
        at < 2
    });
}

fn line(root: Node<'_>, into: &mut Gather) {
    let elements = |name| root.member(name).map(Node::elements).unwrap_or_default();
    let name = root.member("metric").map_or_else(String::new, |of| labelled("", of));
    let track = into.track(&name, "");
    let (values, times) = (elements("values"), elements("timestamps"));
    for (value, time) in values.iter().zip(&times) {
        match into.time(time.scalar()) {
            Some(nanos) => {
                into.cell(track, nanos, value.scalar(), false, 0);
            }
            None => into.odd("values without a time, left out", 0, value.scalar()),
        }
    }
    for value in values.iter().skip(times.len()) {
        into.odd("values without a time, left out", 0, value.scalar());
    }
}
