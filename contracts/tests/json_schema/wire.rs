//! The bytes of arbitrary values of a contract, from its schema.

use contracts::registry;
use contracts::schema::{Cardinality, Domain, Field, Kind, Message, Origin, Scalar};
use contracts::wire::{FieldNumber, Key, WireType, Writer};
use contracts::wkt::Any;

use crate::draw::Draw;
use crate::grammar;

/// The fields of a message, in any order, some of them repeatedly. The last one is put first.
pub(crate) fn message(message: &Message, draw: &mut Draw) -> Vec<u8> {
    if let Origin::WellKnown(_) = message.origin {
        return well_known(message, draw);
    }
    let mut w = Writer::new();
    let extensions = registry::extensions_of(message).map(|(_, field)| field);
    for field in message.fields().chain(extensions) {
        if message.message_set {
            item(field, draw, &mut w);
            continue;
        }
        let number = FieldNumber::new(field.number).expect("fields have numbers");
        let shape = &field.shape;
        let times = match shape.cardinality {
            Cardinality::Required => 1,
            _ if draw.is_over() => 0,
            // What prost generated keeps all from being written.
            _ if is_foreign(&shape.kind) && !draw.once_in(4) => 0,
            Cardinality::Implicit | Cardinality::Explicit => draw.below(2),
            _ => draw.below(4),
        };
        for _ in 0..times {
            match shape.cardinality {
                Cardinality::Map(key) => {
                    entry(number, (&Kind::Scalar(key), shape.keys), (&shape.kind, shape.domain), draw, &mut w)
                }
                _ => value(number, &shape.kind, shape.domain, draw, &mut w),
            }
        }
    }
    w.written().to_vec()
}

pub(crate) fn is_foreign(kind: &Kind) -> bool {
    kind.message().is_some_and(|message| message().origin == Origin::Foreign)
}

/// An extension of a message set, if it is there.
fn item(field: &Field, draw: &mut Draw, w: &mut Writer<'_>) {
    let Some(schema) = field.shape.kind.message() else { return };
    if draw.is_over() || draw.once_in(2) {
        return;
    }
    w.put_key(Key::new(FieldNumber::literal(1), WireType::EndGroup));
    w.put_length_delimited_slice(&message(schema(), draw));
    w.put_key(Key::new(FieldNumber::literal(3), WireType::LengthDelimited));
    w.put_varint(field.number.into());
    w.put_key(Key::new(FieldNumber::literal(2), WireType::Varint));
    w.put_key(Key::new(FieldNumber::literal(1), WireType::StartGroup));
}

fn entry(number: FieldNumber, key: (&Kind, Domain), of: (&Kind, Domain), draw: &mut Draw, w: &mut Writer<'_>) {
    w.put_length_delimited(|w| {
        value(FieldNumber::literal(2), of.0, of.1, draw, w);
        value(FieldNumber::literal(1), key.0, key.1, draw, w);
    });
    w.put_key(Key::new(number, WireType::LengthDelimited));
}

fn value(number: FieldNumber, kind: &Kind, domain: Domain, draw: &mut Draw, w: &mut Writer<'_>) {
    let wire_type = match kind {
        Kind::Message(schema) => {
            w.put_length_delimited_slice(&message(schema(), draw));
            WireType::LengthDelimited
        }
        Kind::Group(schema) => {
            w.put_key(Key::new(number, WireType::EndGroup));
            w.put_slice(&message(schema(), draw));
            WireType::StartGroup
        }
        Kind::Enum(schema) => {
            let known = draw.of(schema().values).number;
            let number = if draw.once_in(3) { draw.bits() as i32 } else { known };
            w.put_varint(i64::from(number) as u64);
            WireType::Varint
        }
        Kind::Scalar(scalar) => self::scalar(*scalar, domain, draw, w),
    };
    w.put_key(Key::new(number, wire_type));
}

fn scalar(scalar: Scalar, domain: Domain, draw: &mut Draw, w: &mut Writer<'_>) -> WireType {
    match scalar {
        Scalar::String => {
            w.put_length_delimited_slice(grammar::text(domain, draw).as_bytes());
            WireType::LengthDelimited
        }
        Scalar::Bytes => {
            let length = if let Domain::Bytes(length) = domain { length } else { draw.below(9) };
            let bytes: Vec<u8> = (0..length).map(|_| draw.below(256) as u8).collect();
            w.put_length_delimited_slice(&bytes);
            WireType::LengthDelimited
        }
        Scalar::Float | Scalar::Fixed32 | Scalar::Sfixed32 => {
            let any = draw.bits() as u32;
            w.put_slice(&draw.of(&[any, 0, u32::MAX, 0x7f80_0000, 0x8000_0000]).to_le_bytes());
            WireType::Fixed32
        }
        Scalar::Double | Scalar::Fixed64 | Scalar::Sfixed64 => {
            let any = draw.bits();
            w.put_slice(&draw.of(&[any, 0, u64::MAX, 0x7ff0_0000_0000_0000, 1 << 63]).to_le_bytes());
            WireType::Fixed64
        }
        _ => {
            let (min, max) = match domain {
                Domain::Integers(min, max) => (min.into(), max.into()),
                _ => (i64::MIN.into(), i64::MAX.into()),
            };
            w.put_varint(draw.integer(min, max) as u64);
            WireType::Varint
        }
    }
}

/// What a well-known message is made from otherwise than by its fields: JSON; for times also any numbers.
fn well_known(schema: &Message, draw: &mut Draw) -> Vec<u8> {
    let full_name = schema.full_name();
    if matches!(&*full_name, "google.protobuf.Timestamp" | "google.protobuf.Duration") && draw.once_in(2) {
        let mut w = Writer::new();
        w.put_varint(draw.integer(0, 999_999_999) as u64);
        w.put_key(Key::new(FieldNumber::literal(2), WireType::Varint));
        w.put_varint(draw.integer(0, 315_576_000_000) as u64);
        w.put_key(Key::new(FieldNumber::literal(1), WireType::Varint));
        return w.written().to_vec();
    }
    let json = grammar::message(schema, Domain::All, draw).to_string();
    let packable = registry::packable(&full_name).expect("well-known messages are linked");
    let any = match packable.is_object() {
        true => format!(r#"{{"@type":"/{full_name}"}}"#),
        false => format!(r#"{{"@type":"/{full_name}","value":{json}}}"#),
    };
    serde_json::from_str::<Any>(&any).unwrap_or_else(|error| panic!("{any}: {error}")).value
}
