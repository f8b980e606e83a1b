//! prost, with JSON by pbjson.

use anyhow::Result;
use bytes::{Bytes, BytesMut};
use prost::Message;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a message that prost generated; with `SHARED`, members of type `Bytes` share the input.
pub struct Prost<M, const SHARED: bool = false>(PhantomData<M>);

impl<M, const SHARED: bool> Peer for Prost<M, SHARED>
where
    M: Message + Default + Clone + Serialize + DeserializeOwned + 'static,
{
    const CODEC: Codec = Codec::Prost;
    const LACKS: &'static [Operation] = &[Operation::Borrowed];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        Ok(if SHARED { M::decode(input.clone())? } else { M::decode(&input[..])? })
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
        message.clear();
        let merged = if SHARED { message.merge(input.clone()) } else { message.merge(&input[..]) };
        Ok(merged?)
    }

    fn to_json(message: &M) -> Result<Vec<u8>> {
        Ok(serde_json::to_vec(message)?)
    }

    fn from_json(json: &[u8]) -> Result<M> {
        Ok(serde_json::from_slice(json)?)
    }
}
