//! An operation: its schema, its types, and the one line that calls it.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Ident;

use super::super::declaration::declaration;
use super::super::private;
use super::{Names, failure, marker};
use crate::model::{Http, Idempotency, Operation, Parameter, Service};

/// The names of a call shape in the runtime.
pub struct Shape {
    /// The trait that calls: `Unary`.
    pub operation: Ident,
    /// The function that makes the handler: `unary`.
    pub handler: Ident,
    /// The variant of `schema::Streaming`.
    pub streaming: Ident,
}

/// The shape of an operation.
pub fn shape(operation: &Operation) -> Shape {
    let [operation, handler, streaming] = match (operation.client_streams(), operation.server_streams()) {
        (false, false) => ["Unary", "unary", "None"],
        (false, true) => ["ServerStreaming", "server_streaming", "Server"],
        (true, false) => ["ClientStreaming", "client_streaming", "Client"],
        (true, true) => ["Bidirectional", "bidirectional", "Bidirectional"],
    }
    .map(|name| Ident::new(name, Span::call_site()));
    Shape { operation, handler, streaming }
}

/// The function that makes the handler of an operation.
pub fn handler(operation: &Operation) -> TokenStream {
    let handler = shape(operation).handler;
    match operation.borrows() && operation.server_streams() {
        true => quote!(borrowed::borrowing_streaming),
        false => quote!(#handler),
    }
}

/// `schema::Method`.
pub fn schema(operation: &Operation, service: &Service) -> TokenStream {
    let c = private();
    let (conditions, about, path) =
        (&operation.conditions, declaration(&operation.declaration, "MethodOptions"), path(operation, service));
    let (marker, streaming) = (marker(operation), shape(operation).streaming);
    let idempotency = operation.idempotency.map(|level| match level {
        Idempotency::NoSideEffects => quote!(.idempotency(#c::schema::Idempotency::NoSideEffects)),
        Idempotency::Idempotent => quote!(.idempotency(#c::schema::Idempotency::Idempotent)),
    });
    let http = operation.http.split_first().map(|(first, additional)| {
        let additional = additional.iter().map(|it| http(it, &TokenStream::new()));
        let http = http(first, &quote!(#(#additional),*));
        quote!(.http(#http))
    });
    quote! {
        #(#conditions)*
        #c::rpc::method::<#marker>(#about, #path)
            .streaming(#c::schema::Streaming::#streaming)
            #idempotency
            #http
    }
}

/// `schema::Http`, with these additional ones.
fn http(http: &Http, additional: &TokenStream) -> TokenStream {
    let (c, Http { method, path, body, response_body }) = (private(), http);
    let [body, response_body] =
        [body, response_body].map(|field| field.as_ref().map_or_else(|| quote!(""), |field| quote!(#field)));
    quote!(#c::schema::Http {
        method: #method, path: #path, body: #body, response_body: #response_body, additional: &[#additional]
    })
}

fn path(operation: &Operation, service: &Service) -> TokenStream {
    let rest = format!(".{}/{}", service.declaration.name, operation.declaration.name);
    quote!(::core::concat!("/", contracts_package!(), #rest))
}

fn request(operation: &Operation) -> TokenStream {
    operation.request().map_or_else(
        || quote!(()),
        |payload| {
            let (c, message) = (private(), &payload.message);
            if payload.borrows { quote!(#c::Encoded<#message>) } else { quote!(#message) }
        },
    )
}

/// The operation as a type, and how it is called.
pub fn operation(operation: &Operation, names: &Names, service: &Service) -> TokenStream {
    let c = private();
    let (conditions, marker, path) = (&operation.conditions, marker(operation), path(operation, service));
    // Seen where the service is: the type of a stream that a client returns names the operation.
    let visibility = &names.visibility;
    let (request, response) = (request(operation), &operation.outcome.payload.message);
    let error = failure(&operation.outcome.failure);
    let stream_error = match &operation.outcome.payload.stream {
        Some(stream) => failure(&stream.failure),
        None => quote!(#c::rpc::Status),
    };
    let call = call(operation, names);
    quote! {
        #(#conditions)*
        #visibility struct #marker;
        #(#conditions)*
        impl #c::rpc::Operation for #marker {
            type Request = #request;
            type Response = #response;
            type Error = #error;
            type StreamError = #stream_error;
            const INDEX: usize = #c::rpc::index_of(METHODS, #path);
            const METHOD: &'static #c::schema::Method = &METHODS[Self::INDEX];
        }
        #(#conditions)*
        #call
    }
}

fn call(operation: &Operation, names: &Names) -> TokenStream {
    let c = private();
    let (service, marker, shape) = (&names.service, marker(operation), shape(operation).operation);
    let requests = match operation.client_streams() {
        true => quote!(#c::rpc::Requests<Self::Request>),
        false => quote!(Self::Request),
    };
    let response = match operation.server_streams() {
        true => {
            quote!(impl #c::rpc::Stream<Item = #c::Result<Self::Response, Self::StreamError>> + ::core::marker::Send)
        }
        false => quote!(Self::Response),
    };
    let arguments = operation.parameters.iter().map(|parameter| match parameter {
        Parameter::Request(_) => quote!(__request),
        Parameter::Context(_) => quote!(__cx),
    });
    let (method, span) = (&operation.ident, operation.ident.span());
    let called = quote_spanned!(span=> <__T as #service>::#method(__service, #(#arguments),*));
    if operation.borrows() {
        return borrowing_call(operation, service, &response, &called);
    }
    quote! {
        impl<__T: #service> #c::rpc::#shape<__T> for #marker {
            #[allow(unused_variables)]
            fn call(
                __service: &__T,
                __request: #requests,
                __cx: &#c::rpc::Context,
            ) -> impl ::core::future::Future<Output = #c::Result<#response, Self::Error>> + ::core::marker::Send {
                #called
            }
        }
    }
}

/// The call of an operation whose request borrows: the future decodes the bytes that it owns, or that are lent to it for as long
/// as its stream lives.
fn borrowing_call(operation: &Operation, service: &Ident, response: &TokenStream, called: &TokenStream) -> TokenStream {
    let (c, marker) = (private(), marker(operation));
    let (shape, lifetime, request, lent) = match operation.server_streams() {
        true => (quote!(borrowed::BorrowingStreaming), Some(quote!('__c)), quote!(&'__c Self::Request), quote!()),
        false => (quote!(Unary), None, quote!(Self::Request), quote!(&)),
    };
    let generics = lifetime.as_ref().map(|lifetime| quote!(<#lifetime>));
    quote! {
        impl<__T: #service> #c::rpc::#shape<__T> for #marker {
            #[allow(unused_variables)]
            fn call #generics (
                __service: &#lifetime __T,
                __request: #request,
                __cx: &#lifetime #c::rpc::Context,
            ) -> impl ::core::future::Future<Output = #c::Result<#response, Self::Error>> + ::core::marker::Send {
                async move {
                    let __request = match #c::rpc::borrowed::view::<_, Self::Error>(#lent __request) {
                        #c::Ok(__request) => __request,
                        #c::Err(__error) => return #c::Err(__error),
                    };
                    #called.await
                }
            }
        }
    }
}
