//! The codecs of the standard types and of those other crates' types that need no `as`.

use bytes::Bytes;
use std::borrow::Cow;
use std::sync::Arc;

use super::{
    Boxed, ByteString, Expanded, Fixed, FixedWidth, Implicit, Member, Nested, Packed, Plain, Shared, Text, Utf8, Value,
    Varint, ZigZag, ZigZagged,
};

/// One line per type: its value codec, its codec in a `Vec`, its codec alone.
macro_rules! standard {
    ($($type:ty, $encoding:ty => $codec:ty, $repeated:ty, $member:ty;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl Value<$encoding> for $type {
            type Codec = $codec;
            type Repeated = $repeated;
        }
        #[diagnostic::do_not_recommend]
        impl Member<$encoding> for $type {
            type Codec = $member;
        }
    )*};
}

standard! {
    bool, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    i8, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    i16, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    i32, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    i64, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    u8, Plain => Varint, Implicit<ByteString>, Implicit<Varint>;
    u16, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    u32, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    u64, Plain => Varint, Packed<Varint>, Implicit<Varint>;
    f32, Plain => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    f64, Plain => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    i32, ZigZagged => ZigZag, Packed<ZigZag>, Implicit<ZigZag>;
    i64, ZigZagged => ZigZag, Packed<ZigZag>, Implicit<ZigZag>;
    i32, Fixed => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    i64, Fixed => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    u32, Fixed => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    u64, Fixed => FixedWidth, Packed<FixedWidth>, Implicit<FixedWidth>;
    String, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>;
    Box<str>, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>;
    Arc<str>, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>;
    Cow<'static, str>, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>;
    Bytes, Plain => ByteString, Expanded<ByteString>, Implicit<ByteString>;
    (), Plain => Nested, Expanded<Nested>, Implicit<Nested>;
}

#[diagnostic::do_not_recommend]
impl Value for Vec<u8> {
    type Codec = ByteString;
    type Repeated = Expanded<ByteString>;
}

#[diagnostic::do_not_recommend]
impl<const N: usize> Value for [u8; N] {
    type Codec = ByteString;
    type Repeated = Expanded<ByteString>;
}

#[diagnostic::do_not_recommend]
impl<const N: usize> Member for [u8; N] {
    type Codec = Implicit<ByteString>;
}

impl<T: Value<E>, E> Value<E> for Box<T> {
    type Codec = Boxed<T::Codec>;
    type Repeated = Expanded<Boxed<T::Codec>>;
}

impl<T: Member<E>, E> Member<E> for Box<T> {
    type Codec = Boxed<T::Codec>;
}

impl<T: Value<E> + Clone, E> Value<E> for Arc<T> {
    type Codec = Shared<T::Codec>;
    type Repeated = Expanded<Shared<T::Codec>>;
}

impl<T: Member<E> + Clone, E> Member<E> for Arc<T> {
    type Codec = Shared<T::Codec>;
}

/// Types that travel as their text.
macro_rules! textual {
    ($($type:ty),*) => {
        standard! { $($type, Plain => Text, Expanded<Text>, Implicit<Text>;)* }
    };
}

textual!(std::net::IpAddr, std::net::Ipv4Addr, std::net::Ipv6Addr);

#[cfg(feature = "uuid")]
textual!(uuid::Uuid);

#[cfg(feature = "url")]
textual!(url::Url);

#[cfg(feature = "rust_decimal")]
textual!(rust_decimal::Decimal);

#[cfg(feature = "smol_str")]
standard! { smol_str::SmolStr, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>; }

#[cfg(feature = "compact_str")]
standard! { compact_str::CompactString, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>; }

#[cfg(feature = "bytestring")]
standard! { bytestring::ByteString, Plain => Utf8, Expanded<Utf8>, Implicit<Utf8>; }

/// Messages of `google.protobuf` that are Rust types of their own.
macro_rules! well_known {
    ($($type:ty),*) => {
        standard! { $($type, Plain => super::WellKnown, Expanded<super::WellKnown>,
            Implicit<super::WellKnown>;)* }
    };
}

well_known!(std::time::SystemTime, std::time::Duration);
well_known!(serde_json::Value, serde_json::Map<String, serde_json::Value>);

#[cfg(feature = "chrono")]
well_known!(chrono::DateTime<chrono::Utc>, chrono::TimeDelta);

#[cfg(feature = "time")]
well_known!(time::OffsetDateTime, time::Duration);

#[cfg(feature = "jiff")]
well_known!(jiff::Timestamp, jiff::SignedDuration);
