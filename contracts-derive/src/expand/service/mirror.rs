//! The object-safe mirror of the trait: boxed futures and streams, for those who need `dyn`.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ItemTrait, parse_quote};

use super::super::private;
use super::operation::shape;
use super::{Names, client, failure, marker};
use crate::model::{Operation, Parameter, Service, with_lifetime};

/// The mirror.
pub fn mirror(item: &ItemTrait, names: &Names, model: &Service) -> TokenStream {
    let vis = &item.vis;
    let Names { service, mirror, .. } = names;
    let doc = format!(
        "[`{service}`] for trait objects: every implementation of it is one, and `Arc<dyn {mirror}>` implements [`{service}`]."
    );
    let methods = model.operations.iter().map(|operation| {
        let (doc, signature) = (format!("As [`{service}::{}`].", operation.ident), signature(operation));
        quote!(#[doc = #doc] #signature;)
    });
    quote! {
        #[doc = #doc]
        #vis trait #mirror: ::core::marker::Send + ::core::marker::Sync + 'static {
            #(#methods)*
        }
    }
}

/// The mirror implemented by all that implement the trait, and the trait by what the mirror is of.
pub fn implementations(names: &Names, model: &Service) -> TokenStream {
    let Names { service, mirror, .. } = names;
    let boxed = model.operations.iter().map(|operation| boxed(operation, service));
    let unboxed = model.operations.iter().map(|operation| unboxed(operation, mirror));
    quote! {
        impl<__T: #service> #mirror for __T {
            #(#boxed)*
        }
        impl #service for ::std::sync::Arc<dyn #mirror> {
            #(#unboxed)*
        }
    }
}

/// The name in the mirror: another than in the trait, so that both can be in scope.
fn name(operation: &Operation) -> Ident {
    format_ident!("dyn_{}", operation.ident)
}

fn signature(operation: &Operation) -> TokenStream {
    let c = private();
    let (conditions, name) = (&operation.conditions, name(operation));
    let parameters = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Context(_) => quote!(__cx: #c::rpc::Context),
        Parameter::Request(payload) => match &payload.stream {
            Some(_) => {
                let message = &payload.message;
                quote!(__request: #c::rpc::Requests<#message>)
            }
            // The stream borrows from the request, so its box owns that.
            None if payload.borrows && operation.server_streams() => {
                let message = &payload.message;
                quote!(__request: #c::Encoded<#message>)
            }
            None if payload.borrows => {
                let message = with_lifetime(&payload.message, &parse_quote!('__a));
                quote!(__request: #message)
            }
            None => {
                let message = &payload.message;
                quote!(__request: #message)
            }
        },
    });
    let error = failure(&operation.outcome.failure);
    let response = match &operation.outcome.payload.stream {
        Some(stream) => {
            let item = &stream.item;
            quote!(#c::rpc::BoxStream<'__a, #item>)
        }
        None => {
            let message = &operation.outcome.payload.message;
            quote!(#message)
        }
    };
    quote! {
        #(#conditions)*
        fn #name<'__a>(&'__a self, #(#parameters),*) -> #c::rpc::BoxFuture<'__a, #c::Result<#response, #error>>
    }
}

fn boxed(operation: &Operation, service: &Ident) -> TokenStream {
    let c = private();
    let (signature, method, marker) = (signature(operation), &operation.ident, marker(operation));
    let arguments = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Request(_) => quote!(__request),
        Parameter::Context(_) => quote!(&__cx),
    });
    let called = quote!(<__T as #service>::#method(self, #(#arguments),*));
    let body = match (operation.server_streams(), operation.takes_context()) {
        (false, false) => quote!(::std::boxed::Box::pin(#called)),
        (false, true) => quote!(::std::boxed::Box::pin(async move { #called.await })),
        (true, takes_context) if operation.borrows() => {
            let cx = if takes_context { quote!(__cx) } else { quote!(#c::rpc::Context::new()) };
            quote!(#c::rpc::borrowed::boxed_streaming::<#marker, __T>(self, __request, #cx))
        }
        (true, false) => quote!(#c::rpc::dynamic::streaming(#called)),
        (true, true) => {
            let (function, request) = (shape(operation).handler, operation.request().map(|_| quote!(__request)));
            let request = request.unwrap_or_else(|| quote!(()));
            quote!(#c::rpc::dynamic::#function::<#marker, __T>(self, #request, __cx))
        }
    };
    quote!(#signature { #body })
}

fn unboxed(operation: &Operation, mirror: &Ident) -> TokenStream {
    let (c, signature, name) = (private(), client::signature(operation), name(operation));
    let arguments = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Request(payload) if payload.stream.is_some() => quote!(::std::boxed::Box::pin(__request)),
        Parameter::Request(payload) if payload.borrows && operation.server_streams() => {
            quote!(#c::View::to_encoded(&__request))
        }
        Parameter::Request(_) => quote!(__request),
        Parameter::Context(_) => quote!(::core::clone::Clone::clone(__cx)),
    });
    let called = quote!(<dyn #mirror as #mirror>::#name(&**self, #(#arguments),*));
    match operation.borrows() && !operation.server_streams() {
        // The future borrows from the object and from the request, which need not live equally long.
        true => quote!(#signature { async move { #called.await } }),
        false => quote!(#signature { #called }),
    }
}
