//! What is kept for the next visit: preferences, never log text.
//!
//! Does not: fail where the browser keeps nothing.

use gloo::storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

const PREFERENCES: &str = "squall.preferences";

/// What was kept, or the default.
pub fn load<T: DeserializeOwned + Default>() -> T {
    LocalStorage::get(PREFERENCES).unwrap_or_default()
}

/// Keeps it, where the browser does.
pub fn store<T: Serialize>(preferences: &T) {
    drop(LocalStorage::set(PREFERENCES, preferences));
}
