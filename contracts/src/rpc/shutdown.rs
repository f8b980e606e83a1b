//! What a server tells its calls: who calls, and that it ends.

use std::net::SocketAddr;

use tokio_util::sync::CancellationToken;

use super::Status;

/// What our own server tells of the connection of a request, among the extensions of the request.
#[derive(Debug, Clone)]
pub(crate) struct Connection {
    pub(crate) peer: SocketAddr,
    pub(crate) shutdown: Shutdown,
}

/// The two steps in which a server ends: first open response streams end, later everything.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shutdown {
    drain: CancellationToken,
    abort: CancellationToken,
}

impl Shutdown {
    /// Ends open response streams.
    pub(crate) fn drain(&self) {
        self.drain.cancel();
    }

    /// Ends all calls.
    pub(crate) fn abort(&self) {
        self.abort.cancel();
    }

    /// Returns when open response streams are to end.
    pub(crate) async fn draining(&self) {
        self.drain.cancelled().await;
    }

    /// Returns when all calls are to end; never when nothing can end them.
    pub(crate) async fn aborting(shutdown: Option<&Shutdown>) {
        match shutdown {
            Some(shutdown) => shutdown.abort.cancelled().await,
            None => std::future::pending().await,
        }
    }

    /// What callers are told.
    pub(crate) fn status() -> Status {
        Status::unavailable("the server is shutting down")
    }
}
