//! The server's half: a service with what stands around it, before any transport.

use std::any::Any;
use std::marker::PhantomData;
use std::sync::{Arc, OnceLock};

use super::interceptor::Interceptors;
use super::operation::AnyOperation;
use super::validation::validated;
use super::{Code, Handler, HandlerVisitor, Interceptor, Operation, Serve};
use crate::wire::{DecodeError, DecodeErrorKind, DecodeOptions};

/// An implementation `T` of the service `D`, ready to be served: in process, or by an adapter.
///
/// With the feature `tonic` it is a tower service that tonic, axum and [`rpc::tonic::Server`](super::tonic::Server) can
/// mount. The macro names it: `UserServiceServer<T>` is `Server<UserServiceDefinition, T>`.
pub struct Server<D, T> {
    service: Arc<T>,
    interceptors: Interceptors,
    limits: Option<Limits>,
    validates: bool,
    /// What the adapter that serves this as a tower service made of it, at the first call.
    adapted: Arc<OnceLock<Arc<dyn Any + Send + Sync>>>,
    definition: PhantomData<fn() -> D>,
}

/// How large messages may be, in bytes, encoded, and what decoding them may take.
///
/// In process messages are passed on as they are, without any of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest message that is received. 4 MiB by default, as everywhere in gRPC.
    pub receive: usize,
    /// The largest message that is sent. No limit by default.
    pub send: usize,
    /// What decoding a message may take. A message that exceeds its depth is refused with `INVALID_ARGUMENT`, one that
    /// exceeds another limit with `RESOURCE_EXHAUSTED`. JSON has the limit of depth alone.
    pub decode: DecodeOptions,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { receive: 4 << 20, send: usize::MAX, decode: DecodeOptions::new() }
    }
}

/// The code of a request that could not be decoded for a reason that is the caller's own mistake.
pub(crate) fn mistake(error: &DecodeError) -> Option<Code> {
    match error.kind() {
        _ if error.is_over_budget() => Some(Code::ResourceExhausted),
        DecodeErrorKind::TooDeep(_) => Some(Code::InvalidArgument),
        _ => error.is_of_value().then_some(Code::InvalidArgument),
    }
}

impl<D: Serve<T>, T: Send + Sync + 'static> Server<D, T> {
    /// Serves a service.
    pub fn new(service: T) -> Self {
        Self::from_arc(Arc::new(service))
    }

    /// Serves a service that is shared.
    pub fn from_arc(service: Arc<T>) -> Self {
        Server {
            service,
            interceptors: Interceptors::default(),
            limits: None,
            validates: true,
            adapted: Arc::default(),
            definition: PhantomData,
        }
    }

    /// Runs an interceptor around every call, inside of those that were added before.
    #[must_use]
    pub fn with_interceptor(self, interceptor: impl Interceptor) -> Self {
        let interceptors = self.interceptors.and(interceptor);
        Server { interceptors, adapted: Arc::default(), ..self }
    }

    /// Sets how large messages may be, and what decoding them may take.
    #[must_use]
    pub fn with_limits(self, limits: Limits) -> Self {
        Server { limits: Some(limits), adapted: Arc::default(), ..self }
    }

    /// Hands requests over to the service whatever rules they break. Else a request that breaks a rule of its message
    /// (`validate(..)`) is refused with `INVALID_ARGUMENT`, and ends a stream of requests.
    #[must_use]
    pub fn without_validation(self) -> Self {
        Server { validates: false, adapted: Arc::default(), ..self }
    }

    /// Runs interceptors outside of those that were added, and sets limits where none are set.
    #[must_use]
    pub(crate) fn within(self, interceptors: &Interceptors, limits: Limits) -> Self {
        let interceptors = interceptors.and_all(&self.interceptors);
        Server { interceptors, limits: self.limits.or(Some(limits)), adapted: Arc::default(), ..self }
    }

    /// How large messages may be.
    pub(crate) fn limits(&self) -> Limits {
        self.limits.unwrap_or_default()
    }

    /// Shows the handlers of all operations, with all that stands around them.
    pub fn handlers<V: HandlerVisitor>(&self, visitor: &mut V) {
        let (interceptors, validates) = (&self.interceptors, self.validates);
        D::handlers(&self.service, &mut Around { interceptors, validates, visitor });
    }

    /// What an adapter made of the service, made once.
    pub(crate) fn adapted<A: Any + Send + Sync>(&self, adapt: impl FnOnce(&Self) -> A) -> Arc<A> {
        let adapted = self.adapted.get_or_init(|| Arc::new(adapt(self)));
        adapted.clone().downcast().unwrap_or_else(|_| unreachable!("only one adapter serves this as a tower service"))
    }
}

impl<D, T> Clone for Server<D, T> {
    fn clone(&self) -> Self {
        Server {
            service: self.service.clone(),
            interceptors: self.interceptors.clone(),
            limits: self.limits,
            validates: self.validates,
            adapted: self.adapted.clone(),
            definition: PhantomData,
        }
    }
}

/// Puts guards and interceptors around handlers on their way to a visitor.
struct Around<'a, V> {
    interceptors: &'a Interceptors,
    validates: bool,
    visitor: &'a mut V,
}

impl<V> Around<'_, V> {
    fn around(&self, operation: AnyOperation, handler: Handler) -> Handler {
        let handler = if self.validates { validated(operation, handler) } else { handler };
        self.interceptors.guarded(operation, handler)
    }
}

impl<V: HandlerVisitor> HandlerVisitor for Around<'_, V> {
    fn handler<O: Operation>(&mut self, handler: Handler) {
        self.visitor.handler::<O>(self.around(AnyOperation::of::<O>(), handler));
    }
}
