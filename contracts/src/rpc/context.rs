//! What a call carries besides its messages: metadata, time, cancellation, and on the server who calls.

use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use http::Extensions;
use tokio_util::sync::{CancellationToken, DropGuard};

use super::{Connection, InvalidMetadata, Metadata, Shutdown, Status};
use crate::schema;

/// What a call carries besides its messages. Cheap to clone; all clones are of one call.
///
/// On the server a method takes `cx: &Context` to see the caller's metadata and deadline, to learn that the caller is gone,
/// and to send headers and trailers. On the client the same argument sets metadata and a timeout, and afterwards holds the
/// headers and trailers of the response.
///
/// ```
/// use contracts::Context;
/// use std::time::Duration;
///
/// let cx = Context::new().with_timeout(Duration::from_secs(2)).with_metadata("x-request-id", "7f3a")?;
/// assert_eq!(cx.metadata().get("x-request-id"), Some("7f3a"));
/// # Ok::<(), contracts::Status>(())
/// ```
///
/// A handler may pass its own context on to a client: deadline and cancellation go along, metadata does not.
#[derive(Clone)]
pub struct Context {
    call: Arc<Call>,
    reply: Arc<Mutex<Reply>>,
}

struct Call {
    side: Side,
    method: Option<&'static schema::Method>,
    metadata: Metadata,
    timeout: Option<Duration>,
    deadline: Option<Instant>,
    peer: Option<SocketAddr>,
    cancellation: CancellationToken,
    shutdown: Option<Shutdown>,
    extensions: Mutex<Extensions>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Client,
    Server,
}

#[derive(Default)]
struct Reply {
    headers: Metadata,
    trailers: Metadata,
}

impl Clone for Call {
    fn clone(&self) -> Self {
        Call {
            metadata: self.metadata.clone(),
            cancellation: self.cancellation.clone(),
            shutdown: self.shutdown.clone(),
            extensions: Mutex::new(lock(&self.extensions).clone()),
            ..*self
        }
    }
}

impl Default for Context {
    fn default() -> Self {
        Context::new()
    }
}

/// For everyone.
impl Context {
    /// The metadata of the request: what the client sent, or will send.
    pub fn metadata(&self) -> &Metadata {
        &self.call.metadata
    }

    /// When the call must be done.
    pub fn deadline(&self) -> Option<Instant> {
        self.call.deadline
    }

    /// How much time the call has left: zero when the deadline has passed, `None` without a deadline.
    pub fn time_left(&self) -> Option<Duration> {
        self.deadline().map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Returns when the call is over, most often because the caller is gone: for work that outlives the handler.
    pub async fn cancelled(&self) {
        self.call.cancellation.cancelled().await;
    }

    /// Whether the call is over.
    pub fn is_cancelled(&self) -> bool {
        self.call.cancellation.is_cancelled()
    }

    /// The method that is called.
    pub fn method(&self) -> Option<&'static schema::Method> {
        self.call.method
    }

    /// Keeps a value with the call, in place of the one of the same type: as an interceptor does for the handler.
    pub fn insert<T: Clone + Send + Sync + 'static>(&self, value: T) {
        lock(&self.call.extensions).insert(value);
    }

    /// The value of this type that is kept with the call.
    pub fn get<T: Clone + Send + Sync + 'static>(&self) -> Option<T> {
        lock(&self.call.extensions).get().cloned()
    }
}

/// For services.
impl Context {
    /// Who calls; `None` in process.
    pub fn peer(&self) -> Option<SocketAddr> {
        self.call.peer
    }

