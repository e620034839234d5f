//! A shell script of curl calls (<https://curl.se/docs/manpage.html>), one a request, in order.
//!
//! Everything that comes from logs stands in single quotes, in which a shell reads nothing; what is
//! not in the logs is a variable on top, without which the script stops.
//!
//! Does not: run.

use super::{
    BASE_URL, Input, Masks, Replicated, Target,
    secrets::{Masked, Part},
};
use crate::time::written;

pub(super) const TARGET: Target = Target { name: "curl", ending: "sh", write };

fn write(of: &Replicated, masks: &mut Masks) -> String {
    let calls: Vec<String> = of.inputs.iter().map(|input| call(input, masks)).collect();
    let count = of.inputs.len();
    let mut script = format!(
        "#!/bin/sh\n# The inputs of {}, as far as the logs hold them: {count} {}.\n",
        comment(&of.id),
        if count == 1 { "request" } else { "requests" },
    );
    if of.inputs.iter().any(|input| input.base.is_none()) {
        script += "# Not in the logs: scheme and host.\n";
        script += &format!("{BASE_URL}=\"${{{BASE_URL}:?for example http://localhost:8080}}\"\n");
    }
    for name in masks.names() {
        script += &format!("# A secret that was taken out.\n{name}=\"${{{name}:?not given}}\"\n");
    }
    script += "set -eu\n";
    for (at, (input, call)) in of.inputs.iter().zip(calls).enumerate() {
        script += &format!("\n# {}", at + 1);
        if let Some(start) = input.start {
            script += &format!(", {}", written(start));
        }
        if let Some(status) = input.status {
            script += &format!(", answered {status}");
        }
        if at < of.earlier {
            script += ", before it in the same session";
        }
        script += &format!("\n{call}\n");
    }
    script
}

fn call(input: &Input, masks: &mut Masks) -> String {
    let method = match input.method.as_str() {
        "HEAD" => "--head".to_owned(),
        method => format!("--request {method}"),
    };
    let mut lines =
        vec![format!("curl --silent --show-error --include --globoff --path-as-is {method}")];
    let mut url = match &input.base {
        Some(base) => vec![Part::Text(base.clone())],
        None => vec![Part::Placeholder(BASE_URL.to_owned())],
    };
    url.extend(masks.text(&sendable(&input.path)));
    lines.push(word(url));
    let named =
        |wanted: &str| input.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let missing_type = input.body.is_some() && !named("Content-Type");
    for (name, value) in &input.headers {
        let mut header = vec![Part::Text(format!("{name}: "))];
        header.extend(masks.value(name, value));
        lines.push(format!("--header {}", word(header)));
    }
    // Curl would send its own.
    let own = [("User-Agent", true), ("Accept", true), ("Content-Type", missing_type)];
    for (name, _) in own.iter().filter(|(name, sends)| *sends && !named(name)) {
        lines.push(format!("--header '{name}:'"));
    }
    if let Some(body) = &input.body {
        lines.push(format!("--data-raw {}", word(masks.text(body))));
    }
    lines.join(" \\\n  ")
}

/// A path as a request line may have it: without blanks and control characters.
pub(super) fn sendable(path: &str) -> String {
    let escape = |letter: char| match letter {
        letter if letter.is_whitespace() || letter.is_control() || !letter.is_ascii() => {
            let mut bytes = [0; 4];
            letter.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")).collect()
        }
        letter => letter.to_string(),
    };
    path.split('#').next().unwrap_or_default().chars().map(escape).collect()
}

/// A text as one word of a shell (POSIX, 2.2.2): quoted, its placeholders as variables.
fn word(text: Masked) -> String {
    let part = |part: Part| match part {
        Part::Text(text) => format!("'{}'", text.replace('\0', "").replace('\'', r"'\''")),
        Part::Placeholder(name) => format!("\"${{{name}}}\""),
    };
    let mut joined = Masked::new();
    for next in text {
        match (joined.last_mut(), next) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, next) => joined.push(next),
        }
    }
    joined.into_iter().map(part).collect()
}

/// A text that stays on its line.
fn comment(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn nothing_of_the_logs_is_read_by_the_shell() {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let inputs = vec![
            Input {
                start: Some(1_772_782_169_771_000_000),
                method: "POST".to_owned(),
                path: "/cart/3?x=it's `id` $HOME&token=abc123#top".to_owned(),
                headers: vec![
                    header("Authorization", "Bearer abc123"),
                    header("User-Agent", "o'k $(id)"),
                ],
                body: Some("{\"n\":1,\n\"password\":\"p'w\"}".to_owned()),
                status: Some(503),
                ..Input::default()
            },
            Input {
                method: "HEAD".to_owned(),
                base: Some("https://shop.example".to_owned()),
                path: "/".to_owned(),
                ..Input::default()
            },
        ];
        let of = Replicated { id: "a\nrm -rf /".to_owned(), inputs, earlier: 1, lines: Vec::new() };
        expect![[r##"
            #!/bin/sh
            # The inputs of arm -rf /, as far as the logs hold them: 2 requests.
            # Not in the logs: scheme and host.
            BASE_URL="${BASE_URL:?for example http://localhost:8080}"
            # A secret that was taken out.
            TOKEN_1="${TOKEN_1:?not given}"
            # A secret that was taken out.
            PASSWORD_1="${PASSWORD_1:?not given}"
            set -eu

            # 1, 2026-03-06T07:29:29.771Z, answered 503, before it in the same session
            curl --silent --show-error --include --globoff --path-as-is --request POST \
              "${BASE_URL}"'/cart/3?x=it'\''s%20`id`%20$HOME&token='"${TOKEN_1}" \
              --header 'Authorization: Bearer '"${TOKEN_1}" \
              --header 'User-Agent: o'\''k $(id)' \
              --header 'Accept:' \
              --header 'Content-Type:' \
              --data-raw '{"n":1,
            "password":"'"${PASSWORD_1}"'"}'

            # 2
            curl --silent --show-error --include --globoff --path-as-is --head \
              'https://shop.example/' \
              --header 'User-Agent:' \
              --header 'Accept:'
        "##]]
        .assert_eq(&write(&of, &mut Masks::new(false)));
    }
}
