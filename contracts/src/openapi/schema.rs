//! Schemas of what canonical ProtoJSON writes (<https://protobuf.dev/programming-guides/json/>).

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

use crate::schema::{Cardinality, Domain, Enum, Field, Kind, Member, Message, Origin, Scalar};
use crate::wkt::wrapped;

/// The schemas that a document refers to, by name.
#[derive(Default)]
pub(super) struct Schemas {
    defined: BTreeMap<String, Value>,
}

impl Schemas {
    /// Adds a schema.
    pub(super) fn define(&mut self, name: &str, schema: Value) {
        self.defined.insert(name.to_owned(), schema);
    }

    /// All schemas that were needed.
    pub(super) fn into_defined(self) -> BTreeMap<String, Value> {
        self.defined
    }

    /// The schema of a field's value.
    pub(super) fn field(&mut self, field: &Field) -> Value {
        let shape = &field.shape;
        let value = self.value(&shape.kind, shape.domain);
        match shape.cardinality {
            Cardinality::Implicit | Cardinality::Explicit | Cardinality::Required => value,
            Cardinality::Expanded | Cardinality::Packed => json!({ "type": "array", "items": value }),
            Cardinality::Map(_) => json!({ "type": "object", "additionalProperties": value }),
        }
    }

    /// A reference to the schema of a message.
    pub(super) fn message(&mut self, message: &'static Message) -> Value {
        match message.origin {
            Origin::WellKnown(_) => well_known(&message.full_name(), Domain::All),
            Origin::Foreign => json!({ "type": "object", "description": "Has no JSON." }),
            Origin::Contract => self.reference(message.full_name(), |schemas| schemas.object(message, &[])),
        }
    }

    /// The schema of a message that is sent without these of its fields.
    pub(super) fn message_without(&mut self, message: &'static Message, fields: &[&str]) -> Value {
        match fields {
            [] => self.message(message),
            fields => self.object(message, fields),
        }
    }

    fn value(&mut self, kind: &Kind, domain: Domain) -> Value {
        match kind {
            Kind::Scalar(scalar) => self::scalar(*scalar, domain),
            Kind::Message(message) | Kind::Group(message) if !matches!(domain, Domain::All) => {
                well_known(&message().full_name(), domain)
            }
            Kind::Message(message) | Kind::Group(message) => self.message(message()),
            Kind::Enum(enumeration) => match enumeration().origin {
                Origin::WellKnown(_) => json!({ "type": "null" }),
                _ => self.reference(enumeration().full_name(), |_| names(enumeration())),
            },
        }
    }

    /// A reference to a schema, which is made when there is none of the name; messages may hold themselves.
    fn reference(&mut self, name: String, make: impl FnOnce(&mut Self) -> Value) -> Value {
        let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
        if !self.defined.contains_key(&name) {
            self.defined.insert(name.clone(), Value::Null);
            let schema = make(self);
            self.defined.insert(name, schema);
        }
        reference
    }

    fn object(&mut self, message: &Message, without: &[&str]) -> Value {
        let mut properties = Map::new();
        let mut required = Vec::new();
        for field in message.fields().filter(|field| !without.contains(&field.declaration.name)) {
            let mut property = self.field(field);
            describe(&mut property, field.declaration.doc, field.declaration.deprecated);
            if field.shape.cardinality == Cardinality::Required {
                required.push(field.name_in_json());
            }
            properties.insert(field.name_in_json().into_owned(), property);
        }
        let mut schema = json!({ "type": "object", "properties": properties });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        let exclusive = exclusive(message);
        if !exclusive.is_empty() {
            schema["dependentSchemas"] = exclusive.into();
        }
        describe(&mut schema, message.declaration.doc, message.declaration.deprecated);
        schema
    }
}

