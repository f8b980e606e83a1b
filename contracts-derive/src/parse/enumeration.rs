//! An enum without data under `#[contract]`.

use proc_macro2::{Span, TokenStream};
use syn::{Attribute, Expr, Fields, Ident, ItemEnum, Type};

use super::{Options, conditions, doc, is_deprecated, take};
use crate::diagnostics::Diagnostics;
use crate::grammar::{ALLOW, Form, Grammar, OPTION};

const CONTRACT: Grammar = Grammar {
    attribute: "contract",
    options: &[
        ("reserved", Form::List),
        ("nested_in", Form::Type),
        ("name", Form::Text),
        ("allow_alias", Form::Flag),
        ("closed", Form::Flag),
        ALLOW,
        OPTION,
    ],
};

const MEMBER: Grammar = Grammar { attribute: "member", options: &[("name", Form::Text), ALLOW, OPTION] };

/// Whether an enum is a protobuf enum: no variant has data, but for the one under `#[unknown]`.
///
/// An enum without variants counts as such too, and one that has numbers as of an enum and none as of a oneof.
pub fn is_enumeration(item: &ItemEnum) -> bool {
    let plain = |variant: &syn::Variant| {
        matches!(variant.fields, Fields::Unit) || variant.attrs.iter().any(|attr| attr.path().is_ident("unknown"))
    };
    let numbered = |variant: &syn::Variant| variant.attrs.iter().any(|attr| attr.path().is_ident("member"));
    let discriminant = |variant: &syn::Variant| variant.discriminant.is_some();
    let is_numbered = item.variants.iter().any(numbered);
    match item.variants.iter().any(discriminant) {
        true => !is_numbered || item.variants.iter().all(plain),
        false => !is_numbered && item.variants.iter().all(plain),
    }
}

/// An enum, and what its attributes say.
pub struct Enumeration {
    /// The enum without our attributes; without numbers too where a variant has data or another's number, which Rust
    /// does not allow.
    pub item: ItemEnum,
    pub options: Options,
    pub variants: Vec<Variant>,
}

/// A variant of the enum.
pub struct Variant {
    pub ident: Ident,
    pub doc: String,
    pub deprecated: bool,
    pub conditions: Vec<Attribute>,
    pub options: Options,
    /// What stands behind `=`.
    pub number: Option<Expr>,
    /// Where `#[unknown]` stands.
    pub unknown: Option<Span>,
    /// The data of the variant.
    pub fields: Vec<Type>,
}

impl Enumeration {
    /// Reads an enum.
    pub fn new(arguments: TokenStream, mut item: ItemEnum, diagnostics: &mut Diagnostics) -> Self {
        let options = Options::of_tokens(arguments, Span::call_site(), &CONTRACT, diagnostics);
        let variants: Vec<_> = item.variants.iter_mut().map(|variant| Variant::new(variant, diagnostics)).collect();
        if options.has("allow_alias") || variants.iter().any(|variant| !variant.fields.is_empty()) {
            item.variants.iter_mut().for_each(|variant| variant.discriminant = None);
        }
        Enumeration { item, options, variants }
    }
}

impl Variant {
    fn new(variant: &mut syn::Variant, diagnostics: &mut Diagnostics) -> Self {
        let unknown =
            take(&mut variant.attrs, "unknown").first().map(|attribute| attribute.path().segments[0].ident.span());
        let member = take(&mut variant.attrs, "member");
        let options = match member.first() {
            Some(attribute) => Options::of_attribute(attribute, &MEMBER, diagnostics),
            None => Options::none(variant.ident.span()),
        };
        Variant {
            ident: variant.ident.clone(),
            doc: doc(&variant.attrs),
            deprecated: is_deprecated(&variant.attrs),
            conditions: conditions(&variant.attrs),
            options,
            number: variant.discriminant.clone().map(|(_, number)| number),
            unknown,
            fields: variant.fields.iter().map(|field| field.ty.clone()).collect(),
        }
    }
}
