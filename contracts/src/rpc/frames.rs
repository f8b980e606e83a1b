//! Messages in frames, many at a time: a flag, a length, and the message, one frame behind the other. gRPC sends them so.

use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::Status;
use super::flow::{EncodedMessage, Place, Sink};
use crate::message::Message;
use crate::wire::{DecodeError, DecodeOptions};

/// What stands in front of a message: a flag, and its length.
pub(crate) const HEADER: usize = 5;

/// How many messages may pass at once, without a look at what could interrupt them: looking costs more than a small message
/// does.
pub(crate) const AT_ONCE: u8 = 32;

/// Whole frames that were received, of messages that are not longer than they may be.
pub struct Run {
    pub(crate) frames: Bytes,
    pub(crate) options: DecodeOptions,
    /// What it means that a message cannot be decoded.
    pub(crate) fault: fn(DecodeError) -> Status,
}

impl Run {
    /// The length of the first message, if there is one.
    fn first(&self) -> Option<usize> {
        let (&[_, a, b, c, d], _) = self.frames.split_first_chunk()?;
        Some(u32::from_be_bytes([a, b, c, d]) as usize)
    }
}

/// Takes messages at the end where their type is known.
pub(crate) struct Inbox<M> {
    message: Option<M>,
    run: Option<Run>,
}

impl<M: Message> Inbox<M> {
    pub(crate) fn new() -> Self {
        Inbox { message: None, run: None }
    }

    /// Takes the next message out.
    #[inline]
    pub(crate) fn take(&mut self) -> Option<Result<M, Status>> {
        let Some(run) = &mut self.run else { return self.message.take().map(Ok) };
        let Some(length) = run.first() else {
            self.run = None;
            return None;
        };
        let message = EncodedMessage { buffer: &run.frames, from: HEADER, to: HEADER + length, options: &run.options };
        let decoded = message.decode().map_err(run.fault);
        run.frames.advance(HEADER + length);
        Some(decoded)
    }
}

impl<M: Message> Sink for Inbox<M> {
    fn message(&mut self, message: &mut dyn Place) -> Result<(), Status> {
        self.message.message(message)
    }

    fn encoded(&mut self, message: &EncodedMessage<'_>) -> Result<(), DecodeError> {
        self.message.encoded(message)
    }

    fn passed(&self) -> u8 {
        if self.run.is_some() { AT_ONCE } else { 1 }
    }

    fn takes_runs(&self) -> bool {
        true
    }

    fn run(&mut self, run: Run) -> Result<(), Status> {
        self.run = Some(run);
        Ok(())
    }
}

/// Appends messages in frames to a buffer.
pub struct Framing {
    pub(crate) buffer: BytesMut,
    /// How long a message may be.
    limit: usize,
    /// How many bytes are enough, when messages come in a stream.
    full: usize,
    /// How many messages came since they were counted.
    count: u8,
}

impl Framing {
    pub(crate) fn new(limit: usize, full: usize) -> Self {
        Framing { buffer: BytesMut::new(), limit, full, count: 0 }
    }

    /// Counts from here on.
    pub(crate) fn restart(&mut self) {
        self.count = 0;
    }

    /// Appends a message.
    ///
    /// # Errors
    /// When it is too long.
    #[inline]
    pub(crate) fn put<M: Message>(&mut self, message: &M) -> Result<(), Status> {
        let start = self.buffer.len();
        message.encode_with(&mut self.buffer, begin);
        self.finish(start)
    }

    /// Keeps the message that begins here, if it is not too long.
    #[inline]
    fn finish(&mut self, start: usize) -> Result<(), Status> {
        let (length, limit) = (self.buffer.len() - start - HEADER, self.limit.min(u32::MAX as usize));
        if length <= limit {
            self.count = self.count.saturating_add(1);
            return Ok(());
        }
        self.buffer.truncate(start);
        Err(too_long(length, limit))
    }
}

/// A message is longer than it may be.
#[cold]
pub(crate) fn too_long(length: usize, limit: usize) -> Status {
    Status::resource_exhausted(format!("a message of {length} bytes is larger than the limit of {limit} bytes"))
}

fn begin(buffer: &mut BytesMut, length: usize) {
    buffer.reserve(HEADER + length);
    // A message that is longer than this can say is taken back.
    let [a, b, c, d] = u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes();
    buffer.put_slice(&[0, a, b, c, d]);
}

impl Sink for Framing {
    fn message(&mut self, message: &mut dyn Place) -> Result<(), Status> {
        let start = self.buffer.len();
        message.encode(&mut self.buffer, begin);
        self.finish(start)
    }

    fn encoded(&mut self, message: &EncodedMessage<'_>) -> Result<(), DecodeError> {
        let encoded = &message.buffer[message.from..message.to];
        begin(&mut self.buffer, encoded.len());
        self.buffer.put_slice(encoded);
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    #[inline]
    fn wants_more(&self) -> bool {
        self.count < AT_ONCE && self.buffer.len() < self.full
    }

    fn passed(&self) -> u8 {
        self.count
    }

    fn lend(&mut self) -> Option<Framing> {
        Some(std::mem::replace(self, Framing::new(self.limit, self.full)))
    }

    fn give_back(&mut self, lent: Framing) {
        *self = lent;
    }
}
