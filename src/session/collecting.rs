//! How logs are got out of where they are: a command for each place, with a range of time filled in.
//!
//! Does not: run one; a person copies it and puts in what stands in capitals.

use super::show::{date, time_of_day};
use crate::protocol::page::{SECOND_NANOS, TimeNanos, TimeRange, Zone};

/// Places and their commands. `{from}` and `{to}` are times as RFC 3339 in UTC, `{from_plain}` and
/// `{to_plain}` without `T` and `Z`, `{from_ms}` and `{to_ms}` milliseconds since 1970.
/// The options are those of each tool's own manual: kubernetes.io/docs/reference/kubectl,
/// docs.docker.com/reference/cli/docker/container/logs, systemd.time(7), docs.aws.amazon.com/cli,
/// cloud.google.com/sdk/gcloud/reference/logging/read, grafana.com/docs/loki (logcli),
/// elastic.co/docs (search), learn.microsoft.com/cli/azure/monitor/log-analytics.
const PLACES: [(&str, &str); 8] = [
    (
        "Kubernetes",
        "kubectl logs deploy/NAME --all-containers --prefix --timestamps --since-time={from} > app.log",
    ),
    ("Docker", "docker logs --timestamps --since {from} --until {to} NAME > app.log 2>&1"),
    (
        "systemd",
        "journalctl -u NAME -o json --since '{from_plain} UTC' --until '{to_plain} UTC' > app.jsonl",
    ),
    (
        "AWS CloudWatch",
        "aws logs filter-log-events --log-group-name NAME --start-time {from_ms} --end-time {to_ms} --output json > app.json",
    ),
    (
        "Google Cloud",
        "gcloud logging read 'timestamp>=\"{from}\" AND timestamp<\"{to}\"' --order=asc --format=json > app.json",
    ),
    (
        "Loki",
        "logcli query '{app=\"NAME\"}' --from={from} --to={to} --limit=0 --forward --output=jsonl > app.jsonl",
    ),
    (
        "Elasticsearch",
        "curl -s 'HOST/INDEX/_search?size=10000&sort=@timestamp' -H 'Content-Type: application/json' -d '{\"query\":{\"range\":{\"@timestamp\":{\"gte\":\"{from}\",\"lt\":\"{to}\"}}}}' > app.json",
    ),
    (
        "Azure Monitor",
        "az monitor log-analytics query -w WORKSPACE --analytics-query 'AppTraces | where TimeGenerated between (datetime({from}) .. datetime({to}))' -o json > app.json",
    ),
];

/// Each place with its command for a range; without one `FROM` and `TO` stand in it.
#[must_use]
pub fn commands(range: Option<TimeRange>) -> Vec<(&'static str, String)> {
    let ends = range.map(|range| {
        // Outwards to whole seconds, which every tool takes.
        let start = range.start.0.div_euclid(SECOND_NANOS);
        let end = range.end.0.saturating_add(SECOND_NANOS - 1).div_euclid(SECOND_NANOS);
        (start, end)
    });
    let plain = |seconds: i64| {
        let time = TimeNanos(seconds.saturating_mul(SECOND_NANOS));
        let zone = Zone::utc();
        let clock = time_of_day(&zone, time);
        (date(&zone, time), clock.split('.').next().unwrap_or_default().to_owned())
    };
    let filled = |template: &str| {
        let mut command = template.to_owned();
        for (name, word, seconds) in
            [("from", "FROM", ends.map(|ends| ends.0)), ("to", "TO", ends.map(|ends| ends.1))]
        {
            let [full, bare, millis] = match seconds {
                None => [word.to_owned(), word.to_owned(), word.to_owned()],
                Some(seconds) => {
                    let (day, clock) = plain(seconds);
                    let millis = seconds.saturating_mul(1_000).to_string();
                    [format!("{day}T{clock}Z"), format!("{day} {clock}"), millis]
                }
            };
            command = command.replace(&format!("{{{name}}}"), &full);
            command = command.replace(&format!("{{{name}_plain}}"), &bare);
            command = command.replace(&format!("{{{name}_ms}}"), &millis);
        }
        command
    };
    PLACES.iter().map(|(place, template)| (*place, filled(template))).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn the_range_is_filled_in_for_each() {
        let range = TimeRange {
            start: TimeNanos(1_772_370_300_123_000_000),
            end: TimeNanos(1_772_370_960_000_000_001),
        };
        let told = commands(Some(range));
        let told: Vec<String> =
            told.iter().map(|(place, command)| format!("{place}: {command}")).collect();
        expect![[r#"
            Kubernetes: kubectl logs deploy/NAME --all-containers --prefix --timestamps --since-time=2026-03-01T13:05:00Z > app.log
            Docker: docker logs --timestamps --since 2026-03-01T13:05:00Z --until 2026-03-01T13:16:01Z NAME > app.log 2>&1
            systemd: journalctl -u NAME -o json --since '2026-03-01 13:05:00 UTC' --until '2026-03-01 13:16:01 UTC' > app.jsonl
            AWS CloudWatch: aws logs filter-log-events --log-group-name NAME --start-time 1772370300000 --end-time 1772370961000 --output json > app.json
            Google Cloud: gcloud logging read 'timestamp>="2026-03-01T13:05:00Z" AND timestamp<"2026-03-01T13:16:01Z"' --order=asc --format=json > app.json
            Loki: logcli query '{app="NAME"}' --from=2026-03-01T13:05:00Z --to=2026-03-01T13:16:01Z --limit=0 --forward --output=jsonl > app.jsonl
            Elasticsearch: curl -s 'HOST/INDEX/_search?size=10000&sort=@timestamp' -H 'Content-Type: application/json' -d '{"query":{"range":{"@timestamp":{"gte":"2026-03-01T13:05:00Z","lt":"2026-03-01T13:16:01Z"}}}}' > app.json
            Azure Monitor: az monitor log-analytics query -w WORKSPACE --analytics-query 'AppTraces | where TimeGenerated between (datetime(2026-03-01T13:05:00Z) .. datetime(2026-03-01T13:16:01Z))' -o json > app.json"#]]
        .assert_eq(&told.join("\n"));
        assert!(commands(None).iter().all(|(_, command)| command.contains("FROM")));
    }
}
