//! How messages and enums stand in JSON, and what a caller may choose about it.

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;

use super::extension::{self, deserialize_extension, serialize_extensions};
use super::{Enumeration, Message};
use crate::wire::{DEPTH_LIMIT, DecodeErrorKind};

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
    message.serialize_fields(&mut object)?;
    if const { M::EXTENSIBLE } {
        serialize_extensions(message, &mut object)?;
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
        let mut message = M::default();
        let mut seen = Vec::new();
        while let Some(name) = object.next_key::<Cow<'de, str>>()? {
            let extension = if const { M::EXTENSIBLE } { extension::named::<M>(&name) } else { None };
            let Some(number) = M::json_number(&name).or(extension.map(|(_, field)| field.number)) else {
                unknown_field::<M, A>(&name, &mut object)?;
                continue;
            };
            if seen.contains(&number) {
                return Err(A::Error::custom(format_args!("the field `{name}` is there twice")));
            }
            seen.push(number);
            match extension {
                Some(extension) => deserialize_extension(&mut message, extension, &mut object)?,
                None => message.deserialize_field(number, &mut object)?,
            }
        }
        match M::REQUIRED.iter().find(|number| !seen.contains(number)) {
            Some(number) => Err(A::Error::custom(Missing::<M>(*number, PhantomData))),
            None => Ok(message),
        }
    }
}

/// Tells which field is required and not there.
struct Missing<M>(u32, PhantomData<M>);

impl<M: Message> fmt::Display for Missing<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let schema = M::schema();
        let name = schema.field(self.0).map(|field| field.name_in_json()).unwrap_or_default();
        write!(f, "the message {} requires the field `{name}`", schema.full_name())
    }
}

#[cold]
fn unknown_field<'de, M: Message, A: MapAccess<'de>>(name: &str, object: &mut A) -> Result<(), A::Error> {
    if options().unknown_fields {
        return object.next_value::<IgnoredAny>().map(drop);
    }
    let message = M::schema().full_name();
    Err(A::Error::custom(format_args!("the message {message} has no field `{name}`")))
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
