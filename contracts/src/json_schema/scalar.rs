//! Scalars, and the Rust types that have some of a scalar's values.

use serde_json::{Value, json};

use super::pattern;
use crate::schema::{Domain, Scalar};

/// Where a `float` ends: what is not below it is rounded to infinity.
const FLOAT_END: f64 = 3.402_823_567_797_336_6e38;
/// The last integer below it.
const FLOAT_LAST: u128 = 340_282_356_779_733_661_637_539_395_458_142_568_447;

/// The schema of a scalar with these of its values.
pub(super) fn schema(scalar: Scalar, domain: Domain) -> Value {
    match scalar {
        Scalar::Bool => json!({ "type": "boolean" }),
        Scalar::String => text(domain),
        Scalar::Bytes => {
            let length = if let Domain::Bytes(length) = domain { Some(length) } else { None };
            json!({ "type": "string", "contentEncoding": "base64", "pattern": whole(&pattern::base64(length)) })
        }
        Scalar::Float => json!({
            "type": ["number", "string"],
            "exclusiveMinimum": -FLOAT_END,
            "exclusiveMaximum": FLOAT_END,
            "pattern": whole(&pattern::float(&pattern::up_to(FLOAT_LAST))),
        }),
        Scalar::Double => {
            json!({ "type": ["number", "string"], "pattern": whole(&pattern::float("[1-9][0-9]{0,308}")) })
        }
        integer => {
            let (min, max) = range(integer, domain);
            json!({
                "type": ["integer", "string"],
                "minimum": i64::try_from(min).unwrap_or(i64::MIN),
                "maximum": u64::try_from(max).unwrap_or(u64::MAX),
                "pattern": whole(&pattern::integer(min, max)),
            })
        }
    }
}

pub(super) fn is_number(scalar: Scalar) -> bool {
    !matches!(scalar, Scalar::Bool | Scalar::String | Scalar::Bytes)
}

/// Under which name a number is defined: how it travels does not show in JSON.
pub(super) fn name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => "int32",
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => "int64",
        Scalar::Uint32 | Scalar::Fixed32 => "uint32",
        Scalar::Uint64 | Scalar::Fixed64 => "uint64",
        other => other.name(),
    }
}

/// The first and the last integer.
fn range(scalar: Scalar, domain: Domain) -> (i128, i128) {
    if let Domain::Integers(min, max) = domain {
        return (min.into(), max.into());
    }
    match name(scalar) {
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        _ => (0, u64::MAX.into()),
    }
}

fn text(domain: Domain) -> Value {
    match text_pattern(domain) {
        Some(pattern) => json!({ "type": "string", "pattern": pattern }),
        None => json!({ "type": "string" }),
    }
}

/// What matches the texts, if not all are of the domain. No text is of each: it stands for the default.
fn text_pattern(domain: Domain) -> Option<String> {
    let pattern = match domain {
        Domain::Uuid => "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}".to_owned(),
        Domain::Ipv4 => pattern::ipv4(),
        Domain::Ipv6 => pattern::ipv6(),
        Domain::Ip => format!("{}|{}", pattern::ipv4(), pattern::ipv6()),
        // Spaces in front and line breaks within are passed over. What else a URL may not have is not for a pattern.
        Domain::Url => r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\t\n\r-]*:[\s\S]*".to_owned(),
        Domain::Decimal => r"-?[0-9]+(?:\.[0-9]+)?".to_owned(),
        Domain::All | Domain::Integers(..) | Domain::Numbers(_) | Domain::Bytes(_) | Domain::NotNegative => {
            return None;
        }
    };
    Some(whole(&format!("|{pattern}")))
}

/// What matches the keys of a map, if not all texts are keys.
pub(super) fn key_pattern(key: Scalar, domain: Domain) -> Option<String> {
    match key {
        Scalar::Bool => Some(whole("true|false")),
        Scalar::String => text_pattern(domain),
        integer => {
            let (min, max) = range(integer, domain);
            Some(whole(&pattern::integer(min, max)))
        }
    }
}

/// A pattern that matches whole texts.
pub(super) fn whole(pattern: &str) -> String {
    format!("^(?:{pattern})$")
}
