//! The fields of encoded messages, one by one: what the printer takes apart and the parser puts together.

use bytes::Bytes;

use crate::wire::{DecodeError, DecodeErrorKind, FieldNumber, Key, Reader, WireType, Writer};

/// A field of an encoded message.
#[derive(Debug, Clone)]
pub(super) struct Record {
    pub(super) number: u32,
    pub(super) payload: Payload,
}

/// The value of a field, as the wire has it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Payload {
    Varint(u64),
    Fixed64(u64),
    Fixed32(u32),
    Delimited(Bytes),
    /// The fields between the start and the end of a group.
    Group(Bytes),
}

/// The fields of a message.
pub(super) fn records(message: &Bytes) -> Result<Vec<Record>, DecodeError> {
    let mut r = Reader::shared(message);
    let mut records = Vec::new();
    while !r.is_empty() {
        let key = r.key()?;
        records.push(Record { number: key.number(), payload: payload(key.wire_type(), key, &mut r, message)? });
    }
    Ok(records)
}

/// The values of a packed run.
pub(super) fn elements(run: &Bytes, wire_type: WireType) -> Result<Vec<Payload>, DecodeError> {
    let mut r = Reader::shared(run);
    let mut elements = Vec::new();
    while !r.is_empty() {
        elements.push(number(wire_type, &mut r)?);
    }
    Ok(elements)
}

fn payload(wire_type: WireType, key: Key, r: &mut Reader<'_>, message: &Bytes) -> Result<Payload, DecodeError> {
    Ok(match wire_type {
        WireType::LengthDelimited => Payload::Delimited(r.bytes()?),
        WireType::StartGroup => Payload::Group(message.slice_ref(group(key, r)?)),
        _ => number(wire_type, r)?,
    })
}

fn number(wire_type: WireType, r: &mut Reader<'_>) -> Result<Payload, DecodeError> {
    Ok(match wire_type {
        WireType::Varint => Payload::Varint(r.varint()?),
        WireType::Fixed64 => Payload::Fixed64(u64::from_le_bytes(r.fixed()?)),
        WireType::Fixed32 => Payload::Fixed32(u32::from_le_bytes(r.fixed()?)),
        _ => return Err(DecodeErrorKind::GroupMismatch.into()),
    })
}

/// What is between the start of a group, whose key was just read, and its end; however deep, without recursion.
fn group<'a>(key: Key, r: &mut Reader<'a>) -> Result<&'a [u8], DecodeError> {
    let start = r.rest();
    let mut open = vec![key.number()];
    loop {
        let before = r.rest();
        let key = r.key()?;
        match key.wire_type() {
            WireType::StartGroup => open.push(key.number()),
            WireType::EndGroup if open.pop() != Some(key.number()) => return Err(DecodeErrorKind::GroupMismatch.into()),
            WireType::EndGroup if open.is_empty() => return Ok(&start[..start.len() - before.len()]),
            WireType::EndGroup => {}
            _ => r.skip(key)?,
        }
    }
}

/// Appends a field to a message.
pub(super) fn put(message: &mut Vec<u8>, number: FieldNumber, payload: &Payload) {
    let put = |w: &mut Writer<'_>| {
        let wire_type = match payload {
            Payload::Varint(value) => {
                w.put_varint(*value);
                WireType::Varint
            }
            Payload::Fixed64(value) => {
                w.put_slice(&value.to_le_bytes());
                WireType::Fixed64
            }
            Payload::Fixed32(value) => {
                w.put_slice(&value.to_le_bytes());
                WireType::Fixed32
            }
            Payload::Delimited(value) => {
                w.put_length_delimited_slice(value);
                WireType::LengthDelimited
            }
            Payload::Group(fields) => {
                w.put_key(Key::new(number, WireType::EndGroup));
                w.put_slice(fields);
                WireType::StartGroup
            }
        };
        w.put_key(Key::new(number, wire_type));
    };
    Writer::with_scratch(put, |bytes| message.extend_from_slice(bytes));
}
