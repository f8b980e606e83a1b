//! Connections: hyper on a socket, until the peer leaves or the server ends.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;

use super::server::Routes;
use crate::rpc::{Connection, Shutdown};

/// How connections behave.
#[derive(Debug, Clone)]
pub(super) struct Settings {
    /// How long a connection may be silent before it is asked whether it lives, and how long it may take to answer.
    pub(super) keepalive: Option<(Duration, Duration)>,
    /// How many calls one connection may have open at once.
    pub(super) max_concurrent_streams: u32,
    /// Whether HTTP/1.1 is spoken too.
    pub(super) http1: bool,
}

/// How connections end.
#[derive(Debug, Clone, Default)]
pub(super) struct End {
    /// Told to all calls.
    pub(super) shutdown: Shutdown,
    /// No new calls; the connection closes after the last one.
    pub(super) drain: CancellationToken,
    /// The connection closes now.
    pub(super) close: CancellationToken,
}

/// Serves one connection to its end.
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, routes: Arc<Routes>, settings: Settings, end: End) {
    let connection = Connection { peer, shutdown: end.shutdown.clone() };
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        request.extensions_mut().insert(connection.clone());
        let answer = routes.answer(request.map(Body::new));
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let builder = builder(&settings);
    let mut serving = std::pin::pin!(builder.serve_connection(TokioIo::new(stream), service));
    tokio::select! {
        // How a connection broke is of no interest to anyone: its calls were dropped.
        _ = serving.as_mut() => return,
        () = end.drain.cancelled() => serving.as_mut().graceful_shutdown(),
        () = end.close.cancelled() => return,
    }
    tokio::select! {
        _ = serving.as_mut() => {}
        () = end.close.cancelled() => {}
    }
}

fn builder(settings: &Settings) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    let (interval, timeout) = settings.keepalive.unzip();
    let mut http2 = builder.http2();
    http2.timer(TokioTimer::new());
    http2.max_concurrent_streams(settings.max_concurrent_streams);
    http2.keep_alive_interval(interval);
    if let Some(timeout) = timeout {
        http2.keep_alive_timeout(timeout);
    }
    builder.http1().timer(TokioTimer::new());
    if settings.http1 { builder } else { builder.http2_only() }
}
