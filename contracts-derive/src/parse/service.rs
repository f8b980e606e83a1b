//! A trait under `#[contract]`.

use proc_macro2::{Span, TokenStream};
use syn::spanned::Spanned;
use syn::{Attribute, ItemTrait, Signature, TraitItem, TraitItemFn};

use super::{Options, conditions, doc, is_deprecated, take};
use crate::diagnostics::{Diagnostics, service as mistakes};
use crate::grammar::{ALLOW, Form, Grammar, OPTION};

const CONTRACT: Grammar = Grammar { attribute: "contract", options: &[("name", Form::Text), ALLOW, OPTION] };

const OPERATION: Grammar = Grammar {
    attribute: "operation",
    options: &[("http", Form::Lists), ("idempotency", Form::Name), ("name", Form::Text), ALLOW, OPTION],
};

const HTTP: Grammar = Grammar {
    attribute: "operation(http(..))",
    options: &[
        ("get", Form::Text),
        ("put", Form::Text),
        ("post", Form::Text),
        ("delete", Form::Text),
        ("patch", Form::Text),
        ("body", Form::Text),
        ("response_body", Form::Text),
    ],
};

/// A trait, and what its attributes say.
pub struct Service {
    /// The trait without our attributes.
    pub item: ItemTrait,
    pub options: Options,
    pub operations: Vec<Operation>,
}

/// A method of the trait.
pub struct Operation {
    pub signature: Signature,
    /// Where a body stands that should not.
    pub body: Option<Span>,
    pub doc: String,
    pub deprecated: bool,
    /// Under which `#[cfg(..)]` the method is there.
    pub conditions: Vec<Attribute>,
    pub options: Options,
    /// What each `http(..)` says.
    pub http: Vec<Options>,
}

impl Service {
    /// Reads a trait.
    pub fn new(arguments: TokenStream, mut item: ItemTrait, diagnostics: &mut Diagnostics) -> Self {
        let options = Options::of_tokens(arguments, Span::call_site(), &CONTRACT, diagnostics);
        let mut operations = Vec::new();
        for member in &mut item.items {
            match member {
                TraitItem::Fn(method) => operations.push(Operation::new(method, diagnostics)),
                other => diagnostics.add(mistakes::not_an_operation(other)),
            }
        }
        Service { item, options, operations }
    }
}

impl Operation {
    fn new(method: &mut TraitItemFn, diagnostics: &mut Diagnostics) -> Self {
        let options = options(method, diagnostics);
        let http = options.lists("http");
        let http = http.map(|(name, tokens)| Options::of_tokens(tokens.clone(), name.span(), &HTTP, diagnostics));
        let http = http.collect();
        let conditions = conditions(&method.attrs);
        Operation {
            signature: method.sig.clone(),
            body: method.default.as_ref().map(|body| body.span()),
            doc: doc(&method.attrs),
            deprecated: is_deprecated(&method.attrs),
            conditions,
            options,
            http,
        }
    }
}

fn options(method: &mut TraitItemFn, diagnostics: &mut Diagnostics) -> Options {
    let attributes = take(&mut method.attrs, "operation");
    let Some((first, others)) = attributes.split_first() else {
        diagnostics.add(mistakes::operation_missing(&method.sig.ident));
        return Options::none(method.sig.ident.span());
    };
    others.iter().for_each(|other| diagnostics.add(mistakes::second_operation(other.span())));
    let options = Options::of_attribute(first, &OPERATION, diagnostics);
    if let super::Number::Written(number) = &options.number {
        diagnostics.add(mistakes::operation_with_number(number));
    }
    options
}
