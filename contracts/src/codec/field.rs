//! Fields: how often a value occurs, and how its presence is told.

use std::marker::PhantomData;

use super::check::{self, Values};
use super::{Codec, FieldCodec, expect, next, shape, stop_in_row};
use crate::schema::{Cardinality, Rules, Shape};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, UnknownElements, WireType, Writer};

/// A field that is absent when it holds the default value. Messages have none, so they are always written.
pub struct Implicit<C>(PhantomData<C>);

impl<T, C: Codec<T>> FieldCodec<T> for Implicit<C> {
    const SHAPE: Shape = shape::<T, C>(Cardinality::Implicit);

    fn default() -> T {
        C::default()
    }

    #[inline]
    fn put(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        if !C::is_default(value) {
            C::put_with_key(value, number, w);
        }
    }

    #[inline]
    fn len(value: &T, number: FieldNumber) -> Option<usize> {
        if C::is_default(value) { Some(0) } else { C::len_with_key(value, number) }
    }

    #[inline]
    fn merge(value: &mut T, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        expect::<T, C>(key)?;
        C::merge_behind_key(value, key, r)
    }

    #[inline]
    fn merge_next(value: &mut T, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
        if C::merge_short(value, Key::new(number, C::WIRE_TYPE), r) {
            return Ok(());
        }
        next(number, C::WIRE_TYPE, r, |key, r| C::merge_behind_key(value, key, r))
    }

    #[inline]
    fn clear(value: &mut T) {
        C::clear(value);
    }

    #[inline]
    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::implicit(value, number, rules, checker, &Values::of::<C>())
    }
}

/// A field that is written when it is there, be it the default value.
pub struct Explicit<C>(PhantomData<C>);

impl<T, C: Codec<T>> FieldCodec<Option<T>> for Explicit<C> {
    const SHAPE: Shape = shape::<T, C>(Cardinality::Explicit);

    fn default() -> Option<T> {
        None
    }

    #[inline]
    fn put(value: &Option<T>, number: FieldNumber, w: &mut Writer<'_>) {
        if let Some(value) = value {
            C::put_with_key(value, number, w);
        }
    }

    #[inline]
    fn len(value: &Option<T>, number: FieldNumber) -> Option<usize> {
        value.as_ref().map_or(Some(0), |value| C::len_with_key(value, number))
    }

    #[inline]
    fn merge(value: &mut Option<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        expect::<T, C>(key)?;
        merge_present::<T, C>(value, key, r)
    }

    #[inline]
    fn merge_next(value: &mut Option<T>, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
        if const { !matches!(C::WIRE_TYPE, WireType::LengthDelimited | WireType::StartGroup) } {
            let mut short = C::default();
            if C::merge_short(&mut short, Key::new(number, C::WIRE_TYPE), r) {
                *value = Some(short);
                return Ok(());
            }
        }
        next(number, C::WIRE_TYPE, r, |key, r| merge_present::<T, C>(value, key, r))
    }

    #[inline]
    fn check(value: &Option<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(value.as_ref(), number, rules, checker, C::check)
    }
}

/// Merges a value where it will stay; where there was none and there is none to merge, there is none.
#[inline]
fn merge_present<T, C: Codec<T>>(value: &mut Option<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    let was_there = value.is_some();
    let merged = C::merge_behind_key(value.get_or_insert_with(C::default), key, r);
    if merged.is_err() && !was_there {
        *value = None;
    }
    merged
}

/// A field that is always written, and that a message without it is not valid without (`required`).
pub struct Required<C>(PhantomData<C>);

impl<T, C: Codec<T>> FieldCodec<T> for Required<C> {
    const SHAPE: Shape = shape::<T, C>(Cardinality::Required);

    fn default() -> T {
        C::default()
    }

    #[inline]
    fn put(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        C::put_with_key(value, number, w);
    }

    #[inline]
    fn merge(value: &mut T, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Implicit::<C>::merge(value, key, r)
    }

    #[inline]
    fn clear(value: &mut T) {
        C::clear(value);
    }

    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(Some(value), number, rules, checker, C::check)
    }
}

/// A required field of a message that requires another of itself: its value must be there for the message to be valid, and
/// may be `None` while the message is built, or no value of the type could end. Then it is not written.
pub struct RequiredOption<C>(PhantomData<C>);

impl<T, C: Codec<T>> FieldCodec<Option<T>> for RequiredOption<C> {
    const SHAPE: Shape = shape::<T, C>(Cardinality::Required);

    fn default() -> Option<T> {
        None
    }

    fn put(value: &Option<T>, number: FieldNumber, w: &mut Writer<'_>) {
        Explicit::<C>::put(value, number, w);
    }

    fn merge(value: &mut Option<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Explicit::<C>::merge(value, key, r)
    }

    fn check(value: &Option<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(value.as_ref(), number, rules, checker, C::check)
    }
}

/// A repeated field: packed into one length-delimited run if `PACKED` says so and its values are scalars of no length,
/// else each value behind a key of its own.
pub struct Repeated<C, const PACKED: bool>(PhantomData<C>);

