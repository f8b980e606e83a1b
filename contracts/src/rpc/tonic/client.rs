//! Clients over the network.

use std::sync::Arc;
use std::time::Duration;

use futures::future::{BoxFuture, Fuse, FutureExt};
use futures::stream::{BoxStream, Stream, StreamExt};
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tonic::Streaming;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};

use super::codec::ContractCodec;
use super::status;
use crate::message::Message;
use crate::rpc::{Client, Context, Definition, Flow, Handlers, Limits, Operation, OperationVisitor, Reply, Status};
use crate::schema;

/// How long a server may take to accept a connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

impl<D: Definition> Client<D> {
    /// Connects to a server: `http://127.0.0.1:50051`.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` when the URI is none, `UNAVAILABLE` when nobody answers.
    pub async fn connect(uri: impl Into<String>) -> Result<Self, Status> {
        let endpoint = endpoint(uri.into())?;
        let channel = endpoint.connect().await.map_err(|error| unavailable(endpoint.uri(), error))?;
        Ok(Self::from_channel(channel))
    }

    /// A client that connects with its first call, and again when a connection is lost.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` when the URI is none.
    pub fn connect_lazy(uri: impl Into<String>) -> Result<Self, Status> {
        Ok(Self::from_channel(endpoint(uri.into())?.connect_lazy()))
    }

    /// A client over a channel that tonic made: for TLS, several addresses, or other settings.
    pub fn from_channel(channel: Channel) -> Self {
        Self::from_channel_with(channel, Limits::default())
    }

    /// A client over a channel that tonic made, with other limits than the default ones.
    pub fn from_channel_with(channel: Channel, limits: Limits) -> Self {
        let mut network = Network { channel, limits, handlers: Handlers::default() };
        D::operations(&mut network);
        Client::over(network.handlers)
    }
}

fn endpoint(uri: String) -> Result<Endpoint, Status> {
    let invalid = format!("`{uri}` is not the URI of a server; it looks like `http://127.0.0.1:50051`");
    let endpoint = Endpoint::from_shared(uri).map_err(|error| Status::invalid_argument(&invalid).with_source(error))?;
    match endpoint.uri().scheme() {
        Some(_) => Ok(endpoint.connect_timeout(CONNECT_TIMEOUT)),
        None => Err(Status::invalid_argument(invalid)),
    }
}

fn unavailable(uri: &http::Uri, error: tonic::transport::Error) -> Status {
    Status::unavailable(format!("no server answers at {uri}")).with_source(error)
}

/// Makes a handler that calls over the network for each operation.
struct Network {
    channel: Channel,
    limits: Limits,
    handlers: Handlers,
}

impl OperationVisitor for Network {
    fn operation<O: Operation>(&mut self) {
        let (channel, limits) = (self.channel.clone(), self.limits);
        self.handlers.set::<O>(Arc::new(move |requests, cx| -> BoxFuture<'static, _> {
            let grpc = Grpc::new(channel.clone()).max_decoding_message_size(limits.receive);
            Box::pin(call::<O::Request, O::Response>(O::METHOD, grpc, limits, requests, cx))
        }));
    }
}

async fn call<Q: Message, S: Message>(
    method: &'static schema::Method,
    mut grpc: Grpc<Channel>,
    limits: Limits,
    requests: Flow<Q>,
    cx: Context,
) -> Reply<S> {
    grpc.ready().await.map_err(|error| failure(tonic::Status::from_error(error.into()), &cx))?;
    let (requests, mut failed) = outgoing(requests, limits.send);
    let mut request = tonic::Request::new(requests);
    *request.metadata_mut() = status::into_map(cx.metadata().clone());
    if let Some(left) = cx.time_left() {
        request.set_timeout(left);
    }
    let path = PathAndQuery::from_static(method.path);
    let response = tokio::select! {
        response = grpc.streaming(request, path, ContractCodec::<Q, S>::new(limits.decode)) => response,
        status = failed.status() => return Err(status),
    };
    let (headers, body, _) = response.map_err(|status| failure(status, &cx))?.into_parts();
    cx.receive_headers(status::from_map(headers));
    let items = incoming(body, failed, cx);
    if method.streaming.server() {
        return Ok(Flow::Stream(items));
    }
    Flow::Stream(items).single().await.map(Flow::Single)
}

/// The responses, and at the end the trailers.
fn incoming<S: Message>(
    mut body: Streaming<S>,
    mut failed: Failed,
    cx: Context,
) -> BoxStream<'static, Result<S, Status>> {
    Box::pin(async_stream::try_stream! {
        loop {
            let item = tokio::select! {
                biased;
                item = body.message() => item.map_err(|status| failure(status, &cx)),
                status = failed.status() => Err(status),
            };
            match item? {
                Some(message) => yield message,
                None => break,
            }
        }
        if let Some(trailers) = body.trailers().await.map_err(|status| failure(status, &cx))? {
            cx.receive_trailers(status::from_map(trailers));
        }
    })
}

/// Why a call failed, in our words; keeps the metadata that came with it.
fn failure(status: tonic::Status, cx: &Context) -> Status {
    cx.receive_trailers(status::from_map(status.metadata().clone()));
    match status.code() {
        // tonic ends a call with this code when the time is up on its side.
        tonic::Code::Cancelled if cx.has_expired() => Status::deadline_exceeded("the deadline has passed"),
        // The one status of this code that tonic makes itself, beside those that servers send.
        tonic::Code::OutOfRange if status.message().starts_with("Error, decoded message length too large") => {
            status::too_large(&status)
        }
        _ => status.into(),
    }
}

/// How the caller's stream of requests failed, if it did.
struct Failed(Fuse<oneshot::Receiver<Status>>);

impl Failed {
    /// Returns when the stream has failed.
    async fn status(&mut self) -> Status {
        match (&mut self.0).await {
            Ok(status) => status,
            // The stream came to its end.
            Err(_) => std::future::pending().await,
        }
    }
}

/// The requests as tonic sends them. A stream that fails does not end, as the server would take that for its good end:
/// the call is given up.
fn outgoing<Q: Message>(requests: Flow<Q>, limit: usize) -> (impl Stream<Item = Q> + Send + 'static, Failed) {
    let (fail, failed) = oneshot::channel();
    let mut requests = requests.stream();
    let requests = async_stream::stream! {
        while let Some(request) = requests.next().await {
            match request.and_then(|request| super::adapter::within(request, limit)) {
                Ok(request) => yield request,
                Err(status) => {
                    // Nobody listens when the call is over already.
                    let _ = fail.send(status);
                    return std::future::pending().await;
                }
            }
        }
    };
    (requests, Failed(failed.fuse()))
}
