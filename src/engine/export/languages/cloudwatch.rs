//! CloudWatch Logs Insights of AWS.
//! Grammar: <https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html>
//!
//! Does not: choose log groups; fields are those that the service finds in lines of JSON.

use super::{
    super::super::time::TimeNanos,
    Language,
    absent::{Absent, Words},
    ask::Told,
};

pub(super) const LANGUAGE: Language = Language {
    id: "cloudwatch",
    title: "CloudWatch Logs Insights",
    grammar: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Filter.html",
    setup: None,
    dialect: &Absent(CloudWatch),
};

struct CloudWatch;

impl Words for CloudWatch {
    const TEXT: &'static str = "@message";
    const MESSAGE_NOTE: &'static str = "the message is the whole line there";
    const SOURCE: &'static str = "@logStream";
    const TIME: &'static str = "@timestamp";
    const AND: &'static str = " and ";
    const OR: &'static str = " or ";
    const NO_ORDER: Option<&'static str> = Some("text has no order there");

    /// Other than letters, digits, `_`, `.` and `@` stand between backticks.
    fn field(&self, name: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_.@".contains(&byte);
        match name.bytes().all(plain) {
            true => name.to_owned(),
            false => format!("`{name}`"),
        }
    }

    fn there(&self, value: &str, absent: bool) -> String {
        format!("{}ispresent({value})", if absent { "not " } else { "" })
    }

    fn matches(&self, value: &str, pattern: &str, negated: bool) -> String {
        let pattern = pattern.replace('/', r"\/").replace(r"\\/", r"\/");
        format!("{value} {}like /{pattern}/", if negated { "not " } else { "" })
    }

    fn level_among(&self, words: &[String], negated: bool) -> String {
        self.matches("level", &format!("(?i)^(?:{})$", words.join("|")), negated)
    }

    fn instant(&self, at: TimeNanos, told: &mut Told<'_>) -> String {
        told.note("CloudWatch compares times by the millisecond");
        at.0.div_euclid(1_000_000).to_string()
    }

    fn number(&self, value: &str) -> String {
        value.to_owned()
    }

    fn whole(&self, condition: &str, selects_all: bool) -> String {
        let filter = if selects_all { String::new() } else { format!("| filter {condition}\n") };
        format!(
            "fields @timestamp, @logStream, @message\n{filter}| sort @timestamp asc\n| limit 10000"
        )
    }
}
