//! What is sent: messages in frames, one behind the other.

use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame};
use tokio::sync::oneshot;

use super::status;
use crate::rpc::flow::{Flow, Messages, Place, Sink};
use crate::rpc::frames::Framing;
use crate::rpc::{Context, Status};

/// From how many bytes on what is there is sent, while more messages are at hand.
const FULL: usize = 32 << 10;
/// How many bytes there is room for at first, when messages come in a stream.
const ROOM: usize = 8 << 10;

/// Puts the messages of a flow into frames.
struct Framed {
    items: Items,
    framing: Framing,
    /// How the flow has ended; the buffer goes first.
    end: Option<Result<(), Status>>,
}

enum Items {
    Single(Box<dyn Place>),
    Stream(Messages),
    Done,
}

/// What comes next.
enum Next {
    Data(Bytes),
    End(Result<(), Status>),
}

impl Framed {
    fn new(flow: Flow, limit: usize) -> Self {
        let items = match flow {
            Flow::Single(message) => Items::Single(message),
            Flow::Stream(messages) => Items::Stream(messages),
        };
        Framed { items, framing: Framing::new(limit, FULL), end: None }
    }

    fn poll_next(&mut self, task: &mut TaskContext<'_>) -> Poll<Next> {
        while self.end.is_none() && self.framing.buffer.len() < FULL {
            let Framed { items, framing, end } = self;
            framing.restart();
            let polled = match items {
                Items::Single(message) => {
                    let put = framing.message(&mut **message);
                    *items = Items::Done;
                    Poll::Ready(Some(put))
                }
                Items::Stream(messages) => {
                    if framing.buffer.is_empty() {
                        framing.buffer.reserve(ROOM);
                    }
                    messages.as_mut().poll_next(task, framing)
                }
                Items::Done => Poll::Ready(None),
            };
            match polled {
                Poll::Ready(Some(Ok(()))) if matches!(items, Items::Done) => *end = Some(Ok(())),
                Poll::Ready(Some(Ok(()))) => {}
                Poll::Ready(Some(Err(status))) => *end = Some(Err(status)),
                Poll::Ready(None) => *end = Some(Ok(())),
                Poll::Pending if framing.buffer.is_empty() => return Poll::Pending,
                Poll::Pending => break,
            }
        }
        if self.end.is_some() {
            self.items = Items::Done;
        }
        Poll::Ready(match self.framing.buffer.is_empty() {
            true => Next::End(self.end.take().unwrap_or(Ok(()))),
            false => Next::Data(self.framing.buffer.split().freeze()),
        })
    }

    /// Whether all is sent, and there was no failure.
    fn is_done(&self) -> bool {
        self.framing.buffer.is_empty() && matches!((&self.items, &self.end), (Items::Done, None | Some(Ok(()))))
    }
}

/// A single message in its frame.
///
/// # Errors
/// When it is longer than the limit.
pub(super) fn framed(mut message: Box<dyn Place>, limit: usize) -> Result<Bytes, Status> {
    let mut framing = Framing::new(limit, 0);
    framing.message(&mut *message)?;
    Ok(framing.buffer.freeze())
}

/// The responses of a call, and behind them its status.
pub(super) struct Responses {
    framed: Framed,
    cx: Context,
    has_ended: bool,
}

impl Responses {
    pub(super) fn new(flow: Flow, limit: usize, cx: Context) -> Self {
        Responses { framed: Framed::new(flow, limit), cx, has_ended: false }
    }
}

impl Body for Responses {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let end = match ready!(self.framed.poll_next(task)) {
            Next::Data(data) => return Poll::Ready(Some(Ok(Frame::data(data)))),
            Next::End(end) => end,
        };
        self.has_ended = true;
        let trailers = status::trailers(end, self.cx.take_response_trailers());
        Poll::Ready(Some(trailers.map(Frame::trailers)))
    }

    fn is_end_stream(&self) -> bool {
        self.has_ended
    }
}

