//! What a file refers to: the types of its fields and methods, and the extensions that its options are.

use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, ServiceDescriptorProto,
    UninterpretedOption,
};

use super::lower::tag;
use super::option;

/// A name of something that another file may declare.
pub struct Reference<'a> {
    /// The path of the declaration that has it; that of an option of the file is empty.
    pub path: Vec<i32>,
    /// The full name; of a type with a dot in front.
    pub name: &'a str,
    pub(super) kind: Kind,
}

/// What a name is of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Option,
}

/// All that a file refers to, in the order of its declarations.
pub fn references(file: &FileDescriptorProto) -> Vec<Reference<'_>> {
    let mut found = Found { path: Vec::new(), references: Vec::new() };
    found.options(file.options.as_ref().map(|it| &it.uninterpreted_option));
    found.each(tag::FILE_EXTENSION, &file.extension, Found::field);
    found.each(tag::FILE_ENUM, &file.enum_type, Found::enumeration);
    found.each(tag::FILE_MESSAGE, &file.message_type, Found::message);
    found.each(tag::FILE_SERVICE, &file.service, Found::service);
    found.references
}

/// What was found up to a path.
struct Found<'a> {
    path: Vec<i32>,
    references: Vec<Reference<'a>>,
}

impl<'a> Found<'a> {
    /// Goes to each entry of a list.
    fn each<T>(&mut self, list: i32, entries: &'a [T], enter: impl Fn(&mut Self, &'a T)) {
        for (entry, index) in entries.iter().zip(0..) {
            self.path.extend([list, index]);
            enter(self, entry);
            self.path.truncate(self.path.len() - 2);
        }
    }

    fn message(&mut self, message: &'a DescriptorProto) {
        self.options(message.options.as_ref().map(|it| &it.uninterpreted_option));
        self.each(tag::MESSAGE_FIELD, &message.field, Self::field);
        self.each(tag::MESSAGE_EXTENSION, &message.extension, Self::field);
        self.each(tag::MESSAGE_ONEOF, &message.oneof_decl, |found, oneof| {
            found.options(oneof.options.as_ref().map(|it| &it.uninterpreted_option));
        });
        self.each(tag::MESSAGE_EXTENSION_RANGE, &message.extension_range, |found, range| {
            found.options(range.options.as_ref().map(|it| &it.uninterpreted_option));
        });
        self.each(tag::MESSAGE_ENUM, &message.enum_type, Self::enumeration);
        self.each(tag::MESSAGE_NESTED, &message.nested_type, Self::message);
    }

    fn field(&mut self, field: &'a FieldDescriptorProto) {
        let types = [field.type_name.as_deref(), field.extendee.as_deref()];
        types.into_iter().flatten().for_each(|name| self.add(name, Kind::Type));
        self.options(field.options.as_ref().map(|it| &it.uninterpreted_option));
    }

    fn enumeration(&mut self, enumeration: &'a EnumDescriptorProto) {
        self.options(enumeration.options.as_ref().map(|it| &it.uninterpreted_option));
        self.each(tag::ENUM_VALUE, &enumeration.value, |found, value| {
            found.options(value.options.as_ref().map(|it| &it.uninterpreted_option));
        });
    }

    fn service(&mut self, service: &'a ServiceDescriptorProto) {
        self.options(service.options.as_ref().map(|it| &it.uninterpreted_option));
        self.each(tag::SERVICE_METHOD, &service.method, |found, method| {
            [method.input_type(), method.output_type()].into_iter().for_each(|name| found.add(name, Kind::Type));
            found.options(method.options.as_ref().map(|it| &it.uninterpreted_option));
        });
    }

    fn options(&mut self, options: Option<&'a Vec<UninterpretedOption>>) {
        let options = options.map(Vec::as_slice).unwrap_or_default();
        option::extensions(options).for_each(|name| self.add(name, Kind::Option));
    }

    fn add(&mut self, name: &'a str, kind: Kind) {
        self.references.push(Reference { path: self.path.clone(), name, kind });
    }
}
