//! Bodies that go out on streams of our own connections.

use std::future::Future;
use std::ops::ControlFlow;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use h2::{Reason, SendStream};
use http_body::Body;

/// Sends a body, as fast as the peer takes it; ends early when the peer does not want it any more.
pub(super) struct Pipe<B> {
    body: B,
    stream: SendStream<Bytes>,
    /// A piece for which there is no room yet.
    waiting: Option<Bytes>,
    has_begun: bool,
}

impl<B: Body<Data = Bytes, Error = tonic::Status> + Unpin> Pipe<B> {
    pub(super) fn new(body: B, stream: SendStream<Bytes>) -> Self {
        Pipe { body, stream, waiting: None, has_begun: false }
    }

    /// Sends everything, or as much as goes.
    fn poll_all(&mut self, task: &mut Context<'_>) -> Poll<Result<(), h2::Error>> {
        loop {
            if self.waiting.is_some() {
                ready!(self.poll_room(task))?;
            }
            if let Some(data) = self.waiting.take()
                && self.send(data)?.is_break()
            {
                return Poll::Ready(Ok(()));
            }
            let frame = match Pin::new(&mut self.body).poll_frame(task) {
                Poll::Ready(Some(Ok(frame))) => frame,
                Poll::Ready(Some(Err(status))) => {
                    self.stream.send_reset(h2::Error::from(status).reason().unwrap_or(Reason::INTERNAL_ERROR));
                    return Poll::Ready(Ok(()));
                }
                Poll::Ready(None) => return Poll::Ready(self.stream.send_data(Bytes::new(), true)),
                Poll::Pending => return self.stream.poll_reset(task).map(|reset| reset.map(|_| ())),
            };
            match frame.into_data() {
                // The first piece waits in the connection: most bodies have no other.
                Ok(data) if !self.has_begun || data.is_empty() => {
                    if self.send(data)?.is_break() {
                        return Poll::Ready(Ok(()));
                    }
                }
                // Room is asked for only now: what is kept by those who have nothing to send is missing to others.
                Ok(data) => {
                    self.stream.reserve_capacity(1);
                    self.waiting = Some(data);
                }
                Err(frame) => {
                    self.stream.reserve_capacity(0);
                    return Poll::Ready(self.stream.send_trailers(frame.into_trailers().unwrap_or_default()));
                }
            }
        }
    }

    /// Is ready when there is room.
    fn poll_room(&mut self, task: &mut Context<'_>) -> Poll<Result<(), h2::Error>> {
        while self.stream.capacity() == 0 {
            match ready!(self.stream.poll_capacity(task)) {
                Some(room) => room?,
                None => return Poll::Ready(Err(Reason::CANCEL.into())),
            };
        }
        Poll::Ready(Ok(()))
    }

    /// Sends a piece; breaks off when it is the last.
    fn send(&mut self, data: Bytes) -> Result<ControlFlow<()>, h2::Error> {
        let is_last = self.body.is_end_stream();
        self.has_begun = true;
        self.stream.send_data(data, is_last)?;
        Ok(if is_last { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    }
}

impl<B: Body<Data = Bytes, Error = tonic::Status> + Unpin> Future for Pipe<B> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<()> {
        // A stream that broke is of no interest to anyone: whoever waits for it is told by its other direction.
        self.poll_all(task).map(|_| ())
    }
}
