//! Squall: a log explorer that runs in a browser tab. This is the map of the house, in reading order.
//!
//! Bytes become records in [`engine`], which knows no browser and no clock.
//! [`lead`] asks many shards and makes one answer; [`protocol`] is what they say to each other and to the page.
//! [`session`] is the page as a state machine. `worker`, `browser` and `ui` are the thin wasm shell, `cli` the terminal.
//!
//! Does not: contain logic of its own.

pub use engine;
pub use engine::arrange;

pub mod lead;
pub mod protocol;
pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod worker;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
