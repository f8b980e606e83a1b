//! `google.protobuf.Struct`, `Value`, `ListValue` and `NullValue`: JSON as protobuf.

use std::collections::BTreeMap;

use super::message::{fields, members};
use super::well_known;
use crate::codec::{
    Codec, Expanded, FieldCodec, FixedWidth, Implicit, MapOf, Member, Nested, Packed, Utf8, Varint, WellKnown,
};
use crate::message::Message;
use crate::schema::{self, Declaration, Kind, Origin, Source};
use crate::wire::{FieldNumber, Interrupt, Key, Reader, WireType, Writer};

/// A JSON object.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Struct {
    /// The members of the object.
    pub fields: BTreeMap<String, Value>,
}

/// A JSON array.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListValue {
    /// The elements of the array.
    pub values: Vec<Value>,
}

/// Any JSON.
///
/// ```
/// use contracts::wkt::Value;
///
/// let value: Value = serde_json::from_str(r#"[1, "two", null]"#)?;
/// assert_eq!(serde_json::to_string(&value)?, r#"[1,"two",null]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Value {
    /// Nothing is said. A peer may send that; it has no JSON form.
    #[default]
    Unset,
    /// `null`
    Null,
    /// A number. Infinity and NaN have no JSON form.
    Number(f64),
    /// A string.
    Text(String),
    /// `true` or `false`
    Bool(bool),
    /// An object.
    Struct(Struct),
    /// An array.
    List(ListValue),
}

/// The enum that has `null` alone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum NullValue {
    /// `null`
    #[default]
    Null,
}

const FILE: &str = "google/protobuf/struct.proto";

type Members = MapOf<String, Value, Utf8, Nested>;

#[diagnostic::do_not_recommend]
impl Message for Struct {
    fields!("Struct" in "google/protobuf/struct.proto" { 1 => fields: Members, });
}

#[diagnostic::do_not_recommend]
impl Message for ListValue {
    fields!("ListValue" in "google/protobuf/struct.proto" { 1 => values: Expanded<Nested>, });
}

#[diagnostic::do_not_recommend]
impl Message for Value {
    fn schema() -> &'static schema::Message {
        static SCHEMA: schema::Message = well_known("Value", FILE);
        &SCHEMA
    }

    fn put(&self, w: &mut Writer<'_>) {
        match self {
            Value::Unset => {}
            Value::Null => put::<i32, Varint, 1>(&0, w),
            Value::Number(value) => put::<f64, FixedWidth, 2>(value, w),
            Value::Text(value) => put::<String, Utf8, 3>(value, w),
            Value::Bool(value) => put::<bool, Varint, 4>(value, w),
            Value::Struct(value) => put::<Struct, Nested, 5>(value, w),
            Value::List(value) => put::<ListValue, Nested, 6>(value, w),
        }
    }

    /// A message is merged into one that is there.
    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        match (key.number(), &mut *self) {
            (5, Value::Struct(value)) => return Implicit::<Nested>::merge(value, key, r),
            (6, Value::List(value)) => return Implicit::<Nested>::merge(value, key, r),
            _ => {}
        }
        *self = match key.number() {
            1 => read::<i32, Varint>(key, r).map(|_| Value::Null)?,
            2 => Value::Number(read::<f64, FixedWidth>(key, r)?),
            3 => Value::Text(read::<String, Utf8>(key, r)?),
            4 => Value::Bool(read::<bool, Varint>(key, r)?),
            5 => Value::Struct(read::<Struct, Nested>(key, r)?),
            6 => Value::List(read::<ListValue, Nested>(key, r)?),
            _ => return Err(Interrupt::Unknown),
        };
        Ok(())
    }
}

members!(Struct, ListValue, Value);

fn put<T, C: Codec<T>, const NUMBER: u32>(value: &T, w: &mut Writer<'_>) {
    C::put(value, w);
    w.put_key(Key::new(const { FieldNumber::literal(NUMBER) }, C::WIRE_TYPE));
}

fn read<T, C: Codec<T>>(key: Key, r: &mut Reader<'_>) -> Result<T, Interrupt> {
    let mut value = C::default();
    Implicit::<C>::merge(&mut value, key, r)?;
    Ok(value)
}

static NULL_VALUE: schema::Enum = schema::Enum {
    values: &[schema::Value { declaration: Declaration::new("NULL_VALUE", Source::NONE), number: 0 }],
    ..schema::Enum::new("google.protobuf", Declaration::new("NullValue", Source::NONE)).origin(Origin::WellKnown(FILE))
};

impl Codec<NullValue> for WellKnown {
    const KIND: Kind = Kind::Enum(|| &NULL_VALUE);
    const WIRE_TYPE: WireType = WireType::Varint;

    fn default() -> NullValue {
        NullValue::Null
    }

    fn is_default(_: &NullValue) -> bool {
        true
    }

    fn put(_: &NullValue, w: &mut Writer<'_>) {
        w.put_varint(0);
    }

    fn merge(_: &mut NullValue, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        if r.varint()? as i32 == 0 { Ok(()) } else { Err(Interrupt::Unknown) }
    }
}

#[diagnostic::do_not_recommend]
impl crate::codec::Value for NullValue {
    type Codec = WellKnown;
    type Repeated = Packed<WellKnown>;
}

#[diagnostic::do_not_recommend]
impl Member for NullValue {
    type Codec = Implicit<WellKnown>;
}
