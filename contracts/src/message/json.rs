//! How messages and enums stand in JSON, and what a caller may choose about it.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use super::extension::{self, deserialize_extension, serialize_extensions};
use super::{Enumeration, Message};
use crate::schema;
use crate::wire::{DEPTH_LIMIT, DecodeErrorKind, UnknownFields};

/// What JSON leaves to the caller. The default is what plain serde does: strict, without default values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// Reading: passes over fields and enum values that the contract does not name, which are an error otherwise.
    pub unknown_fields: bool,
    /// Writing: writes members that have no presence also when they are the default.
    pub default_values: bool,
    /// Writing: names fields as the `.proto` file does.
    pub proto_names: bool,
    /// Reading: how many levels of messages, and of what a `Struct`, a `Value` or an `Any` holds, may be below the message.
    /// 100 by default, also where the deserializer has no limit of its own; `serde_json` has one of 127.
    pub depth: u32,
}

impl Options {
    const DEFAULT: Options =
        Options { unknown_fields: false, default_values: false, proto_names: false, depth: DEPTH_LIMIT };
}

impl Default for Options {
    fn default() -> Self {
        Options::DEFAULT
    }
}

/// What JSON calls a field.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// The name in JSON.
    pub json: &'static str,
    /// The name in the `.proto` file.
    pub proto: &'static str,
    /// The number of the field.
    pub number: u32,
}

impl Names {
    /// The name that is written.
    #[inline]
    pub(crate) fn chosen(&self, options: Options) -> &'static str {
        if options.proto_names { self.proto } else { self.json }
    }
}

/// What the JSON of a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonForm {
    /// An object of the fields, as of all but some messages of `google.protobuf`.
    Object,
    /// Something of the message's own.
    Special,
    /// Something of the message's own, of which `null` is a value, not absence.
    Nullable,
}

thread_local! {
    /// The options of the call that runs on this thread: serde has no way to hand them down to the values.
    static OPTIONS: Cell<Options> = const { Cell::new(Options::DEFAULT) };

    /// How many levels of JSON are being read on this thread.
    static LEVELS: Cell<u32> = const { Cell::new(0) };
}

/// A level of JSON that is being read; it ends when this is dropped.
pub(crate) struct Level(());

impl Level {
    /// Begins a level.
    ///
    /// # Errors
    /// When more levels are open than the options allow.
    pub(crate) fn begin<E: Error>() -> Result<Self, E> {
        let (levels, limit) = (LEVELS.get(), options().depth);
        if levels > limit {
            return Err(E::custom(DecodeErrorKind::TooDeep(limit)));
        }
        LEVELS.set(levels + 1);
        Ok(Level(()))
    }
}

impl Drop for Level {
    fn drop(&mut self) {
        LEVELS.set(LEVELS.get() - 1);
    }
}

thread_local! {
    /// How many levels a message may have that is encoded inside another, where no reader counted them.
    static INSIDE: Cell<u32> = const { Cell::new(DEPTH_LIMIT) };
}

/// How many levels a message that is encoded inside another takes off those that may be in it: such nesting copies what is
/// in it, so it ends sooner than any other.
const INSIDE_LEVELS: u32 = 10;

/// Puts the levels back that were there before, also when a panic passes.
struct RestoreInside(u32);

impl Drop for RestoreInside {
    fn drop(&mut self) {
        INSIDE.set(self.0);
    }
}

/// Turns a message that is encoded inside another, as in an `Any` or as an extension, into JSON or back: `run` is told how
/// many levels it may have.
///
/// # Errors
/// Those of `run`; that too many such messages are inside each other.
pub(crate) fn inside<T>(run: impl FnOnce(u32) -> Result<T, String>) -> Result<T, String> {
    let levels = INSIDE.get().checked_sub(INSIDE_LEVELS);
    let levels = levels.ok_or_else(|| "messages encoded one inside another, too deep".to_owned())?;
    let _before = RestoreInside(INSIDE.replace(levels));
    run(levels)
}

/// What is wrong with the JSON of a message inside another. The place in it is left out: that JSON was put together here,
/// and nobody else has seen it.
pub(crate) fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

/// Puts the options back that were there before, also when a panic passes.
struct Restore(Options);

