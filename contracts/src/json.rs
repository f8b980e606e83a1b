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

use serde::{Deserialize, Serialize};

pub use crate::message::json::Options;
pub use serde_json::Error;

/// Writes a value as JSON.
///
/// # Errors
/// When the value has no JSON form, as a timestamp of the year 10000.
pub fn to_string<T: Serialize + ?Sized>(value: &T, options: Options) -> Result<String, Error> {
    with_options(options, || serde_json::to_string(value))
}

/// Reads a value from JSON.
///
/// # Errors
/// When the text is not JSON, or the JSON is no such value.
pub fn from_str<'de, T: Deserialize<'de>>(text: &'de str, options: Options) -> Result<T, Error> {
    with_options(options, || serde_json::from_str(text))
}

/// Runs a function in which contracts are written and read under options, on this thread, in any format of serde's.
pub fn with_options<T>(options: Options, run: impl FnOnce() -> T) -> T {
    crate::message::json::with_options(options, run)
}
