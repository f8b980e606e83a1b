//! The scalar codecs.

use bytes::Bytes;
use std::borrow::Cow;
use std::sync::Arc;

use super::Codec;
use super::field::merge_one_by_one;
use crate::schema::{Domain, Kind, Rules, Scalar};
use crate::validate::{Checker, Value};
use crate::wire::{DecodeError, DecodeErrorKind, FieldNumber, Interrupt, Key, Reader, WireType, Writer, length};

/// Integers and booleans as varints: `int32`, `int64`, `uint32`, `uint64`, `bool`.
pub struct Varint;

/// Signed integers as varints that are short also when negative: `sint32`, `sint64`.
pub struct ZigZag;

/// Numbers of four or eight bytes: `fixed32`, `fixed64`, `sfixed32`, `sfixed64`, `float`, `double`.
pub struct FixedWidth;

/// Text: `string`.
pub struct Utf8;

/// Bytes: `bytes`.
pub struct ByteString;

/// An integer type that a varint can hold.
trait Integer: Copy + Default + PartialEq {
    const SCALAR: Scalar;
    const DOMAIN: Domain = Domain::All;
    /// Whether each varint is some value.
    const IS_WIDE: bool = true;
    fn to_varint(self) -> u64;
    #[inline]
    fn put_run(values: &[Self], w: &mut Writer<'_>) {
        w.put_varints(values.iter().map(|value| value.to_varint()));
    }
    fn from_varint(value: u64) -> Result<Self, DecodeErrorKind>;
    /// The value as rules see it.
    fn seen(self) -> Value<'static>;
}

/// Integers of protobuf's own widths: what does not fit is cut off, as every implementation does.
macro_rules! wide_integers {
    ($($integer:ty => $scalar:ident),*) => {$(
        impl Integer for $integer {
            const SCALAR: Scalar = Scalar::$scalar;
            #[inline]
            fn to_varint(self) -> u64 {
                self as u64
            }
            #[inline]
            fn from_varint(value: u64) -> Result<Self, DecodeErrorKind> {
                Ok(value as $integer)
            }
            fn seen(self) -> Value<'static> {
                Value::Integer(Self::SCALAR, self.into())
            }
        }
    )*};
}

wide_integers!(i32 => Int32, i64 => Int64, u32 => Uint32, u64 => Uint64);

/// Integers narrower than any of protobuf's: what does not fit is an error.
macro_rules! narrow_integers {
    ($($integer:ty as $wide:ty => $scalar:ident),*) => {$(
        impl Integer for $integer {
            const SCALAR: Scalar = Scalar::$scalar;
            const IS_WIDE: bool = false;
            const DOMAIN: Domain = Domain::Integers(<$integer>::MIN as i32, <$integer>::MAX as i32);
            #[inline]
            fn to_varint(self) -> u64 {
                <$wide>::from(self) as u64
            }
            #[inline]
            fn from_varint(value: u64) -> Result<Self, DecodeErrorKind> {
                <$integer>::try_from(value as $wide).map_err(|_| DecodeErrorKind::OutOfRange {
                    value: (value as $wide).into(),
                    expected: stringify!($integer),
                })
            }
            fn seen(self) -> Value<'static> {
                Value::Integer(Self::SCALAR, self.into())
            }
        }
    )*};
}

narrow_integers!(i8 as i32 => Int32, i16 as i32 => Int32, u8 as u32 => Uint32, u16 as u32 => Uint32);

impl Integer for bool {
    const SCALAR: Scalar = Scalar::Bool;
    #[inline]
    fn to_varint(self) -> u64 {
        u64::from(self)
    }
    #[inline]
    fn put_run(values: &[bool], w: &mut Writer<'_>) {
        w.put_bytewise(values, Varint::put);
    }
    #[inline]
    fn from_varint(value: u64) -> Result<Self, DecodeErrorKind> {
        Ok(value != 0)
    }
    fn seen(self) -> Value<'static> {
        Value::Bool(self)
    }
}

impl<T: Integer> Codec<T> for Varint {
    const KIND: Kind = Kind::Scalar(T::SCALAR);
    const WIRE_TYPE: WireType = WireType::Varint;
    const DOMAIN: Domain = T::DOMAIN;
    const NEVER_UNKNOWN: bool = true;

