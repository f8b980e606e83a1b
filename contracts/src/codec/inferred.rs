//! From a Rust type to its codec: what a contract need not say.

use std::marker::PhantomData;

use super::{Codec, Delimited, Expanded, Explicit, FieldCodec};
use crate::message::Message;
use crate::schema::{Rules, Shape};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, Writer};

/// The encoding that protobuf takes when nothing is said: varints for integers.
pub struct Plain;

/// The encoding that `#[member(n, zigzag)]` asks for.
pub struct ZigZagged;

/// The encoding that `#[member(n, fixed)]` asks for.
pub struct Fixed;

/// A Rust type that travels as one protobuf value, in the encoding `E`.
///
/// Such a type can be a member, and be in `Option`, in `Vec`, in a map, in a oneof and in a generic contract.
/// `#[contract]` implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a contract",
    label = "contracts do not know how to send this type",
    note = "if `{Self}` is yours, put `#[contract]` on it; if it is a oneof, write `#[oneof]` in place of `#[member(..)]`",
    note = "if it is a `prost::Message` of another crate, write `#[member(.., as = contracts::codec::Prost)]`",
    note = "for any other type write `#[member(.., as = Marker)]` and `impl contracts::codec::Codec<{Self}> for Marker`"
)]
pub trait Value<E = Plain>: Sized {
    /// How one value travels.
    type Codec: Codec<Self>;
    /// How a `Vec` of values travels.
    type Repeated: FieldCodec<Vec<Self>>;
}

/// A Rust type that can be the type of a member, in the encoding `E`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be a member of a contract",
    label = "contracts do not know how to send this type",
    note = "if `{Self}` is yours, put `#[contract]` on it; if it is a oneof, write `#[oneof]` in place of `#[member(..)]`",
    note = "if it is a `prost::Message` of another crate, write `#[member(.., as = contracts::codec::Prost)]`",
    note = "for any other type write `#[member(.., as = Marker)]` and `impl contracts::codec::Codec<{Self}> for Marker`"
)]
pub trait Member<E = Plain>: Sized {
    /// How the member travels.
    type Codec: FieldCodec<Self>;
}

impl<T: Value<E>, E> Member<E> for Option<T> {
    type Codec = Explicit<T::Codec>;
}

impl<T: Value<E>, E> Member<E> for Vec<T> {
    type Codec = T::Repeated;
}

/// What a type must be to be the argument of a generic contract.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the argument of a generic contract",
    label = "contracts do not know how to send `{Self}`",
    note = "if `{Self}` is yours, put `#[contract]` on it"
)]
pub trait Argument: Value + Member + Send + Sync + 'static {
    /// What the type is in protobuf, from which the generic contract takes its name.
    fn kind() -> crate::schema::Kind {
        <<Self as Value>::Codec as Codec<Self>>::KIND
    }
}

#[diagnostic::do_not_recommend]
impl<T: Value + Member + Send + Sync + 'static> Argument for T {}

/// What stands behind `as =`: it must be the codec of the values of the member.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a codec for `{T}`",
    label = "does not say how to send `{T}`",
    note = "write `impl contracts::codec::Codec<{T}> for {Self}`"
)]
pub trait Marker<T> {
    /// The marker itself.
    type Codec: Codec<T>;
}

#[diagnostic::do_not_recommend]
impl<T, C: Codec<T>> Marker<T> for C {
    type Codec = C;
}

/// What can be sent as a group: a message.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message",
    label = "`delimited` is for messages",
    note = "remove `delimited`; or, if `{Self}` is a struct of yours, put `#[contract]` on it"
)]
pub trait Group: Sized {
    /// How it travels.
    type Codec: Codec<Self>;
}

#[diagnostic::do_not_recommend]
impl<M: Message> Group for M {
    type Codec = Delimited;
}

/// The codec of a repeated member under `unpacked`, of values in the encoding `E`.
pub struct Unpacked<E = Plain>(PhantomData<E>);

impl<T: Value<E>, E> FieldCodec<Vec<T>> for Unpacked<E> {
    const SHAPE: Shape = Expanded::<T::Codec>::SHAPE;

    fn default() -> Vec<T> {
        Vec::new()
    }

    #[inline]
    fn put(values: &Vec<T>, number: FieldNumber, w: &mut Writer<'_>) {
        Expanded::<T::Codec>::put(values, number, w);
    }

    #[inline]
    fn merge(values: &mut Vec<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Expanded::<T::Codec>::merge(values, key, r)
    }

    #[inline]
    fn merge_next(values: &mut Vec<T>, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
        Expanded::<T::Codec>::merge_next(values, number, r)
    }

    #[inline]
    fn clear(values: &mut Vec<T>) {
        values.clear();
    }

    fn check(values: &Vec<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        Expanded::<T::Codec>::check(values, number, rules, checker)
    }
}
