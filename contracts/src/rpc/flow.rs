//! Messages on their way through a call, with their types hidden: what stands between the two ends of a call is compiled once,
//! and not for each operation.

use std::any::Any;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures::stream::{BoxStream, Stream, StreamExt};

use super::frames::{Framing, Inbox, Run};
use super::{Operation, Status};
use crate::message::Message;
use crate::validate::Violations;
use crate::wire::{DecodeError, DecodeOptions};

/// From how many bytes on a message is decoded from a shared buffer: then its `Bytes` members are parts of that buffer
/// instead of copies, which pays for large ones.
pub(crate) const SHARED_FROM: usize = 8 << 10;

/// A message as it was received: some of a buffer.
pub struct EncodedMessage<'a> {
    pub(crate) buffer: &'a Bytes,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) options: &'a DecodeOptions,
}

impl EncodedMessage<'_> {
    #[inline]
    pub(super) fn decode<M: Message>(&self) -> Result<M, DecodeError> {
        match !M::KEEPS_INPUT && self.to - self.from < SHARED_FROM {
            true => M::decode_with(&self.buffer[self.from..self.to], self.options),
            false => M::decode_bytes_with(self.buffer.slice(self.from..self.to), self.options),
        }
    }
}

/// Where a message goes.
pub trait Sink: Send {
    /// Takes the message out of its place.
    ///
    /// # Errors
    /// When the message cannot go there.
    fn message(&mut self, message: &mut dyn Place) -> Result<(), Status>;

    /// Takes a message that is encoded.
    ///
    /// # Errors
    /// When the bytes are no such message.
    fn encoded(&mut self, message: &EncodedMessage<'_>) -> Result<(), DecodeError>;

    /// Whether it takes another message at once, if one is at hand.
    fn wants_more(&self) -> bool {
        false
    }

    /// How many messages it took at once.
    fn passed(&self) -> u8 {
        1
    }

    /// Lends what takes many messages at once, for as long as a stream is polled.
    fn lend(&mut self) -> Option<Framing> {
        None
    }

    /// Takes back what it lent.
    fn give_back(&mut self, _: Framing) {}

    /// Whether it takes messages as they were received, many at a time.
    fn takes_runs(&self) -> bool {
        false
    }

    /// Takes messages as they were received.
    ///
    /// # Errors
    /// When they cannot go there.
    fn run(&mut self, _: Run) -> Result<(), Status> {
        Err(Status::internal("one message is due, and many came"))
    }
}

/// Room for one message: an `Option` of it, of whose type both ends of a call know.
pub trait Place: Sink {
    /// The option.
    fn as_any(&mut self) -> &mut dyn Any;

    /// Moves the message to a place of its own.
    fn take(&mut self) -> Box<dyn Place>;

    /// Checks the rules of the message; of one that is still to be decoded when it is: that costs much more than to check it.
    ///
    /// # Errors
    /// All that are broken.
    fn validate(&mut self) -> Result<(), Violations>;

    /// Appends the encoded message, of which `begin` learns the length first.
    fn encode(&self, out: &mut BytesMut, begin: fn(&mut BytesMut, usize));
}

impl<M: Message> Sink for Option<M> {
    fn message(&mut self, message: &mut dyn Place) -> Result<(), Status> {
        let message = message.as_any().downcast_mut::<Option<M>>();
        *self = message.ok_or_else(|| Status::internal("a message of another type is here"))?.take();
        Ok(())
    }

    fn encoded(&mut self, message: &EncodedMessage<'_>) -> Result<(), DecodeError> {
        *self = Some(message.decode()?);
        Ok(())
    }
}

impl<M: Message> Place for Option<M> {
    fn as_any(&mut self) -> &mut dyn Any {
        self
    }

    fn take(&mut self) -> Box<dyn Place> {
        Box::new(Option::take(self))
    }

    fn validate(&mut self) -> Result<(), Violations> {
        let Some(message) = self else { return Ok(()) };
        if message.leave_check() { Ok(()) } else { message.validate() }
    }

