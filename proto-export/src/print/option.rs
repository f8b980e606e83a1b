//! Options and reserved ranges as text.

use prost_types::field_descriptor_proto::Type;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    MethodDescriptorProto, ServiceDescriptorProto, UninterpretedOption,
};

use super::Syntax;

/// Whether a nested message stands for a map and is not written.
pub(super) fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// The options of a file, sorted by name, as `buf format` has them.
pub(super) fn file(file: &FileDescriptorProto) -> Vec<String> {
    let Some(of) = &file.options else { return Vec::new() };
    let mode = of.optimize_for.map(|_| set("optimize_for", of.optimize_for().as_str_name()));
    let flag = |name: &str, value: Option<bool>| value.map(|value| set(name, value));
    let text = |name: &str, value: &Option<String>| value.as_ref().map(|value| set(name, quoted(value)));
    let options = [
        flag("cc_enable_arenas", of.cc_enable_arenas),
        flag("cc_generic_services", of.cc_generic_services),
        text("csharp_namespace", &of.csharp_namespace),
        flag("deprecated", of.deprecated),
        text("go_package", &of.go_package),
        flag("java_generic_services", of.java_generic_services),
        flag("java_multiple_files", of.java_multiple_files),
        text("java_outer_classname", &of.java_outer_classname),
        text("java_package", &of.java_package),
        flag("java_string_check_utf8", of.java_string_check_utf8),
        text("objc_class_prefix", &of.objc_class_prefix),
        mode,
        text("php_class_prefix", &of.php_class_prefix),
        text("php_metadata_namespace", &of.php_metadata_namespace),
        text("php_namespace", &of.php_namespace),
        flag("py_generic_services", of.py_generic_services),
        text("ruby_package", &of.ruby_package),
        text("swift_prefix", &of.swift_prefix),
    ];
    statements(options.into_iter().flatten())
}

pub(super) fn message(message: &DescriptorProto) -> Vec<String> {
    statements(message.options.iter().flat_map(|it| {
        let message_set = it.message_set_wire_format.map(|value| set("message_set_wire_format", value));
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        message_set.into_iter().chain(deprecated).chain(it.uninterpreted_option.iter().map(uninterpreted))
    }))
}

pub(super) fn enumeration(enumeration: &EnumDescriptorProto) -> Vec<String> {
    statements(enumeration.options.iter().flat_map(|it| {
        let alias = it.allow_alias.map(|value| set("allow_alias", value));
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        alias.into_iter().chain(deprecated).chain(it.uninterpreted_option.iter().map(uninterpreted))
    }))
}

pub(super) fn service(service: &ServiceDescriptorProto) -> Vec<String> {
    statements(service.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        deprecated.into_iter().chain(it.uninterpreted_option.iter().map(uninterpreted))
    }))
}

pub(super) fn method(method: &MethodDescriptorProto) -> Vec<String> {
    statements(method.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        let level = it.idempotency_level.map(|_| set("idempotency_level", it.idempotency_level().as_str_name()));
        deprecated.into_iter().chain(level).chain(it.uninterpreted_option.iter().map(uninterpreted))
    }))
}

/// The options of a field, the JSON name among them where it is not the derived one.
pub(super) fn field(field: &FieldDescriptorProto) -> Vec<String> {
    let json_name = field.json_name.as_deref().filter(|name| *name != contracts::descriptor::json_name(field.name()));
    let mut options: Vec<String> = json_name.map(|name| set("json_name", quoted(name))).into_iter().collect();
    options.extend(default(field).map(|value| set("default", value)));
    if let Some(it) = &field.options {
        options.extend(it.packed.map(|value| set("packed", value)));
        options.extend(it.deprecated.map(|value| set("deprecated", value)));
        options.extend(it.uninterpreted_option.iter().map(uninterpreted));
    }
    options
}

/// The default value as it is written: descriptors have strings raw, and bytes with their escapes.
fn default(field: &FieldDescriptorProto) -> Option<String> {
    let value = field.default_value.as_deref()?;
    Some(match field.r#type() {
        Type::String => quoted(value),
        Type::Bytes => format!("\"{value}\""),
        _ => value.to_owned(),
    })
}

pub(super) fn value(value: &EnumValueDescriptorProto) -> Vec<String> {
    let options = value.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        deprecated.into_iter().chain(it.uninterpreted_option.iter().map(uninterpreted))
    });
    options.collect()
}

