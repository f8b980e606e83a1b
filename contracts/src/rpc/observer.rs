//! An interceptor that is told how each call ended.

use std::time::{Duration, Instant};

use super::{Context, Interceptor, Next, Status};
use crate::schema;

/// An interceptor that is told, exactly once for each call, how the call ended: also of streams, and also when the caller
/// went away.
///
/// ```
/// use contracts::rpc::{CallEnd, Observer};
///
/// let log = Observer::new(|end: &CallEnd<'_>| {
///     println!("{} {} in {:?}", end.method.path, end.code(), end.duration);
/// });
/// ```
pub struct Observer<F>(F);

/// How a call ended.
#[derive(Debug)]
pub struct CallEnd<'a> {
    /// The method.
    pub method: &'static schema::Method,
    /// The context of the call.
    pub context: &'a Context,
    /// The final status; when the caller went away `CANCELLED` or, if its time was up, `DEADLINE_EXCEEDED`.
    pub outcome: Result<(), Status>,
    /// How long the call took, with its stream.
    pub duration: Duration,
}

impl CallEnd<'_> {
    /// The code of the final status.
    pub fn code(&self) -> super::Code {
        self.outcome.as_ref().map_or_else(Status::code, |()| super::Code::Ok)
    }
}

impl<F: Fn(&CallEnd<'_>) + Send + Sync + 'static> Observer<F> {
    /// Calls a function at the end of each call.
    pub fn new(observe: F) -> Self {
        Observer(observe)
    }
}

impl<F: Fn(&CallEnd<'_>) + Send + Sync + 'static> Interceptor for Observer<F> {
    async fn intercept(&self, method: &'static schema::Method, cx: &Context, next: Next<'_>) -> Result<(), Status> {
        let mut watch = Watch { observe: &self.0, method, context: cx, start: Instant::now(), outcome: None };
        let outcome = next.run().await;
        watch.outcome = Some(outcome.clone());
        outcome
    }
}

/// Tells of the end when it is dropped, so that a call that is dropped midway is told of too.
struct Watch<'a, F: Fn(&CallEnd<'_>)> {
    observe: &'a F,
    method: &'static schema::Method,
    context: &'a Context,
    start: Instant,
    outcome: Option<Result<(), Status>>,
}

impl<F: Fn(&CallEnd<'_>)> Drop for Watch<'_, F> {
    fn drop(&mut self) {
        let gone = || match self.context.has_expired() {
            true => Err(Context::too_late()),
            false => Err(Status::cancelled("the caller went away")),
        };
        (self.observe)(&CallEnd {
            method: self.method,
            context: self.context,
            outcome: self.outcome.take().unwrap_or_else(gone),
            duration: self.start.elapsed(),
        });
    }
}
