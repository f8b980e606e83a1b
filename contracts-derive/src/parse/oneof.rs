//! An enum with data under `#[contract]`: a oneof, or the errors of a service.

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Attribute, Fields, Ident, ItemEnum, Type};

use super::message::MEMBER;
use super::{Options, conditions, doc, is_deprecated, take};
use crate::diagnostics::{self, Diagnostics};
use crate::grammar::{ALLOW, Form, Grammar, OPTION};

const CONTRACT: Grammar = Grammar { attribute: "contract", options: &[("name", Form::Text), ALLOW, OPTION] };

const ERROR: Grammar = Grammar { attribute: "error", options: &[("code", Form::Name), ("message", Form::Text)] };

/// An enum, and what its attributes say.
pub struct Oneof {
    /// The enum without our attributes.
    pub item: ItemEnum,
    pub options: Options,
    pub members: Vec<OneofMember>,
    /// The variant under `#[status]`, and where that stands.
    pub status: Option<(Ident, Span)>,
}

/// A variant of the enum.
pub struct OneofMember {
    pub ident: Ident,
    /// The type of the data; none for a variant without.
    pub ty: Option<Type>,
    pub doc: String,
    pub deprecated: bool,
    pub conditions: Vec<Attribute>,
    pub options: Options,
    /// What `#[error(..)]` says.
    pub error: Option<Options>,
}

impl Oneof {
    /// Reads an enum.
    pub fn new(arguments: TokenStream, mut item: ItemEnum, diagnostics: &mut Diagnostics) -> Self {
        let options = Options::of_tokens(arguments, Span::call_site(), &CONTRACT, diagnostics);
        let (mut members, mut status) = (Vec::new(), None);
        for variant in &mut item.variants {
            match take(&mut variant.attrs, "status").first() {
                Some(attribute) if status.is_none() => status = Some((variant.ident.clone(), attribute.path().span())),
                Some(attribute) => diagnostics.add(diagnostics::second_status(attribute)),
                None => members.push(OneofMember::new(variant, diagnostics)),
            }
        }
        Oneof { item, options, members, status }
    }

    /// Whether the enum is the error of a service.
    pub fn is_error(&self) -> bool {
        self.status.is_some() || self.members.iter().any(|member| member.error.is_some())
    }
}

impl OneofMember {
    fn new(variant: &mut syn::Variant, diagnostics: &mut Diagnostics) -> Self {
        if let Some((_, number)) = variant.discriminant.take() {
            diagnostics.add(diagnostics::discriminant_on_oneof(&number, &variant.ident));
        }
        let options = member_options(variant, diagnostics);
        let error = take(&mut variant.attrs, "error")
            .first()
            .map(|attribute| Options::of_attribute(attribute, &ERROR, diagnostics));
        OneofMember {
            ident: variant.ident.clone(),
            ty: payload(variant, diagnostics),
            doc: doc(&variant.attrs),
            deprecated: is_deprecated(&variant.attrs),
            conditions: conditions(&variant.attrs),
            options,
            error,
        }
    }
}

fn member_options(variant: &mut syn::Variant, diagnostics: &mut Diagnostics) -> Options {
    let attributes: Vec<Attribute> =
        ["member", "unknown", "oneof"].iter().flat_map(|name| take(&mut variant.attrs, name)).collect();
    match attributes.as_slice() {
        [attribute] if attribute.path().is_ident("member") => Options::of_attribute(attribute, &MEMBER, diagnostics),
        [] => Options::none(variant.ident.span()),
        [attribute, ..] => {
            diagnostics.add(diagnostics::not_on_a_oneof_member(attribute));
            Options::unreadable(attribute.span())
        }
    }
}

/// The type of a variant's data: one unnamed field, or none.
fn payload(variant: &syn::Variant, diagnostics: &mut Diagnostics) -> Option<Type> {
    match &variant.fields {
        Fields::Unit => None,
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => fields.unnamed.first().map(|field| field.ty.clone()),
        fields => {
            diagnostics.add(diagnostics::oneof_payload(fields, &variant.ident));
            None
        }
    }
}
