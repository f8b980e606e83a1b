//! Extensions: each with a number and a name of its own, among the numbers that the extended message has for them.

use std::collections::BTreeMap;
use std::ops::Range;

use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::Check;
use super::message::KEPT;
use crate::descriptor::{Place, Violation};

/// What all messages have for extensions, and which extensions have been seen.
pub(super) struct Extensions {
    /// The ranges of each message, by its full name.
    ranges: BTreeMap<String, Vec<Range<i32>>>,
    /// The name and the place of each extension, by what it extends and its number.
    first: BTreeMap<(String, i32), (String, Option<Place>)>,
}

impl Extensions {
    /// What is declared in these files, imported ones among them.
    pub(super) fn of<'a>(files: impl Iterator<Item = &'a FileDescriptorProto>) -> Self {
        let mut extensions = Extensions { ranges: BTreeMap::new(), first: BTreeMap::new() };
        for file in files {
            let package = file.package();
            file.message_type.iter().for_each(|message| extensions.add(message, package));
        }
        extensions
    }

    fn add(&mut self, message: &DescriptorProto, scope: &str) {
        let name = if scope.is_empty() { message.name().to_owned() } else { format!("{scope}.{}", message.name()) };
        message.nested_type.iter().for_each(|nested| self.add(nested, &name));
        let ranges = message.extension_range.iter().map(|range| range.start()..range.end());
        self.ranges.insert(name, ranges.collect());
    }
}

/// Checks an extension that is declared in a scope.
pub(super) fn check(check: &mut Check<'_>, extension: &FieldDescriptorProto, scope: &str) {
    let full_name = check.name("extension", scope, extension.name());
    let (number, extended) = (extension.number(), extension.extendee().trim_start_matches('.'));
    // What is not found is said where it is imported.
    if let Some(ranges) = check.extensions.ranges.get(extended) {
        let is_kept = KEPT.contains(&number);
        if is_kept || !ranges.iter().any(|range| range.contains(&number)) {
            let problem = format!("`{extended}` has no number {number} for extensions");
            let help = match ranges.iter().map(shown).collect::<Vec<_>>().join(", ") {
                _ if is_kept => "take one that is not in 19000 to 19999".to_owned(),
                none if none.is_empty() => format!("write `#[contract(extensions({number}))]` on it"),
                ranges => format!("take one of {ranges}"),
            };
            check.report(problem, &help);
        }
    }
    let place = check.place();
    let first = check.extensions.first.entry((extended.to_owned(), number));
    let (first, first_place) = first.or_insert_with(|| (full_name.clone(), place.clone()));
    if *first != full_name || *first_place != place {
        let problem =
            format!("the extensions `{first}` and `{full_name}` of `{extended}` have the same number: {number}");
        let violation = Violation::compile(place, problem).related("first used here", first_place.clone());
        check.violations.push(violation.help("give one of them another number"));
    }
}

fn shown(range: &Range<i32>) -> String {
    format!("{} to {}", range.start, range.end - 1)
}
