//! Rows and cells of comma-separated values and their cousins (<https://www.rfc-editor.org/rfc/rfc4180>).
//!
//! Does not: know what a cell means.

use crate::arrange::Arrange;

/// The rows of a text: each with the number of its first line and how many lines it takes.
pub(super) struct Rows<'t> {
    text: &'t [u8],
    at: usize,
    line: u64,
    separator: u8,
}

impl<'t> Rows<'t> {
    pub(super) fn new(text: &'t [u8], separator: u8) -> Rows<'t> {
        Rows { text, at: 0, line: 0, separator }
    }

    /// Puts the next row's cells, without their quotes, into `cells`; its line and how many it takes.
    /// None at the end.
    pub(super) fn next(&mut self, cells: &mut Vec<&'t [u8]>) -> Option<(u64, u64)> {
        cells.clear();
        let first_line = self.line;
        if self.at >= self.text.len() {
            return None;
        }
        loop {
            let (cell, ended) = self.cell();
            cells.push(cell);
            if ended {
                self.line += 1;
                return Some((first_line, self.line - first_line));
            }
        }
    }

    /// The cell here, and whether its row ends with it.
    fn cell(&mut self) -> (&'t [u8], bool) {
        let text = self.text;
        let mut start = self.at;
        while matches!(text.get(start), Some(b' ')) {
            start += 1;
        }
        if text.get(start) == Some(&b'"') {
            let mut end = start + 1;
            loop {
                match text.get(end) {
                    None => break,
                    Some(b'"') if text.get(end + 1) == Some(&b'"') => end += 1,
                    Some(b'"') => break,
                    Some(b'\n') => self.line += 1,
                    Some(_) => {}
                }
                end += 1;
            }
            let cell = text.get(start + 1..end.min(text.len())).unwrap_or_default();
            self.at = (end + 1).min(text.len());
            let (_, ended) = self.rest();
            return (cell, ended);
        }
        self.rest()
    }

    /// What stands up to the next separator or line end, and whether it is the latter.
    fn rest(&mut self) -> (&'t [u8], bool) {
        let behind = self.text.get(self.at..).unwrap_or_default();
        let end = memchr::memchr2(self.separator, b'\n', behind).unwrap_or(behind.len());
        let cell = behind.get(..end).unwrap_or_default();
        let ended = behind.get(end) != Some(&self.separator);
        self.at += end + 1;
        (cell.strip_suffix(b"\r").unwrap_or(cell), ended)
    }
}

/// A cell's text, its doubled quotes made single.
pub(super) fn text_of(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell).trim().replace("\"\"", "\"")
}

/// Lines that are looked at to find what parts the cells.
const LINES_LOOKED_AT: usize = 40;

/// What parts the cells of a text, and where the rows begin (behind `sep=`, which Excel wants).
pub(super) fn separator(text: &[u8]) -> Option<(u8, usize)> {
    if let Some(rest) = text.strip_prefix(b"sep=")
        && let Some(separator) = rest.first()
    {
        let line = memchr::memchr(b'\n', text).map_or(text.len(), |end| end + 1);
        return Some((*separator, line));
    }
    let separator = [b'\t', b';', b',', b'|'].into_iter().find(|separator| {
        let mut rows = Rows::new(text, *separator);
        let (mut cells, mut lengths) = (Vec::new(), Vec::new());
        while lengths.len() < LINES_LOOKED_AT && rows.next(&mut cells).is_some() {
            if cells.len() > 1 || !cells.first().is_none_or(|cell| cell.trim_ascii().is_empty()) {
                lengths.push(cells.len());
            }
        }
        lengths.arrange();
        let usual = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        usual > 1 && lengths.iter().filter(|length| **length == usual).count() * 2 > lengths.len()
    })?;
    Some((separator, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(Vec<String>, u64, u64)> {
        let mut rows = Rows::new(text.as_bytes(), b',');
        let (mut cells, mut all) = (Vec::new(), Vec::new());
        while let Some((line, lines)) = rows.next(&mut cells) {
            all.push((cells.iter().map(|cell| text_of(cell)).collect(), line, lines));
        }
        all
    }

    #[test]
    fn cells_are_split() {
        let row = |cells: &[&str], line, lines| {
            (cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>(), line, lines)
        };
        assert_eq!(
            rows("a, \"b,\"\"c\"\"\"\r\n\"x\ny\",\n\nlast"),
            [
                row(&["a", "b,\"c\""], 0, 1),
                row(&["x\ny", ""], 1, 2),
                row(&[""], 3, 1),
                row(&["last"], 4, 1)
            ]
        );
        assert_eq!(rows("\"open"), [row(&["open"], 0, 1)]);
        assert_eq!(rows("a,"), [row(&["a", ""], 0, 1)]);
    }

    #[test]
    fn separators_are_found() {
        assert_eq!(separator(b"Time;cpu\n2024-01-01;1,5\n2024-01-02;2,5\n"), Some((b';', 0)));
        assert_eq!(separator(b"Time,\"a;b\"\n1,2\n3,4\n"), Some((b',', 0)));
        assert_eq!(separator(b"sep=;\nTime;cpu\n"), Some((b';', 6)));
        assert_eq!(separator(b"no table here\nnone\n"), None);
    }
}
