//! Values: what canonical ProtoJSON writes for each kind, with what rules say of it.

use serde_json::{Value, json};

use crate::schema::{Domain, Enum, Scalar};
use crate::validate::keywords::{Integers, Ruled, all, describe, nothing, symbols, text};
use crate::wkt::wrapped;

/// The names of an enum that keep the rules.
pub(super) fn names(enumeration: &'static Enum, ruled: &Ruled) -> Value {
    let right = enumeration.values.iter().filter(|value| ruled.takes_number(enumeration, value.number));
    let names: Vec<&str> = right.map(|value| value.declaration.name).collect();
    let mut schema = json!({ "type": "string", "enum": names });
    describe(&mut schema, enumeration.declaration.doc, enumeration.declaration.deprecated);
    schema
}

/// A scalar with these of its values that keep rules. `zero_is_right`: whether they let the zero of the Rust type be.
pub(super) fn scalar(scalar: Scalar, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
    let is_long = matches!(scalar.integers(), Some((_, last)) if last > u32::MAX.into());
    let examples = ruled.examples().filter(|_| !is_long);
    all(without_examples(scalar, domain, ruled, zero_is_right), examples)
}

fn without_examples(scalar: Scalar, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
    match scalar {
        Scalar::Bool => all(json!({ "type": "boolean" }), ruled.boolean()),
        Scalar::Float => float("float", scalar, ruled),
        Scalar::Double => float("double", scalar, ruled),
        Scalar::String => all(texts(domain), text(ruled, domain, zero_is_right)),
        Scalar::Bytes => all(json!({ "type": "string", "contentEncoding": "base64" }), symbols(ruled)),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => long("int64", scalar, ruled),
        Scalar::Uint64 | Scalar::Fixed64 => long("uint64", scalar, ruled),
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => integer("int32", scalar, domain, ruled),
        Scalar::Uint32 | Scalar::Fixed32 => integer("uint32", scalar, domain, ruled),
    }
}

fn integer(format: &str, scalar: Scalar, domain: Domain, ruled: &Ruled) -> Value {
    let (ends, schema) = match domain {
        Domain::Integers(first, last) => {
            ((first.into(), last.into()), json!({ "type": "integer", "minimum": first, "maximum": last }))
        }
        _ => (scalar.integers().unwrap_or_default(), json!({ "type": "integer", "format": format })),
    };
    let integers = Integers::of(ends, ruled);
    let mut schema = match format {
        "uint32" if !matches!(domain, Domain::Integers(..)) => {
            all(schema, [json!({ "minimum": 0, "maximum": u32::MAX })])
        }
        _ => schema,
    };
    // What the rules say of an end is said in place of what the type says of it.
    if let (Value::Object(bounds), false) = (integers.bounds(), integers.are_all()) {
        bounds.into_iter().for_each(|(word, bound)| schema[word] = bound);
    }
    schema
}

/// Integers that JSON has as texts.
fn long(format: &str, scalar: Scalar, ruled: &Ruled) -> Value {
    let mut schema = json!({ "type": "string", "format": format });
    let integers = Integers::of(scalar.integers().unwrap_or_default(), ruled);
    match (integers.points(), integers.are_all()) {
        (_, true) => {}
        (Some(points), _) => schema["enum"] = points.iter().map(i128::to_string).collect(),
        _ if integers.runs().is_empty() => return nothing(),
        _ => schema["pattern"] = integers.canonical_pattern().into(),
    }
    schema
}

/// A number, or the name of what is none in JSON.
fn float(format: &str, scalar: Scalar, ruled: &Ruled) -> Value {
    let number = all(json!({ "type": "number", "format": format }), ruled.float());
    match ruled.unusual_floats(scalar) {
        unusual if unusual.is_empty() => number,
        unusual => json!({ "anyOf": [number, { "type": "string", "enum": unusual }] }),
    }
}

/// The value, or null.
pub(super) fn wrapper(kind: Scalar, ruled: &Ruled) -> Value {
    json!({ "anyOf": [scalar(kind, Domain::All, ruled, true), { "type": "null" }] })
}

fn texts(domain: Domain) -> Value {
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

/// What rules say of the keys of a map.
pub(super) fn keys(key: Scalar, domain: Domain, ruled: &Ruled) -> Option<Value> {
    match key {
        _ if ruled.says_nothing() => None,
        Scalar::Bool => {
            let only = ruled.boolean()?["const"].as_bool()?;
            Some(json!({ "const": only.to_string() }))
        }
        Scalar::String => {
            let said = text(ruled, domain, true);
            (!said.is_empty()).then(|| all(json!({}), said))
        }
        integer => {
            let integers = Integers::of(integer.integers().unwrap_or_default(), ruled);
            match integers.runs() {
                [] => Some(nothing()),
                _ => Some(json!({ "pattern": integers.canonical_pattern() })),
            }
        }
    }
}

/// The messages of `google.protobuf`, most of which have JSON of their own.
pub(super) fn well_known(full_name: &str, domain: Domain) -> Value {
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
        other => match wrapped(other) {
            Some(kind) => wrapper(kind, &Ruled::NOT),
            None => json!({}),
        },
    }
}
