//! Handlers: one operation of one service, with the types of its messages hidden.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};

use futures::future::BoxFuture;
use futures::stream::{BoxStream, Stream, StreamExt};

use super::driven::driven;
use super::operation::{Bidirectional, ClientStreaming, ServerStreaming, Unary};
use super::{Context, Failure, Flow, Status};

/// Carries one call out.
pub type Handler = Arc<dyn Fn(Flow, Context) -> BoxFuture<'static, Reply> + Send + Sync>;

/// What a handler answers.
pub type Reply = Result<Flow, Status>;

/// The handler of an operation with one request and one response.
pub fn unary<O: Unary<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(async move {
            let request = requests.into_one().await?;
            O::call(&service, request, &cx).await.map(Flow::one).map_err(Failure::into_status)
        })
    })
}

/// The handler of an operation with a stream of requests and one response.
pub fn client_streaming<O: ClientStreaming<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(async move {
            O::call(&service, requests.into_many(), &cx).await.map(Flow::one).map_err(Failure::into_status)
        })
    })
}

/// The handler of an operation with one request and a stream of responses.
pub fn server_streaming<O: ServerStreaming<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(driven(|outbox| async move {
            let request = requests.into_one().await?;
            let responses = O::call(&service, request, &cx).await.map_err(Failure::into_status)?;
            outbox.send(responses).await
        }))
    })
}

/// The handler of an operation with streams in both directions.
pub fn bidirectional<O: Bidirectional<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(driven(|outbox| async move {
            let responses = O::call(&service, requests.into_many(), &cx).await.map_err(Failure::into_status)?;
            outbox.send(responses).await
        }))
    })
}

/// What a method of a mirror that returns a stream does, in order. One generator does it all, because the stream may borrow from the
/// service and the context, which the generator owns.
pub(super) enum Event<I, E> {
    /// There will be no stream.
    Failed(E),
    /// The method has returned its stream.
    Opened,
    /// An item of the stream.
    Item(I),
}

/// Waits until the method has returned, and makes a stream of what follows.
pub(super) async fn open<'a, I: Send + 'a, E: Failure>(
    mut events: BoxStream<'a, Event<I, E>>,
) -> Result<BoxStream<'a, I>, E> {
    match events.next().await {
        Some(Event::Failed(error)) => Err(error),
        Some(Event::Opened) => Ok(Box::pin(Returned(events))),
        Some(Event::Item(_)) | None => Err(E::from_status(Status::internal("the method ended before it returned"))),
    }
}

/// The stream that a method has returned.
struct Returned<'a, I, E>(BoxStream<'a, Event<I, E>>);

impl<I, E> Stream for Returned<'_, I, E> {
    type Item = I;

    fn poll_next(mut self: Pin<&mut Self>, task: &mut TaskContext<'_>) -> Poll<Option<I>> {
        loop {
            match ready!(self.0.poll_next_unpin(task)) {
                Some(Event::Item(item)) => return Poll::Ready(Some(item)),
                Some(Event::Failed(_) | Event::Opened) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}
