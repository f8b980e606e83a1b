//! The names that declarations give, and those that they take from others.

use std::collections::BTreeMap;

use contracts::descriptor::{PlacedDeclaration, Places, Reference, references};
use prost_types::{DescriptorProto, FileDescriptorProto};

use crate::path::tag;
use crate::print::joined;

/// List and index of everything at the top of a file.
pub(super) fn entries(file: &FileDescriptorProto) -> Vec<[i32; 2]> {
    let lists = [
        (tag::FILE_MESSAGE, file.message_type.len()),
        (tag::FILE_ENUM, file.enum_type.len()),
        (tag::FILE_SERVICE, file.service.len()),
        (tag::FILE_EXTENSION, file.extension.len()),
    ];
    lists.into_iter().flat_map(|(list, count)| (0..count as i32).map(move |index| [list, index])).collect()
}

/// The full names of the types and extensions that these entries of a file declare.
pub(super) fn declared(file: &FileDescriptorProto, entries: &[[i32; 2]]) -> Vec<String> {
    let mut names = Vec::new();
    for [list, index] in entries {
        let index = *index as usize;
        match *list {
            tag::FILE_MESSAGE => declared_by_message(&file.message_type[index], file.package(), &mut names),
            tag::FILE_ENUM => names.push(joined(file.package(), file.enum_type[index].name())),
            tag::FILE_EXTENSION => names.push(joined(file.package(), file.extension[index].name())),
            _ => {}
        }
    }
    names
}

fn declared_by_message(message: &DescriptorProto, scope: &str, names: &mut Vec<String>) {
    let name = joined(scope, message.name());
    message.nested_type.iter().for_each(|nested| declared_by_message(nested, &name, names));
    names.extend(message.enum_type.iter().map(|it| joined(&name, it.name())));
    names.extend(message.extension.iter().map(|it| joined(&name, it.name())));
    names.push(name);
}

/// What a file names, entry by entry.
pub(super) struct Uses<'a> {
    /// By the options of the file.
    of_file: Vec<&'a str>,
    named: BTreeMap<[i32; 2], Vec<&'a str>>,
    besides: BTreeMap<[i32; 2], Vec<&'a str>>,
}

impl<'a> Uses<'a> {
    pub(super) fn of(file: &'a FileDescriptorProto, places: &'a Places) -> Self {
        let mut uses = Uses { of_file: Vec::new(), named: BTreeMap::new(), besides: BTreeMap::new() };
        for Reference { path, name, .. } in references(file) {
            match path[..] {
                [list, index, ..] => uses.named.entry([list, index]).or_default().push(name),
                _ => uses.of_file.push(name),
            }
        }
        for PlacedDeclaration { path, uses: besides, .. } in &places.declarations {
            if let [list, index, ..] = path[..] {
                uses.besides.entry([list, index]).or_default().extend(besides.iter().map(String::as_str));
            }
        }
        uses
    }

    /// The types and extensions that these entries name, and that the options of the file do.
    pub(super) fn named(&self, entries: &[[i32; 2]]) -> impl Iterator<Item = &'a str> {
        let named = entries.iter().filter_map(|entry| self.named.get(entry)).flatten();
        self.of_file.iter().chain(named).copied()
    }

    /// The types that belong to these entries although their descriptors do not name them.
    pub(super) fn besides(&self, entries: &[[i32; 2]]) -> impl Iterator<Item = &'a str> {
        entries.iter().filter_map(|entry| self.besides.get(entry)).flatten().copied()
    }
}
