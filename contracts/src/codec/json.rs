//! How values stand in JSON (<https://protobuf.dev/programming-guides/json/>), through serde.

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Unexpected, Visitor};
use serde::ser::{SerializeSeq, Serializer};
use std::fmt;
use std::marker::PhantomData;

use super::{Codec, FieldCodec, FixedWidth, Varint, ZigZag};
use crate::schema::{Kind, Scalar};
use crate::wire::{Interrupt, Reader, WireType, Writer};

/// A number or a boolean as it stands in JSON.
pub(crate) trait JsonScalar: Sized {
    /// Writes the value; integers of 64 bits as text, as JavaScript cannot hold them.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Reads the value, as a number or as its text.
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// What [`Visitor`]s of numbers have in common: what they make of an integer, of a float and of a text.
struct NumberVisitor<T>(PhantomData<T>);

/// A number that JSON may write as an integer, as a float or as a text.
trait JsonNumber: Sized {
    const EXPECTED: &'static str;
    fn from_unsigned(value: u64) -> Option<Self>;
    fn from_signed(value: i64) -> Option<Self>;
    fn from_float(value: f64) -> Option<Self>;
    fn from_text(text: &str) -> Option<Self>;
}

impl<T: JsonNumber> Visitor<'_> for NumberVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<T, E> {
        T::from_unsigned(value).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<T, E> {
        T::from_signed(value).ok_or_else(|| E::invalid_value(Unexpected::Signed(value), &self))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<T, E> {
        T::from_float(value).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &self))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

/// Whether a text is a number as JSON writes one: no space around it, no plus and no zero in front.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}

/// Whether a text is an integer as most write it: digits, no zero in front of others.
fn is_plain_integer(text: &str) -> bool {
    let digits = text.as_bytes().strip_prefix(b"-").unwrap_or(text.as_bytes());
    digits.iter().all(u8::is_ascii_digit) && (digits.len() == 1 || digits.first().is_some_and(|&digit| digit != b'0'))
}

/// The integer that a text like `1.0`, `1e2` or `0.1e1` is, to the last digit; none for one that no type here holds.
fn whole_number(text: &str) -> Option<i128> {
    const LONGEST: i64 = 38;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches('-').is_empty() {
        return Some(0);
    }
    let moved = (digits.len() - significant.len()) as i64 - fraction.len() as i64;
    let zeros = exponent.parse::<i64>().ok()?.checked_add(moved).filter(|zeros| (0..=LONGEST).contains(zeros))?;
    format!("{significant}{:0<1$}", "", zeros as usize).parse().ok()
}

macro_rules! json_integers {
    ($($integer:ty => $expected:literal, $serialize:expr);* $(;)?) => {$(
        impl JsonNumber for $integer {
            const EXPECTED: &'static str = $expected;
            fn from_unsigned(value: u64) -> Option<Self> {
                value.try_into().ok()
            }
            fn from_signed(value: i64) -> Option<Self> {
                value.try_into().ok()
            }
            fn from_float(value: f64) -> Option<Self> {
                (value.fract() == 0.0).then_some(value as i128).and_then(|value| value.try_into().ok())
            }
            fn from_text(text: &str) -> Option<Self> {
                let plain = is_plain_integer(text).then(|| text.parse().ok()).flatten();
                plain.or_else(|| whole_number(Some(text).filter(|text| is_json_number(text))?)?.try_into().ok())
            }
        }

        impl JsonScalar for $integer {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $serialize(*self, serializer)
            }
            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(NumberVisitor(PhantomData))
            }
        }
    )*};
}

json_integers! {
    i8 => "an integer from -128 to 127", |value, s: S| s.serialize_i8(value);
    i16 => "an integer from -32768 to 32767", |value, s: S| s.serialize_i16(value);
    i32 => "an integer of 32 bits", |value, s: S| s.serialize_i32(value);
    u8 => "an integer from 0 to 255", |value, s: S| s.serialize_u8(value);
    u16 => "an integer from 0 to 65535", |value, s: S| s.serialize_u16(value);
    u32 => "an integer of 32 bits without a sign", |value, s: S| s.serialize_u32(value);
    i64 => "an integer of 64 bits", |value: i64, s: S| s.serialize_str(itoa::Buffer::new().format(value));
    u64 => "an integer of 64 bits without a sign", |value: u64, s: S| s.serialize_str(itoa::Buffer::new().format(value));
}

