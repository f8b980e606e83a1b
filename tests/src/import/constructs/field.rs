//! What fields and extensions say.

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{DescriptorProto, FieldDescriptorProto, FileDescriptorProto};

use super::{Constructs, note};

pub(super) fn of_field(
    field: &FieldDescriptorProto,
    message: &DescriptorProto,
    file: &FileDescriptorProto,
    found: &mut Constructs,
) {
    let kind = kind(field);
    found.insert(match map(field, message) {
        Some((key, value)) => format!("map of {} to {}", self::kind(key), self::kind(value)),
        None => format!("{} {kind}", cardinality(field, file)),
    });
    let options = field.options.clone().unwrap_or_default();
    note(found, options.packed == Some(false), "numbers that are not packed");
    note(found, options.packed == Some(true), "numbers that are packed");
    note(found, options.deprecated(), "a deprecated field");
    note(found, options.deprecated() && field.oneof_index.is_some(), "a deprecated member of a oneof");
    if field.default_value.is_some() {
        found.insert(format!("a default of {kind}"));
    }
    note(found, field.json_name() != contracts::descriptor::json_name(field.name()), "a name of its own in JSON");
    note(found, is_keyword(field.name()), "a field that is a keyword of Rust");
    note(found, !is_snake_case(field.name()), "a field not in lower_snake_case");
    note(found, digit_behind(field.name()), "a field with a digit behind an underscore");
    note(found, field.number() > 19_999, "a number behind those that are reserved");
    let own = format!(".{}.", file.package());
    let is_own = field.type_name().starts_with(&own);
    note(found, !field.type_name().is_empty() && !is_own, "a type of another package");
    let last = field.type_name().rsplit('.').next().unwrap_or_default();
    note(found, last == message.name() && field.label() != Label::Repeated, "a message that holds one like itself");
    note(found, last == message.name() && field.label() == Label::Repeated, "a message with many like itself");
}

pub(super) fn of_extension(field: &FieldDescriptorProto, place: &str, found: &mut Constructs) {
    let extended = field.extendee().rsplit_once('.').map_or("", |(_, name)| name);
    let of = if field.extendee().starts_with(".google.protobuf.") { extended } else { "a message" };
    let many = if field.label() == Label::Repeated { "many" } else { "one" };
    found.insert(format!("extension of {of}: {many} {}", kind(field)));
    found.insert(format!("extension in {place}"));
}

fn cardinality(field: &FieldDescriptorProto, file: &FileDescriptorProto) -> &'static str {
    match field.label() {
        Label::Repeated => "repeated",
        Label::Required => "required",
        Label::Optional if field.proto3_optional() => "optional",
        Label::Optional if field.oneof_index.is_some() => "member of a oneof",
        Label::Optional if file.syntax() == "proto3" => "plain",
        Label::Optional => "optional",
    }
}

/// The type of a field: each scalar by itself, each type of `google.protobuf`, and all other messages and enums alike.
fn kind(field: &FieldDescriptorProto) -> String {
    match field.r#type() {
        Type::Message | Type::Enum if field.type_name().starts_with(".google.protobuf.") => {
            field.type_name()[1..].to_owned()
        }
        Type::Message => "message".to_owned(),
        scalar => scalar.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase(),
    }
}

/// The key and the value of a map.
fn map<'a>(
    field: &FieldDescriptorProto,
    message: &'a DescriptorProto,
) -> Option<(&'a FieldDescriptorProto, &'a FieldDescriptorProto)> {
    let name = field.type_name().rsplit('.').next()?;
    let is_entry = |it: &&DescriptorProto| it.options.as_ref().is_some_and(|options| options.map_entry());
    let entry = message.nested_type.iter().filter(is_entry).find(|nested| nested.name() == name)?;
    entry.field.first().zip(entry.field.get(1))
}

/// Whether a name is a keyword of Rust, or nearly.
pub(super) fn is_keyword(name: &str) -> bool {
    let keywords = [
        "abstract", "as", "async", "await", "box", "break", "const", "continue", "crate", "do", "dyn", "else", "enum",
        "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
        "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait",
        "true", "try", "type", "typeof", "unsafe", "use", "virtual", "where", "while", "yield",
    ];
    keywords.contains(&name)
}

fn is_snake_case(name: &str) -> bool {
    name.chars().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '_') && !name.contains("__")
}

fn digit_behind(name: &str) -> bool {
    name.as_bytes().windows(2).any(|pair| pair[0] == b'_' && pair[1].is_ascii_digit())
}
