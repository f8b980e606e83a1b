//! What every declaration carries: a name, a doc comment, a place, and the lint rules it may break.

use proc_macro2::Span;
use syn::{Ident, LitStr};

use super::Allow;
use crate::diagnostics::{self, Diagnostics};
use crate::parse::{Options, SetOption};

/// A name, a doc comment, a place, and the lint rules that may be broken here.
#[derive(Clone)]
pub struct Declaration {
    pub name: String,
    pub doc: String,
    pub deprecated: bool,
    pub allow: Vec<Allow>,
    /// What `option(..)` sets.
    pub options: Vec<SetOption>,
    /// The Rust name's place.
    pub span: Span,
    /// The place of what gives the name: the Rust name, or `name = ".."`.
    pub name_span: Span,
}

impl Declaration {
    /// The declaration of a Rust item whose name in protobuf is `derived`, unless its options say another.
    pub fn check(
        ident: &Ident,
        derived: String,
        options: &Options,
        (doc, deprecated): (String, bool),
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let name_span = options.text("name").map_or_else(|| ident.span(), LitStr::span);
        let name = options.text("name").map_or(derived, |name| identifier(name, diagnostics));
        let allow = Allow::check(options, diagnostics);
        let options = SetOption::all(options, diagnostics);
        Declaration { name, doc, deprecated, allow, options, span: ident.span(), name_span }
    }
}

/// Reports that an earlier member has the name of this one.
pub fn name_used_twice(second: &Declaration, first: &Declaration, ident: &Ident, diagnostics: &mut Diagnostics) {
    diagnostics.add(diagnostics::name_used_twice(&second.name, second.name_span, first.name_span, ident));
}

/// The name that a literal is.
pub fn identifier(name: &LitStr, diagnostics: &mut Diagnostics) -> String {
    let value = name.value();
    let begins = value.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
    if !begins || !value.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_') {
        diagnostics.add(diagnostics::not_an_identifier(name));
    }
    value
}
