//! Handlers: one operation of one service, typed by request and response alone.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};

use futures::future::{BoxFuture, TryFutureExt};
use futures::stream::{BoxStream, Stream, StreamExt};

use super::operation::{Bidirectional, ClientStreaming, ServerStreaming, Unary};
use super::{Context, Failure, Status};

/// Carries one call out.
pub type Handler<Q, S> = Arc<dyn Fn(Flow<Q>, Context) -> BoxFuture<'static, Reply<S>> + Send + Sync>;

/// What a handler answers.
pub type Reply<S> = Result<Flow<S>, Status>;

/// The messages of one direction of a call.
pub enum Flow<M> {
    /// Exactly one.
    Single(M),
    /// Any number. An error is the last item.
    Stream(BoxStream<'static, Result<M, Status>>),
}

impl<M: Send + 'static> Flow<M> {
    /// The one message, also of a stream that has exactly one.
    ///
    /// # Errors
    /// When the stream fails, or has none or more than one.
    pub async fn single(self) -> Result<M, Status> {
        match self {
            Flow::Single(message) => Ok(message),
            Flow::Stream(stream) => single(stream).await,
        }
    }

    /// The messages as a stream.
    pub fn stream(self) -> BoxStream<'static, Result<M, Status>> {
        match self {
            Flow::Single(message) => Box::pin(futures::stream::once(std::future::ready(Ok(message)))),
            Flow::Stream(stream) => stream,
        }
    }
}

/// The one message of a stream.
pub(crate) async fn single<M>(mut stream: impl Stream<Item = Result<M, Status>> + Unpin) -> Result<M, Status> {
    let message = stream.next().await.ok_or_else(|| Status::unimplemented("one message is due, and none came"))??;
    match stream.next().await {
        None => Ok(message),
        Some(Err(status)) => Err(status),
        Some(Ok(_)) => Err(Status::unimplemented("one message is due, and more came")),
    }
}

/// The handler of an operation with one request and one response.
pub fn unary<O: Unary<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler<O::Request, O::Response> {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(async move {
            let request = requests.single().await?;
            O::call(&service, request, &cx).await.map(Flow::Single).map_err(Failure::into_status)
        })
    })
}

/// The handler of an operation with a stream of requests and one response.
pub fn client_streaming<O: ClientStreaming<T>, T: Send + Sync + 'static>(
    service: &Arc<T>,
) -> Handler<O::Request, O::Response> {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(async move {
            O::call(&service, requests.stream(), &cx).await.map(Flow::Single).map_err(Failure::into_status)
        })
    })
}

/// The handler of an operation with one request and a stream of responses.
pub fn server_streaming<O: ServerStreaming<T>, T: Send + Sync + 'static>(
    service: &Arc<T>,
) -> Handler<O::Request, O::Response> {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        let events = async_stream::stream! {
            let request = match requests.single().await {
                Ok(request) => request,
                Err(status) => return yield Event::Failed(status),
            };
            match O::call(&service, request, &cx).await {
                Err(error) => yield Event::Failed(error.into_status()),
                Ok(responses) => {
                    yield Event::Opened;
                    for await response in responses {
                        yield Event::Item(response.map_err(Failure::into_status));
                    }
                }
            }
        };
        Box::pin(open(Box::pin(events)).map_ok(Flow::Stream))
    })
}

/// The handler of an operation with streams in both directions.
pub fn bidirectional<O: Bidirectional<T>, T: Send + Sync + 'static>(
    service: &Arc<T>,
) -> Handler<O::Request, O::Response> {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        let events = async_stream::stream! {
            match O::call(&service, requests.stream(), &cx).await {
                Err(error) => yield Event::Failed(error.into_status()),
                Ok(responses) => {
                    yield Event::Opened;
                    for await response in responses {
                        yield Event::Item(response.map_err(Failure::into_status));
                    }
                }
            }
        };
        Box::pin(open(Box::pin(events)).map_ok(Flow::Stream))
    })
}

/// What a method that returns a stream does, in order. One generator does it all, because the stream may borrow from the
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