/// The requests of a call. A stream that fails does not end, as the server would take that for its good end: the call is
/// given up.
pub(super) struct Requests {
    framed: Framed,
    fail: Option<oneshot::Sender<Status>>,
}

impl Requests {
    pub(super) fn new(flow: Flow, limit: usize, fail: oneshot::Sender<Status>) -> Self {
        Requests { framed: Framed::new(flow, limit), fail: Some(fail) }
    }
}

impl Body for Requests {
    type Data = Bytes;
    type Error = tonic::Status;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, tonic::Status>>> {
        match ready!(self.framed.poll_next(task)) {
            Next::Data(data) => Poll::Ready(Some(Ok(Frame::data(data)))),
            Next::End(Ok(())) => {
                self.fail = None;
                Poll::Ready(None)
            }
            Next::End(Err(status)) => {
                if let Some(fail) = self.fail.take() {
                    // Nobody listens when the call is over already.
                    let _ = fail.send(status);
                }
                Poll::Pending
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.framed.is_done()
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use futures::{StreamExt, stream};

    use super::*;
    use crate::message::Message;
    use crate::wkt::Any;

    fn message(length: usize) -> Any {
        Any { type_url: String::new(), value: vec![7; length] }
    }

    fn framed(message: &Any) -> Vec<u8> {
        let encoded = message.encode_to_vec();
        [&[0], &(encoded.len() as u32).to_be_bytes()[..], &encoded].concat()
    }

    /// What comes until there is nothing at hand.
    fn drain(framed: &mut Framed) -> (Vec<Bytes>, Option<Result<(), Status>>) {
        let mut data = Vec::new();
        let mut task = TaskContext::from_waker(Waker::noop());
        loop {
            match framed.poll_next(&mut task) {
                Poll::Ready(Next::Data(more)) => data.push(more),
                Poll::Ready(Next::End(end)) => return (data, Some(end)),
                Poll::Pending => return (data, None),
            }
        }
    }

    #[test]
    fn a_single_message_is_the_end() {
        for length in [0, 1, 1000, 100_000] {
            let mut one = Framed::new(Flow::one(message(length)), usize::MAX);
            assert!(!one.is_done());
            let mut task = TaskContext::from_waker(Waker::noop());
            let Poll::Ready(Next::Data(data)) = one.poll_next(&mut task) else { panic!("no data") };
            assert!(data == framed(&message(length)), "{length}");
            assert!(one.is_done());
        }
    }

    #[test]
    fn what_is_at_hand_goes_before_what_is_waited_for() {
        let messages = || [10, 40_000, 5, 0].map(message);
        let waiting = stream::iter(messages()).map(Ok).chain(stream::pending());
        let (data, end) = drain(&mut Framed::new(Flow::many(waiting), usize::MAX));
        assert!(data.concat() == messages().iter().flat_map(framed).collect::<Vec<_>>());
        assert_eq!((data.len(), end), (2, None));
    }

    #[test]
    fn a_failure_comes_behind_what_went_well() {
        let failing = [Ok(message(3)), Err(Status::not_found("gone")), Ok(message(4))];
        let (data, end) = drain(&mut Framed::new(Flow::many(stream::iter(failing)), usize::MAX));
        assert_eq!((data.concat(), end), (framed(&message(3)), Some(Err(Status::not_found("gone")))));
    }

    #[test]
    fn a_message_above_the_limit_is_not_begun() {
        let length = message(100).encoded_len();
        let (data, end) = drain(&mut Framed::new(Flow::one(message(100)), length));
        assert_eq!((data.concat(), end), (framed(&message(100)), Some(Ok(()))));
        let status = format!("a message of {length} bytes is larger than the limit of {} bytes", length - 1);
        let messages = stream::iter([1, 100, 2].map(message)).map(Ok);
        let (data, end) = drain(&mut Framed::new(Flow::many(messages), length - 1));
        assert_eq!((data.concat(), end), (framed(&message(1)), Some(Err(Status::resource_exhausted(status)))));
    }
}
