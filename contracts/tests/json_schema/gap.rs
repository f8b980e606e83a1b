//! What a schema takes and the decoder does not, as the documentation of `contracts::json_schema` lists it.

use chrono::DateTime;
use contracts::registry;
use contracts::schema::{Cardinality, Domain, Field, Kind, Message, Origin, Scalar};
use uuid::Uuid;

use crate::grammar::{range, wrapped};
use crate::json::Json;
use crate::number::Number;
use crate::refusing;

/// The last second that a timestamp of JSON may have, and the first.
const LAST_SECOND: i64 = 253_402_300_799;
const FIRST_SECOND: i64 = -62_135_596_800;

/// The JSON of a message with an ordinary value in place of each that is of the gap, and with another key in place of each
/// that is there already in another spelling.
pub(crate) fn closed(message: &Message, json: &Json) -> Json {
    match (message.origin, json) {
        (Origin::WellKnown(_), json) => well_known(&message.full_name(), json),
        (_, Json::Object(members)) => {
            Json::Object(members.iter().map(|member| closed_member(message, member)).collect())
        }
        _ => json.clone(),
    }
}

fn closed_member(message: &Message, (name, value): &(String, Json)) -> (String, Json) {
    let extension = || {
        let name = name.strip_prefix('[')?.strip_suffix(']')?;
        registry::extension_named(message, name).map(|(_, field)| field)
    };
    let own = message.fields().find(|field| field.name_in_json() == *name || field.declaration.name == name);
    (name.clone(), own.or_else(extension).map_or_else(|| value.clone(), |field| field_value(field, value)))
}

fn field_value(field: &Field, json: &Json) -> Json {
    match (field.shape.cardinality, json) {
        (Cardinality::Expanded | Cardinality::Packed, Json::Array(values)) => {
            Json::Array(values.iter().map(|json| value(field, json)).collect())
        }
        (Cardinality::Map(key), Json::Object(entries)) => {
            let keys = closed_keys(key, field.shape.keys, entries);
            Json::Object(keys.into_iter().zip(entries.iter().map(|(_, json)| value(field, json))).collect())
        }
        _ => value(field, json),
    }
}

fn value(field: &Field, json: &Json) -> Json {
    let closed = match (&field.shape.kind, json) {
        (Kind::Scalar(kind), Json::Text(text)) if is_beyond(*kind, field.shape.domain, text) => ordinary(*kind),
        (Kind::Message(message) | Kind::Group(message), json) => match (&*message().full_name(), json) {
            // The Rust type of these ends before the year 9999 does.
            ("google.protobuf.Timestamp", json) if field.declaration.name.starts_with("jiff_") => {
                timestamp(json, jiff::Timestamp::MAX.as_second())
            }
            _ => closed(message(), json),
        },
        _ => json.clone(),
    };
    refusing::accepted(field, closed)
}

fn well_known(full_name: &str, json: &Json) -> Json {
    match (full_name, json) {
        ("google.protobuf.Timestamp", json) => timestamp(json, LAST_SECOND),
        ("google.protobuf.Any", Json::Object(members)) => Json::Object(packed(members)),
        (full_name, Json::Text(text)) => {
            let beyond = wrapped(full_name).filter(|kind| is_beyond(*kind, Domain::All, text));
            beyond.map_or_else(|| json.clone(), ordinary)
        }
        _ => json.clone(),
    }
}

/// The members of an `Any`, of the type that one of them names.
fn packed(members: &[(String, Json)]) -> Vec<(String, Json)> {
    let named = |(name, value): &(String, Json)| match value {
        Json::Text(url) if name == "@type" => registry::packable(url.rsplit_once('/')?.1),
        _ => None,
    };
    let Some(packable) = members.iter().find_map(named) else { return members.to_vec() };
    let message = (packable.schema)();
    let closed_member = |member: &(String, Json)| match packable.is_object() {
        true => closed_member(message, member),
        false if member.0 == "value" => (member.0.clone(), closed(message, &member.1)),
        false => member.clone(),
    };
    members.iter().map(closed_member).collect()
}

/// A timestamp that its offset moves out of the years 0001 to 9999, or that is behind the last of its type.
fn timestamp(json: &Json, last: i64) -> Json {
    match json {
        Json::Text(text) => match DateTime::parse_from_rfc3339(text) {
            Ok(time) if !(FIRST_SECOND..=last).contains(&time.timestamp()) => Json::text("1970-01-01T00:00:00Z"),
            _ => json.clone(),
        },
        _ => json.clone(),
    }
}

/// Whether a text is of the gap.
fn is_beyond(kind: Scalar, domain: Domain, text: &str) -> bool {
    let has_exponent = text.contains(['e', 'E']);
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    match (kind, domain) {
        (Scalar::String, Domain::Url) => has_scheme(text) && url::Url::parse(text).is_err(),
        (Scalar::String, Domain::Decimal) => digits(text) > 28,
        (Scalar::String | Scalar::Bytes | Scalar::Bool, _) => false,
        (Scalar::Float, _) => has_exponent && text.parse().is_ok_and(f32::is_infinite),
        (Scalar::Double, _) => {
            let is_long = digits(text.split('.').next().unwrap_or(text)) == 309;
            (has_exponent || is_long) && text.parse().is_ok_and(f64::is_infinite)
        }
        (integer, domain) => {
            has_exponent && Number::parse(text).is_some_and(|number| !is_within(&number, integer, domain))
        }
    }
}

/// Whether a number is an integer of the kind and of the domain.
fn is_within(number: &Number, kind: Scalar, domain: Domain) -> bool {
    let (min, max) = range(kind, domain);
    number.integer().is_some_and(|number| (min..=max).contains(&number))
}

fn has_scheme(text: &str) -> bool {
    let start = text.trim_start_matches(|letter| letter <= ' ');
    start.starts_with(|letter: char| letter.is_ascii_alphabetic()) && start.contains(':')
}

/// What stands for a text of the gap.
fn ordinary(kind: Scalar) -> Json {
    Json::text(if kind == Scalar::String { "" } else { "0" })
}

/// What two spellings of one key have in common.
#[derive(Debug, PartialEq)]
pub(crate) enum Key {
    Number(Option<Number>),
    Uuid(Option<Uuid>),
    Text(String),
}

impl Key {
    pub(crate) fn new(kind: Scalar, domain: Domain, text: &str) -> Self {
        match (kind, domain) {
            (Scalar::String, Domain::Uuid) if text.is_empty() => Key::Uuid(Some(Uuid::nil())),
            (Scalar::String, Domain::Uuid) => Key::Uuid(text.parse().ok()),
            (Scalar::String | Scalar::Bool, _) => Key::Text(text.to_owned()),
            _ => Key::Number(Number::parse(text)),
        }
    }
}

/// The keys of a map, with another in place of each that is of the gap or there already in another spelling.
fn closed_keys(kind: Scalar, domain: Domain, entries: &[(String, Json)]) -> Vec<String> {
    let key = |text: &str| Key::new(kind, domain, text);
    let all: Vec<Key> = entries.iter().map(|(name, _)| key(name)).collect();
    let mut fresh = (0..).map(|number: u128| match domain {
        Domain::Uuid => Uuid::from_u128(number).to_string(),
        _ => number.to_string(),
    });
    let closed = entries.iter().enumerate().map(|(index, (name, _))| {
        match all[..index].contains(&all[index]) || is_beyond(kind, domain, name) {
            true => fresh.by_ref().find(|name| !all.contains(&key(name))).unwrap_or_default(),
            false => name.clone(),
        }
    });
    closed.collect()
}
