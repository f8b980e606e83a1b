//! Messages in tonic's frames.

use std::marker::PhantomData;
use std::sync::Arc;

use bytes::Buf;
use tonic::codec::{Codec, DecodeBuf, Decoder, EncodeBuf, Encoder};

use crate::message::Message;
use crate::rpc::flow::SHARED_FROM;
use crate::wire::{DecodeError, DecodeOptions};

/// The codec of contract messages for tonic: sends `E` and receives `D`.
pub struct ContractCodec<E, D> {
    options: DecodeOptions,
    messages: PhantomData<fn(E) -> D>,
}

impl<E, D> ContractCodec<E, D> {
    /// Decodes within limits.
    pub fn new(options: DecodeOptions) -> Self {
        ContractCodec { options, messages: PhantomData }
    }
}

impl<E, D> Default for ContractCodec<E, D> {
    fn default() -> Self {
        ContractCodec::new(DecodeOptions::new())
    }
}

impl<E: Message, D: Message> Codec for ContractCodec<E, D> {
    type Encode = E;
    type Decode = D;
    type Encoder = Self;
    type Decoder = Self;

    fn encoder(&mut self) -> Self {
        Self::new(self.options)
    }

    fn decoder(&mut self) -> Self {
        Self::new(self.options)
    }
}

impl<E: Message, D> Encoder for ContractCodec<E, D> {
    type Item = E;
    type Error = tonic::Status;

    fn encode(&mut self, message: E, out: &mut EncodeBuf<'_>) -> Result<(), tonic::Status> {
        message.encode_with(out, |out, length| out.reserve(length));
        Ok(())
    }
}

impl<E, D: Message> Decoder for ContractCodec<E, D> {
    type Item = D;
    type Error = tonic::Status;

    fn decode(&mut self, input: &mut DecodeBuf<'_>) -> Result<Option<D>, tonic::Status> {
        let length = input.remaining();
        let decoded = if !D::KEEPS_INPUT && length < SHARED_FROM && input.chunk().len() == length {
            let decoded = D::decode_with(input.chunk(), &self.options);
            input.advance(length);
            decoded
        } else {
            D::decode_bytes_with(input.copy_to_bytes(length), &self.options)
        };
        decoded.map(Some).map_err(undecodable)
    }
}

/// The error goes along: of a request, what is wrong with a value is the caller's mistake.
fn undecodable(error: DecodeError) -> tonic::Status {
    let mut status = match error.is_over_budget() {
        true => tonic::Status::resource_exhausted(error.to_string()),
        false => tonic::Status::internal(error.to_string()),
    };
    status.set_source(Arc::new(error));
    status
}
