//! `google.protobuf.Any`: the JSON of what it holds, beside its type, if that is linked into the program.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error as _};
use serde::ser::{Error as _, SerializeMap, Serializer};

use super::encoding::Encoding;
use super::form::Form;
use super::options::{Inside, Level, Options};
use super::parser::parse_with;
use super::plan::Plan;
use super::read::MessageSeed;
use super::tree::Tree;
use super::without_place;
use super::write::{Whole, fields, wrong};
use crate::registry::{self, Packable};
use crate::schema::Domain;
use crate::wire::{DecodeError, FieldNumber, Key, Reader, WireType};

const TYPE_URL: Key = Key::new(FieldNumber::literal(1), WireType::LengthDelimited);
const VALUE: Key = Key::new(FieldNumber::literal(2), WireType::LengthDelimited);

/// Writes the bytes of an `Any`.
pub(super) fn write<S: Serializer>(bytes: &[u8], options: Options, serializer: S) -> Result<S::Ok, S::Error> {
    let (type_url, value) = parts(bytes).map_err(wrong)?;
    let mut object = serializer.serialize_map(None)?;
    if type_url.is_empty() && value.is_empty() {
        return object.end();
    }
    let packable = packable(type_url).map_err(S::Error::custom)?;
    let inside = Inside::begin().map_err(S::Error::custom)?;
    let bytes = (packable.recode)(value, inside.levels).map_err(S::Error::custom)?;
    let plan = Plan::of((packable.schema)());
    object.serialize_entry("@type", type_url)?;
    match plan.form {
        Form::Object => fields(plan, &bytes, &mut object, options)?,
        _ => object.serialize_entry("value", &Whole { plan, bytes: &bytes, options })?,
    }
    object.end()
}

/// The URL of the type, and the encoded message.
fn parts(bytes: &[u8]) -> Result<(&str, &[u8]), DecodeError> {
    let (mut type_url, mut value, mut r) = ("", &[][..], Reader::new(bytes));
    while !r.is_empty() {
        match r.key()? {
            TYPE_URL => type_url = r.text()?,
            VALUE => value = r.length_delimited()?,
            key => r.skip(key)?,
        }
    }
    Ok((type_url, value))
}

fn packable(type_url: &str) -> Result<&'static Packable, String> {
    let name = type_url.rsplit_once('/').map(|(_, name)| name).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| format!("{type_url:?} is not the URL of a type"))?;
    registry::packable(name).ok_or_else(|| format!("no contract `{name}` is linked into the program"))
}

/// Reads an `Any`, and puts its fields. The type may stand behind the fields, so all of it is kept first.
pub(super) fn read<'de, D: Deserializer<'de>>(
    to: &mut Encoding,
    options: Options,
    deserializer: D,
) -> Result<(), D::Error> {
    let Tree::Object(members) = Tree::deserialize(deserializer)? else {
        return Err(D::Error::custom("an `Any` is an object"));
    };
    if members.is_empty() {
        return Ok(());
    }
    put(members, to, options).map_err(D::Error::custom)
}

type Members = Vec<(String, Tree)>;

fn put(mut members: Members, to: &mut Encoding, options: Options) -> Result<(), String> {
    let type_url = type_url(&mut members)?;
    let packable = packable(&type_url)?;
    let plan = Plan::of((packable.schema)());
    let is_object = plan.form == Form::Object;
    let value = if is_object { Tree::Object(members) } else { value(members, options)? };
    let json = serde_json::to_string(&value).map_err(|error| error.to_string())?;
    let mut inner = Encoding::default();
    let inside = Inside::begin()?;
    // The object of the fields is a level itself.
    let level = if is_object { Ok(None) } else { Level::begin(options).map(Some) };
    let _level = level.map_err(|error: serde_json::Error| error.to_string())?;
    if parse_with(MessageSeed { plan, domain: Domain::All, to: &mut inner, options }, &json).is_err() {
        inner.truncate(0);
        let seed = MessageSeed { plan, domain: Domain::All, to: &mut inner, options };
        let read = seed.deserialize(&mut serde_json::Deserializer::from_str(&json));
        read.map_err(|error| without_place(&error))?;
    }
    let bytes = (packable.recode)(&inner.0, super::levels_of_wire(options))?;
    drop(inside);
    to.key(TYPE_URL);
    to.delimited(type_url.as_bytes());
    to.key(VALUE);
    to.delimited(&bytes);
    Ok(())
}

/// Takes the type out of the members, wherever it stands among them.
fn type_url(members: &mut Members) -> Result<String, String> {
    let mut types = members.extract_if(.., |(name, _)| name == "@type");
    match (types.next(), types.next()) {
        (Some((_, Tree::Text(url))), None) => Ok(url),
        (Some(_), None) => Err("`@type` is a string".to_owned()),
        (Some(_), Some(_)) => Err("`@type` is there twice".to_owned()),
        (None, _) => Err("an `Any` has an `@type`".to_owned()),
    }
}

/// The JSON of a message that is not an object of its fields.
fn value(members: Members, options: Options) -> Result<Tree, String> {
    let mut found = None;
    for (name, value) in members {
        match name.as_str() {
            "value" if found.is_some() => return Err("`value` is there twice".to_owned()),
            "value" => found = Some(value),
            _ if options.unknown_fields => {}
            _ => return Err(format!("there is no `{name}` in an `Any` of a type with JSON of its own")),
        }
    }
    found.ok_or_else(|| "an `Any` of a type with JSON of its own has a `value`".to_owned())
}
