//! What the object-safe mirror of a service's trait is made of.

use futures::future::{BoxFuture, Future};
use futures::stream::{BoxStream, Stream};

use super::handler::{Event, open};
use super::operation::{Bidirectional, ServerStreaming};
use super::{Context, Requests};

/// What a method that returns a stream returns in the mirror.
type Streaming<'a, M, I, E> = BoxFuture<'a, Result<BoxStream<'a, Result<M, I>>, E>>;

/// Boxes the future of a method that returns a stream, and the stream.
pub fn streaming<'a, F, S, E>(future: F) -> BoxFuture<'a, Result<BoxStream<'a, S::Item>, E>>
where
    F: Future<Output = Result<S, E>> + Send + 'a,
    S: Stream + Send + 'a,
    E: 'a,
{
    Box::pin(async move { future.await.map(|stream| Box::pin(stream) as BoxStream<'a, S::Item>) })
}

/// Boxes a method with one request that returns a stream; the box owns the context that the stream may borrow.
pub fn server_streaming<'a, O: ServerStreaming<T>, T: Sync>(
    service: &'a T,
    request: O::Request,
    cx: Context,
) -> Streaming<'a, O::Response, O::StreamError, O::Error> {
    let events = async_stream::stream! {
        match O::call(service, request, &cx).await {
            Err(error) => yield Event::Failed(error),
            Ok(responses) => {
                yield Event::Opened;
                for await response in responses {
                    yield Event::Item(response);
                }
            }
        }
    };
    Box::pin(open(Box::pin(events)))
}

/// Boxes a method with streams in both directions; the box owns the context that the stream may borrow.
pub fn bidirectional<'a, O: Bidirectional<T>, T: Sync>(
    service: &'a T,
    requests: Requests<O::Request>,
    cx: Context,
) -> Streaming<'a, O::Response, O::StreamError, O::Error> {
    let events = async_stream::stream! {
        match O::call(service, requests, &cx).await {
            Err(error) => yield Event::Failed(error),
            Ok(responses) => {
                yield Event::Opened;
                for await response in responses {
                    yield Event::Item(response);
                }
            }
        }
    };
    Box::pin(open(Box::pin(events)))
}
