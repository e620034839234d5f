//! What a customer's request leaves in the logs, from the gateway to the receipt.
//!
//! Does not: decide when things are broken; the story does.

mod order;

use super::{
    Spec,
    chance::Chance,
    clock::Millis,
    ledger::Ledger,
    names::{self, Customer},
    source::{
        Level, checkout,
        gateway::{self, Answer},
    },
    story::Story,
};

/// One customer's request on its way.
struct Request<'a> {
    at: Millis,
    id: String,
    customer: &'a Customer,
    story: &'a Story,
    chance: &'a mut Chance,
    ledger: &'a mut Ledger,
    /// How many ids were given, this request's included.
    ids: &'a mut u32,
}

/// Every request of the incident.
pub fn all(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    let mut chance = Chance::new(spec.seed, "requests");
    let customers = names::customers(spec.requests as usize / 10 + 1, &mut chance);
    let mut ids = (spec.seed as u32).wrapping_mul(1 << 20);
    for _ in 0..spec.requests {
        let at = arrival(story, &mut chance);
        let customer = &customers[chance.below(customers.len() as u64) as usize];
        ids = ids.wrapping_add(1);
        let id = names::request_id(ids);
        let (chance, ids) = (&mut chance, &mut ids);
        Request { at, id, customer, story, chance, ledger, ids }.happen();
    }
}

/// A time in the story: even, with a gentle swell in its middle.
fn arrival(story: &Story, chance: &mut Chance) -> Millis {
    let length = story.span.end - story.span.start;
    let even = chance.below(length);
    let swell = chance.one_in(4);
    story.span.start + if swell { (even + chance.below(length)) / 2 } else { even }
}

impl Request<'_> {
    fn happen(mut self) {
        match self.chance.below(100) {
            0..17 => self.order(),
            17..30 => self.fill_cart(),
            30..60 => {
                let book = names::book(self.chance);
                self.look(&format!("/api/books/{book}"), 12, 900 + book * 7 % 1_300);
            }
            60..80 => {
                let word = self.chance.pick(&names::WORDS);
                self.look(&format!("/api/search?q={word}"), 60, 2_000 + 311 * word.len() as u64);
            }
            80..92 => self.look("/api/cart", 9, 240),
            _ => {
                let order = names::order(self.chance);
                self.look(&format!("/api/orders/{order}"), 15, 615);
            }
        }
    }

    /// Something is only read.
    fn look(&mut self, path: &str, usual_millis: u64, bytes: u64) {
        let took = self.chance.duration(usual_millis);
        let (status, bytes) = match self.chance.below(400) {
            0 => (502, 157),
            1..8 => (404, 153),
            8..30 => (304, 0),
            _ => (200, bytes),
        };
        self.answer(took, ("GET", path), status, bytes);
    }

    /// A book goes into the cart; now and then the stock does not answer.
    fn fill_cart(&mut self) {
        let took = self.chance.duration(25);
        let host = self.chance.pick(&names::HOSTS);
        let sku = names::book(self.chance);
        if self.chance.one_in(300) {
            let message = "stock did not answer in 2000 ms";
            self.checkout(2_001, Level::Error, message, host, &[("sku", sku)]);
            self.answer(2_004, ("POST", "/api/cart/items"), 500, 170);
        } else {
            let message = format!("book {sku} put into the cart");
            self.checkout(took / 2, Level::Info, &message, host, &[("duration_ms", took)]);
            self.answer(took, ("POST", "/api/cart/items"), 201, 96);
        }
    }

    /// The gateway's line, so many milliseconds after the request came in.
    fn answer(&mut self, took_millis: u64, (method, path): (&str, &str), status: u16, bytes: u64) {
        let (client, agent) = (self.customer.address.as_str(), self.customer.agent);
        let answer =
            Answer { client, method, path, status, bytes, took_millis, agent, id: &self.id };
        self.ledger.add(gateway::record(self.at + took_millis, &answer));
    }

    /// A line of the service that takes orders.
    fn checkout(
        &mut self,
        after: Millis,
        level: Level,
        message: &str,
        host: &str,
        fields: &[(&str, u64)],
    ) {
        let at = self.at + after;
        self.ledger.add(checkout::record(at, level, message, host, Some(&self.id), fields));
    }
}
