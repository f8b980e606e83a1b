//! What holds for every call, whoever makes and whoever serves it: panics become statuses, deadlines and shutdown end
//! calls, and work that a handler left running learns that its call is over.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};

use futures::future::{BoxFuture, Future, FutureExt};
use tokio_util::sync::DropGuard;

use super::context::Phase;
use super::flow::{Messages, Sink, Source};
use super::frames::AT_ONCE;
use super::{Code, Context, Flow, Handler, Status};

/// Guards a handler.
pub(crate) fn guarded(handler: Handler) -> Handler {
    guard(handler, Place::Handler)
}

/// Guards interceptors around a handler that is guarded: it is for the guard inside to end the call, so that the
/// interceptors see how it ended. This one steps in when they hang.
pub(crate) fn guarded_outside(handler: Handler) -> Handler {
    guard(handler, Place::Interceptors)
}

/// What is guarded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Handler,
    Interceptors,
}

impl Place {
    fn phase(self, phase: Phase) -> Phase {
        match self {
            Place::Handler => phase,
            Place::Interceptors => Phase::Overdue,
        }
    }
}

fn guard(handler: Handler, place: Place) -> Handler {
    Arc::new(move |requests, cx| {
        let handler = handler.clone();
        Box::pin(async move {
            let over = cx.cancel_on_drop();
            let reply = tokio::select! {
                biased;
                reply = catch_panic(handler(requests, cx.clone())) => reply.and_then(|reply| reply).map_err(failure)?,
                status = cx.interrupted(place.phase(Phase::Handling)) => return Err(status),
            };
            Ok(match reply {
                Flow::Single(message) => Flow::Single(message),
                Flow::Stream(items) => Flow::Stream(guarded_stream(items, cx, over, place)),
            })
        })
    })
}

/// A response stream under guard. An error is its last item.
struct Guarded {
    /// The stream, and what tells of the end of the call when it is dropped; nothing once the stream has ended.
    open: Option<(Messages, DropGuard)>,
    interrupted: BoxFuture<'static, Status>,
    place: Place,
    /// How many more items pass before the next look at what could interrupt them.
    unwatched: u8,
}

fn guarded_stream(items: Messages, cx: Context, over: DropGuard, place: Place) -> Messages {
    let interrupted = Box::pin(async move { cx.interrupted(place.phase(Phase::Streaming)).await });
    Box::pin(Guarded { open: Some((items, over)), interrupted, place, unwatched: 0 })
}

impl Source for Guarded {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        let guarded = &mut *self;
        let Some((items, _)) = &mut guarded.open else { return Poll::Ready(None) };
        // As long as items come, the guard inside sees to it that they end.
        let polled = match guarded.unwatched > 0 || guarded.place == Place::Interceptors {
            true => Poll::Pending,
            false => {
                guarded.unwatched = AT_ONCE;
                guarded.interrupted.as_mut().poll(task)
            }
        };
        let item = match polled {
            Poll::Ready(status) => Some(Err(status)),
            Poll::Pending => match catch_unwind(AssertUnwindSafe(|| items.as_mut().poll_next(task, sink))) {
                Ok(Poll::Ready(item)) => item.map(|item| item.map_err(failure)),
                Ok(Poll::Pending) => Some(Err(ready!(guarded.interrupted.as_mut().poll(task)))),
                Err(panic) => Some(Err(panicked(panic))),
            },
        };
        match item {
            Some(Ok(())) => guarded.unwatched = guarded.unwatched.saturating_sub(sink.passed()),
            _ => guarded.open = None,
        }
        Poll::Ready(item)
    }
}

async fn catch_panic<F: Future>(future: F) -> Result<F::Output, Status> {
    // What a panic left broken is dropped with the call: nothing looks at it again.
    AssertUnwindSafe(future).catch_unwind().await.map_err(panicked)
}

/// What a handler failed with: never with the code OK, which would tell the caller that all is well.
fn failure(status: Status) -> Status {
    match status.code() {
        Code::Ok => Status::internal("the handler failed with the code OK"),
        _ => status,
    }
}

fn panicked(panic: Box<dyn Any + Send>) -> Status {
    let status = Status::internal("the service panicked");
    match panic_message(panic.as_ref()) {
        Some(message) => status.with_source(message),
        None => status,
    }
}

fn panic_message(panic: &(dyn Any + Send)) -> Option<String> {
    let literal = panic.downcast_ref::<&str>().map(|message| (*message).to_owned());
    literal.or_else(|| panic.downcast_ref::<String>().cloned())
}