    fn encode(&self, out: &mut BytesMut, begin: fn(&mut BytesMut, usize)) {
        if let Some(message) = self {
            message.encode_with(out, begin);
        }
    }
}

/// Room for a message.
pub(crate) fn place<M: Message>() -> Box<dyn Place> {
    Box::new(None::<M>)
}

/// Takes what nobody wants.
pub(crate) struct Nowhere;

impl Sink for Nowhere {
    fn message(&mut self, _: &mut dyn Place) -> Result<(), Status> {
        Ok(())
    }

    fn encoded(&mut self, _: &EncodedMessage<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// Any number of messages. An error is the last item.
pub trait Source: Send {
    /// Puts the next message into the sink, and those behind it that are at hand, while the sink wants more.
    fn poll_next(
        self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>>;
}

/// Messages that come one after the other.
pub type Messages = Pin<Box<dyn Source>>;

/// The messages of one direction of a call.
pub enum Flow {
    /// Exactly one.
    Single(Box<dyn Place>),
    /// Any number.
    Stream(Messages),
}

impl Flow {
    /// One message.
    pub fn one<M: Message>(message: M) -> Self {
        Flow::Single(Box::new(Some(message)))
    }

    /// A stream of messages. An error is the last item.
    pub fn many<M: Message>(messages: impl Stream<Item = Result<M, Status>> + Send + 'static) -> Self {
        Flow::Stream(Box::pin(Typed { messages: Some(Box::pin(messages)), failed: None }))
    }

    /// The request of an operation.
    #[doc(hidden)]
    pub fn request<O: Operation>(request: O::Request) -> Self {
        Flow::one(request)
    }

    /// The requests of an operation.
    #[doc(hidden)]
    pub fn requests<O: Operation>(requests: impl Stream<Item = Result<O::Request, Status>> + Send + 'static) -> Self {
        Flow::many(requests)
    }

    /// No message, but a status.
    pub(crate) fn failed(status: Status) -> Self {
        Flow::Stream(Box::pin(Failed(Some(status))))
    }

    /// The one message, also of a stream that has exactly one.
    ///
    /// # Errors
    /// When the stream fails, or has none or more than one.
    pub async fn into_one<M: Message>(self) -> Result<M, Status> {
        let mut message = None;
        self.put(&mut message).await?;
        message.ok_or_else(|| Status::internal("the message is gone"))
    }

    /// The messages as a stream.
    pub fn into_many<M: Message>(self) -> BoxStream<'static, Result<M, Status>> {
        Box::pin(Received::new(self.messages()))
    }

    /// The one message, in a place of its type.
    pub(crate) async fn single(self, place: fn() -> Box<dyn Place>) -> Result<Box<dyn Place>, Status> {
        match self {
            Flow::Single(message) => Ok(message),
            Flow::Stream(mut messages) => {
                let mut message = place();
                single(messages.as_mut(), &mut *message).await?;
                Ok(message)
            }
        }
    }

    /// The messages, one after the other.
    pub(crate) fn messages(self) -> Messages {
        match self {
            Flow::Single(message) => Box::pin(Begun { first: Some(message), rest: None }),
            Flow::Stream(messages) => messages,
        }
    }

    async fn put(self, sink: &mut dyn Sink) -> Result<(), Status> {
        match self {
            Flow::Single(mut message) => sink.message(&mut *message),
            Flow::Stream(mut messages) => single(messages.as_mut(), sink).await,
        }
    }
}

/// Puts the one message of a stream.
pub(crate) async fn single(mut messages: Pin<&mut dyn Source>, sink: &mut dyn Sink) -> Result<(), Status> {
    let first = next(messages.as_mut(), sink).await;
    first.ok_or_else(|| Status::unimplemented("one message is due, and none came"))??;
    match next(messages.as_mut(), &mut Nowhere).await {
        None => Ok(()),
        Some(Err(status)) => Err(status),
        Some(Ok(())) => Err(more_came()),
    }
}

/// There is more than the one message that is due.
pub(crate) fn more_came() -> Status {
    Status::unimplemented("one message is due, and more came")
}

/// Puts the next message.
pub(crate) async fn next(mut messages: Pin<&mut dyn Source>, sink: &mut dyn Sink) -> Option<Result<(), Status>> {
    poll_fn(|task| messages.as_mut().poll_next(task, sink)).await
}

/// A stream of one type, which is hidden.
struct Typed<M> {
    /// Those to come; nothing once they have ended.
    messages: Option<BoxStream<'static, Result<M, Status>>>,
    /// What the stream failed with, behind messages that came with it.
    failed: Option<Status>,
}

impl<M: Message> Source for Typed<M> {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        let Typed { messages, failed } = &mut *self;
        let mut some = None;
        while let Some(open) = messages {
            let put = match open.poll_next_unpin(task) {
                Poll::Ready(item) => item.map(|item| item.and_then(|message| sink.message(&mut Some(message)))),
                Poll::Pending if some.is_none() => return Poll::Pending,
                Poll::Pending => return Poll::Ready(some),
            };
            match put {
                Some(Ok(())) if sink.wants_more() => some = Some(Ok(())),
                Some(Ok(())) => return Poll::Ready(Some(Ok(()))),
                ended => {
                    *messages = None;
                    *failed = ended.and_then(Result::err);
                }
            }
        }
        Poll::Ready(some.or_else(|| failed.take().map(Err)))
    }
}

/// A stream whose type is known again.
pub(crate) struct Received<M> {
    /// Those to come; nothing once they have ended.
    messages: Option<Messages>,
    inbox: Inbox<M>,
}

impl<M: Message> Received<M> {
    pub(crate) fn new(messages: Messages) -> Self {
        Received { messages: Some(messages), inbox: Inbox::new() }
    }

