//! quick-protobuf.

use anyhow::Result;
use bytes::{BufMut, Bytes, BytesMut};
use quick_protobuf::{BytesReader, MessageRead, MessageWrite, Writer};
use std::marker::PhantomData;

use super::{Codec, Peer};
use crate::operation::Operation;

/// The codec of a message that pb-rs generated, with `String` and `Vec<u8>`.
pub struct QuickProtobuf<M>(PhantomData<M>);

impl<M> Peer for QuickProtobuf<M>
where
    M: for<'a> MessageRead<'a> + MessageWrite + Clone + 'static,
{
    const CODEC: Codec = Codec::QuickProtobuf;
    const LACKS: &'static [Operation] = &[Operation::Merge, Operation::JsonEncode, Operation::JsonDecode];
    type Message = M;

    fn decode(input: &Bytes) -> Result<M> {
        Ok(M::from_reader(&mut BytesReader::from_bytes(input), input)?)
    }

    fn encode_to_vec(message: &M) -> Vec<u8> {
        let mut out = Vec::with_capacity(message.get_size());
        Self::encode_to(message, &mut out);
        out
    }

    fn encode_to(message: &M, out: &mut Vec<u8>) {
        message.write_message(&mut Writer::new(out)).expect("vectors grow");
    }

    fn encode_to_buffer(message: &M, out: &mut BytesMut) {
        out.reserve(message.get_size());
        message.write_message(&mut Writer::new(out.writer())).expect("the buffer grows");
    }
}
