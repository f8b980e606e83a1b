//! `prost::Message` for every contract: what the macros forward to.

use bytes::{Buf, BufMut};
use prost::DecodeError as ProstError;
use prost::encoding::{self, DecodeContext, WireType};

use crate::codec::below_prost;
use crate::message::{Message, merge_one};
use crate::wire::DEPTH_LIMIT;

/// `prost::Message::encode_raw`.
pub fn encode_raw<M: Message>(message: &M, out: &mut impl BufMut) {
    message.encode(out);
}

/// `prost::Message::merge_field`: the field is put together again, key and value, and merged.
///
/// # Errors
/// When the bytes are no such field.
pub fn merge_field<M: Message>(
    message: &mut M,
    number: u32,
    wire_type: WireType,
    buffer: &mut impl Buf,
    _: DecodeContext,
) -> Result<(), ProstError> {
    let mut field = Vec::new();
    encoding::encode_key(number, wire_type, &mut field);
    copy_value(number, wire_type, buffer, &mut field, DEPTH_LIMIT)?;
    below_prost(&field, |reader| merge_one(message, reader)).map_err(|error| prost_error(error.to_string()))
}

/// `prost::Message::merge`: all that is left of the buffer.
///
/// # Errors
/// When the bytes are no such message.
pub fn merge<M: Message>(message: &mut M, mut buffer: impl Buf) -> Result<(), ProstError> {
    let length = buffer.remaining();
    let merged = match buffer.chunk() {
        whole if whole.len() == length => message.merge(whole),
        _ => message.merge(&buffer.copy_to_bytes(length)),
    };
    buffer.advance(buffer.remaining());
    merged.map_err(|error| prost_error(error.to_string()))
}

/// Copies the value of a field as it stands.
fn copy_value(
    number: u32,
    wire_type: WireType,
    buffer: &mut impl Buf,
    field: &mut Vec<u8>,
    depth: u32,
) -> Result<(), ProstError> {
    match wire_type {
        WireType::Varint => encoding::encode_varint(encoding::decode_varint(buffer)?, field),
        WireType::SixtyFourBit => copy(8, buffer, field)?,
        WireType::ThirtyTwoBit => copy(4, buffer, field)?,
        WireType::LengthDelimited => {
            let length = encoding::decode_varint(buffer)?;
            encoding::encode_varint(length, field);
            copy(usize::try_from(length).unwrap_or(usize::MAX), buffer, field)?;
        }
        WireType::StartGroup => copy_group(number, buffer, field, depth)?,
        WireType::EndGroup => return Err(prost_error("a group that does not match its start".to_owned())),
    }
    Ok(())
}

/// Copies what follows the start of a group, with its end.
fn copy_group(number: u32, buffer: &mut impl Buf, field: &mut Vec<u8>, depth: u32) -> Result<(), ProstError> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err(prost_error(format!("nested deeper than the limit of {DEPTH_LIMIT} levels")));
    };
    loop {
        let (inner, wire_type) = encoding::decode_key(buffer)?;
        encoding::encode_key(inner, wire_type, field);
        match wire_type {
            WireType::EndGroup if inner == number => return Ok(()),
            _ => copy_value(inner, wire_type, buffer, field, depth)?,
        }
    }
}

fn copy(length: usize, buffer: &mut impl Buf, field: &mut Vec<u8>) -> Result<(), ProstError> {
    if buffer.remaining() < length {
        return Err(prost_error("the input ends within a value".to_owned()));
    }
    field.put(buffer.take(length));
    Ok(())
}

#[cold]
#[expect(deprecated, reason = "prost has no other way to say what is wrong with the bytes")]
fn prost_error(description: String) -> ProstError {
    ProstError::new(description)
}
