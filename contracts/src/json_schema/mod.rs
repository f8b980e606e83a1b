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
//! A schema takes what a server accepts: what `serde_json::from_str` reads as the contract, both names of each field, numbers
//! as text, either alphabet of base64, and what keeps the rules of `validate(..)`. It takes nothing else. Of a contract without
//! rules, all that is written under any [`Options`](crate::json::Options) is of the schema, but a message without what it
//! requires, which cannot be read either. The option `unknown_fields` lets more be read than the schema says. What an `Any` may
//! hold, and which extensions there are, is what the program that makes the schema has linked.
//!
//! # Rules
//!
//! Nobody checks rules before a message is written. So a schema of what is written has none: ask for it with
//! `SchemaSettings::for_serialize` of `schemars`. Nor are they checked in an `Any`, in an extension, or in a member with
//! `ignore = always`: what stands there refers to a definition of its own, as `shop.v1.Order-unchecked`.
//!
//! What a server is that is `without_validation`, or another reader than Rust, the schema does not know.
//!
//! # What the schema takes and the server does not
//!
//! There is nothing the other way round, but of a `float`: its rules are about the number that it is rounded to, the schema's
//! about the one that is written. These are beyond JSON Schema, or beyond a pattern that anyone would read:
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
//!   an extension, in an `Any`, and so on,
//! - what breaks a rule that has no words: `cel`, rules of durations and times, `uri`, `uri_ref` (there is `format`, which most
//!   validators take for a remark), which bits of an `ip_prefix` are zero, whether the host of a `host_and_port` is one, how many
//!   bytes a string has beyond what its characters tell, what bytes are beyond how many, a `pattern` that means something else
//!   in ECMA-262 (`\b`, `\p{..}`, flags); a number as text against the rules of a `float` or a `double`; an integer as text with
//!   an exponent against any; an element of a `unique` list in another spelling; of a Rust type that is read from text, as
//!   `Uuid`, all but that it must not be zero.

mod enumeration;
mod object;
mod pattern;
mod scalar;
mod well_known;

use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::registry::{self, Root};
use crate::schema::{Cardinality, Domain, Field, Ignore, Kind, Message, Origin, Rules};
use crate::validate::has_rules;
use crate::validate::keywords::{self, Ruled, all, is_any, must_be_there};
use crate::wkt::wrapped;

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
    let says_rules = generator.contract().is_deserialize();
    let schema = Scope { generator, says_rules }.definition(kind, domain);
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

/// Where definitions go, and whether they say the rules of what they define.
struct Scope<'g> {
    generator: &'g mut SchemaGenerator,
    says_rules: bool,
}

impl Scope<'_> {
    /// Where what has these rules is defined: nobody checks what is in a member whose rules are ignored.
    fn inside(&mut self, rules: Option<&Rules>) -> Scope<'_> {
        let is_checked = rules.is_none_or(|rules| rules.ignore != Ignore::Always);
        Scope { generator: self.generator, says_rules: self.says_rules && is_checked }
    }

    /// Where what nobody checks is defined.
    fn unchecked(&mut self) -> Scope<'_> {
        Scope { generator: self.generator, says_rules: false }
    }

    fn definition(&mut self, kind: &Kind, domain: Domain) -> Value {
        match kind {
            Kind::Message(message) | Kind::Group(message) => self.message(message(), domain),
            Kind::Enum(of) => enumeration::schema(of(), domain, &Ruled::NOT),
            Kind::Scalar(scalar) => scalar::schema(*scalar, domain, &Ruled::NOT, true),
        }
    }

    fn message(&mut self, message: &Message, domain: Domain) -> Value {
        match message.origin {
            Origin::WellKnown(_) => well_known::schema(&message.full_name(), domain, self),
            // What prost generated has no JSON.
            Origin::Foreign => json!({ "not": {} }),
            Origin::Contract => object::schema(message, self),
        }
    }

    /// The schema itself where it is short or of this use alone, else a reference to the definition of a message, an enum
    /// or a number, which is made when there is none yet.
    fn reference(&mut self, kind: &Kind, domain: Domain) -> Value {
        let mut name = match (kind, domain) {
            (Kind::Message(_) | Kind::Group(_), Domain::All) | (Kind::Enum(_), _) => name(kind).into_owned(),
            (Kind::Scalar(scalar), Domain::All) if scalar::is_number(*scalar) => scalar::name(*scalar).to_owned(),
            _ => return self.definition(kind, domain),
        };
        let leaves_rules_out = !self.says_rules && self.generator.contract().is_deserialize();
        if leaves_rules_out && kind.message().is_some_and(|message| has_rules(message())) {
            name += "-unchecked";
        }
        if !self.generator.definitions().contains_key(&name) {
            self.generator.definitions_mut().insert(name.clone(), Value::Bool(true));
            let defined = self.definition(kind, domain);
            self.generator.definitions_mut().insert(name.clone(), defined);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }

    /// What a field is when it is there.
    fn field(&mut self, field: &Field) -> Value {
        let (shape, rules) = (&field.shape, field.declaration.rules.filter(|_| self.says_rules));
        let ruled = if self.says_rules { Ruled::of_field(field) } else { Ruled::NOT };
        let mut scope = self.inside(rules);
        let (items, keys) = rules.map_or((None, None), |rules| (rules.items, rules.keys));
        let mut item = || scope.inside(items).value(&shape.kind, shape.domain, &Ruled::inside(items), true);
        match shape.cardinality {
            Cardinality::Implicit => {
                let zero_is_right = rules.is_none() || !must_be_there(field);
                scope.value(&shape.kind, shape.domain, &ruled, zero_is_right)
            }
            Cardinality::Explicit | Cardinality::Required => scope.value(&shape.kind, shape.domain, &ruled, true),
            Cardinality::Expanded | Cardinality::Packed => {
                all(json!({ "type": "array", "items": item() }), keywords::list(&ruled, &shape.kind))
            }
            Cardinality::Map(key) => {
                let mut schema = json!({ "type": "object", "additionalProperties": item() });
                if let Some(keys) = scalar::keys(key, shape.keys, &Ruled::inside(keys)) {
                    schema["propertyNames"] = keys;
                }
                all(schema, keywords::map(&ruled))
            }
        }
    }

    /// One value with its rules, which may refuse the zero of its Rust type.
    fn value(&mut self, kind: &Kind, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
        if !scalar::is_ruled(ruled, zero_is_right) {
            return self.reference(kind, domain);
        }
        match kind {
            Kind::Scalar(scalar) => scalar::schema(*scalar, domain, ruled, zero_is_right),
            Kind::Enum(of) => enumeration::schema(of(), domain, ruled),
            Kind::Message(message) | Kind::Group(message) => match wrapped(&message().full_name()) {
                Some(scalar) => scalar::schema(scalar, Domain::All, ruled, zero_is_right),
                None if is_any(kind) => all(self.reference(kind, domain), ruled.any()),
                None => self.reference(kind, domain),
            },
        }
    }
}
