//! Oneofs inside messages: written in the place of their numbers, merged member by member, checked at compile time.

use crate::codec::{Codec, Value};
use crate::message::Oneof;
use crate::schema::{Cardinality, Shape};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, Writer};

/// The shape of a member whose values travel by `C`.
pub const fn shape<T, C: Codec<T>>() -> Shape {
    Shape { cardinality: Cardinality::Explicit, kind: C::KIND }
}

/// The codec of a member of type `T` in the encoding `E`.
pub type MemberCodec<T, E> = <T as Value<E>>::Codec;

/// Puts the member that is set, if its number is from `FROM` to `TO`: so a message keeps the order of the numbers.
#[inline]
pub fn put_within<const FROM: u32, const TO: u32, O: Oneof>(oneof: &Option<O>, w: &mut Writer) {
    if !const { any_within(O::NUMBERS, FROM, TO) } {
        return;
    }
    if let Some(member) = oneof
        && (FROM..=TO).contains(&member.number())
    {
        member.put(w);
    }
}

/// Puts a member, also when it is the default.
#[inline]
pub fn put_member<T, C: Codec<T>>(value: &T, number: FieldNumber, w: &mut Writer) {
    C::put(value, w);
    w.put_key(Key::new(number, C::WIRE_TYPE));
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
        return C::merge(value, r);
    }
    let mut value = C::default();
    C::merge(&mut value, r)?;
    *slot = Some(wrap(value));
    Ok(())
}

/// Whether a oneof has a member with this number.
pub const fn has<O: Oneof>(number: u32) -> bool {
    any_within(O::NUMBERS, number, number)
}

/// Whether one of the numbers is from `from` to `to`.
pub const fn any_within(numbers: &[u32], from: u32, to: u32) -> bool {
    let mut index = 0;
    while index < numbers.len() {
        if from <= numbers[index] && numbers[index] <= to {
            return true;
        }
        index += 1;
    }
    false
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
