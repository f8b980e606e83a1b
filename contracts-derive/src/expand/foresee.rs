//! How a message that is mostly one slice of bytes says its length before it is written.

use proc_macro2::TokenStream;
use quote::quote;

use super::message::SMALL;
use super::{field, private};
use crate::model::{Field, Message, innermost, is_bytes, is_named, optional};

/// The length of a message of few members, one of which is bytes: if that is long, all of them are asked how long they are.
pub fn foresee(model: &Message) -> Option<TokenStream> {
    let c = private();
    let is_small = model.entries.len() <= SMALL && model.unknown.is_none() && model.oneofs().next().is_none();
    let lengths = |fields: Vec<&Field>, then: TokenStream| -> TokenStream {
        let statements = fields.into_iter().map(|field| {
            let (len, ident, number) = (field::of_codec(field, "len"), &field.ident, field::number(field.number));
            let conditions = &field.conditions;
            quote!(#(#conditions)* { let __len = #len(&self.#ident, #number)?; #then })
        });
        statements.collect()
    };
    let bulk: Vec<&Field> = model.fields().filter(|field| may_be_bulk(field)).collect();
    (is_small && !bulk.is_empty()).then(|| {
        let bulk = lengths(bulk, quote!(__is_bulk |= __len >= #c::BULK;));
        let all = lengths(model.fields().collect(), quote!(__length += __len;));
        quote! {
            #[inline]
            fn foresee(&self) -> #c::Option<::core::primitive::usize> {
                let (mut __is_bulk, mut __length) = (false, 0);
                #bulk
                if !__is_bulk {
                    return #c::None;
                }
                #all
                #c::Some(__length)
            }
        }
    })
}

/// Whether a member is bytes, be it that it is absent.
fn may_be_bulk(field: &Field) -> bool {
    let ty = optional(&field.ty).unwrap_or(&field.ty);
    is_bytes(ty) || is_named(innermost(ty), "Bytes")
}