/// A field or an enum value with its options: one behind it, several on lines of their own.
pub(super) fn with_options(declaration: String, options: &[String]) -> Vec<String> {
    let mut lines = head(declaration, options);
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

/// A declaration with its options, before what ends it.
pub(super) fn head(declaration: String, options: &[String]) -> Vec<String> {
    match options {
        [] => vec![declaration],
        [option] => vec![format!("{declaration} [{option}]")],
        [first @ .., last] => {
            let mut lines = vec![declaration + " ["];
            lines.extend(first.iter().map(|option| format!("  {option},")));
            lines.extend([format!("  {last}"), "]".to_owned()]);
            lines
        }
    }
}

/// The line with the numbers of a message that are for extensions.
pub(super) fn extensions(message: &DescriptorProto) -> Vec<String> {
    let ranges = message.extension_range.iter().map(|it| range(it.start(), it.end() - 1, last(message)));
    let ranges = ranges.collect::<Vec<_>>().join(", ");
    if ranges.is_empty() { Vec::new() } else { vec![format!("extensions {ranges};")] }
}

/// The last number that a message can have for anything.
fn last(message: &DescriptorProto) -> i32 {
    let is_set = message.options.as_ref().is_some_and(|options| options.message_set_wire_format());
    if is_set { i32::MAX - 1 } else { 536_870_911 }
}

/// The `reserved` lines of a message.
pub(super) fn message_reserved(message: &DescriptorProto, syntax: Syntax) -> Vec<String> {
    let ranges = message.reserved_range.iter().map(|it| range(it.start(), it.end() - 1, last(message)));
    reserved(ranges.collect(), &message.reserved_name, syntax)
}

/// The `reserved` lines of an enum.
pub(super) fn enum_reserved(enumeration: &EnumDescriptorProto, syntax: Syntax) -> Vec<String> {
    let ranges = enumeration.reserved_range.iter().map(|it| range(it.start(), it.end(), i32::MAX));
    reserved(ranges.collect(), &enumeration.reserved_name, syntax)
}

fn range(first: i32, last: i32, highest: i32) -> String {
    match last {
        _ if first == last => first.to_string(),
        _ if last == highest => format!("{first} to max"),
        _ => format!("{first} to {last}"),
    }
}

fn reserved(ranges: Vec<String>, names: &[String], syntax: Syntax) -> Vec<String> {
    // Editions take the names themselves, what came before them takes strings.
    let name = |name: &String| if syntax == Syntax::Editions { name.clone() } else { quoted(name) };
    let names: Vec<String> = names.iter().map(name).collect();
    let line = |entries: Vec<String>| (!entries.is_empty()).then(|| format!("reserved {};", entries.join(", ")));
    [line(ranges), line(names)].into_iter().flatten().collect()
}

fn statements(options: impl Iterator<Item = String>) -> Vec<String> {
    options.map(|option| format!("option {option};")).collect()
}

fn set(name: &str, value: impl std::fmt::Display) -> String {
    format!("{name} = {value}")
}

/// An option that `prost_types` has no member for.
fn uninterpreted(option: &UninterpretedOption) -> String {
    let part = |part: &prost_types::uninterpreted_option::NamePart| match part.is_extension {
        true => format!("({})", part.name_part),
        false => part.name_part.clone(),
    };
    let name: Vec<String> = option.name.iter().map(part).collect();
    let value = None
        .or_else(|| option.identifier_value.clone())
        .or_else(|| option.positive_int_value.map(|value| value.to_string()))
        .or_else(|| option.negative_int_value.map(|value| value.to_string()))
        .or_else(|| option.double_value.map(|value| value.to_string()))
        .or_else(|| option.string_value.as_ref().map(|value| quoted(&String::from_utf8_lossy(value))))
        .or_else(|| option.aggregate_value.as_ref().map(|value| format!("{{{value}}}")));
    set(&name.join("."), value.unwrap_or_default())
}

fn quoted(text: &str) -> String {
    let letter = |letter: char| match letter {
        '\\' => "\\\\".to_owned(),
        '"' => "\\\"".to_owned(),
        '\n' => "\\n".to_owned(),
        control if control.is_ascii_control() => format!("\\{:03o}", u32::from(control)),
        letter => letter.to_string(),
    };
    format!("\"{}\"", text.chars().map(letter).collect::<String>())
}
