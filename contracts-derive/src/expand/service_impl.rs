//! An implementation of a service: streams of requests as the trait has them, and no warning where a method promises more
//! than the trait asks.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{FnArg, ImplItem, ItemImpl};

use super::service::request;

/// The `impl`, with what its signatures leave out.
pub fn service_impl(item: &ItemImpl) -> TokenStream {
    let mut item = item.clone();
    for member in &mut item.items {
        if let ImplItem::Fn(method) = member {
            for input in &mut method.sig.inputs {
                if let FnArg::Typed(argument) = input {
                    *argument.ty = request(&argument.ty);
                }
            }
        }
    }
    quote!(#[allow(refining_impl_trait)] #item)
}
