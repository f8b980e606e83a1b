//! Declarations as constants: names, doc comments, places, what is reserved.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Ident;
use syn::spanned::Spanned;

use super::private;
use crate::model::{Allow, Declaration, Reserved};
use crate::parse::SetOption;

/// `schema::Declaration`, with options of this message of `google.protobuf`.
pub fn declaration(declaration: &Declaration, options_message: &str) -> TokenStream {
    with_rules(declaration, options_message, None)
}

/// Rules of a declaration.
pub struct Ruled {
    /// The constant.
    pub rules: Ident,
    /// What makes options of them.
    pub read: TokenStream,
    /// Where they stand.
    pub span: Span,
}

/// `schema::Declaration`, with options and rules.
pub fn with_rules(declaration: &Declaration, options_message: &str, ruled: Option<&Ruled>) -> TokenStream {
    let c = private();
    let Declaration { name, doc, deprecated, allow, options, span, .. } = declaration;
    let source = source(*span);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    let deprecated = deprecated.then(|| quote!(.deprecated()));
    let allow = (!allow.is_empty()).then(|| {
        let allow = allow.iter().map(allowed);
        quote!(.allow(&[#(#allow),*]))
    });
    let sets = options.iter().map(|option| option_set(option, options_message));
    let sets: Vec<_> = sets.chain(ruled.map(|ruled| set(&ruled.read, ruled.span))).collect();
    let options = (!sets.is_empty()).then(|| quote!(.options(&[#(#sets),*])));
    let rules = ruled.map(|Ruled { rules, .. }| quote!(.rules(&#rules)));
    quote!(#c::schema::Declaration::new(#name, #source) #doc #deprecated #allow #options #rules)
}

/// `schema::OptionSet`, of this message of `google.protobuf`.
pub fn option_set(option: &SetOption, message: &str) -> TokenStream {
    let (c, message) = (private(), format_ident!("{message}"));
    let (read, span) = match option {
        SetOption::Text(text) => (quote!(#c::options::of_text::<#c::#message>(#text)), text.span()),
        // At the place of the value, so that rustc tells once of one that is none.
        SetOption::Value(value) => {
            let span = value.span();
            (quote_spanned!(span=> #c::options::of_value::<#c::#message, _>(#value)), span)
        }
    };
    set(&read, span)
}

fn set(read: &TokenStream, span: Span) -> TokenStream {
    let (c, source) = (private(), source(span));
    quote!(#c::schema::OptionSet { read: || #read, source: #source })
}

/// `schema::Allow`.
fn allowed(Allow { rule, reason, span }: &Allow) -> TokenStream {
    let (c, source) = (private(), source(*span));
    quote!(#c::schema::Allow { rule: #rule, reason: #reason, source: #source })
}

/// `schema::Source`, as a literal: what stands in a list behind `&` can then be `'static`.
fn source(span: Span) -> TokenStream {
    let (c, start) = (private(), span.start());
    let (line, column) = (start.line as u32, start.column as u32 + 1);
    quote!(#c::schema::Source { file: ::core::file!(), line: #line, column: #column })
}

/// `&[schema::Reserved]`.
pub fn reserved(reserved: &[Reserved]) -> TokenStream {
    let c = private();
    let entries = reserved.iter().map(|entry| match entry {
        Reserved::Numbers(first, last) => quote!(#c::schema::Reserved::Numbers(#first, #last)),
        Reserved::Name(name) => quote!(#c::schema::Reserved::Name(#name)),
    });
    quote!(&[#(#entries),*])
}
