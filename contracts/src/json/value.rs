//! Reading one value: numbers, texts, bytes and enums, as numbers or as text.

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Unexpected, Visitor};
use std::fmt;

use super::encoding::Encoding;
use super::known;
use super::options::Options;
use super::plan::{Enum, Kind, Value};
use super::read::MessageSeed;
use super::scalar::{bytes_of_text, double_of_text, float_of_text, integer_of_text, integers};
use crate::codec;
use crate::schema::{Domain, Scalar};
use crate::wire::Reader;

/// Reads a value that is not absent, and puts it without its key; whether there is one to put, and not one of an enum that
/// the caller chose to pass over.
pub(super) struct ValueSeed<'a> {
    pub(super) value: &'static Value,
    pub(super) to: &'a mut Encoding,
    pub(super) options: Options,
}

impl<'de> DeserializeSeed<'de> for ValueSeed<'_> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let ValueSeed { value, to, options } = self;
        match &value.kind {
            Kind::Scalar(kind) => scalar(*kind, value.domain, to, deserializer)?,
            Kind::Enum(schema) if schema.is_null => known::read_null(to, deserializer)?,
            Kind::Enum(schema) => {
                return deserializer.deserialize_any(EnumVisitor { schema, domain: value.domain, to, options });
            }
            Kind::Message(link) => {
                let start = to.open();
                let (plan, domain) = (link.plan(), value.domain);
                MessageSeed { plan, domain, to: &mut *to, options }.deserialize(deserializer)?;
                to.close(start);
            }
            Kind::Group(link) => {
                MessageSeed { plan: link.plan(), domain: value.domain, to, options }.deserialize(deserializer)?;
            }
        }
        Ok(true)
    }
}

/// Reads the key of a map, which JSON always has as text, and puts it.
pub(super) struct KeySeed<'a> {
    pub(super) keys: &'static Value,
    pub(super) to: &'a mut Encoding,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let KeySeed { keys, to } = self;
        match keys.kind {
            Kind::Scalar(Scalar::Bool) => deserializer.deserialize_str(BoolKeyVisitor(to)),
            Kind::Scalar(kind) => {
                let start = to.len();
                scalar(kind, keys.domain, to, deserializer)?;
                if matches!(keys.domain, Domain::Uuid) {
                    // Two spellings are one key.
                    to.0[start..].make_ascii_lowercase();
                }
                Ok(())
            }
            _ => Err(D::Error::custom("no key of a map")),
        }
    }
}

/// Reads a scalar.
#[inline]
pub(super) fn scalar<'de, D: Deserializer<'de>>(
    scalar: Scalar,
    domain: Domain,
    to: &mut Encoding,
    deserializer: D,
) -> Result<(), D::Error> {
    match scalar {
        Scalar::String => deserializer.deserialize_str(TextVisitor { domain, to }),
        Scalar::Bytes => deserializer.deserialize_str(BytesVisitor { domain, to }),
        Scalar::Bool => {
            to.varint(<bool as serde::Deserialize>::deserialize(deserializer)?.into());
            Ok(())
        }
        Scalar::Float => deserializer.deserialize_any(FloatVisitor(to)),
        Scalar::Double => deserializer.deserialize_any(DoubleVisitor(to)),
        _ => deserializer.deserialize_any(IntegerVisitor::new(scalar, domain, to)),
    }
}

struct IntegerVisitor<'a> {
    scalar: Scalar,
    first: i128,
    last: i128,
    domain: Domain,
    to: &'a mut Encoding,
}

impl<'a> IntegerVisitor<'a> {
    #[inline]
    fn new(scalar: Scalar, domain: Domain, to: &'a mut Encoding) -> Self {
        let (first, last) = match (domain, integers(scalar)) {
            (Domain::Integers(first, last), _) => (first.into(), last.into()),
            (_, Some((first, last, _))) => (first, last),
            (_, None) => (0, 0),
        };
        IntegerVisitor { scalar, first, last, domain, to }
    }

    #[inline]
    fn put<E: Error>(self, value: Option<i128>, found: Unexpected<'_>) -> Result<(), E> {
        match value {
            Some(value) if (self.first..=self.last).contains(&value) => {
                self.to.integer(self.scalar, value);
                Ok(())
            }
            _ => Err(E::invalid_value(found, &self)),
        }
    }
}

impl Visitor<'_> for IntegerVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.domain, integers(self.scalar)) {
            (Domain::Integers(first, last), _) => write!(f, "an integer from {first} to {last}"),
            (_, integers) => f.write_str(integers.map_or("no number", |(_, _, name)| name)),
        }
    }

    #[inline]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.put(Some(value.into()), Unexpected::Unsigned(value))
    }

    #[inline]
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.put(Some(value.into()), Unexpected::Signed(value))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.put((value.fract() == 0.0).then_some(value as i128), Unexpected::Float(value))
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(integer_of_text(text), Unexpected::Str(text))
    }
}

