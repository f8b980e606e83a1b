//! Fields of values that borrow: how often they occur, and how their presence is told.

use super::{BorrowedCodec, BorrowedFieldCodec, expect, values, wire_type};
use crate::codec::{Codec, Expanded, Explicit, Implicit, Required, RequiredOption, check, next, stop_in_row};
use crate::schema::Rules;
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Stop, Writer};

impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedFieldCodec<'a, T> for Implicit<C> {
    type Twin = C::Twin;
    type TwinCodec = Implicit<C::TwinCodec>;

    #[inline]
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
    fn merge(value: &mut T, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        expect::<T, C>(key)?;
        C::merge_behind_key(value, key, r)
    }

    #[inline]
    fn merge_next(value: &mut T, number: FieldNumber, r: &mut Reader<'a>) -> Result<(), Stop> {
        next(number, wire_type::<T, C>(), r, |key, r| C::merge_behind_key(value, key, r))
    }

    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::implicit(value, number, rules, checker, &values::<T, C>())
    }
}

impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedFieldCodec<'a, Option<T>> for Explicit<C> {
    type Twin = Option<C::Twin>;
    type TwinCodec = Explicit<C::TwinCodec>;

    #[inline]
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
    fn merge(value: &mut Option<T>, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        expect::<T, C>(key)?;
        merge_present::<T, C>(value, key, r)
    }

    #[inline]
    fn merge_next(value: &mut Option<T>, number: FieldNumber, r: &mut Reader<'a>) -> Result<(), Stop> {
        next(number, wire_type::<T, C>(), r, |key, r| merge_present::<T, C>(value, key, r))
    }

    fn check(value: &Option<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(value.as_ref(), number, rules, checker, C::check)
    }
}

/// Merges a value where it will stay; where there was none and there is none to merge, there is none.
#[inline]
fn merge_present<'a, T, C: BorrowedCodec<'a, T>>(
    value: &mut Option<T>,
    key: Key,
    r: &mut Reader<'a>,
) -> Result<(), Interrupt> {
    let was_there = value.is_some();
    let merged = C::merge_behind_key(value.get_or_insert_with(C::default), key, r);
    if merged.is_err() && !was_there {
        *value = None;
    }
    merged
}

impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedFieldCodec<'a, T> for Required<C> {
    type Twin = C::Twin;
    type TwinCodec = Required<C::TwinCodec>;

    fn default() -> T {
        C::default()
    }

    #[inline]
    fn put(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        C::put_with_key(value, number, w);
    }

    #[inline]
    fn merge(value: &mut T, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        <Implicit<C> as BorrowedFieldCodec<'a, T>>::merge(value, key, r)
    }

    fn check(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(Some(value), number, rules, checker, C::check)
    }
}

impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedFieldCodec<'a, Option<T>> for RequiredOption<C> {
    type Twin = Option<C::Twin>;
    type TwinCodec = RequiredOption<C::TwinCodec>;

    fn default() -> Option<T> {
        None
    }

    fn put(value: &Option<T>, number: FieldNumber, w: &mut Writer<'_>) {
        <Explicit<C> as BorrowedFieldCodec<'a, Option<T>>>::put(value, number, w);
    }

    fn merge(value: &mut Option<T>, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        <Explicit<C> as BorrowedFieldCodec<'a, Option<T>>>::merge(value, key, r)
    }

    fn check(value: &Option<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::explicit(value.as_ref(), number, rules, checker, C::check)
    }
}

/// What borrows has a length, so it is never packed.
impl<'a, T, C: BorrowedCodec<'a, T>> BorrowedFieldCodec<'a, Vec<T>> for Expanded<C> {
    type Twin = Vec<C::Twin>;
    type TwinCodec = Expanded<C::TwinCodec>;

    #[inline]
    fn default() -> Vec<T> {
        Vec::new()
    }

    #[inline]
    fn put(values: &Vec<T>, number: FieldNumber, w: &mut Writer<'_>) {
        values.iter().rev().for_each(|value| C::put_with_key(value, number, w));
    }

    #[inline]
    fn merge(values: &mut Vec<T>, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt> {
        expect::<T, C>(key)?;
        merge_value::<T, C>(values, key, r)
    }

    #[inline]
    fn merge_next(values: &mut Vec<T>, number: FieldNumber, r: &mut Reader<'a>) -> Result<(), Stop> {
        let (key, mut start) = (Key::new(number, wire_type::<T, C>()), r.rest());
        if !r.takes(key) {
            return Ok(());
        }
        // What is small is moved faster than counted when the vector grows.
        values.reserve(r.in_a_row(key, const { C::IN_PLACE && <C::TwinCodec as Codec<C::Twin>>::NEVER_UNKNOWN }));
        loop {
            merge_value::<T, C>(values, key, r).map_err(|interrupt| stop_in_row(key, interrupt, start, r))?;
            start = r.rest();
            if !r.takes(key) {
                return Ok(());
            }
        }
    }

    fn check(value: &Vec<T>, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
        check::list(value, number, rules, checker, &values::<T, C>())
    }
}

/// Merges one value where it will stay.
#[inline]
fn merge_value<'a, T, C: BorrowedCodec<'a, T>>(
    values: &mut Vec<T>,
    key: Key,
    r: &mut Reader<'a>,
) -> Result<(), Interrupt> {
    r.count(1)?;
    let index = values.len();
    if !const { C::IN_PLACE } {
        values.push(C::read(key, r).map_err(|interrupt| interrupt.at(index))?);
        return Ok(());
    }
    values.resize_with(index + 1, C::default);
    C::merge_behind_key(&mut values[index], key, r).map_err(|interrupt| {
        values.truncate(index);
        interrupt.at(index)
    })
}