macro_rules! json_floats {
    ($($float:ty, $serialize:ident, $expected:literal);*) => {$(
        impl JsonNumber for $float {
            const EXPECTED: &'static str = $expected;
            fn from_unsigned(value: u64) -> Option<Self> {
                Some(value as $float)
            }
            fn from_signed(value: i64) -> Option<Self> {
                Some(value as $float)
            }
            /// What is finite as a number must be finite here too.
            fn from_float(value: f64) -> Option<Self> {
                let narrowed = value as $float;
                (narrowed.is_finite()).then_some(narrowed)
            }
            fn from_text(text: &str) -> Option<Self> {
                match text {
                    "NaN" => Some(<$float>::NAN),
                    "Infinity" => Some(<$float>::INFINITY),
                    "-Infinity" => Some(<$float>::NEG_INFINITY),
                    number if is_json_number(number) => number.parse().ok().filter(|value: &$float| value.is_finite()),
                    _ => None,
                }
            }
        }

        impl JsonScalar for $float {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match *self {
                    value if value.is_finite() => serializer.$serialize(value),
                    <$float>::INFINITY => serializer.serialize_str("Infinity"),
                    <$float>::NEG_INFINITY => serializer.serialize_str("-Infinity"),
                    _ => serializer.serialize_str("NaN"),
                }
            }
            fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(NumberVisitor(PhantomData))
            }
        }
    )*};
}

json_floats! {
    f32, serialize_f32, "a number of 32 bits, \"NaN\", \"Infinity\" or \"-Infinity\"";
    f64, serialize_f64, "a number of 64 bits, \"NaN\", \"Infinity\" or \"-Infinity\""
}

impl JsonScalar for bool {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        serde::Deserialize::deserialize(deserializer)
    }
}

/// Writes bytes as base64 of the standard alphabet, padded.
pub(crate) fn serialize_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&base64::prelude::BASE64_STANDARD.encode(bytes))
}

/// Reads bytes from base64 of either alphabet, padded or not.
pub(crate) fn deserialize_bytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    deserializer.deserialize_str(BytesVisitor)
}

struct BytesVisitor;

impl Visitor<'_> for BytesVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Vec<u8>, E> {
        const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
            .with_decode_padding_mode(DecodePaddingMode::Indifferent)
            .with_decode_allow_trailing_bits(true);
        static LENIENT_STANDARD: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
        static LENIENT_URL_SAFE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);
        let decoded = LENIENT_STANDARD.decode(text).or_else(|error| match text.contains(['-', '_']) {
            true => LENIENT_URL_SAFE.decode(text),
            false => Err(error),
        });
        decoded.map_err(|error| E::custom(format_args!("{text:?} is not base64: {error}")))
    }
}

/// Reads a string.
pub(crate) fn deserialize_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    serde::Deserialize::deserialize(deserializer)
}

/// Goes by a scalar kind: numbers to a macro that takes their codec and their Rust type, texts and bytes to expressions.
macro_rules! by_kind {
    ($scalar:expr, $number:ident, text $text:expr, bytes $bytes:expr) => {
        match $scalar {
            Scalar::Bool => $number!(Varint, bool),
            Scalar::Int32 => $number!(Varint, i32),
            Scalar::Int64 => $number!(Varint, i64),
            Scalar::Uint32 => $number!(Varint, u32),
            Scalar::Uint64 => $number!(Varint, u64),
            Scalar::Sint32 => $number!(ZigZag, i32),
            Scalar::Sint64 => $number!(ZigZag, i64),
            Scalar::Fixed32 => $number!(FixedWidth, u32),
            Scalar::Fixed64 => $number!(FixedWidth, u64),
            Scalar::Sfixed32 => $number!(FixedWidth, i32),
            Scalar::Sfixed64 => $number!(FixedWidth, i64),
            Scalar::Float => $number!(FixedWidth, f32),
            Scalar::Double => $number!(FixedWidth, f64),
            Scalar::String => $text,
            Scalar::Bytes => $bytes,
        }
    };
}

/// What [`Codec::serialize`] does unless a codec says otherwise: a scalar stands in JSON as its kind does.
pub(super) fn serialize_by_kind<T, C: Codec<T>, S: Serializer>(value: &T, s: S) -> Result<S::Ok, S::Error> {
    use serde::ser::Error;
    let mut w = Writer::new();
    C::put(value, &mut w);
    let mut r = Reader::new(w.written());
    macro_rules! number {
        ($codec:ty, $number:ty) => {{
            let mut number = <$number>::default();
            let read = <$codec as Codec<$number>>::merge(&mut number, &mut r);
            read.map_err(|interrupt| S::Error::custom(format_args!("{interrupt:?}")))?;
            JsonScalar::serialize(&number, s)
        }};
    }
    by_kind!(
        scalar::<T, C>().map_err(S::Error::custom)?,
        number,
        text {
            let bytes = r.length_delimited().map_err(S::Error::custom)?;
            s.serialize_str(std::str::from_utf8(bytes).map_err(S::Error::custom)?)
        },
        bytes serialize_bytes(r.length_delimited().map_err(S::Error::custom)?, s)
    )
}

/// What [`Codec::deserialize`] does unless a codec says otherwise.
pub(super) fn deserialize_by_kind<'de, T, C: Codec<T>, D: Deserializer<'de>>(d: D) -> Result<T, D::Error> {
    let mut w = Writer::new();
    macro_rules! number {
        ($codec:ty, $number:ty) => {
            <$codec as Codec<$number>>::put(&JsonScalar::deserialize(d)?, &mut w)
        };
    }
    by_kind!(
        scalar::<T, C>().map_err(D::Error::custom)?,
        number,
        text w.put_length_delimited_slice(deserialize_text(d)?.as_bytes()),
        bytes w.put_length_delimited_slice(&deserialize_bytes(d)?)
    );
    let mut value = C::default();
    C::merge(&mut value, &mut Reader::new(w.written())).map_err(|interrupt| match interrupt {
        Interrupt::Error(error) => D::Error::custom(error),
        _ => D::Error::custom("a value without a name"),
    })?;
    Ok(value)
}

