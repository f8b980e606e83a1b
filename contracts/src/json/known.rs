//! The messages of `google.protobuf` that have JSON of their own, but for `Any`.

use serde::de::{self, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::fmt;

use super::any;
use super::encoding::Encoding;
use super::form::Form;
use super::keys::Keys;
use super::options::{Level, Options};
use super::read::MessageSeed;
use super::scalar;
use super::value;
use super::write::{Whole, wrong};
use crate::schema::{Domain, Scalar};
use crate::wire::{DecodeError, FieldNumber, Key, Reader, WireType};
use crate::wkt;

const FIRST: FieldNumber = FieldNumber::literal(1);
const SECOND: FieldNumber = FieldNumber::literal(2);

/// The members of a `Value`.
const NULL: Key = Key::new(FIRST, WireType::Varint);
const NUMBER: Key = Key::new(SECOND, WireType::Fixed64);
const TEXT: Key = Key::new(FieldNumber::literal(3), WireType::LengthDelimited);
const BOOL: Key = Key::new(FieldNumber::literal(4), WireType::Varint);
const STRUCT: Key = Key::new(FieldNumber::literal(5), WireType::LengthDelimited);
const LIST: Key = Key::new(FieldNumber::literal(6), WireType::LengthDelimited);

/// The fields of a `Struct`, the values of a `ListValue`; the key of an entry, and its value.
const ELEMENT: Key = Key::new(FIRST, WireType::LengthDelimited);
const VALUE: Key = Key::new(SECOND, WireType::LengthDelimited);

/// Below it every whole number is a `f64`: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Writes a message that is no object of its fields.
pub(super) fn write<S: Serializer>(message: &Whole<'_>, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = message.bytes;
    let written = match message.plan.form {
        Form::Timestamp => seconds_and_nanos(bytes).map(|(seconds, nanos)| wkt::timestamp_text(seconds, nanos)),
        Form::Duration => seconds_and_nanos(bytes).map(|(seconds, nanos)| wkt::duration_text(seconds, nanos)),
        Form::FieldMask => paths(bytes).map(|paths| wkt::mask_text(&paths)),
        Form::Wrapper(kind) => return wrapped(kind, bytes, serializer),
        Form::Struct => return object(bytes, serializer),
        Form::List => return list(bytes, serializer),
        Form::Value => return AnyValue(bytes).serialize(serializer),
        Form::Any => return any::write(bytes, message.options, serializer),
        Form::Object | Form::None => return Err(S::Error::custom(no_form(&message.plan.full_name))),
    };
    serializer.serialize_str(&written.map_err(wrong)?.map_err(S::Error::custom)?)
}

fn no_form(full_name: &str) -> String {
    format!("the message {full_name} has no JSON form: it is not declared here")
}

/// The two fields of a `Timestamp` and of a `Duration`.
fn seconds_and_nanos(bytes: &[u8]) -> Result<(i64, i32), DecodeError> {
    let (mut seconds, mut nanos, mut r) = (0, 0, Reader::new(bytes));
    while !r.is_empty() {
        match r.key()? {
            key if key == Key::new(FIRST, WireType::Varint) => seconds = r.varint()? as i64,
            key if key == Key::new(SECOND, WireType::Varint) => nanos = r.varint()? as i32,
            key => r.skip(key)?,
        }
    }
    Ok((seconds, nanos))
}

/// The paths of a `FieldMask`.
fn paths(bytes: &[u8]) -> Result<Vec<&str>, DecodeError> {
    let (mut paths, mut r) = (Vec::new(), Reader::new(bytes));
    while !r.is_empty() {
        match r.key()? {
            ELEMENT => paths.push(r.text()?),
            key => r.skip(key)?,
        }
    }
    Ok(paths)
}

/// Writes what a wrapper is wrapped around.
fn wrapped<S: Serializer>(kind: Scalar, bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let (key, mut r) = (Key::new(FIRST, super::plan::wire_type(kind)), Reader::new(bytes));
    let mut value = Reader::new(&[0; 8]);
    while !r.is_empty() {
        let found = r.key().map_err(wrong)?;
        if found == key {
            value = r.clone();
        }
        r.skip(found).map_err(wrong)?;
    }
    scalar::write(kind, &mut value, serializer, |_| {})
}

/// Writes a `Struct`.
fn object<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let (mut object, mut r) = (serializer.serialize_map(None)?, Reader::new(bytes));
    while !r.is_empty() {
        let key = r.key().map_err(wrong)?;
        if key != ELEMENT {
            r.skip(key).map_err(wrong)?;
            continue;
        }
        let (name, value) = r.length_delimited().and_then(entry).map_err(wrong)?;
        object.serialize_entry(name, &AnyValue(value))?;
    }
    object.end()
}

