//! One codec with one message, ready to be timed.

use anyhow::Result;
use bytes::{BufMut, Bytes, BytesMut};
use nix::time::{ClockId, clock_gettime};
use std::hint::black_box;
use std::time::Duration;

use crate::codec::{Codec, Peer};
use crate::operation::Operation;

/// Whatever takes part in a comparison.
pub trait Contender {
    /// Whose codec it is.
    fn codec(&self) -> Codec;

    /// Whether it has the operation.
    fn can(&self, operation: Operation) -> bool;

    /// How long so many repetitions take. What they make is dropped within that time.
    ///
    /// # Errors
    /// Those of the codec.
    fn time(&mut self, operation: Operation, repetitions: u64) -> Result<Duration>;
}

/// The time that this thread runs for, which is less than passes where others run too.
fn time(repetitions: u64, mut once: impl FnMut() -> Result<()>) -> Result<Duration> {
    let now = || clock_gettime(ClockId::CLOCK_THREAD_CPUTIME_ID);
    let start = now()?;
    for _ in 0..repetitions {
        once()?;
    }
    Ok(Duration::from(now()? - start))
}

/// How much room tonic's buffer has at first, and what stands in front of each message.
const TONIC_BUFFER: usize = 8 * 1024;
const TONIC_HEADER: usize = 5;

/// Does what tonic does with a message: room for the header, the message behind it, the length into the header, and the
/// frame is split off. tonic's `EncodeBuf` cannot be built outside of tonic; it forwards each call to a `BytesMut`.
pub fn frame(buffer: &mut BytesMut, encode: impl FnOnce(&mut BytesMut)) -> Bytes {
    buffer.reserve(TONIC_HEADER);
    buffer.put_slice(&[0; TONIC_HEADER]);
    encode(buffer);
    let length = (buffer.len() - TONIC_HEADER) as u32;
    buffer[1..TONIC_HEADER].copy_from_slice(&length.to_be_bytes());
    buffer.split().freeze()
}

/// A codec with its value, its bytes and its buffers.
pub struct Subject<P: Peer> {
    message: P::Message,
    /// What is merged into.
    existing: P::Message,
    bytes: Bytes,
    json: Vec<u8>,
    out: Vec<u8>,
    buffer: BytesMut,
}

impl<P: Peer> Subject<P> {
    /// The codec with a value, and with the bytes and the JSON that it reads.
    pub fn new(message: P::Message, bytes: Bytes, json: Vec<u8>) -> Self {
        let existing = message.clone();
        let buffer = BytesMut::with_capacity(TONIC_BUFFER);
        Subject { message, existing, bytes, json, out: Vec::new(), buffer }
    }

    fn decode(&self) -> Result<()> {
        drop(black_box(P::decode(black_box(&self.bytes))?));
        Ok(())
    }

    fn decode_json(&self) -> Result<()> {
        drop(black_box(P::from_json(black_box(&self.json))?));
        Ok(())
    }
}

impl<P: Peer> Contender for Subject<P> {
    fn codec(&self) -> Codec {
        P::CODEC
    }

    fn can(&self, operation: Operation) -> bool {
        operation != Operation::Borrowed && !P::LACKS.contains(&operation)
    }

    fn time(&mut self, operation: Operation, repetitions: u64) -> Result<Duration> {
        match operation {
            Operation::EncodeFresh => time(repetitions, || {
                drop(black_box(P::encode_to_vec(black_box(&self.message))));
                Ok(())
            }),
            Operation::EncodeReused => time(repetitions, || {
                self.out.clear();
                P::encode_to(black_box(&self.message), &mut self.out);
                black_box(&self.out);
                Ok(())
            }),
            Operation::EncodeTonic => time(repetitions, || {
                drop(black_box(frame(&mut self.buffer, |out| P::encode_to_buffer(black_box(&self.message), out))));
                Ok(())
            }),
            Operation::Decode => time(repetitions, || self.decode()),
            Operation::Merge => time(repetitions, || {
                P::decode_into(&mut self.existing, black_box(&self.bytes))?;
                black_box(&self.existing);
                Ok(())
            }),
            Operation::JsonEncode => time(repetitions, || {
                drop(black_box(P::to_json(black_box(&self.message))?));
                Ok(())
            }),
            Operation::JsonDecode => time(repetitions, || self.decode_json()),
            Operation::Borrowed => anyhow::bail!("a borrowed value is a subject of its own"),
        }
    }
}

/// A codec that decodes into something that borrows the input.
pub struct Borrower<F> {
    codec: Codec,
    bytes: Bytes,
    decode: F,
}

impl<F: Fn(&[u8]) -> Result<()>> Borrower<F> {
    /// The codec with its bytes; `decode` decodes them and drops what comes of it.
    pub fn new(codec: Codec, bytes: Bytes, decode: F) -> Self {
        Borrower { codec, bytes, decode }
    }
}

impl<F: Fn(&[u8]) -> Result<()>> Contender for Borrower<F> {
    fn codec(&self) -> Codec {
        self.codec
    }

    fn can(&self, operation: Operation) -> bool {
        operation == Operation::Borrowed
    }

    fn time(&mut self, _: Operation, repetitions: u64) -> Result<Duration> {
        time(repetitions, || (self.decode)(black_box(&self.bytes)))
    }
}

/// The least that each operation takes: to allocate and to copy the bytes, or to clone the value.
pub struct Floor<M> {
    value: M,
    bytes: Bytes,
    out: Vec<u8>,
    buffer: BytesMut,
}

impl<M: Clone> Floor<M> {
    /// The floor for a value and its bytes.
    pub fn new(value: M, bytes: Bytes) -> Self {
        Floor { value, bytes, out: Vec::new(), buffer: BytesMut::with_capacity(TONIC_BUFFER) }
    }
}

impl<M: Clone> Contender for Floor<M> {
    fn codec(&self) -> Codec {
        Codec::Floor
    }

    fn can(&self, operation: Operation) -> bool {
        use Operation::{Decode, EncodeFresh, EncodeReused, EncodeTonic};
        matches!(operation, EncodeFresh | EncodeReused | EncodeTonic | Decode)
    }

    fn time(&mut self, operation: Operation, repetitions: u64) -> Result<Duration> {
        time(repetitions, || {
            match operation {
                Operation::EncodeFresh => drop(black_box(black_box(&self.bytes).to_vec())),
                Operation::EncodeReused => {
                    self.out.clear();
                    self.out.extend_from_slice(black_box(&self.bytes));
                    black_box(&self.out);
                }
                Operation::EncodeTonic => {
                    drop(black_box(frame(&mut self.buffer, |out| out.extend_from_slice(black_box(&self.bytes)))));
                }
                _ => drop(black_box(black_box(&self.value).clone())),
            }
            Ok(())
        })
    }
}
