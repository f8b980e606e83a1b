//! ProtoJSON with options: what plain serde does strictly, as a caller wants it.
//!
//! Contracts implement serde's traits, so `serde_json::to_string(&user)` is ProtoJSON already.
//!
//! ```
//! use contracts::contract;
//! use contracts::json::{self, Options};
//!
//! contracts::package!("geo.v1");
//!
//! /// A place on a map.
//! #[contract]
//! #[derive(Debug, PartialEq)]
//! struct Place {
//!     /// Its name.
//!     #[member(1)]
//!     display_name: String,
//! }
//!
//! let lenient = Options { unknown_fields: true, ..Options::default() };
//! let place: Place = json::from_str(r#"{"displayName": "Oslo", "since": 1048}"#, lenient)?;
//! assert_eq!(place, Place { display_name: "Oslo".to_owned() });
//!
//! let complete = Options { default_values: true, proto_names: true, ..Options::default() };
//! assert_eq!(json::to_string(&Place::default(), complete)?, r#"{"display_name":""}"#);
//! # Ok::<(), json::Error>(())
//! ```
//!
//! Nothing is generated for it: the schema says which bytes are which member, and a message travels from and to JSON as its
//! bytes.

mod any;
mod decimal;
#[doc(hidden)]
pub mod derived;
mod direct;
mod encoding;
mod extension;
mod form;
mod keys;
mod known;
mod options;
mod parser;
mod plan;
mod printer;
mod read;
mod scalar;
mod tree;
mod value;
mod write;

use serde::{Deserialize, Serialize};
use std::str::Utf8Error;

#[cfg(any(feature = "connect", feature = "rest"))]
pub(crate) use options::options;
pub use options::{Options, with_options};
pub use serde_json::Error;

/// Writes a value as JSON, as `serde_json` does, and faster.
///
/// # Errors
/// When the value has no JSON form, as a timestamp of the year 10000.
pub fn to_string<T: Serialize + ?Sized>(value: &T, options: Options) -> Result<String, Error> {
    with_options(options, || match printer::print(value).map(String::from_utf8) {
        Ok(Ok(text)) => Ok(text),
        _ => serde_json::to_string(value),
    })
}

/// Writes a value as the bytes of JSON.
///
/// # Errors
/// As [`to_string`].
pub fn to_vec<T: Serialize + ?Sized>(value: &T, options: Options) -> Result<Vec<u8>, Error> {
    with_options(options, || printer::print(value).or_else(|_| serde_json::to_vec(value)))
}

/// Reads a value from JSON that takes all of a text, as `serde_json` does, and faster.
///
/// # Errors
/// When the text is not JSON, or the JSON is no such value.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str, options: Options) -> Result<T, Error> {
    with_options(options, || parser::parse(text).or_else(|_| serde_json::from_str(text)))
}

/// Reads a value from the bytes of JSON.
///
/// # Errors
/// As [`from_str`]; that the bytes are not UTF-8.
pub fn from_slice<'de, T: Deserialize<'de>>(bytes: &'de [u8], options: Options) -> Result<T, Error> {
    match std::str::from_utf8(bytes) {
        Ok(text) => from_str(text, options),
        Err(error) => Err(not_text(bytes, error)),
    }
}

/// What is wrong with bytes that are not UTF-8: the first mistake, with its place.
#[cold]
fn not_text(bytes: &[u8], error: Utf8Error) -> Error {
    let read = serde_json::from_slice::<serde_json::Value>(bytes);
    read.err().unwrap_or_else(|| serde::de::Error::custom(error))
}

/// What is wrong with JSON. The place in it is left out: that JSON was put together here, and nobody else has seen it.
pub(crate) fn without_place(error: &Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// How many levels the bytes of a message may have whose JSON has as many as the options allow: an object of a `Value` is three,
/// and a wrapper or a time at the end is one more.
fn levels_of_wire(options: Options) -> u32 {
    options.depth.saturating_mul(3).saturating_add(3)
}
