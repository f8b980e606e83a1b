//! What the macros forward to: serde's traits for messages and enums.

use serde::de::{Deserializer, Error as _};
use serde::ser::{Error as _, Serializer};
use std::cell::Cell;

use super::encoding::Encoding;
use super::options::options;
use super::plan::{Enum, Plan};
use super::read::MessageSeed;
use super::{levels_of_wire, value, write};
use crate::message::encoded::Encoded;
use crate::message::view::{Family, View};
use crate::message::{Enumeration, Message};
use crate::schema::{self, Domain};
use crate::wire::{DecodeError, DecodeOptions, Writer};

/// Writes a message.
///
/// # Errors
/// Those of the serializer; that a value has no JSON form.
pub fn serialize<M: Message, S: Serializer>(message: &M, serializer: S) -> Result<S::Ok, S::Error> {
    Writer::with_scratch(|w| message.put(w), |bytes| write::encoded(M::schema(), bytes, serializer))
}

/// Writes a message that borrows.
///
/// # Errors
/// As [`serialize`].
pub fn serialize_view<'a, V: View<'a>, S: Serializer>(message: &V, serializer: S) -> Result<S::Ok, S::Error> {
    Writer::with_scratch(|w| message.put(w), |bytes| write::encoded(V::schema(), bytes, serializer))
}

/// Reads a message.
///
/// # Errors
/// Those of the deserializer; that the JSON is no such message.
pub fn deserialize<'de, M: Message, D: Deserializer<'de>>(deserializer: D) -> Result<M, D::Error> {
    let (mut message, options) = (None, options());
    let limits = DecodeOptions::new().with_depth(levels_of_wire(options));
    let mut finish = |bytes: &[u8]| {
        message = Some(M::decode_with(bytes, &limits)?);
        Ok(())
    };
    read(M::schema(), &mut finish, deserializer)?;
    message.ok_or_else(|| D::Error::custom("no message"))
}

fn read<'de, D: Deserializer<'de>>(
    schema: &'static schema::Message,
    finish: &mut dyn FnMut(&[u8]) -> Result<(), DecodeError>,
    deserializer: D,
) -> Result<(), D::Error> {
    thread_local! {
        /// Room for the bytes of a message, when none is being read on this thread.
        static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    }
    /// The largest room that is kept.
    const LIMIT: usize = 1 << 20;
    let mut to = Encoding(ROOM.take());
    to.truncate(0);
    let seed = MessageSeed { plan: Plan::of(schema), domain: Domain::All, to: &mut to, options: options() };
    let read = seed.whole(finish, deserializer);
    if to.0.capacity() <= LIMIT {
        ROOM.set(to.0);
    }
    read
}

/// Writes an enum as the name of its value; a number without a name as the number.
///
/// # Errors
/// Those of the serializer.
pub fn serialize_enum<T: Enumeration, S: Serializer>(value: T, serializer: S) -> Result<S::Ok, S::Error> {
    write::number_of_enum(&Enum::new(T::schema()), value.number(), serializer)
}

/// Reads an enum from the name of a value, or from a number.
///
/// # Errors
/// Those of the deserializer; that the enum has no such value.
pub fn deserialize_enum<'de, T: Enumeration, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let domain = Domain::Numbers(|number| T::from_number(number).is_some());
    let number = value::number_of_enum(&Enum::new(T::schema()), domain, options(), deserializer)?;
    let value = number.and_then(T::from_number);
    value.ok_or_else(|| D::Error::custom(format_args!("no value of the enum {}", T::schema().full_name())))
}

/// Messages that serde writes and reads by their schemas.
macro_rules! messages {
    ($([$($generics:tt)*] $message:ty;)*) => {$(
        impl<$($generics)*> serde::Serialize for $message {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize(self, serializer)
            }
        }

        impl<'de, $($generics)*> serde::Deserialize<'de> for $message {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserialize(deserializer)
            }
        }
    )*};
}

messages! {
    [] crate::wkt::Any;
    [] crate::wkt::Timestamp;
    [] crate::wkt::Duration;
    [] crate::wkt::FieldMask;
    [] crate::wkt::Struct;
    [] crate::wkt::ListValue;
    [] crate::wkt::Value;
}

/// Its bytes may be as a peer wrote them, so they are decoded first.
impl<F: Family> serde::Serialize for Encoded<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_view(&self.view().map_err(S::Error::custom)?, serializer)
    }
}

impl<'de, F: Family> serde::Deserialize<'de> for Encoded<F> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}
