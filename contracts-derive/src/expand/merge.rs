//! How a message merges its fields.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::{default, field, private};
use crate::model::{Field, Message, Splice, Unknown};

/// Up to how many members a message tries them in their order. Above, few of them are there, and most trials would be in vain.
const IN_ORDER: usize = 64;

/// Whether a message tries its members in their order.
fn is_in_order(model: &Message) -> bool {
    model.entries.len() <= IN_ORDER && model.fields().all(|field| !field.presence.required)
}

/// Merges the field whose key was just read, whichever it is.
pub fn field(model: &Message) -> TokenStream {
    let c = private();
    let fields = model.fields().map(|field| {
        let merge = field::of_codec(field, if is_in_order(model) { "merge_any" } else { "merge" });
        let (ident, number, conditions) = (&field.ident, field.number, &field.conditions);
        quote!(#(#conditions)* #number => #merge(&mut self.#ident, __key, __r),)
    });
    let oneofs = model.oneofs().map(|splice| {
        let (numbers, merge) = (field::of_oneof(splice, "NUMBERS"), field::of_oneof(splice, "merge"));
        let Splice { ident, conditions, .. } = splice;
        quote! {
            #(#conditions)*
            __number if #c::oneof::has(#numbers, __number) => #merge(&mut self.#ident, __key, __r),
        }
    });
    quote! {
        match __key.number() {
            #(#fields)*
            #(#oneofs)*
            _ => #c::Err(#c::Interrupt::Unknown),
        }
    }
}

/// Merges fields as long as they come in their order.
pub fn in_order(model: &Message) -> Option<TokenStream> {
    let c = private();
    let mut fields: Vec<_> = model.fields().collect();
    fields.sort_by_key(|field| field.number);
    let (mut statements, mut below) = (Vec::new(), 0);
    for field in fields {
        let (merge, number) = (field::of_codec(field, "merge_next"), field::number(field.number));
        let (ident, conditions) = (&field.ident, &field.conditions);
        statements.push(oneofs_in_order(model, below, field.number));
        statements.push(quote!(#(#conditions)* #merge(&mut self.#ident, #number, __r)?;));
        below = field.number;
    }
    statements.push(oneofs_in_order(model, below, u32::MAX));
    let lifetime = model.lifetime.clone().unwrap_or_else(|| parse_quote!('_));
    is_in_order(model).then(|| {
        quote! {
            const IN_ORDER: ::core::primitive::bool = true;
            #[inline]
            fn merge_in_order(&mut self, __r: &mut #c::Reader<#lifetime>) -> #c::Result<(), #c::Stop> {
                #(#statements)*
                #c::Ok(())
            }
        }
    })
}

/// Merges members of oneofs whose numbers are in a gap between those of the fields: which, only the compiler knows.
fn oneofs_in_order(model: &Message, from: u32, to: u32) -> TokenStream {
    let merges = model.oneofs().map(|splice| {
        let (Splice { ident, conditions, .. }, merge) = (splice, field::of_oneof(splice, "merge_within"));
        quote!(#(#conditions)* #merge::<#from, #to>(&mut self.#ident, __r)?;)
    });
    merges.collect()
}

/// Makes all members absent.
pub fn clear(model: &Message) -> TokenStream {
    let c = private();
    let fields = model.fields().map(|field| {
        let (Field { ident, conditions, .. }, clear) = (field, field::of_codec(field, "clear"));
        match (&field.presence.default, field.presence.required) {
            (Some(_), true) => {
                let default = default::of_member(field);
                quote!(#(#conditions)* { self.#ident = #default; })
            }
            _ => quote!(#(#conditions)* #clear(&mut self.#ident);),
        }
    });
    let oneofs =
        model.oneofs().map(|Splice { ident, conditions, .. }| quote!(#(#conditions)* { self.#ident = #c::None; }));
    let unknown =
        model.unknown.iter().map(|Unknown { ident, conditions }| quote!(#(#conditions)* self.#ident.clear();));
    quote!(#(#fields)* #(#oneofs)* #(#unknown)*)
}
