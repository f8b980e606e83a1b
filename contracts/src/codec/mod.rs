//! How a Rust value travels: an algebra of zero-sized codecs, and the codec that each Rust type has by default.
//!
//! A [`Codec`] moves one value, as [`Varint`] or [`Nested`]. A [`FieldCodec`] moves a whole field, and is composed of
//! the codec of its values: `Implicit<Varint>`, `Packed<ZigZag>`, `Explicit<Nested>`. [`Value`] and [`Member`] name the
//! codecs that a Rust type has when a contract says nothing else.

mod borrowed;
mod check;
mod collection;
mod field;
mod inferred;
mod map;
#[cfg(any(feature = "hashbrown", feature = "indexmap"))]
mod maps;
mod members;
mod message;
mod scalar;
mod text;
mod textual;
mod wrapper;

pub use borrowed::{Borrowed, BorrowedCodec, BorrowedFieldCodec, InPlace, Owned};
#[doc(hidden)]
pub use check::subscript_of;
pub use collection::{Collected, Collection};
pub use field::{Expanded, Explicit, Implicit, Packed, Repeated, Required, RequiredOption};
pub use inferred::{Argument, Fixed, Group, Marker, Member, Plain, Unpacked, Value, ZigZagged};
pub use map::{Map, MapKey, MapOf};
pub(crate) use message::below_prost;
pub use message::{Delimited, EnumNumber, Generated, Nested, Prost, WellKnown};
pub use scalar::{ByteString, FixedWidth, Utf8, Varint, ZigZag};
pub use text::Text;
pub(crate) use textual::check as check_text;
pub use wrapper::{Boxed, Shared, Surrogate, Via};

use crate::schema::{Cardinality, Domain, Kind, Rules, Shape};
use crate::validate::{self, Checker};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, WireType, Writer};

/// How one value of type `T` travels.
///
/// Implement it on a marker type of your own to use a type of another crate as a member:
/// `#[member(3, as = Marker)]`. Where the type can be turned into one that already is a member,
/// a [`Surrogate`] is shorter.
///
/// ```
/// use contracts::codec::{Codec, FixedWidth};
/// use contracts::schema::Kind;
/// use contracts::wire::{Interrupt, Reader, WireType, Writer};
///
/// struct Temperature(f64); // imagine it in another crate
/// struct Celsius;
///
/// impl Codec<Temperature> for Celsius {
///     const KIND: Kind = <FixedWidth as Codec<f64>>::KIND;
///     const WIRE_TYPE: WireType = WireType::Fixed64;
///     fn default() -> Temperature { Temperature(0.0) }
///     fn is_default(value: &Temperature) -> bool { value.0 == 0.0 }
///     fn put(value: &Temperature, w: &mut Writer<'_>) { FixedWidth::put(&value.0, w) }
///     fn merge(value: &mut Temperature, r: &mut Reader<'_>) -> Result<(), Interrupt> {
///         FixedWidth::merge(&mut value.0, r)
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a codec for `{T}`",
    label = "not a codec for `{T}`",
    note = "write `impl contracts::codec::Codec<{T}> for {Self}`, or `impl Surrogate<{T}> for {Self}` and `as = Via<{Self}>`",
    note = "for `contracts::Prost`, let prost-build generate the names and the set: `prost_build::Config::new().enable_type_names().file_descriptor_set_path(..)`, and register the set: `contracts::descriptor_set!(include_bytes!(..));`"
)]
pub trait Codec<T> {
    /// What the value is in protobuf.
    const KIND: Kind;
    /// How the value is laid out.
    const WIRE_TYPE: WireType;
    /// Which values of the kind there are; schemas of JSON say so.
    const DOMAIN: Domain = Domain::All;

    /// The value that stands for absence.
    fn default() -> T;

    /// Whether a value need not be written where absence cannot be told from the default.
    fn is_default(value: &T) -> bool;

