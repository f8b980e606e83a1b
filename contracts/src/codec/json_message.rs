//! How messages, enums and oneofs stand in JSON: what the macros forward to.

use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use super::json::{ByCodec, ByFieldCodec, FieldSeed, NullableSeed};
use super::{Codec, FieldCodec};
use crate::message::{Enumeration, Message, Oneof};

/// Writes a message as an object.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_message<M: Message, S: Serializer>(message: &M, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    message.serialize_fields(&mut object)?;
    object.end()
}

/// Writes a field, unless it is left out.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_field<T, C: FieldCodec<T>, O: SerializeMap>(
    name: &'static str,
    value: &T,
    object: &mut O,
) -> Result<(), O::Error> {
    match C::is_absent(value) {
        true => Ok(()),
        false => object.serialize_entry(name, &ByFieldCodec::<T, C>::new(value)),
    }
}

/// Writes the member of a oneof.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_member<T, C: Codec<T>, O: SerializeMap>(
    name: &'static str,
    value: &T,
    object: &mut O,
) -> Result<(), O::Error> {
    object.serialize_entry(name, &ByCodec::<T, C>(value, PhantomData))
}

/// Reads a field.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such value.
pub fn deserialize_field<'de, T, C: FieldCodec<T>, A: MapAccess<'de>>(
    value: &mut T,
    object: &mut A,
) -> Result<(), A::Error> {
    object.next_value_seed(FieldSeed::<T, C>::new(value))
}

/// Reads a member of a oneof; `null` is none.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such value; that a member is set already.
pub fn deserialize_member<'de, O: Oneof, T, C: Codec<T>, A: MapAccess<'de>>(
    slot: &mut Option<O>,
    object: &mut A,
    wrap: fn(T) -> O,
) -> Result<(), A::Error> {
    let Some(value) = object.next_value_seed(NullableSeed::<T, C>::new())? else { return Ok(()) };
    if slot.is_some() {
        let name = O::schema().declaration.name;
        return Err(A::Error::custom(format_args!("two members of the oneof `{name}` are set")));
    }
    *slot = Some(wrap(value));
    Ok(())
}

/// Reads a message from an object.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such message.
pub fn deserialize_message<'de, M: Message, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    deserializer.deserialize_map(MessageVisitor(PhantomData))
}

struct MessageVisitor<M>(PhantomData<M>);

impl<'de, M: Message> Visitor<'de> for MessageVisitor<M> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object: the message {}", M::schema().full_name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<M, A::Error> {
        let mut message = M::default();
        let mut seen = Vec::new();
        while let Some(name) = object.next_key::<Cow<'de, str>>()? {
            let Some(number) = M::json_number(&name) else {
                let message = M::schema().full_name();
                return Err(A::Error::custom(format_args!("the message {message} has no field `{name}`")));
            };
            if seen.contains(&number) {
                return Err(A::Error::custom(format_args!("the field `{name}` is there twice")));
            }
            seen.push(number);
            message.deserialize_field(number, &mut object)?;
        }
        Ok(message)
    }
}

/// Writes an enum as the name of its value; a number without a name as the number.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_enum<T: Enumeration, S: Serializer>(value: T, serializer: S) -> Result<S::Ok, S::Error> {
    let number = value.number();
    match T::schema().values.iter().find(|value| value.number == number) {
        Some(value) => serializer.serialize_str(value.declaration.name),
        None => serializer.serialize_i32(number),
    }
}

/// Reads an enum from the name of a value, or from a number.
///
/// # Errors
/// Those of the deserializer; that the enum has no such value.
pub fn deserialize_enum<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: Enumeration> Visitor<'_> for EnumVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the enum {}", T::schema().full_name())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<T, E> {
        let value = T::schema().values.iter().find(|value| value.declaration.name == name);
        let value = value.and_then(|value| T::from_number(value.number));
        value.ok_or_else(|| E::invalid_value(Unexpected::Str(name), &self))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        let value = i32::try_from(number).ok().and_then(T::from_number);
        value.ok_or_else(|| E::invalid_value(Unexpected::Signed(number), &self))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<T, E> {
        let value = i32::try_from(number).ok().and_then(T::from_number);
        value.ok_or_else(|| E::invalid_value(Unexpected::Unsigned(number), &self))
    }
}
