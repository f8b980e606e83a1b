//! The client's half: the operations of a service as calls, over any transport.

use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use futures::future::BoxFuture;
use futures::stream::{Stream, StreamExt};

use super::flow::Received;
use super::guard::guarded;
use super::interceptor::Interceptors;
use super::operation::AnyOperation;
use super::{
    Context, Definition, Failure, Flow, Handler, HandlerVisitor, Interceptor, InvalidMetadata, Operation, Reply, Serve,
    Server, Status,
};
use crate::message::Message;

/// A client of the service `D`: in process, or over the network. Cheap to clone; all clones share one connection.
///
/// A call with a stream of responses returns when the server has opened it, which it tells with its headers. Our servers do
/// so when the handler returns its stream; those of some other languages only with the first response. So where responses
/// wait for requests, have the first request in the stream of requests before the call.
///
/// The macro names it (`UserServiceClient` is `Client<UserServiceDefinition>`) and implements the service's trait for it.
pub struct Client<D> {
    handlers: Arc<Handlers>,
    interceptors: Interceptors,
    defaults: Context,
    definition: PhantomData<fn() -> D>,
}

impl<D: Definition> Client<D> {
    /// A client of a service in this process. Messages are passed on as they are; all else is as over the network.
    pub fn in_process<T: Send + Sync + 'static>(service: T) -> Self
    where
        D: Serve<T>,
    {
        Self::in_process_server(&Server::new(service))
    }

    /// A client of a service in this process, with the interceptors of its server.
    pub fn in_process_server<T: Send + Sync + 'static>(server: &Server<D, T>) -> Self
    where
        D: Serve<T>,
    {
        let mut handlers = Handlers::default();
        server.handlers(&mut InProcess(&mut handlers));
        Self::over(handlers)
    }

    /// A client whose calls are carried out by handlers.
    pub(crate) fn over(handlers: Handlers) -> Self {
        Client {
            handlers: Arc::new(handlers),
            interceptors: Interceptors::default(),
            defaults: Context::new(),
            definition: PhantomData,
        }
    }

    /// Limits the time of each call that has no timeout of its own.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        let defaults = self.defaults.clone().with_timeout(timeout);
        Client { defaults, ..self }
    }

    /// Sends metadata with each call.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn with_metadata(self, key: &str, value: &str) -> Result<Self, InvalidMetadata> {
        let defaults = self.defaults.clone().with_metadata(key, value)?;
        Ok(Client { defaults, ..self })
    }

    /// Runs an interceptor around every call, inside of those that were added before.
    #[must_use]
    pub fn with_interceptor(self, interceptor: impl Interceptor) -> Self {
        let interceptors = self.interceptors.and(interceptor);
        Client { interceptors, ..self }
    }

    /// Calls an operation with one response.
    #[doc(hidden)]
    pub async fn single<O: Operation>(&self, requests: Flow, cx: Option<&Context>) -> Result<O::Response, O::Error> {
        let reply = self.call(AnyOperation::of::<O>(), requests, cx);
        let response = async { reply.await?.into_one().await };
        response.await.map_err(O::Error::from_status)
    }

    /// Calls an operation with a stream of responses.
    #[doc(hidden)]
    pub async fn streaming<O: Operation>(
        &self,
        requests: Flow,
        cx: Option<&Context>,
    ) -> Result<Responses<O::Response, O::StreamError>, O::Error> {
        let reply = self.call(AnyOperation::of::<O>(), requests, cx).await;
        let messages = reply.map_err(O::Error::from_status)?.messages();
        Ok(Responses { messages: Received::new(messages), error: PhantomData })
    }

    fn call(&self, operation: AnyOperation, requests: Flow, cx: Option<&Context>) -> BoxFuture<'static, Reply> {
        let method = operation.method;
        let Some(handler) = self.handlers.0.get(operation.index).and_then(Option::as_ref) else {
            let status = Status::unimplemented(format!("the client does not know {}", method.path));
            return Box::pin(std::future::ready(Err(status)));
        };
        let cx = match cx {
            Some(cx) => cx.outbound(method, &self.defaults),
            None => Context::unattended(method, &self.defaults),
        };
        match self.interceptors.is_empty() {
            true => handler(requests, cx),
            false => self.interceptors.around(operation, handler.clone())(requests, cx),
        }
    }
}

impl<D> Clone for Client<D> {
    fn clone(&self) -> Self {
        Client {
            handlers: self.handlers.clone(),
            interceptors: self.interceptors.clone(),
            defaults: self.defaults.clone(),
            definition: PhantomData,
        }
    }
}

/// The responses of a call. Dropping them ends the call.
pub struct Responses<M, E = Status> {
    messages: Received<M>,
    error: PhantomData<fn() -> E>,
}

impl<M: Message, E: Failure> Stream for Responses<M, E> {
    type Item = Result<M, E>;

    #[inline]
    fn poll_next(mut self: Pin<&mut Self>, task: &mut std::task::Context<'_>) -> Poll<Option<Self::Item>> {
        self.messages.poll_next_unpin(task).map(|item| item.map(|item| item.map_err(E::from_status)))
    }
}

/// A handler for each operation of a service, at the place of its method in the schema.
#[derive(Default)]
pub(crate) struct Handlers(Vec<Option<Handler>>);

impl Handlers {
    /// Sets the handler of an operation.
    pub(crate) fn set(&mut self, index: usize, handler: Handler) {
        if self.0.len() <= index {
            self.0.resize_with(index + 1, || None);
        }
        self.0[index] = Some(guarded(handler));
    }
}

/// Makes the handlers of a server the handlers of a client.
struct InProcess<'a>(&'a mut Handlers);

impl InProcess<'_> {
    fn add(&mut self, index: usize, handler: Handler) {
        self.0.set(index, Arc::new(move |requests, cx| handler(requests, cx.inbound())));
    }
}

impl HandlerVisitor for InProcess<'_> {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        self.add(O::INDEX, handler);
    }
}