/// The key of an entry of a `Struct`, and its value.
fn entry(bytes: &[u8]) -> Result<(&str, &[u8]), DecodeError> {
    let (mut name, mut value, mut r) = ("", &[][..], Reader::new(bytes));
    while !r.is_empty() {
        match r.key()? {
            ELEMENT => name = r.text()?,
            VALUE => value = r.length_delimited()?,
            key => r.skip(key)?,
        }
    }
    Ok((name, value))
}

/// Writes a `ListValue`.
fn list<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    let (mut list, mut r) = (serializer.serialize_seq(None)?, Reader::new(bytes));
    while !r.is_empty() {
        match r.key().map_err(wrong)? {
            ELEMENT => list.serialize_element(&AnyValue(r.length_delimited().map_err(wrong)?))?,
            key => r.skip(key).map_err(wrong)?,
        }
    }
    list.end()
}

/// The bytes of a `Value`.
struct AnyValue<'a>(&'a [u8]);

impl Serialize for AnyValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (mut last, mut r) = (None, Reader::new(self.0));
        while !r.is_empty() {
            let key = r.key().map_err(wrong)?;
            let value = r.clone();
            r.skip(key).map_err(wrong)?;
            last = Some((key, value));
        }
        match last {
            Some((NULL, _)) => serializer.serialize_unit(),
            Some((NUMBER, mut r)) => number(f64::from_le_bytes(r.fixed().map_err(wrong)?), serializer),
            Some((TEXT, mut r)) => serializer.serialize_str(r.text().map_err(wrong)?),
            Some((BOOL, mut r)) => serializer.serialize_bool(r.varint().map_err(wrong)? != 0),
            Some((STRUCT, mut r)) => object(r.length_delimited().map_err(wrong)?, serializer),
            Some((LIST, mut r)) => list(r.length_delimited().map_err(wrong)?, serializer),
            _ => Err(S::Error::custom("a `Value` of which nothing is said has no JSON form")),
        }
    }
}

/// Writes the number of a `Value`: a whole one as an integer, as far as each has a float of its own.
fn number<S: Serializer>(value: f64, serializer: S) -> Result<S::Ok, S::Error> {
    if !value.is_finite() {
        return Err(S::Error::custom(format_args!("a `Value` of {value} has no JSON form")));
    }
    match value.fract() == 0.0 && value.abs() <= EXACT && (value != 0.0 || value.is_sign_positive()) {
        true => serializer.serialize_i64(value as i64),
        false => serializer.serialize_f64(value),
    }
}

/// Reads a message that is no object of its fields, and puts its fields.
pub(super) fn read<'de, D: Deserializer<'de>>(message: MessageSeed<'_>, deserializer: D) -> Result<(), D::Error> {
    let MessageSeed { plan, domain, to, options } = message;
    match plan.form {
        Form::Timestamp => deserializer.deserialize_str(TextVisitor(&mut |text| {
            let (seconds, nanos) = wkt::parse_timestamp(text)
                .ok_or_else(|| format!("{text:?} is not a time as in RFC 3339, of the years 0001 to 9999"))?;
            put_time(seconds, i64::from(nanos), to);
            Ok(())
        })),
        Form::Duration => deserializer.deserialize_str(TextVisitor(&mut |text| {
            let (seconds, nanos) = wkt::parse_duration(text)
                .ok_or_else(|| format!("{text:?} is not a duration in seconds, as `-1.5s`"))?;
            if matches!(domain, Domain::NotNegative) && (seconds < 0 || nanos < 0) {
                return Err(format!("{text:?} is negative"));
            }
            put_time(seconds, i64::from(nanos), to);
            Ok(())
        })),
        Form::FieldMask => deserializer.deserialize_str(TextVisitor(&mut |text| {
            for path in wkt::parse_mask(text)? {
                to.key(ELEMENT);
                to.delimited(path.as_bytes());
            }
            Ok(())
        })),
        Form::Wrapper(kind) => {
            to.key(Key::new(FIRST, super::plan::wire_type(kind)));
            value::scalar(kind, Domain::All, to, deserializer)
        }
        Form::Struct => deserializer.deserialize_map(ValueVisitor { to, options, what: What::Object }),
        Form::List => deserializer.deserialize_seq(ValueVisitor { to, options, what: What::Array }),
        Form::Value => deserializer.deserialize_any(ValueVisitor { to, options, what: What::Anything }),
        Form::Any => any::read(to, options, deserializer),
        Form::Object | Form::None => Err(D::Error::custom(no_form(&plan.full_name))),
    }
}

fn put_time(seconds: i64, nanos: i64, to: &mut Encoding) {
    for (number, value) in [(FIRST, seconds), (SECOND, nanos)] {
        if value != 0 {
            to.key(Key::new(number, WireType::Varint));
            to.varint(value as u64);
        }
    }
}

/// Reads the number of a `NullValue`: `null`, its name, or its number.
pub(super) fn read_null<'de, D: Deserializer<'de>>(to: &mut Encoding, deserializer: D) -> Result<(), D::Error> {
    to.varint(0);
    deserializer.deserialize_any(NullVisitor)
}

