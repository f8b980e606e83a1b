//! The attribute macro of `contracts`: parse what the user wrote, check it into a model, expand the model.
//!
//! No stage reads or writes a file, none panics, and all mistakes of an item are reported at once.

use proc_macro::TokenStream;
use quote::quote;
use syn::Item;

mod diagnostics;
mod expand;
mod grammar;
mod model;
mod names;
mod parse;

use diagnostics::Diagnostics;

/// Makes a struct a protobuf message, an enum an enum or a oneof, a trait a gRPC service.
///
/// The guide to all attributes is `docs/attributes.md`.
#[proc_macro_attribute]
pub fn contract(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = proc_macro2::TokenStream::from(item);
    match syn::parse2(item.clone()) {
        Ok(parsed) => contract_item(arguments.into(), parsed).into(),
        Err(error) => {
            let error = error.into_compile_error();
            quote!(#item #error).into()
        }
    }
}

fn contract_item(arguments: proc_macro2::TokenStream, item: Item) -> proc_macro2::TokenStream {
    let mut diagnostics = Diagnostics::default();
    let expanded = match item {
        Item::Struct(item) => message(arguments, item, &mut diagnostics),
        Item::Enum(item) if parse::is_enumeration(&item) => enumeration(arguments, item, &mut diagnostics),
        Item::Enum(item) => oneof(arguments, item, &mut diagnostics),
        Item::Trait(item) => service(arguments, item, &mut diagnostics),
        Item::Impl(item) => service_impl(arguments, item, &mut diagnostics),
        other => {
            diagnostics.add(diagnostics::not_a_contract(&other));
            quote!(#other)
        }
    };
    let errors = diagnostics.into_compile_errors();
    quote!(#expanded #errors)
}

fn message(
    arguments: proc_macro2::TokenStream,
    item: syn::ItemStruct,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    let parsed = parse::Message::new(arguments, item, diagnostics);
    match model::Message::check(&parsed, diagnostics) {
        Ok(model) => expand::message(&parsed.item, &model),
        Err(fields) => expand::message_stub(&parsed.item, &fields, parsed.options.type_of("extends")),
    }
}

fn enumeration(
    arguments: proc_macro2::TokenStream,
    item: syn::ItemEnum,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    let parsed = parse::Enumeration::new(arguments, item, diagnostics);
    match model::Enumeration::check(&parsed, diagnostics) {
        Some(model) => expand::enumeration(&parsed.item, &model),
        None => expand::enumeration_stub(&parsed.item),
    }
}

fn oneof(
    arguments: proc_macro2::TokenStream,
    item: syn::ItemEnum,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    let parsed = parse::Oneof::new(arguments, item, diagnostics);
    match model::Oneof::check(&parsed, diagnostics) {
        Some(model) => expand::oneof(&parsed.item, &model),
        None => expand::oneof_stub(&parsed.item),
    }
}

fn service(
    arguments: proc_macro2::TokenStream,
    item: syn::ItemTrait,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    let parsed = parse::Service::new(arguments, item, diagnostics);
    match model::Service::check(&parsed, diagnostics) {
        Some(model) => expand::service(&parsed.item, &model),
        None => expand::service_stub(&parsed.item),
    }
}

fn service_impl(
    arguments: proc_macro2::TokenStream,
    item: syn::ItemImpl,
    diagnostics: &mut Diagnostics,
) -> proc_macro2::TokenStream {
    model::check_service_impl(&arguments, &item, diagnostics);
    expand::service_impl(&item)
}
