//! The files the bench reads, made where they are missing: by our own generator, by another one
//! (`tests/e2e/bench/another_generator.py`), and packed.
//!
//! A file gets its name when it is whole, so one that was interrupted is made again.
//!
//! Does not: look into a file.

use std::{
    fs::{self, File},
    io,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

use super::plan::USUAL_SIZE;
use crate::run::{answer, program, run, say};
use crate::{Outcome, house, incident};

/// What writes the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    JsonLines,
    JsonLinesWithOutage,
    AccessLog,
    Java,
    OtherJsonLines,
    OtherAccessLog,
}

/// A file by what writes it, of a size like `100MiB`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub maker: Maker,
    pub size: String,
    pub packed: bool,
}

impl Input {
    /// One that is not packed.
    pub fn new(maker: Maker, size: &str) -> Input {
        Input { maker, size: size.to_owned(), packed: false }
    }

    /// The file's name, by which the bench knows its kind.
    pub fn name(&self) -> String {
        let (stem, kind) = match self.maker {
            Maker::JsonLines => ("json-lines", "jsonl"),
            Maker::JsonLinesWithOutage => ("outage", "jsonl"),
            Maker::AccessLog => ("access", "log"),
            Maker::Java => ("java", "log"),
            Maker::OtherJsonLines => ("other-json-lines", "jsonl"),
            Maker::OtherAccessLog => ("other-access", "log"),
        };
        let size = if self.size == USUAL_SIZE { String::new() } else { format!("-{}", self.size) };
        format!("{stem}{size}.{kind}{}", if self.packed { ".gz" } else { "" })
    }

    /// Its path, made where it is missing; none where what makes it is not there.
    pub fn made(&self, folder: &Path) -> Outcome<Option<PathBuf>> {
        let path = folder.join(self.name());
        if path.exists() {
            return Ok(Some(path));
        }
        say(&format!("Making {}", path.display()));
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let part = path.with_extension("part");
        if self.packed {
            let plain = Input { packed: false, ..self.clone() };
            let Some(plain) = plain.made(folder)? else { return Ok(None) };
            pack(&plain, &part).map_err(|error| format!("{}: {error}", part.display()))?;
        } else if !self.write(&part)? {
            say(&format!("{}: its generator is not installed, left out", self.name()));
            return Ok(None);
        }
        fs::rename(&part, &path).map_err(|error| error.to_string())?;
        Ok(Some(path))
    }

    /// Whether what writes it is there, and wrote it.
    fn write(&self, out: &Path) -> Outcome<bool> {
        let out = out.display().to_string();
        let ours = |arguments: &[&str]| {
            let size = [&self.size, "--out", &out];
            let all: Vec<String> = arguments.iter().chain(&size).map(|&it| it.to_owned()).collect();
            incident::incident(&all).map(|()| true)
        };
        match self.maker {
            Maker::JsonLines => ours(&["--json-lines"]),
            Maker::JsonLinesWithOutage => ours(&["--outage", "--json-lines"]),
            Maker::AccessLog => ours(&["--access-log"]),
            Maker::Java => ours(&["--java"]),
            Maker::OtherJsonLines => self.other("json", &out),
            Maker::OtherAccessLog => self.other("access", &out),
        }
    }

    fn other(&self, kind: &str, out: &str) -> Outcome<bool> {
        let python = python().display().to_string();
        if answer(program(&python, &["-c", "import faker_observability"])).is_none() {
            return Ok(false);
        }
        let mebibytes = self.size.strip_suffix("MiB").ok_or("another generator counts in MiB")?;
        let script = "tests/e2e/bench/another_generator.py";
        run(program(&python, &[script, kind, mebibytes, out])).map(|()| true)
    }
}

/// Python with the packages of `xtask/python/requirements.txt`.
pub fn python() -> PathBuf {
    house::root().join("target/python/bin/python")
}

fn pack(plain: &Path, to: &Path) -> io::Result<()> {
    let mut packed = GzEncoder::new(File::create(to)?, Compression::default());
    io::copy(&mut File::open(plain)?, &mut packed)?;
    packed.finish().map(drop)
}
