//! A service as a tower service that speaks gRPC, for tonic, axum and our own server.

use std::collections::HashMap;
use std::convert::Infallible;
use std::error::Error;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll};

use bytes::Bytes;
use futures::future::BoxFuture;
use http::header::{self, HeaderValue};
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::transport::server::TcpConnectInfo;

use super::received::{Requests, uncompressed};
use super::sent::Responses;
use super::{status, timeout};
use crate::rpc::flow::{Begun, Flow, Nowhere, Place, Sink, Source, more_came};
use crate::rpc::operation::AnyOperation;
use crate::rpc::{Connection, Context, Handler, HandlerVisitor, Limits, Metadata, Operation, Serve, Server, Status};
use crate::schema;

/// What the body of every answer is.
const GRPC: HeaderValue = HeaderValue::from_static("application/grpc");

/// The methods of a service by their paths.
struct Methods {
    limits: Limits,
    by_path: HashMap<&'static str, Arc<Method>>,
}

struct Method {
    operation: AnyOperation,
    handler: Handler,
    limits: Limits,
}

impl Methods {
    fn add(&mut self, operation: AnyOperation, handler: Handler) {
        let method = Method { operation, handler, limits: self.limits };
        self.by_path.insert(operation.method.path, Arc::new(method));
    }
}

impl HandlerVisitor for Methods {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        self.add(AnyOperation::of::<O>(), handler);
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
            Some(method) => Box::pin(serve(method.clone(), request)),
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

/// Answers a call.
async fn serve(method: Arc<Method>, request: http::Request<Body>) -> http::Response<Body> {
    let (parts, body) = request.into_parts();
    let is_ours = parts.extensions.get::<Connection>().is_some();
    if let Err(status) = uncompressed(&parts.headers) {
        let mut refusal = tonic::Status::from(status).into_http();
        refusal.headers_mut().insert("grpc-accept-encoding", HeaderValue::from_static("identity"));
        return refusal;
    }
    let cx = match context(method.operation.method, parts) {
        Ok(cx) => cx,
        Err(status) => return tonic::Status::from(status).into_http(),
    };
    let requests = Requests::new(body, method.limits, is_ours);
    let requests = match method.operation.method.streaming.client() {
        true => Flow::Stream(Box::pin(requests)),
        false => at_once(requests, (method.operation.request)()).await,
    };
    let reply = (method.handler)(requests, cx.clone()).await;
    let mut headers = cx.take_response_headers();
    match reply {
        Ok(flow) => {
            let mut response = http::Response::new(Body::new(Responses::new(flow, method.limits.send, cx)));
            *response.headers_mut() = status::into_headers(headers);
            response.headers_mut().insert(header::CONTENT_TYPE, GRPC);
            response
        }
        Err(status) => {
            headers.merge(&cx.take_response_trailers());
            status::with_metadata(&status, headers).into_http()
        }
    }
}

fn context(method: &'static schema::Method, parts: http::request::Parts) -> Result<Context, Status> {
    let timeout = timeout::timeout(&parts.headers)?;
    let cx = Context::received(Metadata::from_headers(parts.headers), timeout);
    let peer = parts.extensions.get::<TcpConnectInfo>().and_then(TcpConnectInfo::remote_addr);
    Ok(cx.with_peer(peer).connected(&parts.extensions).with_method(method))
}

/// A single request that is there whole already, as small ones are, as itself. All else is for the handler to wait for.
async fn at_once(mut requests: Requests, mut first: Box<dyn Place>) -> Flow {
    match now(&mut requests, &mut *first).await {
        Poll::Ready(Some(Ok(()))) => {}
        Poll::Ready(Some(Err(status))) => return Flow::failed(status),
        Poll::Ready(None) | Poll::Pending => return Flow::Stream(Box::pin(requests)),
    }
    match now(&mut requests, &mut Nowhere).await {
        Poll::Ready(None) => Flow::Single(first),
        Poll::Ready(Some(Ok(()))) => Flow::failed(more_came()),
        Poll::Ready(Some(Err(status))) => Flow::failed(status),
        Poll::Pending => Flow::Stream(Box::pin(Begun { first: Some(first), rest: Some(Box::pin(requests)) })),
    }
}

/// What is there of the next request.
async fn now(requests: &mut Requests, sink: &mut dyn Sink) -> Poll<Option<Result<(), Status>>> {
    poll_fn(|task| Poll::Ready(Pin::new(&mut *requests).poll_next(task, sink))).await
}

/// A service by its name, whatever its type.
pub(super) type Mounted = Arc<dyn Fn(http::Request<Body>) -> BoxFuture<'static, http::Response<Body>> + Send + Sync>;
