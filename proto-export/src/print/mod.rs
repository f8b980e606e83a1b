//! Descriptors into `.proto` text, in the form that `buf format` leaves as it is.

mod body;
mod comment;
mod names;
mod option;

use prost_types::field_descriptor_proto::{Label, Type};
use prost_types::{
    DescriptorProto, EnumDescriptorProto, EnumValueDescriptorProto, FieldDescriptorProto, FileDescriptorProto,
    MethodDescriptorProto, ServiceDescriptorProto,
};

use crate::path::{self, tag};
use body::{Body, Entry};
use comment::Comments;
pub use names::Names;

/// The text of a file. `names` knows the types of the file and of all it imports.
///
/// Declarations come in the order of their `source_code_info`, comments from there too; the detached comments of
/// the syntax (path `[12]`) stand at the top.
pub fn print(file: &FileDescriptorProto, names: &Names) -> String {
    let printer = Printer { comments: Comments::of(file), names, package: file.package() };
    let mut sections = printer.comments.detached(&[tag::FILE_SYNTAX]);
    sections.push(vec![format!("syntax = \"{}\";", file.syntax())]);
    sections.push(with(printer.comments.leading(&[tag::FILE_PACKAGE]), format!("package {};", file.package())));
    if !file.dependency.is_empty() {
        sections.push(file.dependency.iter().map(|path| format!("import \"{path}\";")).collect());
    }
    sections.extend(printer.declarations(file));
    let sections: Vec<String> = sections.iter().map(|lines| lines.join("\n")).collect();
    sections.join("\n\n") + "\n"
}

struct Printer<'a> {
    comments: Comments<'a>,
    names: &'a Names,
    package: &'a str,
}

