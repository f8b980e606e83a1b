//! Interceptors: what runs around every call, streams included.

use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use futures::future::{BoxFuture, Future, poll_fn};
use futures::stream::StreamExt;

use super::{Context, Flow, Handler, Reply, Status};
use crate::schema;

/// Runs around every call of a server or a client. The first one added is the outermost.
///
/// An interceptor sees a call whole: [`Next::run`] returns when the response, or the last message of the response stream, is
/// on its way, with the final status. It may refuse a call by not running it, replace the status, limit the time, and hand
/// values to the handler with [`Context::insert`]. When the caller goes away, the interceptor is dropped where it stands:
/// one that must learn of that too is easier written with [`Observer`](super::Observer).
///
/// ```
/// use contracts::{Context, Interceptor, Next, Status, schema};
///
/// struct RequireToken(String);
///
/// impl Interceptor for RequireToken {
///     async fn intercept(&self, _: &'static schema::Method, cx: &Context, next: Next<'_>) -> Result<(), Status> {
///         match cx.metadata().get("authorization") {
///             Some(token) if token == self.0 => next.run().await,
///             _ => Err(Status::unauthenticated("a token is needed")),
///         }
///     }
/// }
/// ```
pub trait Interceptor: Send + Sync + 'static {
    /// Runs around one call.
    fn intercept(
        &self,
        method: &'static schema::Method,
        cx: &Context,
        next: Next<'_>,
    ) -> impl Future<Output = Result<(), Status>> + Send;
}

/// The rest of a call: the interceptors further inside, and the handler.
pub struct Next<'a> {
    rest: &'a [Arc<dyn ErasedInterceptor>],
    method: &'static schema::Method,
    cx: &'a Context,
    core: BoxFuture<'a, Result<(), Status>>,
}

impl Next<'_> {
    /// Runs the rest of the call to its end; returns the final status.
    ///
    /// # Errors
    /// What the call failed with.
    pub async fn run(self) -> Result<(), Status> {
        match self.rest.split_first() {
            None => self.core.await,
            Some((first, rest)) => {
                let next = Next { rest, method: self.method, cx: self.cx, core: self.core };
                first.intercept_boxed(self.method, self.cx, next).await
            }
        }
    }
}

/// The object-safe face of an interceptor.
pub(crate) trait ErasedInterceptor: Send + Sync {
    fn intercept_boxed<'a>(
        &'a self,
        method: &'static schema::Method,
        cx: &'a Context,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<(), Status>>;
}

impl<I: Interceptor> ErasedInterceptor for I {
    fn intercept_boxed<'a>(
        &'a self,
        method: &'static schema::Method,
        cx: &'a Context,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<(), Status>> {
        Box::pin(self.intercept(method, cx, next))
    }
}

/// Interceptors in their order, the outermost first.
#[derive(Clone, Default)]
pub(crate) struct Interceptors(Arc<[Arc<dyn ErasedInterceptor>]>);

impl Interceptors {
    /// These and one more, inside of them.
    #[must_use]
    pub(crate) fn and(&self, interceptor: impl Interceptor) -> Self {
        let one: Arc<dyn ErasedInterceptor> = Arc::new(interceptor);
        Interceptors(self.0.iter().cloned().chain([one]).collect())
    }

    /// These and others, inside of them.
    #[must_use]
    pub(crate) fn and_all(&self, others: &Interceptors) -> Self {
        Interceptors(self.0.iter().chain(others.0.iter()).cloned().collect())
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A handler with the interceptors around it.
    pub(crate) fn around<Q: Send + 'static, S: Send + 'static>(
        &self,
        method: &'static schema::Method,
        handler: Handler<Q, S>,
    ) -> Handler<Q, S> {
        let interceptors = self.clone();
        Arc::new(move |requests, cx| {
            let slot = Slot::default();
            let core = Box::pin(drive(handler.clone(), requests, cx.clone(), slot.clone()));
            let interceptors = interceptors.clone();
            let run = Box::pin(async move { Next { rest: &interceptors.0, method, cx: &cx, core }.run().await });
            Box::pin(reply(Run { run: Some(run), slot }))
        })
    }
}

/// Runs a handler to the end of its reply and puts all that it sends into the slot.
async fn drive<Q, S>(handler: Handler<Q, S>, requests: Flow<Q>, cx: Context, slot: Slot<S>) -> Result<(), Status> {
    match handler(requests, cx).await? {
        Flow::Single(message) => slot.put(Event::Single(message)).await,
        Flow::Stream(mut items) => {
            slot.put(Event::Opened).await;
            while let Some(item) = items.next().await {
                slot.put(Event::Item(item?)).await;
            }
        }
    }
    Ok(())
}

/// What a handler sends.
enum Event<M> {
    Single(M),
    Opened,
    Item(M),
}

/// Where the innermost end of a call leaves what its outermost end takes. Both are polled in one task, one within the
/// other, so nobody needs to be woken.
struct Slot<M>(Arc<Mutex<Option<Event<M>>>>);

impl<M> Clone for Slot<M> {
    fn clone(&self) -> Self {
        Slot(self.0.clone())
    }
}

impl<M> Default for Slot<M> {
    fn default() -> Self {
        Slot(Arc::default())
    }
}

impl<M> Slot<M> {
    /// Leaves an event and returns when it was taken.
    async fn put(&self, event: Event<M>) {
        *self.lock() = Some(event);
        poll_fn(|_| if self.lock().is_some() { Poll::Pending } else { Poll::Ready(()) }).await;
    }

    fn take(&self) -> Option<Event<M>> {
        self.lock().take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Event<M>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call under way: the future of all interceptors around the handler, and what comes out of it.
struct Run<M> {
    run: Option<BoxFuture<'static, Result<(), Status>>>,
    slot: Slot<M>,
}

impl<M> Run<M> {
    /// The next event; `None` when the call is over.
    async fn next(&mut self) -> Result<Option<Event<M>>, Status> {
        poll_fn(|cx| {
            let Some(run) = &mut self.run else { return Poll::Ready(Ok(None)) };
            let ended = run.as_mut().poll(cx);
            if ended.is_ready() {
                self.run = None;
            }
            match (self.slot.take(), ended) {
                (_, Poll::Ready(Err(status))) => Poll::Ready(Err(status)),
                (Some(event), _) => Poll::Ready(Ok(Some(event))),
                (None, Poll::Ready(Ok(()))) => Poll::Ready(Ok(None)),
                (None, Poll::Pending) => Poll::Pending,
            }
        })
        .await
    }
}

/// The reply of a call: a single message only once all interceptors have let it pass.
async fn reply<M: Send + 'static>(mut run: Run<M>) -> Reply<M> {
    match run.next().await? {
        Some(Event::Single(message)) => {
            run.next().await?;
            Ok(Flow::Single(message))
        }
        Some(Event::Opened) => Ok(Flow::Stream(Box::pin(async_stream::try_stream! {
            while let Some(event) = run.next().await? {
                if let Event::Item(message) | Event::Single(message) = event {
                    yield message;
                }
            }
        }))),
        Some(Event::Item(_)) | None => Err(Status::internal("an interceptor ended the call without running it")),
    }
}
