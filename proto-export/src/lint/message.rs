//! Messages, their fields and oneofs.

use prost_types::{DescriptorProto, FileDescriptorProto};

use super::{Lint, case, named};
use crate::path::{self, tag};

pub(super) fn lint(lint: &mut Lint<'_>, file: &FileDescriptorProto) {
    for (message, path) in file.message_type.iter().zip(path::children(&[], tag::FILE_MESSAGE)) {
        of_message(lint, message, &path);
    }
}

fn of_message(lint: &mut Lint<'_>, message: &DescriptorProto, path: &[i32]) {
    if message.options.as_ref().is_some_and(|options| options.map_entry()) {
        return;
    }
    let name = message.name();
    lint.comment(path, "COMMENT_MESSAGE", "message", name);
    let finding = named(name, &case::pascal(name), "MESSAGE_PASCAL_CASE", "message", "rename the struct to");
    lint.report(path, finding);
    fields(lint, message, path);
    oneofs(lint, message, path);
    for (nested, path) in message.nested_type.iter().zip(path::children(path, tag::MESSAGE_NESTED)) {
        of_message(lint, nested, &path);
    }
    for (nested, path) in message.enum_type.iter().zip(path::children(path, tag::MESSAGE_ENUM)) {
        super::enumeration::of_enum(lint, nested, &path);
    }
}

fn fields(lint: &mut Lint<'_>, message: &DescriptorProto, path: &[i32]) {
    for (field, path) in message.field.iter().zip(path::children(path, tag::MESSAGE_FIELD)) {
        let name = field.name();
        lint.comment(&path, "COMMENT_FIELD", "field", name);
        let expected = case::lower_snake(name);
        let mut finding = named(name, &expected, "FIELD_LOWER_SNAKE_CASE", "field", "rename the member to");
        if let Some(finding) = finding.as_mut().filter(|_| case::is_keyword(&expected)) {
            finding.help = format!("write `#[member({}, name = \"{expected}\")]`", field.number());
        }
        lint.report(&path, finding);
    }
}

fn oneofs(lint: &mut Lint<'_>, message: &DescriptorProto, path: &[i32]) {
    for ((oneof, path), index) in message.oneof_decl.iter().zip(path::children(path, tag::MESSAGE_ONEOF)).zip(0..) {
        let synthetic = |it: &&prost_types::FieldDescriptorProto| it.oneof_index == Some(index) && it.proto3_optional();
        if message.field.iter().any(|field| synthetic(&field)) {
            continue;
        }
        let name = oneof.name();
        lint.comment(&path, "COMMENT_ONEOF", "oneof", name);
        let expected = case::lower_snake(name);
        lint.report(&path, named(name, &expected, "ONEOF_LOWER_SNAKE_CASE", "oneof", "rename the member to"));
    }
}
