//! Descriptors into a reference in Markdown: one page with every service, message and enum, in the order of the packages.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, FieldDescriptorProto, FileDescriptorProto, MethodDescriptorProto,
    ServiceDescriptorProto,
};

use crate::path::{children, tag};
use crate::print::joined;

/// The page. Comments come from the `source_code_info` of the files.
pub fn print<'a>(files: impl IntoIterator<Item = &'a FileDescriptorProto>) -> String {
    let mut files: Vec<&FileDescriptorProto> = files.into_iter().collect();
    files.sort_by_key(|file| (file.package(), file.name()));
    let declared: BTreeSet<String> = files.iter().flat_map(|file| names_of(file)).collect();
    let contents = files.iter().map(|file| format!("- [{0}](#{0})\n", file.package()));
    let mut page = format!("# API reference\n\n{}", contents.collect::<String>());
    for file in files {
        page += &Page { file, comments: comments(file), declared: &declared, text: String::new() }.print();
    }
    page
}

fn comments(file: &FileDescriptorProto) -> BTreeMap<&[i32], &str> {
    let locations = file.source_code_info.iter().flat_map(|info| &info.location);
    locations.map(|location| (&*location.path, location.leading_comments())).collect()
}

/// The full names of the messages and enums of a file: what can be linked to.
fn names_of(file: &FileDescriptorProto) -> Vec<String> {
    let mut names: Vec<String> = file.enum_type.iter().map(|it| joined(file.package(), it.name())).collect();
    let mut messages: Vec<(String, &DescriptorProto)> =
        file.message_type.iter().map(|it| (joined(file.package(), it.name()), it)).collect();
    while let Some((name, message)) = messages.pop() {
        names.extend(message.enum_type.iter().map(|it| joined(&name, it.name())));
        messages.extend(message.nested_type.iter().map(|it| (joined(&name, it.name()), it)));
        names.push(name);
    }
    names
}

/// The part of the page that one file is.
struct Page<'a> {
    file: &'a FileDescriptorProto,
    comments: BTreeMap<&'a [i32], &'a str>,
    declared: &'a BTreeSet<String>,
    text: String,
}

