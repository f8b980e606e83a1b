//! The client: the trait implemented by calls.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::private;
use super::{Names, marker, trait_item};
use crate::model::{Operation, Parameter, Service};

/// `impl UserService for UserServiceClient`.
pub fn client(names: &Names, model: &Service) -> TokenStream {
    let (service, client) = (&names.service, &names.client);
    let methods = model.operations.iter().map(method);
    quote! {
        impl #service for #client {
            #(#methods)*
        }
    }
}

fn method(operation: &Operation) -> TokenStream {
    let c = private();
    let marker = marker(operation);
    let function = match operation.server_streams() {
        true => quote!(streaming),
        false => quote!(single),
    };
    let requests = match operation.request() {
        None => quote!(#c::rpc::Flow::Single(())),
        Some(payload) if payload.stream.is_none() => quote!(#c::rpc::Flow::Single(__request)),
        Some(_) => quote!(#c::rpc::Flow::Stream(::std::boxed::Box::pin(__request))),
    };
    let context = if operation.takes_context() { quote!(#c::Some(__cx)) } else { quote!(#c::None) };
    let signature = signature(operation);
    quote!(#signature { self.#function::<#marker>(#requests, #context) })
}

/// The signature of a method as in the trait, with parameters named by us.
pub fn signature(operation: &Operation) -> TokenStream {
    let (conditions, method) = (&operation.conditions, &operation.ident);
    let parameters = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Request(payload) => {
            let ty = trait_item::request(&payload.written);
            quote!(__request: #ty)
        }
        Parameter::Context(ty) => quote!(__cx: #ty),
    });
    let future = trait_item::future(&operation.returned);
    quote!(#(#conditions)* fn #method(&self, #(#parameters),*) -> #future)
}
