//! Items: structs, enums and traits.

use std::collections::BTreeSet;

use super::attribute;
use super::layout::{Text, letters, spelled};
use crate::import::model::{About, Enum, Member, Message, Oneof, Operation, Service, Type, Value};

/// Writes the items of one module.
pub(super) struct Printer<'a> {
    pub(super) text: &'a mut Text,
    /// The names of the module's items.
    pub(super) idents: &'a BTreeSet<&'a str>,
}

impl Printer<'_> {
    pub(super) fn message(&mut self, of: &Message) {
        self.about(&of.about);
        attribute::print(&of.attribute, self.text);
        self.text.line("#[derive(Debug, Clone, PartialEq)]");
        if of.members.is_empty() {
            return self.text.line(&format!("pub struct {} {{}}", of.ident));
        }
        self.open(&format!("pub struct {}", of.ident));
        for member in &of.members {
            self.about_member(&member.about);
            attribute::print(&member.attribute, self.text);
            self.field(member);
        }
        self.text.close("}");
    }

    /// Opens a block, whose brace has a line of its own behind a name that is too long.
    fn open(&mut self, head: &str) {
        if self.text.fits(letters(head) + " {".len()) {
            return self.text.open(&format!("{head} {{"));
        }
        self.text.line(head);
        self.text.open("{");
    }

    fn field(&mut self, member: &Member) {
        let line = format!("pub {}: {},", member.ident, spelled(&member.ty, self.idents));
        if self.text.fits(letters(&line)) {
            return self.text.line(&line);
        }
        // On a line of its own where it is whole there, or else broken where it stands.
        if !self.text.fits(4 + letters(&spelled(&member.ty, self.idents)) + 1) {
            return self.text.typed(&format!("pub {}: ", member.ident), &member.ty, ",", self.idents);
        }
        self.text.open(&format!("pub {}:", member.ident));
        self.text.typed("", &member.ty, ",", self.idents);
        self.text.end();
    }

    fn value(&mut self, of: &Value) {
        let line = format!("{} = {},", of.ident, of.number);
        if self.text.fits(letters(&line)) {
            return self.text.line(&line);
        }
        self.text.open(&format!("{} =", of.ident));
        self.text.line(&format!("{},", of.number));
        self.text.end();
    }

    pub(super) fn enumeration(&mut self, of: &Enum) {
        self.about(&of.about);
        attribute::print(&of.attribute, self.text);
        self.text.line("#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]");
        self.open(&format!("pub enum {}", of.ident));
        for value in &of.values {
            self.about_member(&value.about);
            if let Some(renamed) = &value.attribute {
                attribute::print(renamed, self.text);
            }
            self.value(value);
        }
        if let Some(unknown) = &of.unknown {
            self.text.line("/// A number without a name here.");
            self.text.line("#[unknown]");
            self.text.line(&format!("{unknown}(i32),"));
        }
        self.text.close("}");
    }

    pub(super) fn oneof(&mut self, of: &Oneof) {
        self.about(&of.about);
        self.text.line("#[contract]");
        self.text.line("#[derive(Debug, Clone, PartialEq)]");
        self.open(&format!("pub enum {}", of.ident));
        for member in &of.members {
            self.about_member(&member.about);
            attribute::print(&member.attribute, self.text);
            let line = format!("{}({}),", member.ident, spelled(&member.ty, self.idents));
            if member.ty == Type::Path("()".to_owned()) {
                self.text.line(&format!("{},", member.ident));
            } else if self.text.fits(letters(&line)) {
                self.text.line(&line);
            } else {
                self.text.open(&format!("{}(", member.ident));
                self.text.typed("", &member.ty, ",", self.idents);
                self.text.close("),");
            }
        }
        self.text.close("}");
    }

    pub(super) fn service(&mut self, of: &Service) {
        self.about(&of.about);
        attribute::print(&of.attribute, self.text);
        self.text.open(&format!("pub trait {} {{", of.ident));
        for operation in &of.operations {
            self.text.blank();
            self.about(&operation.about);
            attribute::print(&operation.attribute, self.text);
            self.operation(operation);
        }
        self.text.close("}");
    }

    fn operation(&mut self, of: &Operation) {
        let request = of.request.as_ref().map(|ty| format!(", request: {}", spelled(ty, self.idents)));
        let response = spelled(&of.response, self.idents);
        let head = format!("async fn {}(&self{})", of.ident, request.unwrap_or_default());
        let line = format!("{head} -> {response};");
        if self.text.fits(letters(&line) + 1) {
            return self.text.line(&line);
        }
        // With no letter to spare, rustfmt moves what is returned.
        if self.text.fits(letters(&line)) {
            self.text.line(&head);
            return self.text.line(&format!("-> {response};"));
        }
        self.text.open(&format!("async fn {}(", of.ident));
        self.text.line("&self,");
        if let Some(request) = &of.request {
            self.text.typed("request: ", request, ",", self.idents);
        }
        self.text.end();
        let line = format!(") -> {response};");
        // Of this line rustfmt counts three letters less.
        match self.text.fits(letters(&line) - 3) {
            true => self.text.line(&line),
            false => self.text.typed(") -> ", &of.response, ";", self.idents),
        }
    }

    fn about(&mut self, about: &About) {
        for comment in &about.detached {
            self.comment(comment);
            self.text.blank();
        }
        self.doc(about);
    }

    /// Of a field or a variant: rustfmt leaves no empty lines between them.
    fn about_member(&mut self, about: &About) {
        for (index, comment) in about.detached.iter().enumerate() {
            if index > 0 {
                self.text.line("//");
            }
            self.comment(comment);
        }
        self.doc(about);
    }

    fn comment(&mut self, lines: &[String]) {
        lines.iter().for_each(|line| self.text.line(format!("// {line}").trim_end()));
    }

    fn doc(&mut self, about: &About) {
        about.doc.iter().for_each(|line| self.text.line(format!("/// {line}").trim_end()));
        if about.deprecated {
            self.text.line("#[deprecated]");
        }
    }
}
