//! Declarations as constants: names, doc comments, places, what is reserved.

use proc_macro2::{Span, TokenStream};
use quote::quote;

use super::private;
use crate::model::{Allow, Declaration, Reserved};

/// `schema::Declaration`.
pub fn declaration(declaration: &Declaration) -> TokenStream {
    let c = private();
    let Declaration { name, doc, deprecated, allow, span, .. } = declaration;
    let source = source(*span);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    let deprecated = deprecated.then(|| quote!(.deprecated()));
    let allow = (!allow.is_empty()).then(|| {
        let allow = allow.iter().map(allowed);
        quote!(.allow(&[#(#allow),*]))
    });
    quote!(#c::schema::Declaration::new(#name, #source) #doc #deprecated #allow)
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
