//! Values behind something: in a `Box`, in an `Arc`, behind another type.

use std::marker::PhantomData;
use std::sync::Arc;

use super::{Codec, FieldCodec, Value};
use crate::schema::{Domain, Kind, Rules, Shape};
use crate::validate::Checker;
use crate::wire::{DecodeErrorKind, FieldNumber, Interrupt, Key, Reader, Stop, WireType, Writer};

/// A value or a field in a `Box`.
pub struct Boxed<C>(PhantomData<C>);

/// A value or a field in an `Arc`.
pub struct Shared<C>(PhantomData<C>);

/// Both pointers only pass on; they differ in how they let their content be changed.
macro_rules! pointer {
    ($codec:ident, $pointer:ident, where $bound:path, $content:expr) => {
        impl<T: $bound, C: Codec<T>> Codec<$pointer<T>> for $codec<C> {
            const KIND: Kind = C::KIND;
            const WIRE_TYPE: WireType = C::WIRE_TYPE;
            const NEVER_UNKNOWN: bool = C::NEVER_UNKNOWN;

            fn default() -> $pointer<T> {
                $pointer::new(C::default())
            }

            #[inline]
            fn is_default(value: &$pointer<T>) -> bool {
                C::is_default(value)
            }

            #[inline]
            fn put(value: &$pointer<T>, w: &mut Writer<'_>) {
                C::put(value, w);
            }

            #[inline]
            fn merge(value: &mut $pointer<T>, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                C::merge($content(value), r)
            }

            #[inline]
            fn put_with_key(value: &$pointer<T>, number: FieldNumber, w: &mut Writer<'_>) {
                C::put_with_key(value, number, w);
            }

            #[inline]
            fn merge_behind_key(value: &mut $pointer<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                C::merge_behind_key($content(value), key, r)
            }

            fn check(value: &$pointer<T>, rules: &'static Rules, checker: &mut Checker) {
                C::check(value, rules, checker);
            }

            const DOMAIN: Domain = C::DOMAIN;
        }

        impl<T: $bound, C: FieldCodec<T>> FieldCodec<$pointer<T>> for $codec<C> {
            const SHAPE: Shape = C::SHAPE;

            fn default() -> $pointer<T> {
                $pointer::new(C::default())
            }

            fn put(value: &$pointer<T>, number: FieldNumber, w: &mut Writer<'_>) {
                C::put(value, number, w);
            }

            fn merge(value: &mut $pointer<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                C::merge($content(value), key, r)
            }

            fn merge_next(value: &mut $pointer<T>, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
                C::merge_next($content(value), number, r)
            }

            fn check(value: &$pointer<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
                C::check(value, number, rules, checker)
            }
        }
    };
}

pointer!(Boxed, Box, where Sized, Box::as_mut);
pointer!(Shared, Arc, where Clone, Arc::make_mut);

/// Says how a type of another crate is sent as a type that contracts know.
///
/// ```
/// use contracts::codec::{Surrogate, Via};
/// use contracts::{Message, contract};
/// use std::path::PathBuf;
///
/// contracts::package!("files.v1");
///
/// /// Sends a path as a string.
/// struct PathText;
///
/// impl Surrogate<PathBuf> for PathText {
///     type Wire = String;
///     fn to_wire(path: &PathBuf) -> String { path.to_string_lossy().into_owned() }
///     fn from_wire(text: String) -> Result<PathBuf, String> { Ok(text.into()) }
/// }
///
/// /// A file.
/// #[contract]
/// struct File {
///     /// Where it is.
///     #[member(1, as = Via<PathText>)]
///     path: PathBuf,
/// }
///
/// let file = File { path: "/etc/hosts".into() };
/// assert_eq!(file.encode_to_vec(), b"\x0a\x0a/etc/hosts");
/// ```
pub trait Surrogate<T> {
    /// What is sent.
    type Wire: Value;

    /// Turns a value into what is sent.
    fn to_wire(value: &T) -> Self::Wire;

    /// Turns what was sent into a value.
    ///
    /// # Errors
    /// When what was sent is no such value: says why, for a person.
    fn from_wire(wire: Self::Wire) -> Result<T, String>;
}

/// The codec of a [`Surrogate`].
///
/// Absence stands for what `from_wire` makes of the default of what is sent; where that is an error, use `Option`.
pub struct Via<S>(PhantomData<S>);

type WireCodec<T, S> = <<S as Surrogate<T>>::Wire as Value>::Codec;

impl<T, S: Surrogate<T>> Codec<T> for Via<S> {
    const KIND: Kind = <WireCodec<T, S> as Codec<S::Wire>>::KIND;
    const WIRE_TYPE: WireType = <WireCodec<T, S> as Codec<S::Wire>>::WIRE_TYPE;
    const DOMAIN: Domain = <WireCodec<T, S> as Codec<S::Wire>>::DOMAIN;

    /// # Panics
    /// When the surrogate refuses the default of what is sent.
    fn default() -> T {
        match S::from_wire(WireCodec::<T, S>::default()) {
            Ok(value) => value,
            Err(reason) => panic!("{} refuses the default value: {reason}", std::any::type_name::<S>()),
        }
    }

    fn is_default(value: &T) -> bool {
        WireCodec::<T, S>::is_default(&S::to_wire(value))
    }

    fn put(value: &T, w: &mut Writer<'_>) {
        WireCodec::<T, S>::put(&S::to_wire(value), w);
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut wire = S::to_wire(value);
        WireCodec::<T, S>::merge(&mut wire, r)?;
        *value = S::from_wire(wire).map_err(DecodeErrorKind::InvalidValue)?;
        Ok(())
    }

    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        WireCodec::<T, S>::check(&S::to_wire(value), rules, checker);
    }
}
