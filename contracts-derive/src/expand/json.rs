//! JSON: serde's traits, which the schema is enough for.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, Ident, parse_quote};

use super::private;

/// `Serialize` and `Deserialize` of a message.
pub fn serde_impls(ident: &Ident, generics: &Generics) -> TokenStream {
    let c = private();
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let mut with_lifetime = generics.clone();
    with_lifetime.params.insert(0, parse_quote!('__de));
    let (de_generics, ..) = with_lifetime.split_for_impl();
    let parameters = &generics.params;
    quote! {
        ::contracts::__json_schema! {
            [#parameters] #ident #type_generics, #c::schema::Kind::Message(<Self as #c::Message>::schema)
        }
        impl #impl_generics #c::serde::Serialize for #ident #type_generics #where_clause {
            fn serialize<__S: #c::serde::Serializer>(&self, __serializer: __S) -> #c::Result<__S::Ok, __S::Error> {
                #c::json::serialize(self, __serializer)
            }
        }
        impl #de_generics #c::serde::Deserialize<'__de> for #ident #type_generics #where_clause {
            fn deserialize<__D: #c::serde::Deserializer<'__de>>(__deserializer: __D) -> #c::Result<Self, __D::Error> {
                #c::json::deserialize(__deserializer)
            }
        }
    }
}

/// `Serialize` and `Deserialize` of an enum.
pub fn serde_enum_impls(ident: &Ident) -> TokenStream {
    let c = private();
    quote! {
        ::contracts::__json_schema! { [] #ident, #c::schema::Kind::Enum(<Self as #c::Enumeration>::schema) }
        impl #c::serde::Serialize for #ident {
            fn serialize<__S: #c::serde::Serializer>(&self, __serializer: __S) -> #c::Result<__S::Ok, __S::Error> {
                #c::json::serialize_enum(*self, __serializer)
            }
        }
        impl<'__de> #c::serde::Deserialize<'__de> for #ident {
            fn deserialize<__D: #c::serde::Deserializer<'__de>>(__deserializer: __D) -> #c::Result<Self, __D::Error> {
                #c::json::deserialize_enum(__deserializer)
            }
        }
    }
}
