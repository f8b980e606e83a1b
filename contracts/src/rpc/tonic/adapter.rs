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
use http_body::{Frame, SizeHint};
use tonic::body::Body;
use tonic::server::NamedService;
use tonic::transport::server::TcpConnectInfo;

use super::incoming::Incoming;
use super::received::{Requests, uncompressed};
use super::sent::Responses;
use super::{status, timeout};
use crate::rpc::flow::{Begun, Flow, Nowhere, Place, Sink, Source, more_came};
use crate::rpc::operation::AnyOperation;
use crate::rpc::{Connection, Context, Handler, HandlerVisitor, Limits, Metadata, Operation, Serve, Server, Status};
use crate::schema;

/// What the body of every answer is.
const GRPC: HeaderValue = HeaderValue::from_static("application/grpc");

/// Methods by their paths.
#[derive(Default)]
pub(super) struct Methods(HashMap<&'static str, Arc<Method>>);

/// A method that is served.
pub(super) struct Method {
    operation: AnyOperation,
    handler: Handler,
    limits: Limits,
}

impl Methods {
    /// Adds the methods of a service.
    pub(super) fn add<D: Serve<T>, T: Send + Sync + 'static>(&mut self, server: &Server<D, T>) {
        server.handlers(&mut Collector { methods: self, limits: server.limits() });
    }

    /// The method at a path.
    pub(super) fn get(&self, path: &str) -> Option<&Arc<Method>> {
        self.0.get(path)
    }
}

struct Collector<'a> {
    methods: &'a mut Methods,
    limits: Limits,
}

impl Collector<'_> {
    fn add(&mut self, operation: AnyOperation, handler: Handler) {
        let method = Method { operation, handler, limits: self.limits };
        self.methods.0.insert(operation.method.path, Arc::new(method));
    }
}

impl HandlerVisitor for Collector<'_> {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        self.add(AnyOperation::of::<O>(), handler);
    }
}

/// What answers a request.
pub(super) enum Answer {
    /// Messages, and a status.
    Grpc(Responses),
    /// Any body.
    Other(Body),
}

impl Answer {
    /// As a body for those who know tonic's alone.
    fn into_body(self) -> Body {
        match self {
            Answer::Grpc(responses) => Body::new(responses),
            Answer::Other(body) => body,
        }
    }
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        match &mut *self {
            Answer::Grpc(responses) => Pin::new(responses).poll_frame(task),
            Answer::Other(body) => Pin::new(body).poll_frame(task),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Answer::Grpc(responses) => responses.is_end_stream(),
            Answer::Other(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Answer::Grpc(responses) => responses.size_hint(),
            Answer::Other(body) => body.size_hint(),
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
        let methods = self.adapted(|server| {
            let mut methods = Methods::default();
            methods.add(server);
            methods
        });
        let request = request.map(|body| Incoming::Body(Body::new(body)));
        Box::pin(async move {
            let answer = match methods.get(request.uri().path()) {
                Some(method) => serve(method, request, None).await,
                None => unimplemented(request.uri().path()),
            };
            Ok(answer.map(Answer::into_body))
        })
    }
}

impl<D: Serve<T>, T> NamedService for Server<D, T> {
    const NAME: &'static str = D::NAME;
}

/// The answer to a call of a method that does not exist.
pub(super) fn unimplemented(path: &str) -> http::Response<Answer> {
    refused(tonic::Status::unimplemented(format!("there is no method {path}")))
}

fn refused(status: tonic::Status) -> http::Response<Answer> {
    status.into_http().map(Answer::Other)
}

/// Answers a call.
pub(super) async fn serve(
    method: &Method,
    request: http::Request<Incoming>,
    connection: Option<&Connection>,
) -> http::Response<Answer> {
    let (parts, body) = request.into_parts();
    if let Err(status) = uncompressed(&parts.headers) {
        let mut refusal = refused(status.into());
        refusal.headers_mut().insert("grpc-accept-encoding", HeaderValue::from_static("identity"));
        return refusal;
    }
    let cx = match context(method.operation.method, parts, connection) {
        Ok(cx) => cx,
        Err(status) => return refused(status.into()),
    };
    let requests = Requests::new(body, method.limits);
    let requests = match method.operation.method.streaming.client() {
        true => Flow::Stream(Box::pin(requests)),
        false => at_once(requests, (method.operation.request)()).await,
    };
    let reply = (method.handler)(requests, cx.clone()).await;
    let mut headers = cx.take_response_headers();
    match reply {
        Ok(flow) => {
            let responses = Responses::new(flow, method.limits.send, cx);
            let mut response = http::Response::new(Answer::Grpc(responses));
            *response.headers_mut() = status::into_headers(headers);
            response.headers_mut().insert(header::CONTENT_TYPE, GRPC);
            response
        }
        Err(status) => {
            headers.merge(&cx.take_response_trailers());
            refused(status::with_metadata(&status, headers))
        }
    }
}

fn context(
    method: &'static schema::Method,
    parts: http::request::Parts,
    connection: Option<&Connection>,
) -> Result<Context, Status> {
    let timeout = timeout::timeout(&parts.headers)?;
    let connection = connection.or_else(|| parts.extensions.get());
    let cx = Context::received(method, Metadata::from_headers(parts.headers), timeout, connection);
    Ok(match connection {
        Some(_) => cx,
        None => cx.with_peer(parts.extensions.get::<TcpConnectInfo>().and_then(TcpConnectInfo::remote_addr)),
    })
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
