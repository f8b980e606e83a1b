//! Members that borrow: their codecs.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Lifetime, Type};

use super::{field, private};
use crate::model::{Field, innermost, map, names, optional, outer};

/// The codec of a field that borrows: what implements `BorrowedFieldCodec` of the field's type. What the type says of how
/// often is said by its name: of what borrows there are few types.
pub fn codec(field: &Field, lifetime: &Lifetime) -> TokenStream {
    let (c, ty, span) = (private(), &field.ty, innermost(&field.ty).span());
    if let Some((key, value)) = map(ty) {
        return map_codec(field, (key, value), lifetime);
    }
    let (codec, value) = match outer(ty) {
        _ if field.presence.required => match optional(ty) {
            Some(value) => (quote!(RequiredOption), value),
            None => (quote!(Required), ty),
        },
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option", [value]) => (quote!(Explicit), *value),
            ("Vec", [value]) => (quote!(Expanded), *value),
            _ => (quote!(Implicit), ty),
        },
        None => (quote!(Implicit), ty),
    };
    let value = of_value(value, lifetime);
    quote_spanned!(span=> #c::#codec<#value>)
}

/// The codec of the member of a oneof that borrows, be it of one that owns what it holds.
pub fn member_codec(field: &Field, lifetime: &Lifetime) -> TokenStream {
    let c = private();
    match field.lifetime {
        Some(_) => of_value(&field.ty, lifetime),
        None => {
            let codec = field::value_codec(field);
            quote_spanned!(innermost(&field.ty).span()=> #c::Owned<#codec>)
        }
    }
}

/// The codec of a map: of key and value one may own what it holds.
fn map_codec(field: &Field, (key, value): (&Type, &Type), lifetime: &Lifetime) -> TokenStream {
    let (c, encoding) = (private(), field::encoding(&field.encoding));
    let key_codec = match names(key, lifetime) {
        true => of_value(key, lifetime),
        false => quote_spanned!(innermost(key).span()=> #c::Owned<<#key as #c::MapKey<#encoding>>::KeyCodec>),
    };
    let value_codec = match names(value, lifetime) {
        true => of_value(value, lifetime),
        false => quote_spanned!(innermost(value).span()=> #c::Owned<<#value as #c::Value<#encoding>>::Codec>),
    };
    quote_spanned!(key.span()=> #c::MapOf<#key, #value, #key_codec, #value_codec>)
}

/// The codec of one value that borrows.
fn of_value(ty: &Type, lifetime: &Lifetime) -> TokenStream {
    let c = private();
    quote_spanned!(innermost(ty).span()=> <#ty as #c::Borrowed<#lifetime>>::Codec)
}
