//! Blocks of PEM, <https://www.rfc-editor.org/rfc/rfc7468>: keys and certificates, also on one
//! line with `\n` written out, also without their end.
//!
//! Does not: look inside.

use std::ops::Range;

use memchr::memmem;

use super::{Kind, hay::Hay, rule};

pub(super) const RULE: rule::Rule = rule::Rule {
    kind: Kind::Pem,
    begins: b"-",
    find,
    canonical: rule::as_written,
    examples: &[
        (
            "key: -----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY----- end",
            &["-----BEGIN RSA PRIVATE KEY-----\nMIIEow==\n-----END RSA PRIVATE KEY-----"],
        ),
        (
            r#"{"tls":"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"}"#,
            &[r"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"],
        ),
        ("-----BEGIN PRIVATE KEY-----\nMIIEvQ", &["-----BEGIN PRIVATE KEY-----\nMIIEvQ"]),
        ("----- BEGIN backup -----", &[]),
        ("-----BEGINNING of the run-----", &[]),
    ],
};

const LABEL_BYTES_MAX: usize = 64;

fn find(hay: &Hay<'_>, at: usize, out: &mut Vec<Range<usize>>) {
    const BEGIN: &str = "-----BEGIN ";
    if hay.before(at) == b'-' || !hay.has(at, BEGIN) {
        return;
    }
    let label = at + BEGIN.len();
    let label_end = hay.run(label, |byte| byte != b'-' && byte != b'\n');
    if !hay.has(label_end, "-----") || label_end - label > LABEL_BYTES_MAX {
        return;
    }
    let body = label_end + 5;
    let rest = hay.slice(body..hay.bytes.len());
    let end = match memmem::find(rest, b"-----END ") {
        Some(end) => {
            let label = body + end + 9;
            let dashes = hay.run(label, |byte| byte != b'-' && byte != b'\n' && byte != b'"');
            hay.run(dashes, |byte| byte == b'-')
        }
        // Torn off: as far as it looks like base64, line ends among it, also written out.
        None => {
            hay.run(body, |byte| byte.is_ascii_alphanumeric() || b"+/=\r\n\\-: ,".contains(&byte))
        }
    };
    out.push(at..end);
}
