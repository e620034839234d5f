//! Rules of a person's own: a name and a regular expression, bounded in size and linear in time.
//!
//! Does not: run them; see `Redactor`.

use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder};

use crate::{
    formats::expression_mistake,
    limits::{OWN_RULE_BYTES_MAX, OWN_RULES_MAX},
};

/// A rule as a person writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnRule {
    /// The regular expression; where it has a group, only what the first group matches is taken.
    pub pattern: String,
    pub ignore_case: bool,
}

/// Why a rule cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnRuleMistake {
    /// The rule with this number, from 0, is no regular expression, or too large a one.
    /// The bytes of it that are wrong, and why.
    Pattern { rule: usize, span: Range<usize>, reason: String },
    /// It matches a text without a character in it, so it would be everywhere.
    Empty { rule: usize },
    /// There are more than [`OWN_RULES_MAX`].
    TooMany,
}

impl std::fmt::Display for OwnRuleMistake {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            OwnRuleMistake::Pattern { rule, reason, .. } => {
                write!(out, "rule {} cannot be used: {reason}", rule + 1)
            }
            OwnRuleMistake::Empty { rule } => {
                write!(out, "rule {} matches empty text, so it would be everywhere", rule + 1)
            }
            OwnRuleMistake::TooMany => write!(out, "more than {OWN_RULES_MAX} rules of your own"),
        }
    }
}

/// The rules, ready to run.
pub(super) fn compile(rules: &[OwnRule]) -> Result<Vec<Regex>, OwnRuleMistake> {
    if rules.len() > OWN_RULES_MAX {
        return Err(OwnRuleMistake::TooMany);
    }
    let compiled = rules.iter().enumerate().map(|(rule, own)| {
        if let Some((span, reason)) = expression_mistake(&own.pattern) {
            return Err(OwnRuleMistake::Pattern { rule, span, reason });
        }
        let built = RegexBuilder::new(&own.pattern)
            .case_insensitive(own.ignore_case)
            .multi_line(true)
            .size_limit(OWN_RULE_BYTES_MAX)
            .dfa_size_limit(OWN_RULE_BYTES_MAX)
            .build();
        match built {
            Ok(regex) if regex.is_match(b"") => Err(OwnRuleMistake::Empty { rule }),
            Ok(regex) => Ok(regex),
            Err(_) => {
                let reason = "it is too large".to_owned();
                Err(OwnRuleMistake::Pattern { rule, span: 0..own.pattern.len(), reason })
            }
        }
    });
    compiled.collect()
}
