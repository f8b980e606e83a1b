//! bilrost, whose wire format is its own.

use anyhow::Result;
use bilrost::OwnedMessage;
use bytes::{Bytes, BytesMut};
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a message under bilrost's derive.
pub struct Bilrost<M>(PhantomData<M>);

impl<M: OwnedMessage + Clone + 'static> Peer for Bilrost<M> {
    const CODEC: Codec = Codec::Bilrost;
    const LACKS: &'static [Operation] = &[Operation::Borrowed, Operation::JsonEncode, Operation::JsonDecode];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        M::decode(&input[..]).map_err(|error| anyhow::anyhow!("{error}"))
    }

    fn encode_to_vec(message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    fn encode_to(message: &M, out: &mut Vec<u8>) {
        message.encode(out).expect("vectors grow");
    }

    fn encode_to_buffer(message: &M, out: &mut BytesMut) {
        message.encode(out).expect("the buffer grows");
    }

    fn decode_into(message: &mut M, input: &Bytes) -> Result<()> {
        message.replace_from_slice(input).map_err(|error| anyhow::anyhow!("{error}"))
    }
}
