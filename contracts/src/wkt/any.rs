//! `google.protobuf.Any`: a message of a type that the bytes name.

use serde::de::Error as _;
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serializer};

use super::message::{fields, members};
use crate::codec::{ByteString, Implicit, Utf8};
use crate::message::Message;
use crate::message::json::{JsonForm, Level, inside, options};
use crate::message::tree::Tree;
use crate::registry::{self, Packable};
use crate::validate::Value;
use crate::wire::DecodeError;

/// A message of any type. In JSON it can be of the types that are linked into the program.
///
/// ```
/// use contracts::wkt::{Any, Timestamp};
///
/// let any = Any::pack(&Timestamp { seconds: 1, nanos: 0 });
/// assert_eq!(any.type_url, "type.googleapis.com/google.protobuf.Timestamp");
/// assert_eq!(any.unpack::<Timestamp>()?, Some(Timestamp { seconds: 1, nanos: 0 }));
/// assert_eq!(any.unpack::<()>()?, None);
/// assert_eq!(
///     serde_json::to_string(&any)?,
///     r#"{"@type":"type.googleapis.com/google.protobuf.Timestamp","value":"1970-01-01T00:00:01Z"}"#
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Any {
    /// What ends in `/` and the full name of the type, as `type.googleapis.com/user.v1.User`.
    pub type_url: String,
    /// The encoded message.
    pub value: Vec<u8>,
}

impl Any {
    /// Packs a message.
    pub fn pack<M: Message>(message: &M) -> Self {
        let type_url = format!("type.googleapis.com/{}", M::schema().full_name());
        Any { type_url, value: message.encode_to_vec() }
    }

    /// The message, if it is of this type.
    ///
    /// # Errors
    /// When the bytes are no such message.
    pub fn unpack<M: Message>(&self) -> Result<Option<M>, DecodeError> {
        let is_type = self.type_name() == Some(&M::schema().full_name());
        is_type.then(|| M::decode(&self.value)).transpose()
    }

    /// The full name of the message's type, as `user.v1.User`.
    pub fn type_name(&self) -> Option<&str> {
        self.type_url.rsplit_once('/').map(|(_, name)| name).filter(|name| !name.is_empty())
    }

    fn packable(&self) -> Result<&'static Packable, String> {
        let name = self.type_name().ok_or_else(|| format!("{:?} is not the URL of a type", self.type_url))?;
        registry::packable(name).ok_or_else(|| format!("no contract `{name}` is linked into the program"))
    }
}

#[diagnostic::do_not_recommend]
impl Message for Any {
    const JSON: JsonForm = JsonForm::Special;

    fn with_value(&self, look: &mut dyn FnMut(&Value<'_>)) {
        look(&Value::Any(&self.type_url));
    }

    fields!("Any" in "google/protobuf/any.proto" {
        2 => value: Implicit<ByteString>,
        1 => type_url: Implicit<Utf8>,
    });

    fn serialize_json<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if *self == Any::default() {
            return object.end();
        }
        let packable = self.packable().map_err(S::Error::custom)?;
        let json = inside(|levels| (packable.to_json)(&self.value, levels)).map_err(S::Error::custom)?;
        object.serialize_entry("@type", &self.type_url)?;
        match serde_json::from_str(&json).map_err(S::Error::custom)? {
            Tree::Object(fields) if packable.is_object => {
                fields.iter().try_for_each(|(name, value)| object.serialize_entry(name, value))?;
            }
            value => object.serialize_entry("value", &value)?,
        }
        object.end()
    }

    fn deserialize_json<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Tree::Object(mut members) = Tree::deserialize(deserializer)? else {
            return Err(D::Error::custom("an `Any` is an object"));
        };
        if members.is_empty() {
            return Ok(Any::default());
        }
        let type_url = type_url(&mut members).map_err(D::Error::custom)?;
        let mut any = Any { type_url, value: Vec::new() };
        let packable = any.packable().map_err(D::Error::custom)?;
        let value = if packable.is_object { Ok(Tree::Object(members)) } else { value(members) };
        let json = serde_json::to_string(&value.map_err(D::Error::custom)?).map_err(D::Error::custom)?;
        // The object of the fields is a level itself.
        let _level = (!packable.is_object).then(Level::begin).transpose()?;
        any.value = inside(|_| (packable.from_json)(&json)).map_err(D::Error::custom)?;
        Ok(any)
    }
}

members!(Any);

type Members = Vec<(String, Tree)>;

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
fn value(members: Members) -> Result<Tree, String> {
    let mut found = None;
    for (name, value) in members {
        match name.as_str() {
            "value" if found.is_some() => return Err("`value` is there twice".to_owned()),
            "value" => found = Some(value),
            _ if options().unknown_fields => {}
            _ => return Err(format!("there is no `{name}` in an `Any` of a type with JSON of its own")),
        }
    }
    found.ok_or_else(|| "an `Any` of a type with JSON of its own has a `value`".to_owned())
}
