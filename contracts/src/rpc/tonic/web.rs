//! The same services for callers that do not speak gRPC: Connect, and REST with JSON.

use std::io;

use bytes::Bytes;
use futures::future::BoxFuture;
use http::{Request, Response, header};
use http_body_util::Full;
use tonic::body::Body;

use super::adapter::Answer;
use super::incoming::Incoming;
use crate::rpc::connect::Connect;
use crate::rpc::rest::{self, Rest};
use crate::rpc::{Connection, Serve, Server};

/// What is served beside gRPC.
#[derive(Default, Clone)]
pub(super) struct Web {
    pub(super) connect: Option<Connect>,
    pub(super) rest: Option<Rest>,
}

impl Web {
    /// Whether anything is.
    pub(super) fn is_on(&self) -> bool {
        self.connect.is_some() || self.rest.is_some()
    }

    /// Adds a service.
    pub(super) fn add<D: Serve<T>, T: Send + Sync + 'static>(&mut self, server: &Server<D, T>) -> io::Result<()> {
        self.connect = self.connect.take().map(|connect| connect.service(server));
        self.rest = self.rest.take().map(|rest| rest.service(server)).transpose().map_err(io::Error::other)?;
        Ok(())
    }

    /// Answers a request for nothing that is served, unless it is gRPC or nothing is served beside that.
    pub(super) fn refuse(&self, request: &Request<Incoming>) -> Option<Response<Answer>> {
        let refuses = self.is_on() && !is_grpc(request);
        refuses.then(|| rest::nothing_at(request.uri().path()).map(boxed))
    }

    /// Answers a request that is not gRPC, unless it is for nothing that is served here.
    pub(super) fn answer(
        &self,
        request: Request<Incoming>,
        connection: &Connection,
    ) -> Result<BoxFuture<'static, Response<Answer>>, Box<Request<Incoming>>> {
        let path = request.uri().path();
        if let Some(connect) = self.connect.as_ref().filter(|connect| connect.has(path)).cloned() {
            let request = told(request, connection);
            return Ok(Box::pin(async move { connect.answer(request).await.map(boxed) }));
        }
        if let Some(rest) = self.rest.as_ref().filter(|rest| rest.has(path)).cloned() {
            let request = told(request, connection);
            return Ok(Box::pin(async move { rest.answer(request).await.map(boxed) }));
        }
        Err(Box::new(request))
    }
}

/// Whether a request is gRPC.
pub(super) fn is_grpc(request: &Request<Incoming>) -> bool {
    let content_type = request.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|value| value.as_bytes().starts_with(b"application/grpc"))
}

/// A request for those who do not know our connections, with what they are told of this one.
pub(super) fn told(mut request: Request<Incoming>, connection: &Connection) -> Request<Body> {
    request.extensions_mut().insert(connection.clone());
    request.map(Incoming::into_body)
}

fn boxed(body: Full<Bytes>) -> Answer {
    Answer::Other(Body::new(body))
}
