//! Messages with their fields, and groups, which are both.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::body::{Body, Entry};
use super::{Printer, Syntax, names, option, with_block};
use crate::path::{self, tag};

/// What declares messages and extensions: a file or a message.
pub(super) struct Scope<'a> {
    /// The full name of the package or the message.
    pub(super) name: String,
    messages: &'a [DescriptorProto],
    messages_path: Vec<i32>,
    pub(super) extensions: &'a [FieldDescriptorProto],
    pub(super) extensions_path: Vec<i32>,
    fields: &'a [FieldDescriptorProto],
}

impl<'a> Scope<'a> {
    pub(super) fn of_file(file: &'a FileDescriptorProto) -> Self {
        Scope {
            name: file.package().to_owned(),
            messages: &file.message_type,
            messages_path: vec![tag::FILE_MESSAGE],
            extensions: &file.extension,
            extensions_path: vec![tag::FILE_EXTENSION],
            fields: &[],
        }
    }

    fn of_message(message: &'a DescriptorProto, path: &[i32], scope: &str) -> Self {
        Scope {
            name: names::joined(scope, message.name()),
            messages: &message.nested_type,
            messages_path: [path, &[tag::MESSAGE_NESTED]].concat(),
            extensions: &message.extension,
            extensions_path: [path, &[tag::MESSAGE_EXTENSION]].concat(),
            fields: &message.field,
        }
    }

    /// The message of this type that the scope declares itself, with its path.
    fn declared(&self, type_name: &str) -> Option<(&'a DescriptorProto, Vec<i32>)> {
        let mut messages = self.messages.iter().zip(0..);
        let (message, index) = messages.find(|(message, _)| self.is(message, type_name))?;
        Some((message, [self.messages_path.as_slice(), &[index]].concat()))
    }

    fn is(&self, message: &DescriptorProto, type_name: &str) -> bool {
        type_name.trim_start_matches('.') == names::joined(&self.name, message.name())
    }

    /// Whether a message is not written by itself: it stands for a map, or a field declares it as its group.
    fn is_part_of_a_field(&self, message: &DescriptorProto) -> bool {
        let mut groups = self.fields.iter().chain(self.extensions).filter(|field| field.r#type() == Type::Group);
        option::is_map_entry(message) || groups.any(|field| self.is(message, field.type_name()))
    }
}

impl Printer<'_> {
    /// The messages of a scope that are written by themselves, each with its path.
    pub(super) fn messages(&self, scope: &Scope<'_>) -> Vec<(Vec<i32>, Vec<String>)> {
        let messages = scope.messages.iter().zip(0..).filter(|(message, _)| !scope.is_part_of_a_field(message));
        let messages = messages.map(|(message, index)| {
            let path = [scope.messages_path.as_slice(), &[index]].concat();
            let head = vec![format!("message {}", message.name())];
            let lines = self.message(head, message, &path, &scope.name);
            (path, lines)
        });
        messages.collect()
    }

    /// A message under a head of one or more lines.
    fn message(&self, mut head: Vec<String>, message: &DescriptorProto, path: &[i32], around: &str) -> Vec<String> {
        let scope = Scope::of_message(message, path, around);
        let mut body = Body::default();
        body.section(option::message(message, self.place(&scope.name)));
        body.section(option::message_reserved(message, self.syntax));
        body.section(option::extensions(message, self.place(&scope.name)));
        self.members(message, path, &scope, &mut body);
        for (_, nested) in self.messages(&scope) {
            body.push(Entry::Block(nested));
        }
        for (nested, path) in message.enum_type.iter().zip(path::children(path, tag::MESSAGE_ENUM)) {
            body.push(Entry::Block(self.enumeration(nested, &path, &scope.name)));
        }
        for (_, block) in self.extends(&scope) {
            body.push(Entry::Block(block));
        }
        let last = head.pop().unwrap_or_default();
        let mut lines = self.comments.leading(path);
        lines.extend(head);
        with_block(lines, last, body)
    }

    /// Fields in their order, a oneof in the place of its first member.
    fn members(&self, message: &DescriptorProto, path: &[i32], scope: &Scope<'_>, body: &mut Body) {
        let fields: Vec<_> = message.field.iter().zip(path::children(path, tag::MESSAGE_FIELD)).collect();
        let mut oneofs_done = Vec::new();
        for (field, field_path) in &fields {
            let Some(oneof) = field.oneof_index.filter(|_| !field.proto3_optional()) else {
                body.push(self.field(field, field_path, scope));
                continue;
            };
            if oneofs_done.contains(&oneof) {
                continue;
            }
            oneofs_done.push(oneof);
            let mut members = Body::default();
            let declaration = message.oneof_decl.get(oneof as usize);
            members.section(declaration.map(|it| option::oneof(it, self.place(&scope.name))).unwrap_or_default());
            for (member, path) in fields.iter().filter(|(member, _)| member.oneof_index == Some(oneof)) {
                members.push(self.field(member, path, scope));
            }
            let name = declaration.map(|oneof| oneof.name()).unwrap_or_default();
            let comment = self.comments.leading(&[path, &[tag::MESSAGE_ONEOF, oneof]].concat());
            body.push(Entry::Block(with_block(comment, format!("oneof {name}"), members)));
        }
    }

    /// A field of a message, or an extension.
    pub(super) fn field(&self, field: &FieldDescriptorProto, path: &[i32], scope: &Scope<'_>) -> Entry {
        let declared = scope.declared(field.type_name());
        let (label, name, number) = (self.label(field), field.name(), field.number());
        if let (Type::Group, Some((message, message_path))) = (field.r#type(), &declared) {
            let head = format!("{label}group {} = {number}", message.name());
            let head = option::head(head, &option::field(field, self.place(&scope.name)));
            return Entry::Block(self.message(head, message, message_path, &scope.name));
        }
        let entry = declared.filter(|(message, _)| option::is_map_entry(message));
        let kind = match entry.map(|(entry, _)| entry.field.as_slice()) {
            Some([key, value]) => format!("map<{}, {}>", self.kind(key, &scope.name), self.kind(value, &scope.name)),
            _ => format!("{label}{}", self.kind(field, &scope.name)),
        };
        let mut lines = self.comments.leading(path);
        lines.extend(option::with_options(
            format!("{kind} {name} = {number}"),
            &option::field(field, self.place(&scope.name)),
        ));
        Entry::Line(lines)
    }

    fn kind(&self, field: &FieldDescriptorProto, scope: &str) -> String {
        match field.r#type() {
            Type::Message | Type::Enum | Type::Group => self.names.reference(field.type_name(), scope, self.package),
            scalar => scalar.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase(),
        }
    }

    fn label(&self, field: &FieldDescriptorProto) -> &'static str {
        match field.label() {
            Label::Repeated => "repeated ",
            Label::Required => "required ",
            Label::Optional if field.proto3_optional() => "optional ",
            Label::Optional if self.syntax == Syntax::Proto2 && field.oneof_index.is_none() => "optional ",
            Label::Optional => "",
        }
    }
}
