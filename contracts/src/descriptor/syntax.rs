//! The language of each package: that it has one, and what it does not have of all that Rust can say.

use super::graph::Graph;
use super::{Violation, names};
use crate::schema::{Declaration, Enum, Member, Message, Source, Syntax};

mod extension;
mod field;
mod package;

/// Checks all declarations against the languages of their packages.
pub(super) fn check(graph: &Graph, violations: &mut Vec<Violation>) {
    let mut check = Check { violations };
    check.packages(graph);
    check.file_options(graph);
    graph.enums.values().for_each(|it| check.enumeration(it));
    graph.messages.values().for_each(|it| check.message(it));
    graph.extensions.values().for_each(|it| check.extension_set(it));
}

struct Check<'a> {
    violations: &'a mut Vec<Violation>,
}

impl Check<'_> {
    fn report(&mut self, at: &Declaration, message: String, help: impl Into<String>) {
        self.violations.push(Violation::compile(Some(at.source.into()), message).help(help));
    }

    /// Reports something that proto3 does not have.
    fn not_in_proto3(&mut self, at: &Declaration, package: &str, what: &str) {
        let message = format!("`{}` {what}, which proto3 does not have", at.name);
        self.report(at, message, format!("write `contracts::package!(\"{package}\", edition = \"2023\");`"));
    }

    /// A package is one file, and a file is of one language.
    fn packages(&mut self, graph: &Graph) {
        let declarations = graph.declarations();
        for (package, syntax) in graph.syntaxes() {
            let of_package = || declarations.iter().filter(|(of, ..)| *of == package);
            let other = of_package().find(|(_, other, _)| *other != syntax);
            if let (Some((.., first)), Some((_, other, source))) = (of_package().next(), other) {
                self.violations.push(two_syntaxes(package, (syntax, *first), (*other, *source)));
            }
        }
    }

    fn enumeration(&mut self, of: &Enum) {
        match of.syntax {
            Syntax::Proto2 if !of.closed => {
                let message = format!("the enum `{}` is open, which proto2 does not have", of.declaration.name);
                self.report(&of.declaration, message, "write `#[contract(closed)]`");
            }
            Syntax::Proto3 if of.closed => self.not_in_proto3(&of.declaration, of.package, "is a closed enum"),
            _ => {}
        }
    }

    fn message(&mut self, of: &Message) {
        let at = &of.declaration;
        if of.syntax == Syntax::Proto3 && of.message_set {
            self.not_in_proto3(at, of.package, "is a message set");
        } else if of.syntax == Syntax::Proto3 && !of.extensions.is_empty() {
            self.not_in_proto3(at, of.package, "has numbers for extensions");
        }
        if of.message_set && !of.members.is_empty() {
            let message = format!("the message set `{}` has members of its own", at.name);
            self.report(at, message, "take them away, or take `message_set` away");
        }
        if of.message_set && of.extensions.is_empty() {
            let message = format!("the message set `{}` has no numbers for extensions", at.name);
            self.report(at, message, "write `#[contract(message_set, extensions(4..))]`");
        }
        let scope = names::message_type_name(of);
        for member in of.members {
            match member {
                Member::Field(field) => self.field(of, field, &scope),
                Member::Oneof(_, oneof) => oneof().members.iter().for_each(|field| self.field(of, field, &scope)),
            }
        }
    }
}

fn two_syntaxes(package: &str, (syntax, first): (Syntax, Source), (other, second): (Syntax, Source)) -> Violation {
    let message = format!("the package `{package}` is of {} here and of {} elsewhere", spelled(other), spelled(syntax));
    let written = match syntax {
        Syntax::Proto3 => String::new(),
        Syntax::Proto2 => ", syntax = \"proto2\"".to_owned(),
        Syntax::Edition2023 => ", edition = \"2023\"".to_owned(),
    };
    Violation::compile(Some(second.into()), message)
        .related(format!("of {} here", spelled(syntax)), Some(first.into()))
        .help(format!("write `contracts::package!(\"{package}\"{written});` in both modules"))
}

fn spelled(syntax: Syntax) -> &'static str {
    match syntax {
        Syntax::Proto3 => "proto3",
        Syntax::Proto2 => "proto2",
        Syntax::Edition2023 => "edition 2023",
    }
}
