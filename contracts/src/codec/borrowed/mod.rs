//! Values that borrow from what they are read from: text, bytes and messages that stay where they are in the input.
//!
//! The algebra is that of the values that own what they hold: [`Borrowed`] names the codec of a type as
//! [`Value`](super::Value) does, and the codecs of fields are the same types. What is read must live as long as the value,
//! which [`Codec`] cannot say; so there is a trait for values and one for fields that say it. Everything else a borrowed
//! value takes from its twin, the value that would own the same: what it is in protobuf.

mod field;
mod map;
mod value;

pub use value::{InPlace, Owned};

use super::check::Values;
use super::{Codec, FieldCodec};
use crate::schema::{Rules, Shape};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, WireType, Writer};

/// A Rust type whose values borrow from what they are read from.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member that borrows",
    label = "contracts do not know how to borrow this",
    note = "what borrows is `&'a str`, `&'a [u8]`, `Cow<'a, str>`, `Cow<'a, [u8]>`, or a struct with a lifetime under `#[contract]`",
    note = "they can be in `Option`, `Box`, `Vec`, `HashMap` and `BTreeMap`; a oneof that borrows stands under `#[oneof]`"
)]
pub trait Borrowed<'a>: Sized {
    /// How one value travels.
    type Codec: BorrowedCodec<'a, Self>;
}

/// How one value of type `T`, which may borrow from the input, travels.
pub trait BorrowedCodec<'a, T> {
    /// The type that would own the same value.
    type Twin;

    /// How that travels: in the same way.
    type TwinCodec: Codec<Self::Twin>;

    /// The value that stands for absence.
    fn default() -> T;

    /// Whether a value need not be written where absence cannot be told from the default.
    fn is_default(value: &T) -> bool;

    /// Puts the value, with its length where it is length-delimited, without its key.
    fn put(value: &T, w: &mut Writer<'_>);

    /// Reads a value into one that is there: messages are merged, everything else is replaced.
    ///
    /// # Errors
    /// As [`Codec::merge`].
    fn merge(value: &mut T, r: &mut Reader<'a>) -> Result<(), Interrupt>;

    /// Puts the value behind its key.
    #[inline]
    fn put_with_key(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        Self::put(value, w);
        w.put_key(Key::new(number, wire_type::<T, Self>()));
    }

    /// Reads a value whose key was just read.
    ///
    /// # Errors
    /// As [`Codec::merge`].
    #[inline]
    fn merge_behind_key(value: &mut T, _: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        Self::merge(value, r)
    }

    /// Whether a value of a repeated field is merged where it will stay: a message, which is large. What is a pointer and a
    /// length is read and then put there.
    const IN_PLACE: bool = true;

    /// Reads a new value whose key was just read.
    ///
    /// # Errors
    /// As [`Codec::merge`].
    #[inline]
    fn read(key: Key, r: &mut Reader<'a>) -> Result<T, Interrupt> {
        let mut value = Self::default();
        Self::merge_behind_key(&mut value, key, r)?;
        Ok(value)
    }

    /// Checks a value by rules, and a message by its own, as [`Codec::check`] does.
    #[doc(hidden)]
    fn check(value: &T, rules: &'static Rules, checker: &mut Checker);
}

/// How a field travels whose Rust type `T` may borrow from the input.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a codec for a member of type `{T}`",
    label = "not a codec for `{T}`"
)]
pub trait BorrowedFieldCodec<'a, T> {
    /// The type that would own the same field.
    type Twin;

    /// How that travels: in the same way.
    type TwinCodec: FieldCodec<Self::Twin>;

    /// How often, and what.
    const SHAPE: Shape = <Self::TwinCodec as FieldCodec<Self::Twin>>::SHAPE;

    /// The value of an absent field.
    fn default() -> T;

    /// Puts the field, keys and values, or nothing.
    fn put(value: &T, number: FieldNumber, w: &mut Writer<'_>);

    /// Merges the value whose key was just read.
    ///
    /// # Errors
    /// As [`FieldCodec::merge`].
    fn merge(value: &mut T, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt>;

    /// As [`FieldCodec::merge_any`].
    ///
    /// # Errors
    /// As [`FieldCodec::merge`].
    #[doc(hidden)]
    #[inline(never)]
    fn merge_any(value: &mut T, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        Self::merge(value, key, r)
    }

    /// Merges what comes next as long as it is of this field, as [`FieldCodec::merge_next`] does.
    ///
    /// # Errors
    /// As [`FieldCodec::merge_next`].
    #[inline]
    fn merge_next(_: &mut T, _: FieldNumber, _: &mut Reader<'a>) -> Result<(), Stop> {
        Ok(())
    }

    /// Checks the field by rules, as [`FieldCodec::check`] does.
    #[doc(hidden)]
    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool;
}

/// What is known of the values of a field.
fn values<'a, T, C: BorrowedCodec<'a, T>>() -> Values<T> {
    let kind = <C::TwinCodec as Codec<C::Twin>>::KIND;
    Values { kind, put: C::put, is_default: C::is_default, check: C::check }
}

/// How a value is laid out.
const fn wire_type<'a, T, C: BorrowedCodec<'a, T> + ?Sized>() -> WireType {
    <C::TwinCodec as Codec<C::Twin>>::WIRE_TYPE
}

/// Interrupts unless the wire type is the codec's.
#[inline]
fn expect<'a, T, C: BorrowedCodec<'a, T>>(key: Key) -> Result<(), Interrupt> {
    if key.wire_type() == wire_type::<T, C>() { Ok(()) } else { Err(Interrupt::Unknown) }
}
