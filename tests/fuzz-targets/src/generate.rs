//! Values of types that have no `Arbitrary`: from what the fuzzer gives, of the whole range of the type.

use std::time::{Duration as StdDuration, SystemTime};

use arbitrary::{Arbitrary, Result, Unstructured};
use bytes::Bytes;
use contracts::wkt::{Any, Duration, FieldMask, ListValue, NullValue, Struct, Timestamp, Value};
use contracts::{Enumeration, Message, UnknownFields};
use prost::encoding::{WireType, encode_key, encode_varint};

use crate::legacy::LegacyExtensions;
use crate::sample::{Leaf, Open, Stranger};

/// How deep arrays and objects are nested.
const VALUE_DEPTH: u32 = 4;

/// The first number that no contract of the sample has.
const FIRST_UNKNOWN: u32 = 10_000;

impl<'a> Arbitrary<'a> for Open {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let number = if u.arbitrary()? { u.int_in_range(-1..=1)? } else { u.arbitrary()? };
        Ok(Open::from_number(number).expect("an open enum has every number"))
    }
}

pub(crate) fn bytes(u: &mut Unstructured<'_>) -> Result<Bytes> {
    u.arbitrary::<Vec<u8>>().map(Bytes::from)
}

pub(crate) fn optional_bytes(u: &mut Unstructured<'_>) -> Result<Option<Bytes>> {
    Ok(u.arbitrary::<Option<Vec<u8>>>()?.map(Bytes::from))
}

pub(crate) fn many_bytes(u: &mut Unstructured<'_>) -> Result<Vec<Bytes>> {
    Ok(u.arbitrary::<Vec<Vec<u8>>>()?.into_iter().map(Bytes::from).collect())
}

/// The value of a field that no contract of the sample has.
#[derive(Arbitrary)]
enum Stray {
    Varint(u64),
    Fixed32([u8; 4]),
    Fixed64([u8; 8]),
    Bytes(Vec<u8>),
    Group(Vec<u64>),
}

pub(crate) fn unknown(u: &mut Unstructured<'_>) -> Result<UnknownFields> {
    let mut bytes = Vec::new();
    for field in u.arbitrary_iter::<(u16, Stray)>()? {
        let (number, value) = field?;
        put_stray(FIRST_UNKNOWN + u32::from(number), value, &mut bytes);
    }
    Ok(Stranger::decode(&bytes).expect("fields are written as protobuf wants").unknown)
}

/// Extensions, and behind them what nobody knows.
pub(crate) fn extended(u: &mut Unstructured<'_>) -> Result<UnknownFields> {
    let extensions = u.arbitrary::<LegacyExtensions>()?.encode_to_vec();
    let bytes = [&extensions, unknown(u)?.as_bytes()].concat();
    Ok(Stranger::decode(&bytes).expect("fields are written as protobuf wants").unknown)
}

fn put_stray(number: u32, value: Stray, out: &mut Vec<u8>) {
    let mut key = |wire_type| encode_key(number, wire_type, out);
    match value {
        Stray::Varint(value) => {
            key(WireType::Varint);
            encode_varint(value, out);
        }
        Stray::Fixed32(value) => {
            key(WireType::ThirtyTwoBit);
            out.extend(value);
        }
        Stray::Fixed64(value) => {
            key(WireType::SixtyFourBit);
            out.extend(value);
        }
        Stray::Bytes(value) => {
            key(WireType::LengthDelimited);
            encode_varint(value.len() as u64, out);
            out.extend(value);
        }
        Stray::Group(values) => {
            key(WireType::StartGroup);
            values.into_iter().for_each(|value| put_stray(1, Stray::Varint(value), out));
            encode_key(number, WireType::EndGroup, out);
        }
    }
}

pub(crate) fn foreign(u: &mut Unstructured<'_>) -> Result<Option<prost_types::Timestamp>> {
    Ok(timestamp(u)?.map(|Timestamp { seconds, nanos }| prost_types::Timestamp { seconds, nanos }))
}

pub(crate) fn timestamp(u: &mut Unstructured<'_>) -> Result<Option<Timestamp>> {
    Ok(match u.int_in_range(0..=3)? {
        0 => None,
        1 => Some(Timestamp { seconds: u.arbitrary()?, nanos: u.arbitrary()? }),
        _ => Some(Timestamp {
            seconds: u.int_in_range(-62_135_596_801..=253_402_300_800)?,
            nanos: u.int_in_range(0..=999_999_999)?,
        }),
    })
}

pub(crate) fn duration(u: &mut Unstructured<'_>) -> Result<Option<Duration>> {
    Ok(match u.int_in_range(0..=3)? {
        0 => None,
        1 => Some(Duration { seconds: u.arbitrary()?, nanos: u.arbitrary()? }),
        _ => Some(Duration {
            seconds: u.int_in_range(-315_576_000_001..=315_576_000_001)?,
            nanos: u.int_in_range(-999_999_999..=999_999_999)?,
        }),
    })
}