/// A repeated field, packed where protobuf packs.
pub type Packed<C> = Repeated<C, true>;

/// A repeated field, each value behind a key of its own.
pub type Expanded<C> = Repeated<C, false>;

impl<C, const PACKED: bool> Repeated<C, PACKED> {
    const fn packs<T>() -> bool
    where
        C: Codec<T>,
    {
        PACKED && matches!(C::WIRE_TYPE, WireType::Varint | WireType::Fixed32 | WireType::Fixed64)
    }
}

impl<T, C: Codec<T>, const PACKED: bool> FieldCodec<Vec<T>> for Repeated<C, PACKED> {
    const SHAPE: Shape = shape::<T, C>(if Self::packs::<T>() { Cardinality::Packed } else { Cardinality::Expanded });

    fn default() -> Vec<T> {
        Vec::new()
    }

    #[inline]
    fn put(values: &Vec<T>, number: FieldNumber, w: &mut Writer<'_>) {
        if const { Self::packs::<T>() } {
            put_packed::<T, C>(values, number, w);
        } else {
            values.iter().rev().for_each(|value| C::put_with_key(value, number, w));
        }
    }

    #[inline]
    fn merge(values: &mut Vec<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        merge_element::<T, C>(values, key, r)
    }

    #[inline]
    fn merge_next(values: &mut Vec<T>, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
        if const { Self::packs::<T>() } {
            return next(number, WireType::LengthDelimited, r, |_, r| r.run(|run| merge_packed::<T, C>(values, run)));
        }
        merge_row::<T, C>(values, number, r)
    }

    #[inline]
    fn clear(values: &mut Vec<T>) {
        values.clear();
    }

    #[inline]
    fn check(value: &Vec<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::list(value, number, rules, checker, &Values::of::<C>())
    }
}

#[inline]
fn put_packed<T, C: Codec<T>>(values: &[T], number: FieldNumber, w: &mut Writer<'_>) {
    if values.is_empty() {
        return;
    }
    w.put_length_delimited_field(Key::new(number, WireType::LengthDelimited), |w| C::put_run(values, w));
}

/// Merges one value, or a packed run of them: a reader accepts both, however the field is declared.
#[inline]
fn merge_element<T, C: Codec<T>>(values: &mut Vec<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    if key.wire_type() == C::WIRE_TYPE {
        return merge_value::<T, C>(values, key, r);
    }
    if key.wire_type() == WireType::LengthDelimited && C::WIRE_TYPE != WireType::StartGroup {
        return r.run(|run| merge_packed::<T, C>(values, run));
    }
    Err(Interrupt::Unknown)
}

/// Merges one value where it will stay.
#[inline]
fn merge_value<T, C: Codec<T>>(values: &mut Vec<T>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
    r.count(1)?;
    let index = values.len();
    values.resize_with(index + 1, C::default);
    C::merge_behind_key(&mut values[index], key, r).map_err(|interrupt| {
        values.truncate(index);
        interrupt.at(index)
    })
}

/// Merges all values in a row that stand behind the key of this number.
#[inline]
fn merge_row<T, C: Codec<T>>(values: &mut Vec<T>, number: FieldNumber, r: &mut Reader<'_>) -> Result<(), Stop> {
    let (key, mut start) = (Key::new(number, C::WIRE_TYPE), r.rest());
    if !r.takes(key) {
        return Ok(());
    }
    if C::WIRE_TYPE == WireType::LengthDelimited {
        reserve(values, r.in_a_row(key, C::NEVER_UNKNOWN));
    }
    loop {
        merge_value::<T, C>(values, key, r).map_err(|interrupt| stop_in_row(key, interrupt, start, r))?;
        start = r.rest();
        if !r.takes(key) {
            return Ok(());
        }
    }
}

/// Makes room for so many more values: a new vector is not one that grows, and shorter to make.
#[inline]
fn reserve<T>(values: &mut Vec<T>, more: usize) {
    match values.capacity() {
        0 => *values = Vec::with_capacity(more),
        _ => values.reserve(more),
    }
}

/// Merges a packed run.
fn merge_packed<T, C: Codec<T>>(values: &mut Vec<T>, run: &mut Reader<'_>) -> Result<(), Interrupt> {
    reserve(values, run.count_packed(C::WIRE_TYPE)?);
    C::merge_packed(values, run)
}

/// Merges a packed run of values that may be unknown, or wrong.
pub(super) fn merge_one_by_one<T, C: Codec<T>>(values: &mut Vec<T>, run: &mut Reader<'_>) -> Result<(), Interrupt> {
    let mut unknown = Vec::new();
    while !run.is_empty() {
        let (start, mut value) = (run.rest(), C::default());
        match C::merge(&mut value, run) {
            Ok(()) => values.push(value),
            Err(Interrupt::Unknown) => unknown.push(Reader::new(start).varint()?),
            Err(interrupt) => return Err(interrupt.at(values.len())),
        }
    }
    match unknown.is_empty() {
        true => Ok(()),
        false => Err(Interrupt::UnknownElements(UnknownElements::new(unknown))),
    }
}