    /// Puts the value, with its length where it is length-delimited, without its key.
    fn put(value: &T, w: &mut Writer<'_>);

    /// Reads a value into one that is there: messages are merged, everything else is replaced.
    ///
    /// # Errors
    /// [`Interrupt::Unknown`] for a value of no known variant, which must leave `value` as it was;
    /// an error for bytes that are no such value.
    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt>;

    /// Makes a value the one that stands for absence; one that has an allocation may keep it for what is merged next.
    #[inline]
    fn clear(value: &mut T) {
        *value = Self::default();
    }

    /// Puts the value behind its key. A codec of groups, which end with a key as well, says how; others may, where both are
    /// faster put at once.
    #[inline]
    fn put_with_key(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        Self::put(value, w);
        w.put_key(Key::new(number, Self::WIRE_TYPE));
    }

    /// How many bytes [`Codec::put_with_key`] puts, where that is cheaper to say than to do: of scalars, text and bytes.
    #[doc(hidden)]
    #[inline]
    fn len_with_key(_: &T, _: FieldNumber) -> Option<usize> {
        None
    }

    /// Puts values without keys, the last one first: what a packed field holds.
    #[inline]
    fn put_run(values: &[T], w: &mut Writer<'_>)
    where
        Self: Sized,
    {
        values.iter().rev().for_each(|value| Self::put(value, w));
    }

    /// Reads a value whose key was just read, as [`Codec::merge`] does. Only a codec of groups says how.
    ///
    /// # Errors
    /// As [`Codec::merge`].
    #[inline]
    fn merge_behind_key(value: &mut T, _: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Self::merge(value, r)
    }

    /// Checks a value by rules, and a message by its own. A codec need not say how: the value is what its bytes are.
    #[doc(hidden)]
    fn check(value: &T, rules: &'static Rules, checker: &mut Checker)
    where
        Self: Sized,
    {
        if !rules.rules.is_empty() {
            validate::with_encoded(&Self::KIND, &Writer::to_vec(&|w| Self::put(value, w)), |value| {
                checker.value(rules, value);
            });
        }
    }

    /// Whether a value is never [`Interrupt::Unknown`].
    #[doc(hidden)]
    const NEVER_UNKNOWN: bool = false;

    /// Reads all that the reader has left, a packed run, into values behind those that are there. The limit of elements is
    /// counted, and there is room for them.
    ///
    /// # Errors
    /// As [`Codec::merge`], with the index; [`Interrupt::UnknownElements`] once all others are read.
    #[doc(hidden)]
    fn merge_packed(values: &mut Vec<T>, run: &mut Reader<'_>) -> Result<(), Interrupt>
    where
        Self: Sized,
    {
        field::merge_one_by_one::<T, Self>(values, run)
    }

    /// Reads a value and its key at once, if they come next and are as short as they can be; whether they were.
    #[doc(hidden)]
    #[inline]
    fn merge_short(_: &mut T, _: Key, _: &mut Reader<'_>) -> bool {
        false
    }
}

/// How a field whose Rust type is `T` travels.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a codec for a member of type `{T}`",
    label = "not a codec for `{T}`"
)]
pub trait FieldCodec<T> {
    /// How often, and what.
    const SHAPE: Shape;

    /// The value of an absent field.
    fn default() -> T;

    /// Puts the field, keys and values, or nothing.
    fn put(value: &T, number: FieldNumber, w: &mut Writer<'_>);

    /// How many bytes the field takes, as [`Codec::len_with_key`] says it.
    #[doc(hidden)]
    #[inline]
    fn len(_: &T, _: FieldNumber) -> Option<usize> {
        None
    }

    /// Merges the value whose key was just read.
    ///
    /// # Errors
    /// [`Interrupt::Unknown`] when the wire type is another or the value of no known variant;
    /// an error for bytes that are no such value.
    fn merge(value: &mut T, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt>;

    /// As [`FieldCodec::merge`], in one function for all fields of one type and one codec: for what does not come in its order,
    /// and need not be fast.
    ///
    /// # Errors
    /// As [`FieldCodec::merge`].
    #[doc(hidden)]
    #[inline(never)]
    fn merge_any(value: &mut T, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Self::merge(value, key, r)
    }

    /// Merges what comes next as long as it is of this field, behind the key that the field is written with: one value, or
    /// all in a row of one that is repeated. Everything else is for [`FieldCodec::merge`], and so is what is not done here.
    ///
    /// # Errors
    /// As [`FieldCodec::merge`]; the reader stands before the key of what is [`Interrupt::Unknown`].
    #[inline]
    fn merge_next(_: &mut T, _: FieldNumber, _: &mut Reader<'_>) -> Result<(), Stop> {
        Ok(())
    }

    /// Makes the field absent; what has an allocation may keep it for what is merged next.
    #[inline]
    fn clear(value: &mut T) {
        *value = Self::default();
    }

    /// Checks the field by rules, and messages in it by their own. Whether the rules count for what it has.
    #[doc(hidden)]
    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool;
}

/// The shape of a field whose values travel by `C`.
pub(crate) const fn shape<T, C: Codec<T>>(cardinality: Cardinality) -> Shape {
    Shape::new(cardinality, C::KIND).domain(C::DOMAIN)
}

/// Interrupts unless the wire type is the codec's.
#[inline]
fn expect<T, C: Codec<T>>(key: Key) -> Result<(), Interrupt> {
    if key.wire_type() == C::WIRE_TYPE { Ok(()) } else { Err(Interrupt::Unknown) }
}

/// Merges what comes next with `merge`, if it stands behind this key.
#[inline]
fn next<'a>(
    number: FieldNumber,
    wire_type: WireType,
    r: &mut Reader<'a>,
    merge: impl FnOnce(Key, &mut Reader<'a>) -> Result<(), Interrupt>,
) -> Result<(), Stop> {
    let (start, key) = (r.rest(), Key::new(number, wire_type));
    if !r.takes(key) {
        return Ok(());
    }
    merge(key, r).map_err(|interrupt| stop(key, interrupt, start, r))
}

/// Stops at an element of a field, as [`stop`] does. What is unknown is counted when it is read again.
#[cold]
fn stop_in_row<'a>(key: Key, interrupt: Interrupt, start: &'a [u8], r: &mut Reader<'a>) -> Stop {
    if interrupt == Interrupt::Unknown {
        r.count_anew(1);
    }
    stop(key, interrupt, start, r)
}

/// Stops at a field, and goes back to the key of what is unknown.
#[cold]
fn stop<'a>(key: Key, interrupt: Interrupt, start: &'a [u8], r: &mut Reader<'a>) -> Stop {
    if interrupt == Interrupt::Unknown {
        r.rewind(start);
    }
    Stop { key, interrupt }
}
