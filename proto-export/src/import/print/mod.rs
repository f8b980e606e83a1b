//! Modules as text, in the form that rustfmt leaves as it is.

mod attribute;
mod item;
mod layout;

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Item, Module, Modules, Package, Syntax, Type};
use super::names;
use layout::{Text, letters};

/// The files of all modules, by their paths.
pub(super) fn files(modules: &Modules) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut pending = vec![(String::new(), &modules.root)];
    while let Some((path, module)) = pending.pop() {
        let file = if path.is_empty() { "mod.rs".to_owned() } else { format!("{path}.rs") };
        files.insert(file, self::module(module, &path, modules.deprecates));
        let below = |ident: &str| if path.is_empty() { ident.to_owned() } else { format!("{path}/{ident}") };
        pending.extend(module.children.iter().map(|(ident, child)| (below(names::derived(ident)), child)));
    }
    files
}

fn module(module: &Module, path: &str, deprecates: bool) -> String {
    let mut text = Text::default();
    match (&module.package, path) {
        (Some(package), _) => package_doc(package, &mut text),
        (None, "") => text.line("//! The contracts, a module for each package."),
        (None, path) => text.line(&format!("//! The packages below `{}`.", path.replace('/', "."))),
    }
    if path.is_empty() && deprecates {
        text.blank();
        text.line("#![allow(deprecated, reason = \"what is deprecated is declared here\")]");
    }
    // Before the package, whose name would hold in them as well.
    for child in module.children.keys() {
        text.blank();
        text.line(&format!("pub mod {child};"));
    }
    let Some(package) = &module.package else { return text.finish() };
    let idents = idents(&module.items).chain(module.children.keys().map(String::as_str)).collect();
    uses(&module.items, &idents, &mut text);
    text.blank();
    package_statement(package, &mut text);
    items(&module.items, &idents, &mut text);
    text.finish()
}

fn package_doc(package: &Package, text: &mut Text) {
    text.line(&format!("//! The package `{}`.", package.name));
    if !package.doc.is_empty() {
        text.line("//!");
    }
    for line in &package.doc {
        text.line(format!("//! {line}").trim_end());
    }
}

fn package_statement(package: &Package, text: &mut Text) {
    let language = match package.syntax {
        Syntax::Proto3 => None,
        Syntax::Proto2 => Some("syntax = \"proto2\""),
        Syntax::Edition2023 => Some("edition = \"2023\""),
    };
    let options: Vec<String> = package.options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let listed = (!options.is_empty()).then(|| format!("options({})", options.join(", ")));
    let custom = package.custom.iter().map(|option| format!("option({option:?})"));
    let name = format!("\"{}\"", package.name);
    let arguments: Vec<String> =
        [Some(name), language.map(str::to_owned), listed].into_iter().flatten().chain(custom).collect();
    // As the arguments of a call: at most 60 letters of them in one line, but for a single one.
    let inside = arguments.join(", ");
    let line = format!("contracts::package!({inside});");
    if (letters(&inside) <= CALL_WIDTH || arguments.len() == 1) && text.fits(letters(&line)) {
        return text.line(&line);
    }
    text.open("contracts::package!(");
    for (index, argument) in arguments.iter().enumerate() {
        let comma = if index + 1 < arguments.len() { "," } else { "" };
        let line = format!("{argument}{comma}");
        let custom = argument.strip_prefix("option(").and_then(|rest| rest.strip_suffix(')'));
        match custom.filter(|_| !text.fits(letters(&line))) {
            _ if argument.starts_with("options(") => file_options(&options, comma, text),
            Some(custom) => {
                text.open("option(");
                text.line(custom);
                text.close(&format!("){comma}"));
            }
            None => text.line(&line),
        }
    }
    text.close(");");
}

/// How long the arguments of a call may be together (rustfmt's `fn_call_width`).
const CALL_WIDTH: usize = 60;

fn file_options(options: &[String], after: &str, text: &mut Text) {
    let line = format!("options({}){after}", options.join(", "));
    let is_short = letters(&line) - letters(after) <= CALL_WIDTH + "options()".len() || options.len() == 1;
    if is_short && text.fits(letters(&line)) {
        return text.line(&line);
    }
    text.open("options(");
    for (index, option) in options.iter().enumerate() {
        let comma = if index + 1 < options.len() { "," } else { "" };
        assignment(option, comma, text);
    }
    text.close(&format!("){after}"));
}

/// An assignment, its value in the next line where that alone makes it fit.
fn assignment(option: &str, comma: &str, text: &mut Text) {
    let line = format!("{option}{comma}");
    match option.split_once(" = ") {
        // Also the last has room for a comma.
        Some((name, value)) if !text.fits(letters(option) + 1) && text.fits(4 + letters(value) + 1) => {
            text.open(&format!("{name} ="));
            text.line(&format!("{value}{comma}"));
            text.end();
        }
        _ => text.line(&line),
    }
}

/// The names of the items of a module.
fn idents(items: &[Item]) -> impl Iterator<Item = &str> {
    items.iter().map(|item| match item {
        Item::Message(message) => message.ident.as_str(),
        Item::Enum(of) => &of.ident,
        Item::Oneof(oneof) => &oneof.ident,
        Item::Service(service) => &service.ident,
        Item::Inner(inner) => &inner.ident,
    })
}

fn uses(items: &[Item], idents: &BTreeSet<&str>, text: &mut Text) {
    if items.iter().all(|item| matches!(item, Item::Inner(_))) {
        return;
    }
    text.blank();
    text.line("use contracts::contract;");
    if !idents.contains("HashMap") && items.iter().any(has_map) {
        text.line("use std::collections::HashMap;");
    }
}

fn has_map(item: &Item) -> bool {
    let Item::Message(message) = item else { return false };
    message.members.iter().any(|member| matches!(member.ty, Type::Generic("HashMap", _)))
}

/// The items of a module, in which these names mean something else than in the prelude.
fn items(items: &[Item], idents: &BTreeSet<&str>, text: &mut Text) {
    for item in items {
        text.blank();
        let mut printer = item::Printer { text, idents };
        match item {
            Item::Message(message) => printer.message(message),
            Item::Enum(of) => printer.enumeration(of),
            Item::Oneof(oneof) => printer.oneof(oneof),
            Item::Service(service) => printer.service(service),
            Item::Inner(inner) => {
                text.line(&format!("/// What is declared in `{}`.", inner.of));
                text.open(&format!("pub mod {} {{", inner.ident));
                let idents = self::idents(&inner.items).collect();
                uses(&inner.items, &idents, text);
                self::items(&inner.items, &idents, text);
                text.close("}");
            }
        }
    }
}
