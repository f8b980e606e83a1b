//! Code-first contracts: annotated Rust types are the schema.
//!
//! `#[contract]` on a struct, an enum or a trait gives the protobuf codec, the gRPC server and client, and the
//! declaration that `proto-export` writes for every other language.
//!
//! The modules, in the order in which they build on each other: [`wire`] reads and writes bytes, [`schema`] says what a
//! contract is, [`validate`] checks its rules, [`codec`] says how a Rust value travels, [`Message`] is what the macros implement, [`wkt`] holds the
//! types of `google.protobuf`, [`registry`] knows what is linked into the program, [`descriptor`] describes it, [`json`]
//! writes and reads ProtoJSON, [`text`] the text format, [`rpc`] serves and calls, and [`openapi`] describes what of it is REST.

extern crate self as contracts;

pub mod codec;
pub mod descriptor;
mod http_rule;
pub mod json;
#[cfg(feature = "schemars")]
pub mod json_schema;
mod message;
#[doc(hidden)]
pub mod oneof;
#[doc(hidden)]
pub mod oneof_view;
pub mod openapi;
#[doc(hidden)]
pub mod options;
#[doc(hidden)]
pub mod prost_message;
pub mod registry;
#[cfg_attr(not(feature = "tonic"), expect(dead_code, unused_imports, reason = "some of it only the adapter uses"))]
pub mod rpc;
pub mod schema;
pub mod text;
pub mod validate;
pub mod wire;
pub mod wkt;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod package;

pub use codec::Prost;
pub use contracts_derive::contract;
pub use futures::Stream;
pub use message::encoded::Encoded;
pub use message::extension::Extension;
pub use message::view::{Family, OneofView, View};
pub use message::{Enumeration, Message, Oneof};
pub use rpc::{Client, Code, Context, Interceptor, Metadata, Next, Server, Status};
pub use validate::{Violation, Violations};
pub use wire::{DecodeError, DecodeOptions, UnknownFields};
