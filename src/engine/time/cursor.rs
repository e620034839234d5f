//! A place in some bytes that moves forward: what every hand-written reader here is made of.
//!
//! Every read is checked, so that no input can index out of bounds; past the end it reads 0.
//!
//! Does not: decode text, go back (copy it before a try instead).

/// A place in some bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) at: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a [u8], at: usize) -> Cursor<'a> {
        Cursor { text, at }
    }

    /// The byte here; 0 past the end.
    #[inline]
    pub(crate) fn peek(&self) -> u8 {
        self.text.get(self.at).copied().unwrap_or(0)
    }

    /// The byte `ahead` further; 0 past the end.
    #[inline]
    pub(crate) fn peek_at(&self, ahead: usize) -> u8 {
        self.text.get(self.at + ahead).copied().unwrap_or(0)
    }

    /// The byte before this place; 0 at the start.
    #[inline]
    pub(crate) fn before(&self) -> u8 {
        self.at.checked_sub(1).and_then(|at| self.text.get(at)).copied().unwrap_or(0)
    }

    /// What is left, from here on.
    #[inline]
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The bytes from `start` to here.
    #[inline]
    pub(crate) fn since(&self, start: usize) -> &'a [u8] {
        self.text.get(start..self.at).unwrap_or_default()
    }

    #[inline]
    pub(crate) fn at_end(&self) -> bool {
        self.at >= self.text.len()
    }

    /// Steps over this byte if it is here.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let here = !self.at_end() && self.peek() == byte;
        self.at += usize::from(here);
        here
    }

    /// Steps over this text if it is here.
    #[inline]
    pub(crate) fn eat_text(&mut self, text: &[u8]) -> bool {
        let here = self.rest().starts_with(text);
        if here {
            self.at += text.len();
        }
        here
    }

    /// Steps over bytes while `wanted`, and answers how many.
    #[inline]
    pub(crate) fn eat_while(&mut self, wanted: impl Fn(u8) -> bool) -> usize {
        let start = self.at;
        while !self.at_end() && wanted(self.peek()) {
            self.at += 1;
        }
        self.at - start
    }

    /// Steps over blanks (space, tab, no-break space is none), and answers how many.
    #[inline]
    pub(crate) fn eat_blanks(&mut self) -> usize {
        self.eat_while(|byte| byte == b' ' || byte == b'\t')
    }

    /// How many digits stand here.
    #[inline]
    pub(crate) fn digits_ahead(&self) -> usize {
        self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count()
    }

    /// Exactly two digits as a number; stays where it is if they are not there.
    #[inline]
    pub(crate) fn two(&mut self) -> Option<u32> {
        let tens = digit(self.peek())?;
        let ones = digit(self.peek_at(1))?;
        self.at += 2;
        Some(tens * 10 + ones)
    }

    /// One to `most` digits (at most 9 of them) as a number, ended by something else than a digit.
    #[inline]
    pub(crate) fn number(&mut self, most: usize) -> Option<u32> {
        let mut value = 0;
        let mut count = 0;
        while let Some(next) = digit(self.peek_at(count)) {
            count += 1;
            if count > most {
                return None;
            }
            value = value * 10 + next;
        }
        self.at += count;
        (count > 0).then_some(value)
    }
}

/// The value of a digit.
#[inline]
pub(crate) fn digit(byte: u8) -> Option<u32> {
    byte.is_ascii_digit().then(|| u32::from(byte - b'0'))
}
