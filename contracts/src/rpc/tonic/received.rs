//! What was received: the messages of a body in their frames
//! (<https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md>).

use std::pin::Pin;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::{Buf, Bytes, BytesMut};
use http::{HeaderMap, HeaderValue};
use http_body::Body as _;

use super::incoming::Incoming;
use crate::rpc::flow::{EncodedMessage, Sink, Source};
use crate::rpc::frames::{AT_ONCE, HEADER, Run, too_long};
use crate::rpc::{Code, Limits, Status, mistake};
use crate::wire::DecodeError;

/// Why no more messages come.
pub(super) enum Fault {
    /// The bytes are no message, the frames not those of gRPC, or too large.
    Frame(Status),
    /// The connection or the peer broke the body off.
    Broken(tonic::Status),
}

/// Reads messages from a body.
pub(super) struct Frames {
    pub(super) body: Incoming,
    /// What came and was not read yet, from the header of a message on.
    chunk: Bytes,
    /// The beginning of a message that comes in several pieces; then the chunk is empty.
    partial: BytesMut,
    limits: Limits,
    /// What it means that a message cannot be decoded.
    fault: fn(DecodeError) -> Status,
    /// What stands behind the messages.
    pub(super) trailers: HeaderMap,
}

impl Frames {
    pub(super) fn new(body: Incoming, limits: Limits, fault: fn(DecodeError) -> Status) -> Self {
        let (chunk, partial, trailers) = Default::default();
        Frames { body, chunk, partial, limits, fault, trailers }
    }

    /// Puts the next message into the sink, or all that are there.
    pub(super) fn poll_message(
        &mut self,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Fault>>> {
        loop {
            match self.whole() {
                Ok(None) => {}
                Ok(Some(to)) => return Poll::Ready(Some(self.read(to, sink))),
                Err(fault) => return Poll::Ready(Some(Err(fault))),
            }
            match ready!(Pin::new(&mut self.body).poll_frame(task)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) => {
                        if let Err(fault) = self.join(data) {
                            return Poll::Ready(Some(Err(fault)));
                        }
                    }
                    Err(frame) => self.trailers.extend(frame.into_trailers().unwrap_or_default()),
                },
                Some(Err(status)) => return Poll::Ready(Some(Err(Fault::Broken(status)))),
                None if self.chunk.is_empty() && self.partial.is_empty() => return Poll::Ready(None),
                None => {
                    let status = Status::internal("the body ends within a message");
                    return Poll::Ready(Some(Err(Fault::Frame(status))));
                }
            }
        }
    }

    /// Where the message ends that the chunk begins with, if it is there whole.
    fn whole(&self) -> Result<Option<usize>, Fault> {
        let needed = self.needed(&self.chunk)?;
        Ok((self.chunk.len() >= needed).then_some(needed))
    }

    fn read(&mut self, to: usize, sink: &mut dyn Sink) -> Result<(), Fault> {
        if sink.takes_runs() {
            let frames = self.chunk.split_to(self.run(to));
            let run = Run { frames, options: self.limits.decode, fault: self.fault };
            return sink.run(run).map_err(Fault::Frame);
        }
        let message = EncodedMessage { buffer: &self.chunk, from: HEADER, to, options: &self.limits.decode };
        let decoded = sink.encoded(&message).map_err(|error| Fault::Frame((self.fault)(error)));
        self.chunk.advance(to);
        decoded
    }

    /// Where the last of the messages ends that may pass at once, behind the first.
    fn run(&self, first: usize) -> usize {
        let mut end = first;
        for _ in 1..AT_ONCE {
            match self.needed(&self.chunk[end..]) {
                Ok(needed) if self.chunk.len() - end >= needed => end += needed,
                // What is wrong is told of in its turn.
                Ok(_) | Err(_) => break,
            }
        }
        end
    }

    /// How many bytes there must be to have a message whole, as far as its header is there.
    fn needed(&self, bytes: &[u8]) -> Result<usize, Fault> {
        let Some((&[flag, a, b, c, d], _)) = bytes.split_first_chunk() else { return Ok(HEADER) };
        if flag != 0 {
            let message = match flag {
                1 => "a message is compressed, and no grpc-encoding says how".to_owned(),
                _ => format!("{flag} is not a flag of gRPC"),
            };
            return Err(Fault::Frame(Status::internal(message)));
        }
        let (length, limit) = (u32::from_be_bytes([a, b, c, d]) as usize, self.limits.receive);
        if length > limit {
            return Err(Fault::Frame(too_long(length, limit)));
        }
        Ok(HEADER + length)
    }

    /// Takes what came. What belongs to a message that comes in several pieces is copied together once.
    fn join(&mut self, data: Bytes) -> Result<(), Fault> {
        if self.partial.is_empty() {
            if self.chunk.is_empty() {
                self.chunk = data;
                return Ok(());
            }
            let begun = std::mem::take(&mut self.chunk);
            self.partial.reserve(self.needed(&begun)?.max(begun.len() + data.len()));
            self.partial.extend_from_slice(&begun);
        }
        self.partial.extend_from_slice(&data);
        let needed = self.needed(&self.partial)?;
        if self.partial.len() >= needed {
            self.chunk = self.partial.split().freeze();
        } else {
            self.partial.reserve(needed - self.partial.len());
        }
        Ok(())
    }
}

