//! Calls: what a service, a client and everything between them is, whatever carries the bytes.
//! Only `rpc::tonic` names a transport.
//!
//! A service is a trait; its client implements the same trait, in process and over the network:
//!
//! ```
//! use contracts::{Context, Status, contract, rpc};
//! use futures::{Stream, StreamExt};
//!
//! contracts::package!("tide.v1");
//!
//! /// Asks for the next tides.
//! #[contract]
//! #[derive(Debug, Clone, PartialEq)]
//! pub struct WatchTidesRequest {
//!     /// How many.
//!     #[member(1)]
//!     pub count: u32,
//! }
//!
//! /// A tide.
//! #[contract]
//! #[derive(Debug, Clone, PartialEq)]
//! pub struct WatchTidesResponse {
//!     /// How high the water is, in centimetres.
//!     #[member(1)]
//!     pub height: u32,
//! }
//!
//! /// Knows the sea.
//! #[contract]
//! pub trait TideService {
//!     /// Sends the next tides.
//!     #[operation]
//!     async fn watch_tides(
//!         &self,
//!         request: WatchTidesRequest,
//!         cx: &Context,
//!     ) -> Result<impl Stream<Item = Result<WatchTidesResponse, Status>>, Status>;
//! }
//!
//! struct Harbour {
//!     heights: Vec<u32>,
//! }
//!
//! impl TideService for Harbour {
//!     async fn watch_tides(
//!         &self,
//!         request: WatchTidesRequest,
//!         cx: &Context,
//!     ) -> Result<impl Stream<Item = Result<WatchTidesResponse, Status>>, Status> {
//!         cx.set_response_header("x-harbour", "Leith")?;
//!         // The stream borrows from the service: nothing is cloned, nothing is boxed.
//!         let heights = self.heights.iter().take(request.count as usize);
//!         Ok(futures::stream::iter(heights.map(|height| Ok(WatchTidesResponse { height: *height }))))
//!     }
//! }
//!
//! async fn highest(tides: &impl TideService) -> Result<Option<u32>, Status> {
//!     let cx = Context::new();
//!     let tides = tides.watch_tides(WatchTidesRequest { count: 2 }, &cx).await?;
//!     let heights: Vec<u32> = tides.filter_map(async |tide| Some(tide.ok()?.height)).collect().await;
//!     Ok(heights.into_iter().max())
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let harbour = || Harbour { heights: vec![510, 540, 560] };
//! assert_eq!(highest(&harbour()).await?, Some(540));
//! assert_eq!(highest(&TideServiceClient::in_process(harbour())).await?, Some(540));
//!
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let uri = format!("http://{}", listener.local_addr()?);
//! tokio::spawn(rpc::tonic::Server::builder().service(TideServiceServer::new(harbour())).serve(listener));
//! assert_eq!(highest(&TideServiceClient::connect(uri).await?).await?, Some(540));
//! # Ok(())
//! # }
//! ```

#[doc(hidden)]
pub mod borrowed;
mod client;
mod code;
#[cfg(feature = "connect")]
pub mod connect;
mod context;
mod driven;
#[doc(hidden)]
pub mod dynamic;
pub mod error;
mod flow;
mod frames;
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
mod validation;

pub(crate) use client::Handlers;
pub use client::{Client, Responses};
pub use code::Code;
pub use context::Context;
pub use error::{Failure, TypedError};
pub use flow::{EncodedMessage, Flow, Messages, Place, Sink, Source};
pub use frames::{Framing, Run};
#[doc(hidden)]
pub use futures::future::BoxFuture;
#[doc(hidden)]
pub use futures::stream::{BoxStream, Stream};
pub use handler::{Handler, Reply};
#[doc(hidden)]
pub use handler::{bidirectional, client_streaming, server_streaming, unary};
pub use interceptor::{Interceptor, Next};
pub use metadata::{InvalidMetadata, Metadata};
pub use observer::{CallEnd, Observer};
#[doc(hidden)]
pub use operation::{Bidirectional, ClientStreaming, Fallible, ServerStreaming, Unary, index_of, method};
pub use operation::{Definition, HandlerVisitor, Operation, OperationVisitor, Requests, Serve};
pub(crate) use server::mistake;
pub use server::{Limits, Server};
pub(crate) use shutdown::{Connection, Shutdown};
pub use status::{Detail, Status};