/// The visitors of both kinds of floats, of which the values of finite numbers must be finite.
macro_rules! floats {
    ($($visitor:ident, $float:ty, $of_text:ident, $expected:literal;)*) => {$(
        struct $visitor<'a>(&'a mut Encoding);

        impl $visitor<'_> {
            #[inline]
            fn put<E: Error>(self, value: Option<$float>, found: Unexpected<'_>) -> Result<(), E> {
                let Some(value) = value else { return Err(E::invalid_value(found, &self)) };
                self.0.0.extend_from_slice(&value.to_le_bytes());
                Ok(())
            }
        }

        impl Visitor<'_> for $visitor<'_> {
            type Value = ();

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($expected)
            }

            #[inline]
            fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
                self.put(Some(value as $float), Unexpected::Unsigned(value))
            }

            #[inline]
            fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
                self.put(Some(value as $float), Unexpected::Signed(value))
            }

            #[inline]
            fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
                let narrowed = value as $float;
                self.put(narrowed.is_finite().then_some(narrowed), Unexpected::Float(value))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
                self.put($of_text(text), Unexpected::Str(text))
            }
        }
    )*};
}

floats! {
    FloatVisitor, f32, float_of_text, "a number of 32 bits, \"NaN\", \"Infinity\" or \"-Infinity\"";
    DoubleVisitor, f64, double_of_text, "a number of 64 bits, \"NaN\", \"Infinity\" or \"-Infinity\"";
}

struct TextVisitor<'a> {
    domain: Domain,
    to: &'a mut Encoding,
}

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    #[inline]
    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if !matches!(self.domain, Domain::All) {
            codec::check_text(self.domain, text).map_err(E::custom)?;
        }
        self.to.delimited(text.as_bytes());
        Ok(())
    }
}

struct BoolKeyVisitor<'a>(&'a mut Encoding);

impl Visitor<'_> for BoolKeyVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        match text {
            "true" => self.0.varint(1),
            "false" => self.0.varint(0),
            other => return Err(E::custom(format_args!("{other:?} is neither true nor false"))),
        }
        Ok(())
    }
}

struct BytesVisitor<'a> {
    domain: Domain,
    to: &'a mut Encoding,
}

impl Visitor<'_> for BytesVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        let start = self.to.open();
        bytes_of_text(text, &mut self.to.0).map_err(E::custom)?;
        let length = self.to.len() - start;
        self.to.close(start);
        match self.domain {
            Domain::Bytes(expected) if length != expected && length != 0 => {
                Err(E::custom(format_args!("{length} bytes where {expected} are expected")))
            }
            _ => Ok(()),
        }
    }
}

/// Reads an enum from the name of a value, or from a number.
struct EnumVisitor<'a> {
    schema: &'a Enum,
    domain: Domain,
    to: &'a mut Encoding,
    options: Options,
}

impl EnumVisitor<'_> {
    #[inline]
    fn put<E: Error>(self, number: Option<i32>, found: Unexpected<'_>) -> Result<bool, E> {
        match number.filter(|number| self.domain.has_number(*number)) {
            Some(number) => {
                self.to.varint(i64::from(number) as u64);
                Ok(true)
            }
            None if self.options.unknown_fields => Ok(false),
            None => Err(E::invalid_value(found, &self)),
        }
    }
}

impl Visitor<'_> for EnumVisitor<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the enum {}", self.schema.schema.full_name())
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<bool, E> {
        let number = self.schema.number(name);
        self.put(number, Unexpected::Str(name))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<bool, E> {
        let found = Unexpected::Signed(number);
        let number = i32::try_from(number).map_err(|_| E::invalid_value(found, &self))?;
        self.put(Some(number), found)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<bool, E> {
        let found = Unexpected::Unsigned(number);
        let number = i32::try_from(number).map_err(|_| E::invalid_value(found, &self))?;
        self.put(Some(number), found)
    }

    /// JSON has one kind of number: `1.0` is `1`.
    fn visit_f64<E: Error>(self, number: f64) -> Result<bool, E> {
        let found = Unexpected::Float(number);
        if number != f64::from(number as i32) {
            return Err(E::invalid_value(found, &self));
        }
        self.put(Some(number as i32), found)
    }
}

/// Reads the number of an enum; none for a value that is passed over.
pub(super) fn number_of_enum<'de, D: Deserializer<'de>>(
    schema: &Enum,
    domain: Domain,
    options: Options,
    deserializer: D,
) -> Result<Option<i32>, D::Error> {
    let mut to = Encoding::default();
    let is_known = deserializer.deserialize_any(EnumVisitor { schema, domain, to: &mut to, options })?;
    Ok(is_known.then(|| Reader::new(&to.0).varint().unwrap_or_default() as i32))
}
