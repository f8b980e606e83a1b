//! How members that borrow stand in the JSON of their message, and how JSON becomes the bytes of a message: what the macros
//! forward to. A message that borrows cannot be read from JSON itself, as text with an escape is nowhere in the input.

use serde::de::{Error, MapAccess};
use serde::ser::SerializeMap;
use std::marker::PhantomData;

use super::borrowed::{ByBorrowedCodec, ByBorrowedFieldCodec};
use super::json::NullableSeed;
use super::json_message::{Names, Options, deserialize_field, is_left_out};
use super::{BorrowedCodec, BorrowedFieldCodec, Codec, FieldCodec};
use crate::message::Oneof;
use crate::message::view::OneofView;
use crate::wire::{FieldNumber, Writer, numbers};

/// Writes a field, unless it is left out.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_field<'a, T, C: BorrowedFieldCodec<'a, T>, O: SerializeMap>(
    names: &'static Names,
    value: &T,
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    match C::is_absent(value) && is_left_out(C::SHAPE, options) {
        true => Ok(()),
        false => object.serialize_entry(names.chosen(options), &ByBorrowedFieldCodec::<T, C>(value, PhantomData)),
    }
}

/// Writes the member of a oneof.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_member<'a, T, C: BorrowedCodec<'a, T>, O: SerializeMap>(
    names: &'static Names,
    value: &T,
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    object.serialize_entry(names.chosen(options), &ByBorrowedCodec::<T, C>(value, PhantomData))
}

/// Reads a field that owns what it holds, and puts it.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such value.
pub fn copy_owned<'de, T, C: FieldCodec<T>, A: MapAccess<'de>>(
    number: FieldNumber,
    object: &mut A,
    w: &mut Writer<'_>,
) -> Result<(), A::Error> {
    let mut value = C::default();
    deserialize_field::<T, C, A>(&mut value, object)?;
    C::put(&value, number, w);
    Ok(())
}

/// Reads the twin of a field that borrows, and puts it.
///
/// # Errors
/// As [`copy_owned`].
pub fn copy_borrowed<'a, 'de, T, C: BorrowedFieldCodec<'a, T>, A: MapAccess<'de>>(
    number: FieldNumber,
    object: &mut A,
    w: &mut Writer<'_>,
) -> Result<(), A::Error> {
    copy_owned::<C::Twin, C::TwinCodec, A>(number, object, w)
}

/// Reads the twin of a oneof's member, and puts it; `null` is none.
///
/// # Errors
/// As [`copy_owned`]; that a member is set already.
pub fn copy_member<'a, 'de, O: OneofView<'a>, T, C: BorrowedCodec<'a, T>, A: MapAccess<'de>>(
    number: FieldNumber,
    object: &mut A,
    earlier: &[u8],
    w: &mut Writer<'_>,
) -> Result<(), A::Error> {
    let Some(value) = object.next_value_seed(NullableSeed::<C::Twin, C::TwinCodec>::new())? else { return Ok(()) };
    check_unset(O::NUMBERS, O::schema().declaration.name, earlier)?;
    C::TwinCodec::put_with_key(&value, number, w);
    Ok(())
}

/// Reads the member of a oneof that owns what it holds, and puts it; `null` is none.
///
/// # Errors
/// As [`copy_member`].
pub fn copy_owned_member<'de, O: Oneof, A: MapAccess<'de>>(
    number: u32,
    object: &mut A,
    earlier: &[u8],
    w: &mut Writer<'_>,
) -> Result<(), A::Error> {
    let mut slot = None;
    O::deserialize_member(&mut slot, number, object)?;
    let Some(member) = slot else { return Ok(()) };
    check_unset(O::NUMBERS, O::schema().declaration.name, earlier)?;
    member.put(w);
    Ok(())
}

/// Finds out whether a member of a oneof is set already.
fn check_unset<E: Error>(members: &[u32], name: &str, earlier: &[u8]) -> Result<(), E> {
    match numbers(earlier).any(|number| members.contains(&number)) {
        true => Err(E::custom(format_args!("two members of the oneof `{name}` are set"))),
        false => Ok(()),
    }
}
