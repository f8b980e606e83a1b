//! Interceptors: what runs around every call, streams included.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context as TaskContext, Poll, ready};

use futures::future::{BoxFuture, Future, poll_fn};

use super::flow::{Place, Sink, Source, next};
use super::guard::{guarded, guarded_outside};
use super::operation::AnyOperation;
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

    /// The handler of a server with guards, and the interceptors around it.
    pub(crate) fn guarded(&self, operation: AnyOperation, handler: Handler) -> Handler {
        // The guard outside is for the interceptors, the one inside shows them panics, deadlines and the end of the server
        // as statuses.
        let handler = guarded(handler);
        match self.is_empty() {
            true => handler,
            false => guarded_outside(self.around(operation, handler)),
        }
    }

    /// A handler with the interceptors around it.
    pub(crate) fn around(&self, operation: AnyOperation, handler: Handler) -> Handler {
        let interceptors = self.clone();
        Arc::new(move |requests, cx| {
            let slot = Slot::default();
            let core = Box::pin(drive(operation, handler.clone(), requests, cx.clone(), slot.clone()));
            let interceptors = interceptors.clone();
            let run =
                Box::pin(
                    async move { Next { rest: &interceptors.0, method: operation.method, cx: &cx, core }.run().await },
                );
            Box::pin(reply(Run { run: Some(run), slot }))
        })
    }
}

/// Runs a handler to the end of its reply and puts all that it sends into the slot.
async fn drive(
    operation: AnyOperation,
    handler: Handler,
    requests: Flow,
    cx: Context,
    slot: Slot,
) -> Result<(), Status> {
    match handler(requests, cx).await? {
        Flow::Single(message) => slot.put(Event::Single(message)).await,
        Flow::Stream(mut items) => {
            slot.put(Event::Opened).await;
            let mut message = (operation.response)();
            while let Some(item) = next(items.as_mut(), &mut *message).await {
                item?;
                slot.put(Event::Item(message.take())).await;
            }
        }
    }
    Ok(())
}

/// What a handler sends.
enum Event {
    Single(Box<dyn Place>),
    Opened,
    Item(Box<dyn Place>),
}

/// Where the innermost end of a call leaves what its outermost end takes. Both are polled in one task, one within the
/// other, so nobody needs to be woken.
#[derive(Clone, Default)]
struct Slot(Arc<Mutex<Option<Event>>>);

impl Slot {
    /// Leaves an event and returns when it was taken.
    async fn put(&self, event: Event) {
        *self.lock() = Some(event);
        poll_fn(|_| if self.lock().is_some() { Poll::Pending } else { Poll::Ready(()) }).await;
    }

    fn take(&self) -> Option<Event> {
        self.lock().take()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Event>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A call under way: the future of all interceptors around the handler, and what comes out of it.
struct Run {
    run: Option<BoxFuture<'static, Result<(), Status>>>,
    slot: Slot,
}

impl Run {
    /// The next event; `None` when the call is over.
    fn poll_event(&mut self, task: &mut TaskContext<'_>) -> Poll<Result<Option<Event>, Status>> {
        let Some(run) = &mut self.run else { return Poll::Ready(Ok(None)) };
        let ended = run.as_mut().poll(task);
        if ended.is_ready() {
            self.run = None;
        }
        match (self.slot.take(), ended) {
            (_, Poll::Ready(Err(status))) => Poll::Ready(Err(status)),
            (Some(event), _) => Poll::Ready(Ok(Some(event))),
            (None, Poll::Ready(Ok(()))) => Poll::Ready(Ok(None)),
            (None, Poll::Pending) => Poll::Pending,
        }
    }
}

/// The reply of a call: a single message only once all interceptors have let it pass.
async fn reply(mut run: Run) -> Reply {
    match poll_fn(|task| run.poll_event(task)).await? {
        Some(Event::Single(message)) => {
            poll_fn(|task| run.poll_event(task)).await?;
            Ok(Flow::Single(message))
        }
        Some(Event::Opened) => Ok(Flow::Stream(Box::pin(run))),
        Some(Event::Item(_)) | None => Err(Status::internal("an interceptor ended the call without running it")),
    }
}

/// The stream of a reply that was opened.
impl Source for Run {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        loop {
            return Poll::Ready(match ready!(self.poll_event(task)) {
                Ok(Some(Event::Item(mut message) | Event::Single(mut message))) => Some(sink.message(&mut *message)),
                Ok(Some(Event::Opened)) => continue,
                Ok(None) => None,
                Err(status) => Some(Err(status)),
            });
        }
    }
}
