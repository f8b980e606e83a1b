//! Messages: their fields under either of their names.

use serde_json::{Map, Value, json};
use std::borrow::Cow;

use super::{Scope, name};
use crate::registry;
use crate::schema::{Cardinality, Field, Kind, Member, Message};
use crate::validate::keywords::{describe, must_be_there, must_have_member};

/// A message: its fields under either of their names, all of which may be absent or null if neither the language nor a rule
/// requires them, and no others.
pub(super) fn schema(message: &Message, scope: &mut Scope<'_>) -> Value {
    let mut properties = Map::new();
    let mut not_twice = Map::new();
    let mut conditions = Vec::new();
    for field in message.fields() {
        let (in_json, in_proto) = (field.name_in_json().into_owned(), field.declaration.name);
        let is_required = is_required(field, scope);
        let mut property = property(field, is_required, scope);
        if in_json != in_proto {
            properties.insert(in_proto.to_owned(), property.clone());
            not_twice.insert(in_json.clone(), json!({ "properties": { (in_proto): false } }));
        }
        describe(&mut property, field.declaration.doc, field.declaration.deprecated);
        properties.insert(in_json, property);
        if is_required {
            conditions.push(json!({ "anyOf": present(field, &Value::Bool(true)) }));
        }
    }
    for (set, field) in registry::extensions_of(message) {
        let name = format!("[{}]", (set.schema)().extension_name(field));
        let is_required = field.shape.cardinality == Cardinality::Required;
        properties.insert(name, property(field, is_required, &mut scope.unchecked()));
    }
    conditions.extend(exclusive(message, scope.says_rules));
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

fn is_required(field: &Field, scope: &Scope<'_>) -> bool {
    field.shape.cardinality == Cardinality::Required || scope.says_rules && must_be_there(field)
}

/// A field's value, or null unless it is required.
fn property(field: &Field, is_required: bool, scope: &mut Scope<'_>) -> Value {
    let value = scope.field(field);
    match is_required {
        true => json!({ "anyOf": [value] }),
        false => json!({ "anyOf": [value, { "type": "null" }] }),
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

/// At most one member of each oneof is set, or one, where a rule says so: has a value that is not null, unless null is a
/// value of it.
fn exclusive(message: &Message, says_rules: bool) -> impl Iterator<Item = Value> {
    let oneofs = message.members.iter().filter_map(|member| match member {
        Member::Oneof(declaration, oneof) => Some((declaration, oneof())),
        Member::Field(_) => None,
    });
    oneofs.map(move |(declaration, oneof)| {
        let members: Vec<Value> = oneof.members.iter().map(is_set).collect();
        let none = json!({ "not": { "anyOf": members } });
        let may_be_none = !(says_rules && must_have_member(declaration));
        let choices: Vec<Value> = members.iter().cloned().chain(may_be_none.then_some(none)).collect();
        json!({ "oneOf": choices })
    })
}

fn is_set(field: &Field) -> Value {
    match is_nullable(&field.shape.kind) {
        true => json!({ "anyOf": present(field, &Value::Bool(true)) }),
        false => json!({ "anyOf": present(field, &json!({ "not": { "type": "null" } })) }),
    }
}

/// Whether null is a value of the kind.
fn is_nullable(kind: &Kind) -> bool {
    matches!(&*name(kind), "google.protobuf.Value" | "google.protobuf.NullValue")
}
