//! Messages that say their length before they are written: the bytes are those that are written without it.

use bytes::{Bytes, BytesMut};
use contracts::wire::{FieldNumber, Key, WireType, Writer};
use contracts::{Message, contract};

contracts::package!("test.foreseen.v1");

/// A kind.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Unspecified = 0,
    Large = 300,
}

/// Every kind of scalar beside bytes.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Chunk {
    /// A varint.
    #[member(1)]
    offset: u64,
    /// A zigzag.
    #[member(2, zigzag)]
    delta: Option<i32>,
    /// Text.
    #[member(3)]
    name: String,
    /// Of a fixed width.
    #[member(16, fixed)]
    sum: u32,
    /// An enum.
    #[member(17)]
    kind: Kind,
    /// Bytes.
    #[member(18)]
    first: Vec<u8>,
    /// More bytes, perhaps.
    #[member(2048)]
    second: Option<Bytes>,
}

/// The fields one after the other, from the last on.
fn expected(chunk: &Chunk) -> Vec<u8> {
    let key = |number, wire_type| Key::new(FieldNumber::literal(number), wire_type);
    let mut w = Writer::new();
    if let Some(second) = &chunk.second {
        w.put_slice_field(key(2048, WireType::LengthDelimited), second);
    }
    if !chunk.first.is_empty() {
        w.put_slice_field(key(18, WireType::LengthDelimited), &chunk.first);
    }
    if chunk.kind != Kind::Unspecified {
        w.put_varint_field(key(17, WireType::Varint), chunk.kind as u64);
    }
    if chunk.sum != 0 {
        w.put_fixed_field(key(16, WireType::Fixed32), chunk.sum.to_le_bytes());
    }
    if !chunk.name.is_empty() {
        w.put_slice_field(key(3, WireType::LengthDelimited), chunk.name.as_bytes());
    }
    if let Some(delta) = chunk.delta {
        w.put_varint_field(key(2, WireType::Varint), u64::from((delta << 1 ^ delta >> 31) as u32));
    }
    if chunk.offset != 0 {
        w.put_varint_field(key(1, WireType::Varint), chunk.offset);
    }
    w.written().to_vec()
}

fn check(chunk: &Chunk) {
    let expected = expected(chunk);
    let encoded = chunk.encode_to_vec();
    assert!(encoded == expected, "{} bytes in place of {}", encoded.len(), expected.len());
    for room in [0, expected.len(), 2 * expected.len()] {
        let mut appended = Vec::with_capacity(room);
        chunk.encode(&mut appended);
        assert!(appended == expected, "appended to a vector with room for {room}");
    }
    let mut buffer = BytesMut::from(&b"before"[..]);
    chunk.encode_with(&mut buffer, BytesMut::reserve);
    assert!(buffer[6..] == expected[..], "appended to a buffer that makes room");
}

#[test]
fn a_message_of_long_bytes_is_written_as_any_other() {
    let absent = Chunk::default();
    let present = Chunk {
        offset: 1 << 63,
        delta: Some(i32::MIN),
        name: "a name".to_owned(),
        sum: 7,
        kind: Kind::Large,
        ..Chunk::default()
    };
    let few = Chunk { offset: 41_172, ..Chunk::default() };
    for chunk in [absent, present, few] {
        for length in [0, 1, 4_095, 4_096, 4_097, 16_383, 16_384, 300_000] {
            let bytes: Vec<u8> = (0..length).map(|index| index as u8).collect();
            check(&Chunk { first: bytes.clone(), ..chunk.clone() });
            check(&Chunk { second: Some(bytes.clone().into()), ..chunk.clone() });
            check(&Chunk { first: bytes.clone(), second: Some(bytes.into()), ..chunk.clone() });
        }
    }
}

#[test]
fn offsets_of_every_length_stand_in_front_of_long_bytes() {
    for bits in 0..64 {
        for length in [4_096, 16_384] {
            check(&Chunk { offset: u64::MAX >> bits, first: vec![7; length], ..Chunk::default() });
        }
    }
}
