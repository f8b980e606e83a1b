//! Extensions: what a message leaves to others, and what makes a struct a set of them.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Type};

use super::declaration::option_set;
use super::private;
use crate::model::{ExtensionRange, Message};

/// What makes a struct a set of extensions.
pub fn of(ident: &Ident, extended: &Type) -> TokenStream {
    let c = private();
    quote! {
        impl #c::Extension for #ident {
            type Of = #extended;
        }
        #c::inventory::submit! { #c::Root::Extension(#c::extension::<#ident>()) }
    }
}

/// The fields of `schema::Message` that are about extensions, where they are not empty.
pub fn schema(model: &Message) -> TokenStream {
    let c = private();
    let ranges = model.extensions.iter().map(|ExtensionRange { first, last, options, .. }| {
        let options = options.iter().map(|option| option_set(option, "ExtensionRangeOptions"));
        quote!(#c::schema::ExtensionRange { first: #first, last: #last, options: &[#(#options),*] })
    });
    let extensions = (!model.extensions.is_empty()).then(|| quote!(extensions: &[#(#ranges),*],));
    let message_set = model.message_set.then(|| quote!(message_set: true,));
    let extends = model.extends.as_ref().map(|extended| quote!(extends: #c::Some(<#extended as #c::Message>::schema),));
    quote!(#extensions #message_set #extends)
}
