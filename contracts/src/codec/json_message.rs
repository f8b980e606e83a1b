//! How fields and the members of oneofs stand in the JSON of their message: what the macros forward to.

use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;
use std::marker::PhantomData;

use super::json::{ByCodec, ByFieldCodec, FieldSeed, NullableSeed};
use super::{Codec, FieldCodec};
use crate::message::Oneof;
pub use crate::message::json::{
    Names, Options, deserialize_enum, deserialize_object, serialize_enum, serialize_object,
};
use crate::schema::{Cardinality, Shape};

/// Writes a field, unless it is left out.
///
/// # Errors
/// Those of the serializer.
#[inline]
pub fn serialize_field<T, C: FieldCodec<T>, O: SerializeMap>(
    names: &'static Names,
    value: &T,
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    match C::is_absent(value) && is_left_out(C::SHAPE, options) {
        true => Ok(()),
        false => object.serialize_entry(names.chosen(options), &ByFieldCodec::<T, C>::new(value)),
    }
}

/// Whether a field that is absent is left out.
#[inline]
pub(super) fn is_left_out(shape: Shape, options: Options) -> bool {
    matches!(shape.cardinality, Cardinality::Explicit | Cardinality::Required) || !options.default_values
}

/// Writes the member of a oneof.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_member<T, C: Codec<T>, O: SerializeMap>(
    names: &'static Names,
    value: &T,
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    object.serialize_entry(names.chosen(options), &ByCodec::<T, C>(value, PhantomData))
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
