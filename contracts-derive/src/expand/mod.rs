//! From the model to Rust: constants and calls into `contracts::__private`, named absolutely.

mod borrowed;
mod declaration;
mod default;
mod enumeration;
mod error;
mod extension;
mod field;
mod foresee;
mod json;
mod merge;
mod message;
mod oneof;
mod oneof_checks;
mod service;
mod service_impl;
mod stub;
mod validate;
mod view;

pub use enumeration::enumeration;
pub use message::message;
pub use oneof::oneof;
pub use service::{service, service_stub};
pub use service_impl::service_impl;
pub use stub::{enumeration_stub, message_stub, oneof_stub};

use proc_macro2::TokenStream;
use quote::quote;

/// The module of `contracts` that generated code names.
fn private() -> TokenStream {
    quote!(::contracts::__private)
}
