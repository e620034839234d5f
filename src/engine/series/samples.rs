//! <https://prometheus.io/docs/instrumenting/exposition_formats/>: samples in lines, `name{label="x"} value
//! time`, as exporters, OpenMetrics and `promtool tsdb dump` write them.
//!
//! Does not: show samples without a time; they are counted.

use super::{
    gather::Gather,
    kinds::{Example, Kind},
    value::{Value, value},
};
use crate::time::TimeReader;

/// Samples in lines.
pub(super) struct Samples;

impl Kind for Samples {
    fn name(&self) -> &'static str {
        "openmetrics"
    }

    fn title(&self) -> &'static str {
        "Metric, OpenMetrics"
    }

    fn specification(&self) -> &'static str {
        "https://prometheus.io/docs/instrumenting/exposition_formats/"
    }

    fn fits(&self, head: &[u8], _: bool, times: &mut TimeReader) -> bool {
        let (mut timed, mut others) = (0, 0);
        for line in head.split(|byte| *byte == b'\n').take(200) {
            let line = line.trim_ascii();
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            let is_sample = sample(line).is_some_and(|sample| {
                times.whole_value(sample.time).is_some() && value(sample.value, false) != Value::Odd
            });
            *(if is_sample { &mut timed } else { &mut others }) += 1;
        }
        timed > 0 && timed >= 9 * others
    }

    fn read(&self, text: &[u8], into: &mut Gather) {
        let mut units: Vec<(String, String)> = Vec::new();
        for (line_at, line) in text.split(|byte| *byte == b'\n').enumerate() {
            let (line_at, line) = (line_at as u64, line.trim_ascii());
            if let Some(unit) = line.strip_prefix(b"# UNIT ") {
                let told = String::from_utf8_lossy(unit).into_owned();
                let told =
                    told.split_once(' ').map(|(name, unit)| (name.to_owned(), unit.to_owned()));
                units.extend(told);
            }
            if line.is_empty() || line.starts_with(b"#") {
                continue;
            }
            let Some(sample) = sample(line) else {
                into.odd("lines not understood", line_at, line);
                continue;
            };
            let Some(nanos) = into.time(sample.time) else {
                into.odd("samples without a time, left out", line_at, line);
                continue;
            };
            into.point_lines += 1;
            let name = shown(sample.name);
            let is_of = |(of, _): &&(String, String)| name.split('{').next() == Some(of.as_str());
            let unit = units.iter().find(is_of).map_or("", |(_, unit)| unit.as_str());
            let track = into.track(&name, unit);
            into.cell(track, nanos, sample.value, false, line_at);
        }
    }

    fn examples(&self) -> &'static [Example] {
        &[
            Example {
                text: "# HELP http_requests_total The total number of HTTP requests.\n\
                    # TYPE http_requests_total counter\n\
                    http_requests_total{method=\"post\",code=\"200\"} 1027 1709978400000\n\
                    http_requests_total{method=\"post\",code=\"200\"} 1030 1709978415000\n\
                    queue_length 3 1709978400.5\n\
                    # EOF\n",
                found: "http_requests_total{method=\"post\",code=\"200\"} [] 2; queue_length [] 1",
            },
            Example {
                text: "{__name__=\"up\", job=\"a b\"} 1 1709978400000\n\
                    {__name__=\"up\", job=\"a b\"} NaN 1709978415000\n",
                found: "up{job=\"a b\"} [] 1",
            },
        ]
    }
}

/// The parts of a line.
struct Sample<'t> {
    name: &'t [u8],
    value: &'t [u8],
    /// Empty where there is none.
    time: &'t [u8],
}

fn sample(line: &[u8]) -> Option<Sample<'_>> {
    let end = match memchr::memchr2(b'{', b' ', line)? {
        brace if line.get(brace) == Some(&b'{') => labels_end(line, brace)?,
        blank => blank,
    };
    let (name, rest) = line.split_at_checked(end)?;
    let is_of_names = |byte: &u8| byte.is_ascii_alphanumeric() || b"_:.-".contains(byte);
    let front = name.split(|byte| *byte == b'{').next()?;
    let begins =
        name.first().is_some_and(|byte| byte.is_ascii_alphabetic() || b"_:{".contains(byte));
    if !begins || !front.iter().all(is_of_names) {
        return None;
    }
    let mut words = rest.split(|byte| *byte == b' ' || *byte == b'\t').filter(|w| !w.is_empty());
    let value = words.next()?;
    let time = words.next().unwrap_or_default();
    // What follows is an exemplar.
    let is_whole = words.next().is_none_or(|word| word == b"#");
    is_whole.then_some(Sample { name, value, time })
}

/// Behind the brace that ends labels.
fn labels_end(line: &[u8], from: usize) -> Option<usize> {
    let (mut quoted, mut escaped) = (false, false);
    for (at, byte) in line.iter().enumerate().skip(from) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'}' if !quoted => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// A name with its labels; promtool writes the name among these.
fn shown(name: &[u8]) -> String {
    let text = String::from_utf8_lossy(name).into_owned();
    let Some(rest) = text.strip_prefix("{__name__=\"") else { return text };
    let Some((own, labels)) = rest.split_once('"') else { return text };
    let labels = labels.trim_start_matches([',', ' ']);
    if labels == "}" { own.to_owned() } else { format!("{own}{{{labels}") }
}
