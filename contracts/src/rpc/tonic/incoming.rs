//! Bodies that come in: streams of our own connections, and what tonic, hyper or axum hand over.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use h2::{Reason, RecvStream};
use http_body::{Body, Frame};
use tonic::body::Body as TonicBody;

/// A body that comes in.
pub(super) enum Incoming {
    /// A stream of one of our connections.
    Stream(RecvStream),
    /// Any body.
    Body(TonicBody),
}

impl Incoming {
    /// As a body for those who know tonic's alone.
    pub(super) fn into_body(self) -> TonicBody {
        match self {
            Incoming::Stream(_) => TonicBody::new(self),
            Incoming::Body(body) => body,
        }
    }

    /// Whether it was broken off although nothing says so: a stream that was reset without a fault.
    pub(super) fn is_cut_off(&self) -> bool {
        matches!(self, Incoming::Stream(stream) if !stream.is_end_stream())
    }
}

impl Body for Incoming {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        match &mut *self {
            Incoming::Stream(stream) => poll_stream(stream, task).map_err(broken),
            Incoming::Body(body) => Pin::new(body).poll_frame(task),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Incoming::Stream(stream) => stream.is_end_stream(),
            Incoming::Body(body) => body.is_end_stream(),
        }
    }
}

fn poll_stream(stream: &mut RecvStream, task: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, h2::Error>>> {
    if stream.is_end_stream() {
        return Poll::Ready(None);
    }
    match ready!(stream.poll_data(task)) {
        Some(Ok(data)) => {
            // A stream that was closed meanwhile needs no room.
            let _ = stream.flow_control().release_capacity(data.len());
            Poll::Ready(Some(Ok(Frame::data(data))))
        }
        // Who answers without having read everything says so by this reset, which is no failure.
        Some(Err(error)) if error.reason() == Some(Reason::NO_ERROR) => Poll::Ready(None),
        Some(Err(error)) => Poll::Ready(Some(Err(error))),
        None => stream
            .poll_trailers(task)
            .map(|trailers| trailers.map(|trailers| trailers.map(Frame::trailers)).transpose()),
    }
}

/// What a stream broke off with. When a connection is lost or ends, nothing is wrong with the call.
pub(super) fn broken(error: h2::Error) -> tonic::Status {
    if error.is_io() || (error.is_go_away() && error.reason() == Some(Reason::NO_ERROR)) {
        let mut status = tonic::Status::unavailable("the connection is lost");
        status.set_source(std::sync::Arc::new(error));
        return status;
    }
    tonic::Status::from_error(error.into())
}