fn scalar<T, C: Codec<T>>() -> Result<Scalar, String> {
    debug_assert!(C::WIRE_TYPE != WireType::StartGroup);
    match C::KIND {
        Kind::Scalar(scalar) => Ok(scalar),
        _ => Err(format!("the codec `{}` has no JSON form", std::any::type_name::<C>())),
    }
}

/// A value that serializes by its codec.
pub(crate) struct ByCodec<'a, T, C>(pub(crate) &'a T, pub(crate) PhantomData<C>);

impl<T, C: Codec<T>> serde::Serialize for ByCodec<'_, T, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::serialize(self.0, serializer)
    }
}

/// A field that serializes by its codec.
pub struct ByFieldCodec<'a, T, C>(&'a T, PhantomData<C>);

impl<'a, T, C: FieldCodec<T>> ByFieldCodec<'a, T, C> {
    /// The field.
    pub fn new(value: &'a T) -> Self {
        ByFieldCodec(value, PhantomData)
    }
}

impl<T, C: FieldCodec<T>> serde::Serialize for ByFieldCodec<'_, T, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        C::serialize(self.0, serializer)
    }
}

/// Reads a value by its codec; none for one to pass over.
pub(crate) struct ValueSeed<T, C>(PhantomData<(T, C)>);

impl<T, C> ValueSeed<T, C> {
    pub(crate) fn new() -> Self {
        ValueSeed(PhantomData)
    }
}

impl<'de, T, C: Codec<T>> DeserializeSeed<'de> for ValueSeed<T, C> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        C::deserialize_known(deserializer)
    }
}

/// Reads a value by its codec, or `null`.
pub(crate) struct NullableSeed<T, C>(PhantomData<(T, C)>);

impl<T, C> NullableSeed<T, C> {
    pub(crate) fn new() -> Self {
        NullableSeed(PhantomData)
    }
}

impl<'de, T, C: Codec<T>> DeserializeSeed<'de> for NullableSeed<T, C> {
    type Value = Option<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        match C::NULLABLE {
            true => C::deserialize_known(deserializer),
            false => deserializer.deserialize_option(self),
        }
    }
}

impl<'de, T, C: Codec<T>> Visitor<'de> for NullableSeed<T, C> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or null")
    }

    fn visit_none<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_unit<E: Error>(self) -> Result<Option<T>, E> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        C::deserialize_known(deserializer)
    }
}

/// Reads a value or `null`, which is nothing.
pub(crate) fn nullable<'de, T, C: Codec<T>, D: Deserializer<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    NullableSeed::<T, C>::new().deserialize(deserializer)
}

/// Merges the JSON of a field into it.
pub struct FieldSeed<'a, T, C>(&'a mut T, PhantomData<C>);

impl<'a, T, C: FieldCodec<T>> FieldSeed<'a, T, C> {
    /// The field to merge into.
    pub fn new(value: &'a mut T) -> Self {
        FieldSeed(value, PhantomData)
    }
}

impl<'de, T, C: FieldCodec<T>> DeserializeSeed<'de> for FieldSeed<'_, T, C> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        C::deserialize_into(self.0, deserializer)
    }
}

/// Writes an array.
pub(crate) fn serialize_sequence<T, C: Codec<T>, S: Serializer>(values: &[T], s: S) -> Result<S::Ok, S::Error> {
    let mut sequence = s.serialize_seq(Some(values.len()))?;
    for value in values {
        sequence.serialize_element(&ByCodec::<T, C>(value, PhantomData))?;
    }
    sequence.end()
}

/// Reads an array, or `null`, which is empty.
pub(super) fn deserialize_sequence<'de, T, C: Codec<T>, D: Deserializer<'de>>(
    values: &mut Vec<T>,
    d: D,
) -> Result<(), D::Error> {
    d.deserialize_option(SequenceVisitor::<T, C>(values, PhantomData))
}

/// Reads an array.
pub(crate) fn deserialize_array<'de, T, C: Codec<T>, D: Deserializer<'de>>(d: D) -> Result<Vec<T>, D::Error> {
    let mut values = Vec::new();
    d.deserialize_seq(SequenceVisitor::<T, C>(&mut values, PhantomData))?;
    Ok(values)
}

struct SequenceVisitor<'a, T, C>(&'a mut Vec<T>, PhantomData<C>);

impl<'de, T, C: Codec<T>> Visitor<'de> for SequenceVisitor<'_, T, C> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<(), A::Error> {
        while let Some(value) = sequence.next_element_seed(ValueSeed::<T, C>::new())? {
            if let Some(value) = value {
                self.0.push(value);
            }
        }
        Ok(())
    }
}
