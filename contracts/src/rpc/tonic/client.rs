//! Clients over the network.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use futures::stream::{BoxStream, Stream, StreamExt};
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tonic::Streaming;
use tonic::client::Grpc;
use tonic::transport::{Channel, Endpoint};

use super::codec::ContractCodec;
use super::status;
use crate::message::Message;
use crate::rpc::handler::single;
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
    let (requests, mut failed) = outgoing(requests, limits.send)?;
    let mut request = tonic::Request::new(requests);
    *request.metadata_mut() = status::into_map(cx.metadata().clone());
    if let Some(left) = cx.time_left() {
        request.set_timeout(left);
    }
    let path = PathAndQuery::from_static(method.path);
    let response = tokio::select! {
        biased;
        response = grpc.streaming(request, path, ContractCodec::<Q, S>::new(limits.decode)) => response,
        status = failed.status() => return Err(status),
    };
    let (headers, body, _) = response.map_err(|status| failure(status, &cx))?.into_parts();
    cx.receive_headers(status::from_map(headers));
    let items = Incoming { body, failed, cx, has_ended: false };
    if method.streaming.server() {
        return Ok(Flow::Stream(Box::pin(items)));
    }
    single(items).await.map(Flow::Single)
}

/// The responses, and at the end the trailers. An error is the last item.
struct Incoming<S> {
    body: Streaming<S>,
    failed: Failed,
    cx: Context,
    has_ended: bool,
}

impl<S> Stream for Incoming<S> {
    type Item = Result<S, Status>;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let last = match self.body.poll_next_unpin(task) {
            Poll::Ready(Some(Ok(message))) => return Poll::Ready(Some(Ok(message))),
            Poll::Ready(Some(Err(status))) => Some(Err(failure(status, &self.cx))),
            Poll::Ready(None) => self.receive_trailers().err().map(Err),
            Poll::Pending => Some(Err(ready!(self.failed.poll_status(task)))),
        };
        self.has_ended = true;
        Poll::Ready(last)
    }
}

impl<S> Incoming<S> {
    /// Keeps the trailers, which are there once the body has ended.
    fn receive_trailers(&mut self) -> Result<(), Status> {
        let trailers = self.body.trailers().now_or_never().transpose();
        if let Some(trailers) = trailers.map_err(|status| failure(status, &self.cx))?.flatten() {
            self.cx.receive_trailers(status::from_map(trailers));
        }
        Ok(())
    }
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
struct Failed(Option<oneshot::Receiver<Status>>);

impl Failed {
    /// Is ready when the stream has failed.
    fn poll_status(&mut self, task: &mut TaskContext<'_>) -> Poll<Status> {
        let Some(failed) = &mut self.0 else { return Poll::Pending };
        match ready!(failed.poll_unpin(task)) {
            Ok(status) => Poll::Ready(status),
            Err(_) => {
                // The stream came to its end.
                self.0 = None;
                Poll::Pending
            }
        }
    }

    /// Returns when the stream has failed.
    async fn status(&mut self) -> Status {
        poll_fn(|task| self.poll_status(task)).await
    }
}

/// The requests as tonic sends them. A stream that fails does not end, as the server would take that for its good end:
/// the call is given up.
fn outgoing<Q: Message>(requests: Flow<Q>, limit: usize) -> Result<(Outgoing<Q>, Failed), Status> {
    match requests {
        Flow::Single(request) => {
            let request = super::adapter::within(request, limit)?;
            Ok((Outgoing::Single(Some(request)), Failed(None)))
        }
        Flow::Stream(requests) => {
            let (fail, failed) = oneshot::channel();
            Ok((Outgoing::Stream { requests, limit, fail }, Failed(Some(failed))))
        }
    }
}

enum Outgoing<Q> {
    Single(Option<Q>),
    Stream { requests: BoxStream<'static, Result<Q, Status>>, limit: usize, fail: oneshot::Sender<Status> },
    Failed,
}

/// Nothing in it is pinned in place.
impl<Q> Unpin for Outgoing<Q> {}

impl<Q: Message> Stream for Outgoing<Q> {
    type Item = Q;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Q>> {
        let (item, limit) = match &mut *self {
            Outgoing::Single(request) => return Poll::Ready(request.take()),
            Outgoing::Stream { requests, limit, .. } => (ready!(requests.poll_next_unpin(task)), *limit),
            Outgoing::Failed => return Poll::Pending,
        };
        let Some(item) = item else {
            *self = Outgoing::Single(None);
            return Poll::Ready(None);
        };
        match item.and_then(|request| super::adapter::within(request, limit)) {
            Ok(request) => Poll::Ready(Some(request)),
            Err(status) => {
                if let Outgoing::Stream { fail, .. } = std::mem::replace(&mut *self, Outgoing::Failed) {
                    // Nobody listens when the call is over already.
                    let _ = fail.send(status);
                }
                Poll::Pending
            }
        }
    }
}
