//! The page around the parts: `index.html` as Trunk left it, with the policy in its head, the parts
//! in its body, and its styles among the parts.
//!
//! Does not: change what the parts say.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::parts::Parts;
use crate::Outcome;

const POLICY_PLACE: &str = "<!-- squall:policy -->";
const PARTS_PLACE: &str = "<!-- squall:parts -->";

/// What the page may do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Policy {
    /// Nothing leaves the tab: what people get.
    Closed,
    /// `trunk serve` may tell the page to reload: for developing only.
    Open,
}

/// `index.html` without its styles, and these, which are packed as a part.
pub fn without_styles(template: &str) -> Outcome<(String, String)> {
    let mut pieces = template.split("<style");
    let mut page = pieces.next().unwrap_or_default().to_owned();
    let mut styles = String::new();
    for piece in pieces {
        let parts = piece.split_once('>').and_then(|(_, rest)| rest.split_once("</style>"));
        let (style, after) = parts.ok_or("a <style> has no end")?;
        styles += style;
        page += after;
    }
    Ok((page, styles))
}

/// The whole page.
pub fn page(template: &str, parts: &Parts, policy: Policy) -> Outcome<String> {
    // A script that says `</script` would end early; one that says `<!--` would hide its end.
    if ["</script", "<!--"].iter().any(|mark| parts.script.contains(mark)) {
        return Err("the script contains a mark that HTML reads as its own".to_owned());
    }
    let mut body = String::new();
    for block in &parts.blocks {
        let (id, attributes, packed) = (block.id, &block.attributes, &block.packed);
        body += &format!("<script type=\"text/plain\" id=\"{id}\"{attributes}>{packed}</script>\n");
    }
    body += &format!("<script>{}</script>", parts.script);
    let policy = match policy {
        Policy::Closed => meta(parts),
        Policy::Open => String::new(),
    };
    put(&put(template, POLICY_PLACE, &policy)?, PARTS_PLACE, &body)
}

fn meta(parts: &Parts) -> String {
    let [script, glue, styles] =
        [&parts.script, &parts.glue, &parts.styles].map(|it| source_hash(it));
    format!(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         script-src {script} {glue} 'wasm-unsafe-eval'; worker-src blob:; style-src {styles}; \
         img-src data: blob:; font-src data:; connect-src 'none'; base-uri 'none'; \
         form-action 'none'\">"
    )
}

fn source_hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

fn put(page: &str, place: &str, text: &str) -> Outcome<String> {
    let missing = || format!("index.html lacks {place}");
    let (before, after) = page.split_once(place).ok_or_else(missing)?;
    Ok(format!("{before}{text}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(script: &str) -> Parts {
        let [glue, styles] = ["glue()", "p{}"].map(str::to_owned);
        Parts { script: script.to_owned(), glue, styles, blocks: Vec::new() }
    }

    const TEMPLATE: &str = "<!-- squall:policy --><!-- squall:parts -->";

    #[test]
    fn the_policy_names_the_hashes_of_scripts_and_styles() {
        let page = page(TEMPLATE, &parts("run()"), Policy::Closed).unwrap();
        // printf 'run()' | openssl sha256 -binary | base64
        assert!(
            page.contains(
                "script-src 'sha256-AvyuiL0SD1mVY3NNxR+V2uo+lhk6RMFrytWmRt6CrJQ=' 'sha256-"
            ),
            "{page}"
        );
        assert!(
            page.contains("style-src 'sha256-gG2yISYereRMiG2lMXrbiUgi0Ubw9p7QCeWcroOvy9Y=';"),
            "{page}"
        );
        assert!(page.contains("connect-src 'none'"));
        assert!(page.ends_with("<script>run()</script>"));
    }

    #[test]
    fn styles_are_taken_out_of_the_page() {
        let page = "<title>t</title><style>p{}</style>\n<style data-x=\"1\">b{}</style><p>";
        let apart = without_styles(page).unwrap();
        assert_eq!(apart, ("<title>t</title>\n<p>".to_owned(), "p{}b{}".to_owned()));
        assert!(without_styles("<style>p{}").is_err());
    }

    #[test]
    fn a_script_may_not_end_itself() {
        assert!(page(TEMPLATE, &parts("'</script>'"), Policy::Closed).is_err());
    }

    #[test]
    fn a_place_that_is_missing_is_an_error() {
        assert!(page("<p>", &parts(""), Policy::Closed).is_err());
    }
}
