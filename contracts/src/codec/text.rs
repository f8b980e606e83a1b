//! Types that travel as their text.

use super::Codec;
use crate::schema::{Kind, Scalar};
use crate::wire::{DecodeErrorKind, Interrupt, Reader, WireType, Writer};

/// A value as the text that it prints as and is parsed from: `string`. No text stands for the default value.
pub struct Text;

/// A type that [`Text`] moves: each has one text, which is parsed strictly.
pub(crate) trait Textual: Default + PartialEq + std::fmt::Display {
    /// What the text should be, for an error.
    const EXPECTED: &'static str;

    /// Parses exactly the texts that `Display` writes.
    fn parse(text: &str) -> Option<Self>;
}

impl<T: Textual> Codec<T> for Text {
    const KIND: Kind = Kind::Scalar(Scalar::String);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;

    fn default() -> T {
        T::default()
    }

    fn is_default(value: &T) -> bool {
        *value == T::default()
    }

    fn put(value: &T, w: &mut Writer) {
        let text = value.to_string();
        w.put_slice(text.as_bytes());
        w.put_varint(text.len() as u64);
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let text = std::str::from_utf8(r.length_delimited()?).map_err(|_| DecodeErrorKind::InvalidUtf8)?;
        *value = match T::parse(text) {
            Some(parsed) => parsed,
            None if text.is_empty() => T::default(),
            None => {
                let reason = format!("{text:?} is not {}", T::EXPECTED);
                return Err(DecodeErrorKind::InvalidValue(reason).into());
            }
        };
        Ok(())
    }
}

#[cfg(feature = "uuid")]
impl Textual for uuid::Uuid {
    const EXPECTED: &'static str = "a UUID as in RFC 9562, lower or upper case with hyphens";

    fn parse(text: &str) -> Option<Self> {
        let hyphenated = text.len() == uuid::fmt::Hyphenated::LENGTH;
        hyphenated.then(|| uuid::Uuid::try_parse(text).ok()).flatten()
    }
}
