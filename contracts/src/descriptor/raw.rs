//! Encoded messages taken apart and put together without losing what `prost_types` does not know.

use prost::bytes::Buf;
use prost::encoding::{WireType, decode_key, decode_varint, encode_key, encode_varint};

/// One record of an encoded message.
pub(super) struct Record<'a> {
    /// The field number.
    pub(super) number: u32,
    /// Key, length and payload as they stand.
    pub(super) whole: &'a [u8],
    /// The payload when it is delimited by a length.
    pub(super) payload: Option<&'a [u8]>,
}

impl Record<'_> {
    /// The value when it is a varint.
    pub(super) fn varint(&self) -> Option<u64> {
        let mut rest = self.whole;
        let (_, wire_type) = decode_key(&mut rest).ok()?;
        if wire_type == WireType::Varint { decode_varint(&mut rest).ok() } else { None }
    }
}

/// Splits an encoded message into its records. None when it is not one.
pub(super) fn records(mut message: &[u8]) -> Option<Vec<Record<'_>>> {
    let mut records = Vec::new();
    while !message.is_empty() {
        let start = message;
        let (number, wire_type) = decode_key(&mut message).ok()?;
        let (length, delimited) = match wire_type {
            WireType::Varint => (decode_varint(&mut message).ok().map(|_| 0)?, false),
            WireType::ThirtyTwoBit => (4, false),
            WireType::SixtyFourBit => (8, false),
            WireType::LengthDelimited => (usize::try_from(decode_varint(&mut message).ok()?).ok()?, true),
            WireType::StartGroup | WireType::EndGroup => return None,
        };
        let payload = message.get(..length)?;
        message.advance(length);
        let whole = &start[..start.len() - message.len()];
        records.push(Record { number, whole, payload: delimited.then_some(payload) });
    }
    Some(records)
}

/// Appends a record that is delimited by a length.
pub(super) fn put_delimited(out: &mut Vec<u8>, number: u32, payload: &[u8]) {
    encode_key(number, WireType::LengthDelimited, out);
    encode_varint(payload.len() as u64, out);
    out.extend_from_slice(payload);
}

/// Appends a record that is a varint.
pub(super) fn put_varint(out: &mut Vec<u8>, number: u32, value: u64) {
    encode_key(number, WireType::Varint, out);
    encode_varint(value, out);
}
