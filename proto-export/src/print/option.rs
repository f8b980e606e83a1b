//! Options and reserved ranges as text.

use prost_types::descriptor_proto::ExtensionRange;
use prost_types::field_descriptor_proto::Type;
use prost_types::uninterpreted_option::NamePart;
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, ExtensionRangeOptions, FieldDescriptorProto,
    FileDescriptorProto, MethodDescriptorProto, OneofDescriptorProto, ServiceDescriptorProto, UninterpretedOption,
};

use super::{Names, Syntax};

/// Whether a nested message stands for a map and is not written.
pub(super) fn is_map_entry(message: &DescriptorProto) -> bool {
    message.options.as_ref().is_some_and(|options| options.map_entry())
}

/// Where options stand: which names are known, and the scope in which those of extensions are looked up.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) names: &'a Names,
    pub(super) scope: &'a str,
}

/// The options of a file, sorted by name, the custom ones last, as `buf format` has them.
pub(super) fn file(file: &FileDescriptorProto, place: Place<'_>) -> Vec<String> {
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
    let mut options: Vec<String> = options.into_iter().flatten().collect();
    options.extend(place.others(&of.uninterpreted_option));
    // Stable: the values of a repeated option stay in their order.
    options.sort_by_cached_key(|option| {
        let name = option.split(" = ").next().unwrap_or_default().to_owned();
        (name.starts_with('('), name)
    });
    statements(options.into_iter())
}

pub(super) fn message(message: &DescriptorProto, place: Place<'_>) -> Vec<String> {
    statements(message.options.iter().flat_map(|it| {
        let own = [
            it.message_set_wire_format.map(|value| set("message_set_wire_format", value)),
            it.no_standard_descriptor_accessor.map(|value| set("no_standard_descriptor_accessor", value)),
            it.deprecated.map(|value| set("deprecated", value)),
        ];
        own.into_iter().flatten().chain(place.others(&it.uninterpreted_option))
    }))
}

pub(super) fn oneof(oneof: &OneofDescriptorProto, place: Place<'_>) -> Vec<String> {
    statements(oneof.options.iter().flat_map(|it| place.others(&it.uninterpreted_option)))
}

pub(super) fn enumeration(enumeration: &EnumDescriptorProto, place: Place<'_>) -> Vec<String> {
    statements(enumeration.options.iter().flat_map(|it| {
        let alias = it.allow_alias.map(|value| set("allow_alias", value));
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        alias.into_iter().chain(deprecated).chain(place.others(&it.uninterpreted_option))
    }))
}

pub(super) fn service(service: &ServiceDescriptorProto, place: Place<'_>) -> Vec<String> {
    statements(service.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        deprecated.into_iter().chain(place.others(&it.uninterpreted_option))
    }))
}

pub(super) fn method(method: &MethodDescriptorProto, place: Place<'_>) -> Vec<String> {
    statements(method.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        let level = it.idempotency_level.map(|_| set("idempotency_level", it.idempotency_level().as_str_name()));
        deprecated.into_iter().chain(level).chain(place.others(&it.uninterpreted_option))
    }))
}

/// The options of a field, the JSON name among them where it is not the derived one.
pub(super) fn field(field: &FieldDescriptorProto, place: Place<'_>) -> Vec<String> {
    let json_name = field.json_name.as_deref().filter(|name| *name != contracts::descriptor::json_name(field.name()));
    let mut options: Vec<String> = json_name.map(|name| set("json_name", quoted(name))).into_iter().collect();
    options.extend(default(field).map(|value| set("default", value)));
    if let Some(it) = &field.options {
        options.extend(it.ctype.map(|_| set("ctype", it.ctype().as_str_name())));
        options.extend(it.packed.map(|value| set("packed", value)));
        options.extend(it.jstype.map(|_| set("jstype", it.jstype().as_str_name())));
        options.extend(it.lazy.map(|value| set("lazy", value)));
        options.extend(it.deprecated.map(|value| set("deprecated", value)));
        options.extend(it.weak.map(|value| set("weak", value)));
        options.extend(place.others(&it.uninterpreted_option));
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

pub(super) fn value(value: &EnumValueDescriptorProto, place: Place<'_>) -> Vec<String> {
    let options = value.options.iter().flat_map(|it| {
        let deprecated = it.deprecated.map(|value| set("deprecated", value));
        deprecated.into_iter().chain(place.others(&it.uninterpreted_option))
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
        [option] => lines(&format!("{declaration} [{option}]")),
        [first @ .., last] => {
            let inner = first.iter().map(|option| format!("{option},")).chain([last.clone()]);
            let inner = inner.flat_map(|option| lines(&option)).map(|line| format!("  {line}"));
            [declaration + " ["].into_iter().chain(inner).chain(["]".to_owned()]).collect()
        }
    }
}

/// The numbers of a message that are for extensions: those in one statement that follow each other with the same options.
pub(super) fn extensions(message: &DescriptorProto, place: Place<'_>) -> Vec<String> {
    let same = |a: &ExtensionRange, b: &ExtensionRange| a.options.as_ref().or(NONE) == b.options.as_ref().or(NONE);
    let statements = message.extension_range.chunk_by(same).flat_map(|ranges| {
        let options = ranges.iter().take(1).flat_map(|it| &it.options);
        let options: Vec<String> = options.flat_map(|it| place.others(&it.uninterpreted_option)).collect();
        let numbers = ranges.iter().map(|it| match (it.start(), it.end() - 1) {
            // Not every parser finds options behind a single number.
            (one, same) if one == same && !options.is_empty() => format!("{one} to {same}"),
            (first, last_of) => range(first, last_of, last(message)),
        });
        with_options(format!("extensions {}", numbers.collect::<Vec<_>>().join(", ")), &options)
    });
    statements.collect()
}

/// No options of a range, which some compilers write for none.
const NONE: Option<&ExtensionRangeOptions> = Some(&ExtensionRangeOptions { uninterpreted_option: Vec::new() });

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
    options.flat_map(|option| lines(&format!("option {option};"))).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn set(name: &str, value: impl std::fmt::Display) -> String {
    format!("{name} = {value}")
}

impl Place<'_> {
    /// Options that `prost_types` has no member for.
    fn others(self, options: &[UninterpretedOption]) -> impl Iterator<Item = String> {
        options.iter().map(move |option| self.other(option))
    }

    fn other(self, option: &UninterpretedOption) -> String {
        let part = |part: &NamePart| match part.is_extension {
            true => self.names.option(&part.name_part, self.scope),
            false => part.name_part.clone(),
        };
        let name: Vec<String> = option.name.iter().map(part).collect();
        // Of what a contract sets there is the text, beside the bytes.
        let value = option.aggregate_value.clone().or_else(|| option.identifier_value.clone());
        set(&name.join("."), value.unwrap_or_default())
    }
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
