//! The codecs of values that borrow.

use std::borrow::Cow;
use std::marker::PhantomData;

use super::{Borrowed, BorrowedCodec};
use crate::codec::{Boxed, ByteString, Codec, Nested, Utf8, Value};
use crate::message::encoded::Encoded;
use crate::message::merge_message;
use crate::message::view::{Family, View};
use crate::schema::Rules;
use crate::validate::{Checker, Value as Seen};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, WireType, Writer};

/// A message that borrows, length-delimited.
pub struct InPlace;

/// A value that owns what it holds, beside one that borrows, as in `HashMap<&'a str, u32>`: it travels by its own codec.
pub struct Owned<C>(PhantomData<C>);

/// Text and bytes: the type, its codec, the type that owns the same, how it is read, and in a row,
/// what rules see.
macro_rules! in_the_input {
    ($($type:ty => $codec:ident, $twin:ty, $read:expr, $read_in_row:expr, $slice:ident, $seen:ident;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a> Borrowed<'a> for $type {
            type Codec = $codec;
        }

        impl<'a> BorrowedCodec<'a, $type> for $codec {
            type Twin = $twin;
            type TwinCodec = $codec;

            #[inline]
            fn default() -> $type {
                <$type>::default()
            }

            #[inline]
            fn is_default(value: &$type) -> bool {
                value.is_empty()
            }

            #[inline]
            fn put(value: &$type, w: &mut Writer<'_>) {
                w.put_length_delimited_slice(value.$slice());
            }

            #[inline]
            fn put_with_key(value: &$type, number: FieldNumber, w: &mut Writer<'_>) {
                w.put_slice_field(Key::new(number, WireType::LengthDelimited), value.$slice());
            }

            #[inline]
            fn merge(value: &mut $type, r: &mut Reader<'a>) -> Result<(), Interrupt> {
                *value = $read(r)?.into();
                Ok(())
            }

            const IN_PLACE: bool = false;

            #[inline]
            fn read(_: Key, r: &mut Reader<'a>) -> Result<$type, Interrupt> {
                Ok($read_in_row(r)?.into())
            }

            #[inline]
            fn check(value: &$type, rules: &'static Rules, checker: &mut Checker) {
                checker.value(rules, &Seen::$seen(value));
            }
        }
    )*};
}

in_the_input! {
    &'a str => Utf8, String, text, text_in_row, as_bytes, Text;
    Cow<'a, str> => Utf8, String, text, text_in_row, as_bytes, Text;
    &'a [u8] => ByteString, Vec<u8>, bytes, bytes, as_ref, Bytes;
    Cow<'a, [u8]> => ByteString, Vec<u8>, bytes, bytes, as_ref, Bytes;
}

#[inline]
fn text<'a>(r: &mut Reader<'a>) -> Result<&'a str, Interrupt> {
    Ok(r.text()?)
}

#[inline]
fn text_in_row<'a>(r: &mut Reader<'a>) -> Result<&'a str, Interrupt> {
    Ok(r.text_inlined()?)
}

#[inline]
fn bytes<'a>(r: &mut Reader<'a>) -> Result<&'a [u8], Interrupt> {
    Ok(r.length_delimited()?)
}

impl<'a, M: View<'a>> BorrowedCodec<'a, M> for InPlace {
    type Twin = Encoded<M::Family>;
    type TwinCodec = Nested;

    #[inline]
    fn default() -> M {
        M::default()
    }

    #[inline]
    fn is_default(_: &M) -> bool {
        false
    }

    #[inline]
    fn put(value: &M, w: &mut Writer<'_>) {
        w.put_length_delimited(|w| value.put(w));
    }

    #[inline]
    fn put_with_key(value: &M, number: FieldNumber, w: &mut Writer<'_>) {
        w.put_length_delimited_field(Key::new(number, WireType::LengthDelimited), |w| value.put(w));
    }

    #[inline]
    fn merge(value: &mut M, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        Ok(r.nested(|r| merge_message(value, r))?)
    }

    fn check(value: &M, _: &'static Rules, checker: &mut Checker) {
        checker.message(M::schema, |checker| value.check_rules(checker));
    }
}

/// Bytes that are looked at later can be a member of any contract.
#[diagnostic::do_not_recommend]
impl<F: Family> Value for Encoded<F> {
    type Codec = Nested;
    type Repeated = crate::codec::Expanded<Nested>;
}

#[diagnostic::do_not_recommend]
impl<F: Family> crate::codec::Member for Encoded<F> {
    type Codec = crate::codec::Implicit<Nested>;
}

#[diagnostic::do_not_recommend]
impl<'a, T: Borrowed<'a>> Borrowed<'a> for Box<T> {
    type Codec = Boxed<T::Codec>;
}

impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedCodec<'a, Box<T>> for Boxed<C> {
    type Twin = Box<C::Twin>;
    type TwinCodec = Boxed<C::TwinCodec>;

    fn default() -> Box<T> {
        Box::new(C::default())
    }

    #[inline]
    fn is_default(value: &Box<T>) -> bool {
        C::is_default(value)
    }

    #[inline]
    fn put(value: &Box<T>, w: &mut Writer<'_>) {
        C::put(value, w);
    }

    #[inline]
    fn merge(value: &mut Box<T>, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        C::merge(value, r)
    }

    #[inline]
    fn put_with_key(value: &Box<T>, number: FieldNumber, w: &mut Writer<'_>) {
        C::put_with_key(value, number, w);
    }

    #[inline]
    fn merge_behind_key(value: &mut Box<T>, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        C::merge_behind_key(value, key, r)
    }

    fn check(value: &Box<T>, rules: &'static Rules, checker: &mut Checker) {
        C::check(value, rules, checker);
    }
}

impl<'a, T, C: Codec<T>> BorrowedCodec<'a, T> for Owned<C> {
    type Twin = T;
    type TwinCodec = C;

    #[inline]
    fn default() -> T {
        C::default()
    }

    #[inline]
    fn is_default(value: &T) -> bool {
        C::is_default(value)
    }

    #[inline]
    fn put(value: &T, w: &mut Writer<'_>) {
        C::put(value, w);
    }

    #[inline]
    fn merge(value: &mut T, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        C::merge(value, r)
    }

    #[inline]
    fn put_with_key(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        C::put_with_key(value, number, w);
    }

    #[inline]
    fn merge_behind_key(value: &mut T, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        C::merge_behind_key(value, key, r)
    }

    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        C::check(value, rules, checker);
    }
}
