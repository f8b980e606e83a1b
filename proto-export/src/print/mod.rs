//! Descriptors into `.proto` text, in the form that `buf format` leaves as it is.

mod body;
mod comment;
mod extend;
mod ignore;
mod message;
mod names;
mod option;

use prost_types::{
    EnumDescriptorProto, EnumValueDescriptorProto, FileDescriptorProto, MethodDescriptorProto, ServiceDescriptorProto,
};

use crate::path::{self, tag};
use body::{Body, Entry};
use comment::Comments;
pub use ignore::with_ignores;
use message::Scope;
pub use names::Names;
pub(crate) use names::joined;

/// The text of a file. `names` knows the types of the file and of all it imports.
///
/// Declarations come in the order of their `source_code_info`, comments from there too; the detached comments of
/// the syntax (path `[12]`) stand at the top.
pub fn print(file: &FileDescriptorProto, names: &Names) -> String {
    let syntax = Syntax::of(file);
    let printer = Printer { comments: Comments::of(file), names, package: file.package(), syntax };
    let mut sections = printer.comments.detached(&[tag::FILE_SYNTAX]);
    sections.push(vec![syntax.statement().to_owned()]);
    if !file.package().is_empty() {
        sections.push(with(printer.comments.leading(&[tag::FILE_PACKAGE]), format!("package {};", file.package())));
    }
    if !file.dependency.is_empty() {
        sections.push(imports(file));
    }
    let options = option::file(file, option::Place { names, scope: file.package() });
    if !options.is_empty() {
        sections.push(options);
    }
    sections.extend(printer.declarations(file));
    let sections: Vec<String> = sections.iter().map(|lines| lines.join("\n")).collect();
    sections.join("\n\n") + "\n"
}

/// The imports of a file, sorted by path, as `buf format` has them.
fn imports(file: &FileDescriptorProto) -> Vec<String> {
    let mut imports: Vec<(&String, i32)> = file.dependency.iter().zip(0..).collect();
    imports.sort_unstable();
    let import = |(path, index): (&String, i32)| {
        let kind = match index {
            public if file.public_dependency.contains(&public) => "public ",
            weak if file.weak_dependency.contains(&weak) => "weak ",
            _ => "",
        };
        format!("import {kind}\"{path}\";")
    };
    imports.into_iter().map(import).collect()
}

/// The language that a file is written in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Proto2,
    Proto3,
    /// Edition 2023: contracts know no other.
    Editions,
}

impl Syntax {
    fn of(file: &FileDescriptorProto) -> Self {
        match file.syntax() {
            "proto3" => Syntax::Proto3,
            "editions" => Syntax::Editions,
            _ => Syntax::Proto2,
        }
    }

    fn statement(self) -> &'static str {
        match self {
            Syntax::Proto2 => "syntax = \"proto2\";",
            Syntax::Proto3 => "syntax = \"proto3\";",
            Syntax::Editions => "edition = \"2023\";",
        }
    }
}

struct Printer<'a> {
    comments: Comments<'a>,
    names: &'a Names,
    package: &'a str,
    syntax: Syntax,
}

impl Printer<'_> {
    /// Where the options of a declaration in a scope stand.
    fn place<'a>(&'a self, scope: &'a str) -> option::Place<'a> {
        option::Place { names: self.names, scope }
    }

    /// The declarations of a file, in the order of its source.
    fn declarations(&self, file: &FileDescriptorProto) -> Vec<Vec<String>> {
        let scope = Scope::of_file(file);
        let enums = file.enum_type.iter().zip(path::children(&[], tag::FILE_ENUM));
        let services = file.service.iter().zip(path::children(&[], tag::FILE_SERVICE));
        let mut declarations: Vec<(Vec<i32>, Vec<String>)> = Vec::new();
        declarations.extend(services.map(|(it, path)| (path.clone(), self.service(it, &path))));
        declarations.extend(self.messages(&scope));
        declarations.extend(enums.map(|(it, path)| (path.clone(), self.enumeration(it, &path, self.package))));
        declarations.extend(self.extends(&scope));
        declarations.sort_by_key(|(path, _)| self.comments.order(path));
        declarations.into_iter().map(|(_, lines)| lines).collect()
    }

    fn enumeration(&self, enumeration: &EnumDescriptorProto, path: &[i32], scope: &str) -> Vec<String> {
        let mut body = Body::default();
        body.section(option::enumeration(enumeration, self.place(scope)));
        body.section(option::enum_reserved(enumeration, self.syntax));
        for (value, path) in enumeration.value.iter().zip(path::children(path, tag::ENUM_VALUE)) {
            body.push(Entry::Line(self.value(value, &path, scope)));
        }
        with_block(self.comments.leading(path), format!("enum {}", enumeration.name()), body)
    }

    fn value(&self, value: &EnumValueDescriptorProto, path: &[i32], scope: &str) -> Vec<String> {
        let mut lines = self.comments.leading(path);
        let declaration = format!("{} = {}", value.name(), value.number());
        lines.extend(option::with_options(declaration, &option::value(value, self.place(scope))));
        lines
    }

    fn service(&self, service: &ServiceDescriptorProto, path: &[i32]) -> Vec<String> {
        let scope = joined(self.package, service.name());
        let mut body = Body::default();
        body.section(option::service(service, self.place(&scope)));
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
        let options = option::method(method, self.place(&format!("{scope}.{}", method.name())));
        if options.is_empty() {
            return with(self.comments.leading(path), declaration + ";");
        }
        let mut body = Body::default();
        body.section(options);
        with_block(self.comments.leading(path), declaration, body)
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