    /// Sets a header of the response. Headers leave with the first message or, of a stream, when the handler returns it.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn set_response_header(&self, key: &str, value: &str) -> Result<(), InvalidMetadata> {
        lock(&self.reply).headers.insert(key, value)
    }

    /// Sets a trailer of the response. Trailers leave with the final status.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn set_response_trailer(&self, key: &str, value: &str) -> Result<(), InvalidMetadata> {
        lock(&self.reply).trailers.insert(key, value)
    }

    /// Sets a header of the response that holds bytes, under a key that ends in `-bin`.
    ///
    /// # Errors
    /// When the key cannot travel, or does not end in `-bin`.
    pub fn set_response_header_bin(&self, key: &str, value: &[u8]) -> Result<(), InvalidMetadata> {
        lock(&self.reply).headers.insert_bin(key, value)
    }

    /// Sets a trailer of the response that holds bytes, under a key that ends in `-bin`.
    ///
    /// # Errors
    /// When the key cannot travel, or does not end in `-bin`.
    pub fn set_response_trailer_bin(&self, key: &str, value: &[u8]) -> Result<(), InvalidMetadata> {
        lock(&self.reply).trailers.insert_bin(key, value)
    }

    /// Returns when the server begins to shut down; never in process.
    pub async fn shutting_down(&self) {
        match &self.call.shutdown {
            Some(shutdown) => shutdown.draining().await,
            None => std::future::pending().await,
        }
    }
}

/// For clients.
impl Context {
    /// The context of a call that is to be made.
    pub fn new() -> Self {
        Context::with_call(Call::new(Side::Client, Metadata::new()))
    }

    /// Sets metadata to send.
    ///
    /// # Errors
    /// When the key or the value cannot travel.
    pub fn with_metadata(mut self, key: &str, value: &str) -> Result<Self, InvalidMetadata> {
        Arc::make_mut(&mut self.call).metadata.insert(key, value)?;
        Ok(self)
    }

    /// Sets metadata to send that holds bytes, under a key that ends in `-bin`.
    ///
    /// # Errors
    /// When the key cannot travel, or does not end in `-bin`.
    pub fn with_metadata_bin(mut self, key: &str, value: &[u8]) -> Result<Self, InvalidMetadata> {
        Arc::make_mut(&mut self.call).metadata.insert_bin(key, value)?;
        Ok(self)
    }

    /// Limits the time of each call made with this context, streams included.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        Arc::make_mut(&mut self.call).timeout = Some(timeout);
        self
    }

    /// Sets when each call made with this context must be done.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Instant) -> Self {
        Arc::make_mut(&mut self.call).deadline = Some(deadline);
        self
    }

    /// Gives up all calls made with this context.
    pub fn cancel(&self) {
        self.call.cancellation.cancel();
    }

    /// The headers of the response, of the last call made with this context.
    pub fn response_headers(&self) -> Metadata {
        lock(&self.reply).headers.clone()
    }

    /// The trailers of the response, of the last call made with this context; of a stream once it has ended.
    pub fn response_trailers(&self) -> Metadata {
        lock(&self.reply).trailers.clone()
    }
}

/// For adapters and the rest of `rpc`.
impl Context {
    /// The context of a call of a method that was received, if it is known on which connection.
    pub(crate) fn received(
        method: &'static schema::Method,
        metadata: Metadata,
        timeout: Option<Duration>,
        connection: Option<&Connection>,
    ) -> Self {
        let mut call = Call::new(Side::Server, metadata);
        call.method = Some(method);
        call.deadline = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        call.peer = connection.map(|connection| connection.peer);
        call.shutdown = connection.map(|connection| connection.shutdown.clone());
        Context::with_call(call)
    }

    /// Says who calls.
    #[cfg(feature = "tonic")]
    pub(crate) fn with_peer(mut self, peer: Option<SocketAddr>) -> Self {
        Arc::make_mut(&mut self.call).peer = peer;
        self
    }

    /// The context of one call of a method, made with this one: its cancellation ends only that call.
    pub(crate) fn outbound(&self, method: &'static schema::Method, defaults: &Context) -> Self {
        let mut call = Call::new(Side::Client, defaults.call.metadata.clone());
        let mut reply = self.reply.clone();
        match self.call.side {
            Side::Client => call.metadata.merge(&self.call.metadata),
            Side::Server => reply = Arc::default(),
        }
        *lock(&reply) = Reply::default();
        let timeout = self.call.timeout.or(defaults.call.timeout);
        let timed = timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        call.deadline = [self.call.deadline, defaults.call.deadline, timed].into_iter().flatten().min();
        call.cancellation = self.call.cancellation.child_token();
        call.method = Some(method);
        call.extensions = Mutex::new(lock(&self.call.extensions).clone());
        Context { call: Arc::new(call), reply }
    }

