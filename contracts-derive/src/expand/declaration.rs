//! Declarations as constants: names, doc comments, places, what is reserved.

use proc_macro2::TokenStream;
use quote::quote;

use super::private;
use crate::model::{Declaration, Reserved};

/// `schema::Declaration`.
pub fn declaration(declaration: &Declaration) -> TokenStream {
    let c = private();
    let Declaration { name, doc, deprecated, span, .. } = declaration;
    let start = span.start();
    let (line, column) = (start.line as u32, start.column as u32 + 1);
    let doc = (!doc.is_empty()).then(|| quote!(.doc(#doc)));
    let deprecated = deprecated.then(|| quote!(.deprecated()));
    quote! {
        #c::schema::Declaration::new(#name, #c::schema::Source::new(::core::file!(), #line, #column)) #doc #deprecated
    }
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
