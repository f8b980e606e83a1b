//! The connection of a client: HTTP/2 on a socket, made when it is needed first, and again when it was lost.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use bytes::Bytes;
use h2::client::{Builder, SendRequest};
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};
use tokio::net::TcpStream;

use super::client::CONNECT_TIMEOUT;
use crate::rpc::Status;

/// How much may be on its way to us before we have read it: on one stream, and on all together.
const STREAM_WINDOW: u32 = 2 << 20;
const CONNECTION_WINDOW: u32 = 5 << 20;

/// How large a frame may be. Small messages come many at a time.
const FRAME: u32 = 64 << 10;

/// How much of one stream may wait to be sent.
const SEND_BUFFER: usize = 1 << 20;

/// How many bytes the headers of a response may have.
const HEADERS: u32 = 16 << 10;

/// A connection to a server. All clones share it.
#[derive(Clone)]
pub(super) struct Link(Arc<Place>);

/// Where the server is, and the connection to it.
struct Place {
    authority: Authority,
    connection: Mutex<Option<Connection>>,
    /// Held by the one who connects.
    connecting: tokio::sync::Mutex<()>,
}

#[derive(Clone)]
struct Connection {
    requests: SendRequest<Bytes>,
    /// Which of the connections that were made to this place.
    mark: Arc<()>,
}

impl Link {
    /// A connection to the server of this URI, if it needs no more than a socket.
    pub(super) fn new(uri: &str) -> Option<Self> {
        let uri: Uri = uri.parse().ok()?;
        let authority = uri.authority().filter(|_| uri.scheme() == Some(&Scheme::HTTP))?.clone();
        Some(Link(Arc::new(Place {
            authority,
            connection: Mutex::default(),
            connecting: tokio::sync::Mutex::default(),
        })))
    }

    /// The address of a method.
    pub(super) fn uri(&self, path: &'static str) -> Uri {
        let mut parts = http::uri::Parts::default();
        parts.scheme = Some(Scheme::HTTP);
        parts.authority = Some(self.0.authority.clone());
        parts.path_and_query = Some(PathAndQuery::from_static(path));
        Uri::from_parts(parts).unwrap_or_default()
    }

    /// What takes a request: connects, unless a connection is there.
    ///
    /// # Errors
    /// `UNAVAILABLE` when nobody answers.
    pub(super) async fn ready(&self) -> Result<SendRequest<Bytes>, Status> {
        if let Some(requests) = self.0.current().await {
            return Ok(requests);
        }
        let _connecting = self.0.connecting.lock().await;
        match self.0.current().await {
            Some(requests) => Ok(requests),
            None => self.0.connect().await,
        }
    }
}

impl Place {
    /// The connection, if it still takes requests.
    async fn current(&self) -> Option<SendRequest<Bytes>> {
        let Connection { mut requests, mark } = self.lock().clone()?;
        match poll_fn(|task| requests.poll_ready(task)).await {
            Ok(()) => Some(requests),
            Err(_) => {
                self.forget(&mark);
                None
            }
        }
    }

    async fn connect(self: &Arc<Self>) -> Result<SendRequest<Bytes>, Status> {
        let unavailable = || Status::unavailable(format!("no server answers at http://{}", self.authority));
        let address = format!("{}:{}", self.authority.host(), self.authority.port_u16().unwrap_or(80));
        let connected = tokio::time::timeout(CONNECT_TIMEOUT, TcpStream::connect(address)).await;
        let stream = connected
            .map_err(|error| unavailable().with_source(error))?
            .map_err(|error| unavailable().with_source(error))?;
        // A connection works without it, only slower.
        let _ = stream.set_nodelay(true);
        let (requests, connection) =
            builder().handshake(stream).await.map_err(|error| unavailable().with_source(error))?;
        let mark = Arc::new(());
        *self.lock() = Some(Connection { requests: requests.clone(), mark: mark.clone() });
        tokio::spawn(run(connection, Arc::downgrade(self), mark));
        Ok(requests)
    }

    /// Takes a connection out that is lost.
    fn forget(&self, mark: &Arc<()>) {
        let mut connection = self.lock();
        if connection.as_ref().is_some_and(|connection| Arc::ptr_eq(&connection.mark, mark)) {
            *connection = None;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Connection>> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Runs a connection to its end.
async fn run(connection: impl Future<Output = Result<(), h2::Error>>, place: Weak<Place>, mark: Arc<()>) {
    // How it broke is told to the calls on it.
    let _ = connection.await;
    if let Some(place) = place.upgrade() {
        place.forget(&mark);
    }
}

fn builder() -> Builder {
    let mut builder = Builder::new();
    builder
        .enable_push(false)
        .initial_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_frame_size(FRAME)
        .max_header_list_size(HEADERS)
        .max_send_buffer_size(SEND_BUFFER);
    builder
}
