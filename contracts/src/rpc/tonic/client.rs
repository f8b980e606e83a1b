//! Clients over the network.

use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures::future::{BoxFuture, Future, FutureExt};
use h2::SendStream;
use h2::client::ResponseFuture;
use http::Uri;
use http::header::{self, HeaderValue};
use http::uri::PathAndQuery;
use tokio::sync::oneshot;
use tokio::task::AbortHandle;
use tonic::body::Body;
use tonic::transport::{Channel, Endpoint};
use tower::Service as _;

use super::incoming::{Incoming, broken};
use super::link::Link;
use super::pipe::Pipe;
use super::received::{Fault, Frames, uncompressed};
use super::sent::{Requests, framed};
use super::{status, timeout};
use crate::rpc::flow::{Flow, Sink, Source, single};
use crate::rpc::operation::AnyOperation;
use crate::rpc::{
    Client, Code, Context, Definition, Handlers, Limits, Metadata, Operation, OperationVisitor, Reply, Status,
};
use crate::wire::DecodeError;

/// How long a server may take to accept a connection.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// What every request says of itself.
const TRAILERS: HeaderValue = HeaderValue::from_static("trailers");
const GRPC: HeaderValue = HeaderValue::from_static("application/grpc");
const USER_AGENT: HeaderValue = HeaderValue::from_static(concat!("grpc-rust-contracts/", env!("CARGO_PKG_VERSION")));

impl<D: Definition> Client<D> {
    /// Connects to a server: `http://127.0.0.1:50051`.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` when the URI is none, `UNAVAILABLE` when nobody answers.
    pub async fn connect(uri: impl Into<String>) -> Result<Self, Status> {
        let (uri, limits) = (uri.into(), Limits::default());
        let link = Link::new(&uri);
        let endpoint = endpoint(uri)?;
        if let Some(link) = link {
            link.ready().await?;
            return Ok(over(Transport::Link(link), limits));
        }
        let channel = endpoint.connect().await.map_err(|error| unavailable(endpoint.uri(), error))?;
        Ok(over(Transport::Channel(channel), limits))
    }

    /// A client that connects with its first call, and again when a connection is lost.
    ///
    /// # Errors
    /// `INVALID_ARGUMENT` when the URI is none.
    pub fn connect_lazy(uri: impl Into<String>) -> Result<Self, Status> {
        let uri = uri.into();
        let link = Link::new(&uri);
        let endpoint = endpoint(uri)?;
        let transport = link.map_or_else(|| Transport::Channel(endpoint.connect_lazy()), Transport::Link);
        Ok(over(transport, Limits::default()))
    }

    /// A client over a channel that tonic made: for TLS, several addresses, or other settings.
    pub fn from_channel(channel: Channel) -> Self {
        Self::from_channel_with(channel, Limits::default())
    }

