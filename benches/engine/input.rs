//! Made-up logs of some MiB, the same on every run.
//!
//! Does not: tell a story; `cargo xtask incident` does.

use std::fmt::Write;

/// Bytes of each input.
pub(crate) const BYTES: usize = 16 * 1024 * 1024;

/// JSON lines of about 190 bytes.
pub(crate) fn json_lines() -> Vec<u8> {
    written(|n, at, out| {
        let level = level(n);
        write!(
            out,
            "{{\"ts\":\"2026-05-14T{at}Z\",\"level\":\"{level}\",\"logger\":\"orders\",\
             \"msg\":\"order A-{} placed by user-{}\",\"request_id\":\"{:012x}\",\
             \"host\":\"web-{}\",\"status\":{},\"duration_ms\":{}}}",
            n >> 7 & 0xffff,
            n >> 23 & 0xfff,
            n & 0xffff_ffff_ffff,
            n >> 35 & 7,
            if level == "error" { 503 } else { 200 },
            n >> 40 & 0x1ff,
        )
    })
}

/// An access log in the combined format.
pub(crate) fn access_log() -> Vec<u8> {
    written(|n, at, out| {
        let status = if level(n) == "error" { 503 } else { 200 };
        write!(
            out,
            "192.0.2.{} - - [14/May/2026:{} +0000] \"GET /api/books/{} HTTP/1.1\" {status} {} \"-\" \
             \"Mozilla/5.0 (X11; Linux x86_64)\" rt=0.{:03}",
            n >> 7 & 0xff,
            &at[..8],
            n >> 15 & 0xfff,
            n >> 27 & 0xffff,
            n >> 43 & 0x1ff,
        )
    })
}

/// Java's loggers, a stack trace behind each error.
pub(crate) fn java() -> Vec<u8> {
    written(|n, at, out| {
        let level = level(n);
        let (thread, cart) = (n >> 7 & 15, n >> 11 & 0xfff);
        write!(
            out,
            "2026-05-14 {at} [worker-{thread}] {} shop.cart.Carts - ",
            level.to_uppercase()
        )?;
        write!(out, "cart {cart} of user-{} read", n >> 23 & 0xfff)?;
        for depth in 0..(if level == "error" { 12 } else { 0 }) {
            write!(out, "\n\tat shop.cart.Carts.step{depth}(Carts.java:{})", n >> depth & 0x1ff)?;
        }
        Ok(())
    })
}

/// Lines until there are enough, each from a number without pattern and a time of day.
fn written(line: impl Fn(u64, &str, &mut String) -> std::fmt::Result) -> Vec<u8> {
    let mut text = String::with_capacity(BYTES + 4096);
    let mut n = 1_u64;
    let mut millis = 0;
    while text.len() < BYTES {
        n = n.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        millis += n >> 61;
        let seconds = millis / 1000;
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let at = format!("{hour:02}:{minute:02}:{second:02}.{:03}", millis % 1000);
        line(n >> 8, &at, &mut text).expect("a string takes every write");
        text.push('\n');
    }
    text.into_bytes()
}

fn level(n: u64) -> &'static str {
    match n & 127 {
        0 => "error",
        1..5 => "warn",
        5..20 => "debug",
        _ => "info",
    }
}
