//! Joins neighbouring variables, and lists of them (`v,v;v:v|v-v/v#v`), into one variable.
//!
//! So a list is one variable however long it is. Stands between the lexer and another [`Sink`].
//!
//! Does not: look at constants, but for the separators of a list.

use super::lexer::{Kind, Sink};

/// The sink that joins; call [`Collapse::finish`] at the line's end.
pub(super) struct Collapse<'a, S> {
    line: &'a [u8],
    sink: S,
    /// The variable that may still grow.
    open: Option<(usize, usize)>,
    /// A separator seen after it, part of the list if a variable follows.
    separator: Option<(usize, usize)>,
}

impl<'a, S: Sink> Collapse<'a, S> {
    pub(super) fn new(line: &'a [u8], sink: S) -> Self {
        Collapse { line, sink, open: None, separator: None }
    }

    /// The sink behind, told of everything.
    pub(super) fn finish(mut self) -> S {
        self.flush();
        self.sink
    }

    #[inline]
    fn flush(&mut self) {
        if let Some((start, end)) = self.open.take() {
            self.sink.token(Kind::Variable, start, end);
            if let Some((start, end)) = self.separator.take() {
                self.sink.token(Kind::Constant, start, end);
            }
        }
    }

    fn separates(&self, start: usize, end: usize) -> bool {
        end - start == 1
            && matches!(self.line[start], b',' | b';' | b':' | b'|' | b'-' | b'/' | b'#')
    }
}

impl<S: Sink> Sink for Collapse<'_, S> {
    #[inline]
    fn token(&mut self, kind: Kind, start: usize, end: usize) {
        let listed = self.open.is_some() && self.separator.is_none();
        match kind {
            Kind::Variable => {
                let begun = self.open.map_or(start, |(begun, _)| begun);
                self.open = Some((begun, end));
                self.separator = None;
            }
            Kind::Constant if listed && self.separates(start, end) => {
                self.separator = Some((start, end));
            }
            Kind::Constant => {
                self.flush();
                self.sink.token(kind, start, end);
            }
        }
    }
}
