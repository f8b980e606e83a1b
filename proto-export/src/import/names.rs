//! Rust names for the names of protobuf: the same as prost-build gives, each once in its scope.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase as _, ToSnakeCase as _, ToUpperCamelCase as _};

/// The words that are no identifiers without `r#`.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that are no identifiers even with `r#`.
const NEVER_RAW: &[&str] = &["crate", "self", "super", "Self"];

/// The name of a field, a method or a module.
pub(super) fn value(name: &str) -> String {
    identifier(name.to_snake_case(), "_")
}

/// Names that generated code uses in the place of a type: a module of such a name would hide them.
const USED: &[&str] = &["alloc", "bool", "contracts", "core", "f32", "f64", "i32", "i64", "std", "u32", "u64", "u8"];

/// The name of a module for a component of a package, or for a message.
pub(super) fn module(name: &str) -> String {
    match value(name) {
        name if USED.contains(&name.as_str()) => name + "_",
        name => name,
    }
}

/// The name of a type, a trait or a variant.
pub(super) fn type_name(name: &str) -> String {
    identifier(name.to_upper_camel_case(), "_")
}

/// The variant for a value of an enum, without the name of the enum in front.
pub(super) fn variant(enumeration: &str, value: &str) -> String {
    let prefix = enumeration.to_shouty_snake_case() + "_";
    let rest = value.strip_prefix(prefix.as_str()).filter(|rest| rest.starts_with(|it: char| it.is_ascii_alphabetic()));
    type_name(rest.unwrap_or(value))
}

fn identifier(name: String, around: &str) -> String {
    match name.as_str() {
        "" => "nameless".to_owned(),
        word if KEYWORDS.contains(&word) => format!("r#{word}"),
        word if NEVER_RAW.contains(&word) => name + around,
        word if word.starts_with(|first: char| first.is_ascii_digit()) => format!("{around}{word}"),
        _ => name,
    }
}

/// What protobuf calls a field, a oneof or a message that says nothing else: the Rust name.
pub(super) fn derived(ident: &str) -> &str {
    ident.trim_start_matches("r#")
}

/// What protobuf calls the member of a oneof that says nothing else.
pub(super) fn derived_member(variant: &str) -> String {
    derived(variant).to_snake_case()
}

/// What protobuf calls the value of an enum that says nothing else.
pub(super) fn derived_value(enumeration: &str, variant: &str) -> String {
    format!("{}_{}", enumeration.to_shouty_snake_case(), derived(variant).to_shouty_snake_case())
}

/// What protobuf calls a method that says nothing else.
pub(super) fn derived_method(ident: &str) -> String {
    derived(ident).to_upper_camel_case()
}

/// The names that are taken in a scope.
#[derive(Default, Clone)]
pub(super) struct Scope(BTreeSet<String>);

impl Scope {
    /// Takes a name, or the first with a number behind that is free.
    pub(super) fn take(&mut self, name: &str) -> String {
        self.take_with(name, &|name| vec![name.to_owned()])
    }

    /// Takes a name with all that come with it.
    pub(super) fn take_with(&mut self, name: &str, family: &dyn Fn(&str) -> Vec<String>) -> String {
        let plain = derived(name).trim_end_matches('_');
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let is_free = |name: &String| family(name).iter().all(|it| !self.0.contains(it));
        let free = [name.to_owned()].into_iter().chain(numbered).find(is_free).unwrap_or_default();
        self.0.extend(family(&free));
        free
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.0.contains(name)
    }
}