    /// Asks for more.
    fn poll_more(&mut self, task: &mut TaskContext<'_>) -> Poll<Option<Result<M, Status>>> {
        let Some(messages) = &mut self.messages else { return Poll::Ready(None) };
        let next = match ready!(messages.as_mut().poll_next(task, &mut self.inbox)) {
            Some(Ok(())) => self.inbox.take(),
            Some(Err(status)) => Some(Err(status)),
            None => None,
        };
        Poll::Ready(match next {
            Some(Ok(message)) => Some(Ok(message)),
            end => self.end(end.and_then(Result::err)),
        })
    }

    /// An error is the last item.
    #[cold]
    fn end(&mut self, failure: Option<Status>) -> Option<Result<M, Status>> {
        *self = Received { messages: None, inbox: Inbox::new() };
        failure.map(Err)
    }
}

impl<M> Unpin for Received<M> {}

impl<M: Message> Stream for Received<M> {
    type Item = Result<M, Status>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<Self::Item>> {
        match self.inbox.take() {
            Some(Ok(message)) => Poll::Ready(Some(Ok(message))),
            Some(Err(status)) => Poll::Ready(self.end(Some(status))),
            None => self.poll_more(task),
        }
    }
}

/// A message that is there, and those that follow it.
pub(crate) struct Begun {
    pub(crate) first: Option<Box<dyn Place>>,
    pub(crate) rest: Option<Messages>,
}

impl Source for Begun {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        match (self.first.take(), &mut self.rest) {
            (Some(mut first), _) => Poll::Ready(Some(sink.message(&mut *first))),
            (None, Some(rest)) => rest.as_mut().poll_next(task, sink),
            (None, None) => Poll::Ready(None),
        }
    }
}

/// A failure instead of messages.
struct Failed(Option<Status>);

impl Source for Failed {
    fn poll_next(
        mut self: Pin<&mut Self>,
        _: &mut TaskContext<'_>,
        _: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        Poll::Ready(self.0.take().map(Err))
    }
}
