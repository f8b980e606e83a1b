//! The fields of a message: names, JSON names and numbers, those of embedded oneofs among them.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use prost_types::{DescriptorProto, FieldDescriptorProto};

use super::Check;
use crate::descriptor::lower::tag;
use crate::descriptor::{Place, Violation};

/// The highest field number.
pub(super) const LAST: i32 = 536_870_911;
/// Numbers that protobuf keeps for itself.
pub(super) const KEPT: RangeInclusive<i32> = 19_000..=19_999;

/// Checks a message with all that is nested in it.
pub(super) fn check(check: &mut Check<'_>, message: &DescriptorProto, scope: &str) {
    let full_name = check.name("message", scope, message.name());
    fields(check, message, &full_name);
    oneofs(check, message, &full_name);
    ranges(check, message);
    names_reserved_twice(check, message);
    for (nested, index) in message.nested_type.iter().zip(0..) {
        check.at([tag::MESSAGE_NESTED, index], |check| self::check(check, nested, &full_name));
    }
    for (nested, index) in message.enum_type.iter().zip(0..) {
        check.at([tag::MESSAGE_ENUM, index], |check| super::enumeration::check(check, nested, &full_name));
    }
    for (extension, index) in message.extension.iter().zip(0..) {
        check.at([tag::MESSAGE_EXTENSION, index], |check| super::extension::check(check, extension, &full_name));
    }
}

fn fields(check: &mut Check<'_>, message: &DescriptorProto, full_name: &str) {
    let mut numbers = Once::new("number", "give one of them another number");
    let mut json_names = Once::new("JSON name", "set another with `json_name = \"..\"`");
    for (field, index) in message.field.iter().zip(0..) {
        check.at([tag::MESSAGE_FIELD, index], |check| {
            check.name("field", full_name, field.name());
            number(check, message, field);
            numbers.used(check, field.name(), field.number());
            json_names.used(check, field.name(), field.json_name().to_owned());
        });
    }
}

/// What the fields of one message must not share.
struct Once<K> {
    what: &'static str,
    help: &'static str,
    first: BTreeMap<K, (String, Option<Place>)>,
}

impl<K: Ord + std::fmt::Display> Once<K> {
    fn new(what: &'static str, help: &'static str) -> Self {
        Once { what, help, first: BTreeMap::new() }
    }

    fn used(&mut self, check: &mut Check<'_>, field: &str, key: K) {
        if let Some((first, place)) = self.first.get(&key) {
            let message = format!("the fields `{first}` and `{field}` have the same {}: {key}", self.what);
            let violation = Violation::compile(check.place(), message).related("first used here", place.clone());
            check.violations.push(violation.help(self.help));
        } else {
            self.first.insert(key, (field.to_owned(), check.place()));
        }
    }
}

fn number(check: &mut Check<'_>, message: &DescriptorProto, field: &FieldDescriptorProto) {
    let (name, number) = (field.name(), field.number());
    if !(1..=LAST).contains(&number) || KEPT.contains(&number) {
        let problem = format!("the field `{name}` has the number {number}");
        check.report(problem, "take one of 1 to 536870911 that is not in 19000 to 19999");
    }
    if message.reserved_range.iter().any(|range| (range.start()..range.end()).contains(&number)) {
        let problem = format!("the number {number} of `{name}` is reserved in `{}`", message.name());
        check.report(problem, "take another number, or take it out of `reserved(..)`");
    }
    if message.extension_range.iter().any(|range| (range.start()..range.end()).contains(&number)) {
        let problem = format!("the number {number} of `{name}` is for extensions of `{}`", message.name());
        check.report(problem, "take another number, or take it out of `extensions(..)`");
    }
    if message.reserved_name.iter().any(|reserved| reserved == name) {
        let problem = format!("the name `{name}` is reserved in `{}`", message.name());
        check.report(problem, "take another name, or take it out of `reserved(..)`");
    }
}

fn oneofs(check: &mut Check<'_>, message: &DescriptorProto, full_name: &str) {
    for (oneof, index) in message.oneof_decl.iter().zip(0..) {
        let mut members = message.field.iter().filter(|field| field.oneof_index == Some(index)).peekable();
        if members.peek().is_some_and(|field| field.proto3_optional()) {
            continue;
        }
        let empty = members.peek().is_none();
        check.at([tag::MESSAGE_ONEOF, index], |check| {
            check.name("oneof", full_name, oneof.name());
            if empty {
                let problem = format!("the oneof `{}` has no members", oneof.name());
                check.report(problem, "add a variant with `#[member(..)]`");
            }
        });
    }
}

/// What is reserved and what is for extensions: numbers that there are, each in one range.
fn ranges(check: &mut Check<'_>, message: &DescriptorProto) {
    let is_set = message.options.as_ref().is_some_and(|options| options.message_set_wire_format());
    let last = if is_set { i32::MAX - 1 } else { LAST };
    let reserved = message.reserved_range.iter().map(|range| (range.start(), range.end(), "reserved"));
    let extensions = message.extension_range.iter().map(|range| (range.start(), range.end(), "extensions"));
    for (start, end, _) in extensions.clone() {
        if start < 1 || end <= start || end - 1 > last {
            let problem = format!("the numbers for extensions of `{}` are not those of fields", message.name());
            check.report(problem, &format!("take numbers of 1 to {last}, the lower one first"));
        }
    }
    let mut ranges: Vec<_> = reserved.chain(extensions).collect();
    ranges.sort_unstable();
    for pair in ranges.windows(2) {
        if let [(_, end, one), (start, _, other)] = pair
            && start < end
        {
            let what = match (*one, *other) {
                ("reserved", "reserved") => "reserved twice",
                ("extensions", "extensions") => "for extensions twice",
                _ => "reserved and for extensions",
            };
            let problem = format!("the number {start} is {what} in `{}`", message.name());
            check.report(problem, &format!("take one of the ranges out of `{other}(..)`"));
        }
    }
}

fn names_reserved_twice(check: &mut Check<'_>, message: &DescriptorProto) {
    let mut names = message.reserved_name.clone();
    names.sort_unstable();
    for pair in names.windows(2).filter(|pair| pair[0] == pair[1]) {
        let problem = format!("the name `{}` is reserved twice in `{}`", pair[0], message.name());
        check.report(problem, "take one of them out of `reserved(..)`");
    }
}
