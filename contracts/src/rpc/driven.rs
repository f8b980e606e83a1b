//! Streams of a service: one future makes and drives each, because it may borrow from the service and the context, which the
//! future owns. What it sends goes straight to where it is wanted.

use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context as TaskContext, Poll, ready};

use futures::stream::Stream;

use super::flow::{Sink, Source};
use super::frames::Framing;
use super::{Failure, Flow, Reply, Status};
use crate::message::Message;

/// Where a stream leaves its messages. Who takes them polls it in the same task, so nobody needs to be woken.
pub(super) struct Outbox<M>(Arc<Mutex<Slot<M>>>);

/// What is wanted, and what came of it.
struct Slot<M> {
    /// Whether the method has returned its stream.
    is_open: bool,
    /// Whether a message is wanted.
    is_due: bool,
    message: Option<M>,
    /// Where messages go instead, as many as are at hand.
    frames: Option<Framing>,
}

impl<M: Message> Slot<M> {
    fn has_room(&self) -> bool {
        match &self.frames {
            Some(frames) => frames.wants_more(),
            None => self.is_due,
        }
    }

    fn put(&mut self, message: M) -> Result<(), Status> {
        match &mut self.frames {
            Some(frames) => frames.put(&message),
            None => {
                self.is_due = false;
                self.message = Some(message);
                Ok(())
            }
        }
    }
}

impl<M> Outbox<M> {
    fn lock(&self) -> MutexGuard<'_, Slot<M>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<M: Message> Outbox<M> {
    /// Opens the stream that the method has returned, and sends all of it.
    ///
    /// # Errors
    /// What the stream failed with.
    pub(super) async fn send<E: Failure>(self, responses: impl Stream<Item = Result<M, E>>) -> Result<(), Status> {
        self.lock().is_open = true;
        let mut responses = pin!(responses);
        poll_fn(|task| {
            let mut slot = self.lock();
            while slot.has_room() {
                match ready!(responses.as_mut().poll_next(task)) {
                    Some(Ok(message)) => slot.put(message)?,
                    Some(Err(error)) => return Poll::Ready(Err(error.into_status())),
                    None => return Poll::Ready(Ok(())),
                }
            }
            Poll::Pending
        })
        .await
    }
}

/// Runs a method until it has returned its stream.
pub(super) async fn driven<M: Message, F>(run: impl FnOnce(Outbox<M>) -> F) -> Reply
where
    F: Future<Output = Result<(), Status>> + Send + 'static,
{
    let slot = Slot { is_open: false, is_due: false, message: None, frames: None };
    let slot = Arc::new(Mutex::new(slot));
    let (mut run, outbox) = (Box::pin(run(Outbox(slot.clone()))), Outbox(slot));
    let ended = poll_fn(|task| match run.as_mut().poll(task) {
        Poll::Ready(ended) => Poll::Ready(Some(ended)),
        Poll::Pending if outbox.lock().is_open => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    });
    match ended.await {
        None => Ok(Flow::Stream(Box::pin(Driven { run: Some(run), failed: None, outbox }))),
        Some(Err(status)) => Err(status),
        Some(Ok(())) => Err(Status::internal("the method ended before it returned")),
    }
}

/// A stream that is open.
struct Driven<M, F> {
    /// What drives it; nothing once it has ended.
    run: Option<Pin<Box<F>>>,
    /// What it failed with, behind messages that came with it.
    failed: Option<Status>,
    outbox: Outbox<M>,
}

impl<M: Message, F: Future<Output = Result<(), Status>> + Send> Source for Driven<M, F> {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        let Driven { run, failed, outbox } = &mut *self;
        let Some(open) = run else { return Poll::Ready(failed.take().map(Err)) };
        let lent = Lent::new(outbox, sink);
        let polled = open.as_mut().poll(task);
        let put = lent.end();
        if let Poll::Ready(ended) = polled {
            *run = None;
            *failed = ended.err();
        }
        Poll::Ready(match put {
            Some(put) => Some(put),
            None => {
                if run.is_some() {
                    return Poll::Pending;
                }
                failed.take().map(Err)
            }
        })
    }
}

