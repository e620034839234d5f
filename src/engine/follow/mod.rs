//! Ids: what names one request in the records of every source.
//!
//! [`each_token`] finds words that may be ids, [`Classes`] counts them by class with a [`Sketch`] of
//! each, [`rank`] says which classes are worth following and which only name things that last. The
//! records that carry one id are its [`Step`]s; [`versus`] holds them against those of good requests.
//!
//! Does not: find an id's records; the shards do.

mod class;
mod classes;
pub mod duration;
mod rank;
mod step;
mod token;
mod versus;

pub use class::{Life, Place, Sketch};
pub use classes::{ClassPart, Classes, identity, merged};
pub use rank::{Named, Ranked, SCORE_MIN, Whole, rank};
pub use step::{Request, Step, StepToken, request, status};
pub use token::{Class, Form, Token, each_token};
pub use versus::{Versus, versus};
