//! Schemas of what canonical ProtoJSON writes (<https://protobuf.dev/programming-guides/json/>).

use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

use super::value;
use crate::schema::{Cardinality, Domain, Field, Ignore, Kind, Member, Message, Origin, Rules};
use crate::validate::has_rules;
use crate::validate::keywords::{self, Ruled, all, describe, is_any, must_be_there, must_have_member};
use crate::wkt::wrapped;

/// The schemas that a document refers to, by name.
#[derive(Default)]
pub(super) struct Schemas {
    defined: BTreeMap<String, Value>,
    /// Whether rules count where they stand now: not in a member that says that its rules do not.
    is_unchecked: bool,
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
        let (shape, rules) = (&field.shape, field.declaration.rules.filter(|_| !self.is_unchecked));
        let ruled = if self.is_unchecked { Ruled::NOT } else { Ruled::of_field(field) };
        let (items, keys) = rules.map_or((None, None), |rules| (rules.items, rules.keys));
        self.inside(rules, |schemas| match shape.cardinality {
            Cardinality::Implicit => {
                let zero_is_right = rules.is_none() || !must_be_there(field);
                schemas.value(&shape.kind, shape.domain, &ruled, zero_is_right)
            }
            Cardinality::Explicit | Cardinality::Required => schemas.value(&shape.kind, shape.domain, &ruled, true),
            Cardinality::Expanded | Cardinality::Packed => {
                let item = schemas.item(field, items);
                all(json!({ "type": "array", "items": item }), keywords::list(&ruled, &shape.kind))
            }
            Cardinality::Map(key) => {
                let item = schemas.item(field, items);
                let mut schema = json!({ "type": "object", "additionalProperties": item });
                if let Some(keys) = value::keys(key, shape.keys, &Ruled::inside(keys)) {
                    schema["propertyNames"] = keys;
                }
                all(schema, keywords::map(&ruled))
            }
        })
    }

    fn item(&mut self, field: &Field, rules: Option<&'static Rules>) -> Value {
        let (kind, domain) = (&field.shape.kind, field.shape.domain);
        self.inside(rules, |schemas| schemas.value(kind, domain, &Ruled::inside(rules), true))
    }

    /// What is made of what has these rules.
    fn inside(&mut self, rules: Option<&Rules>, make: impl FnOnce(&mut Self) -> Value) -> Value {
        let before = self.is_unchecked;
        self.is_unchecked |= rules.is_some_and(|rules| rules.ignore == Ignore::Always);
        let made = make(self);
        self.is_unchecked = before;
        made
    }

    /// A reference to the schema of a message.
    pub(super) fn message(&mut self, message: &'static Message) -> Value {
        match message.origin {
            Origin::WellKnown(_) => value::well_known(&message.full_name(), Domain::All),
            Origin::Foreign => json!({ "type": "object", "description": "Has no JSON." }),
            Origin::Contract => {
                let is_unchecked = self.is_unchecked && has_rules(message);
                let name = message.full_name() + if is_unchecked { "-unchecked" } else { "" };
                self.reference(name, |schemas| schemas.object(message, &[]))
            }
        }
    }

    /// The schema of a message that is sent without these of its fields.
    pub(super) fn message_without(&mut self, message: &'static Message, fields: &[&str]) -> Value {
        match fields {
            [] => self.message(message),
            fields => self.object(message, fields),
        }
    }

    /// One value with its rules, which may refuse the zero of its Rust type.
    fn value(&mut self, kind: &Kind, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
        match kind {
            Kind::Scalar(scalar) => value::scalar(*scalar, domain, ruled, zero_is_right),
            Kind::Message(message) | Kind::Group(message) if !matches!(domain, Domain::All) => {
                value::well_known(&message().full_name(), domain)
            }
            Kind::Message(message) | Kind::Group(message) => match wrapped(&message().full_name()) {
                Some(scalar) => value::wrapper(scalar, ruled),
                None if is_any(kind) => all(self.message(message()), ruled.any()),
                None => self.message(message()),
            },
            Kind::Enum(of) => match of().origin {
                Origin::WellKnown(_) => json!({ "type": "null" }),
                _ if ruled.says_nothing() => self.reference(of().full_name(), |_| value::names(of(), ruled)),
                _ => value::names(of(), ruled),
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
            if self.is_required(field) {
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
        if !self.is_unchecked {
            schema = all(schema, one_of_each(message));
        }
        describe(&mut schema, message.declaration.doc, message.declaration.deprecated);
        schema
    }

    /// Whether a field must be sent.
    pub(super) fn is_required(&self, field: &Field) -> bool {
        field.shape.cardinality == Cardinality::Required || !self.is_unchecked && must_be_there(field)
    }
}

/// That of each oneof which a rule requires a member is there.
fn one_of_each(message: &Message) -> Vec<Value> {
    let required = message.members.iter().filter_map(|member| match member {
        Member::Oneof(declaration, oneof) if must_have_member(declaration) => Some(oneof()),
        _ => None,
    });
    let one = |field: &Field| json!({ "required": [field.name_in_json()] });
    required.map(|oneof| json!({ "anyOf": oneof.members.iter().map(one).collect::<Vec<_>>() })).collect()
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
