//! A made-up incident: two services, a burst of errors, and what led to it.
//!
//! Does not: hold a real log.

use super::sources::Source;

/// Where the burst begins and ends, in seconds of the export.
pub(super) const BURST: std::ops::Range<u32> = 4_000..4_180;
/// Seconds of the export.
const SECONDS: u32 = 7_200;
/// The disk fills so long before the burst.
pub(super) const LEAD: u32 = 40;

/// Numbers without a pattern, the same each time.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// The sources of an incident; a quiet one where nothing is planted.
pub(super) fn incident(seed: u64, planted: bool) -> Vec<Source> {
    let mut numbers = Numbers(seed * 977 + 5);
    let (mut shop, mut disk) = (String::new(), String::new());
    for second in 0..SECONDS {
        let clock = format!(
            "2026-05-14T{:02}:{:02}:{:02}",
            9 + second / 3600,
            second / 60 % 60,
            second % 60
        );
        let in_burst = planted && BURST.contains(&second);
        for _ in 0..1 + numbers.below(3) {
            let (millis, user) = (numbers.below(1000), numbers.below(100_000));
            let host = format!("web-{}", numbers.below(5));
            let bad = in_burst && host == "web-3" && numbers.below(10) < 9;
            let (level, text) = match (bad, numbers.below(2_000)) {
                (true, _) => ("error", format!("cannot store cart of user {user}")),
                (false, 0) => ("error", format!("client of user {user} went away")),
                _ => ("info", format!("stored cart of user {user} in {millis} ms")),
            };
            shop.push_str(&format!(
                "{{\"ts\":\"{clock}.{millis:03}Z\",\"level\":\"{level}\",\"msg\":\"{text}\",\"host\":\"{host}\"}}\n"
            ));
        }
        if second % 10 == 3 {
            disk.push_str(&format!("{clock}.5Z INFO scrub pass {} done\n", second / 10));
        }
        if planted && (BURST.start - LEAD..BURST.end).contains(&second) {
            disk.push_str(&format!("{clock}.7Z WARN volume vol-{} is full\n", numbers.below(9)));
        }
    }
    vec![Source(shop.into_bytes()), Source(disk.into_bytes())]
}
