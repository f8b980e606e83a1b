//! JSON Schema (2020-12) of the ProtoJSON that contracts read and write, through `schemars` (feature `schemars`).
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
//!     degrees_north: i32,
//! }
//!
//! let schema = schemars::schema_for!(Point);
//! assert_eq!(schema.get("title").unwrap(), "geo.v1.Point");
//! assert_eq!(schema.pointer("/properties/degreesNorth/anyOf/0/$ref").unwrap(), "#/$defs/int32");
//! ```
//!
//! A schema takes what `serde_json::from_str` reads as the contract, and nothing else: both names of each field, numbers
//! as text, either alphabet of base64. All that is written under any [`Options`](crate::json::Options) is of it, but a
//! message without what it requires, which cannot be read either. The option `unknown_fields` lets more be read than the
//! schema says. What an `Any` may hold, and which extensions there are, is what the program that makes the schema has linked.
//!
//! # What the schema takes and the decoder does not
//!
//! There is nothing the other way round. These are beyond JSON Schema, or beyond a pattern that anyone would read:
//!
//! - one name twice in an object, which a validator does not see; and one map key in two spellings, as `"1"` and `"1.0"`,
//! - an integer as text with an exponent that makes it a fraction or puts it out of range, also as the key of a map; a
//!   `float` or a `double` as text with an exponent that puts it out of range; a `double` as text of 309 digits before the
//!   point that is out of range,
//! - a timestamp less than a day outside of the years 0001 to 9999 by its offset from UTC; one that the Rust type of the
//!   member ends before, as `jiff::Timestamp` does 26 hours before the year 10000,
//! - text with a scheme that is no URL; a `Decimal` of more than 28 digits,
//! - what a codec or a surrogate of the user's refuses: of these only the kind is known,
//! - JSON deeper than the option `depth` allows, or more than ten messages that are encoded one inside another: an extension in
//!   an extension, in an `Any`, and so on.

mod pattern;
mod scalar;
mod well_known;

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::registry::{self, Root};
use crate::schema::{Cardinality, Domain, Enum, Field, Kind, Member, Message, Origin};

/// The name under which a type is defined: its full name in protobuf.
pub fn name(kind: &Kind) -> Cow<'static, str> {
    match kind {
        Kind::Message(message) | Kind::Group(message) => message().full_name().into(),
        Kind::Enum(enumeration) => enumeration().full_name().into(),
        Kind::Scalar(scalar) => scalar.name().into(),
    }
}

/// The schema of a message, an enum or a scalar, with these of its values. What it refers to becomes a definition of the
/// generator's.
pub fn definition(kind: &Kind, domain: Domain, generator: &mut SchemaGenerator) -> Schema {
    let schema = match kind {
        Kind::Message(message) | Kind::Group(message) => self::message(message(), domain, generator),
        Kind::Enum(enumeration) => names_and_numbers(enumeration(), domain),
        Kind::Scalar(scalar) => scalar::schema(*scalar, domain),
    };
    Schema::try_from(schema).unwrap_or_default()
}

/// The schemas of all messages that are linked into the program and contracts, by full name, each with all it refers to.
pub fn of_registry() -> BTreeMap<String, Value> {
    let messages = registry::roots().filter_map(|root| match root {
        Root::Message(message) if message().origin == Origin::Contract => Some(*message),
        _ => None,
    });
    messages.map(|message| (message().full_name(), whole(message))).collect()
}

/// Writes the schemas of all messages as one JSON object, for `proto-export` to read.
///
/// # Errors
/// When it cannot be written.
pub fn write_registry(out: &mut impl std::io::Write) -> std::io::Result<()> {
    Ok(serde_json::to_writer(out, &of_registry())?)
}

/// The schema of a message with all it refers to.
fn whole(message: fn() -> &'static Message) -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let kind = Kind::Message(message);
    let mut schema = definition(&kind, Domain::All, &mut generator).to_value();
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema".into();
    schema["title"] = name(&kind).into();
    let definitions = generator.take_definitions(true);
    if !definitions.is_empty() {
        schema["$defs"] = definitions.into();
    }
    schema
}

fn message(message: &Message, domain: Domain, generator: &mut SchemaGenerator) -> Value {
    match message.origin {
        Origin::WellKnown(_) => well_known::schema(&message.full_name(), domain, generator),
        // What prost generated has no JSON.
        Origin::Foreign => json!({ "not": {} }),
        Origin::Contract => object(message, generator),
    }
}

/// A message: its fields under either of their names, all of which may be absent or null if they are not required, and
/// no others.
fn object(message: &Message, generator: &mut SchemaGenerator) -> Value {
    let mut properties = Map::new();
    let mut not_twice = Map::new();
    let mut conditions = Vec::new();
    for field in message.fields() {
        let (in_json, in_proto) = (field.name_in_json().into_owned(), field.declaration.name);
        let mut property = property(field, generator);
        if in_json != in_proto {
            properties.insert(in_proto.to_owned(), property.clone());
            not_twice.insert(in_json.clone(), json!({ "properties": { (in_proto): false } }));
        }
        describe(&mut property, field.declaration.doc, field.declaration.deprecated);
        properties.insert(in_json, property);
        if field.shape.cardinality == Cardinality::Required {
            conditions.push(json!({ "anyOf": present(field, &Value::Bool(true)) }));
        }
    }
    for (set, field) in registry::extensions_of(message) {
        let name = format!("[{}]", (set.schema)().extension_name(field));
        properties.insert(name, property(field, generator));
    }
    conditions.extend(exclusive(message));
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    if !not_twice.is_empty() {
        schema["dependentSchemas"] = not_twice.into();
    }
    if !conditions.is_empty() {
        schema["allOf"] = conditions.into();
    }
    describe(&mut schema, message.declaration.doc, message.declaration.deprecated);
    schema
}

