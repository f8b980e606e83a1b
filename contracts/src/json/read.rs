//! Reading: JSON becomes the bytes of a message by its plan, from any deserializer of serde's. There is one copy of this for
//! each deserializer of a program, whatever the messages are.

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Unexpected, Visitor};
use std::fmt;

use super::encoding::Encoding;
use super::extension;
use super::form::Form;
use super::keys::Keys;
use super::known;
use super::options::{Level, Options};
use super::plan::{Count, Field, KEY, Kind, Plan, VALUE, Value};
use super::value::{KeySeed, ValueSeed};
use crate::schema::Domain;
use crate::wire::{DecodeError, Key, WireType};

/// What makes a message of the bytes, while the deserializer still knows which place it read last.
pub(super) type Finish<'f> = &'f mut dyn FnMut(&[u8]) -> Result<(), DecodeError>;

/// Reads a message, and puts its fields.
pub(super) struct MessageSeed<'a> {
    pub(super) plan: &'static Plan,
    /// Which values of a message that stands for something there are.
    pub(super) domain: Domain,
    pub(super) to: &'a mut Encoding,
    pub(super) options: Options,
}

impl<'de> DeserializeSeed<'de> for MessageSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.plan.form {
            Form::Object => self.object(deserializer, None),
            _ => known::read(self, deserializer),
        }
    }
}

impl MessageSeed<'_> {
    /// Reads the message that all others are in.
    pub(super) fn whole<'de, D: Deserializer<'de>>(self, finish: Finish<'_>, deserializer: D) -> Result<(), D::Error> {
        if self.plan.form == Form::Object {
            return self.object(deserializer, Some(finish));
        }
        let MessageSeed { plan, domain, to, options } = self;
        MessageSeed { plan, domain, to: &mut *to, options }.deserialize(deserializer)?;
        finish(&to.0).map_err(D::Error::custom)
    }

    fn object<'de, D: Deserializer<'de>>(self, deserializer: D, finish: Option<Finish<'_>>) -> Result<(), D::Error> {
        let _level = Level::begin(self.options)?;
        deserializer.deserialize_map(ObjectVisitor { message: self, finish })
    }
}

struct ObjectVisitor<'a, 'f> {
    message: MessageSeed<'a>,
    finish: Option<Finish<'f>>,
}

impl<'de> Visitor<'de> for ObjectVisitor<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object: the message {}", self.message.plan.full_name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<(), A::Error> {
        let mut message = self.message;
        let MessageSeed { plan, options, .. } = message;
        let (mut seen, mut chosen, mut next) = (Places::default(), Places::default(), 0);
        let mut extensions = Vec::new();
        while let Some(name) = object.next_key_seed(NameSeed { plan, next })? {
            let (place, name) = match name {
                Name::Known(place, name) => (place, name),
                Name::Other(name) => {
                    message.other(&name, &mut extensions, &mut object)?;
                    continue;
                }
            };
            if !seen.put(place) {
                return Err(twice(name));
            }
            next = place + 1;
            let field = &plan.fields[place];
            let is_set = object.next_value_seed(FieldSeed { field, to: &mut *message.to, options })?;
            if let Some(oneof) = field.oneof.filter(|_| is_set)
                && !chosen.put(oneof.place)
            {
                return Err(A::Error::custom(format_args!("two members of the oneof `{}` are set", oneof.name)));
            }
        }
        if let Some(missing) = plan.required.iter().find(|place| !seen.contains(**place)) {
            return Err(lacks(plan, *missing));
        }
        self.finish.map_or(Ok(()), |finish| finish(&message.to.0)).map_err(A::Error::custom)
    }
}

#[cold]
fn twice<E: Error>(name: &str) -> E {
    E::custom(format_args!("the field `{name}` is there twice"))
}

#[cold]
fn lacks<E: Error>(plan: &Plan, place: usize) -> E {
    let name = plan.fields[place].name(Options::default());
    E::custom(format_args!("the message {} requires the field `{name}`", plan.full_name))
}

impl MessageSeed<'_> {
    /// Reads what no field of the message is called: an extension, or something to pass over. The numbers are those of the
    /// extensions that were read.
    #[cold]
    fn other<'de, A: MapAccess<'de>>(
        &mut self,
        name: &str,
        numbers: &mut Vec<u32>,
        object: &mut A,
    ) -> Result<(), A::Error> {
        let MessageSeed { plan, options, .. } = *self;
        let found = if plan.is_extensible { extension::named(plan.schema, name) } else { None };
        match found {
            Some((_, field)) if numbers.contains(&field.number) => Err(twice(name)),
            Some((set, field)) => {
                numbers.push(field.number);
                extension::read(plan, (set, field), object, self.to, options)
            }
            None if options.unknown_fields => object.next_value::<IgnoredAny>().map(drop),
            None => Err(A::Error::custom(format_args!("the message {} has no field `{name}`", plan.full_name))),
        }
    }
}

