//! The values of an enum.

use std::collections::BTreeMap;

use prost_types::EnumDescriptorProto;

use super::Check;
use crate::descriptor::Violation;
use crate::descriptor::lower::tag;

/// Checks an enum in the scope around it, which its values share.
pub(super) fn check(check: &mut Check<'_>, enumeration: &EnumDescriptorProto, scope: &str) {
    let full_name = check.name("enum", scope, enumeration.name());
    if enumeration.value.is_empty() {
        check.report(format!("the enum `{full_name}` has no values"), "add one, as `Unspecified = 0,`");
    } else if enumeration.value[0].number() != 0 && !check.is_closed(enumeration) {
        let message = format!("the first value of the enum `{full_name}` is not 0");
        check.report(message, "begin the enum with its zero value, as `Unspecified = 0,`, or write `closed`");
    }
    let aliases = enumeration.options.as_ref().is_some_and(|options| options.allow_alias());
    let mut numbers = BTreeMap::new();
    for (value, index) in enumeration.value.iter().zip(0..) {
        check.at([tag::ENUM_VALUE, index], |check| {
            check.name("enum value", scope, value.name());
            if let Some(first) = numbers.get(&value.number()).filter(|_| !aliases).cloned() {
                let message = format!("`{full_name}` has the number {} twice", value.number());
                let violation = Violation::compile(check.place(), message).related("first used here", first);
                check.violations.push(violation.help("give one of them another number"));
            }
            numbers.entry(value.number()).or_insert_with(|| check.place());
            reserved(check, enumeration, value.name(), value.number());
        });
    }
}

fn reserved(check: &mut Check<'_>, enumeration: &EnumDescriptorProto, name: &str, number: i32) {
    if enumeration.reserved_name.iter().any(|it| it == name) {
        let message = format!("the name `{name}` is reserved in `{}`", enumeration.name());
        check.report(message, "take another name, or take it out of `reserved(..)`");
    }
    if enumeration.reserved_range.iter().any(|it| (it.start()..=it.end()).contains(&number)) {
        let message = format!("the number {number} is reserved in `{}`", enumeration.name());
        check.report(message, "take another number, or take it out of `reserved(..)`");
    }
}
