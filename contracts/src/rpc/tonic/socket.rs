//! The socket of a connection: knows when it was heard last, and what it began with.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use bytes::{Buf, BytesMut};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// What HTTP/2 begins with (RFC 9113, section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A socket.
pub(super) struct Socket {
    stream: TcpStream,
    /// What was read already, to find out which HTTP it is.
    begun: BytesMut,
    heard: Arc<Heard>,
}

/// When a socket was heard last.
pub(super) struct Heard {
    start: Instant,
    milliseconds: AtomicU64,
}

impl Heard {
    fn now(&self) {
        let milliseconds = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.milliseconds.store(milliseconds, Ordering::Relaxed);
    }

    /// How long nothing was heard.
    pub(super) fn silence(&self) -> Duration {
        let heard = Duration::from_millis(self.milliseconds.load(Ordering::Relaxed));
        self.start.elapsed().saturating_sub(heard)
    }
}

impl Socket {
    pub(super) fn new(stream: TcpStream) -> Self {
        let heard = Heard { start: Instant::now(), milliseconds: AtomicU64::new(0) };
        Socket { stream, begun: BytesMut::new(), heard: Arc::new(heard) }
    }

    /// When it was heard last.
    pub(super) fn heard(&self) -> Arc<Heard> {
        self.heard.clone()
    }

    /// Whether the peer speaks HTTP/2 at once.
    ///
    /// # Errors
    /// When the peer is gone.
    pub(super) async fn begins_with_http2(&mut self) -> io::Result<bool> {
        while self.begun.len() < PREFACE.len() && PREFACE.starts_with(&self.begun) {
            if self.stream.read_buf(&mut self.begun).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.begun.starts_with(PREFACE))
    }
}

impl AsyncRead for Socket {
    fn poll_read(mut self: Pin<&mut Self>, task: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if !self.begun.is_empty() {
            let length = self.begun.len().min(out.remaining());
            out.put_slice(&self.begun[..length]);
            self.begun.advance(length);
            return Poll::Ready(Ok(()));
        }
        ready!(Pin::new(&mut self.stream).poll_read(task, out))?;
        self.heard.now();
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Socket {
    fn poll_write(mut self: Pin<&mut Self>, task: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(task, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(task, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(task)
    }
}
