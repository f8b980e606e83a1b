//! The way from a message to a value in it.

use std::fmt;

use crate::schema;

/// One step of the way.
#[derive(Debug, Clone)]
pub enum Element {
    /// Into a field.
    Field(&'static schema::Field),
    /// To a oneof, by its name.
    Oneof(&'static str),
    /// Into the list or the map that the field before is.
    Subscript(Subscript),
    /// Into the field of this number, of the message that will be named next.
    #[doc(hidden)]
    Number(u32),
}

/// Which element of a list, or which entry of a map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subscript {
    /// Counted from 0.
    Index(usize),
    /// A key of a map.
    Bool(bool),
    /// A key of a map.
    Int(i64),
    /// A key of a map.
    Uint(u64),
    /// A key of a map.
    Text(String),
}

impl PartialEq for Element {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Element::Field(a), Element::Field(b)) => std::ptr::eq(*a, *b),
            (Element::Oneof(a), Element::Oneof(b)) => a == b,
            (Element::Subscript(a), Element::Subscript(b)) => a == b,
            (Element::Number(a), Element::Number(b)) => a == b,
            _ => false,
        }
    }
}

impl fmt::Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Element::Field(field) => f.write_str(field.declaration.name),
            Element::Oneof(name) => f.write_str(name),
            Element::Subscript(subscript) => write!(f, "[{subscript}]"),
            Element::Number(number) => write!(f, "{number}"),
        }
    }
}

impl fmt::Display for Subscript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subscript::Index(index) => index.fmt(f),
            Subscript::Bool(key) => key.fmt(f),
            Subscript::Int(key) => key.fmt(f),
            Subscript::Uint(key) => key.fmt(f),
            Subscript::Text(key) => write!(f, "{key:?}"),
        }
    }
}
