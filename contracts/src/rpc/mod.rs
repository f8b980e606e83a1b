//! Calls: what a service, a client and everything between them is, whatever carries the bytes.
//! Only `rpc::tonic` names a transport.

mod client;
mod code;
#[cfg(feature = "connect")]
pub mod connect;
mod context;
#[doc(hidden)]
pub mod dynamic;
pub mod error;
mod guard;
mod handler;
mod interceptor;
mod metadata;
mod observer;
mod operation;
#[cfg(feature = "rest")]
pub mod rest;
mod server;
mod shutdown;
mod status;
#[cfg(feature = "tonic")]
pub mod tonic;
#[cfg(any(feature = "connect", feature = "rest"))]
mod unary;

pub(crate) use client::Handlers;
pub use client::{Client, Responses};
pub use code::Code;
pub use context::Context;
pub use error::{Failure, TypedError};
#[doc(hidden)]
pub use futures::future::BoxFuture;
#[doc(hidden)]
pub use futures::stream::{BoxStream, Stream};
pub use handler::{Flow, Handler, Reply};
#[doc(hidden)]
pub use handler::{bidirectional, client_streaming, server_streaming, unary};
pub use interceptor::{Interceptor, Next};
pub use metadata::{InvalidMetadata, Metadata};
pub use observer::{CallEnd, Observer};
#[doc(hidden)]
pub use operation::{Bidirectional, ClientStreaming, Fallible, ServerStreaming, Unary, index_of};
pub use operation::{Definition, HandlerVisitor, Operation, OperationVisitor, Requests, Serve};
pub use server::{Limits, Server};
pub(crate) use shutdown::Shutdown;
pub use status::{Detail, Status};