struct NullVisitor;

impl Visitor<'_> for NullVisitor {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("null, the one value of a `NullValue`")
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<(), E> {
        if name == "NULL_VALUE" { Ok(()) } else { Err(E::invalid_value(Unexpected::Str(name), &self)) }
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<(), E> {
        if number == 0 { Ok(()) } else { Err(E::invalid_value(Unexpected::Unsigned(number), &self)) }
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<(), E> {
        if number == 0.0 { Ok(()) } else { Err(E::invalid_value(Unexpected::Float(number), &self)) }
    }
}

/// Reads a text, of which the function makes something.
struct TextVisitor<'a>(&'a mut dyn FnMut(&str) -> Result<(), String>);

impl Visitor<'_> for TextVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<(), E> {
        (self.0)(text).map_err(E::custom)
    }
}

/// What is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    /// Any JSON, as a member of a `Value`.
    Anything,
    /// An object, as the fields of a `Struct`.
    Object,
    /// An array, as the values of a `ListValue`.
    Array,
}

/// Reads JSON of a `Value`, a `Struct` or a `ListValue`.
struct ValueVisitor<'a> {
    to: &'a mut Encoding,
    options: Options,
    what: What,
}

impl<'de> DeserializeSeed<'de> for ValueVisitor<'_> {
    type Value = ();

    /// Puts the length as well.
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let start = self.to.open();
        deserializer.deserialize_any(ValueVisitor { to: &mut *self.to, ..self })?;
        self.to.close(start);
        Ok(())
    }
}

impl ValueVisitor<'_> {
    /// Puts the key of a member of a `Value` that is neither object nor array.
    fn member<E: de::Error>(self, key: Key, found: Unexpected<'_>) -> Result<Self, E> {
        if self.what != What::Anything {
            return Err(E::invalid_type(found, &self));
        }
        self.to.key(key);
        Ok(self)
    }

    fn number<E: de::Error>(self, number: f64) -> Result<(), E> {
        let bytes = number.to_le_bytes();
        self.member(NUMBER, Unexpected::Float(number))?.to.0.extend_from_slice(&bytes);
        Ok(())
    }

    /// Begins an object or an array: a message inside the `Value`, or what is read itself.
    fn open<E: de::Error>(&mut self, member: Key, found: (What, Unexpected<'_>)) -> Result<Option<usize>, E> {
        match self.what {
            What::Anything => {
                self.to.key(member);
                Ok(Some(self.to.open()))
            }
            what if what == found.0 => Ok(None),
            _ => Err(E::invalid_type(found.1, &*self)),
        }
    }

    /// What is in it.
    fn inner(&mut self) -> ValueVisitor<'_> {
        ValueVisitor { to: &mut *self.to, options: self.options, what: What::Anything }
    }

    fn close(&mut self, start: Option<usize>) {
        if let Some(start) = start {
            self.to.close(start);
        }
    }
}

impl<'de> Visitor<'de> for ValueVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.what {
            What::Anything => "JSON",
            What::Object => "an object",
            What::Array => "an array",
        })
    }

    fn visit_unit<E: de::Error>(self) -> Result<(), E> {
        self.member(NULL, Unexpected::Unit)?.to.varint(0);
        Ok(())
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<(), E> {
        self.member(BOOL, Unexpected::Bool(value))?.to.varint(value.into());
        Ok(())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<(), E> {
        self.number(value as f64)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<(), E> {
        self.number(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<(), E> {
        self.number(value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<(), E> {
        self.member(TEXT, Unexpected::Str(value))?.to.delimited(value.as_bytes());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let _level = Level::begin(self.options)?;
        let start = self.open(LIST, (What::Array, Unexpected::Seq))?;
        loop {
            let before = self.to.len();
            self.to.key(ELEMENT);
            if list.next_element_seed(self.inner())?.is_none() {
                self.to.truncate(before);
                self.close(start);
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut object: A) -> Result<(), A::Error> {
        let _level = Level::begin(self.options)?;
        let (start, mut seen) = (self.open(STRUCT, (What::Object, Unexpected::Map))?, Keys::default());
        loop {
            let before = self.to.len();
            self.to.key(ELEMENT);
            let entry = self.to.open();
            self.to.key(ELEMENT);
            if object.next_key_seed(Name(&mut *self.to))?.is_none() {
                self.to.truncate(before);
                let unique = seen.are_unique(&self.to.0);
                self.close(start);
                return if unique { Ok(()) } else { Err(A::Error::custom("a key is there twice")) };
            }
            let end = self.to.len();
            self.to.key(VALUE);
            object.next_value_seed(self.inner())?;
            let moved = self.to.close(entry);
            seen.put(entry + moved..end + moved, &self.to.0);
        }
    }
}

/// Reads the name of a member of a `Struct`.
struct Name<'a>(&'a mut Encoding);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        value::scalar(Scalar::String, Domain::All, self.0, deserializer)
    }
}
