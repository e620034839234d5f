//! Words that the lexer knows by sight: parts of dates, units of size, zones, technical names.
//!
//! Does not: know the words of any one program.

/// Whether a word is a month or a weekday, short or whole: `Jun`, `June`, `Sat`, `Saturday`.
pub(super) fn is_calendar(word: &[u8]) -> bool {
    let Some(short) = word.first_chunk::<3>() else { return false };
    let whole: &[u8] = match short {
        b"Jan" => b"January",
        b"Feb" => b"February",
        b"Mar" => b"March",
        b"Apr" => b"April",
        b"May" => b"May",
        b"Jun" => b"June",
        b"Jul" => b"July",
        b"Aug" => b"August",
        b"Sep" => b"September",
        b"Oct" => b"October",
        b"Nov" => b"November",
        b"Dec" => b"December",
        b"Mon" => b"Monday",
        b"Tue" => b"Tuesday",
        b"Wed" => b"Wednesday",
        b"Thu" => b"Thursday",
        b"Fri" => b"Friday",
        b"Sat" => b"Saturday",
        b"Sun" => b"Sunday",
        _ => return false,
    };
    word.len() == short.len() || word == whole
}

/// Whether a word only goes on with the number or the time before it: `12.3 KB`, `3:04 PM UTC`.
pub(super) fn continues_value(word: &[u8]) -> bool {
    matches!(
        word,
        b"B" | b"KB"
            | b"kB"
            | b"MB"
            | b"GB"
            | b"TB"
            | b"PB"
            | b"KiB"
            | b"MiB"
            | b"GiB"
            | b"TiB"
            | b"AM"
            | b"PM"
            | b"UTC"
            | b"GMT"
            | b"PST"
            | b"PDT"
            | b"MST"
            | b"MDT"
            | b"CST"
            | b"CDT"
            | b"EST"
            | b"EDT"
            | b"CET"
            | b"CEST"
            | b"BST"
            | b"IST"
            | b"JST"
    )
}

/// Whether a word is a unit that may follow `<1`, as in `<1 sec`.
pub(super) fn is_duration_unit(word: &[u8]) -> bool {
    matches!(word, b"ms" | b"s" | b"sec" | b"secs" | b"second" | b"seconds" | b"min" | b"minute")
}

/// Whether a word with a digit is a name all the same, so that a template can be read.
pub(super) fn is_technical(word: &[u8]) -> bool {
    const KNOWN: [&str; 34] = [
        "ipv4", "ipv6", "ssh2", "http2", "http/1.0", "http/1.1", "http/2", "http/2.0", "http/3",
        "utf8", "utf-8", "utf16", "utf-16", "md5", "sha1", "sha256", "sha512", "base64", "x86",
        "x86_64", "amd64", "arm64", "i386", "win32", "int32", "int64", "uint32", "uint64",
        "float32", "float64", "oauth2", "k8s", "ec2", "s3",
    ];
    (2..=8).contains(&word.len())
        && word[0].is_ascii_alphabetic()
        && KNOWN.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
}

/// Whether a dotted word is the name of a host: labels of letters and dashes, a domain of the net.
pub(super) fn is_host(word: &[u8]) -> bool {
    const DOMAINS: [&str; 46] = [
        "com",
        "net",
        "org",
        "edu",
        "gov",
        "mil",
        "int",
        "arpa",
        "info",
        "biz",
        "io",
        "dev",
        "app",
        "cloud",
        "local",
        "lan",
        "internal",
        "localdomain",
        "uk",
        "de",
        "fr",
        "jp",
        "cn",
        "ru",
        "br",
        "nl",
        "eu",
        "it",
        "se",
        "ch",
        "au",
        "ca",
        "kr",
        "tw",
        "cz",
        "hu",
        "ro",
        "ua",
        "tr",
        "fi",
        "dk",
        "pt",
        "mx",
        "ar",
        "nz",
        "za",
    ];
    let Some(dot) = memchr::memrchr(b'.', word) else { return false };
    let (labels, domain) = (&word[..dot], &word[dot + 1..]);
    DOMAINS.iter().any(|known| domain.eq_ignore_ascii_case(known.as_bytes()))
        && labels.split(|byte| *byte == b'.').all(|label| {
            !label.is_empty() && label.iter().all(|b| b.is_ascii_alphanumeric() || *b == b'-')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_told_from_dotted_names() {
        for host in ["db.example.com", "mail.local", "EXAMPLE.ORG", "a-b.example.co.uk"] {
            assert!(is_host(host.as_bytes()), "{host}");
        }
        for name in ["worker.init", "com", ".com", "a..com", "read_me.com", "java.lang.String"] {
            assert!(!is_host(name.as_bytes()), "{name}");
        }
    }

    #[test]
    fn calendar_words_are_short_or_whole() {
        assert!(is_calendar(b"Jun") && is_calendar(b"June") && is_calendar(b"Saturday"));
        assert!(!is_calendar(b"Juni") && !is_calendar(b"Sa") && !is_calendar(b"jun"));
    }
}
