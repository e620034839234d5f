//! A `.http` file, as editors run it
//! (<https://github.com/JetBrains/http-request-in-editor-spec/blob/master/spec.md>).
//!
//! Does not: write bodies that the format would end: lines that begin with `###` are moved by a blank.

use super::{BASE_URL, Input, Masks, Replicated, Target, curl::sendable};
use crate::time::written;

pub(super) const TARGET: Target = Target { name: "http", ending: "http", write };

fn write(of: &Replicated, masks: &mut Masks) -> String {
    let requests: Vec<String> =
        of.inputs.iter().enumerate().map(|(at, input)| request(at, input, masks)).collect();
    let mut file = String::new();
    if of.inputs.iter().any(|input| input.base.is_none()) {
        file +=
            &format!("# Not in the logs: scheme and host.\n@{BASE_URL} = http://localhost:8080\n");
    }
    for name in masks.names() {
        file += &format!("# A secret that was taken out.\n@{name} = \n");
    }
    file + &requests.concat()
}

fn request(at: usize, input: &Input, masks: &mut Masks) -> String {
    let variable = |name: &str| format!("{{{{{name}}}}}");
    let mut text = format!("\n### {}", at + 1);
    if let Some(start) = input.start {
        text += &format!(", {}", written(start));
    }
    if let Some(status) = input.status {
        text += &format!(", answered {status}");
    }
    let base = input.base.clone().unwrap_or_else(|| variable(BASE_URL));
    let path = masks.text(&sendable(&input.path));
    text += &format!("\n{} {base}{}\n", input.method, masks.written(path, variable));
    for (name, value) in &input.headers {
        let value = masks.value(name, value);
        text += &format!("{name}: {}\n", masks.written(value, variable));
    }
    if let Some(body) = &input.body {
        let body = masks.text(body);
        let body = masks.written(body, variable).replace("\n###", "\n ###");
        text += &format!("\n{body}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn requests_stand_one_after_the_other() {
        let input = Input {
            method: "POST".to_owned(),
            path: "/cart?x=a b".to_owned(),
            headers: vec![("Cookie".to_owned(), "sid=1".to_owned())],
            body: Some("a\n### b".to_owned()),
            status: Some(200),
            ..Input::default()
        };
        let of = Replicated { inputs: vec![input.clone(), input], ..Replicated::default() };
        expect![[r#"
            # Not in the logs: scheme and host.
            @BASE_URL = http://localhost:8080
            # A secret that was taken out.
            @COOKIE_1 = 

            ### 1, answered 200
            POST {{BASE_URL}}/cart?x=a%20b
            Cookie: {{COOKIE_1}}

            a
             ### b

            ### 2, answered 200
            POST {{BASE_URL}}/cart?x=a%20b
            Cookie: {{COOKIE_1}}

            a
             ### b
        "#]]
        .assert_eq(&write(&of, &mut Masks::new(false)));
    }
}
