//! Fields: their codecs and their schemas.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Ident, Lifetime, Type};

use super::{borrowed, declaration::with_rules, default, private, validate};
use crate::model::{Encoding, Field, JsonName, Splice, innermost, is_bytes, map, optional, outer, with_static};

/// The codec of a field of a message: what implements `FieldCodec` of the field's type.
///
/// It stands at the place of the type that an error is about, in all uses alike, so that rustc tells of it once.
pub fn codec(field: &Field) -> TokenStream {
    let (c, ty) = (private(), &field.ty);
    let span = innermost(ty).span();
    match &field.encoding {
        _ if field.presence.required => match optional(ty) {
            Some(value) => {
                let codec = codec_of_value(field, value);
                quote_spanned!(span=> #c::RequiredOption<#codec>)
            }
            None => {
                let codec = value_codec(field);
                quote_spanned!(span=> #c::Required<#codec>)
            }
        },
        Encoding::Unpacked(inner) => {
            let encoding = encoding(inner);
            quote_spanned!(span=> #c::Unpacked<#encoding>)
        }
        Encoding::Delimited => delimited(field),
        Encoding::As(marker) => marked(field, marker),
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
    let key_codec = quote_spanned!(innermost(key).span()=> <#key as #c::MapKey<#encoding>>::KeyCodec);
    let value_codec = quote_spanned!(innermost(value).span()=> <#value as #c::Value<#encoding>>::Codec);
    quote_spanned!(key.span()=> #c::MapOf<#key, #value, #key_codec, #value_codec>)
}

/// The codec of a member that is a group.
fn delimited(field: &Field) -> TokenStream {
    let (c, span) = (private(), innermost(&field.ty).span());
    let (codec, value) = match outer(&field.ty) {
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option", [value]) => ("Explicit", *value),
            ("Vec", [value]) => ("Expanded", *value),
            _ => ("Implicit", &field.ty),
        },
        None => ("Implicit", &field.ty),
    };
    let (codec, group) = (Ident::new(codec, span), group(value));
    quote_spanned!(span=> #c::#codec<#group>)
}

/// The codec of a group: the pointer around the message is part of it.
fn group(ty: &Type) -> TokenStream {
    let (c, span) = (private(), innermost(ty).span());
    let pointer = match outer(ty) {
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Box", [inner]) => Some(("Boxed", *inner)),
            ("Arc", [inner]) => Some(("Shared", *inner)),
            _ => None,
        },
        None => None,
    };
    match pointer {
        Some((pointer, inner)) => {
            let (pointer, group) = (Ident::new(pointer, span), group(inner));
            quote_spanned!(span=> #c::#pointer<#group>)
        }
        None => quote_spanned!(span=> <#ty as #c::Group>::Codec),
    }
}

/// The codec of a member whose values travel by the user's marker: only the outermost type says how often. `Vec<u8>` is
/// one value here too.
fn marked(field: &Field, marker: &Type) -> TokenStream {
    let (c, span) = (private(), marker.span());
    let codec = |value: &Type| marker_codec(marker, value);
    match outer(&field.ty).filter(|_| !is_bytes(&field.ty)) {
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option", [value]) => {
                let codec = codec(value);
                quote_spanned!(span=> #c::Explicit<#codec>)
            }
            ("Vec", [value]) => {
                let codec = codec(value);
                quote_spanned!(span=> #c::Packed<#codec>)
            }
            ("HashMap" | "BTreeMap", [key, value, ..]) => {
                let key_codec = quote_spanned!(innermost(key).span()=> <#key as #c::MapKey>::KeyCodec);
                let codec = codec(value);
                quote_spanned!(span=> #c::MapOf<#key, #value, #key_codec, #codec>)
            }
            _ => implicit(marker, &field.ty),
        },
        None => implicit(marker, &field.ty),
    }
}

fn implicit(marker: &Type, value: &Type) -> TokenStream {
    let (c, codec) = (private(), marker_codec(marker, value));
    quote_spanned!(marker.span()=> #c::Implicit<#codec>)
}

/// The marker, at whose place an error stands when it is no codec of the value.
fn marker_codec(marker: &Type, value: &Type) -> TokenStream {
    let c = private();
    quote_spanned!(marker.span()=> <#marker as #c::Marker<#value>>::Codec)
}

/// The codec of one value, of a oneof's member or of one that is required: what implements `Codec` of the member's type.
pub fn value_codec(field: &Field) -> TokenStream {
    codec_of_value(field, &field.ty)
}

fn codec_of_value(field: &Field, ty: &Type) -> TokenStream {
    let c = private();
    match &field.encoding {
        Encoding::As(marker) => marker_codec(marker, ty),
        Encoding::Delimited => group(ty),
        plain => {
            let encoding = encoding(plain);
            quote_spanned!(innermost(ty).span()=> <#ty as #c::Value<#encoding>>::Codec)
        }
    }
}

pub fn encoding(encoding: &Encoding) -> TokenStream {
    let c = private();
    match encoding {
        Encoding::ZigZag => quote!(#c::ZigZagged),
        Encoding::Fixed => quote!(#c::Fixed),
        _ => quote!(#c::Plain),
    }
}

/// What the codec of a field has under this name.
pub fn of_codec(field: &Field, name: &str) -> TokenStream {
    let (c, ty, span) = (private(), &field.ty, span(field));
    let name = Ident::new(name, span);
    match &field.lifetime {
        Some(lifetime) => {
            let codec = borrowed::codec(field, lifetime);
            quote_spanned!(span=> <#codec as #c::BorrowedFieldCodec<#lifetime, #ty>>::#name)
        }
        None => {
            let codec = codec(field);
            quote_spanned!(span=> <#codec as #c::FieldCodec<#ty>>::#name)
        }
    }
}

/// Where an error about the codec of a field stands, if it has no place of its own.
pub fn span(field: &Field) -> Span {
    match (&field.encoding, map(&field.ty)) {
        (Encoding::As(marker), _) => marker.span(),
        (_, Some((key, _))) => key.span(),
        _ => innermost(&field.ty).span(),
    }
}

/// What the oneof of a splice has under this name.
pub fn of_oneof(splice: &Splice, name: &str) -> TokenStream {
    let (c, ty, span) = (private(), &splice.ty, splice.ty.span());
    let name = Ident::new(name, span);
    match &splice.lifetime {
        Some(lifetime) => quote_spanned!(span=> <#ty as #c::OneofView<#lifetime>>::#name),
        None => quote_spanned!(span=> <#ty as #c::Oneof>::#name),
    }
}

/// What the oneof of a splice has under this name, where the lifetime of the message has no name.
pub fn of_static_oneof(splice: &Splice, name: &str) -> TokenStream {
    let lifetime = splice.lifetime.as_ref().map(|lifetime| Lifetime::new("'static", lifetime.span()));
    of_oneof(&Splice { ty: with_static(&splice.ty), lifetime, ..splice.clone() }, name)
}

/// `schema::Field` with this shape.
pub fn schema(field: &Field, shape: &TokenStream) -> TokenStream {
    let c = private();
    let rules = validate::of_declaration(field, shape);
    let (declaration, number) = (with_rules(&field.declaration, "FieldOptions", rules.as_ref()), field.number);
    let json_name = match &field.json_name {
        JsonName::Written(name, _) => quote!(.json_name(#name)),
        JsonName::Derived(_) => TokenStream::new(),
    };
    let redact = field.redact.then(|| quote!(.redact()));
    let default = field.presence.default.as_deref().map(default::schema);
    quote!(#c::schema::Field::new(#declaration, #number, #shape) #json_name #redact #default)
}

/// A `FieldNumber` constant.
pub fn number(number: u32) -> TokenStream {
    let c = private();
    quote!(const { #c::FieldNumber::literal(#number) })
}