/// Places that were seen.
#[derive(Default)]
struct Places {
    /// A bit for each place that is small.
    small: [u64; 4],
    large: Vec<usize>,
}

impl Places {
    /// Adds a place; says whether it was not there.
    #[inline]
    fn put(&mut self, place: usize) -> bool {
        let is_new = !self.contains(place);
        match self.small.get_mut(place / 64) {
            Some(bits) => *bits |= 1 << (place % 64),
            None => self.large.push(place),
        }
        is_new
    }

    #[inline]
    fn contains(&self, place: usize) -> bool {
        match self.small.get(place / 64) {
            Some(bits) => bits & 1 << (place % 64) != 0,
            None => self.large.contains(&place),
        }
    }
}

/// The name of a field as it stands in an object.
enum Name {
    /// The place of a field of the message, and the name of it that was used.
    Known(usize, &'static str),
    Other(String),
}

/// Reads the name of a field.
struct NameSeed {
    plan: &'static Plan,
    /// The place of the field that most likely comes next.
    next: usize,
}

impl<'de> DeserializeSeed<'de> for NameSeed {
    type Value = Name;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        let known = self.plan.named(name, self.next).map(|(place, name)| Name::Known(place, name));
        Ok(known.unwrap_or_else(|| Name::Other(name.to_owned())))
    }
}

/// Reads a field, and puts it; whether there is something to put.
pub(super) struct FieldSeed<'a> {
    pub(super) field: &'static Field,
    pub(super) to: &'a mut Encoding,
    pub(super) options: Options,
}

impl FieldSeed<'_> {
    /// Reads the one value of the field, which is not absent.
    #[inline]
    fn value<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        let FieldSeed { field, to, options } = self;
        let start = to.len();
        to.key(field.key);
        let is_known = ValueSeed { value: &field.value, to: &mut *to, options }.deserialize(deserializer)?;
        if !is_known {
            to.truncate(start);
            return if field.is_required { Err(no_value(&field.value)) } else { Ok(false) };
        }
        if let Kind::Group(_) = field.value.kind {
            to.key(field.key.with_wire_type(WireType::EndGroup));
        }
        Ok(true)
    }
}

/// What is required cannot be passed over.
#[cold]
fn no_value<E: Error>(value: &Value) -> E {
    match &value.kind {
        Kind::Enum(schema) => E::custom(format_args!("no value of the enum {}", schema.schema.full_name())),
        _ => E::custom("no value"),
    }
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = bool;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.field.count {
            Count::Once if self.field.is_required || self.field.value.is_nullable() => self.value(deserializer),
            _ => deserializer.deserialize_option(self),
        }
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.field.count {
            Count::Once => "a value or null",
            Count::Expanded | Count::Packed => "an array",
            Count::Map(_) => "an object",
        })
    }

    fn visit_none<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    fn visit_unit<E: Error>(self) -> Result<bool, E> {
        Ok(false)
    }

    #[inline]
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        match self.field.count {
            Count::Once => self.value(deserializer),
            Count::Expanded | Count::Packed => deserializer.deserialize_seq(self),
            Count::Map(_) => deserializer.deserialize_map(self),
        }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<bool, A::Error> {
        if !matches!(self.field.count, Count::Expanded | Count::Packed) {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        }
        let FieldSeed { field, to, options } = self;
        let value = &field.value;
        if let Count::Packed = field.count {
            let before = to.len();
            to.key(field.key);
            let start = to.open();
            while list.next_element_seed(ValueSeed { value, to: &mut *to, options })?.is_some() {}
            match to.len() > start {
                true => drop(to.close(start)),
                false => to.truncate(before),
            }
            return Ok(true);
        }
        let end = matches!(value.kind, Kind::Group(_)).then(|| field.key.with_wire_type(WireType::EndGroup));
        loop {
            let before = to.len();
            to.key(field.key);
            match list.next_element_seed(ValueSeed { value, to: &mut *to, options })? {
                Some(true) => end.into_iter().for_each(|end| to.key(end)),
                Some(false) => to.truncate(before),
                None => {
                    to.truncate(before);
                    return Ok(true);
                }
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<bool, A::Error> {
        let Count::Map(keys) = &self.field.count else { return Err(A::Error::invalid_type(Unexpected::Map, &self)) };
        let FieldSeed { field, to, options } = self;
        let mut seen = Keys::default();
        loop {
            let before = to.len();
            to.key(field.key);
            let start = to.open();
            to.key(Key::new(KEY, keys.wire_type()));
            if object.next_key_seed(KeySeed { keys, to: &mut *to })?.is_none() {
                to.truncate(before);
                return if seen.are_unique(&to.0) { Ok(true) } else { Err(A::Error::custom("a key is there twice")) };
            }
            let end = to.len();
            to.key(Key::new(VALUE, field.value.wire_type()));
            match object.next_value_seed(ValueSeed { value: &field.value, to: &mut *to, options })? {
                true => {
                    let moved = to.close(start);
                    seen.put(start + moved..end + moved, &to.0);
                }
                false => to.truncate(before),
            }
        }
    }
}