impl Drop for Restore {
    fn drop(&mut self) {
        OPTIONS.set(self.0);
    }
}

/// The options of the call that runs on this thread.
pub(crate) fn options() -> Options {
    OPTIONS.get()
}

/// Runs a function under options.
pub(crate) fn with_options<T>(options: Options, run: impl FnOnce() -> T) -> T {
    let _before = Restore(OPTIONS.replace(options));
    run()
}

/// Writes a message as an object.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_object<M: Message, S: Serializer>(message: &M, serializer: S) -> Result<S::Ok, S::Error> {
    let mut object = serializer.serialize_map(None)?;
    message.serialize_fields(&mut object, options())?;
    if const { M::EXTENSIBLE } {
        serialize_extensions(M::schema(), message.unknown_fields(), &mut object)?;
    }
    object.end()
}

/// Reads a message from an object.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such message.
pub fn deserialize_object<'de, M: Message, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let _level = Level::begin()?;
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<M>(PhantomData<M>);

impl<'de, M: Message> Visitor<'de> for ObjectVisitor<M> {
    type Value = M;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object: the message {}", M::schema().full_name())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<M, A::Error> {
        let (mut message, mut seen, mut next) = (M::default(), Seen::default(), 0);
        while let Some(name) = object.next_key_seed(NameSeed { names: M::JSON_NAMES, next: &mut next })? {
            match name {
                Name::Known(_, number) if seen.put(number) => message.deserialize_field(number, &mut object)?,
                Name::Known(name, _) => return Err(twice(name)),
                Name::Other(name) => {
                    let unknown = message.unknown_fields_mut();
                    Others { schema: M::schema(), extensible: M::EXTENSIBLE, unknown }.put(
                        &name,
                        &mut seen,
                        &mut object,
                    )?;
                }
            }
        }
        match seen.first_missing(M::REQUIRED) {
            Some(number) => Err(A::Error::custom(Missing(number, M::schema()))),
            None => Ok(message),
        }
    }
}

#[cold]
fn twice<E: Error>(name: &str) -> E {
    E::custom(format_args!("the field `{name}` is there twice"))
}

/// The fields of a message that were read.
#[derive(Default)]
struct Seen {
    /// A bit for each number that is small.
    small: [u64; 4],
    large: Vec<u32>,
}

impl Seen {
    /// Adds a field; says whether it was not there.
    #[inline]
    fn put(&mut self, number: u32) -> bool {
        let bit = 1 << (number % 64);
        let is_new = !self.contains(number);
        match self.small.get_mut(number as usize / 64) {
            Some(bits) => *bits |= bit,
            None => self.large.push(number),
        }
        is_new
    }

    /// The first of these that was not read.
    fn first_missing(&self, required: &[u32]) -> Option<u32> {
        required.iter().copied().find(|&number| !self.contains(number))
    }

    #[inline]
    fn contains(&self, number: u32) -> bool {
        match self.small.get(number as usize / 64) {
            Some(bits) => bits & 1 << (number % 64) != 0,
            None => self.large.contains(&number),
        }
    }
}

/// The name of a field as it stands in an object.
enum Name {
    /// A field of the contract: one of its names, and its number.
    Known(&'static str, u32),
    Other(String),
}

/// Reads the name of a field. Fields mostly come in the order in which they are declared, so the search begins behind the
/// last one.
struct NameSeed<'a> {
    names: &'static [&'static [Names]],
    /// Where the search begins among the message's own names.
    next: &'a mut usize,
}

impl NameSeed<'_> {
    fn find(self, name: &str) -> Option<Name> {
        let (own, oneofs) = self.names.split_first()?;
        let (before, behind) = own.split_at(*self.next);
        for (index, names) in behind.iter().enumerate() {
            if let Some(name) = names.known(name) {
                *self.next += index + 1;
                return Some(name);
            }
        }
        for (index, names) in before.iter().enumerate() {
            if let Some(name) = names.known(name) {
                *self.next = index + 1;
                return Some(name);
            }
        }
        oneofs.iter().copied().flatten().find_map(|names| names.known(name))
    }
}

