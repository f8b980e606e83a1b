//! Types that travel as their text.

use serde::{Deserializer, Serializer};

use super::Codec;
use super::json::deserialize_text;
use crate::schema::{Domain, Kind, Scalar};
use crate::wire::{DecodeErrorKind, Interrupt, Reader, WireType, Writer};

/// A value as the text that it prints as and is parsed from: `string`. No text stands for the default value.
pub struct Text;

/// A type that [`Text`] moves: each has one text, which is parsed strictly.
pub(crate) trait Textual: std::fmt::Display + Sized {
    /// What the text should be, for an error.
    const EXPECTED: &'static str;

    /// Which texts those are.
    const DOMAIN: Domain;

    /// The value that stands for absence.
    fn absent() -> Self;

    /// Whether this is the value that stands for absence, to the letter.
    fn is_absent(&self) -> bool;

    /// Parses exactly the texts that `Display` writes.
    fn parse(text: &str) -> Option<Self>;
}

impl<T: Textual> Codec<T> for Text {
    const KIND: Kind = Kind::Scalar(Scalar::String);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;
    const DOMAIN: Domain = T::DOMAIN;

    fn default() -> T {
        T::absent()
    }

    fn is_default(value: &T) -> bool {
        value.is_absent()
    }

    fn put(value: &T, w: &mut Writer<'_>) {
        w.put_length_delimited_slice(value.to_string().as_bytes());
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let text = std::str::from_utf8(r.length_delimited()?).map_err(|_| DecodeErrorKind::InvalidUtf8)?;
        *value = parse(text).map_err(DecodeErrorKind::InvalidValue)?;
        Ok(())
    }

    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        parse(&deserialize_text(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// Parses a text; no text is the default value.
fn parse<T: Textual>(text: &str) -> Result<T, String> {
    match T::parse(text) {
        Some(value) => Ok(value),
        None if text.is_empty() => Ok(T::absent()),
        None => Err(format!("{text:?} is not {}", T::EXPECTED)),
    }
}
