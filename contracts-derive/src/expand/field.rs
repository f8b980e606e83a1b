//! Fields: their codecs and their schemas.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Type};

use super::{declaration::declaration, private};
use crate::model::{Encoding, Field, JsonName, Splice, innermost, map, outer};

/// The codec of a field of a message: what implements `FieldCodec` of the field's type.
///
/// It stands at the place of the type that an error is about, in all uses alike, so that rustc tells of it once.
pub fn codec(field: &Field) -> TokenStream {
    let (c, ty) = (private(), &field.ty);
    let span = innermost(ty).span();
    match &field.encoding {
        Encoding::Unpacked(inner) => {
            let encoding = encoding(inner);
            quote_spanned!(span=> #c::Unpacked<#encoding>)
        }
        Encoding::As(marker) => marked(field, &quote!(#marker)),
        plain => {
            let encoding = encoding(plain);
            match map(ty) {
                Some((key, value)) => map_codec(key, value, &encoding),
                None => quote_spanned!(span=> <#ty as #c::Member<#encoding>>::Codec),
            }
        }
    }
}

/// The codec of a map: key and value each have an error of their own.
fn map_codec(key: &Type, value: &Type, encoding: &TokenStream) -> TokenStream {
    let c = private();
    let key_codec = quote_spanned!(innermost(key).span()=> <#key as #c::MapKey>::KeyCodec);
    let value_codec = quote_spanned!(innermost(value).span()=> <#value as #c::Value<#encoding>>::Codec);
    quote_spanned!(value.span()=> #c::MapOf<#key, #value, #key_codec, #value_codec>)
}

/// The codec of a member whose values travel by the user's marker: only the outermost type says how often.
fn marked(field: &Field, marker: &TokenStream) -> TokenStream {
    let c = private();
    match outer(&field.ty) {
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option", [_]) => quote!(#c::Explicit<#marker>),
            ("Vec", [_]) => quote!(#c::Packed<#marker>),
            ("HashMap" | "BTreeMap", [key, value, ..]) => {
                quote!(#c::MapOf<#key, #value, <#key as #c::MapKey>::KeyCodec, #marker>)
            }
            _ => quote!(#c::Implicit<#marker>),
        },
        None => quote!(#c::Implicit<#marker>),
    }
}

/// The codec of one value of a oneof's member: what implements `Codec` of the member's type.
pub fn value_codec(field: &Field) -> TokenStream {
    let c = private();
    let ty = &field.ty;
    match &field.encoding {
        Encoding::As(marker) => quote!(#marker),
        plain => {
            let encoding = encoding(plain);
            quote_spanned!(innermost(ty).span()=> <#ty as #c::Value<#encoding>>::Codec)
        }
    }
}

fn encoding(encoding: &Encoding) -> TokenStream {
    let c = private();
    match encoding {
        Encoding::ZigZag => quote!(#c::ZigZagged),
        Encoding::Fixed => quote!(#c::Fixed),
        _ => quote!(#c::Plain),
    }
}

/// What the codec of a field has under this name.
pub fn of_codec(field: &Field, name: &str) -> TokenStream {
    let (c, codec, ty) = (private(), codec(field), &field.ty);
    let span = innermost(ty).span();
    let name = Ident::new(name, span);
    quote_spanned!(span=> <#codec as #c::FieldCodec<#ty>>::#name)
}

/// What the oneof of a splice has under this name.
pub fn of_oneof(splice: &Splice, name: &str) -> TokenStream {
    let (c, ty) = (private(), &splice.ty);
    let span = ty.span();
    let name = Ident::new(name, span);
    quote_spanned!(span=> <#ty as #c::Oneof>::#name)
}

/// `schema::Field` with this shape.
pub fn schema(field: &Field, shape: &TokenStream) -> TokenStream {
    let c = private();
    let (declaration, number) = (declaration(&field.declaration), field.number);
    let json_name = match &field.json_name {
        JsonName::Written(name) => quote!(.json_name(#name)),
        JsonName::Derived(_) => TokenStream::new(),
    };
    let redact = field.redact.then(|| quote!(.redact()));
    quote!(#c::schema::Field::new(#declaration, #number, #shape) #json_name #redact)
}

/// A `FieldNumber` constant.
pub fn number(number: u32) -> TokenStream {
    let c = private();
    quote!(const { #c::FieldNumber::literal(#number) })
}
