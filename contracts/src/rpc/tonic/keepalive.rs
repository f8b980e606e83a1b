//! Asks a silent connection whether it lives.

use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use h2::{Ping, PingPong};

use super::socket::Heard;

/// Watches over a connection.
pub(super) struct Keepalive {
    times: Option<(Duration, Duration)>,
    pings: Option<PingPong>,
    heard: Arc<Heard>,
}

impl Keepalive {
    /// Asks after the first of the times, and waits for the second.
    pub(super) fn new(times: Option<(Duration, Duration)>, pings: Option<PingPong>, heard: Arc<Heard>) -> Self {
        Keepalive { times, pings, heard }
    }

    /// Returns when the connection was asked whether it lives, and has not answered in time.
    pub(super) async fn silent(self) {
        let (Some((interval, timeout)), Some(mut pings)) = (self.times, self.pings) else { return pending().await };
        loop {
            let silence = self.heard.silence();
            if silence < interval {
                tokio::time::sleep(interval - silence).await;
                continue;
            }
            match tokio::time::timeout(timeout, pings.ping(Ping::opaque())).await {
                Ok(Ok(_)) => {}
                // The connection broke, and says so itself.
                Ok(Err(_)) => return pending().await,
                Err(_) => return,
            }
        }
    }
}
