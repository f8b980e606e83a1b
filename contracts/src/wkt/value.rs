//! `google.protobuf.Struct`, `Value`, `ListValue` and `NullValue`: JSON as protobuf.

use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serializer};
use std::collections::BTreeMap;
use std::fmt;

use super::message::{fields, members};
use super::well_known;
use crate::codec::json::{deserialize_array, serialize_sequence};
use crate::codec::{
    Codec, Expanded, FieldCodec, FixedWidth, Implicit, MapOf, Member, Nested, Packed, Utf8, Varint, WellKnown,
    deserialize_entries,
};
use crate::message::Message;
use crate::message::json::{JsonForm, Level};
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
/// assert_eq!(serde_json::to_string(&value)?, r#"[1.0,"two",null]"#);
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
    const JSON: JsonForm = JsonForm::Special;

    fields!("Struct" in "google/protobuf/struct.proto" { 1 => fields: Members, });

    fn serialize_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Members::serialize(&self.fields, serializer)
    }

    fn deserialize_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let _level = Level::begin()?;
        let fields = deserialize_entries::<_, String, Value, Utf8, Nested, D>(deserializer)?;
        Ok(Struct { fields })
    }
}

#[diagnostic::do_not_recommend]
impl Message for ListValue {
    const JSON: JsonForm = JsonForm::Special;

    fields!("ListValue" in "google/protobuf/struct.proto" { 1 => values: Expanded<Nested>, });

    fn serialize_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_sequence::<Value, Nested, S>(&self.values, serializer)
    }

    fn deserialize_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let _level = Level::begin()?;
        Ok(ListValue { values: deserialize_array::<Value, Nested, D>(deserializer)? })
    }
}

#[diagnostic::do_not_recommend]
impl Message for Value {
    const JSON: JsonForm = JsonForm::Nullable;

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

    fn serialize_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Unset => Err(S::Error::custom("a `Value` of which nothing is said has no JSON form")),
            Value::Null => serializer.serialize_unit(),
            Value::Number(value) if !value.is_finite() => {
                Err(S::Error::custom(format_args!("a `Value` of {value} has no JSON form")))
            }
            Value::Number(value) => serializer.serialize_f64(*value),
            Value::Text(value) => serializer.serialize_str(value),
            Value::Bool(value) => serializer.serialize_bool(*value),
            Value::Struct(value) => value.serialize_json(serializer),
            Value::List(value) => value.serialize_json(serializer),
        }
    }

    fn deserialize_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ValueVisitor)
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

struct ValueVisitor;

impl<'de> Visitor<'de> for ValueVisitor {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value as f64))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Value::Number(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::Text(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let _level = Level::begin()?;
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element()? {
            values.push(value);
        }
        Ok(Value::List(ListValue { values }))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let _level = Level::begin()?;
        let mut fields = BTreeMap::new();
        while let Some((name, value)) = object.next_entry()? {
            if fields.insert(name, value).is_some() {
                return Err(A::Error::custom("a key is there twice"));
            }
        }
        Ok(Value::Struct(Struct { fields }))
    }
}

static NULL_VALUE: schema::Enum = schema::Enum {
    values: &[schema::Value { declaration: Declaration::new("NULL_VALUE", Source::NONE), number: 0 }],
    ..schema::Enum::new("google.protobuf", Declaration::new("NullValue", Source::NONE)).origin(Origin::WellKnown(FILE))
};

impl Codec<NullValue> for WellKnown {
    const KIND: Kind = Kind::Enum(|| &NULL_VALUE);
    const WIRE_TYPE: WireType = WireType::Varint;
    const NULLABLE: bool = true;

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

    fn serialize<S: Serializer>(_: &NullValue, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NullValue, D::Error> {
        match Value::deserialize(deserializer)? {
            Value::Null => Ok(NullValue::Null),
            Value::Text(name) if name == "NULL_VALUE" => Ok(NullValue::Null),
            Value::Number(0.0) => Ok(NullValue::Null),
            _ => Err(D::Error::custom("only null is a `NullValue`")),
        }
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
