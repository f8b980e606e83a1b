//! A service as a tower service that speaks gRPC, for tonic, axum and our own server.

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use futures::future::BoxFuture;
use futures::poll;
use futures::stream::{self, BoxStream, Stream, StreamExt};
use tonic::Streaming;
use tonic::body::Body;
use tonic::server::{Grpc, NamedService};
use tonic::transport::server::TcpConnectInfo;

use super::codec::ContractCodec;
use super::request_body::{HungUp, RequestBody};
use super::{status, timeout};
use crate::message::Message;
use crate::rpc::{
    Connection, Context, Flow, Handler, HandlerVisitor, Limits, Metadata, Operation, Serve, Server, Status, mistake,
};
use crate::schema;
use crate::wire::DecodeError;

/// The methods of a service by their paths.
struct Methods {
    limits: Limits,
    by_path: HashMap<&'static str, Method>,
}

type Method = Box<dyn Fn(http::Request<Body>) -> BoxFuture<'static, http::Response<Body>> + Send + Sync>;

impl HandlerVisitor for Methods {
    fn handler<O: Operation>(&mut self, handler: Handler<O::Request, O::Response>) {
        let limits = self.limits;
        let serve =
            move |request| -> BoxFuture<'static, _> { Box::pin(serve(O::METHOD, limits, handler.clone(), request)) };
        self.by_path.insert(O::METHOD.path, Box::new(serve));
    }
}

impl<D: Serve<T>, T: Send + Sync + 'static> Server<D, T> {
    /// Answers one HTTP request.
    pub(super) fn answer(&self, request: http::Request<Body>) -> BoxFuture<'static, http::Response<Body>> {
        let methods = self.adapted(|server| {
            let mut methods = Methods { limits: server.limits(), by_path: HashMap::new() };
            server.handlers(&mut methods);
            methods
        });
        match methods.by_path.get(request.uri().path()) {
            Some(method) => method(request),
            None => Box::pin(std::future::ready(unimplemented(request.uri().path()))),
        }
    }
}

impl<D: Serve<T>, T: Send + Sync + 'static, B> tower::Service<http::Request<B>> for Server<D, T>
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn Error + Send + Sync>>,
{
    type Response = http::Response<Body>;
    type Error = Infallible;
    type Future = BoxFuture<'static, Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut TaskContext<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<B>) -> Self::Future {
        let answer = self.answer(request.map(Body::new));
        Box::pin(async move { Ok(answer.await) })
    }
}

impl<D: Serve<T>, T> NamedService for Server<D, T> {
    const NAME: &'static str = D::NAME;
}

/// The answer to a call of a method that does not exist.
pub(super) fn unimplemented(path: &str) -> http::Response<Body> {
    tonic::Status::unimplemented(format!("there is no method {path}")).into_http()
}

async fn serve<Q: Message, S: Message>(
    method: &'static schema::Method,
    limits: Limits,
    handler: Handler<Q, S>,
    request: http::Request<Body>,
) -> http::Response<Body> {
    let is_ours = request.extensions().get::<Connection>().is_some();
    let accept = tower::service_fn(move |request| accept(method, limits, handler.clone(), request));
    let mut grpc = Grpc::new(ContractCodec::<S, Q>::new(limits.decode)).max_decoding_message_size(limits.receive);
    if is_ours { grpc.streaming(accept, request.map(RequestBody)).await } else { grpc.streaming(accept, request).await }
}

