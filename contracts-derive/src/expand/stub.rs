//! What stands in for the expansion of an item with mistakes, so that one mistake does not become nine:
//! the item, and implementations that type-check and are never run.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemEnum, ItemStruct};

use super::{enumeration, message, private};

/// A struct with mistakes.
pub fn message_stub(item: &ItemStruct) -> TokenStream {
    let c = private();
    if !item.generics.params.is_empty() {
        return quote!(#item);
    }
    let ident = &item.ident;
    let member = message::member_impls(item, &item.generics);
    quote! {
        #item
        const _: () = {
            impl #c::Message for #ident {
                fn schema() -> &'static #c::schema::Message { loop {} }
                fn put(&self, _: &mut #c::Writer) {}
                fn merge_field(&mut self, _: #c::Key, _: &mut #c::Reader<'_>) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
            }
            impl ::core::default::Default for #ident {
                fn default() -> Self { loop {} }
            }
            #member
        };
    }
}

/// An enum of numbers with mistakes.
pub fn enumeration_stub(item: &ItemEnum) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    if !item.generics.params.is_empty() {
        return quote!(#item);
    }
    let member = enumeration::member_impls(ident);
    quote! {
        #item
        const _: () = {
            impl #c::Enumeration for #ident {
                const ZERO: Self = loop {};
                fn schema() -> &'static #c::schema::Enum { loop {} }
                fn number(self) -> i32 { loop {} }
                fn from_number(_: i32) -> #c::Option<Self> { loop {} }
            }
            #member
        };
    }
}

/// A oneof with mistakes.
pub fn oneof_stub(item: &ItemEnum) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
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
                fn put(&self, _: &mut #c::Writer) {}
                fn merge(
                    _: &mut #c::Option<Self>,
                    _: #c::Key,
                    _: &mut #c::Reader<'_>,
                ) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
                fn serialize_member<__O: #c::serde::ser::SerializeMap>(
                    &self,
                    _: &mut __O,
                ) -> #c::Result<(), __O::Error> {
                    loop {}
                }
                fn json_number(_: &str) -> #c::Option<u32> { loop {} }
                fn deserialize_member<'__de, __A: #c::serde::de::MapAccess<'__de>>(
                    _: &mut #c::Option<Self>,
                    _: u32,
                    _: &mut __A,
                ) -> #c::Result<(), __A::Error> {
                    loop {}
                }
            }
        };
    }
}