    /// A client over a channel that tonic made, with other limits than the default ones.
    pub fn from_channel_with(channel: Channel, limits: Limits) -> Self {
        over(Transport::Channel(channel), limits)
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

fn unavailable(uri: &Uri, error: tonic::transport::Error) -> Status {
    Status::unavailable(format!("no server answers at {uri}")).with_source(error)
}

fn over<D: Definition>(transport: Transport, limits: Limits) -> Client<D> {
    let mut network = Network { transport, limits, handlers: Handlers::default() };
    D::operations(&mut network);
    Client::over(network.handlers)
}

/// What carries calls to a server.
#[derive(Clone)]
enum Transport {
    /// A connection of ours.
    Link(Link),
    /// What tonic connects.
    Channel(Channel),
}

/// Makes a handler that calls over the network for each operation.
struct Network {
    transport: Transport,
    limits: Limits,
    handlers: Handlers,
}

impl Network {
    fn add(&mut self, operation: AnyOperation) {
        let path = operation.method.path;
        let uri = match &self.transport {
            Transport::Link(link) => link.uri(path),
            Transport::Channel(_) => PathAndQuery::from_static(path).into(),
        };
        let method = Arc::new(Method { operation, transport: self.transport.clone(), uri, limits: self.limits });
        let call = move |requests, cx| -> BoxFuture<'static, _> { Box::pin(call(method.clone(), requests, cx)) };
        self.handlers.set(operation.index, Arc::new(call));
    }
}

impl OperationVisitor for Network {
    fn operation<O: Operation>(&mut self) {
        self.add(AnyOperation::of::<O>());
    }
}

/// A method of a server.
struct Method {
    operation: AnyOperation,
    transport: Transport,
    uri: Uri,
    limits: Limits,
}

async fn call(method: Arc<Method>, requests: Flow, cx: Context) -> Reply {
    let (response, sending) = match &method.transport {
        Transport::Link(link) => over_link(&method, link, requests, &cx).await?,
        Transport::Channel(channel) => over_channel(&method, channel.clone(), requests, &cx).await?,
    };
    let (parts, body) = response.into_parts();
    uncompressed(&parts.headers)?;
    let ended = match status::received(&parts.headers) {
        Some(Err(status)) => return Err(failure(status, &cx)),
        status => status.is_some(),
    };
    cx.receive_headers(Metadata::from_headers(parts.headers));
    let frames = Frames::new(body, method.limits, undecodable);
    let items = Responses { frames, http: parts.status, ended, sending, cx, has_ended: false };
    if method.operation.method.streaming.server() {
        return Ok(Flow::Stream(Box::pin(items)));
    }
    let mut message = (method.operation.response)();
    single(pin!(items), &mut *message).await?;
    Ok(Flow::Single(message))
}

/// Sends the requests over a connection of ours. A single one leaves with the headers.
async fn over_link(
    method: &Method,
    link: &Link,
    requests: Flow,
    cx: &Context,
) -> Result<(http::Response<Incoming>, Sending), Status> {
    let failed = |error: h2::Error| failure(broken(error), cx);
    let limit = method.limits.send;
    let (response, sending) = match requests {
        Flow::Single(message) => {
            let data = framed(message, limit)?;
            let (response, mut stream) = open(link, request(method, cx, ())).await?.map_err(failed)?;
            stream.send_data(data, true).map_err(failed)?;
            (response, Sending::done())
        }
        requests @ Flow::Stream(_) => {
            let (response, stream) = open(link, request(method, cx, ())).await?.map_err(failed)?;
            let (fail, failing) = oneshot::channel();
            let pipe = tokio::spawn(Pipe::new(Requests::new(requests, limit, fail), stream));
            (response, Sending { failed: Some(failing), pipe: Some(pipe.abort_handle()) })
        }
    };
    let (response, sending) = sending.until(response).await?;
    Ok((response.map_err(failed)?.map(Incoming::Stream), sending))
}

type Opened = (ResponseFuture, SendStream<Bytes>);

async fn open(link: &Link, request: http::Request<()>) -> Result<Result<Opened, h2::Error>, Status> {
    Ok(link.ready().await?.send_request(request, false))
}

/// Sends the requests over what tonic connected.
async fn over_channel(
    method: &Method,
    mut channel: Channel,
    requests: Flow,
    cx: &Context,
) -> Result<(http::Response<Incoming>, Sending), Status> {
    let broken = |error: tonic::transport::Error| failure(tonic::Status::from_error(error.into()), cx);
    poll_fn(|task| channel.poll_ready(task)).await.map_err(broken)?;
    let (fail, failed) = oneshot::channel();
    let body = Body::new(Requests::new(requests, method.limits.send, fail));
    let sending = Sending { failed: Some(failed), pipe: None };
    let (response, sending) = sending.until(channel.call(request(method, cx, body))).await?;
    Ok((response.map_err(broken)?.map(Incoming::Body), sending))
}

fn request<B>(method: &Method, cx: &Context, body: B) -> http::Request<B> {
    let mut request = http::Request::new(body);
    *request.method_mut() = http::Method::POST;
    *request.version_mut() = http::Version::HTTP_2;
    *request.uri_mut() = method.uri.clone();
    let mut headers = status::into_headers(cx.metadata().clone());
    headers.insert(header::TE, TRAILERS);
    headers.insert(header::CONTENT_TYPE, GRPC);
    // tonic adds a name of its own.
    headers.entry(header::USER_AGENT).or_insert(USER_AGENT);
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
    sending: Sending,
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
            Poll::Pending => Some(Err(ready!(self.sending.poll_failed(task)))),
        };
        self.has_ended = true;
        Poll::Ready(last)
    }
}

impl Responses {
    fn fault(&self, fault: Fault) -> Status {
        match fault {
            Fault::Frame(status) => status,
            Fault::Broken(status) => failure(status, &self.cx),
        }
    }

    /// How the call has ended, as the trailers say.
    fn end(&mut self) -> Result<(), Status> {
        match status::received(&self.frames.trailers) {
            Some(Ok(())) => {
                self.cx.receive_trailers(status::metadata(std::mem::take(&mut self.frames.trailers)));
                Ok(())
            }
            Some(Err(status)) => Err(failure(status, &self.cx)),
            None if self.ended => Ok(()),
            None => Err(without_status(self.http)),
        }
    }
}

/// Why a response could not be decoded.
fn undecodable(error: DecodeError) -> Status {
    let code = if error.is_over_budget() { Code::ResourceExhausted } else { Code::Internal };
    Status::new(code, error.to_string()).with_source(error)
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

/// Requests on their way.
struct Sending {
    /// How the caller's stream of requests failed, if it did.
    failed: Option<oneshot::Receiver<Status>>,
    /// What sends them, where they are more than one.
    pipe: Option<AbortHandle>,
}

impl Sending {
    /// Nothing is left to send.
    fn done() -> Self {
        Sending { failed: None, pipe: None }
    }

    /// Is ready when the stream has failed.
    fn poll_failed(&mut self, task: &mut TaskContext<'_>) -> Poll<Status> {
        let Some(failed) = &mut self.failed else { return Poll::Pending };
        match ready!(failed.poll_unpin(task)) {
            Ok(status) => Poll::Ready(status),
            Err(_) => {
                // The stream came to its end.
                self.failed = None;
                Poll::Pending
            }
        }
    }

    /// Waits for what comes of the requests.
    ///
    /// # Errors
    /// What the stream of requests failed with.
    async fn until<F: Future>(mut self, response: F) -> Result<(F::Output, Self), Status> {
        let response = {
            let mut response = pin!(response);
            poll_fn(|task| match response.as_mut().poll(task) {
                Poll::Ready(response) => Poll::Ready(Ok(response)),
                Poll::Pending => self.poll_failed(task).map(Err),
            })
            .await?
        };
        Ok((response, self))
    }
}

impl Drop for Sending {
    fn drop(&mut self) {
        if let Some(pipe) = &self.pipe {
            pipe.abort();
        }
    }
}