impl Names {
    #[inline]
    fn known(&self, name: &str) -> Option<Name> {
        // Most names differ in their lengths or at their ends.
        let is = |known: &str| {
            known.len() == name.len() && known.as_bytes().last() == name.as_bytes().last() && known == name
        };
        let found = if is(self.json) { Some(self.json) } else { Some(self.proto).filter(|proto| is(proto)) };
        found.map(|found| Name::Known(found, self.number))
    }
}

impl<'de> DeserializeSeed<'de> for NameSeed<'_> {
    type Value = Name;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Name, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed<'_> {
    type Value = Name;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Name, E> {
        Ok(self.find(name).unwrap_or_else(|| Name::Other(name.to_owned())))
    }
}

/// A message as far as the fields go that it does not name. It does not know the type of the message: one copy does for all.
struct Others<'a> {
    schema: &'static schema::Message,
    extensible: bool,
    unknown: Option<&'a mut UnknownFields>,
}

impl Others<'_> {
    /// Reads such a field: an extension, or one to pass over.
    #[cold]
    fn put<'de, A: MapAccess<'de>>(self, name: &str, seen: &mut Seen, object: &mut A) -> Result<(), A::Error> {
        let extension = if self.extensible { extension::named(self.schema, name) } else { None };
        match extension {
            Some((_, field)) if !seen.put(field.number) => Err(twice(name)),
            Some(extension) => deserialize_extension(self.schema, self.unknown, extension, object),
            None if options().unknown_fields => object.next_value::<IgnoredAny>().map(drop),
            None => {
                let message = self.schema.full_name();
                Err(A::Error::custom(format_args!("the message {message} has no field `{name}`")))
            }
        }
    }
}

/// Tells which field is required and not there.
struct Missing(u32, &'static schema::Message);

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Missing(number, schema) = self;
        let name = schema.field(*number).map(|field| field.name_in_json()).unwrap_or_default();
        write!(f, "the message {} requires the field `{name}`", schema.full_name())
    }
}

/// Writes an enum as the name of its value; a number without a name as the number.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_enum<T: Enumeration, S: Serializer>(value: T, serializer: S) -> Result<S::Ok, S::Error> {
    let number = value.number();
    match T::schema().values.iter().find(|value| value.number == number) {
        Some(value) => serializer.serialize_str(value.declaration.name),
        None => serializer.serialize_i32(number),
    }
}

/// Reads an enum from the name of a value, or from a number.
///
/// # Errors
/// Those of the deserializer; that the enum has no such value.
pub fn deserialize_enum<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = deserialize_known_enum::<T, D>(deserializer)?;
    value.ok_or_else(|| D::Error::custom(format_args!("no value of the enum {}", T::schema().full_name())))
}

/// Reads an enum; none for a value that the enum does not have, where the options pass over such.
///
/// # Errors
/// As [`deserialize_enum`].
pub(crate) fn deserialize_known_enum<'de, T: Enumeration, D: Deserializer<'de>>(d: D) -> Result<Option<T>, D::Error> {
    d.deserialize_any(EnumVisitor(PhantomData))
}

struct EnumVisitor<T>(PhantomData<T>);

impl<T: Enumeration> EnumVisitor<T> {
    fn known<E: Error>(&self, value: Option<T>, found: Unexpected<'_>) -> Result<Option<T>, E> {
        match value {
            None if !options().unknown_fields => Err(E::invalid_value(found, self)),
            value => Ok(value),
        }
    }
}

impl<T: Enumeration> Visitor<'_> for EnumVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value of the enum {}", T::schema().full_name())
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<T>, E> {
        let value = T::schema().values.iter().find(|value| value.declaration.name == name);
        self.known(value.and_then(|value| T::from_number(value.number)), Unexpected::Str(name))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Option<T>, E> {
        let found = Unexpected::Signed(number);
        let number = i32::try_from(number).map_err(|_| E::invalid_value(found, &self))?;
        self.known(T::from_number(number), found)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Option<T>, E> {
        let found = Unexpected::Unsigned(number);
        let number = i32::try_from(number).map_err(|_| E::invalid_value(found, &self))?;
        self.known(T::from_number(number), found)
    }

    /// JSON has one kind of number: `1.0` is `1`.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Option<T>, E> {
        let found = Unexpected::Float(number);
        if number != f64::from(number as i32) {
            return Err(E::invalid_value(found, &self));
        }
        self.known(T::from_number(number as i32), found)
    }
}
