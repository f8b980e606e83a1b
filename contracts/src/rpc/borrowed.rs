//! Operations whose request borrows: it travels as its bytes, and is decoded where the handler runs, which keeps them for as
//! long as the handler, and the stream that it returns, may look at it.

use std::sync::Arc;

use futures::future::Future;
use futures::stream::{BoxStream, Stream};

use super::driven::driven;
use super::handler::{Event, open};
use super::{BoxFuture, Code, Context, Failure, Handler, Operation, Status, mistake};
use crate::message::encoded::Encoded;
use crate::message::view::{Family, View};

/// An operation with one request that borrows and a stream of responses.
pub trait BorrowingStreaming<T>: Operation {
    /// Calls it.
    fn call<'c>(
        service: &'c T,
        request: &'c Self::Request,
        cx: &'c Context,
    ) -> impl Future<Output = Result<impl Stream<Item = Result<Self::Response, Self::StreamError>> + Send, Self::Error>> + Send;
}

/// Decodes a request, and checks its rules if its server does. What is wrong with it is the caller's mistake.
///
/// # Errors
/// `INVALID_ARGUMENT` when the bytes are no such message or break a rule, `RESOURCE_EXHAUSTED` when a limit is exceeded.
pub fn view<F: Family, E: Failure>(request: &Encoded<F>) -> Result<F::View<'_>, E> {
    let message = request.view().map_err(|error| {
        let code = mistake(&error).unwrap_or(Code::InvalidArgument);
        E::from_status(Status::new(code, error.to_string()))
    })?;
    if request.is_to_be_checked() {
        message.validate().map_err(|violations| E::from_status(violations.into()))?;
    }
    Ok(message)
}

/// The handler of an operation with one request that borrows and a stream of responses.
pub fn borrowing_streaming<O: BorrowingStreaming<T>, T: Send + Sync + 'static>(service: &Arc<T>) -> Handler {
    let service = service.clone();
    Arc::new(move |requests, cx| {
        let service = service.clone();
        Box::pin(driven(|outbox| async move {
            let request = requests.into_one().await?;
            let responses = O::call(&service, &request, &cx).await.map_err(Failure::into_status)?;
            outbox.send(responses).await
        }))
    })
}

/// What a method that returns a stream returns in the mirror.
type Streaming<'a, M, I, E> = BoxFuture<'a, Result<BoxStream<'a, Result<M, I>>, E>>;

/// Boxes a method with one request that borrows and returns a stream; the box owns what the stream may borrow.
pub fn boxed_streaming<'a, O: BorrowingStreaming<T>, T: Sync>(
    service: &'a T,
    request: O::Request,
    cx: Context,
) -> Streaming<'a, O::Response, O::StreamError, O::Error> {
    let events = async_stream::stream! {
        match O::call(service, &request, &cx).await {
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
