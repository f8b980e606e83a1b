//! The body of a request, which ends only when the caller says so.
//!
//! hyper shows a stream that the caller reset as one that ended well. A service that adds up all requests would take the
//! half for the whole, so here a reset is an error.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tonic::body::Body as TonicBody;

/// The caller reset the stream before it ended.
#[derive(Debug, thiserror::Error)]
#[error("the caller gave the call up")]
pub(super) struct HungUp;

/// A body straight from hyper.
pub(super) struct RequestBody(pub(super) TonicBody);

impl Body for RequestBody {
    type Data = Bytes;
    type Error = Box<dyn std::error::Error + Send + Sync>;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(match ready!(Pin::new(&mut self.0).poll_frame(cx)) {
            Some(Ok(frame)) => Some(Ok(frame)),
            Some(Err(status)) if status.code() == tonic::Code::Cancelled => Some(Err(HungUp.into())),
            Some(Err(status)) => Some(Err(status.into())),
            None if self.0.is_end_stream() => None,
            None => Some(Err(HungUp.into())),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
