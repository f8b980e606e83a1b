//! A struct with a lifetime as a message that borrows.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ItemEnum, ItemStruct, Lifetime};

use super::{borrowed, field, merge, message, private, validate};
use crate::model::{Field, Message, Unknown};

/// `Merging`, `View` and `Family`.
pub fn view_impl(item: &ItemStruct, lifetime: &Lifetime, model: &Message) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    let (schema, put, merge) = (message::schema(item, model), message::put(model), merge::field(model));
    let merge_in_order = merge::in_order(model);
    let (required, check) = (message::required(model), validate::check(model));
    let required = required.unwrap_or_else(|| {
        quote!(
            const REQUIRED: &'static [u32] = &[];
        )
    });
    let unknown_mut = model.unknown.as_ref().map(|Unknown { ident, conditions }| {
        quote! {
            #(#conditions)*
            fn unknown_fields_mut(&mut self) -> #c::Option<&mut #c::UnknownFields> { #c::Some(&mut self.#ident) }
        }
    });
    let unknown = model.unknown.as_ref().map(|Unknown { ident, conditions }| {
        quote! {
            #(#conditions)*
            fn unknown_fields(&self) -> #c::Option<&#c::UnknownFields> { #c::Some(&self.#ident) }
        }
    });
    quote! {
        impl<#lifetime> #c::Merging<#lifetime> for #ident<#lifetime> {
            #required
            const SCHEMA: fn() -> &'static #c::schema::Message = || const { &#schema };
            fn merge_field(
                &mut self,
                __key: #c::Key,
                __r: &mut #c::Reader<#lifetime>,
            ) -> #c::Result<(), #c::Interrupt> {
                #merge
            }
            #merge_in_order
            #unknown_mut
        }
        impl<#lifetime> #c::View<#lifetime> for #ident<#lifetime> {
            type Family = #ident<'static>;
            fn put(&self, __w: &mut #c::Writer<'_>) { #put }
            #check
            #unknown
        }
        impl #c::Family for #ident<'static> {
            type View<'__a> = #ident<'__a>;
        }
    }
}

/// What makes the message a member of others, what serde knows of it, and what submits it to the registry. A message that
/// borrows is not read from JSON: text with an escape is nowhere in the input.
pub fn of_its_own(item: &ItemStruct) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    quote! {
        #[diagnostic::do_not_recommend]
        impl<'__a> #c::Borrowed<'__a> for #ident<'__a> {
            type Codec = #c::InPlace;
        }
        ::contracts::__json_schema! {
            ['__a] #ident<'__a>, #c::schema::Kind::Message(<#ident<'static> as #c::View<'static>>::schema), #c::schema::Domain::All
        }
        impl<'__a> #c::serde::Serialize for #ident<'__a> {
            fn serialize<__S: #c::serde::Serializer>(&self, __serializer: __S) -> #c::Result<__S::Ok, __S::Error> {
                #c::json::serialize_view(self, __serializer)
            }
        }
        #c::inventory::submit! { #c::Root::Message(<#ident<'static> as #c::View<'static>>::schema) }
        #c::inventory::submit! { #c::packable_view::<#ident<'static>>() }
    }
}

/// A struct with mistakes.
pub fn stub(item: &ItemStruct, fields: &[Field], lifetime: &Lifetime) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    let codecs = fields.iter().map(|field| match &field.lifetime {
        Some(lifetime) => borrowed::codec(field, lifetime),
        None => field::codec(field),
    });
    quote! {
        #item
        const _: () = {
            impl<'__a> #c::Merging<'__a> for #ident<'__a> {
                const REQUIRED: &'static [u32] = &[];
                const SCHEMA: fn() -> &'static #c::schema::Message = || loop {};
                fn merge_field(&mut self, _: #c::Key, _: &mut #c::Reader<'__a>) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
            }
            impl<'__a> #c::View<'__a> for #ident<'__a> {
                type Family = #ident<'static>;
                fn put(&self, _: &mut #c::Writer<'_>) {}
            }
            impl #c::Family for #ident<'static> {
                type View<'__a> = #ident<'__a>;
            }
            impl<'__a> ::core::default::Default for #ident<'__a> {
                fn default() -> Self { loop {} }
            }
            impl<'__a> #c::Borrowed<'__a> for #ident<'__a> {
                type Codec = #c::InPlace;
            }
            #[allow(dead_code)]
            fn __have_codecs<#lifetime>() { #(let _: #codecs;)* }
        };
    }
}

/// A oneof with mistakes.
pub fn oneof_stub(item: &ItemEnum, lifetime: &Lifetime) -> TokenStream {
    let (c, ident) = (private(), &item.ident);
    quote! {
        #item
        const _: () = {
            impl<#lifetime> #c::OneofView<#lifetime> for #ident<#lifetime> {
                const NUMBERS: &'static [u32] = &[];
                const NAMES: &'static [&'static str] = &[];
                fn schema() -> &'static #c::schema::Oneof { loop {} }
                fn number(&self) -> u32 { loop {} }
                fn put(&self, _: &mut #c::Writer<'_>) {}
                fn merge(
                    _: &mut #c::Option<Self>,
                    _: #c::Key,
                    _: &mut #c::Reader<#lifetime>,
                ) -> #c::Result<(), #c::Interrupt> {
                    loop {}
                }
            }
        };
    }
}
