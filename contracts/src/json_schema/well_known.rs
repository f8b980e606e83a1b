//! The messages of `google.protobuf`, most of which have JSON of their own.

use schemars::SchemaGenerator;
use serde_json::{Value, json};

use super::{object, pattern, reference, scalar};
use crate::registry::{self, Packable};
use crate::schema::{Domain, Kind};
use crate::wkt::wrapped;

/// The schema of a well-known message with these of its values.
pub(super) fn schema(full_name: &str, domain: Domain, generator: &mut SchemaGenerator) -> Value {
    match full_name {
        "google.protobuf.Timestamp" => text(&pattern::timestamp()),
        "google.protobuf.Duration" => text(&pattern::duration(!matches!(domain, Domain::NotNegative))),
        "google.protobuf.FieldMask" => text(&pattern::field_mask()),
        "google.protobuf.Struct" => json!({ "type": "object" }),
        "google.protobuf.ListValue" => json!({ "type": "array" }),
        "google.protobuf.Any" => any(generator),
        "google.protobuf.Empty" => json!({ "type": "object", "additionalProperties": false }),
        wrapper => wrapped(wrapper).map_or(Value::Bool(true), |kind| scalar::schema(kind, Domain::All)),
    }
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": scalar::whole(pattern) })
}

/// An `Any`: nothing, or a message that is linked into the program, beside its type.
fn any(generator: &mut SchemaGenerator) -> Value {
    let nothing = json!({ "type": "object", "maxProperties": 0 });
    let packed = registry::packables().iter().map(|(name, packable)| packed(name, packable, generator));
    let choices: Vec<Value> = std::iter::once(nothing).chain(packed).collect();
    json!({ "anyOf": choices })
}

/// A message with its type: among its fields, or its JSON as `value`.
fn packed(full_name: &str, packable: &Packable, generator: &mut SchemaGenerator) -> Value {
    let mut schema = match packable.is_object {
        true => object((packable.schema)(), generator),
        false => {
            let value = reference(&Kind::Message(packable.schema), Domain::All, generator);
            json!({ "type": "object", "properties": { "value": value }, "required": ["value"], "additionalProperties": false })
        }
    };
    let type_url = json!({ "type": "string", "pattern": format!("/{}$", full_name.replace('.', "\\.")) });
    schema["properties"]["@type"] = type_url;
    let mut required = schema["required"].take().as_array().cloned().unwrap_or_default();
    required.push("@type".into());
    schema["required"] = required.into();
    schema
}