/// What compresses messages, which nothing here can undo.
///
/// # Errors
/// `UNIMPLEMENTED`, naming it.
pub(super) fn uncompressed(headers: &HeaderMap) -> Result<(), Status> {
    match headers.get("grpc-encoding").map(HeaderValue::as_bytes) {
        None | Some(b"identity") => Ok(()),
        Some(other) => {
            let other = String::from_utf8_lossy(other);
            Err(Status::unimplemented(format!("messages compressed with `{other}` cannot be read here")))
        }
    }
}

/// The requests of a call.
pub(super) struct Requests {
    frames: Frames,
    has_ended: bool,
}

impl Requests {
    pub(super) fn new(body: Incoming, limits: Limits) -> Self {
        Requests { frames: Frames::new(body, limits, undecodable), has_ended: false }
    }
}

impl Source for Requests {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        if self.has_ended {
            return Poll::Ready(None);
        }
        let last = match ready!(self.frames.poll_message(task, sink)) {
            Some(Ok(())) => return Poll::Ready(Some(Ok(()))),
            Some(Err(fault)) => Some(Err(failure(fault))),
            // A service that adds up all requests would take the half for the whole.
            None if self.frames.body.is_cut_off() => Some(Err(hung_up())),
            None => None,
        };
        self.has_ended = true;
        Poll::Ready(last)
    }
}

/// Why a request could not be decoded: what is wrong with a value is the caller's mistake.
fn undecodable(error: DecodeError) -> Status {
    let code = mistake(&error).unwrap_or(Code::Internal);
    Status::new(code, error.to_string()).with_source(error)
}

/// Why a request could not be read.
fn failure(fault: Fault) -> Status {
    match fault {
        Fault::Frame(status) => status,
        Fault::Broken(status) => match status.code() {
            tonic::Code::Cancelled | tonic::Code::Unavailable => hung_up(),
            _ => status.into(),
        },
    }
}

fn hung_up() -> Status {
    Status::cancelled("the caller gave the call up")
}

#[cfg(test)]
mod tests {
    use futures::{FutureExt, StreamExt, stream};
    use http_body::Frame;
    use http_body_util::StreamBody;
    use tonic::body::Body;

    use super::*;
    use crate::message::Message;
    use crate::rpc::flow::Flow;
    use crate::wkt::Timestamp;

    fn body(pieces: impl IntoIterator<Item = Vec<u8>>) -> Body {
        let frames: Vec<_> =
            pieces.into_iter().map(|piece| Ok::<_, tonic::Status>(Frame::data(piece.into()))).collect();
        Body::new(StreamBody::new(stream::iter(frames)))
    }

    fn read(pieces: impl IntoIterator<Item = Vec<u8>>) -> Vec<Result<Timestamp, Status>> {
        let limits = Limits { receive: 100, ..Limits::default() };
        let requests = Requests::new(Incoming::Body(body(pieces)), limits);
        Flow::Stream(Box::pin(requests)).into_many().collect().now_or_never().expect("all is there")
    }

    fn framed(message: &Timestamp) -> Vec<u8> {
        let encoded = message.encode_to_vec();
        [&[0], &(encoded.len() as u32).to_be_bytes()[..], &encoded].concat()
    }

    fn messages() -> Vec<Timestamp> {
        (0..4).map(|nanos| Timestamp { seconds: 1 << (20 * nanos), nanos }).chain([Timestamp::default()]).collect()
    }

    #[test]
    fn messages_are_whole_however_the_body_is_cut() {
        let encoded: Vec<u8> = messages().iter().flat_map(framed).collect();
        let expected: Vec<_> = messages().into_iter().map(Ok).collect();
        for size in 1..=encoded.len() {
            assert_eq!(read(encoded.chunks(size).map(<[u8]>::to_vec)), expected, "in pieces of {size}");
        }
        for (first, second) in
            (0..encoded.len()).zip((0..=encoded.len()).rev()).filter(|(first, second)| first <= second)
        {
            let pieces = [&encoded[..first], &[], &encoded[first..second], &encoded[second..]];
            assert_eq!(read(pieces.map(<[u8]>::to_vec)), expected, "cut at {first} and {second}");
        }
    }

    #[test]
    fn what_is_no_frame_of_grpc_is_told_of_once() {
        let check = |bytes: &[u8], code: Code, message: &str| {
            for size in 1..=bytes.len() {
                let before = [framed(&messages()[1]), bytes.to_vec()].concat();
                let read = read(before.chunks(size).map(<[u8]>::to_vec));
                let [Ok(first), Err(status)] = read.as_slice() else { panic!("{read:?}") };
                assert_eq!((first, status.code(), status.message()), (&messages()[1], code, message), "{bytes:?}");
            }
        };
        check(&[0], Code::Internal, "the body ends within a message");
        check(&[0, 0, 0, 0, 2, 8], Code::Internal, "the body ends within a message");
        check(&[1, 0, 0, 0, 0], Code::Internal, "a message is compressed, and no grpc-encoding says how");
        check(&[7, 0, 0, 0, 0], Code::Internal, "7 is not a flag of gRPC");
        let large = "a message of 101 bytes is larger than the limit of 100 bytes";
        check(&[0, 0, 0, 0, 101], Code::ResourceExhausted, large);
        check(&[0, 0, 0, 0, 1, 0xff], Code::Internal, "Timestamp: the input ends within a value");
    }
}
