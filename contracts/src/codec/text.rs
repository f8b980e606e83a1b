//! Types that travel as their text.

use std::fmt::{self, Write as _};

use super::Codec;
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
        let mut line = Line { bytes: [0; LINE], length: 0 };
        match write!(line, "{value}") {
            Ok(()) => w.put_length_delimited_slice(&line.bytes[..line.length]),
            Err(fmt::Error) => w.put_length_delimited_slice(value.to_string().as_bytes()),
        }
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let text = std::str::from_utf8(r.length_delimited()?).map_err(|_| DecodeErrorKind::InvalidUtf8)?;
        *value = parse(text).map_err(DecodeErrorKind::InvalidValue)?;
        Ok(())
    }
}

/// How long a text is that need not be allocated to be written: a UUID, an address.
const LINE: usize = 48;

/// A text that is being printed; an error when it gets too long.
struct Line {
    bytes: [u8; LINE],
    length: usize,
}

impl fmt::Write for Line {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let end = self.length + text.len();
        self.bytes.get_mut(self.length..end).ok_or(fmt::Error)?.copy_from_slice(text.as_bytes());
        self.length = end;
        Ok(())
    }
}

/// Parses a text; no text is the default value.
pub(super) fn parse<T: Textual>(text: &str) -> Result<T, String> {
    match T::parse(text) {
        Some(value) => Ok(value),
        None if text.is_empty() => Ok(T::absent()),
        None => Err(format!("{text:?} is not {}", T::EXPECTED)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::iter;

    /// So many letters, one at a time.
    struct Letters(usize);

    impl fmt::Display for Letters {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            iter::repeat_n("x", self.0).try_for_each(|letter| f.write_str(letter))
        }
    }

    impl Textual for Letters {
        const EXPECTED: &'static str = "letters";
        const DOMAIN: Domain = Domain::All;

        fn absent() -> Self {
            Letters(0)
        }

        fn is_absent(&self) -> bool {
            self.0 == 0
        }

        fn parse(text: &str) -> Option<Self> {
            Some(Letters(text.len()))
        }
    }

    #[test]
    fn texts_of_every_length_are_written_whole() {
        for length in (0..2 * LINE).chain([1000]) {
            let (mut ours, mut plain) = (Writer::new(), Writer::new());
            Text::put(&Letters(length), &mut ours);
            plain.put_length_delimited_slice("x".repeat(length).as_bytes());
            assert_eq!(ours.written(), plain.written(), "{length} letters");
        }
    }
}
