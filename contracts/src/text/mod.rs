//! The protobuf text format (<https://protobuf.dev/reference/protobuf/textformat-spec>) of every contract: what people
//! read and write in configurations, tests and logs.
//!
//! ```
//! use contracts::{contract, text};
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
//!     /// Its postal codes.
//!     #[member(2)]
//!     codes: Vec<u32>,
//! }
//!
//! let place: Place = text::from_str("display_name: 'Oslo' codes: [150, 151]  # and more")?;
//! assert_eq!(text::to_string(&place), "display_name: \"Oslo\"\ncodes: 150\ncodes: 151\n");
//!
//! let error = text::from_str::<Place>("display_name: 'Oslo'\ncodes: -1").unwrap_err();
//! assert_eq!(error.to_string(), "2:8: Place.codes[0]: -1 is out of range for uint32");
//! # Ok::<(), text::Error>(())
//! ```
//!
//! Nothing is generated for it: the schema says which bytes are which field, and which text becomes which bytes.

mod declared;
mod error;
mod escape;
mod lexer;
mod literal;
mod model;
mod parser;
mod printer;
mod record;
pub(crate) mod source;

pub use error::{Error, ErrorKind};

use crate::message::Message;
use crate::wire::{DEPTH_LIMIT, DecodeOptions};

/// What the text format leaves to the caller. The default is strict, of many lines, without unknown fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Fields that the contract does not name. Writing: prints those that the message keeps, by their numbers.
    /// Reading: passes over them, and drops the number of an enum that the contract can neither hold nor keep; both are an
    /// error otherwise.
    pub unknown_fields: bool,
    /// Writing: puts everything on one line.
    pub single_line: bool,
    /// Writing: puts `[REDACTED]` in place of the values of members under `redact`. That is for logs: it cannot be read.
    pub redact: bool,
    /// Reading: how many levels of messages, and of what an `Any` holds, may be below the message. 100 by default.
    pub depth: u32,
}

impl Default for Options {
    fn default() -> Self {
        Options { unknown_fields: false, single_line: false, redact: false, depth: DEPTH_LIMIT }
    }
}

/// Writes a message as text.
pub fn to_string<M: Message>(message: &M) -> String {
    to_string_with(message, Options::default())
}

/// Writes a message as text, under options.
pub fn to_string_with<M: Message>(message: &M, options: Options) -> String {
    printer::print(model::Message::of(M::schema()), message.encode_to_bytes(), options)
}

/// Reads a message from text.
///
/// # Errors
/// When the text is not of the text format, or is no such message.
pub fn from_str<M: Message>(text: &str) -> Result<M, Error> {
    from_str_with(text, Options::default())
}

/// Reads a message from text, under options.
///
/// # Errors
/// When the text is not of the text format, or is no such message.
pub fn from_str_with<M: Message>(text: &str, options: Options) -> Result<M, Error> {
    let bytes = parser::parse(text, M::schema(), options)?;
    let limits = DecodeOptions::new().with_depth(options.depth);
    // Unknown can only be a number of an enum that its Rust type does not hold.
    let limits = if options.unknown_fields { limits } else { limits.lossless() };
    M::decode_with(&bytes, &limits).map_err(|error| parser::locate(text, M::schema(), options, &error))
}
