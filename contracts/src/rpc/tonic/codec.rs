//! Messages in tonic's frames.

use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Buf;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use crate::message::Message;
use crate::wire::DecodeError;

/// From how many bytes on a message is decoded from a shared buffer: then its `Bytes` members are parts of that buffer
/// instead of copies, which pays for large ones. Small messages are read from tonic's buffer where they stand.
const SHARED_FROM: usize = 8 << 10;

/// The codec of contract messages for tonic: sends `E` and receives `D`.
pub struct ContractCodec<E, D>(PhantomData<fn(E) -> D>);

impl<E, D> Default for ContractCodec<E, D> {
    fn default() -> Self {
        ContractCodec(PhantomData)
    }
}

impl<E: Message, D: Message> Codec for ContractCodec<E, D> {
    type Encode = E;
    type Decode = D;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self::default()
    }

    fn decoder(&mut self) -> Self {
        Self::default()
    }
}

impl<E: Message, D> Encoder for ContractCodec<E, D> {
    type Item = E;
    type Error = tonic::Status;

    fn encode(&mut self, message: E, out: &mut EncodeBuf<'_>) -> Result<(), tonic::Status> {
        message.encode(out);
        Ok(())
    }
}

impl<E, D: Message> Decoder for ContractCodec<E, D> {
    type Item = D;
    type Error = tonic::Status;

    fn decode(&mut self, input: &mut DecodeBuf<'_>) -> Result<Option<D>, tonic::Status> {
        let length = input.remaining();
        let decoded = if length < SHARED_FROM && input.chunk().len() == length {
            let decoded = D::decode(input.chunk());
            input.advance(length);
            decoded
        } else {
            D::decode_bytes(input.copy_to_bytes(length))
        };
        decoded.map(Some).map_err(undecodable)
    }
}

/// The error goes along: of a request, what is wrong with a value is the caller's mistake.
fn undecodable(error: DecodeError) -> tonic::Status {
    let mut status = tonic::Status::internal(error.to_string());
    status.set_source(Arc::new(error));
    status
}
