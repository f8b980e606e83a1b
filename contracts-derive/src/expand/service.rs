//! A trait as a service: the trait with its futures spelled out, the names beside it, and a line or two for each operation.

mod client;
mod mirror;
mod operation;
mod trait_item;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{Ident, ItemTrait, Visibility};

pub use trait_item::request;

use super::declaration::declaration;
use super::private;
use crate::model::{Failure, Operation, Service};

/// The names of what stands beside the trait.
struct Names {
    visibility: Visibility,
    service: Ident,
    definition: Ident,
    server: Ident,
    client: Ident,
    mirror: Ident,
}

impl Names {
    fn new(item: &ItemTrait) -> Self {
        let service = &item.ident;
        Names {
            visibility: item.vis.clone(),
            service: service.clone(),
            definition: format_ident!("{service}Definition"),
            server: format_ident!("{service}Server"),
            client: format_ident!("{service}Client"),
            mirror: format_ident!("Dyn{service}"),
        }
    }
}

/// The trait and all that makes it a service.
pub fn service(item: &ItemTrait, model: &Service) -> TokenStream {
    let names = Names::new(item);
    let (trait_item, beside) = (trait_item::with_futures(item), beside(&names));
    let mirror = mirror::mirror(item, &names, model);
    let definition = definition(&names, model);
    let operations = model.operations.iter().map(|operation| operation::operation(operation, &names, model));
    let (client, mirrored) = (client::client(&names, model), mirror::implementations(&names, model));
    quote! {
        #trait_item
        #beside
        #[allow(deprecated)]
        #mirror
        #[allow(deprecated)]
        const _: () = {
            #definition
            #(#operations)*
            #client
            #mirrored
        };
    }
}

/// The trait with mistakes, and the names beside it, so that those who use them are not told of the same mistakes.
pub fn service_stub(item: &ItemTrait) -> TokenStream {
    let (c, names) = (private(), Names::new(item));
    let (beside, definition) = (beside(&names), &names.definition);
    quote! {
        #[allow(async_fn_in_trait)]
        #item
        #beside
        const _: () = {
            impl #c::rpc::Definition for #definition {
                const NAME: &'static str = "";
                const SCHEMA: &'static #c::schema::Service = loop {};
                fn operations<__V: #c::rpc::OperationVisitor>(_: &mut __V) {}
            }
            impl<__T> #c::rpc::Serve<__T> for #definition {
                fn handlers<__V: #c::rpc::HandlerVisitor>(_: &::std::sync::Arc<__T>, _: &mut __V) {}
            }
        };
    }
}

/// The definition and the names of server and client.
fn beside(names: &Names) -> TokenStream {
    let c = private();
    let Names { visibility, service, definition, server, client, .. } = names;
    let docs = [
        format!("The service of [`{service}`], whoever implements it."),
        format!("Serves an implementation of [`{service}`]."),
        format!("Calls an implementation of [`{service}`], in process or over the network."),
    ];
    let [definition_doc, server_doc, client_doc] = docs;
    quote! {
        #[doc = #definition_doc]
        #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
        #visibility struct #definition;
        #[doc = #server_doc]
        #visibility type #server<__T> = #c::rpc::Server<#definition, __T>;
        #[doc = #client_doc]
        #visibility type #client = #c::rpc::Client<#definition>;
    }
}

/// What the runtime knows of the service.
fn definition(names: &Names, model: &Service) -> TokenStream {
    let c = private();
    let (service, definition) = (&names.service, &names.definition);
    let (about, name) = (declaration(&model.declaration, "ServiceOptions"), &model.declaration.name);
    let methods = model.operations.iter().map(|operation| operation::schema(operation, model));
    let shown = model.operations.iter().map(|operation| {
        let (conditions, marker) = (&operation.conditions, marker(operation));
        quote!(#(#conditions)* #c::rpc::OperationVisitor::operation::<#marker>(__visitor);)
    });
    let handled = model.operations.iter().map(|operation| {
        let (conditions, marker, handler) = (&operation.conditions, marker(operation), operation::handler(operation));
        quote! {
            #(#conditions)*
            #c::rpc::HandlerVisitor::handler::<#marker>(__visitor, #c::rpc::#handler::<#marker, __T>(__service));
        }
    });
    quote! {
        const METHODS: &[#c::schema::Method] = &[#(#methods),*];
        static SERVICE: #c::schema::Service = #c::schema::Service {
            declaration: #about,
            package: contracts_package!(),
            module: ::core::module_path!(),
            methods: METHODS,
        };

        impl #c::rpc::Definition for #definition {
            const NAME: &'static str = ::core::concat!(contracts_package!(), ".", #name);
            const SCHEMA: &'static #c::schema::Service = &SERVICE;
            fn operations<__V: #c::rpc::OperationVisitor>(__visitor: &mut __V) { #(#shown)* }
        }

        impl<__T: #service> #c::rpc::Serve<__T> for #definition {
            fn handlers<__V: #c::rpc::HandlerVisitor>(__service: &::std::sync::Arc<__T>, __visitor: &mut __V) {
                #(#handled)*
            }
        }

        #c::inventory::submit! { #c::Root::Service(&SERVICE) }
    }
}

/// The type that stands for an operation.
fn marker(operation: &Operation) -> Ident {
    format_ident!("__Operation{}", operation.declaration.name)
}

/// The type of an error.
fn failure(failure: &Failure) -> TokenStream {
    let c = private();
    match failure {
        Failure::Written(ty) => quote!(#ty),
        Failure::OfAlias(alias) => quote!(<#alias as #c::rpc::Fallible>::Error),
    }
}