    fn default() -> T {
        T::default()
    }

    #[inline]
    fn is_default(value: &T) -> bool {
        *value == T::default()
    }

    #[inline]
    fn put(value: &T, w: &mut Writer<'_>) {
        w.put_varint(value.to_varint());
    }

    #[inline]
    fn put_with_key(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        w.put_varint_field(Key::new(number, WireType::Varint), value.to_varint());
    }

    #[inline]
    fn len_with_key(value: &T, number: FieldNumber) -> Option<usize> {
        Some(length::of_varint(Key::new(number, WireType::Varint), value.to_varint()))
    }

    #[inline]
    fn put_run(values: &[T], w: &mut Writer<'_>) {
        T::put_run(values, w);
    }

    #[inline]
    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        *value = T::from_varint(r.varint()?)?;
        Ok(())
    }

    #[inline]
    fn merge_short(value: &mut T, key: Key, r: &mut Reader<'_>) -> bool {
        r.takes_short(key, |raw| T::from_varint(raw.into()).ok()).map(|short| *value = short).is_some()
    }

    fn merge_packed(values: &mut Vec<T>, run: &mut Reader<'_>) -> Result<(), Interrupt> {
        if !T::IS_WIDE {
            return merge_one_by_one::<T, Self>(values, run);
        }
        merge_varints(values, run, |value| T::from_varint(value).unwrap_or_default())
    }

    #[inline]
    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        checker.value(rules, &value.seen());
    }
}

/// What all number codecs below share: the Rust default, and equality with it.
macro_rules! number_codec {
    ($codec:ident for $number:ty => $scalar:ident, $wire_type:ident,
     put $put:ident($raw:expr), read $read:expr, read all $read_all:expr, read short $read_short:expr,
     is_default $is_default:expr) => {
        impl Codec<$number> for $codec {
            const KIND: Kind = Kind::Scalar(Scalar::$scalar);
            const WIRE_TYPE: WireType = WireType::$wire_type;
            const NEVER_UNKNOWN: bool = true;

            fn default() -> $number {
                <$number>::default()
            }

            #[inline]
            fn is_default(value: &$number) -> bool {
                $is_default(*value)
            }

            #[inline]
            fn put(value: &$number, w: &mut Writer<'_>) {
                number_codec!(@put $put, w, $raw(*value));
            }

            #[inline]
            fn put_with_key(value: &$number, number: FieldNumber, w: &mut Writer<'_>) {
                number_codec!(@put_field $put, w, Key::new(number, WireType::$wire_type), $raw(*value));
            }

            #[inline]
            fn len_with_key(value: &$number, number: FieldNumber) -> Option<usize> {
                Some(number_codec!(@len $put, Key::new(number, WireType::$wire_type), $raw(*value)))
            }

            #[inline]
            fn put_run(values: &[$number], w: &mut Writer<'_>) {
                number_codec!(@put_run $put, w, values, $raw);
            }

            #[inline]
            fn merge(value: &mut $number, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                *value = $read(r)?;
                Ok(())
            }

            #[inline]
            fn merge_short(value: &mut $number, key: Key, r: &mut Reader<'_>) -> bool {
                $read_short(key, r).map(|short| *value = short).is_some()
            }

            fn merge_packed(values: &mut Vec<$number>, run: &mut Reader<'_>) -> Result<(), Interrupt> {
                $read_all(values, run)
            }
        }
    };
    (@put varint, $w:ident, $raw:expr) => { $w.put_varint($raw) };
    (@put fixed, $w:ident, $raw:expr) => { $w.put_fixed($raw) };
    (@put_field varint, $w:ident, $key:expr, $raw:expr) => { $w.put_varint_field($key, $raw) };
    (@len varint, $key:expr, $raw:expr) => { length::of_varint($key, $raw) };
    (@len fixed, $key:expr, $raw:expr) => { length::of_fixed($key, $raw.len()) };
    (@put_run varint, $w:ident, $values:ident, $raw:expr) => { $w.put_varints($values.iter().map(|value| $raw(*value))) };
    (@put_run fixed, $w:ident, $values:ident, $raw:expr) => { $w.put_bytewise($values, Self::put) };
    (@put_field fixed, $w:ident, $key:expr, $raw:expr) => { $w.put_fixed_field($key, $raw) };
}