/// A field's value, or null unless it is required.
fn property(field: &Field, generator: &mut SchemaGenerator) -> Value {
    let value = field_schema(field, generator);
    match field.shape.cardinality {
        Cardinality::Required => json!({ "anyOf": [value] }),
        _ => json!({ "anyOf": [value, { "type": "null" }] }),
    }
}

/// That the field is there, under one of its names, with such a value.
fn present(field: &Field, value: &Value) -> Vec<Value> {
    let mut names = vec![field.name_in_json()];
    if names[0] != field.declaration.name {
        names.push(field.declaration.name.into());
    }
    let named = |name: &Cow<'static, str>| match value {
        Value::Bool(true) => json!({ "required": [name] }),
        value => json!({ "required": [name], "properties": { (name.as_ref()): value } }),
    };
    names.iter().map(named).collect()
}

/// At most one member of each oneof is set: has a value that is not null, unless null is a value of it.
fn exclusive(message: &Message) -> impl Iterator<Item = Value> {
    let oneofs = message.members.iter().filter_map(|member| match member {
        Member::Oneof(_, oneof) => Some(oneof()),
        Member::Field(_) => None,
    });
    oneofs.map(|oneof| {
        let set = |field: &Field| match is_nullable(&field.shape.kind) {
            true => json!({ "anyOf": present(field, &Value::Bool(true)) }),
            false => json!({ "anyOf": present(field, &json!({ "not": { "type": "null" } })) }),
        };
        let members: Vec<Value> = oneof.members.iter().map(set).collect();
        let none = json!({ "not": { "anyOf": members } });
        let choices: Vec<Value> = members.iter().cloned().chain([none]).collect();
        json!({ "oneOf": choices })
    })
}

/// Whether null is a value of the kind.
fn is_nullable(kind: &Kind) -> bool {
    matches!(&*name(kind), "google.protobuf.Value" | "google.protobuf.NullValue")
}

fn field_schema(field: &Field, generator: &mut SchemaGenerator) -> Value {
    let shape = &field.shape;
    let value = reference(&shape.kind, shape.domain, generator);
    match shape.cardinality {
        Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => value,
        Cardinality::Expanded | Cardinality::Packed => json!({ "type": "array", "items": value }),
        Cardinality::Map(key) => {
            let mut schema = json!({ "type": "object", "additionalProperties": value });
            if let Some(keys) = scalar::key_pattern(key, shape.keys) {
                schema["propertyNames"] = json!({ "pattern": keys });
            }
            schema
        }
    }
}

/// The schema itself where it is short or of this use alone, else a reference to the definition of a message, an enum
/// or a number, which is made when there is none yet.
fn reference(kind: &Kind, domain: Domain, generator: &mut SchemaGenerator) -> Value {
    let name = match (kind, domain) {
        (Kind::Message(_) | Kind::Group(_), Domain::All) | (Kind::Enum(_), _) => name(kind).into_owned(),
        (Kind::Scalar(scalar), Domain::All) if scalar::is_number(*scalar) => scalar::name(*scalar).to_owned(),
        _ => return definition(kind, domain, generator).to_value(),
    };
    if !generator.definitions().contains_key(&name) {
        generator.definitions_mut().insert(name.clone(), Value::Bool(true));
        let defined = definition(kind, domain, generator).to_value();
        generator.definitions_mut().insert(name.clone(), defined);
    }
    json!({ "$ref": format!("#/$defs/{name}") })
}

/// An enum: the name of a value or its number; any number, if the Rust type holds those without a name.
fn names_and_numbers(enumeration: &Enum, domain: Domain) -> Value {
    if let Origin::WellKnown(_) = enumeration.origin {
        return json!({ "enum": [null, "NULL_VALUE", 0] });
    }
    let names: Vec<&str> = enumeration.values.iter().map(|value| value.declaration.name).collect();
    let mut numbers: Vec<i32> = enumeration.values.iter().map(|value| value.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let number = match holds_others(&numbers, domain) {
        true => json!({ "type": "integer", "minimum": i32::MIN, "maximum": i32::MAX }),
        false => json!({ "enum": numbers }),
    };
    let mut schema = json!({ "anyOf": [{ "enum": names }, number] });
    describe(&mut schema, enumeration.declaration.doc, enumeration.declaration.deprecated);
    schema
}

/// Whether numbers beside these are in the domain; a type that has a place for one has it for all.
fn holds_others(numbers: &[i32], domain: Domain) -> bool {
    let other = (0..).find(|number| !numbers.contains(number));
    match domain {
        Domain::Numbers(holds) => other.is_some_and(holds),
        _ => true,
    }
}

fn describe(schema: &mut Value, doc: &str, deprecated: bool) {
    if !doc.is_empty() {
        schema["description"] = doc.into();
    }
    if deprecated {
        schema["deprecated"] = true.into();
    }
}
