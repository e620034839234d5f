//! What the page, the lead and the shards say to each other.
//!
//! `page` is the border between the page and the lead: small view types, what a screen shows.
//! `shard` is the border between the lead and its shards: partial answers that can be merged.
//! Both travel as bytes (`encode`, `decode`). The `File` handles go from the page to the shards, beside both.
//!
//! Does not: send, receive, or decide anything.

pub mod page;
pub mod shard;

use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// A message with the number of the command it is, or answers. Number 0 answers nothing: news.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    pub id: u64,
    pub body: T,
}

/// A message as bytes, in the layout of Postcard (<https://postcard.jamesmunns.com/wire-format>).
///
/// # Errors
/// In words, where a value has no place in that layout.
pub fn encode<T: Serialize>(envelope: &Envelope<T>) -> Result<Vec<u8>, String> {
    postcard::to_stdvec(envelope).map_err(|error| error.to_string())
}

/// The message in these bytes, which the same build has written.
///
/// # Errors
/// In words, where they are no such message.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<Envelope<T>, String> {
    postcard::from_bytes(bytes).map_err(|error| error.to_string())
}

/// A JSON value inside a message, as its text: the layout has no place for values of any kind.
pub mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use serde_json::Value;

    /// Writes the value's text.
    ///
    /// # Errors
    /// Those of the serializer.
    pub fn serialize<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    /// Reads the value's text.
    ///
    /// # Errors
    /// Those of the deserializer, and where the text is no JSON.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}
