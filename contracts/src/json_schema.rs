//! JSON Schema (2020-12) of the ProtoJSON that contracts write, through `schemars` (feature `schemars`).
//!
//! ```
//! use contracts::contract;
//!
//! contracts::package!("geo.v1");
//!
//! /// A place on a map.
//! #[contract]
//! struct Point {
//!     /// Degrees north, times ten million.
//!     #[member(1)]
//!     latitude: i32,
//! }
//!
//! let schema = schemars::schema_for!(Point);
//! assert_eq!(schema.get("title").unwrap(), "geo.v1.Point");
//! assert_eq!(schema.pointer("/properties/latitude/anyOf/0/type").unwrap()[0], "integer");
//! ```

use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;

use crate::schema::{Cardinality, Enum, Field, Kind, Member, Message, Origin, Scalar};

/// The name under which a type is defined: its full name in protobuf.
pub fn name(kind: &Kind) -> Cow<'static, str> {
    match kind {
        Kind::Message(message) | Kind::Group(message) => message().full_name().into(),
        Kind::Enum(enumeration) => enumeration().full_name().into(),
        Kind::Scalar(scalar) => scalar.name().into(),
    }
}

/// The schema of a message, an enum or a scalar. What it refers to becomes a definition of the generator's.
pub fn definition(kind: &Kind, generator: &mut SchemaGenerator) -> Schema {
    let schema = match kind {
        Kind::Message(message) | Kind::Group(message) => object(message(), generator),
        Kind::Enum(enumeration) => names_and_numbers(enumeration()),
        Kind::Scalar(scalar) => scalar_schema(*scalar),
    };
    Schema::try_from(schema).unwrap_or_default()
}

/// A message: its fields under their JSON names, all of which may be absent or null, and no others.
fn object(message: &Message, generator: &mut SchemaGenerator) -> Value {
    if let Origin::WellKnown(_) = message.origin {
        return well_known(&message.full_name());
    }
    let mut properties = Map::new();
    for field in message.fields() {
        let mut property = json!({ "anyOf": [field_schema(field, generator), { "type": "null" }] });
        describe(&mut property, field.declaration.doc, field.declaration.deprecated);
        properties.insert(field.name_in_json().into_owned(), property);
    }
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    let exclusive = exclusive(message);
    if !exclusive.is_empty() {
        schema["allOf"] = exclusive.into();
    }
    describe(&mut schema, message.declaration.doc, message.declaration.deprecated);
    schema
}

/// At most one member of each oneof has a value that is not null.
fn exclusive(message: &Message) -> Vec<Value> {
    let oneofs = message.members.iter().filter_map(|member| match member {
        Member::Oneof(_, oneof) => Some(oneof()),
        Member::Field(_) => None,
    });
    let at_most_one = oneofs.map(|oneof| {
        let set = |field: &Field| {
            let name = field.name_in_json();
            json!({ "required": [name], "properties": { (name.as_ref()): { "not": { "type": "null" } } } })
        };
        let members: Vec<Value> = oneof.members.iter().map(set).collect();
        let none = json!({ "not": { "anyOf": members } });
        let choices: Vec<Value> = members.iter().cloned().chain([none]).collect();
        json!({ "oneOf": choices })
    });
    at_most_one.collect()
}

fn field_schema(field: &Field, generator: &mut SchemaGenerator) -> Value {
    let value = reference(&field.shape.kind, generator);
    match field.shape.cardinality {
        Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => value,
        Cardinality::Expanded | Cardinality::Packed => json!({ "type": "array", "items": value }),
        Cardinality::Map(key) => {
            json!({ "type": "object", "additionalProperties": value, "propertyNames": { "pattern": key_pattern(key) } })
        }
    }
}