async fn accept<Q: Message, S: Message>(
    method: &'static schema::Method,
    limits: Limits,
    handler: Handler<Q, S>,
    request: tonic::Request<Streaming<Q>>,
) -> Result<tonic::Response<Outgoing<S>>, tonic::Status> {
    let (metadata, extensions, requests) = request.into_parts();
    let headers = metadata.into_headers();
    let timeout = timeout::timeout(&headers)?;
    let cx = connected(Context::received(Metadata::from_headers(headers), timeout), &extensions).with_method(method);
    let requests = requests.map(|request| request.map_err(request_failure));
    let requests = match method.streaming.client() {
        true => Flow::Stream(Box::pin(requests) as BoxStream<'static, _>),
        false => at_once(requests).await,
    };
    let reply = handler(requests, cx.clone()).await;
    let headers = cx.take_response_headers();
    match reply {
        Ok(flow) => Ok(tonic::Response::from_parts(
            status::into_map(headers),
            Outgoing { items: Items::from(flow), limit: limits.send, cx },
            http::Extensions::new(),
        )),
        Err(status) => {
            let mut metadata = headers;
            metadata.merge(&cx.take_response_trailers());
            Err(status::with_metadata(&status, metadata))
        }
    }
}

/// A single request that is there whole already, as small ones are, as itself. All else is for the handler to wait for.
async fn at_once<Q: Send + 'static>(
    mut requests: impl Stream<Item = Result<Q, Status>> + Send + Unpin + 'static,
) -> Flow<Q> {
    let first = match poll!(requests.next()) {
        Poll::Ready(Some(Ok(first))) => first,
        Poll::Ready(failure) => return Flow::Stream(Box::pin(stream::iter(failure))),
        Poll::Pending => return Flow::Stream(Box::pin(requests)),
    };
    match poll!(requests.next()) {
        Poll::Ready(None) => Flow::Single(first),
        Poll::Ready(Some(second)) => Flow::Stream(Box::pin(stream::iter([Ok(first), second]))),
        Poll::Pending => Flow::Stream(Box::pin(stream::iter([Ok(first)]).chain(requests))),
    }
}

fn connected(cx: Context, extensions: &http::Extensions) -> Context {
    cx.with_peer(extensions.get::<TcpConnectInfo>().and_then(TcpConnectInfo::remote_addr)).connected(extensions)
}

/// Why a request could not be read. A request has no status of its own, so the code says which of tonic's it is.
fn request_failure(status: tonic::Status) -> Status {
    let undecodable = status.source().and_then(|source| source.downcast_ref::<DecodeError>());
    if let Some(code) = undecodable.and_then(mistake) {
        return Status::new(code, status.message());
    }
    match status.code() {
        tonic::Code::OutOfRange => status::too_large(&status),
        _ if status.source().is_some_and(|source| source.is::<HungUp>()) => Status::cancelled(HungUp.to_string()),
        _ => status.into(),
    }
}

/// The response as tonic sends it: messages, then the status with its trailers.
struct Outgoing<S> {
    items: Items<S>,
    limit: usize,
    cx: Context,
}

enum Items<S> {
    Single(Option<S>),
    Stream(BoxStream<'static, Result<S, Status>>),
    Done,
}

impl<S> From<Flow<S>> for Items<S> {
    fn from(flow: Flow<S>) -> Self {
        match flow {
            Flow::Single(message) => Items::Single(Some(message)),
            Flow::Stream(items) => Items::Stream(items),
        }
    }
}

/// Nothing in it is pinned in place.
impl<S> Unpin for Outgoing<S> {}

impl<S: Message> Stream for Outgoing<S> {
    type Item = Result<S, tonic::Status>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        let item = match &mut self.items {
            Items::Single(message) => message.take().map(Ok),
            Items::Stream(items) => match items.poll_next_unpin(cx) {
                Poll::Ready(item) => item,
                Poll::Pending => return Poll::Pending,
            },
            Items::Done => return Poll::Ready(None),
        };
        Poll::Ready(match item.map(|item| item.and_then(|message| within(message, self.limit))) {
            Some(Ok(message)) => Some(Ok(message)),
            Some(Err(status)) => Some(Err(self.end(&status))),
            None => self.end_well().map(Err),
        })
    }
}

impl<S> Outgoing<S> {
    fn end(&mut self, status: &Status) -> tonic::Status {
        self.items = Items::Done;
        status::with_metadata(status, self.cx.take_response_trailers())
    }

    /// tonic takes trailers of a call that succeeded as a status with the code OK.
    fn end_well(&mut self) -> Option<tonic::Status> {
        self.items = Items::Done;
        let trailers = self.cx.take_response_trailers();
        let status = || tonic::Status::with_metadata(tonic::Code::Ok, "", status::into_map(trailers.clone()));
        (!trailers.is_empty()).then(status)
    }
}

pub(super) fn within<M: Message>(message: M, limit: usize) -> Result<M, Status> {
    if limit == usize::MAX {
        return Ok(message);
    }
    match message.encoded_len() {
        length if length > limit => Err(Status::resource_exhausted(format!(
            "a message of {length} bytes is larger than the limit of {limit} bytes"
        ))),
        _ => Ok(message),
    }
}

/// A service by its name, whatever its type.
pub(super) type Mounted = Arc<dyn Fn(http::Request<Body>) -> BoxFuture<'static, http::Response<Body>> + Send + Sync>;
