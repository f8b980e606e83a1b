//! An enum without data as a protobuf enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, ItemEnum};

use super::declaration::{declaration, reserved};
use super::{json::serde_enum_impls, message::schema_of, private};
use crate::model::{Enumeration, Value};

/// The enum and all that makes it a protobuf enum.
pub fn enumeration(item: &ItemEnum, model: &Enumeration) -> TokenStream {
    let c = private();
    let ident = &item.ident;
    let implementation = enumeration_impl(ident, model);
    let (member, serde) = (member_impls(ident), serde_enum_impls(ident));
    let first = &model.values[0].ident;
    quote! {
        #item
        #[allow(deprecated)]
        const _: () = {
            #implementation
            #member
            #serde
            impl ::core::default::Default for #ident {
                fn default() -> Self { Self::#first }
            }
            #c::inventory::submit! { #c::Root::Enum(<#ident as #c::Enumeration>::schema) }
        };
    }
}

fn enumeration_impl(ident: &Ident, model: &Enumeration) -> TokenStream {
    let c = private();
    let (schema, first) = (schema(model), &model.values[0].ident);
    let to_numbers = model
        .values
        .iter()
        .map(|Value { ident, number, conditions, .. }| quote!(#(#conditions)* Self::#ident => #number,));
    let from_numbers = model
        .values
        .iter()
        .map(|Value { ident, number, conditions, .. }| quote!(#(#conditions)* #number => #c::Some(Self::#ident),));
    let to_number = model.unknown.iter().map(|unknown| quote!(Self::#unknown(__number) => __number,));
    let from_number = match &model.unknown {
        Some(unknown) => quote!(__number => #c::Some(Self::#unknown(__number)),),
        None => quote!(_ => #c::None,),
    };
    let first_alias = model.allow_alias.then(|| quote!(#[allow(unreachable_patterns)]));
    quote! {
        impl #c::Enumeration for #ident {
            const DEFAULT: Self = Self::#first;
            fn schema() -> &'static #c::schema::Enum { const { &#schema } }
            #[inline]
            fn number(self) -> i32 {
                match self { #(#to_numbers)* #(#to_number)* }
            }
            #first_alias
            fn from_number(__number: i32) -> #c::Option<Self> {
                match __number { #(#from_numbers)* #from_number }
            }
        }
    }
}

fn schema(model: &Enumeration) -> TokenStream {
    let c = private();
    let declared = declaration(&model.declaration, "EnumOptions");
    let values = model.values.iter().map(|Value { number, declaration: about, conditions, .. }| {
        let declaration = declaration(about, "EnumValueOptions");
        quote!(#(#conditions)* #c::schema::Value { declaration: #declaration, number: #number })
    });
    let reserved = (!model.reserved.is_empty()).then(|| {
        let entries = reserved(&model.reserved);
        quote!(reserved: #entries,)
    });
    let parent = model.nested_in.as_ref().map(|parent| {
        let schema = schema_of(parent);
        quote!(parent: #c::Some(#schema),)
    });
    let aliases = model.allow_alias.then(|| quote!(allow_alias: true,));
    let closed = model.closed.then(|| quote!(closed: true,));
    quote! {
        #c::schema::Enum {
            values: &[#(#values),*],
            #reserved #parent #aliases #closed
            syntax: contracts_package!(syntax),
            module: ::core::module_path!(),
            ..#c::schema::Enum::new(contracts_package!(), #declared)
        }
    }
}

/// An enum can be a member, and be repeated.
fn member_impls(ident: &Ident) -> TokenStream {
    let c = private();
    quote! {
        #[diagnostic::do_not_recommend]
        impl #c::Value for #ident {
            type Codec = #c::EnumNumber;
            type Repeated = #c::Packed<#c::EnumNumber>;
        }
        #[diagnostic::do_not_recommend]
        impl #c::Member for #ident {
            type Codec = #c::Implicit<#c::EnumNumber>;
        }
    }
}
