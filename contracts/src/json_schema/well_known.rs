//! The messages of `google.protobuf`, most of which have JSON of their own.

use serde_json::{Value, json};

use super::{Scope, object, pattern, scalar};
use crate::registry::{self, Packable};
use crate::schema::{Domain, Kind};
use crate::validate::keywords::{Ruled, whole};
use crate::wkt::wrapped;

/// The schema of a well-known message with these of its values.
pub(super) fn schema(full_name: &str, domain: Domain, scope: &mut Scope<'_>) -> Value {
    match full_name {
        "google.protobuf.Timestamp" => text(&pattern::timestamp()),
        "google.protobuf.Duration" => text(&pattern::duration(!matches!(domain, Domain::NotNegative))),
        "google.protobuf.FieldMask" => text(&pattern::field_mask()),
        "google.protobuf.Struct" => json!({ "type": "object" }),
        "google.protobuf.ListValue" => json!({ "type": "array" }),
        "google.protobuf.Any" => any(&mut scope.unchecked()),
        "google.protobuf.Empty" => json!({ "type": "object", "additionalProperties": false }),
        wrapper => {
            wrapped(wrapper).map_or(Value::Bool(true), |kind| scalar::schema(kind, Domain::All, &Ruled::NOT, true))
        }
    }
}

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": whole(pattern) })
}

/// An `Any`: nothing, or a message that is linked into the program, beside its type. Nobody checks its rules there.
fn any(scope: &mut Scope<'_>) -> Value {
    let nothing = json!({ "type": "object", "maxProperties": 0 });
    let packed = registry::packables().iter().map(|(name, packable)| packed(name, packable, scope));
    let choices: Vec<Value> = std::iter::once(nothing).chain(packed).collect();
    json!({ "anyOf": choices })
}

/// A message with its type: among its fields, or its JSON as `value`.
fn packed(full_name: &str, packable: &Packable, scope: &mut Scope<'_>) -> Value {
    let mut schema = match packable.is_object() {
        true => object::schema((packable.schema)(), scope),
        false => {
            let value = scope.reference(&Kind::Message(packable.schema), Domain::All);
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