pub(crate) fn system_time(u: &mut Unstructured<'_>) -> Result<SystemTime> {
    let bits = u.int_in_range(0..=62)?;
    let span = StdDuration::new(u.int_in_range(0..=1 << bits)?, nanos(u)?);
    let time = match u.arbitrary()? {
        true => SystemTime::UNIX_EPOCH.checked_add(span),
        false => SystemTime::UNIX_EPOCH.checked_sub(span),
    };
    time.ok_or(arbitrary::Error::IncorrectFormat)
}

pub(crate) fn std_duration(u: &mut Unstructured<'_>) -> Result<Option<StdDuration>> {
    let duration = StdDuration::new(u.int_in_range(0..=i64::MAX.unsigned_abs())?, nanos(u)?);
    Ok(u.arbitrary::<bool>()?.then_some(duration))
}

fn nanos(u: &mut Unstructured<'_>) -> Result<u32> {
    u.int_in_range(0..=999_999_999)
}

pub(crate) fn field_mask(u: &mut Unstructured<'_>) -> Result<Option<FieldMask>> {
    const LETTERS: &[char] = &['a', 'z', '_', '.', '0', 'B', ',', 'é'];
    let paths = u
        .arbitrary_iter::<Vec<u8>>()?
        .map(|path| Ok(path?.into_iter().map(|byte| LETTERS[usize::from(byte) % LETTERS.len()]).collect()));
    let paths = paths.collect::<Result<_>>()?;
    Ok(u.arbitrary::<bool>()?.then_some(FieldMask { paths }))
}

pub(crate) fn null(_: &mut Unstructured<'_>) -> Result<NullValue> {
    Ok(NullValue::Null)
}

pub(crate) fn optional_value(u: &mut Unstructured<'_>) -> Result<Option<Value>> {
    if u.arbitrary()? { value(u, VALUE_DEPTH).map(Some) } else { Ok(None) }
}

pub(crate) fn object(u: &mut Unstructured<'_>) -> Result<Option<Struct>> {
    if u.arbitrary()? { fields(u, VALUE_DEPTH).map(Some) } else { Ok(None) }
}

pub(crate) fn list(u: &mut Unstructured<'_>) -> Result<Option<ListValue>> {
    if u.arbitrary()? { elements(u, VALUE_DEPTH).map(|values| Some(ListValue { values })) } else { Ok(None) }
}

pub(crate) fn values(u: &mut Unstructured<'_>) -> Result<Vec<Value>> {
    elements(u, VALUE_DEPTH)
}

/// JSON as the decoder makes it: whole numbers are integers.
pub(crate) fn json(u: &mut Unstructured<'_>) -> Result<Option<serde_json::Value>> {
    Ok(optional_value(u)?.and_then(|value| value.try_into().ok()))
}

fn value(u: &mut Unstructured<'_>, depth: u32) -> Result<Value> {
    let last = if depth == 0 { 4 } else { 6 };
    Ok(match u.int_in_range(0..=last)? {
        0 => Value::Null,
        1 => Value::Number(u.arbitrary()?),
        2 => Value::Text(u.arbitrary()?),
        3 => Value::Bool(u.arbitrary()?),
        4 => Value::Unset,
        5 => Value::Struct(fields(u, depth)?),
        _ => Value::List(ListValue { values: elements(u, depth)? }),
    })
}

fn fields(u: &mut Unstructured<'_>, depth: u32) -> Result<Struct> {
    let mut fields = Struct::default();
    while u.arbitrary()? {
        fields.fields.insert(u.arbitrary()?, value(u, depth.saturating_sub(1))?);
    }
    Ok(fields)
}

fn elements(u: &mut Unstructured<'_>, depth: u32) -> Result<Vec<Value>> {
    let mut values = Vec::new();
    while u.arbitrary()? {
        values.push(value(u, depth.saturating_sub(1))?);
    }
    Ok(values)
}

/// Of types that are known, in one another, and of none.
pub(crate) fn any(u: &mut Unstructured<'_>) -> Result<Option<Any>> {
    Ok(match u.int_in_range(0..=7)? {
        0 => None,
        1 => Some(Any::default()),
        2 => Some(Any { type_url: u.arbitrary()?, value: u.arbitrary()? }),
        3 => Some(Any { type_url: "/fuzz.v1.Leaf".to_owned(), value: u.arbitrary()? }),
        4 => Some(Any::pack(&u.arbitrary::<Leaf>()?)),
        5 => duration(u)?.map(|duration| Any::pack(&duration)),
        6 => Some(Any::pack(&value(u, VALUE_DEPTH)?)),
        _ => any(u)?.map(|inner| Any::pack(&inner)),
    })
}