/// A scalar's schema, or a reference to the definition of a message or an enum, which is made when there is none yet.
fn reference(kind: &Kind, generator: &mut SchemaGenerator) -> Value {
    if let Kind::Scalar(scalar) = kind {
        return scalar_schema(*scalar);
    }
    let name = name(kind).into_owned();
    if !generator.definitions().contains_key(&name) {
        generator.definitions_mut().insert(name.clone(), Value::Bool(true));
        let defined = definition(kind, generator).to_value();
        generator.definitions_mut().insert(name.clone(), defined);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An enum: the name of a value, or any number.
fn names_and_numbers(enumeration: &Enum) -> Value {
    if let Origin::WellKnown(_) = enumeration.origin {
        return json!({ "enum": [null, "NULL_VALUE", 0] });
    }
    let names: Vec<&str> = enumeration.values.iter().map(|value| value.declaration.name).collect();
    let number = json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX });
    let mut schema = json!({ "anyOf": [{ "type": "string", "enum": names }, number] });
    describe(&mut schema, enumeration.declaration.doc, enumeration.declaration.deprecated);
    schema
}

const INTEGER: &str = "^-?(0|[1-9][0-9]*)$";
const NATURAL: &str = "^(0|[1-9][0-9]*)$";

fn scalar_schema(scalar: Scalar) -> Value {
    match scalar {
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::String => json!({ "type": "string" }),
        Scalar::Bytes => {
            json!({ "type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/_-]*={0,2}$" })
        }
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => {
            json!({ "type": ["integer", "string"], "minimum": i32::MIN, "maximum": i32::MAX, "pattern": INTEGER })
        }
        Scalar::Uint32 | Scalar::Fixed32 => {
            json!({ "type": ["integer", "string"], "minimum": 0, "maximum": u32::MAX, "pattern": NATURAL })
        }
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => {
            json!({ "type": ["string", "integer"], "minimum": i64::MIN, "maximum": i64::MAX, "pattern": INTEGER })
        }
        Scalar::Uint64 | Scalar::Fixed64 => {
            json!({ "type": ["string", "integer"], "minimum": 0, "maximum": u64::MAX, "pattern": NATURAL })
        }
        Scalar::Float | Scalar::Double => {
            json!({ "type": ["number", "string"], "pattern": "^(-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?|NaN|-?Infinity)$" })
        }
    }
}

fn key_pattern(key: Scalar) -> &'static str {
    match key {
        Scalar::Bool => "^(true|false)$",
        Scalar::String => "",
        Scalar::Uint32 | Scalar::Uint64 | Scalar::Fixed32 | Scalar::Fixed64 => NATURAL,
        _ => INTEGER,
    }
}

/// The messages of `google.protobuf` whose JSON is not an object of their fields.
fn well_known(full_name: &str) -> Value {
    match full_name {
        "google.protobuf.Timestamp" => json!({ "type": "string", "format": "date-time" }),
        "google.protobuf.Duration" => json!({ "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,9})?s$" }),
        "google.protobuf.FieldMask" => json!({ "type": "string", "pattern": "^[A-Za-z0-9.,]*$" }),
        "google.protobuf.Struct" => json!({ "type": "object" }),
        "google.protobuf.ListValue" => json!({ "type": "array" }),
        "google.protobuf.Any" => json!({ "type": "object", "properties": { "@type": { "type": "string" } } }),
        "google.protobuf.Empty" => json!({ "type": "object", "additionalProperties": false }),
        wrapper => wrapped(wrapper).map_or(Value::Bool(true), scalar_schema),
    }
}

/// What a wrapper message is wrapped around.
fn wrapped(full_name: &str) -> Option<Scalar> {
    Some(match full_name {
        "google.protobuf.BoolValue" => Scalar::Bool,
        "google.protobuf.Int32Value" => Scalar::Int32,
        "google.protobuf.Int64Value" => Scalar::Int64,
        "google.protobuf.UInt32Value" => Scalar::Uint32,
        "google.protobuf.UInt64Value" => Scalar::Uint64,
        "google.protobuf.FloatValue" => Scalar::Float,
        "google.protobuf.DoubleValue" => Scalar::Double,
        "google.protobuf.StringValue" => Scalar::String,
        "google.protobuf.BytesValue" => Scalar::Bytes,
        _ => return None,
    })
}

fn describe(schema: &mut Value, doc: &str, deprecated: bool) {
    if !doc.is_empty() {
        schema["description"] = doc.into();
    }
    if deprecated {
        schema["deprecated"] = true.into();
    }
}
