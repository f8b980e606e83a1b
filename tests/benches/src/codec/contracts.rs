//! The codec of this repository.

use anyhow::Result;
use bytes::{Bytes, BytesMut};
use contracts::Message;
use contracts::json::{self, Options};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a contract; with `SHARED`, members of type `Bytes` share the input.
pub struct Contracts<M, const SHARED: bool = false>(PhantomData<M>);

impl<M, const SHARED: bool> Peer for Contracts<M, SHARED>
where
    M: Message + prost::Message + Clone + Serialize + DeserializeOwned,
{
    const CODEC: Codec = Codec::Contracts;
    const LACKS: &'static [Operation] = &[];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        Ok(if SHARED { M::decode_bytes(input.clone())? } else { <M as Message>::decode(input)? })
    }

    fn encode_to_vec(message: &M) -> Vec<u8> {
        Message::encode_to_vec(message)
    }

    fn encode_to(message: &M, out: &mut Vec<u8>) {
        Message::encode(message, out);
    }

    fn encode_to_buffer(message: &M, out: &mut BytesMut) {
        Message::encode_with(message, out, BytesMut::reserve);
    }

    fn decode_into(message: &mut M, input: &Bytes) -> Result<()> {
        prost::Message::clear(message);
        match SHARED {
            true => Message::merge_bytes(message, input.clone())?,
            false => Message::merge(message, input)?,
        }
        Ok(())
    }

    fn to_json(message: &M) -> Result<Vec<u8>> {
        Ok(json::to_vec(message, Options::default())?)
    }

    fn from_json(text: &[u8]) -> Result<M> {
        Ok(json::from_slice(text, Options::default())?)
    }
}
