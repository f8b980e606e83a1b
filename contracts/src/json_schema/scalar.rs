//! Scalars, and the Rust types that have some of a scalar's values.

use serde_json::{Value, json};

use super::pattern;
use crate::schema::{Domain, Scalar};
use crate::validate::keywords::digits::between;
use crate::validate::keywords::format::{ipv4, ipv6};
use crate::validate::keywords::integers::number;
use crate::validate::keywords::{Integers, Ruled, Zero, all, nothing, symbols, text, whole};

/// Where a `float` ends: what is not below it is rounded to infinity.
const FLOAT_END: f64 = 3.402_823_567_797_336_6e38;
/// The last integer below it.
const FLOAT_LAST: u128 = 340_282_356_779_733_661_637_539_395_458_142_568_447;

/// The schema of a scalar with these of its values that keep rules. `zero_is_right`: whether they let the zero of the Rust type
/// be.
pub(super) fn schema(scalar: Scalar, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
    all(without_examples(scalar, domain, ruled, zero_is_right), ruled.examples())
}

fn without_examples(scalar: Scalar, domain: Domain, ruled: &Ruled, zero_is_right: bool) -> Value {
    match scalar {
        Scalar::Bool => all(json!({ "type": "boolean" }), ruled.boolean()),
        Scalar::String => all(self::texts(domain), text(ruled, domain, zero_is_right)),
        Scalar::Bytes => {
            let length = if let Domain::Bytes(length) = domain { Some(length) } else { None };
            let base64 = whole(&pattern::base64(length));
            let bytes = json!({ "type": "string", "contentEncoding": "base64", "pattern": base64 });
            all(bytes, symbols(ruled))
        }
        Scalar::Float | Scalar::Double => float(scalar, ruled),
        integer => integers(integer, domain, ruled),
    }
}

fn integers(scalar: Scalar, domain: Domain, ruled: &Ruled) -> Value {
    let range = range(scalar, domain);
    let integers = Integers::of(range, ruled);
    let ([(first, _), ..], [.., (_, last)]) = (integers.runs(), integers.runs()) else { return nothing() };
    let schema = json!({
        "type": ["integer", "string"],
        "minimum": number(*first),
        "maximum": number(*last),
        "pattern": whole(&pattern::integer(&integers, range.0 < 0)),
    });
    match integers.runs() {
        [_] => schema,
        _ => all(schema, [json!({ "anyOf": [{ "type": "string" }, integers.bounds()] })]),
    }
}

fn float(scalar: Scalar, ruled: &Ruled) -> Value {
    let unusual = ruled.unusual_floats(scalar);
    let schema = match scalar {
        Scalar::Float => json!({
            "type": ["number", "string"],
            "exclusiveMinimum": -FLOAT_END,
            "exclusiveMaximum": FLOAT_END,
            "pattern": whole(&pattern::float(&between(1, FLOAT_LAST), &unusual)),
        }),
        _ => json!({ "type": ["number", "string"], "pattern": whole(&pattern::float("[1-9][0-9]{0,308}", &unusual)) }),
    };
    let said = ruled.float();
    let is_of_numbers =
        |said: &Value| said.as_object().is_some_and(|said| said.keys().all(|word| word.ends_with("imum")));
    match said.iter().all(is_of_numbers) {
        true => all(schema, said),
        false => all(schema, [json!({ "anyOf": [{ "type": "string" }, all(json!({}), said)] })]),
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
    match domain {
        Domain::Integers(min, max) => (min.into(), max.into()),
        _ => scalar.integers().unwrap_or_default(),
    }
}

fn texts(domain: Domain) -> Value {
    match text_pattern(domain) {
        Some(pattern) => json!({ "type": "string", "pattern": pattern }),
        None => json!({ "type": "string" }),
    }
}

/// What matches the texts, if not all are of the domain. No text is of each: it stands for the default.
fn text_pattern(domain: Domain) -> Option<String> {
    let pattern = match domain {
        Domain::Uuid => "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}".to_owned(),
        Domain::Ipv4 => ipv4(),
        Domain::Ipv6 => ipv6(),
        Domain::Ip => format!("{}|{}", ipv4(), ipv6()),
        // Spaces in front and line breaks within are passed over. What else a URL may not have is not for a pattern.
        Domain::Url => r"[\x00-\x20]*[A-Za-z][A-Za-z0-9+.\t\n\r-]*:[\s\S]*".to_owned(),
        Domain::Decimal => r"-?[0-9]+(?:\.[0-9]+)?".to_owned(),
        Domain::All | Domain::Integers(..) | Domain::Numbers(_) | Domain::Bytes(_) | Domain::NotNegative => {
            return None;
        }
    };
    Some(whole(&format!("|{pattern}")))
}

/// The schema of the keys of a map that keep rules, if not all texts are keys.
pub(super) fn keys(key: Scalar, domain: Domain, ruled: &Ruled) -> Option<Value> {
    match key {
        Scalar::Bool => {
            let keys: Vec<&str> = match ruled.boolean().as_ref().and_then(|said| said["const"].as_bool()) {
                Some(true) => vec!["true"],
                Some(false) => vec!["false"],
                None => vec!["true", "false"],
            };
            Some(json!({ "pattern": whole(&keys.join("|")) }))
        }
        Scalar::String => {
            let said = text(ruled, domain, true);
            let texts = text_pattern(domain).map(|pattern| json!({ "pattern": pattern }));
            (texts.is_some() || !said.is_empty()).then(|| all(texts.unwrap_or_else(|| json!({})), said))
        }
        integer => {
            let range = range(integer, domain);
            let integers = Integers::of(range, ruled);
            Some(match integers.runs() {
                [] => nothing(),
                _ => json!({ "pattern": whole(&pattern::integer(&integers, range.0 < 0)) }),
            })
        }
    }
}

/// Whether rules say anything of a value.
pub(super) fn is_ruled(ruled: &Ruled, zero_is_right: bool) -> bool {
    !ruled.says_nothing() || ruled.zero == Zero::Refused || !zero_is_right
}
