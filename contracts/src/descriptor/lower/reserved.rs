//! What must not be used again, in the two forms that descriptors have for it.

use prost_types::descriptor_proto::ReservedRange;
use prost_types::enum_descriptor_proto::EnumReservedRange;

use crate::schema::Reserved;

/// The ranges of a message, whose ends are excluded.
pub(super) fn message_ranges(reserved: &[Reserved]) -> Vec<ReservedRange> {
    let range = |(first, last): (i32, i32)| ReservedRange { start: Some(first), end: Some(last.saturating_add(1)) };
    numbers(reserved).map(range).collect()
}

/// The ranges of an enum, whose ends are included.
pub(super) fn enum_ranges(reserved: &[Reserved]) -> Vec<EnumReservedRange> {
    numbers(reserved).map(|(first, last)| EnumReservedRange { start: Some(first), end: Some(last) }).collect()
}

/// The names.
pub(super) fn names(reserved: &[Reserved]) -> Vec<String> {
    let name = |it: &Reserved| match it {
        Reserved::Name(name) => Some((*name).to_owned()),
        Reserved::Numbers(..) => None,
    };
    reserved.iter().filter_map(name).collect()
}

fn numbers(reserved: &[Reserved]) -> impl Iterator<Item = (i32, i32)> + '_ {
    reserved.iter().filter_map(|it| match it {
        Reserved::Numbers(first, last) => Some((*first, *last)),
        Reserved::Name(_) => None,
    })
}
