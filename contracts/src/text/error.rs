//! What can be wrong with text that should be a message, and where.

use crate::wire::DecodeErrorKind;

/// Text that is not the message it should be: what is wrong, where in the text, and where in the message, as in
/// `3:8: Order.lines[3].sku: invalid UTF-8`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {path}: {kind}")]
pub struct Error {
    line: usize,
    column: usize,
    path: String,
    kind: ErrorKind,
}

/// What is wrong with the text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A character that begins nothing.
    #[error("{0:?} cannot stand here")]
    Character(char),
    /// A number that is none, or runs into a name.
    #[error("`{0}` is not a number")]
    Number(String),
    /// A string that does not end on its line.
    #[error("the string does not end on its line")]
    OpenString,
    /// An escape that is none, or is for no character.
    #[error("`{0}` is not an escape")]
    Escape(String),
    /// Something other than what should stand here.
    #[error("expected {expected}, found {found}")]
    Expected {
        /// What should stand here.
        expected: String,
        /// What stands here.
        found: String,
    },
    /// A name that the message does not have.
    #[error("the message {message} has no field `{name}`")]
    UnknownField {
        /// The full name of the message.
        message: String,
        /// The name, with brackets where it is an extension's.
        name: String,
    },
    /// An `Any` of a type that is not linked into the program.
    #[error("no contract `{0}` is linked into the program")]
    UnknownType(String),
    /// A name or a number that the enum does not have.
    #[error("the enum {enumeration} has no value `{value}`")]
    UnknownValue {
        /// The full name of the enum.
        enumeration: String,
        /// The name or the number.
        value: String,
    },
    /// A number that the field cannot hold.
    #[error("{value} is out of range for {expected}")]
    OutOfRange {
        /// The number, as it is written.
        value: String,
        /// The type of the field.
        expected: &'static str,
    },
    /// A field that is no list and is there twice.
    #[error("the field is there twice")]
    Twice,
    /// A second member of a oneof.
    #[error("`{0}` of the same oneof is there already")]
    SecondOfOneof(String),
    /// What the bytes of the message could not be, either.
    #[error(transparent)]
    Value(DecodeErrorKind),
}

impl Error {
    /// An error at an offset into a text.
    #[cold]
    pub(super) fn at(text: &str, offset: usize, path: String, kind: ErrorKind) -> Self {
        let before = &text[..offset];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.matches('\n').count() + 1;
        Error { line, column: before[line_start..].chars().count() + 1, path, kind }
    }

    /// The line in the text, counted from 1.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, counted in characters from 1.
    pub fn column(&self) -> usize {
        self.column
    }

    /// The path to the field, from the name of the message on, as `Order.lines[3].sku`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.kind
    }
}
