//! Messages, their fields and oneofs, and extensions.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::{Lint, Named, Remark, case};
use crate::path::{self, tag};

const MESSAGE: Named<'_> =
    Named { what: "message", how: "rename the struct to `{}`, or write `#[contract(name = \"{}\")]`" };
const ONEOF: Named<'_> = Named { what: "oneof", how: "rename the member to `{}`, or write `#[oneof(name = \"{}\")]`" };

pub(super) fn lint(lint: &mut Lint<'_, '_>, file: &FileDescriptorProto) {
    fields(lint, &file.extension, &[tag::FILE_EXTENSION]);
    for (message, path) in file.message_type.iter().zip(path::children(&[], tag::FILE_MESSAGE)) {
        of_message(lint, message, &path);
    }
}

fn of_message(lint: &mut Lint<'_, '_>, message: &DescriptorProto, path: &[i32]) {
    if message.options.as_ref().is_some_and(|options| options.map_entry()) {
        return;
    }
    let name = message.name();
    lint.comment(path, "COMMENT_MESSAGE", "message", name);
    lint.report(path, MESSAGE.remark("MESSAGE_PASCAL_CASE", name, &case::pascal(name)));
    fields(lint, &message.field, &[path, &[tag::MESSAGE_FIELD]].concat());
    fields(lint, &message.extension, &[path, &[tag::MESSAGE_EXTENSION]].concat());
    oneofs(lint, message, path);
    for (nested, path) in message.nested_type.iter().zip(path::children(path, tag::MESSAGE_NESTED)) {
        of_message(lint, nested, &path);
    }
    for (nested, path) in message.enum_type.iter().zip(path::children(path, tag::MESSAGE_ENUM)) {
        super::enumeration::of_enum(lint, nested, &path);
    }
}

/// Fields of a message, or extensions, in the list with this path.
fn fields(lint: &mut Lint<'_, '_>, fields: &[FieldDescriptorProto], list: &[i32]) {
    for (field, index) in fields.iter().zip(0..) {
        let path = [list, &[index]].concat();
        let (name, number) = (field.name(), field.number());
        // What is written above a group is the comment of its message.
        if field.r#type() != Type::Group {
            lint.comment(&path, "COMMENT_FIELD", "field", name);
        }
        lint.report(&path, required(field));
        lint.report(&path, descriptor(name, number));
        let expected = case::lower_snake(name);
        let how = match case::is_keyword(&expected) {
            true => format!("write `#[member({number}, name = \"{{}}\")]`"),
            false => format!("rename the member to `{{}}`, or write `#[member({number}, name = \"{{}}\")]`"),
        };
        let finding = Named { what: "field", how: &how }.remark("FIELD_LOWER_SNAKE_CASE", name, &expected);
        lint.report(&path, finding);
    }
}

/// A name that generated code had for itself once: a rule of old configurations.
fn descriptor(name: &str, number: i32) -> Option<Remark> {
    name.trim_matches('_').eq_ignore_ascii_case("descriptor").then(|| Remark {
        rule: "FIELD_NO_DESCRIPTOR",
        message: format!("the field `{name}` has a name that generated code has for itself"),
        help: format!("rename the member, or write `#[member({number}, name = \"..\")]`"),
    })
}

fn required(field: &FieldDescriptorProto) -> Option<Remark> {
    let features = field.options.iter().flat_map(|options| &options.uninterpreted_option);
    let mut features = features.filter_map(|option| option.identifier_value.as_deref());
    (field.label() == Label::Required || features.any(|value| value == "LEGACY_REQUIRED")).then(|| Remark {
        rule: "FIELD_NOT_REQUIRED",
        message: format!("the field `{}` is required, so that no version can ever do without it", field.name()),
        help: "write `Option<T>` without `required`, and check in Rust that it is there".to_owned(),
    })
}

fn oneofs(lint: &mut Lint<'_, '_>, message: &DescriptorProto, path: &[i32]) {
    for ((oneof, path), index) in message.oneof_decl.iter().zip(path::children(path, tag::MESSAGE_ONEOF)).zip(0..) {
        let synthetic = |it: &&FieldDescriptorProto| it.oneof_index == Some(index) && it.proto3_optional();
        if message.field.iter().any(|field| synthetic(&field)) {
            continue;
        }
        let name = oneof.name();
        lint.comment(&path, "COMMENT_ONEOF", "oneof", name);
        lint.report(&path, ONEOF.remark("ONEOF_LOWER_SNAKE_CASE", name, &case::lower_snake(name)));
    }
}
