//! An HTTP request as logs write it: `GET /path?query HTTP/1.1`, `GET https://host:443/path HTTP/2.0`.
//!
//! Does not: decode a URL.

use memchr::{memchr, memmem, memrchr};

/// From where to where a part stands in its text.
pub(super) type Part = (usize, usize);

/// Where the parts of a request stand in its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Request {
    pub(super) method: Part,
    /// The path with its query, or a whole URL.
    pub(super) target: Part,
    /// `HTTP/1.1`; its number follows the slash.
    pub(super) protocol: Option<Part>,
    pub(super) version: Option<Part>,
}

/// Where the parts of a whole URL stand in its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Url {
    pub(super) scheme: Part,
    pub(super) host: Part,
    pub(super) port: Option<Part>,
    pub(super) path: Part,
}

/// The parts of a request; none where the text has no method and no target.
pub(super) fn split(text: &[u8]) -> Option<Request> {
    let first = memchr(b' ', text)?;
    let last = memrchr(b' ', text)?;
    let method = text.get(..first)?;
    if method.is_empty() || !method.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    let end = text.get(last + 1..)?;
    let slash = memchr(b'/', end).filter(|at| *at > 0 && last > first);
    let lettered = end.first().is_some_and(u8::is_ascii_alphabetic);
    let slash = slash.filter(|_| lettered);
    let target_end = if slash.is_some() { last } else { text.len() };
    Some(Request {
        method: (0, first),
        target: (first + 1, target_end),
        protocol: slash.map(|_| (last + 1, text.len())),
        version: slash.map(|at| (last + 1 + at + 1, text.len())),
    })
}

/// Whether a text is a request for sure: a method in capitals, and a protocol.
pub(super) fn is_request(text: &[u8]) -> bool {
    split(text).is_some_and(|request| {
        let method = text.get(request.method.0..request.method.1).unwrap_or_default();
        let protocol = request.protocol.and_then(|(from, to)| text.get(from..to));
        method.iter().all(u8::is_ascii_uppercase)
            && protocol.is_some_and(|protocol| protocol.starts_with(b"HTTP/"))
    })
}

/// The parts of a whole URL.
pub(super) fn url(text: &[u8]) -> Option<Url> {
    let scheme = memmem::find(text, b"://")?;
    let letters = text.get(..scheme)?.iter().all(u8::is_ascii_alphabetic);
    let host = scheme + 3;
    let rest = text.get(host..)?;
    let path = rest.iter().position(|byte| matches!(byte, b'/' | b'?')).unwrap_or(rest.len());
    let name = rest.get(..path)?;
    let colon = memrchr(b':', name).filter(|at| {
        let port = name.get(at + 1..).unwrap_or_default();
        !port.is_empty() && port.iter().all(u8::is_ascii_digit)
    });
    let host_end = host + colon.unwrap_or(path);
    (letters && scheme > 0 && path > 0).then_some(Url {
        scheme: (0, scheme),
        host: (host, host_end),
        port: colon.map(|at| (host + at + 1, host + path)),
        path: (host + path, text.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str, (from, to): Part) -> &str {
        &text[from..to]
    }

    #[test]
    fn requests_fall_into_parts() {
        let text = "GET /a b?c=d HTTP/1.1";
        let request = split(text.as_bytes()).unwrap();
        assert_eq!(part(text, request.method), "GET");
        assert_eq!(part(text, request.target), "/a b?c=d");
        assert_eq!(part(text, request.protocol.unwrap()), "HTTP/1.1");
        assert_eq!(part(text, request.version.unwrap()), "1.1");
        assert!(is_request(text.as_bytes()) && !is_request(b"GET well soon"));
        assert_eq!(split(b"GET /old").unwrap().protocol, None);
        assert_eq!(split(b"\\x16\\x03 a"), None);
    }

    #[test]
    fn urls_fall_into_parts() {
        let text = "https://a.example:443/b?c";
        let found = url(text.as_bytes()).unwrap();
        assert_eq!(part(text, found.host), "a.example");
        assert_eq!(part(text, found.port.unwrap()), "443");
        assert_eq!(part(text, found.path), "/b?c");
        assert_eq!(url(b"http://a").unwrap().path, (8, 8));
        assert_eq!(url(b"/no/url"), None);
    }
}
