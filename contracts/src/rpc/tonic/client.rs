//! Clients over the network.

use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use futures::future::{BoxFuture, FutureExt};
use http::header::{self, HeaderValue};
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tonic::body::Body;
use tonic::transport::{Channel, Endpoint};
use tower::Service as _;

use super::received::{Fault, Frames, uncompressed};
use super::sent::Requests;
use super::{status, timeout};
use crate::rpc::flow::{Flow, Sink, Source, single};
use crate::rpc::operation::AnyOperation;
use crate::rpc::{
    Client, Code, Context, Definition, Handlers, Limits, Metadata, Operation, OperationVisitor, Reply, Status,
};
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

impl Network {
    fn add(&mut self, operation: AnyOperation) {
        let (channel, limits) = (self.channel.clone(), self.limits);
        let call = move |requests, cx| -> BoxFuture<'static, _> {
            Box::pin(call(operation, channel.clone(), limits, requests, cx))
        };
        self.handlers.set(operation.index, Arc::new(call));
    }
}

impl OperationVisitor for Network {
    fn operation<O: Operation>(&mut self) {
        self.add(AnyOperation::of::<O>());
    }
}

async fn call(operation: AnyOperation, mut channel: Channel, limits: Limits, requests: Flow, cx: Context) -> Reply {
    let broken = |error: tonic::transport::Error| failure(tonic::Status::from_error(error.into()), &cx);
    poll_fn(|task| channel.poll_ready(task)).await.map_err(broken)?;
    let (fail, failed) = oneshot::channel();
    let mut failed = Failed(Some(failed));
    let body = Body::new(Requests::new(requests, limits.send, fail));
    let response = tokio::select! {
        biased;
        response = channel.call(request(operation.method, &cx, body)) => response.map_err(broken)?,
        status = failed.status() => return Err(status),
    };
    let (parts, body) = response.into_parts();
    uncompressed(&parts.headers)?;
    let ended = match tonic::Status::from_header_map(&parts.headers) {
        Some(status) if status.code() != tonic::Code::Ok => return Err(failure(status, &cx)),
        status => status.is_some(),
    };
    cx.receive_headers(Metadata::from_headers(parts.headers));
    let frames = Frames::new(body, limits);
    let items = Box::pin(Responses { frames, http: parts.status, ended, failed, cx, has_ended: false });
    if operation.method.streaming.server() {
        return Ok(Flow::Stream(items));
    }
    let mut message = (operation.response)();
    single(items, &mut *message).await?;
    Ok(Flow::Single(message))
}

fn request(method: &'static schema::Method, cx: &Context, body: Body) -> http::Request<Body> {
    let mut request = http::Request::new(body);
    *request.method_mut() = http::Method::POST;
    *request.version_mut() = http::Version::HTTP_2;
    *request.uri_mut() = PathAndQuery::from_static(method.path).into();
    let mut headers = status::into_headers(cx.metadata().clone());
    headers.insert(header::TE, HeaderValue::from_static("trailers"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/grpc"));
    if let Some(left) = cx.time_left() {
        headers.insert("grpc-timeout", timeout::header(left));
    }
    *request.headers_mut() = headers;
    request
}

/// The responses, and at the end the trailers. An error is the last item.
struct Responses {
    frames: Frames,
    /// What HTTP says.
    http: http::StatusCode,
    /// Whether the headers were the trailers.
    ended: bool,
    failed: Failed,
    cx: Context,
    has_ended: bool,
}

impl Source for Responses {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let last = match self.frames.poll_message(task, sink) {
            Poll::Ready(Some(Ok(()))) => return Poll::Ready(Some(Ok(()))),
            Poll::Ready(Some(Err(fault))) => Some(Err(self.fault(fault))),
            Poll::Ready(None) => self.end().err().map(Err),
            Poll::Pending => Some(Err(ready!(self.failed.poll_status(task)))),
        };
        self.has_ended = true;
        Poll::Ready(last)
    }
}

impl Responses {
    fn fault(&self, fault: Fault) -> Status {
        match fault {
            Fault::Decode(error) => {
                let code = if error.is_over_budget() { Code::ResourceExhausted } else { Code::Internal };
                Status::new(code, error.to_string()).with_source(error)
            }
            Fault::Frame(status) => status,
            Fault::Broken(status) => failure(status, &self.cx),
        }
    }

    /// How the call has ended, as the trailers say.
    fn end(&mut self) -> Result<(), Status> {
        match tonic::Status::from_header_map(&self.frames.trailers) {
            Some(status) if status.code() == tonic::Code::Ok => {
                self.cx.receive_trailers(status::from_map(status.metadata().clone()));
                Ok(())
            }
            Some(status) => Err(failure(status, &self.cx)),
            None if self.ended => Ok(()),
            None => Err(without_status(self.http)),
        }
    }
}

/// The status of a call without one
/// (<https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md>).
fn without_status(http: http::StatusCode) -> Status {
    let code = match http.as_u16() {
        400 => Code::Internal,
        401 => Code::Unauthenticated,
        403 => Code::PermissionDenied,
        404 => Code::Unimplemented,
        429 | 502..=504 => Code::Unavailable,
        _ => Code::Unknown,
    };
    Status::new(code, format!("the call ended without a grpc-status, with the HTTP status {http}"))
}

/// Why a call failed, in our words; keeps the metadata that came with it.
fn failure(status: tonic::Status, cx: &Context) -> Status {
    cx.receive_trailers(status::from_map(status.metadata().clone()));
    match status.code() {
        // tonic ends a call with this code when the time is up on its side.
        tonic::Code::Cancelled if cx.has_expired() => Status::deadline_exceeded("the deadline has passed"),
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
