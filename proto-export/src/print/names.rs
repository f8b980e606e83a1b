//! The shortest name under which a type is found from a place, by protobuf's rules of scope.

use std::collections::BTreeSet;

use prost_types::{DescriptorProto, FileDescriptorProto};

/// All names that can be referred to, and those that hide others.
#[derive(Default)]
pub struct Names {
    /// Full names of messages and enums.
    types: BTreeSet<String>,
    /// Full names of all that can stand before a dot: packages, messages, enums, services.
    scopes: BTreeSet<String>,
}

impl Names {
    /// The names that these files declare.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a FileDescriptorProto>) -> Names {
        let mut names = Names::default();
        files.into_iter().for_each(|file| names.add(file));
        names
    }

    fn add(&mut self, file: &FileDescriptorProto) {
        let package = file.package();
        let ends = package.match_indices('.').map(|(end, _)| end).chain([package.len()]);
        self.scopes.extend(ends.map(|end| package[..end].to_owned()));
        self.scopes.extend(file.service.iter().map(|service| joined(package, service.name())));
        for message in &file.message_type {
            self.add_message(message, package);
        }
        for enumeration in &file.enum_type {
            self.add_type(joined(package, enumeration.name()));
        }
    }

    fn add_message(&mut self, message: &DescriptorProto, scope: &str) {
        let name = joined(scope, message.name());
        for nested in &message.nested_type {
            self.add_message(nested, &name);
        }
        for nested in &message.enum_type {
            self.add_type(joined(&name, nested.name()));
        }
        self.add_type(name);
    }

    fn add_type(&mut self, name: String) {
        self.scopes.insert(name.clone());
        self.types.insert(name);
    }

    /// The reference to write, in a scope (the full name of a message or service) of a package, for a type's
    /// absolute name.
    pub(super) fn reference(&self, type_name: &str, scope: &str, package: &str) -> String {
        let full_name = type_name.trim_start_matches('.');
        // Not beyond the package: half a package name in front says less than a whole one.
        let scopes = outward(scope).take_while(|scope| scope.len() >= package.len() && !scope.is_empty());
        let short = scopes.filter_map(|scope| full_name.strip_prefix(scope)?.strip_prefix('.'));
        let mut candidates = short.chain([full_name]).filter(|candidate| !begins_with_keyword(candidate));
        match candidates.find(|candidate| self.resolve(candidate, scope).as_deref() == Some(full_name)) {
            Some(reference) => reference.to_owned(),
            None => type_name.to_owned(),
        }
    }

    /// The reference to write, in a scope, for the extension of this full name that is an option: whole, with a dot in
    /// front where a scope further in has the name that it begins with.
    pub(super) fn option(&self, full_name: &str, scope: &str) -> String {
        let first = full_name.split('.').next().unwrap_or_default();
        let mut scopes = outward(scope).filter(|scope| !scope.is_empty());
        let is_hidden = scopes.any(|scope| self.scopes.contains(&joined(scope, first)));
        if is_hidden { format!("(.{full_name})") } else { format!("({full_name})") }
    }

    /// What a protobuf compiler finds: the innermost scope that knows the first part of the name decides.
    fn resolve(&self, reference: &str, scope: &str) -> Option<String> {
        let (first, rest) = reference.split_once('.').map_or((reference, None), |(first, rest)| (first, Some(rest)));
        for scope in outward(scope).chain([""]) {
            let found = joined(scope, first);
            match rest {
                None if self.types.contains(&found) => return Some(found),
                Some(rest) if self.scopes.contains(&found) => {
                    let full_name = format!("{found}.{rest}");
                    return self.types.contains(&full_name).then_some(full_name);
                }
                _ => {}
            }
        }
        None
    }
}

/// Words that a compiler takes for something else than the beginning of a type's name.
const KEYWORDS: &[&str] = &[
    "bool",
    "bytes",
    "double",
    "enum",
    "export",
    "extend",
    "extensions",
    "fixed32",
    "fixed64",
    "float",
    "group",
    "int32",
    "int64",
    "local",
    "map",
    "message",
    "oneof",
    "option",
    "optional",
    "repeated",
    "required",
    "reserved",
    "returns",
    "rpc",
    "sfixed32",
    "sfixed64",
    "sint32",
    "sint64",
    "stream",
    "string",
    "uint32",
    "uint64",
];

fn begins_with_keyword(reference: &str) -> bool {
    let first = reference.split('.').next().unwrap_or_default();
    KEYWORDS.contains(&first)
}

/// A name in a scope.
pub(crate) fn joined(scope: &str, name: &str) -> String {
    if scope.is_empty() { name.to_owned() } else { format!("{scope}.{name}") }
}

/// A scope and all around it, the innermost first.
fn outward(scope: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(scope), |scope| scope.rsplit_once('.').map(|(around, _)| around))
}
