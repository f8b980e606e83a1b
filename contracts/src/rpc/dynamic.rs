//! What the object-safe mirror of a service's trait is made of.

use futures::future::{BoxFuture, Future};
use futures::stream::{BoxStream, Stream};

/// Boxes the future of a method with one response.
pub fn single<'a, F: Future + Send + 'a>(future: F) -> BoxFuture<'a, F::Output> {
    Box::pin(future)
}

/// Boxes the future of a method that returns a stream, and the stream.
pub fn streaming<'a, F, S, E>(future: F) -> BoxFuture<'a, Result<BoxStream<'a, S::Item>, E>>
where
    F: Future<Output = Result<S, E>> + Send + 'a,
    S: Stream + Send + 'a,
    E: 'a,
{
    Box::pin(async move { future.await.map(|stream| Box::pin(stream) as BoxStream<'a, S::Item>) })
}
