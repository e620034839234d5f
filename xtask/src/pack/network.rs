//! The check that no part of the page can make a network call: neither the scripts' words nor the
//! functions that the wasm modules import.
//!
//! The Content-Security-Policy forbids such calls in the browser; this keeps them from being there.
//!
//! Does not: read inside the modules' code, which can call nothing but its imports.

use crate::Outcome;

/// Words of the web that make network calls or start what escapes the page's policy.
const WORDS: &[&str] = &[
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "WebTransport",
    "EventSource",
    "sendBeacon",
    "RTCPeerConnection",
    "serviceWorker",
    "importScripts",
];

/// `open` would be `window.open`; nothing else that Squall uses has that name.
const OPEN: &str = ".open(";

/// wasm-bindgen's own loader can load its module by address; ours never does.
const LOADERS_CALL: &str = "module_or_path = fetch(module_or_path);";
const REFUSAL: &str = "throw new Error(\"a compiled module is needed\");";

/// Its message about such a load, which is no call but would hide one from [`refuse_words`].
const LOADERS_MESSAGE: &str =
    "`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`";

/// wasm-bindgen's script with the one call to `fetch` taken out.
pub fn without_fetch(glue: &str) -> Outcome<String> {
    match glue.matches(LOADERS_CALL).count() {
        1 => Ok(glue.replace(LOADERS_CALL, REFUSAL).replace(LOADERS_MESSAGE, "module.status")),
        many => Err(format!(
            "wasm-bindgen's script calls fetch in {many} known places, not one: \
             look at it and adapt xtask/src/pack/network.rs"
        )),
    }
}

/// Fails where a script names a way to the network.
pub fn refuse_words(whose: &str, script: &str) -> Outcome {
    match WORDS.iter().chain([&OPEN]).find(|word| script.contains(**word)) {
        None => Ok(()),
        Some(word) => Err(format!("{whose} contains `{word}`, which may reach the network")),
    }
}

/// Fails where a module imports a way to the network. wasm-bindgen names an import after the
/// function it calls.
pub fn refuse_imports(whose: &str, module: &[u8]) -> Outcome {
    let names = imports(module).ok_or_else(|| format!("{whose}: not a wasm module"))?;
    let banned = |name: &String| {
        let name = name.to_lowercase();
        name.contains("_open_") || WORDS.iter().any(|word| name.contains(&word.to_lowercase()))
    };
    match names.into_iter().find(banned) {
        None => Ok(()),
        Some(name) => Err(format!("{whose} imports `{name}`, which may reach the network")),
    }
}

/// The fields of the module's import section; none where the bytes are no module.
fn imports(module: &[u8]) -> Option<Vec<String>> {
    const IMPORT_SECTION: u8 = 2;
    let mut rest = Bytes(module.strip_prefix(b"\0asm\x01\0\0\0")?);
    while !rest.0.is_empty() {
        let section = rest.byte()?;
        let length = rest.number()?;
        let mut content = Bytes(rest.take(length)?);
        if section == IMPORT_SECTION {
            return (0..content.number()?).map(|_| content.import()).collect();
        }
    }
    Some(Vec::new())
}

/// A cursor over wasm's binary format.
struct Bytes<'module>(&'module [u8]);

impl<'module> Bytes<'module> {
    fn take(&mut self, length: usize) -> Option<&'module [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<usize> {
        let mut value = 0usize;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= usize::from(byte & 0x7f).checked_shl(shift)?;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn name(&mut self) -> Option<String> {
        let length = self.number()?;
        Some(String::from_utf8_lossy(self.take(length)?).into_owned())
    }

    /// One import: module, field, and a description by kind that is skipped.
    fn import(&mut self) -> Option<String> {
        self.name()?;
        let field = self.name()?;
        match self.byte()? {
            // A function: its type.
            0 => drop(self.number()?),
            // A table: element type, limits.
            1 => {
                self.byte()?;
                self.limits()?;
            }
            // A memory: limits.
            2 => self.limits()?,
            // A global: type, mutability.
            3 => drop(self.take(2)?),
            // A tag: attribute, type.
            4 => {
                self.byte()?;
                self.number()?;
            }
            _ => return None,
        }
        Some(field)
    }

    fn limits(&mut self) -> Option<()> {
        let has_maximum = self.byte()? & 1 == 1;
        self.number()?;
        if has_maximum {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module that imports one function of this name from "wbg".
    fn importing(field: &str) -> Vec<u8> {
        let mut section = vec![1, 3];
        section.extend(b"wbg");
        section.push(field.len() as u8);
        section.extend(field.as_bytes());
        section.extend([0, 0]);
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        // A type section before it: one function without parameters.
        module.extend([1, 4, 1, 0x60, 0, 0]);
        module.extend([2, section.len() as u8]);
        module.extend(section);
        module
    }

    #[test]
    fn an_import_is_read_and_judged_by_its_name() {
        assert_eq!(imports(&importing("__wbg_log_1")), Some(vec!["__wbg_log_1".to_owned()]));
        assert!(refuse_imports("app", &importing("__wbg_log_1")).is_ok());
        assert!(refuse_imports("app", &importing("__wbg_fetch_1")).is_err());
        assert!(refuse_imports("app", &importing("__wbg_open_7")).is_err());
        assert!(refuse_imports("app", &importing("__wbg_new_RtcPeerConnection_2")).is_err());
    }

    #[test]
    fn what_is_no_module_is_refused() {
        assert!(refuse_imports("app", b"<html>").is_err());
        let whole = importing("__wbg_log_1");
        assert!(refuse_imports("app", &whole[..whole.len() - 1]).is_err());
    }

    #[test]
    fn a_script_that_could_call_is_refused() {
        assert!(refuse_words("it", "new Worker(address)").is_ok());
        assert!(refuse_words("it", "new WebSocket(address)").is_err());
        assert!(refuse_words("it", "window.open(address)").is_err());
    }

    #[test]
    fn the_loaders_own_call_is_taken_out_once() {
        let glue = format!("a; {LOADERS_CALL} throw new Error({LOADERS_MESSAGE});");
        assert!(refuse_words("it", &without_fetch(&glue).unwrap()).is_ok());
        assert!(without_fetch("a; b;").is_err());
    }
}
