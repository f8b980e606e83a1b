//! buffa.

use anyhow::Result;
use buffa::Message;
use bytes::{Bytes, BytesMut};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a message that buffa generated; with `SHARED`, members of type `Bytes` share the input.
pub struct Buffa<M, const SHARED: bool = false>(PhantomData<M>);

impl<M, const SHARED: bool> Peer for Buffa<M, SHARED>
where
    M: Message + Clone + Serialize + DeserializeOwned + 'static,
{
    const CODEC: Codec = Codec::Buffa;
    const LACKS: &'static [Operation] = &[];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        Ok(if SHARED { M::decode(&mut input.clone())? } else { M::decode_from_slice(input)? })
    }

    fn encode_to_vec(message: &M) -> Vec<u8> {
        message.encode_to_vec()
    }

    fn encode_to(message: &M, out: &mut Vec<u8>) {
        message.encode(out);
    }

    fn encode_to_buffer(message: &M, out: &mut BytesMut) {
        message.encode(out);
    }

    fn decode_into(message: &mut M, input: &Bytes) -> Result<()> {
        message.clear();
        Ok(message.merge_from_slice(input)?)
    }

    fn to_json(message: &M) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(message)?)
    }

    fn from_json(json: &[u8]) -> Result<M> {
        Ok(serde_json::from_slice(json)?)
    }
}
