//! How a server tells its calls that it ends.

use tokio_util::sync::CancellationToken;

use super::Status;

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
