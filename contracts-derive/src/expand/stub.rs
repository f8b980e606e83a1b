//! What stands in for the expansion of an item with mistakes, so that one mistake does not become nine:
//! the item, and implementations that type-check and are never run.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Generics, Ident, ItemEnum, ItemStruct, Type, TypeReference, parse_quote};

use super::{field, message, private, view};
use crate::model::{Field, lifetime, outer};
use crate::parse::{derives, derives_default};

/// A struct with mistakes; `extends` is the message that it extends.
pub fn message_stub(item: &ItemStruct, fields: &[Field], extends: Option<&Type>) -> TokenStream {
    let c = private();
    let item = &with_an_end(item);
    if let Some(lifetime) = lifetime(&item.generics) {
        return view::stub(item, fields, lifetime);
    }
    if item.generics.type_params().count() != item.generics.params.len() {
        return quote!(#item);
    }
    let (generics, codecs) = (message::bounded(&item.generics, fields.iter()), fields.iter().map(field::codec));
    let (ident, (impl_generics, type_generics, where_clause)) = (&item.ident, generics.split_for_impl());
    let default = (!derives_default(&item.attrs)).then(|| default(ident, &generics));
    let member = member_impls(ident, &generics);
    let extension = extends.map(|extended| quote!(impl #c::Extension for #ident { type Of = #extended; }));
    let extension = extension.filter(|_| generics.params.is_empty());
    quote! {
        #item
        const _: () = {
            #extension
            impl #impl_generics #c::Message for #ident #type_generics #where_clause {
                fn schema() -> &'static #c::schema::Message { loop {} }
                fn put(&self, _: &mut #c::Writer<'_>) {}
                fn merge_field(&mut self, _: #c::Key, _: &mut #c::Reader<'_>) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
            }
            #default
            #member
            #[allow(dead_code)]
            fn __have_codecs #impl_generics () #where_clause { #(let _: #codecs;)* }
        };
    }
}

/// The struct with a pointer wherever it holds itself, so that its size is not a second mistake.
fn with_an_end(item: &ItemStruct) -> ItemStruct {
    let mut item = item.clone();
    let ident = item.ident.clone();
    let itself = |ty: &Type| outer(ty).is_some_and(|(name, arguments)| arguments.is_empty() && ident == name);
    let types = item.fields.iter_mut().map(|field| &mut field.ty);
    for ty in types.filter(|ty| itself(ty)) {
        *ty = parse_quote!(::std::boxed::Box<#ty>);
    }
    Outlive.visit_item_struct_mut(&mut item);
    item
}

/// Gives a lifetime to references that have none, of which the compiler would tell once more.
struct Outlive;

impl VisitMut for Outlive {
    fn visit_type_reference_mut(&mut self, reference: &mut TypeReference) {
        reference.lifetime.get_or_insert_with(|| parse_quote!('static));
        syn::visit_mut::visit_type_reference_mut(self, reference);
    }
}

/// An enum of numbers with mistakes.
pub fn enumeration_stub(item: &ItemEnum) -> TokenStream {
    let item = &without_numbers(item);
    let (c, ident) = (private(), &item.ident);
    if !item.generics.params.is_empty() {
        return quote!(#item);
    }
    let is_copy = derives(&item.attrs).iter().any(|path| path.is_ident("Copy"));
    let enumeration = is_copy.then(|| {
        quote! {
            impl #c::Enumeration for #ident {
                const DEFAULT: Self = loop {};
                fn schema() -> &'static #c::schema::Enum { loop {} }
                fn number(self) -> i32 { loop {} }
                fn from_number(_: i32) -> #c::Option<Self> { loop {} }
            }
        }
    });
    let default = (!derives_default(&item.attrs)).then(|| default(ident, &item.generics));
    let member = member_impls(ident, &item.generics);
    quote!(#item const _: () = { #enumeration #default #member };)
}

/// The enum without its numbers, of which the compiler would tell once more when two are the same.
fn without_numbers(item: &ItemEnum) -> ItemEnum {
    let mut item = item.clone();
    item.variants.iter_mut().for_each(|variant| variant.discriminant = None);
    item
}

/// A oneof with mistakes.
pub fn oneof_stub(item: &ItemEnum) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    if let Some(lifetime) = lifetime(&item.generics) {
        return view::oneof_stub(item, lifetime);
    }
    if !item.generics.params.is_empty() {
        return quote!(#item);
    }
    quote! {
        #item
        const _: () = {
            impl #c::Oneof for #ident {
                const NUMBERS: &'static [u32] = &[];
                const NAMES: &'static [&'static str] = &[];
                fn schema() -> &'static #c::schema::Oneof { loop {} }
                fn number(&self) -> u32 { loop {} }
                fn put(&self, _: &mut #c::Writer<'_>) {}
                fn merge(
                    _: &mut #c::Option<Self>,
                    _: #c::Key,
                    _: &mut #c::Reader<'_>,
                ) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
            }
        };
    }
}

fn default(ident: &Ident, generics: &Generics) -> TokenStream {
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        impl #impl_generics ::core::default::Default for #ident #type_generics #where_clause {
            fn default() -> Self { loop {} }
        }
    }
}

/// The type can be a member all the same.
fn member_impls(ident: &Ident, generics: &Generics) -> TokenStream {
    let c = private();
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    quote! {
        impl #impl_generics #c::Value for #ident #type_generics #where_clause {
            type Codec = #c::Stub;
            type Repeated = #c::Packed<#c::Stub>;
        }
        impl #impl_generics #c::Member for #ident #type_generics #where_clause {
            type Codec = #c::Implicit<#c::Stub>;
        }
    }
}
