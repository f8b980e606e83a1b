//! proto_rs.

use anyhow::Result;
use bytes::{Bytes, BytesMut};
use proto_rs::{DecodeContext, ProtoDecode, ProtoEncode, ProtoExt};
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a message under proto_rs's attribute.
pub struct ProtoRs<M>(PhantomData<M>);

impl<M: ProtoDecode + ProtoEncode + ProtoExt + Clone + 'static> Peer for ProtoRs<M> {
    const CODEC: Codec = Codec::ProtoRs;
    const LACKS: &'static [Operation] =
        &[Operation::Merge, Operation::Borrowed, Operation::JsonEncode, Operation::JsonDecode];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        <M as ProtoDecode>::decode(&input[..], DecodeContext::default()).map_err(|error| anyhow::anyhow!("{error}"))
    }

    fn encode_to_vec(message: &M) -> Vec<u8> {
        ProtoEncode::encode_to_vec(message)
    }

    fn encode_to(message: &M, out: &mut Vec<u8>) {
        ProtoEncode::encode(message, out).expect("vectors grow");
    }

    fn encode_to_buffer(message: &M, out: &mut BytesMut) {
        ProtoEncode::encode(message, out).expect("the buffer grows");
    }
}
