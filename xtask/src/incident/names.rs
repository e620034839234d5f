//! Whom and what the made-up shop knows: routes, browsers, books, hosts. Addresses are those set
//! aside for documentation (RFC 5737).
//!
//! Does not: name anything real.

use super::chance::Chance;

pub const AGENTS: [&str; 5] = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:151.0) Gecko/20100101 Firefox/151.0",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/154.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 19_4 like Mac OS X) Mobile/15E148",
    "paperboat-app/8.2 (Android 16)",
    "curl/8.14.1",
];

pub const WORDS: [&str; 8] =
    ["atlas", "sea", "garden", "winter", "maps", "salt", "letters", "night"];

/// The machines that take orders. The second reads from and writes to the second database.
pub const HOSTS: [&str; 2] = ["checkout-1", "checkout-2"];
pub const FAILING_HOST: &str = HOSTS[1];

pub const VERSION: &str = "4.12.0";

/// Somebody who buys books.
#[derive(Clone, Debug)]
pub struct Customer {
    pub address: String,
    pub agent: &'static str,
}

/// So many customers.
pub fn customers(count: usize, chance: &mut Chance) -> Vec<Customer> {
    (0..count).map(|_| Customer { address: address(chance), agent: chance.pick(&AGENTS) }).collect()
}

/// The id of the request of this number: its digits turned about, so that no two are the same.
pub fn request_id(number: u32) -> String {
    let turned = number.wrapping_mul(0x9e37_79b1).rotate_left(13) ^ 0x5bd1_e995;
    format!("{:08x}", (turned ^ (turned >> 15)).wrapping_mul(0x85eb_ca6b))
}

/// A book's number; some are asked for much more often.
pub fn book(chance: &mut Chance) -> u64 {
    let most = chance.between(1, 900);
    100 + chance.below(most)
}

/// An address.
pub fn address(chance: &mut Chance) -> String {
    let net = chance.pick(&["192.0.2", "198.51.100", "203.0.113"]);
    format!("{net}.{}", chance.between(1, 254))
}

/// The number of an order.
pub fn order(chance: &mut Chance) -> String {
    format!("A-{}", chance.between(10_000, 99_999))
}
