//! What the machines log by themselves: heartbeats, checkpoints, the import of prices, and the
//! steps by which the second database fails.
//!
//! Does not: know requests.

use super::{
    Spec,
    chance::Chance,
    clock::{MINUTE, Millis, SECOND},
    ledger::Ledger,
    names,
    source::{Level, checkout, database, payments, worker},
    story::Story,
};

/// Process numbers of the database's own parts.
const CHECKPOINTER: u64 = 811;
const ARCHIVER: u64 = 815;

const WATCH: &str = "shop.watch.ReplicaWatch";
const TIMEOUT_TRACE: [&str; 5] = [
    "java.net.SocketTimeoutException: Read timed out",
    "\tat java.base/sun.nio.ch.NioSocketImpl.timedRead(NioSocketImpl.java:278)",
    "\tat java.base/java.net.Socket$SocketInputStream.read(Socket.java:1099)",
    "\tat shop.watch.ReplicaWatch.ask(ReplicaWatch.java:73)",
    "\tat shop.watch.ReplicaWatch.run(ReplicaWatch.java:52)",
];

/// Everything that no request causes.
pub fn all(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    heartbeats(spec, story, ledger);
    routine(spec, story, ledger);
    import(spec, story, ledger);
    failure(spec, story, ledger);
    recovery(story, ledger);
}

/// Every forty seconds a word about each database; the second is not heard of while its disk is full.
fn heartbeats(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    let mut chance = Chance::new(spec.seed, "heartbeats");
    for beat in story.span.clone().step_by(40 * SECOND as usize) {
        for (database, offset) in [("db-1", 1), ("db-2", 2)] {
            let at = beat + offset * SECOND + chance.below(90);
            let behind = chance.duration(30);
            let record = if database == "db-2" && story.disk_full.contains(&at) {
                let message = format!("no answer from {database} in 5000 ms");
                // Thrice, then it waits for the database to come back.
                if at >= story.disk_full.start + 130 * SECOND {
                    continue;
                }
                worker::record(at, Level::Warn, "watch-1", WATCH, &message, &TIMEOUT_TRACE, None)
            } else {
                let message = format!("heartbeat of {database}: {behind} ms behind");
                worker::record(at, Level::Info, "watch-1", WATCH, &message, &[], None)
            };
            ledger.add(record);
        }
    }
}

/// Checkpoints, settled payments, and the odd error that means nothing.
fn routine(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    let mut chance = Chance::new(spec.seed, "routine");
    for at in story.span.clone().step_by(5 * MINUTE as usize) {
        if !story.disk_full.contains(&(at + 40 * SECOND)) {
            let (buffers, seconds) = (chance.between(200, 900), chance.between(20, 35));
            let message = format!(
                "checkpoint complete: wrote {buffers} buffers ({}.{} %); write={seconds}.{:03} s",
                buffers / 164,
                chance.below(10),
                chance.below(1_000),
            );
            let at = at + 40 * SECOND;
            ledger.add(database::record(at, Level::Info, CHECKPOINTER, "", &message, None));
        }
        let at = at + chance.below(3 * MINUTE);
        let message = "payments settled with the bank";
        let rest = format!("batch={} count={}", chance.hex(6), chance.between(4, 40));
        ledger.add(payments::record(at, Level::Info, message, None, &rest));
        if chance.one_in(2) {
            let process = chance.between(4_100, 4_119);
            let message = "duplicate key value violates unique constraint \"carts_pkey\"";
            let at = at + chance.below(MINUTE);
            ledger.add(database::record(at, Level::Error, process, "shop@carts", message, None));
        }
    }
}

/// The harmless change: very many records in two minutes, some of them warnings.
fn import(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    const CLASS: &str = "shop.prices.PriceImport";
    let mut chance = Chance::new(spec.seed, "import");
    let records = u64::from(spec.requests) / 8;
    let length = story.import.end - story.import.start;
    for number in 0..records {
        let at = story.import.start + length * number / records;
        let (sku, cents) = (chance.between(100, 999), chance.between(490, 4_900));
        let record = if chance.one_in(25) {
            let message = format!("price of book {sku} is older than ours, left as it is");
            worker::record(at, Level::Warn, "import-1", CLASS, &message, &[], None)
        } else {
            let message = format!("price of book {sku} set to {cents} cents");
            worker::record(at, Level::Info, "import-1", CLASS, &message, &[], None)
        };
        ledger.add(record);
    }
}

/// The cause and its course: archiving, disk, pool.
fn failure(spec: &Spec, story: &Story, ledger: &mut Ledger) {
    let mut chance = Chance::new(spec.seed, "failure");
    let mut segment = chance.between(0x20, 0x60);
    let archiving = story.archiving_fails.clone();
    for (number, at) in archiving.step_by(20 * SECOND as usize).enumerate() {
        let file = format!("00000001000000{segment:02X}000000{:02X}", number % 256);
        let message = "archive command failed with exit code 1";
        ledger.add(database::record(at, Level::Info, ARCHIVER, "", message, None));
        if number % 3 == 2 {
            let message = format!(
                "archiving write-ahead log file \"{file}\" failed too many times, \
                 will try again later"
            );
            ledger.add(database::record(at + 40, Level::Warn, ARCHIVER, "", &message, None));
            segment += u64::from(number % 15 == 14);
        }
    }
    for at in story.disk_full.clone().step_by(4 * SECOND as usize) {
        let at = at + chance.below(3 * SECOND);
        let process = chance.between(4_100, 4_119);
        let message = format!(
            "could not extend file \"base/16402/{}\": No space left on device",
            process + 22_000
        );
        ledger.add(database::record(at, Level::Error, process, "shop@orders", &message, None));
    }
    pool(story, &mut chance, ledger);
}

/// The pool of connections to the second database runs dry, and new ones are refused.
fn pool(story: &Story, chance: &mut Chance, ledger: &mut Ledger) {
    let from = story.disk_full.start + 9 * SECOND;
    for at in (from..story.window.end).step_by(6 * SECOND as usize) {
        let waiting = chance.between(3, 31);
        let message = format!("pool orders at 100% of 20, {waiting} waiting");
        let host = names::FAILING_HOST;
        ledger.add(checkout::record(
            at,
            Level::Warn,
            &message,
            host,
            None,
            &[("waiting", waiting)],
        ));
    }
    for at in story.window.clone().step_by(45 * SECOND as usize) {
        let process = chance.between(4_120, 4_180);
        let at: Millis = at + chance.below(20 * SECOND);
        let message = "sorry, too many clients already";
        if story.disk_full.contains(&at) {
            ledger.add(database::record(at, Level::Fatal, process, "shop@orders", message, None));
        }
    }
}

/// Somebody frees the disk.
fn recovery(story: &Story, ledger: &mut Ledger) {
    let at = story.disk_full.end;
    let steps = [
        (0, "archived write-ahead log files again"),
        (2, "database system is ready to accept connections"),
    ];
    for (after, message) in steps {
        let at = at + after * SECOND;
        ledger.add(database::record(at, Level::Info, ARCHIVER, "", message, None));
    }
    let message = "db-2 answers again";
    let at = at + 3 * SECOND;
    ledger.add(worker::record(at, Level::Info, "watch-1", WATCH, message, &[], None));
}
