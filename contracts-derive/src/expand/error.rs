//! A oneof as the error of a service: its message, its codes, its text, and its way to and from a status.

use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};
use syn::{Ident, ItemEnum, LitStr};

use super::declaration::declaration;
use super::private;
use crate::model::{Declaration, Oneof, OneofMember};

/// What makes the enum an error; nothing for a oneof that is none.
pub fn error(item: &ItemEnum, model: &Oneof) -> Option<TokenStream> {
    let status = model.status.as_ref()?;
    let (c, ident) = (private(), &item.ident);
    let typed = typed_error(ident, status, model);
    let display = display(ident, status, model);
    Some(quote! {
        #typed
        #display
        impl ::core::error::Error for #ident {}
        impl ::core::convert::From<#c::rpc::Status> for #ident {
            fn from(__status: #c::rpc::Status) -> Self { #c::rpc::error::from_status(__status) }
        }
        impl ::core::convert::From<#c::rpc::InvalidMetadata> for #ident {
            fn from(__error: #c::rpc::InvalidMetadata) -> Self {
                <Self as #c::rpc::TypedError>::from_other(#c::rpc::Status::from(__error))
            }
        }
        impl ::core::convert::From<#ident> for #c::rpc::Status {
            fn from(__error: #ident) -> Self { #c::rpc::error::into_status(__error) }
        }
    })
}

fn typed_error(ident: &Ident, status: &Ident, model: &Oneof) -> TokenStream {
    let c = private();
    let schema = message_schema(model);
    let codes = model.members.iter().filter_map(|member| {
        let (pattern, code) = (any_payload(member), &member.failure.as_ref()?.code);
        let conditions = &member.field.conditions;
        Some(quote!(#(#conditions)* #pattern => #c::rpc::Code::#code,))
    });
    quote! {
        impl #c::rpc::TypedError for #ident {
            fn message() -> &'static #c::schema::Message { const { &#schema } }
            fn code(&self) -> #c::rpc::Code {
                match self { #(#codes)* Self::#status(__status) => __status.code() }
            }
            fn from_other(__status: #c::rpc::Status) -> Self { Self::#status(__status) }
            fn into_other(self) -> #c::Result<#c::rpc::Status, Self> {
                match self { Self::#status(__status) => #c::Ok(__status), __error => #c::Err(__error) }
            }
        }
    }
}

/// The message around the oneof, which a status carries as a detail.
fn message_schema(model: &Oneof) -> TokenStream {
    let c = private();
    let about = declaration(&model.declaration, "MessageOptions");
    let oneof = Declaration {
        name: "error".to_owned(),
        doc: "What went wrong.".to_owned(),
        deprecated: false,
        allow: Vec::new(),
        options: Vec::new(),
        span: model.declaration.span,
        name_span: model.declaration.name_span,
    };
    let oneof = declaration(&oneof, "OneofOptions");
    quote! {
        #c::schema::Message {
            members: &[#c::schema::Member::Oneof(#oneof, <Self as #c::Oneof>::schema)],
            syntax: contracts_package!(syntax),
            module: ::core::module_path!(),
            ..#c::schema::Message::new(contracts_package!(), #about)
        }
    }
}

fn display(ident: &Ident, status: &Ident, model: &Oneof) -> TokenStream {
    let c = private();
    let arms = model.members.iter().map(|member| {
        let (conditions, arm) = (&member.field.conditions, display_member(member));
        quote!(#(#conditions)* #arm)
    });
    quote! {
        impl ::core::fmt::Display for #ident {
            fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> #c::Result<(), ::core::fmt::Error> {
                match self {
                    #(#arms)*
                    Self::#status(__status) => ::core::fmt::Display::fmt(__status, __f),
                }
            }
        }
    }
}

/// The text of a variant: its message, or the first line of its doc comment, or its name.
fn display_member(member: &OneofMember) -> TokenStream {
    let Some(message) = member.failure.as_ref().and_then(|failure| failure.message.as_ref()) else {
        let (pattern, text) = (any_payload(member), summary(member));
        return quote!(#pattern => __f.write_str(#text),);
    };
    let ident = &member.field.ident;
    let span = message.span();
    let names = placeholders(message);
    let payload = format_ident!("__payload", span = span);
    let values = names.iter().map(|name| quote_spanned!(span=> #name = #payload.#name));
    match (member.has_payload, names.is_empty()) {
        (true, false) => quote!(Self::#ident(#payload) => ::core::write!(__f, #message, #(#values),*),),
        (true, true) => quote!(Self::#ident(_) => ::core::write!(__f, #message),),
        (false, _) => quote!(Self::#ident => ::core::write!(__f, #message),),
    }
}

fn summary(member: &OneofMember) -> String {
    let doc = &member.field.declaration.doc;
    match doc.lines().next().filter(|line| !line.is_empty()) {
        Some(line) => line.trim_end_matches('.').to_owned(),
        None => member.field.declaration.name.replace('_', " "),
    }
}

fn any_payload(member: &OneofMember) -> TokenStream {
    let ident = &member.field.ident;
    if member.has_payload { quote!(Self::#ident(_)) } else { quote!(Self::#ident) }
}

/// The names between braces in a format string, each once; `{{` is no brace.
fn placeholders(message: &LitStr) -> Vec<Ident> {
    let text = message.value().replace("{{", "").replace("}}", "");
    let names = text.split('{').skip(1).filter_map(|rest| rest.split(['}', ':']).next());
    let mut idents: Vec<Ident> = names
        .filter(|name| syn::parse_str::<Ident>(name).is_ok())
        .map(|name| Ident::new(name, message.span()))
        .collect();
    idents.sort();
    idents.dedup();
    idents
}
