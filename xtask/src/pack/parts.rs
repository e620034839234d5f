//! The parts of the page, squeezed: deflate (or LZMA, see [`super::lzma`]), then seven bits a
//! character, in blocks that a browser does not run.
//!
//! Does not: place them; [`super::page`] does.

use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

use super::{bytes, lzma, network, septets, text};
use crate::Outcome;

const LOADER: &str = include_str!("loader.js");
const SEPTETS: &str = include_str!("septets.js");
const WORKER_START: &str = include_str!("worker.js");

/// Everything that goes into the page beside its HTML.
pub struct Parts {
    /// The one script that the page shows: the loader.
    pub script: String,
    /// The app's glue and the styles, which the loader unpacks and puts in as they stand here; the
    /// policy names their hashes.
    pub glue: String,
    pub styles: String,
    /// Data blocks, in the order of the page.
    pub blocks: Vec<Block>,
}

/// One file of the example incident: its name and its bytes.
pub type ExampleFile = (String, Vec<u8>);

/// One data block.
pub struct Block {
    pub id: &'static str,
    /// Further attributes, each with a space before it.
    pub attributes: String,
    /// Deflated or packed by LZMA, in septets.
    pub packed: String,
    plain_bytes: usize,
}

impl Parts {
    /// Reads what Trunk left in `staging`, the module that unpacks, and takes the styles and the files
    /// of the example incident; fails on a part that could make a network call.
    pub fn read(
        staging: &Path,
        styles: String,
        unpacker: &Path,
        example: &[ExampleFile],
        release: bool,
    ) -> Outcome<Parts> {
        let app = bytes(&staging.join("app_bg.wasm"))?;
        let worker = bytes(&staging.join("worker_bg.wasm"))?;
        let unpacker = bytes(unpacker)?;
        network::refuse_imports("unpacker", &unpacker)?;
        network::refuse_imports("app", &app)?;
        network::refuse_imports("worker", &worker)?;
        let glue = network::without_fetch(&text(&staging.join("app.js"))?)?;
        network::refuse_words("the app's script", &glue)?;
        let worker_glue = network::without_fetch(&text(&staging.join("worker.js"))?)?;
        let worker_glue = worker_glue + SEPTETS + WORKER_START;
        network::refuse_words("the worker's script", &worker_glue)?;

        let level = if release { Compression::best() } else { Compression::fast() };
        let block = |id, plain: &[u8]| Block::new(id, plain, level);
        let blocks = vec![
            Block::modules(&[&app, &worker], example)?,
            block("app-glue", glue.as_bytes())?,
            block("styles", styles.as_bytes())?,
            block("worker-glue", worker_glue.as_bytes())?,
            block("unpacker", &unpacker)?,
        ];
        let loader = LOADER.replace("SQUALL_BUILD", &build_name(&blocks));
        let script = format!("(() => {{\n\"use strict\";\n{SEPTETS}{loader}}})();\n");
        network::refuse_words("the page's script", &script)?;
        Ok(Parts { script, glue, styles, blocks })
    }

    /// What each part takes in the page, in bytes.
    pub fn sizes(&self) -> impl Iterator<Item = (String, usize)> {
        let name = |block: &Block| format!("{} ({} unpacked)", block.id, block.plain_bytes);
        let blocks = self.blocks.iter().map(move |block| (name(block), block.packed.len()));
        blocks.chain([("script".to_owned(), self.script.len())])
    }
}

impl Block {
    fn new(id: &'static str, plain: &[u8], level: Compression) -> Outcome<Block> {
        let mut encoder = DeflateEncoder::new(Vec::new(), level);
        let deflated = encoder.write_all(plain).and_then(|()| encoder.finish());
        let deflated = deflated.map_err(|error| format!("{id}: {error}"))?;
        let (attributes, packed) = (String::new(), septets::encode(&deflated));
        Ok(Block { id, attributes, packed, plain_bytes: plain.len() })
    }

    /// The modules, one behind the other in the order that the page wants them, then the example.
    fn modules(modules: &[&[u8]], example: &[ExampleFile]) -> Outcome<Block> {
        let contents = example.iter().map(|(_, bytes)| bytes.as_slice());
        let plain = modules.iter().copied().chain(contents).collect::<Vec<_>>().concat();
        let packed = septets::encode(&lzma::encode(&plain)?);
        let lengths: Vec<String> = modules.iter().map(|module| module.len().to_string()).collect();
        let attributes = format!(" data-lengths='[{}]'{}", lengths.join(","), listing(example));
        Ok(Block { id: "modules", attributes, packed, plain_bytes: plain.len() })
    }
}

/// Names and lengths of the example's files, as an attribute.
fn listing(files: &[ExampleFile]) -> String {
    let entry = |(name, bytes): &ExampleFile| format!("[\"{name}\",{}]", bytes.len());
    let entries: Vec<String> = files.iter().map(entry).collect();
    format!(" data-files='[{}]'", entries.join(","))
}

/// The version and a short hash of the content, as the page shows them.
fn build_name(blocks: &[Block]) -> String {
    let mut hash = Sha256::new();
    for block in blocks {
        hash.update(&block.packed);
    }
    let hash = hash.finalize();
    let short: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("{} {short}", env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_block_unpacks_to_what_was_packed() {
        let block = Block::new("id", b"some text", Compression::best()).unwrap();
        let deflated = septets::decode(&block.packed);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&deflated[..]).read_to_string(&mut text).unwrap();
        assert_eq!(text, "some text");
    }

    #[test]
    fn the_example_is_listed_by_name_and_length() {
        let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
        let files = [file("api.log", b"one\n"), file("web.log.gz", b"")];
        assert_eq!(listing(&files), " data-files='[[\"api.log\",4],[\"web.log.gz\",0]]'");
    }

    #[test]
    fn the_build_name_follows_the_content() {
        let block = |plain| Block::new("id", plain, Compression::best()).unwrap();
        let name = build_name(&[block(b"one")]);
        assert_eq!(name, build_name(&[block(b"one")]));
        assert_ne!(name, build_name(&[block(b"two")]));
    }
}
