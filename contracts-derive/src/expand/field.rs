//! Fields: their codecs and their schemas.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

use super::{declaration::declaration, private};
use crate::model::{Encoding, Field, JsonName, outer};

/// The codec of a field of a message: what implements `FieldCodec` of the field's type.
pub fn codec(field: &Field) -> TokenStream {
    let c = private();
    match &field.encoding {
        Encoding::Unpacked(inner) => {
            let encoding = encoding(inner);
            quote!(#c::Unpacked<#encoding>)
        }
        Encoding::As(marker) => marked(field, &quote!(#marker)),
        plain => {
            let encoding = encoding(plain);
            quote!(#c::Inferred<#encoding>)
        }
    }
}

/// The codec of a member whose values travel by the user's marker: only the outermost type says how often.
fn marked(field: &Field, marker: &TokenStream) -> TokenStream {
    let c = private();
    match outer(&field.ty) {
        Some((name, arguments)) => match (name.as_str(), arguments.as_slice()) {
            ("Option", [_]) => quote!(#c::Explicit<#marker>),
            ("Vec", [_]) => quote!(#c::Packed<#marker>),
            ("HashMap" | "BTreeMap", [key, value, ..]) => {
                quote!(#c::MapOf<#key, #value, <#key as #c::Value>::Codec, #marker>)
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
            quote_spanned!(ty.span()=> #c::oneof::MemberCodec<#ty, #encoding>)
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

/// `<Codec as FieldCodec<_>>`, at the place of the field's type, so that an error stands there.
pub fn field_codec(field: &Field) -> TokenStream {
    let c = private();
    let codec = codec(field);
    let ty = &field.ty;
    quote_spanned!(ty.span()=> <#codec as #c::FieldCodec<#ty>>)
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
