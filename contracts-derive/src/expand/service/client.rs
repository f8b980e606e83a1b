//! The client: the trait implemented by calls.

use proc_macro2::TokenStream;
use quote::quote;
use syn::visit_mut::VisitMut;
use syn::{Type, parse_quote};

use super::super::private;
use super::{Names, failure, marker, trait_item};
use crate::model::{Operation, Parameter, Service};

/// `impl UserService for UserServiceClient`.
pub fn client(names: &Names, model: &Service) -> TokenStream {
    let (service, client) = (&names.service, &names.client);
    let methods = model.operations.iter().map(method);
    quote! {
        #[allow(refining_impl_trait)]
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
        None => quote!(#c::rpc::Flow::request::<#marker>(())),
        Some(payload) if payload.borrows => quote!(#c::rpc::Flow::request::<#marker>(#c::View::to_encoded(&__request))),
        Some(payload) if payload.stream.is_none() => quote!(#c::rpc::Flow::request::<#marker>(__request)),
        Some(_) => quote!(#c::rpc::Flow::requests::<#marker>(__request)),
    };
    let context = if operation.takes_context() { quote!(#c::Some(__cx)) } else { quote!(#c::None) };
    let signature = returning(operation, &owned(operation));
    quote!(#signature { self.#function::<#marker>(#requests, #context) })
}

/// What a method returns, with a type in place of `impl Stream`: what the client returns borrows from nothing.
fn owned(operation: &Operation) -> Type {
    let (c, payload) = (private(), &operation.outcome.payload);
    let mut returned = operation.returned.clone();
    if let Some(stream) = &payload.stream {
        let (message, error) = (&payload.message, failure(&stream.failure));
        Replace(parse_quote!(#c::rpc::Responses<#message, #error>)).visit_type_mut(&mut returned);
    }
    returned
}

/// Puts a type in the place of every `impl Trait`.
struct Replace(Type);

impl VisitMut for Replace {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        match ty {
            Type::ImplTrait(_) => *ty = self.0.clone(),
            _ => syn::visit_mut::visit_type_mut(self, ty),
        }
    }
}

/// The signature of a method as in the trait, with parameters named by us.
pub fn signature(operation: &Operation) -> TokenStream {
    returning(operation, &operation.returned)
}

fn returning(operation: &Operation, returned: &Type) -> TokenStream {
    let (conditions, method) = (&operation.conditions, &operation.ident);
    let parameters = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Request(payload) => {
            let ty = trait_item::request(&payload.written);
            quote!(__request: #ty)
        }
        Parameter::Context(ty) => quote!(__cx: #ty),
    });
    let future = trait_item::future(returned);
    quote!(#(#conditions)* fn #method(&self, #(#parameters),*) -> #future)
}
