//! Numbers that are for extensions, and what must not be used again, in the forms that descriptors have for them.

use prost_types::ExtensionRangeOptions;
use prost_types::descriptor_proto::{ExtensionRange, ReservedRange};
use prost_types::enum_descriptor_proto::EnumReservedRange;

use crate::descriptor::set_option::Options as _;
use crate::schema::{self, Reserved};

/// The numbers for extensions, whose ends are excluded.
pub(super) fn of_extensions(ranges: &[schema::ExtensionRange]) -> Vec<ExtensionRange> {
    let number = |number: u32| i32::try_from(number).unwrap_or(i32::MAX);
    let range = |it: &schema::ExtensionRange| ExtensionRange {
        start: Some(number(it.first)),
        end: Some(number(it.last).saturating_add(1)),
        options: ExtensionRangeOptions::default().with(it.options),
    };
    ranges.iter().map(range).collect()
}

/// The reserved ranges of a message, whose ends are excluded.
pub(super) fn of_message(reserved: &[Reserved]) -> Vec<ReservedRange> {
    let range = |(first, last): (i32, i32)| ReservedRange { start: Some(first), end: Some(last.saturating_add(1)) };
    numbers(reserved).map(range).collect()
}

/// The reserved ranges of an enum, whose ends are included.
pub(super) fn of_enum(reserved: &[Reserved]) -> Vec<EnumReservedRange> {
    numbers(reserved).map(|(first, last)| EnumReservedRange { start: Some(first), end: Some(last) }).collect()
}

/// The reserved names.
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
