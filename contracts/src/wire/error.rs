//! What can be wrong with bytes that should be a message, and where.

use std::fmt;

use super::Key;

/// Bytes that are not the message they should be: what is wrong, and the path to it from the message's name on,
/// as in `Order.lines[3].sku: invalid UTF-8`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Inner {
    kind: DecodeErrorKind,
    /// Innermost first.
    path: Vec<Segment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Segment {
    Name(String),
    Index(usize),
}

/// What is wrong with the bytes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The input ends within a value.
    #[error("the input ends within a value")]
    Truncated,
    /// A length reaches past the end of the input or of the message around it.
    #[error("a length of {length} bytes, but only {remaining} are left")]
    LengthPastEnd {
        /// The length that was read.
        length: u64,
        /// How many bytes there are.
        remaining: usize,
    },
    /// A varint of more than 64 bits.
    #[error("a varint is longer than 10 bytes or 64 bits")]
    VarintOverflow,
    /// A key with a number outside 1..=536870911, a wire type that does not exist, or more than five bytes.
    #[error("{0} is not a valid field key")]
    InvalidKey(u64),
    /// A group ends that did not begin, or does not end.
    #[error("a group that does not match its start")]
    GroupMismatch,
    /// Messages or groups are nested deeper than the limit.
    #[error("nested deeper than the limit of {0} levels")]
    TooDeep(u32),
    /// The message has more bytes than the limit.
    #[error("a message of {length} bytes is larger than the limit of {limit} bytes")]
    TooLarge {
        /// How many bytes it has.
        length: usize,
        /// How many it may have.
        limit: usize,
    },
    /// All repeated fields and maps together have more elements than the limit.
    #[error("more than the limit of {0} elements in all repeated fields and maps")]
    TooManyElements(usize),
    /// The unknown fields that are kept have more bytes than the limit.
    #[error("more than the limit of {0} bytes of unknown fields")]
    TooManyUnknownBytes(usize),
    /// A field that must be there is not.
    #[error("required, but missing")]
    Missing,
    /// A string that is not UTF-8.
    #[error("invalid UTF-8")]
    InvalidUtf8,
    /// A number that the Rust type cannot hold.
    #[error("{value} is out of range for {expected}")]
    OutOfRange {
        /// The number.
        value: i128,
        /// The Rust type.
        expected: &'static str,
    },
    /// A value that its Rust type does not accept, as a UUID of the wrong length.
    #[error("{0}")]
    InvalidValue(String),
}

impl DecodeError {
    /// What is wrong.
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// Whether the bytes are well-formed, and a value in them is what its Rust type does not accept, or one that is required
    /// is missing: the sender's mistake, not one of the transport.
    pub fn is_of_value(&self) -> bool {
        matches!(
            self.0.kind,
            DecodeErrorKind::OutOfRange { .. } | DecodeErrorKind::InvalidValue(_) | DecodeErrorKind::Missing
        )
    }

    /// Whether the message asks for more than it may have: it is larger, or has more elements or more unknown fields, than
    /// [`DecodeOptions`](super::DecodeOptions) allow. Nesting too deep is not of that kind: nobody needs it.
    pub fn is_over_budget(&self) -> bool {
        use DecodeErrorKind::{TooLarge, TooManyElements, TooManyUnknownBytes};
        matches!(self.0.kind, TooLarge { .. } | TooManyElements(_) | TooManyUnknownBytes(_))
    }

    /// The path to the place, as `Order.lines[3].sku`; empty when the place is the message itself.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Name(name) if path.is_empty() => path.push_str(name),
                Segment::Name(name) => path.extend([".", name]),
                Segment::Index(index) => path.push_str(&format!("[{index}]")),
            }
        }
        path
    }

    /// The same error, found in the field or the message of this name.
    #[cold]
    #[must_use]
    pub fn within(mut self, name: impl Into<String>) -> Self {
        self.0.path.push(Segment::Name(name.into()));
        self
    }

    /// The same error, found in the element with this index.
    #[cold]
    #[must_use]
    pub fn at(mut self, index: usize) -> Self {
        self.0.path.push(Segment::Index(index));
        self
    }

    /// The same error, of elements that were read aside and go behind so many others.
    #[cold]
    fn behind(mut self, others: usize) -> Self {
        if let Some(Segment::Index(index)) = self.0.path.last_mut() {
            *index += others;
        }
        self
    }
}

impl From<DecodeErrorKind> for DecodeError {
    #[cold]
    fn from(kind: DecodeErrorKind) -> Self {
        DecodeError(Box::new(Inner { kind, path: Vec::new() }))
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            path if path.is_empty() => self.0.kind.fmt(f),
            path => write!(f, "{path}: {}", self.0.kind),
        }
    }
}

impl std::error::Error for DecodeError {}

/// Why the merging of a field stopped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Interrupt {
    /// The message has no such field, the field's wire type is another, or its value is of no known variant:
    /// the field belongs to the unknown ones.
    Unknown,
    /// Elements of a packed field whose values are of no known variant; all others were merged.
    UnknownElements(UnknownElements),
    /// The bytes are wrong.
    Error(DecodeError),
}

/// Why the merging of fields in their order stopped, and at which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stop {
    /// The key of the field.
    pub key: Key,
    /// Why.
    pub interrupt: Interrupt,
}

/// The values of elements that are of no known variant.
///
/// They stand behind a pointer, so that what the merging of a field answers fits into registers.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::box_collection, reason = "a vector is three words, a pointer is one")]
pub struct UnknownElements(Box<Vec<u64>>);

impl UnknownElements {
    /// Elements of these values, in the order in which they came.
    pub fn new(values: Vec<u64>) -> Self {
        UnknownElements(Box::new(values))
    }

    /// The values, in the order in which they came.
    pub fn into_values(self) -> Vec<u64> {
        *self.0
    }
}

impl Interrupt {
    /// The same interrupt; an error was found in the element with this index.
    #[cold]
    #[must_use]
    pub fn at(self, index: usize) -> Self {
        match self {
            Interrupt::Error(error) => Interrupt::Error(error.at(index)),
            other => other,
        }
    }

    /// The same interrupt; an error was found among elements that were read aside and go behind so many others.
    #[cold]
    #[must_use]
    pub(crate) fn behind(self, others: usize) -> Self {
        match self {
            Interrupt::Error(error) => Interrupt::Error(error.behind(others)),
            other => other,
        }
    }
}

impl From<DecodeError> for Interrupt {
    fn from(error: DecodeError) -> Self {
        Interrupt::Error(error)
    }
}

impl From<DecodeErrorKind> for Interrupt {
    #[cold]
    fn from(kind: DecodeErrorKind) -> Self {
        Interrupt::Error(kind.into())
    }
}
