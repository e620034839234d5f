//! The rules, one file each, and the table that lists them.
//!
//! Does not: hold what several rules share; see `keyed`, `numbers`.

use super::{hay, kind::Kind, rule};
use rule::Rule;

mod authorization;
mod aws;
mod card;
mod cookie;
mod email;
mod entropy;
mod github;
mod iban;
mod ipv4;
mod ipv6;
mod jwt;
mod keyed;
mod mac;
mod numbers;
mod password;
mod pem;
mod phone;
mod url_login;
mod user;
mod vendors;

pub(super) use password::is_secret_name;
pub(super) use user::is_user_name;

/// Whether a value stands for one that is not there.
pub(super) fn is_void(value: &str) -> bool {
    keyed::is_void(value.as_bytes())
}

/// Every rule; a new one is a file here, a line here and a kind.
pub(super) const RULES: &[Rule] = &[
    pem::RULE,
    jwt::RULE,
    aws::RULE,
    github::RULE,
    vendors::RULE,
    url_login::RULE,
    authorization::RULE,
    email::RULE,
    iban::RULE,
    card::RULE,
    ipv6::RULE,
    ipv4::RULE,
    mac::RULE,
    phone::RULE,
    cookie::RULE,
    password::RULE,
    user::RULE,
    entropy::RULE,
];
