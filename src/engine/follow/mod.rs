//! Ids: what names one request in the records of every source.
//!
//! [`each_token`] finds words that may be ids, [`Classes`] counts them by class with a [`Sketch`] of
//! each, [`rank`] says which classes are worth following and which only name things that last.
//!
//! Does not: follow one id; a query does.

mod class;
mod classes;
mod rank;
mod token;

pub use class::{Life, Place, Sketch};
pub use classes::{ClassPart, Classes, merged};
pub use rank::{Ranked, SCORE_MIN, Whole, rank};
pub use token::{Class, Form, Token, each_token};
