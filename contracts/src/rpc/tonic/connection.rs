//! Connections of a server, until the peer leaves or the server ends: HTTP/2 as it comes from h2, and HTTP/1.1 with hyper
//! for those who ask for it.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use h2::server::Builder;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tonic::body::Body;

use super::exchange::exchange;
use super::incoming::Incoming;
use super::keepalive::Keepalive;
use super::server::Routes;
use super::socket::Socket;
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

/// How much may be on its way to us before it was read: on one stream, and on all of a connection.
const WINDOW: u32 = 1 << 20;

/// How large a frame may be.
const FRAME: u32 = 64 << 10;

/// How much of one stream may wait to be sent.
const SEND_BUFFER: usize = 400 << 10;

/// How many bytes the headers of a request may have.
const HEADERS: u32 = 16 << 10;

/// Serves one connection to its end.
pub(super) async fn serve(stream: TcpStream, peer: SocketAddr, routes: Arc<Routes>, settings: Settings, end: End) {
    let connection = Connection { peer, shutdown: end.shutdown.clone() };
    let mut socket = Socket::new(stream);
    let is_http2 = match settings.http1 {
        true => tokio::select! {
            known = socket.begins_with_http2() => known,
            () = end.drain.cancelled() => return,
            () = end.close.cancelled() => return,
        },
        false => Ok(true),
    };
    match is_http2 {
        Ok(true) => http2(socket, connection, routes, settings, end).await,
        Ok(false) => http1(socket, connection, routes, end).await,
        // It is gone before it said anything.
        Err(_) => {}
    }
}

async fn http2(socket: Socket, connection: Connection, routes: Arc<Routes>, settings: Settings, end: End) {
    let heard = socket.heard();
    let mut closed = pin!(end.close.cancelled());
    let mut drained = pin!(end.drain.cancelled());
    let mut is_draining = false;
    let builder = builder(&settings);
    // How a connection broke is of no interest to anyone: its calls are told.
    let mut http2 = tokio::select! {
        shaken = builder.handshake::<_, Bytes>(socket) => match shaken {
            Ok(http2) => http2,
            Err(_) => return,
        },
        () = &mut drained => return,
        () = &mut closed => return,
    };
    let pings = http2.ping_pong();
    let mut silent = pin!(Keepalive::new(settings.keepalive, pings, heard).silent());
    loop {
        tokio::select! {
            biased;
            accepted = http2.accept() => match accepted {
                Some(Ok((request, respond))) => {
                    // In a box: tokio moves what it is given several times, and this is large.
                    tokio::spawn(Box::pin(exchange(routes.clone(), request, respond, connection.clone())));
                }
                Some(Err(_)) | None => return,
            },
            () = &mut drained, if !is_draining => {
                is_draining = true;
                http2.graceful_shutdown();
            }
            () = &mut closed => return,
            () = &mut silent => return,
        }
    }
}

fn builder(settings: &Settings) -> Builder {
    let mut builder = Builder::new();
    builder
        .initial_window_size(WINDOW)
        .initial_connection_window_size(WINDOW)
        .max_frame_size(FRAME)
        .max_header_list_size(HEADERS)
        .max_send_buffer_size(SEND_BUFFER)
        .max_concurrent_streams(settings.max_concurrent_streams);
    builder
}

async fn http1(socket: Socket, connection: Connection, routes: Arc<Routes>, end: End) {
    let service = service_fn(move |request: http::Request<hyper::body::Incoming>| {
        let (routes, connection) = (routes.clone(), connection.clone());
        let request = request.map(|body| Incoming::Body(Body::new(body)));
        async move { Ok::<_, Infallible>(routes.answer(request, &connection).await) }
    });
    let mut builder = hyper::server::conn::http1::Builder::new();
    builder.timer(TokioTimer::new());
    let mut serving = pin!(builder.serve_connection(TokioIo::new(socket), service));
    tokio::select! {
        _ = serving.as_mut() => return,
        () = end.drain.cancelled() => serving.as_mut().graceful_shutdown(),
        () = end.close.cancelled() => return,
    }
    tokio::select! {
        _ = serving.as_mut() => {}
        () = end.close.cancelled() => {}
    }
}
