//! What stands behind a name: scalars, enums and messages.

use super::super::lexer::TokenKind;
use super::super::literal;
use super::super::model::{Enum, Kind};
use super::super::record::Payload;
use super::super::{Error, ErrorKind, escape};
use super::{Parser, skip};
use crate::schema::Scalar;
use crate::wire::DecodeErrorKind;

impl Parser<'_> {
    /// A value; none when it is of no known variant, and such are passed over.
    pub(super) fn value(&mut self, kind: Kind) -> Result<Option<Payload>, Error> {
        Ok(Some(match kind {
            Kind::Message(message) => Payload::Delimited(self.message(message)?.into()),
            Kind::Group(message) => Payload::Group(self.message(message)?.into()),
            Kind::Enum(enumeration) => return self.enumeration(enumeration),
            Kind::Scalar(Scalar::Bool) => self.boolean()?,
            Kind::Scalar(scalar @ (Scalar::Float | Scalar::Double)) => self.float(scalar)?,
            Kind::Scalar(Scalar::String) => self.utf8()?,
            Kind::Scalar(Scalar::Bytes) => Payload::Delimited(self.string()?.into()),
            Kind::Scalar(scalar) => self.integer(scalar)?,
        }))
    }

    fn enumeration(&mut self, enumeration: Enum) -> Result<Option<Payload>, Error> {
        let start = self.next.start;
        let (shown, number) = match self.next.kind {
            TokenKind::Identifier => {
                let name = self.advance()?.text;
                (name.to_owned(), enumeration.number(name))
            }
            _ => match literal::integer(Scalar::Int32, &self.integer(Scalar::Int32)?) {
                Some(number) => {
                    let number = number as i32;
                    (number.to_string(), Some(number).filter(|number| enumeration.has(*number)))
                }
                None => return Err(self.expected("a value of an enum")),
            },
        };
        match number.filter(|number| enumeration.holds(*number) || !self.path.is_below_wanted()) {
            Some(number) => Ok(literal::of_integer(Scalar::Int32, number.into())),
            None if self.options.unknown_fields => Ok(None),
            None => {
                let kind = ErrorKind::UnknownValue { enumeration: enumeration.full_name(), value: shown };
                Err(self.error(start, kind))
            }
        }
    }

    fn boolean(&mut self) -> Result<Payload, Error> {
        let value = match (self.next.kind, self.next.text) {
            (TokenKind::Identifier, "true" | "True" | "t") => true,
            (TokenKind::Identifier, "false" | "False" | "f") => false,
            (TokenKind::Decimal | TokenKind::Octal | TokenKind::Hexadecimal, _) => return self.integer(Scalar::Bool),
            _ => return Err(self.expected("`true` or `false`")),
        };
        self.advance()?;
        Ok(Payload::Varint(value.into()))
    }

    fn integer(&mut self, scalar: Scalar) -> Result<Payload, Error> {
        let start = self.next.start;
        let is_negative = self.accept("-")?;
        let magnitude = match self.next.kind {
            TokenKind::Decimal => self.next.text.parse(),
            TokenKind::Octal => i128::from_str_radix(self.next.text, 8),
            TokenKind::Hexadecimal => i128::from_str_radix(&self.next.text[2..], 16),
            _ => return Err(self.expected("an integer")),
        };
        let token = self.advance()?;
        let value = magnitude.ok().map(|magnitude| if is_negative { -magnitude } else { magnitude });
        let has_sign = is_negative && is_unsigned(scalar);
        let payload = value.filter(|_| !has_sign).and_then(|value| literal::of_integer(scalar, value));
        payload.ok_or_else(|| {
            let sign = if is_negative { "-" } else { "" };
            let kind = ErrorKind::OutOfRange { value: format!("{sign}{}", token.text), expected: scalar.name() };
            self.error(start, kind)
        })
    }

    fn float(&mut self, scalar: Scalar) -> Result<Payload, Error> {
        let is_negative = self.accept("-")?;
        let digits = match self.next.kind {
            TokenKind::Decimal | TokenKind::Float => self.next.text.trim_end_matches(['f', 'F']),
            TokenKind::Identifier if skip::is_float(self.next.text) => self.next.text,
            _ => return Err(self.expected("a floating-point number")),
        };
        let Some(payload) = literal::of_float(scalar, digits, is_negative) else {
            return Err(self.expected("a floating-point number"));
        };
        self.advance()?;
        Ok(payload)
    }

    fn utf8(&mut self) -> Result<Payload, Error> {
        let start = self.next.start;
        match String::from_utf8(self.string()?) {
            Ok(text) => Ok(Payload::Delimited(text.into())),
            Err(_) => Err(self.error(start, ErrorKind::Value(DecodeErrorKind::InvalidUtf8))),
        }
    }

    /// One string after the other, as one.
    pub(super) fn string(&mut self) -> Result<Vec<u8>, Error> {
        if self.next.kind != TokenKind::String {
            return Err(self.expected("a string"));
        }
        let mut bytes = Vec::new();
        while self.next.kind == TokenKind::String {
            let inner = &self.next.text[1..self.next.text.len() - 1];
            escape::unescape(inner, &mut bytes).map_err(|(at, length)| {
                let kind = ErrorKind::Escape(inner[at..at + length].to_owned());
                self.error(self.next.start + 1 + at, kind)
            })?;
            self.advance()?;
        }
        Ok(bytes)
    }
}

fn is_unsigned(scalar: Scalar) -> bool {
    matches!(scalar, Scalar::Bool | Scalar::Uint32 | Scalar::Uint64 | Scalar::Fixed32 | Scalar::Fixed64)
}