    /// The context of a call of a method that is made without one.
    pub(crate) fn unattended(method: &'static schema::Method, defaults: &Context) -> Self {
        let mut call = Call::new(Side::Client, defaults.call.metadata.clone());
        let timed = defaults.call.timeout.and_then(|timeout| Instant::now().checked_add(timeout));
        call.deadline = [defaults.call.deadline, timed].into_iter().flatten().min();
        call.method = Some(method);
        Context::with_call(call)
    }

    /// The context in which a service in this process sees a call.
    pub(crate) fn inbound(&self) -> Self {
        let mut call = Call::new(Side::Server, self.call.metadata.clone());
        call.deadline = self.call.deadline;
        call.cancellation = self.call.cancellation.child_token();
        call.method = self.call.method;
        Context { call: Arc::new(call), reply: self.reply.clone() }
    }

    /// Ends the call when the guard is dropped.
    pub(crate) fn cancel_on_drop(&self) -> DropGuard {
        self.call.cancellation.clone().drop_guard()
    }

    /// Whether the time is up.
    pub(crate) fn has_expired(&self) -> bool {
        self.deadline().is_some_and(|deadline| deadline <= Instant::now())
    }

    /// Returns when the call must end without its handler: with the status to end it with.
    pub(crate) async fn interrupted(&self, phase: Phase) -> Status {
        let shutdown = self.call.shutdown.as_ref();
        let leeway = if phase == Phase::Overdue { LEEWAY } else { Duration::ZERO };
        let gives_up = self.call.side == Side::Client && phase != Phase::Overdue;
        let aborted = async {
            Shutdown::aborting(shutdown).await;
            tokio::time::sleep(leeway).await;
        };
        tokio::select! {
            () = until(self.deadline().and_then(|deadline| deadline.checked_add(leeway))) => Context::too_late(),
            () = aborted => Shutdown::status(),
            () = self.shutting_down(), if phase == Phase::Streaming => Shutdown::status(),
            () = self.cancelled(), if gives_up => Status::cancelled("the caller gave the call up"),
        }
    }

    /// What the caller is told when the time is up.
    pub(crate) fn too_late() -> Status {
        Status::deadline_exceeded("the deadline has passed")
    }

    /// Takes the headers that the handler set.
    pub(crate) fn take_response_headers(&self) -> Metadata {
        std::mem::take(&mut lock(&self.reply).headers)
    }

    /// Takes the trailers that the handler set.
    pub(crate) fn take_response_trailers(&self) -> Metadata {
        std::mem::take(&mut lock(&self.reply).trailers)
    }

    /// Keeps the headers that arrived.
    pub(crate) fn receive_headers(&self, headers: Metadata) {
        lock(&self.reply).headers = headers;
    }

    /// Keeps the trailers that arrived.
    pub(crate) fn receive_trailers(&self, trailers: Metadata) {
        lock(&self.reply).trailers = trailers;
    }

    fn with_call(call: Call) -> Self {
        Context { call: Arc::new(call), reply: Arc::default() }
    }
}

/// Where in its life a call is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phase {
    /// The handler has not returned yet.
    Handling,
    /// The response stream is open.
    Streaming,
    /// The handler was told to end, and what stands around it has had time to hear of it.
    Overdue,
}

/// How much longer than the handler that which stands around it may take: less than the server waits for its calls.
const LEEWAY: Duration = Duration::from_millis(100);

impl Call {
    fn new(side: Side, metadata: Metadata) -> Self {
        Call {
            side,
            method: None,
            metadata,
            timeout: None,
            deadline: None,
            peer: None,
            cancellation: CancellationToken::new(),
            shutdown: None,
            extensions: Mutex::default(),
        }
    }
}

async fn until(deadline: Option<Instant>) {
    match deadline {
        Some(deadline) => tokio::time::sleep_until(deadline.into()).await,
        None => std::future::pending().await,
    }
}

/// No code of ours panics while it holds one of these locks, so what is inside is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Context")
            .field("side", &self.call.side)
            .field("method", &self.method().map(|method| method.path))
            .field("metadata", &self.metadata())
            .field("deadline", &self.deadline())
            .field("peer", &self.peer())
            .finish_non_exhaustive()
    }
}