#[inline]
fn unzigzag32(raw: u64) -> i32 {
    (raw as u32 >> 1) as i32 ^ -((raw & 1) as i32)
}

#[inline]
fn unzigzag64(raw: u64) -> i64 {
    (raw >> 1) as i64 ^ -((raw & 1) as i64)
}

/// Reads a packed run of varints, each of which is some value.
#[inline]
fn merge_varints<T>(values: &mut Vec<T>, run: &mut Reader<'_>, value: impl Fn(u64) -> T) -> Result<(), Interrupt> {
    while run.varints(|raw| values.extend(raw.iter().map(|raw| value(*raw)))) {}
    while !run.is_empty() {
        values.push(value(run.varint().map_err(|error| error.at(values.len()))?));
    }
    Ok(())
}

/// Reads a packed run of numbers of a fixed width, which ends with the last of them.
#[inline]
fn merge_all_fixed<T, const N: usize>(
    values: &mut Vec<T>,
    run: &mut Reader<'_>,
    value: impl Fn([u8; N]) -> T,
) -> Result<(), Interrupt> {
    values.extend(run.all_fixed().iter().map(|bytes| value(*bytes)));
    match run.is_empty() {
        true => Ok(()),
        false => Err(DecodeError::from(DecodeErrorKind::Truncated).at(values.len()).into()),
    }
}

number_codec!(ZigZag for i32 => Sint32, Varint,
    put varint(|value: i32| u64::from((value << 1 ^ value >> 31) as u32)),
    read |r: &mut Reader<'_>| r.varint().map(unzigzag32),
    read all |values, run| merge_varints(values, run, unzigzag32),
    read short |key, r: &mut Reader<'_>| r.takes_short(key, |raw| Some(unzigzag32(raw.into()))),
    is_default |value| value == 0);
number_codec!(ZigZag for i64 => Sint64, Varint,
    put varint(|value: i64| (value << 1 ^ value >> 63) as u64),
    read |r: &mut Reader<'_>| r.varint().map(unzigzag64),
    read all |values, run| merge_varints(values, run, unzigzag64),
    read short |key, r: &mut Reader<'_>| r.takes_short(key, |raw| Some(unzigzag64(raw.into()))),
    is_default |value| value == 0);

/// Numbers whose bytes are their wire format. The sign of a float zero counts: -0.0 is not the default.
macro_rules! fixed_width {
    ($($number:ty => $scalar:ident, $wire_type:ident),*) => {$(
        number_codec!(FixedWidth for $number => $scalar, $wire_type,
            put fixed(<$number>::to_le_bytes),
            read |r: &mut Reader<'_>| r.fixed().map(<$number>::from_le_bytes),
            read all |values, run| merge_all_fixed(values, run, <$number>::from_le_bytes),
            read short |key, r: &mut Reader<'_>| r.takes_fixed(key).map(<$number>::from_le_bytes),
            is_default |value: $number| value.to_le_bytes() == <$number>::default().to_le_bytes());
    )*};
}

fixed_width!(u32 => Fixed32, Fixed32, i32 => Sfixed32, Fixed32, f32 => Float, Fixed32,
    u64 => Fixed64, Fixed64, i64 => Sfixed64, Fixed64, f64 => Double, Fixed64);

