//! `serde_json::Value` and `serde_json::Map` as `google.protobuf.Value` and `google.protobuf.Struct`.

use serde_json::Number;

use super::{ListValue, Struct, Value, WellKnown};
use crate::codec::{Codec, Nested};
use crate::message::Message;
use crate::schema::Kind;
use crate::wire::{DecodeErrorKind, Interrupt, Reader, WireType, Writer};

type Object = serde_json::Map<String, serde_json::Value>;

/// Below it every whole number is a `f64`: 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Integers of more than 53 bits lose what an `f64` cannot hold, as in JavaScript.
impl From<serde_json::Value> for Value {
    fn from(json: serde_json::Value) -> Self {
        match json {
            serde_json::Value::Null => Value::Null,
            serde_json::Value::Bool(value) => Value::Bool(value),
            serde_json::Value::Number(value) => Value::Number(value.as_f64().unwrap_or(f64::NAN)),
            serde_json::Value::String(value) => Value::Text(value),
            serde_json::Value::Array(values) => {
                Value::List(ListValue { values: values.into_iter().map(Value::from).collect() })
            }
            serde_json::Value::Object(object) => Value::Struct(object.into()),
        }
    }
}

impl From<Object> for Struct {
    fn from(object: Object) -> Self {
        Struct { fields: object.into_iter().map(|(name, value)| (name, value.into())).collect() }
    }
}

/// Whole numbers become integers; of what nothing is said becomes `null`.
///
/// # Errors
/// For infinity and NaN, which JSON has not: says so.
impl TryFrom<Value> for serde_json::Value {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        Ok(match value {
            Value::Unset | Value::Null => serde_json::Value::Null,
            Value::Bool(value) => serde_json::Value::Bool(value),
            Value::Number(value) => serde_json::Value::Number(number(value)?),
            Value::Text(value) => serde_json::Value::String(value),
            Value::List(ListValue { values }) => {
                serde_json::Value::Array(values.into_iter().map(Self::try_from).collect::<Result<_, _>>()?)
            }
            Value::Struct(value) => serde_json::Value::Object(value.try_into()?),
        })
    }
}

impl TryFrom<Struct> for Object {
    type Error = String;

    fn try_from(value: Struct) -> Result<Self, String> {
        value.fields.into_iter().map(|(name, value)| Ok((name, value.try_into()?))).collect()
    }
}

fn number(value: f64) -> Result<Number, String> {
    if value.fract() == 0.0 && value.abs() <= EXACT && (value != 0.0 || value.is_sign_positive()) {
        return Ok((value as i64).into());
    }
    Number::from_f64(value).ok_or_else(|| format!("JSON has no number {value}"))
}

/// Both travel as the message that they are turned into.
macro_rules! via {
    ($json:ty as $message:ty) => {
        impl Codec<$json> for WellKnown {
            const KIND: Kind = Kind::Message(<$message>::schema);
            const WIRE_TYPE: WireType = WireType::LengthDelimited;

            fn default() -> $json {
                <$json>::default()
            }

            fn is_default(_: &$json) -> bool {
                false
            }

            fn put(value: &$json, w: &mut Writer<'_>) {
                Nested::put(&<$message>::from(value.clone()), w);
            }

            fn merge(value: &mut $json, r: &mut Reader<'_>) -> Result<(), Interrupt> {
                let mut message = <$message>::from(std::mem::take(value));
                Nested::merge(&mut message, r)?;
                *value = message.try_into().map_err(DecodeErrorKind::InvalidValue)?;
                Ok(())
            }
        }
    };
}

via!(serde_json::Value as Value);
via!(Object as Struct);
