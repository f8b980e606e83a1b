//! The body of a response of a service that is not ours: when the server ends, so does it.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use futures::future::BoxFuture;
use http_body::{Body, Frame, SizeHint};
use tonic::body::Body as TonicBody;

use crate::rpc::{Connection, Shutdown};

/// A body that ends with `UNAVAILABLE` when the server shuts down while it waits for more.
pub(super) struct Foreign {
    body: TonicBody,
    drain: BoxFuture<'static, ()>,
    is_ended: bool,
}

impl Foreign {
    /// Watches over a body.
    pub(super) fn new(body: TonicBody, connection: Connection) -> Self {
        let drain = Box::pin(async move { connection.shutdown.draining().await });
        Foreign { body, drain, is_ended: false }
    }
}

impl Body for Foreign {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        if self.is_ended {
            return Poll::Ready(None);
        }
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            return Poll::Ready(frame);
        }
        if self.drain.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        self.is_ended = true;
        let headers = tonic::Status::from(Shutdown::status()).into_http::<TonicBody>().into_parts().0.headers;
        Poll::Ready(Some(Ok(Frame::trailers(headers))))
    }

    fn is_end_stream(&self) -> bool {
        self.is_ended || self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
