//! An order: stock, payment, database, receipt. In the window those on one host end in 503.
//!
//! Does not: know the other requests.

use super::Request;
use crate::incident::{
    clock::{Millis, SECOND},
    names,
    source::{Level, database, payments, worker},
};

const ASKED: (&str, &str) = ("POST", "/api/checkout");
/// How long an order waits for a connection, and how often.
const WAIT_MILLIS: u64 = 500;
const WAITS: u64 = 2;

/// A stack trace of the worker: a receipt that could not be drawn.
const RECEIPT_TRACE: [&str; 6] = [
    "shop.receipts.ReceiptException: no template for locale fy_NL",
    "\tat shop.receipts.Templates.find(Templates.java:88)",
    "\tat shop.receipts.ReceiptSender.send(ReceiptSender.java:41)",
    "\tat java.base/java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:1144)",
    "Caused by: java.io.FileNotFoundException: receipts/fy_NL.html",
    "\t... 14 more",
];

impl Request<'_> {
    /// An order, and once or twice the same again where it failed.
    pub(super) fn order(mut self) {
        let host = self.chance.pick(&names::HOSTS);
        let items = self.chance.between(1, 6);
        for _ in 0..3 {
            self.checkout(1, Level::Info, &format!("order of {items} books begun"), host, &[]);
            if host != names::FAILING_HOST || !self.story.window.contains(&self.at) {
                return self.placed(host);
            }
            self.refused(host);
            if self.chance.one_in(3) {
                return;
            }
            self.at += self.chance.between(2, 7) * SECOND;
            *self.ids = self.ids.wrapping_add(1);
            self.id = names::request_id(*self.ids);
        }
    }

    /// No connection to the database: nothing is paid, nothing is sent.
    fn refused(&mut self, host: &str) {
        let mut after = 4;
        for wait in 1..=WAITS {
            after += WAIT_MILLIS;
            let message = format!(
                "no free connection in pool orders after {WAIT_MILLIS} ms, try {wait} of 2"
            );
            self.checkout(after, Level::Warn, &message, host, &[("wait_ms", WAIT_MILLIS)]);
        }
        let fields = [("status", 503), ("duration_ms", after + 3)];
        let message = "order refused: pool orders is exhausted";
        self.checkout(after + 1, Level::Error, message, host, &fields);
        self.answer(after + 3, ASKED, 503, 181);
    }

    fn placed(&mut self, host: &str) {
        let order = names::order(self.chance);
        let cents = self.chance.between(590, 18_900);
        let reserved = self.chance.duration(12);
        self.checkout(
            reserved,
            Level::Info,
            &format!("stock reserved for order {order}"),
            host,
            &[],
        );
        let asked = reserved + 2;
        self.payment(asked, Level::Info, "authorisation asked", &format!("amount={cents}"));
        let paid = asked + self.chance.duration(90);
        let took = format!("took={}ms", paid - asked);
        if self.chance.one_in(40) {
            self.payment(paid, Level::Warn, "card declined by its bank", &took);
            self.checkout(paid + 2, Level::Warn, "payment declined", host, &[("status", 402)]);
            return self.answer(paid + 4, ASKED, 402, 133);
        }
        self.payment(paid, Level::Info, "payment authorised", &took);
        let stored = self.store(paid + 1, host);
        let fields = [("status", 201), ("duration_ms", stored + 2)];
        self.checkout(stored + 1, Level::Info, &format!("order {order} placed"), host, &fields);
        self.answer(stored + 2, ASKED, 201, 342);
        self.receipt(stored, &order);
    }

    /// The order goes into the database, which logs a statement when it is slow. Returns when it is done.
    fn store(&mut self, after: Millis, host: &str) -> Millis {
        let slow = host == names::FAILING_HOST && self.chance.one_in(4);
        if !slow {
            return after + self.chance.duration(8);
        }
        let took = self.chance.duration(250) + 100;
        let (id, micros) = (&self.id, self.chance.below(1_000));
        let message = format!(
            "duration: {took}.{micros:03} ms  statement: insert into orders (placed, cents)\n\
             \tvalues ($1, $2) /* request_id={id} */"
        );
        let (process, at) = (self.chance.between(4_100, 4_119), self.at + after + took);
        let record = database::record(at, Level::Info, process, "shop@orders", &message, Some(id));
        self.ledger.add(record);
        after + took
    }

    fn receipt(&mut self, after: Millis, order: &str) {
        const CLASS: &str = "shop.receipts.ReceiptSender";
        let thread = format!("mail-{}", self.chance.between(1, 4));
        let mut at = self.at + after + self.chance.duration(600);
        let id = Some(self.id.as_str());
        if self.chance.one_in(90) {
            let message = format!("receipt for order {order} failed, request {}", self.id);
            let level = Level::Error;
            self.ledger.add(worker::record(
                at,
                level,
                &thread,
                CLASS,
                &message,
                &RECEIPT_TRACE,
                id,
            ));
            at += 5 * SECOND;
        }
        let message = format!("receipt for order {order} sent, request {}", self.id);
        self.ledger.add(worker::record(at, Level::Info, &thread, CLASS, &message, &[], id));
    }

    fn payment(&mut self, after: Millis, level: Level, message: &str, rest: &str) {
        let at = self.at + after;
        self.ledger.add(payments::record(at, level, message, Some(&self.id), rest));
    }
}
