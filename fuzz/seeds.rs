//! Writes what the fuzz targets begin from: the examples of every format and of every kind of metric
//! file, the example of an investigation, and a link, a rule and a format as a person writes them.
//!
//! Does not: fuzz.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use squall::engine::{formats::cards, series::kind_cards};

/// What stands before the text for each target that reads logs: sizes and places, see its check; or
/// a rule, or a format.
const OF_LOGS: [(&str, &[u8]); 4] = [
    ("ingest", &[7, 40, 0]),
    ("settle", &[0xff, 0xff]),
    ("redaction", b"user[= ](\\w+)\n"),
    ("own", b"^(?<time>\\S+)[T ]?(?<level>\\w+)?(?<message>.*)$\n%Y-%m-%d\n"),
];

/// Links of every part.
const LINKS: [&str; 2] = [
    "v=1&q=level%3E%3Dwarn%20%C3%A9&from=-5&to=1772370300000000000&fold=1&zone=Europe/Berlin&tab=patterns\
     &id=req-9f2c41d0&explain=3..9&baseline=-9..3&burst=2.silence&theme=dark&ids=%2Border_id%3D&ids=-sshd%5B%5D",
    "v=1&pin=timeout&src=shift:-2000000000,zone:Europe/Berlin,colour:3@a%26b.log&metric=bytes&split=host\
     &track=2@cpu.csv&col=host&at=4711@nginx@a.log&file=12-00000000000000ff@a.log\
     &own=%7B%22name%22:%22a%22,%22pattern%22:%22(%3F%3Cx%3E.)%22%7D@b.log\
     &mark=%7B%22from%22:%221%22,%22to%22:%222%22,%22note%22:%22x%22%7D",
];

fn main() -> io::Result<()> {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (target, front) in OF_LOGS {
        let folder = folder(target)?;
        for card in cards() {
            let texts = card.examples.iter().map(|example| example.text);
            for (at, text) in texts.enumerate() {
                let lines = format!("{text}\n{text}\n");
                let name = format!("{}-{at}", card.name.replace([' ', '/'], "-"));
                fs::write(folder.join(name), [front, lines.as_bytes()].concat())?;
            }
        }
    }
    let series = folder("series")?;
    for (kind, card) in kind_cards().enumerate() {
        for (at, example) in card.examples.iter().enumerate() {
            // Said to be of this kind: the first four words are those of a person.
            let text = [&[kind as u8 + 4], example.text.as_bytes()].concat();
            fs::write(series.join(format!("{}-{at}", card.name)), text)?;
        }
    }
    for (at, link) in LINKS.iter().enumerate() {
        fs::write(folder("link")?.join(at.to_string()), link)?;
    }
    let investigation = folder("investigation")?;
    fs::copy(
        home.join("../docs/investigation.example.squall.json"),
        investigation.join("example"),
    )?;
    let format = r#"{"squall_format":1,"name":"b","pattern":"(?<x>.)","time":"%s"}"#;
    fs::write(investigation.join("format"), format)
}

/// Where a target's inputs are kept.
fn folder(target: &str) -> io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    Ok(folder)
}