impl Printer<'_> {
    /// The declarations of a file, in the order of its source.
    fn declarations(&self, file: &FileDescriptorProto) -> Vec<Vec<String>> {
        let package = self.package;
        let messages = file.message_type.iter().zip(path::children(&[], tag::FILE_MESSAGE));
        let enums = file.enum_type.iter().zip(path::children(&[], tag::FILE_ENUM));
        let services = file.service.iter().zip(path::children(&[], tag::FILE_SERVICE));
        let mut declarations: Vec<(Vec<i32>, Vec<String>)> = Vec::new();
        declarations.extend(services.map(|(it, path)| (path.clone(), self.service(it, &path))));
        declarations.extend(messages.map(|(it, path)| (path.clone(), self.message(it, &path, package))));
        declarations.extend(enums.map(|(it, path)| (path.clone(), self.enumeration(it, &path))));
        declarations.sort_by_key(|(path, _)| self.comments.order(path));
        declarations.into_iter().map(|(_, lines)| lines).collect()
    }

    fn message(&self, message: &DescriptorProto, path: &[i32], scope: &str) -> Vec<String> {
        let scope = format!("{scope}.{}", message.name());
        let mut body = Body::default();
        body.section(option::message(message));
        body.section(option::message_reserved(message));
        self.members(message, path, &scope, &mut body);
        let messages = message.nested_type.iter().zip(path::children(path, tag::MESSAGE_NESTED));
        for (nested, path) in messages.filter(|(nested, _)| !option::is_map_entry(nested)) {
            body.push(Entry::Block(self.message(nested, &path, &scope)));
        }
        for (nested, path) in message.enum_type.iter().zip(path::children(path, tag::MESSAGE_ENUM)) {
            body.push(Entry::Block(self.enumeration(nested, &path)));
        }
        with_block(self.comments.leading(path), format!("message {}", message.name()), body)
    }

    /// Fields in their order, a oneof in the place of its first member.
    fn members(&self, message: &DescriptorProto, path: &[i32], scope: &str, body: &mut Body) {
        let fields: Vec<_> = message.field.iter().zip(path::children(path, tag::MESSAGE_FIELD)).collect();
        let mut oneofs_done = Vec::new();
        for (field, field_path) in &fields {
            let Some(oneof) = field.oneof_index.filter(|_| !field.proto3_optional()) else {
                body.push(Entry::Line(self.field(field, field_path, message, scope)));
                continue;
            };
            if oneofs_done.contains(&oneof) {
                continue;
            }
            oneofs_done.push(oneof);
            let mut members = Body::default();
            for (member, path) in fields.iter().filter(|(member, _)| member.oneof_index == Some(oneof)) {
                members.push(Entry::Line(self.field(member, path, message, scope)));
            }
            let name = message.oneof_decl.get(oneof as usize).map(|oneof| oneof.name()).unwrap_or_default();
            let comment = self.comments.leading(&[path, &[tag::MESSAGE_ONEOF, oneof]].concat());
            body.push(Entry::Block(with_block(comment, format!("oneof {name}"), members)));
        }
    }

    fn field(&self, field: &FieldDescriptorProto, path: &[i32], message: &DescriptorProto, scope: &str) -> Vec<String> {
        let entry = message
            .nested_type
            .iter()
            .find(|nested| option::is_map_entry(nested) && field.type_name() == format!(".{scope}.{}", nested.name()));
        let kind = match entry.map(|entry| entry.field.as_slice()) {
            Some([key, value]) => format!("map<{}, {}>", self.kind(key, scope), self.kind(value, scope)),
            _ => format!("{}{}", label(field), self.kind(field, scope)),
        };
        let declaration = format!("{kind} {} = {}", field.name(), field.number());
        let mut lines = self.comments.leading(path);
        lines.extend(option::with_options(declaration, &option::field(field)));
        lines
    }

    fn kind(&self, field: &FieldDescriptorProto, scope: &str) -> String {
        match field.r#type() {
            Type::Message | Type::Enum | Type::Group => self.names.reference(field.type_name(), scope, self.package),
            scalar => scalar.as_str_name().trim_start_matches("TYPE_").to_ascii_lowercase(),
        }
    }

    fn enumeration(&self, enumeration: &EnumDescriptorProto, path: &[i32]) -> Vec<String> {
        let mut body = Body::default();
        body.section(option::enumeration(enumeration));
        body.section(option::enum_reserved(enumeration));
        for (value, path) in enumeration.value.iter().zip(path::children(path, tag::ENUM_VALUE)) {
            body.push(Entry::Line(self.value(value, &path)));
        }
        with_block(self.comments.leading(path), format!("enum {}", enumeration.name()), body)
    }

    fn value(&self, value: &EnumValueDescriptorProto, path: &[i32]) -> Vec<String> {
        let mut lines = self.comments.leading(path);
        let declaration = format!("{} = {}", value.name(), value.number());
        lines.extend(option::with_options(declaration, &option::value(value)));
        lines
    }

    fn service(&self, service: &ServiceDescriptorProto, path: &[i32]) -> Vec<String> {
        let scope = format!("{}.{}", self.package, service.name());
        let mut body = Body::default();
        body.section(option::service(service));
        for (method, path) in service.method.iter().zip(path::children(path, tag::SERVICE_METHOD)) {
            body.push(Entry::Block(self.method(method, &path, &scope)));
        }
        with_block(self.comments.leading(path), format!("service {}", service.name()), body)
    }

    fn method(&self, method: &MethodDescriptorProto, path: &[i32], scope: &str) -> Vec<String> {
        let stream = |streams: bool| if streams { "stream " } else { "" };
        let declaration = format!(
            "rpc {}({}{}) returns ({}{})",
            method.name(),
            stream(method.client_streaming()),
            self.names.reference(method.input_type(), scope, self.package),
            stream(method.server_streaming()),
            self.names.reference(method.output_type(), scope, self.package),
        );
        let options = option::method(method);
        if options.is_empty() {
            return with(self.comments.leading(path), declaration + ";");
        }
        let mut body = Body::default();
        body.section(options);
        with_block(self.comments.leading(path), declaration, body)
    }
}

fn label(field: &FieldDescriptorProto) -> &'static str {
    match field.label() {
        Label::Repeated => "repeated ",
        Label::Required => "required ",
        Label::Optional if field.proto3_optional() => "optional ",
        Label::Optional => "",
    }
}

fn with(mut comment: Vec<String>, line: String) -> Vec<String> {
    comment.push(line);
    comment
}

fn with_block(mut comment: Vec<String>, head: String, body: Body) -> Vec<String> {
    comment.extend(body.enclosed(&head));
    comment
}
