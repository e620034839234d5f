//! The one table of formats, and what each of them has to answer.
//!
//! To add a format: one file with a `Format`, one row here. Its examples are run as tests.
//!
//! Does not: choose among formats; `settle` does for a source, [`RecordReader`](super::RecordReader) for a line.

use serde_json::{Map, Value};

use super::{LineRole, Reading, tree};
use crate::{level::Level, record::RecordParts};

/// Every format, the most specific first: a line belongs to the first one that it begins a record of.
pub(crate) const FORMATS: &[&dyn Format] = &[
    &super::json::JsonLines,
    &super::journal::JournalExport,
    &super::mysql_slow::MysqlSlow,
    &super::xml::XmlEvents,
    &super::apt::AptHistory,
    &super::setupapi::SetupApi,
    &super::cri::Cri,
    &super::compose::Compose,
    &super::cef::Cef,
    &super::syslog5424::Syslog5424,
    &super::columns::W3c,
    &super::columns::Zeek,
    &super::columns::Csv,
    &super::postgres_csv::PostgresCsv,
    &super::layouts::AWS_ALB,
    &super::layouts::AWS_ELB,
    &super::layouts::AWS_S3,
    &super::layouts::AWS_VPC,
    &super::layouts::AWS_CLOUDFRONT,
    &super::layouts::HAPROXY,
    &super::layouts::ENVOY,
    &super::layouts::PAN_OS,
    &super::layouts::IIS,
    &super::layouts::SQUID,
    &super::layouts::COREDNS,
    &super::layouts::COUCHDB,
    &super::layouts::GIN,
    &super::layouts::MYSQL_GENERAL,
    &super::layouts::LOGCAT,
    &super::layouts::DPKG,
    &super::layouts::CUPS_PAGE,
    &super::layouts::VMKERNEL,
    &super::layouts::SSSD,
    &super::layouts::NAGIOS,
    &super::layouts::SAP_HANA,
    &super::layouts::ERLANG,
    &super::layouts::WEBLOGIC,
    &super::layouts::RUBY,
    &super::layouts::RAILS,
    &super::layouts::CAPNSLOG,
    &super::layouts::LAGER,
    &super::layouts::MSSQL,
    &super::layouts::MONOLOG,
    &super::layouts::WEBSPHERE,
    &super::layouts::LINUX_AUDIT,
    &super::layouts::MACOS_LOG,
    &super::layouts::ORACLE_LISTENER,
    &super::layouts::SNORT,
    &super::layouts::FILTERLOG,
    &super::zeek_rows::ZeekRows,
    &super::sccm::Sccm,
    &super::db2::Db2Diag,
    &super::jvm_gc::JvmGc,
    &super::strace::Strace,
    &super::timed_blocks::TimedBlocks,
    &super::ibm_mq::IbmMq,
    &super::syslog3164::Syslog3164,
    &super::access::AccessLog,
    &super::klog::Klog,
    &super::redis::Redis,
    &super::nginx_error::NginxError,
    &super::postgres::Postgres,
    &super::logfmt::Logfmt,
    &super::log4j::Log4j,
    &super::python::PythonLogging,
    &super::text::TimedText,
    &super::lines::Lines,
];

/// One log format.
pub(crate) trait Format: Sync {
    /// How it is called in settings and at the terminal: short, lower case.
    fn name(&self) -> &'static str;

    /// How it is called on screen.
    fn title(&self) -> &'static str;

    /// Where it is described.
    fn specification(&self) -> &'static str;

    /// What this line is in this format, looking at the line alone; none where it is nothing of it.
    fn role(&self, line: &[u8], reading: &mut Reading) -> Option<LineRole>;

    /// Whether the roles of the lines behind this one are the same whatever stood before it. Not so only
    /// where a role depends on more than the line before.
    fn settles(&self, _line: &[u8]) -> bool {
        true
    }

    /// Whether this line can hardly be of another format; only asked to settle a source.
    fn sniff(&self, line: &[u8], reading: &mut Reading) -> bool {
        self.role(line, reading) == Some(LineRole::Start)
    }

    /// Whether its records are blocks of lines, so that a source is in this format as a whole or not
    /// at all.
    fn is_of_blocks(&self) -> bool {
        false
    }