/// A type whose value is a run of bytes or characters.
macro_rules! length_delimited {
    ($codec:ident($scalar:ident, $seen:ident) $slice:ident:
     $($owned:ty, $read:expr, $clear:expr);* $(;)?) => {$(
        impl Codec<$owned> for $codec {
            const KIND: Kind = Kind::Scalar(Scalar::$scalar);
            const WIRE_TYPE: WireType = WireType::LengthDelimited;
            const NEVER_UNKNOWN: bool = true;

            fn default() -> $owned {
                <$owned>::default()
            }

            #[inline]
            fn is_default(value: &$owned) -> bool {
                value.is_empty()
            }

            #[inline]
            fn clear(value: &mut $owned) {
                $clear(value);
            }

            #[inline]
            fn put(value: &$owned, w: &mut Writer<'_>) {
                w.put_length_delimited_slice(value.$slice());
            }

            #[inline]
            fn put_with_key(value: &$owned, number: FieldNumber, w: &mut Writer<'_>) {
                w.put_slice_field(Key::new(number, WireType::LengthDelimited), value.$slice());
            }

            #[inline]
            fn len_with_key(value: &$owned, number: FieldNumber) -> Option<usize> {
                Some(length::of_slice(Key::new(number, WireType::LengthDelimited), value.len()))
            }

            #[inline]
            fn merge(value: &mut $owned, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                $read(value, r)
            }

            #[inline]
            fn check(value: &$owned, rules: &'static Rules, checker: &mut Checker) {
                checker.value(rules, &Value::$seen(value));
            }
        }
    )*};
}

/// Replaces a text, in its allocation where that is large enough.
#[inline(never)]
fn merge_string(value: &mut String, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    let text = r.text_inlined()?;
    if text.len() <= value.capacity() {
        value.clear();
        value.push_str(text);
    } else {
        *value = text.to_owned();
    }
    Ok(())
}

fn forget<T: Default>(value: &mut T) {
    *value = T::default();
}

fn merge_text<T: for<'a> From<&'a str>>(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    *value = r.text()?.into();
    Ok(())
}

fn merge_cow(value: &mut Cow<'static, str>, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    merge_string(value.to_mut(), r)
}

/// Text that is a part of the buffer, where that is shared.
#[cfg(feature = "bytestring")]
fn merge_shared_text(value: &mut bytestring::ByteString, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    *value = r.bytes()?.try_into().map_err(|_| DecodeErrorKind::InvalidUtf8)?;
    Ok(())
}

fn merge_bytes(value: &mut Bytes, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    *value = r.bytes()?;
    Ok(())
}

/// Replaces bytes, in their allocation where that is large enough.
#[inline(never)]
fn merge_vec(value: &mut Vec<u8>, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    let bytes = r.length_delimited()?;
    if bytes.len() <= value.capacity() {
        value.clear();
        value.extend_from_slice(bytes);
    } else {
        *value = bytes.to_vec();
    }
    Ok(())
}

length_delimited!(Utf8(String, Text) as_bytes:
    String, merge_string, String::clear; Box<str>, merge_text, forget; Arc<str>, merge_text, forget;
    Cow<'static, str>, merge_cow, forget);
#[cfg(feature = "smol_str")]
length_delimited!(Utf8(String, Text) as_bytes: smol_str::SmolStr, merge_text, forget);
#[cfg(feature = "compact_str")]
length_delimited!(Utf8(String, Text) as_bytes: compact_str::CompactString, merge_text, forget);
#[cfg(feature = "bytestring")]
length_delimited!(Utf8(String, Text) as_bytes: bytestring::ByteString, merge_shared_text, forget);
length_delimited!(ByteString(Bytes, Bytes) as_ref:
    Vec<u8>, merge_vec, Vec::clear; Bytes, merge_bytes, forget);

impl<const N: usize> Codec<[u8; N]> for ByteString {
    const KIND: Kind = Kind::Scalar(Scalar::Bytes);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;
    const DOMAIN: Domain = Domain::Bytes(N);

    fn default() -> [u8; N] {
        [0; N]
    }

    fn is_default(value: &[u8; N]) -> bool {
        *value == [0; N]
    }

    fn put(value: &[u8; N], w: &mut Writer<'_>) {
        w.put_length_delimited_slice(value);
    }

    /// No bytes are what a peer means by the default: they stand for all zeros.
    fn merge(value: &mut [u8; N], r: &mut Reader<'_>) -> Result<(), Interrupt> {
        *value = array(r.length_delimited()?).map_err(DecodeErrorKind::InvalidValue)?;
        Ok(())
    }
}

fn array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], String> {
    match bytes.try_into() {
        Ok(array) => Ok(array),
        Err(_) if bytes.is_empty() => Ok([0; N]),
        Err(_) => Err(format!("{} bytes where {N} are expected", bytes.len())),
    }
}
