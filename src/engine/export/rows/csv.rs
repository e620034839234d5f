//! CSV, <https://www.rfc-editor.org/rfc/rfc4180>: lines end with CR LF, what needs it stands in
//! quotes, quotes are doubled.
//!
//! A sheet takes a value that begins with `=`, `+`, `-`, `@`, a tab or CR for a formula, and may run
//! it. Such a value gets an apostrophe before it, which a sheet shows as text; whoever reads the
//! file by a program takes it off. Plain numbers (`-5`, `+1.5`) stay, since they do nothing.
//! <https://owasp.org/www-community/attacks/CSV_Injection>
//!
//! Does not: choose columns.

use std::borrow::Cow;

/// Writes one line.
pub fn line<'v>(values: impl Iterator<Item = Cow<'v, str>>, out: &mut String) {
    for (at, value) in values.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let guard = if is_formula(&value) { "'" } else { "" };
        if value.contains([',', '"', '\r', '\n']) {
            out.push('"');
            out.push_str(guard);
            out.push_str(&value.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(guard);
            out.push_str(&value);
        }
    }
    out.push_str("\r\n");
}

fn is_formula(value: &str) -> bool {
    value.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(value)
}

fn is_number(value: &str) -> bool {
    let digits = value.strip_prefix(['-', '+']).unwrap_or(value);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    plain && digits.parse::<f64>().is_ok()
}
