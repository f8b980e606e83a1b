//! Whether a message has all that is required in it. A message may come in pieces, each of which lacks what another has; so
//! where one piece lacks something, the whole is looked at once more, by the schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{Cardinality, Domain, Field, Kind, Member, Message, Scalar};
use crate::wire::{self, DecodeError, DecodeErrorKind, FieldNumber, Key, Reader, WireType};

/// The value in an entry of a map of messages.
const VALUE: Key = Key::new(FieldNumber::literal(2), WireType::LengthDelimited);

/// The values of a field that occurs at most once, which merge into one: of a message the fields of each.
type Pieces<'a> = Vec<&'a [u8]>;

/// Checks that the pieces of a message, which were decoded already, have together all that is required.
///
/// # Errors
/// That a field is missing, with the path to it.
pub(super) fn check(message: &'static Message, pieces: &[&[u8]]) -> Result<(), DecodeError> {
    let found = check_fields(message, pieces)?;
    let is_required = |field: &&Field| field.shape.cardinality == Cardinality::Required;
    match message.fields().filter(is_required).find(|field| !found.contains(&field.number)) {
        Some(missing) => Err(DecodeError::from(DecodeErrorKind::Missing).within(missing.declaration.name)),
        None => Ok(()),
    }
}

/// Checks the messages that are in the pieces of a message, not the message itself; the numbers of the fields in them.
///
/// # Errors
/// As [`check`].
pub(super) fn check_fields(message: &'static Message, pieces: &[&[u8]]) -> Result<BTreeSet<u32>, DecodeError> {
    let mut found = BTreeMap::<u32, Pieces<'_>>::new();
    let mut lengths = BTreeMap::<u32, usize>::new();
    for (field, value) in pieces.iter().flat_map(|piece| wire::fields(piece)).filter_map(|field| value(message, field))
    {
        match (field.shape.cardinality, field.shape.kind.message()) {
            (Cardinality::Expanded | Cardinality::Packed, Some(element)) => {
                let length = lengths.entry(field.number).or_default();
                check(element(), &[value]).map_err(|error| error.at(*length).within(field.declaration.name))?;
                *length += 1;
            }
            (Cardinality::Map(_), Some(of_map)) => {
                let within = |error: DecodeError| error.within("value").within(field.declaration.name);
                check(of_map(), &entry_value(value)).map_err(within)?;
            }
            _ => {
                forget_others(message, field.number, &mut found);
                found.entry(field.number).or_default().push(value);
            }
        }
    }
    for field in message.fields() {
        if let (Some(pieces), Some(message)) = (found.get(&field.number), field.shape.kind.message()) {
            check(message(), pieces).map_err(|error| error.within(field.declaration.name))?;
        }
    }
    Ok(found.into_keys().collect())
}

/// Forgets the other members of the oneof that a field is a member of.
fn forget_others(message: &Message, number: u32, found: &mut BTreeMap<u32, Pieces<'_>>) {
    for member in message.members {
        let Member::Oneof(_, oneof) = member else { continue };
        let members = oneof().members;
        if members.iter().any(|member| member.number == number) {
            found.retain(|other, _| *other == number || members.iter().all(|member| member.number != *other));
        }
    }
}

/// The field and the value of a record: of a message its fields, of all others what is behind the key. Nothing where the
/// message keeps it as unknown.
fn value<'a>(message: &'static Message, record: &'a [u8]) -> Option<(&'static Field, &'a [u8])> {
    let mut r = Reader::new(record);
    let key = r.key().ok()?;
    let field = message.field(key.number())?;
    let is_repeated = matches!(field.shape.cardinality, Cardinality::Expanded | Cardinality::Packed);
    let is_packed = is_repeated && key.wire_type() == WireType::LengthDelimited;
    let value = match key.wire_type() {
        found if found != expected(field) && !is_packed => return None,
        WireType::LengthDelimited => r.length_delimited().ok()?,
        // The fields of a group end where its end is, which stays.
        _ => r.rest(),
    };
    match field.shape.domain {
        Domain::Numbers(has) if !is_repeated && !has(Reader::new(value).varint().ok()? as i32) => None,
        _ => Some((field, value)),
    }
}

/// How one occurrence of a field is laid out.
fn expected(field: &Field) -> WireType {
    match (field.shape.cardinality, field.shape.kind) {
        (Cardinality::Map(_), _) | (_, Kind::Message(_)) => WireType::LengthDelimited,
        (_, Kind::Group(_)) => WireType::StartGroup,
        (_, Kind::Enum(_)) => WireType::Varint,
        (_, Kind::Scalar(scalar)) => wire_type(scalar),
    }
}

/// The pieces of the value of an entry of a map.
fn entry_value(entry: &[u8]) -> Pieces<'_> {
    let value = |field| {
        let mut r = Reader::new(field);
        let key = r.key().ok()?;
        (key == VALUE).then(|| r.length_delimited().ok())?
    };
    wire::fields(entry).filter_map(value).collect()
}

/// How a scalar is laid out.
pub(crate) const fn wire_type(scalar: Scalar) -> WireType {
    match scalar {
        Scalar::Bool | Scalar::Int32 | Scalar::Int64 | Scalar::Uint32 | Scalar::Uint64 => WireType::Varint,
        Scalar::Sint32 | Scalar::Sint64 => WireType::Varint,
        Scalar::Fixed32 | Scalar::Sfixed32 | Scalar::Float => WireType::Fixed32,
        Scalar::Fixed64 | Scalar::Sfixed64 | Scalar::Double => WireType::Fixed64,
        Scalar::String | Scalar::Bytes => WireType::LengthDelimited,
    }
}
