//! Options that declarations set beside those that Rust has words for.

use super::{Message, Source};

/// What one `option(..)` of a declaration sets.
#[derive(Debug, Clone, Copy)]
pub struct OptionSet {
    /// The options, in the order of their numbers where Rust gives them, else in that of the text; or what is wrong with it.
    pub read: fn() -> Result<Vec<SetOption>, String>,
    /// Where Rust says so.
    pub source: Source,
}

/// An option with one value.
#[derive(Debug, Clone)]
pub struct SetOption {
    /// Which option.
    pub name: OptionName,
    /// The value, as a `.proto` file says it behind the `=`: may be of several lines.
    pub text: String,
    /// The option as a field of the message of options, encoded.
    pub encoded: Vec<u8>,
    /// Whether it may be set several times.
    pub is_repeated: bool,
}

/// Which option.
#[derive(Debug, Clone)]
pub enum OptionName {
    /// A field of the message of options itself, as `jstype`.
    Own(String),
    /// An extension of it, by its full name, and the set that declares it, if that is a contract.
    Extension(String, Option<fn() -> &'static Message>),
}
