//! Oneofs that borrow, inside messages: what the macros forward to. Members that own what they hold travel by
//! [`Owned`](crate::codec::Owned) here.

use crate::codec::{self, BorrowedCodec, Codec};
use crate::schema::{Cardinality, Rules, Shape};
use crate::validate::{Checker, Presence};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Writer};

/// The shape of a member whose values travel by `C`.
pub const fn shape<'a, T, C: BorrowedCodec<'a, T>>() -> Shape {
    codec::shape::<C::Twin, C::TwinCodec>(Cardinality::Explicit)
}

/// Puts a member, also when it is the default.
#[inline]
pub fn put_member<'a, T, C: BorrowedCodec<'a, T>>(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
    C::put_with_key(value, number, w);
}

/// Merges a member: into the value that is set when it is of the same variant, else in place of what is set.
///
/// # Errors
/// As [`Codec::merge`]; then what was set stays set.
#[inline]
pub fn merge_member<'a, O, T, C: BorrowedCodec<'a, T>>(
    slot: &mut Option<O>,
    key: Key,
    r: &mut Reader<'a>,
    project: fn(&mut O) -> Option<&mut T>,
    wrap: fn(T) -> O,
) -> Result<(), Interrupt> {
    if key.wire_type() != <C::TwinCodec as Codec<C::Twin>>::WIRE_TYPE {
        return Err(Interrupt::Unknown);
    }
    if let Some(value) = slot.as_mut().and_then(project) {
        return C::merge_behind_key(value, key, r);
    }
    let mut value = C::default();
    C::merge_behind_key(&mut value, key, r)?;
    *slot = Some(wrap(value));
    Ok(())
}

/// Checks a member by rules. Whether they count.
#[inline]
pub fn check_member<'a, T, C: BorrowedCodec<'a, T>>(
    value: &T,
    number: u32,
    rules: &'static Rules,
    checker: &mut Checker,
) -> bool {
    checker.field(number, rules, Presence::Set, |checker| C::check(value, rules, checker))
}
