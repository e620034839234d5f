//! Writes the examples of every format to where the fuzz targets that read text begin from.
//!
//! Does not: fuzz.

use std::{fs, io, path::Path};

use squall::engine::formats::cards;

/// What stands before the text for each target: sizes and places, see its check.
const TARGETS: [(&str, &[u8]); 2] = [("ingest", &[7, 40, 0]), ("settle", &[0xff, 0xff])];

fn main() -> io::Result<()> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (target, front) in TARGETS {
        let folder = corpus.join(target);
        fs::create_dir_all(&folder)?;
        for card in cards() {
            let texts = card.examples.iter().map(|example| example.text);
            for (at, text) in texts.enumerate() {
                let lines = format!("{text}\n{text}\n");
                let name = format!("{}-{at}", card.name.replace([' ', '/'], "-"));
                fs::write(folder.join(name), [front, lines.as_bytes()].concat())?;
            }
        }
    }
    Ok(())
}
