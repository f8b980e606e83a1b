//! What `.proto` files say, as a set of names: so that a choice of files can be held against all of them.

mod field;

use std::collections::{BTreeMap, BTreeSet};

use prost_types::method_options::IdempotencyLevel;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto,
};

use super::options::Options;

/// Constructs, each in words, as `map of string to a message`.
pub type Constructs = BTreeSet<String>;

/// The constructs of some files, of which these options are set.
pub fn constructs<'a>(files: impl IntoIterator<Item = &'a FileDescriptorProto>, options: &Options) -> Constructs {
    let mut found = Constructs::new();
    let mut languages: BTreeMap<&str, &str> = BTreeMap::new();
    for file in files {
        let known = languages.entry(file.package()).or_insert(file.syntax());
        note(&mut found, *known != file.syntax(), "a package of proto2 and proto3");
        of_file(file, &mut found);
    }
    for (_, set) in options.sets() {
        for (name, text) in &set.options {
            found.insert(format!("option {name} of {}", set.of));
            of_option(name, text, &mut found);
        }
    }
    found
}

/// The parts of a binding to HTTP.
fn of_option(name: &str, text: &str, found: &mut Constructs) {
    let parts = ["additional_bindings", "body", "custom", "delete", "get", "patch", "post", "put", "response_body"];
    let has = |part: &&str| text.contains(&format!("{part}:")) || text.contains(&format!("{part}{{"));
    for part in parts.into_iter().filter(|_| name == "google.api.http").filter(has) {
        found.insert(format!("HTTP with {part}"));
    }
}

fn note(found: &mut Constructs, is_there: bool, construct: &str) {
    if is_there {
        found.insert(construct.to_owned());
    }
}

fn of_file(file: &FileDescriptorProto, found: &mut Constructs) {
    found.insert(format!("a file of {}", if file.syntax().is_empty() { "proto2" } else { file.syntax() }));
    note(found, !file.public_dependency.is_empty(), "a public import");
    note(found, file.options.as_ref().is_some_and(|options| options.deprecated()), "a deprecated file");
    file.message_type.iter().for_each(|message| of_message(message, file, 1, found));
    file.enum_type.iter().for_each(|of| of_enum(of, found));
    file.extension.iter().for_each(|extension| field::of_extension(extension, "a file", found));
    file.service.iter().for_each(|service| of_service(service, found));
    for location in file.source_code_info.iter().flat_map(|info| &info.location) {
        note(found, location.leading_comments.is_some(), "a comment above");
        note(found, location.trailing_comments.is_some(), "a comment behind");
        note(found, !location.leading_detached_comments.is_empty(), "a comment that stands by itself");
    }
}

fn of_message(message: &DescriptorProto, file: &FileDescriptorProto, depth: usize, found: &mut Constructs) {
    let options = message.options.clone().unwrap_or_default();
    if options.map_entry() {
        return;
    }
    note(found, depth > 1, "a nested message");
    note(found, depth > 3, "a message four levels deep");
    note(found, message.field.is_empty(), "a message without fields");
    note(found, options.deprecated(), "a deprecated message");
    note(found, options.message_set_wire_format(), "a message set");
    note(found, !message.reserved_range.is_empty(), "reserved numbers of a message");
    note(found, message.reserved_range.iter().any(|it| it.end() == LAST + 1), "numbers reserved to max");
    note(found, !message.reserved_name.is_empty(), "reserved names of a message");
    note(found, !message.extension_range.is_empty(), "a range of extensions");
    note(found, !message.enum_type.is_empty(), "a nested enum");
    note(found, is_taken(message.name()), "a message with a name of Rust's own");
    note(found, !is_pascal_case(message.name()), "a message not in PascalCase");
    let members = |oneof: i32| message.field.iter().filter(move |it| it.oneof_index == Some(oneof));
    let oneofs = || (0..).zip(&message.oneof_decl).filter(|(index, _)| members(*index).any(|it| !it.proto3_optional()));
    note(found, oneofs().next().is_some(), "a oneof");
    note(found, oneofs().any(|(index, _)| members(index).count() == 1), "a oneof of one member");
    note(found, oneofs().nth(1).is_some(), "many oneofs in a message");
    for field in &message.field {
        field::of_field(field, message, file, found);
    }
    message.nested_type.iter().for_each(|nested| of_message(nested, file, depth + 1, found));
    message.enum_type.iter().for_each(|of| of_enum(of, found));
    message.extension.iter().for_each(|extension| field::of_extension(extension, "a message", found));
}

/// The last number that a field can have.
const LAST: i32 = 536_870_911;

fn of_enum(of: &EnumDescriptorProto, found: &mut Constructs) {
    let options = of.options.clone().unwrap_or_default();
    let numbers = || of.value.iter().map(|value| value.number());
    note(found, options.allow_alias(), "an enum with aliases");
    note(found, options.deprecated(), "a deprecated enum");
    note(found, numbers().next() != Some(0), "an enum that begins with another number than zero");
    note(found, numbers().any(|number| number < 0), "a negative value of an enum");
    note(found, !of.reserved_range.is_empty(), "reserved numbers of an enum");
    note(found, !of.reserved_name.is_empty(), "reserved names of an enum");
    note(found, is_taken(of.name()), "an enum with a name of Rust's own");
    for value in &of.value {
        let prefix = contracts::descriptor::json_name(of.name()).to_ascii_uppercase();
        let plain = value.name().replace('_', "").to_ascii_uppercase();
        note(found, !plain.starts_with(&prefix), "a value without the name of its enum");
        note(found, value.name().contains(|it: char| it.is_ascii_lowercase()), "a value in small letters");
        note(found, value.options.as_ref().is_some_and(|options| options.deprecated()), "a deprecated value");
    }
}

fn of_service(service: &ServiceDescriptorProto, found: &mut Constructs) {
    note(found, service.method.is_empty(), "a service without methods");
    note(found, service.options.as_ref().is_some_and(|options| options.deprecated()), "a deprecated service");
    service.method.iter().for_each(|method| of_method(method, found));
}

fn of_method(method: &MethodDescriptorProto, found: &mut Constructs) {
    found.insert(match (method.client_streaming(), method.server_streaming()) {
        (false, false) => "a method".to_owned(),
        (false, true) => "a stream of responses".to_owned(),
        (true, false) => "a stream of requests".to_owned(),
        (true, true) => "streams both ways".to_owned(),
    });
    let google = [("takes", method.input_type()), ("returns", method.output_type())];
    for (what, name) in google.into_iter().filter(|(_, name)| name.starts_with(".google.protobuf.")) {
        found.insert(format!("a method that {what} {}", &name[1..]));
    }
    let options = method.options.clone().unwrap_or_default();
    note(found, options.deprecated(), "a deprecated method");
    note(found, options.idempotency_level() != IdempotencyLevel::IdempotencyUnknown, "a level of idempotency");
    note(found, !is_pascal_case(method.name()), "a method not in PascalCase");
    note(found, field::is_keyword(&method.name().to_ascii_lowercase()), "a method that is a keyword of Rust");
}

/// Whether Rust gives a meaning to a name that every module sees.
fn is_taken(name: &str) -> bool {
    [
        "Box", "Default", "Drop", "Err", "Fn", "HashMap", "None", "Ok", "Option", "Result", "Self", "Some", "String",
        "Vec",
    ]
    .contains(&name)
}

fn is_pascal_case(name: &str) -> bool {
    let capitals = name.as_bytes().windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    name.starts_with(|first: char| first.is_ascii_uppercase()) && !name.contains('_') && !capitals
}