impl Page<'_> {
    fn print(mut self) -> String {
        let (file, package) = (self.file, self.file.package());
        self.heading(2, package, package, false);
        self.paragraph(&[tag::FILE_PACKAGE]);
        for (service, path) in file.service.iter().zip(children(&[], tag::FILE_SERVICE)) {
            self.service(service, &path);
        }
        for (message, path) in file.message_type.iter().zip(children(&[], tag::FILE_MESSAGE)) {
            self.message(message, &path, package);
        }
        for (enumeration, path) in file.enum_type.iter().zip(children(&[], tag::FILE_ENUM)) {
            self.enumeration(enumeration, &path, package);
        }
        self.text
    }

    /// A heading, and under it that the declaration is deprecated, if it is.
    fn heading(&mut self, level: usize, title: &str, anchor: &str, deprecated: bool) {
        let marks = "#".repeat(level);
        write!(self.text, "\n<a id=\"{anchor}\"></a>\n\n{marks} {title}\n").ok();
        if deprecated {
            self.text += "\n**Deprecated.**\n";
        }
    }

    /// The comment of a declaration, as it stands: doc comments are Markdown.
    fn paragraph(&mut self, path: &[i32]) {
        let lines = self.comment(path).lines().map(|line| line.strip_prefix(' ').unwrap_or(line).trim_end());
        let text = lines.collect::<Vec<_>>().join("\n");
        if !text.trim().is_empty() {
            write!(self.text, "\n{}\n", text.trim_matches('\n')).ok();
        }
    }

    fn comment(&self, path: &[i32]) -> &str {
        self.comments.get(path).copied().unwrap_or_default()
    }

    fn service(&mut self, service: &ServiceDescriptorProto, path: &[i32]) {
        let name = joined(self.file.package(), service.name());
        let deprecated = service.options.as_ref().is_some_and(|options| options.deprecated());
        self.heading(3, &format!("{} (service)", service.name()), &name, deprecated);
        self.paragraph(path);
        for (method, path) in service.method.iter().zip(children(path, tag::SERVICE_METHOD)) {
            let deprecated = method.options.as_ref().is_some_and(|options| options.deprecated());
            self.heading(4, method.name(), &format!("{name}.{}", method.name()), deprecated);
            self.method(method);
            self.paragraph(&path);
        }
    }

    fn method(&mut self, method: &MethodDescriptorProto) {
        let side = |streams: bool, type_name: &str| match streams {
            true => format!("stream of {}", self.reference(type_name)),
            false => self.reference(type_name),
        };
        let request = side(method.client_streaming(), method.input_type());
        let response = side(method.server_streaming(), method.output_type());
        write!(self.text, "\n{request} → {response}\n").ok();
    }

    fn message(&mut self, message: &DescriptorProto, path: &[i32], scope: &str) {
        if message.options.as_ref().is_some_and(|options| options.map_entry()) {
            return;
        }
        let name = joined(scope, message.name());
        let deprecated = message.options.as_ref().is_some_and(|options| options.deprecated());
        self.heading(3, self.local(&name), &name, deprecated);
        self.paragraph(path);
        let fields: Vec<_> = message.field.iter().zip(children(path, tag::MESSAGE_FIELD)).collect();
        if !fields.is_empty() {
            self.text += "\n| number | field | type | |\n|---|---|---|---|\n";
        }
        for (field, path) in fields {
            let deprecated = field.options.as_ref().is_some_and(|options| options.deprecated());
            let (kind, says) = (self.kind(field, message), self.cell(&path, deprecated));
            writeln!(self.text, "| {} | `{}` | {kind} | {says} |", field.number(), field.name()).ok();
        }
        for (nested, path) in message.nested_type.iter().zip(children(path, tag::MESSAGE_NESTED)) {
            self.message(nested, &path, &name);
        }
        for (nested, path) in message.enum_type.iter().zip(children(path, tag::MESSAGE_ENUM)) {
            self.enumeration(nested, &path, &name);
        }
    }

    fn enumeration(&mut self, enumeration: &EnumDescriptorProto, path: &[i32], scope: &str) {
        let name = joined(scope, enumeration.name());
        let deprecated = enumeration.options.as_ref().is_some_and(|options| options.deprecated());
        self.heading(3, &format!("{} (enum)", self.local(&name)), &name, deprecated);
        self.paragraph(path);
        self.text += "\n| number | value | |\n|---|---|---|\n";
        for (value, path) in enumeration.value.iter().zip(children(path, tag::ENUM_VALUE)) {
            let deprecated = value.options.as_ref().is_some_and(|options| options.deprecated());
            let says = self.cell(&path, deprecated);
            writeln!(self.text, "| {} | `{}` | {says} |", value.number(), value.name()).ok();
        }
    }

    /// A comment as it fits into a cell of a table: on one line, without what ends the cell.
    fn cell(&self, path: &[i32], deprecated: bool) -> String {
        let paragraphs = self.comment(path).split("\n\n");
        let paragraphs = paragraphs.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        let text = paragraphs.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("<br>").replace('|', "\\|");
        if deprecated { format!("**Deprecated.** {text}").trim_end().to_owned() } else { text }
    }

    /// What a field holds, with the oneof that it is of.
    fn kind(&self, field: &FieldDescriptorProto, message: &DescriptorProto) -> String {
        let entry = message.nested_type.iter().find(|nested| {
            nested.options.as_ref().is_some_and(|options| options.map_entry())
                && field.type_name().ends_with(&format!(".{}.{}", message.name(), nested.name()))
        });
        if let Some([key, value]) = entry.map(|entry| &*entry.field) {
            return format!("map of {} to {}", self.value_kind(key), self.value_kind(value));
        }
        let kind = self.value_kind(field);
        match (field.label(), field.oneof_index) {
            (Label::Repeated, _) => format!("repeated {kind}"),
            (Label::Required, _) => format!("required {kind}"),
            (Label::Optional, _) if field.proto3_optional() => format!("optional {kind}"),
            (Label::Optional, Some(index)) => {
                let oneof = message.oneof_decl.get(index as usize).map(|oneof| oneof.name()).unwrap_or_default();
                format!("{kind}, one of `{oneof}`")
            }
            (Label::Optional, None) => kind,
        }
    }

    fn value_kind(&self, field: &FieldDescriptorProto) -> String {
        match field.r#type() {
            Type::Message | Type::Group | Type::Enum => self.reference(field.type_name()),
            scalar => format!("`{}`", scalar.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase()),
        }
    }

    /// A link to a type that is on the page; the name of another.
    fn reference(&self, type_name: &str) -> String {
        let name = type_name.trim_start_matches('.');
        match self.declared.contains(name) {
            true => format!("[`{}`](#{name})", self.local(name)),
            false => format!("`{name}`"),
        }
    }

    /// A name as it is called in the package of the file.
    fn local<'n>(&self, name: &'n str) -> &'n str {
        name.strip_prefix(self.file.package()).and_then(|rest| rest.strip_prefix('.')).unwrap_or(name)
    }
}