/// That of the members of a oneof only one is there.
fn exclusive(message: &Message) -> Map<String, Value> {
    let mut schemas = Map::new();
    for member in message.members {
        let Member::Oneof(_, oneof) = member else { continue };
        let names: Vec<_> = oneof().members.iter().map(Field::name_in_json).collect();
        for name in &names {
            let others = names.iter().filter(|other| *other != name);
            let absent: Map<String, Value> = others.map(|other| (other.to_string(), Value::Bool(false))).collect();
            if !absent.is_empty() {
                schemas.insert(name.to_string(), json!({ "properties": absent }));
            }
        }
    }
    schemas
}

fn names(enumeration: &Enum) -> Value {
    let names: Vec<&str> = enumeration.values.iter().map(|value| value.declaration.name).collect();
    let mut schema = json!({ "type": "string", "enum": names });
    describe(&mut schema, enumeration.declaration.doc, enumeration.declaration.deprecated);
    schema
}

fn scalar(scalar: Scalar, domain: Domain) -> Value {
    match scalar {
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => match domain {
            Domain::Integers(first, last) => json!({ "type": "integer", "minimum": first, "maximum": last }),
            _ => json!({ "type": "integer", "format": "int32" }),
        },
        Scalar::Uint32 | Scalar::Fixed32 => match domain {
            Domain::Integers(first, last) => json!({ "type": "integer", "minimum": first, "maximum": last }),
            _ => json!({ "type": "integer", "format": "uint32", "minimum": 0, "maximum": u32::MAX }),
        },
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => json!({ "type": "string", "format": "int64" }),
        Scalar::Uint64 | Scalar::Fixed64 => json!({ "type": "string", "format": "uint64" }),
        Scalar::Float => float("float"),
        Scalar::Double => float("double"),
        Scalar::String => text(domain),
        Scalar::Bytes => json!({ "type": "string", "contentEncoding": "base64" }),
    }
}

/// A number, or the name of what is none in JSON.
fn float(format: &str) -> Value {
    json!({ "anyOf": [
        { "type": "number", "format": format },
        { "type": "string", "enum": ["NaN", "Infinity", "-Infinity"] },
    ] })
}

fn text(domain: Domain) -> Value {
    let format = match domain {
        Domain::Uuid => "uuid",
        Domain::Ipv4 => "ipv4",
        Domain::Ipv6 => "ipv6",
        Domain::Url => "uri",
        Domain::Decimal => return json!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" }),
        Domain::Ip => return json!({ "type": "string", "anyOf": [{ "format": "ipv4" }, { "format": "ipv6" }] }),
        _ => return json!({ "type": "string" }),
    };
    json!({ "type": "string", "format": format })
}

fn well_known(full_name: &str, domain: Domain) -> Value {
    let sign = if matches!(domain, Domain::NotNegative) { "" } else { "-?" };
    match full_name {
        "google.protobuf.Timestamp" => json!({ "type": "string", "format": "date-time" }),
        "google.protobuf.Duration" => {
            json!({ "type": "string", "pattern": format!(r"^{sign}[0-9]+(\.[0-9]{{1,9}})?s$") })
        }
        "google.protobuf.FieldMask" => {
            json!({ "type": "string", "description": "Paths of fields in camelCase, with commas between them." })
        }
        "google.protobuf.Struct" => json!({ "type": "object", "additionalProperties": true }),
        "google.protobuf.ListValue" => json!({ "type": "array", "items": {} }),
        "google.protobuf.Empty" => json!({ "type": "object" }),
        "google.protobuf.Any" => json!({
            "type": "object",
            "properties": { "@type": { "type": "string", "description": "The URL of the message's type." } },
            "required": ["@type"],
            "additionalProperties": true,
        }),
        wrapper => match wrapped(wrapper) {
            Some(kind) => json!({ "anyOf": [scalar(kind, Domain::All), { "type": "null" }] }),
            None => json!({}),
        },
    }
}

/// Says what a schema or a parameter is for.
pub(super) fn describe(object: &mut Value, doc: &str, deprecated: bool) {
    if !doc.is_empty() {
        object["description"] = doc.into();
    }
    if deprecated {
        object["deprecated"] = true.into();
    }
}
