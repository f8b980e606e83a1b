//! What stands for an absent value: in the schema, in `Default`, and in the functions that ask for it.

use proc_macro2::{Literal as Token, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Generics, ItemStruct, Type, Visibility};

use super::{field, private};
use crate::model::{DefaultValue, Field, Literal, Message};
use crate::names;

/// `.default_value(..)` of `schema::Field`.
pub fn schema(default: &DefaultValue) -> TokenStream {
    let c = private();
    let value = match &default.literal {
        Literal::Bool(value) => quote!(Bool(#value)),
        Literal::Integer(number) => quote!(Integer(#number)),
        Literal::Float(digits) => {
            let number = float(digits);
            quote!(Float(#number))
        }
        Literal::FloatConstant(constant) => quote!(Float(::core::primitive::f64::#constant)),
        Literal::Text(text) => quote!(Text(#text)),
        Literal::Bytes(bytes) => {
            let bytes = Token::byte_string(bytes);
            quote!(Bytes(#bytes))
        }
        Literal::Path => {
            let value = typed(default);
            quote_spanned!(place(default)=> Enum(|| #c::Enumeration::number(#value)))
        }
    };
    quote!(.default_value(#c::schema::DefaultValue::#value))
}

/// The digits as a literal of type `f64`.
fn float(digits: &str) -> TokenStream {
    let (sign, digits) = match digits.strip_prefix('-') {
        Some(digits) => (Some(quote!(-)), digits),
        None => (None, digits),
    };
    let number = syn::LitFloat::new(&format!("{digits}f64"), Span::call_site());
    quote!(#sign #number)
}

/// The value that a field of the struct has in `Default`.
pub fn of_member(field: &Field) -> TokenStream {
    match (&field.presence.default, field.presence.required) {
        (Some(default), true) => owned(default),
        _ => {
            let default = field::of_codec(field, "default");
            quote!(#default())
        }
    }
}

/// The default as a value of the field's type.
fn owned(default: &DefaultValue) -> TokenStream {
    let (DefaultValue { written, ty, .. }, span) = (default, place(default));
    let borrowed = match &default.literal {
        Literal::Bytes(_) if matches!(ty, Type::Array(_)) => return typed(default),
        Literal::Bytes(_) => quote!(&'static [::core::primitive::u8]),
        Literal::Text(_) => quote!(&'static ::core::primitive::str),
        _ => return typed(default),
    };
    quote_spanned!(span=> {
        let __default: #borrowed = #written;
        let __default: #ty = ::core::convert::Into::into(__default);
        __default
    })
}

/// The literal, of the field's type: in all uses alike, so that rustc tells once of one that is of another.
fn typed(default: &DefaultValue) -> TokenStream {
    let (DefaultValue { written, ty, .. }, span) = (default, place(default));
    let star = matches!(default.literal, Literal::Bytes(_)).then(|| quote!(*));
    quote_spanned!(span=> { let __default: #ty = #star #written; __default })
}

/// For each optional field with a default a function that gives the value or the default.
pub fn accessors(item: &ItemStruct, generics: &Generics, model: &Message) -> Option<TokenStream> {
    let accessors: Vec<TokenStream> = model.fields().filter_map(|field| accessor(item, field)).collect();
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    (!accessors.is_empty()).then(|| {
        quote! {
            impl #impl_generics #ident #type_generics #where_clause { #(#accessors)* }
        }
    })
}

fn accessor(item: &ItemStruct, field: &Field) -> Option<TokenStream> {
    let default = field.presence.default.as_deref().filter(|_| !field.presence.required)?;
    let (ident, conditions) = (&field.ident, &field.conditions);
    let name = format_ident!("{}_or_default", names::unraw(ident), span = ident.span());
    let visibility = visibility(item, field);
    let deprecated = field.declaration.deprecated.then(|| quote!(#[deprecated]));
    let (ty, value) = borrowed(field, default);
    Some(quote! {
        #(#conditions)*
        #deprecated
        #[doc = "The value, or the default that the contract declares."]
        #[must_use]
        #[allow(dead_code)]
        #visibility fn #name(&self) -> #ty { #value }
    })
}

/// The type that a function gives, and how: texts and bytes are borrowed, all else is copied.
fn borrowed(field: &Field, default: &DefaultValue) -> (TokenStream, TokenStream) {
    let (c, ident, span) = (private(), &field.ident, place(default));
    let (DefaultValue { written, ty, .. }, is_array) = (default, matches!(default.ty, Type::Array(_)));
    let borrowed = match &default.literal {
        Literal::Text(_) => Some(quote!(&::core::primitive::str)),
        Literal::Bytes(_) if !is_array => Some(quote!(&[::core::primitive::u8])),
        _ => None,
    };
    match borrowed {
        Some(borrowed) => {
            let value =
                quote_spanned!(span=> match &self.#ident { #c::Some(__value) => __value, #c::None => #written });
            (borrowed, value)
        }
        None => {
            let absent = typed(default);
            let value =
                quote_spanned!(span=> match &self.#ident { #c::Some(__value) => *__value, #c::None => #absent });
            (quote!(#ty), value)
        }
    }
}

/// The place of the literal, where an error about its type stands.
fn place(default: &DefaultValue) -> Span {
    Span::call_site().located_at(default.written.span())
}

/// That of the field.
fn visibility<'a>(item: &'a ItemStruct, field: &Field) -> Option<&'a Visibility> {
    let named = item.fields.iter().find(|named| named.ident.as_ref() == Some(&field.ident));
    named.map(|named| &named.vis)
}
