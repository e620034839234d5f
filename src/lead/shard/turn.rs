//! How long a shard works before it looks at newer commands.
//!
//! Does not: know what is worked on.

use super::Host;

/// How long one turn may take, in milliseconds. A question takes some rounds, so this is felt several
/// times.
const TURN_MILLIS: f64 = 10.0;

/// A stretch of work: at least one piece of it, however slow the machine is, then as long as time lasts.
#[derive(Debug)]
pub(super) struct Turn {
    until: f64,
    is_first: bool,
}

impl Turn {
    /// Begins now.
    pub(super) fn new(host: &dyn Host) -> Turn {
        Turn { until: host.now_millis() + TURN_MILLIS, is_first: true }
    }

    /// One piece of work, which nobody asked for: it delays what is asked meanwhile as little as can be.
    pub(super) fn of_one_piece(host: &dyn Host) -> Turn {
        Turn { until: host.now_millis(), is_first: true }
    }

    /// Whether another piece may be begun.
    pub(super) fn goes_on(&mut self, host: &dyn Host) -> bool {
        std::mem::take(&mut self.is_first) || host.now_millis() < self.until
    }
}
