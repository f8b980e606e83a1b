//! Everything that the macros name. Not for users, and not stable.

pub use bytes::{Buf, BufMut};
pub use inventory;
pub use prost;
#[cfg(feature = "schemars")]
pub use schemars;
pub use serde;

pub use core::option::Option::{self, None, Some};
pub use core::result::Result::{self, Err, Ok};

pub use crate::codec::{
    Argument, Borrowed, BorrowedCodec, BorrowedFieldCodec, Boxed, Codec, Delimited, EnumNumber, Expanded, Explicit,
    FieldCodec, Fixed, Group, Implicit, InPlace, MapKey, MapOf, Marker, Member, Nested, Owned, Packed, Plain, Required,
    RequiredOption, Shared, Unpacked, Value, ZigZagged, subscript_of,
};
pub use crate::json::derived as json;
pub use crate::message::encoded::Encoded;
pub use crate::message::extension::{Extension, extension};
pub use crate::message::view::{Family, OneofView, View};
pub use crate::message::{Enumeration, Merging, Message, Oneof};
pub use crate::oneof;
pub use crate::oneof_view;
pub use crate::options;
pub use crate::prost_message;
pub use crate::registry::Root;
pub use crate::rpc;
pub use crate::schema;
pub use crate::schema::Rules;
#[cfg(feature = "regex")]
pub use crate::validate::Pattern;
pub use crate::validate::{Checker, Subscript, judge};
pub use crate::wire::{BULK, FieldNumber, Interrupt, Key, Reader, Stop, UnknownFields, Writer};
pub use crate::wkt::{
    EnumOptions, EnumValueOptions, ExtensionRangeOptions, FieldOptions, FileOptions, MessageOptions, MethodOptions,
    OneofOptions, ServiceOptions, packable, packable_view,
};

/// What `Debug` shows of a member under `redact`.
pub struct Redacted;

impl core::fmt::Debug for Redacted {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("[redacted]")
    }
}

/// The codec of types whose `#[contract]` has mistakes: it is never run.
pub struct Stub;

impl<T> Codec<T> for Stub {
    const KIND: schema::Kind = schema::Kind::Scalar(schema::Scalar::Bool);
    const WIRE_TYPE: crate::wire::WireType = crate::wire::WireType::Varint;

    fn default() -> T {
        unreachable!("a contract with mistakes does not compile")
    }

    fn is_default(_: &T) -> bool {
        true
    }

    fn put(_: &T, _: &mut Writer<'_>) {}

    fn merge(_: &mut T, _: &mut Reader<'_>) -> Result<(), Interrupt> {
        Err(Interrupt::Unknown)
    }
}