    /// Takes a record apart; false where it is none of this format after all.
    fn parse(&self, record: &[u8], reading: &mut Reading, out: &mut RecordParts) -> bool;

    /// The fields as a tree, time, level and message among them under their own names.
    fn tree(&self, record: &[u8], reading: &mut Reading) -> Map<String, Value> {
        let mut out = RecordParts::default();
        reading.whole = true;
        self.parse(record, reading, &mut out);
        reading.whole = false;
        tree::from_parts(record, &out)
    }

    /// Records of this format and what is found in them.
    fn examples(&self) -> &'static [Example];
}

/// A record and what its format finds in it.
#[derive(Debug)]
pub struct Example {
    pub text: &'static str,
    /// RFC 3339 in UTC, where a year is missing the latest before 2026-11-22.
    pub time: Option<&'static str>,
    pub level: Option<Level>,
    pub message: &'static str,
    /// Some of its fields.
    pub fields: &'static [(&'static str, &'static str)],
}

/// What the table says of a format, for people and for tests.
#[derive(Clone, Copy, Debug)]
pub struct FormatCard {
    pub name: &'static str,
    pub title: &'static str,
    pub specification: &'static str,
    pub examples: &'static [Example],
}

/// The cards of every format, in the order of the table.
pub fn cards() -> impl Iterator<Item = FormatCard> {
    FORMATS.iter().map(|format| FormatCard {
        name: format.name(),
        title: format.title(),
        specification: format.specification(),
        examples: format.examples(),
    })
}

/// How a format of this name is called on screen; the name itself where there is none of it.
pub fn title(name: &str) -> &str {
    let metric = || crate::series::title(name).unwrap_or(name);
    by_name(name).map_or_else(metric, |format| format.title())
}

/// The format of this name.
pub(crate) fn by_name(name: &str) -> Option<&'static dyn Format> {
    FORMATS.iter().copied().find(|format| format.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        formats::{Hints, RecordReader, settle},
        time::TimeNanos,
    };

    /// 2026-11-22T00:00:00Z.
    const LATEST: TimeNanos = TimeNanos(1_795_305_600_000_000_000);

    #[test]
    fn every_example_reads_as_said() {
        for format in FORMATS {
            assert!(!format.examples().is_empty(), "{} has no example", format.name());
            assert!(format.specification().starts_with("https://"), "{}", format.name());
            for example in format.examples() {
                check(*format, example);
            }
        }
    }

    fn check(format: &dyn Format, example: &Example) {
        let text = example.text.as_bytes();
        let settled = settle(text, b"", &Hints { latest: LATEST, ..Hints::default() });
        assert_eq!(settled.formats.first().map(String::as_str), Some(format.name()), "{example:?}");
        let mut reader = RecordReader::new(&settled);
        let roles = example.text.lines().map(|line| reader.role(line.as_bytes()));
        let roles: Vec<_> = roles.collect();
        let headers = roles.iter().take_while(|role| **role == LineRole::Structure).count();
        assert_eq!(roles.get(headers), Some(&LineRole::Start), "{example:?}");
        let joined = roles.iter().skip(headers + 1).all(|role| *role == LineRole::Continues);
        assert!(joined, "{roles:?} in {example:?}");
        let mut text = example.text;
        for _ in 0..headers {
            text = text.split_once('\n').unwrap().1;
        }
        let text = text.as_bytes();
        let mut parts = RecordParts::default();
        reader.parse(text, &mut parts);
        let time = parts.time.map(|time| jiff::Timestamp::from_nanosecond(time.0.into()).unwrap());
        assert_eq!(time.map(|time| time.to_string()).as_deref(), example.time, "{example:?}");
        assert_eq!(parts.level, example.level, "{example:?}");
        let message = String::from_utf8_lossy(parts.message(text)).into_owned();
        assert_eq!(message, example.message, "{example:?}");
        for (name, value) in example.fields {
            let found = parts.field(text, name.as_bytes());
            let found = found.map(|(value, _)| String::from_utf8_lossy(value).into_owned());
            assert_eq!(found.as_deref(), Some(*value), "{name} of {example:?}");
        }
    }
}
