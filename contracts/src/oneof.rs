//! Oneofs inside messages: written in the place of their numbers, merged member by member, checked at compile time.

use crate::codec::{self, Codec};
pub use crate::message::any_within;
use crate::schema::{Cardinality, Rules, Shape};
use crate::validate::{Checker, Presence};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Writer};

/// The shape of a member whose values travel by `C`.
pub const fn shape<T, C: Codec<T>>() -> Shape {
    codec::shape::<T, C>(Cardinality::Explicit)
}

/// Puts a member, also when it is the default.
#[inline]
pub fn put_member<T, C: Codec<T>>(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
    C::put_with_key(value, number, w);
}

/// Merges a member: into the value that is set when it is of the same variant, else in place of what is set.
///
/// # Errors
/// As [`Codec::merge`]; then what was set stays set.
#[inline]
pub fn merge_member<O, T, C: Codec<T>>(
    slot: &mut Option<O>,
    key: Key,
    r: &mut Reader<'_>,
    project: fn(&mut O) -> Option<&mut T>,
    wrap: fn(T) -> O,
) -> Result<(), Interrupt> {
    if key.wire_type() != C::WIRE_TYPE {
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
pub fn check_member<T, C: Codec<T>>(value: &T, number: u32, rules: &'static Rules, checker: &mut Checker) -> bool {
    checker.field(number, rules, Presence::Set, |checker| C::check(value, rules, checker))
}

/// Whether one of the numbers is this one.
pub const fn has(numbers: &[u32], number: u32) -> bool {
    any_within(numbers, number, number)
}

/// Whether two oneofs have no number in common.
pub const fn disjoint(left: &[u32], right: &[u32]) -> bool {
    let mut index = 0;
    while index < left.len() {
        if any_within(right, left[index], left[index]) {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether two oneofs have no name in common.
pub const fn disjoint_names(left: &[&str], right: &[&str]) -> bool {
    let mut index = 0;
    while index < left.len() {
        if has_name(right, left[index]) {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether one of the names, of fields or in JSON, is this one.
pub const fn has_name(names: &[&str], name: &str) -> bool {
    let mut index = 0;
    while index < names.len() {
        if same_text(names[index], name) {
            return true;
        }
        index += 1;
    }
    false
}

/// Whether two texts are the same, for constants.
pub(crate) const fn same_text(left: &str, right: &str) -> bool {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len() != right.len() {
        return false;
    }
    let mut index = 0;
    while index < left.len() {
        if left[index] != right[index] {
            return false;
        }
        index += 1;
    }
    true
}
