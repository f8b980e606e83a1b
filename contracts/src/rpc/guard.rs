//! What holds for every call, whoever makes and whoever serves it: panics become statuses, deadlines and shutdown end
//! calls, and work that a handler left running learns that its call is over.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;

use futures::future::{Future, FutureExt};
use futures::stream::{BoxStream, StreamExt};
use tokio_util::sync::DropGuard;

use super::context::Phase;
use super::{Context, Flow, Handler, Status};

/// Guards a handler.
pub(crate) fn guarded<Q: Send + 'static, S: Send + 'static>(handler: Handler<Q, S>) -> Handler<Q, S> {
    Arc::new(move |requests, cx| {
        let handler = handler.clone();
        Box::pin(async move {
            let over = cx.cancel_on_drop();
            let reply = tokio::select! {
                biased;
                reply = catch_panic(handler(requests, cx.clone())) => reply??,
                status = cx.interrupted(Phase::Handling) => return Err(status),
            };
            Ok(match reply {
                Flow::Single(message) => Flow::Single(message),
                Flow::Stream(items) => Flow::Stream(guarded_stream(items, cx, over)),
            })
        })
    })
}

/// Guards a response stream. An error is its last item.
fn guarded_stream<S: Send + 'static>(
    mut items: BoxStream<'static, Result<S, Status>>,
    cx: Context,
    over: DropGuard,
) -> BoxStream<'static, Result<S, Status>> {
    Box::pin(async_stream::try_stream! {
        let _over = over;
        let mut interrupted = std::pin::pin!(cx.interrupted(Phase::Streaming));
        loop {
            let item = tokio::select! {
                biased;
                status = &mut interrupted => Ok(Some(Err(status))),
                item = catch_panic(items.next()) => item,
            };
            match item? {
                Some(item) => yield item?,
                None => break,
            }
        }
    })
}

async fn catch_panic<F: Future>(future: F) -> Result<F::Output, Status> {
    // What a panic left broken is dropped with the call: nothing looks at it again.
    AssertUnwindSafe(future).catch_unwind().await.map_err(|panic| {
        let status = Status::internal("the service panicked");
        match panic_message(panic.as_ref()) {
            Some(message) => status.with_source(message),
            None => status,
        }
    })
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> Option<String> {
    let literal = panic.downcast_ref::<&str>().map(|message| (*message).to_owned());
    literal.or_else(|| panic.downcast_ref::<String>().cloned())
}