/// A sink that a stream has for one poll. It comes back with all that was put, also from a stream that panics.
struct Lent<'a, M> {
    outbox: &'a Outbox<M>,
    sink: &'a mut dyn Sink,
}

impl<'a, M: Message> Lent<'a, M> {
    fn new(outbox: &'a Outbox<M>, sink: &'a mut dyn Sink) -> Self {
        let mut slot = outbox.lock();
        slot.frames = sink.lend();
        slot.is_due = true;
        drop(slot);
        Lent { outbox, sink }
    }

    /// Whether something was put.
    fn end(self) -> Option<Result<(), Status>> {
        let mut slot = self.outbox.lock();
        let (message, frames) = (slot.message.take(), slot.frames.take());
        drop(slot);
        match frames {
            Some(frames) => {
                let some = frames.passed() > 0;
                self.sink.give_back(frames);
                some.then_some(Ok(()))
            }
            None => message.map(|message| self.sink.message(&mut Some(message))),
        }
    }
}

impl<M> Drop for Lent<'_, M> {
    fn drop(&mut self) {
        let frames = self.outbox.lock().frames.take();
        if let Some(frames) = frames {
            self.sink.give_back(frames);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::task::Waker;

    use futures::{FutureExt, StreamExt, stream};

    use super::*;
    use crate::rpc::flow::Messages;
    use crate::wkt::Timestamp;

    fn moment(nanos: i32) -> Timestamp {
        Timestamp { seconds: 1, nanos }
    }

    fn opened(responses: impl Stream<Item = Result<Timestamp, Status>> + Send + 'static) -> Messages {
        let reply = driven(|outbox: Outbox<Timestamp>| outbox.send(responses)).now_or_never();
        reply.expect("it opens at once").expect("it opens").messages()
    }

    fn poll(messages: &mut Messages, framing: &mut Framing) -> Poll<Option<Result<(), Status>>> {
        framing.restart();
        messages.as_mut().poll_next(&mut TaskContext::from_waker(Waker::noop()), framing)
    }

    #[test]
    fn many_messages_pass_at_once_and_a_failure_behind_them() {
        let responses = (0..40).map(|nanos| Ok(moment(nanos))).chain([Err(Status::not_found("gone"))]);
        let mut messages = opened(stream::iter(responses));
        let mut framing = Framing::new(usize::MAX, usize::MAX);
        for count in [32, 8] {
            assert_eq!(poll(&mut messages, &mut framing), Poll::Ready(Some(Ok(()))));
            assert_eq!(framing.passed(), count);
        }
        assert_eq!(poll(&mut messages, &mut framing), Poll::Ready(Some(Err(Status::not_found("gone")))));
        assert_eq!(poll(&mut messages, &mut framing), Poll::Ready(None));
    }

    #[test]
    fn one_message_passes_where_one_is_wanted() {
        let mut messages = opened(stream::iter([1, 2]).map(|nanos| Ok(moment(nanos))).chain(stream::pending()));
        let mut task = TaskContext::from_waker(Waker::noop());
        for nanos in [1, 2] {
            let mut place = None::<Timestamp>;
            assert_eq!(messages.as_mut().poll_next(&mut task, &mut place), Poll::Ready(Some(Ok(()))));
            assert_eq!(place, Some(moment(nanos)));
        }
        assert!(messages.as_mut().poll_next(&mut task, &mut None::<Timestamp>).is_pending());
    }

    #[test]
    fn what_was_put_before_a_panic_is_there() {
        let responses = stream::iter(0..5).map(|nanos| if nanos < 3 { Ok(moment(nanos)) } else { panic!("no more") });
        let mut messages = opened(responses);
        let mut framing = Framing::new(usize::MAX, usize::MAX);
        assert!(catch_unwind(AssertUnwindSafe(|| poll(&mut messages, &mut framing))).is_err());
        assert_eq!(framing.passed(), 3);
    }
}
