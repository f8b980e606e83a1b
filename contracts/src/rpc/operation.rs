//! What the macro says of a service: its operations as types, and one line for each that calls it.

use std::sync::Arc;

use futures::future::Future;
use futures::stream::{BoxStream, Stream};

use super::flow::{Place, place};
use super::{Context, Failure, Handler, Status};
use crate::message::Message;
use crate::oneof::same_text;
use crate::schema;

/// A service, without anyone who implements it. The macro emits `UserServiceDefinition` beside `trait UserService`.
pub trait Definition: 'static {
    /// The full name: `user.v1.UserService`.
    const NAME: &'static str;

    /// The schema.
    const SCHEMA: &'static schema::Service;

    /// Shows all operations.
    fn operations<V: OperationVisitor>(visitor: &mut V);
}

/// Says that a `T` implements the service.
#[diagnostic::on_unimplemented(
    message = "`{T}` does not implement the service of `{Self}`",
    note = "write `impl` of the service's trait for `{T}`"
)]
pub trait Serve<T>: Definition {
    /// Shows the handlers of all operations.
    fn handlers<V: HandlerVisitor>(service: &Arc<T>, visitor: &mut V);
}

/// Whoever wants to see the operations of a service.
pub trait OperationVisitor {
    /// Sees one.
    fn operation<O: Operation>(&mut self);
}

/// Whoever wants to see the handlers of a service: an adapter.
pub trait HandlerVisitor {
    /// Sees one.
    fn handler<O: Operation>(&mut self, handler: Handler);
}

/// An operation of a service.
pub trait Operation: 'static {
    /// What the client sends, once or in a stream.
    type Request: Message;
    /// What the server sends, once or in a stream.
    type Response: Message;
    /// What the call can fail with.
    type Error: Failure;
    /// What the response stream can fail with; [`Status`] where there is none.
    type StreamError: Failure;

    /// The place in [`schema::Service::methods`].
    const INDEX: usize;
    /// The schema.
    const METHOD: &'static schema::Method;
}

/// An operation whose types are hidden.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AnyOperation {
    pub(crate) method: &'static schema::Method,
    pub(crate) index: usize,
    /// Makes room for a request.
    pub(crate) request: fn() -> Box<dyn Place>,
    /// Makes room for a response.
    pub(crate) response: fn() -> Box<dyn Place>,
}

impl AnyOperation {
    /// Hides the types of an operation.
    pub(crate) fn of<O: Operation>() -> Self {
        AnyOperation {
            method: O::METHOD,
            index: O::INDEX,
            request: place::<O::Request>,
            response: place::<O::Response>,
        }
    }
}

/// An operation with one request and one response.
pub trait Unary<T>: Operation {
    /// Calls it.
    fn call(
        service: &T,
        request: Self::Request,
        cx: &Context,
    ) -> impl Future<Output = Result<Self::Response, Self::Error>> + Send;
}

/// An operation with one request and a stream of responses.
pub trait ServerStreaming<T>: Operation {
    /// Calls it.
    fn call(
        service: &T,
        request: Self::Request,
        cx: &Context,
    ) -> impl Future<Output = Result<impl Stream<Item = Result<Self::Response, Self::StreamError>> + Send, Self::Error>> + Send;
}

/// An operation with a stream of requests and one response.
pub trait ClientStreaming<T>: Operation {
    /// Calls it.
    fn call(
        service: &T,
        requests: Requests<Self::Request>,
        cx: &Context,
    ) -> impl Future<Output = Result<Self::Response, Self::Error>> + Send;
}

/// An operation with streams in both directions.
pub trait Bidirectional<T>: Operation {
    /// Calls it.
    fn call(
        service: &T,
        requests: Requests<Self::Request>,
        cx: &Context,
    ) -> impl Future<Output = Result<impl Stream<Item = Result<Self::Response, Self::StreamError>> + Send, Self::Error>> + Send;
}

/// The requests that an adapter hands to a service.
pub type Requests<M> = BoxStream<'static, Result<M, Status>>;

/// The schema of an operation.
pub const fn method<O: Operation>(declaration: schema::Declaration, path: &'static str) -> schema::Method {
    schema::Method::new(declaration, path, O::Request::schema, O::Response::schema).error(O::Error::MESSAGE)
}

/// The place of a path among methods; for constants.
///
/// # Panics
/// When it is not there, which is a compile error.
pub const fn index_of(methods: &[schema::Method], path: &str) -> usize {
    let mut index = 0;
    while index < methods.len() {
        if same_text(methods[index].path, path) {
            return index;
        }
        index += 1;
    }
    panic!("no method has this path")
}

/// The error of a method's return type: what the macro cannot see in `Result<T>`, where `Result` is an alias.
pub trait Fallible {
    /// The error.
    type Error;
}

impl<T, E> Fallible for Result<T, E> {
    type Error = E;
}
