//! `google.protobuf.DoubleValue` and its like: a scalar in a message of its own, so that absence can be told.

use super::well_known;
use crate::codec::{Codec, FieldCodec, Implicit, Value};
use crate::message::{Message, merge_message};
use crate::schema::{self, Kind, Rules};
use crate::validate::Checker;
use crate::wire::{FieldNumber, Interrupt, Key, Reader, WireType, Writer};

/// Sends a scalar as the wrapper message of `google.protobuf`. For peers that have such messages: on its own,
/// `Option` already tells absence.
///
/// ```
/// use contracts::wkt::Wrapped;
/// use contracts::{Message, contract};
///
/// contracts::package!("sensors.v1");
///
/// /// A measurement.
/// #[contract]
/// struct Measurement {
///     /// In degrees Celsius: `google.protobuf.DoubleValue`.
///     #[member(1, as = Wrapped)]
///     temperature: Option<f64>,
/// }
///
/// assert_eq!(Measurement { temperature: Some(0.0) }.encode_to_vec(), [0x0a, 0]);
/// assert_eq!(serde_json::to_string(&Measurement { temperature: Some(0.5) })?, r#"{"temperature":0.5}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct Wrapped;

/// A wrapper message, as it stands in an [`Any`](super::Any).
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Wrapper<T> {
    /// What is wrapped.
    pub value: T,
}

/// A scalar that has a wrapper message.
pub trait Scalar: Value + Default + Send + Sync + 'static {
    /// The schema of the wrapper.
    #[doc(hidden)]
    fn wrapper() -> &'static schema::Message;
}

macro_rules! wrappers {
    ($($scalar:ty => $name:literal),*) => {$(
        impl Scalar for $scalar {
            fn wrapper() -> &'static schema::Message {
                static SCHEMA: schema::Message = well_known($name, "google/protobuf/wrappers.proto");
                &SCHEMA
            }
        }
    )*};
}

wrappers! {
    f64 => "DoubleValue", f32 => "FloatValue", i64 => "Int64Value", u64 => "UInt64Value", i32 => "Int32Value",
    u32 => "UInt32Value", bool => "BoolValue", String => "StringValue", Vec<u8> => "BytesValue",
    bytes::Bytes => "BytesValue"
}

/// What the wrapper message of this name is wrapped around.
pub(crate) fn wrapped(full_name: &str) -> Option<schema::Scalar> {
    Some(match full_name {
        "google.protobuf.BoolValue" => schema::Scalar::Bool,
        "google.protobuf.Int32Value" => schema::Scalar::Int32,
        "google.protobuf.Int64Value" => schema::Scalar::Int64,
        "google.protobuf.UInt32Value" => schema::Scalar::Uint32,
        "google.protobuf.UInt64Value" => schema::Scalar::Uint64,
        "google.protobuf.FloatValue" => schema::Scalar::Float,
        "google.protobuf.DoubleValue" => schema::Scalar::Double,
        "google.protobuf.StringValue" => schema::Scalar::String,
        "google.protobuf.BytesValue" => schema::Scalar::Bytes,
        _ => return None,
    })
}

/// Each wrapper once: `BytesValue` is wrapped around two types.
macro_rules! submit {
    ($($scalar:ty),*) => {$( inventory::submit! { super::packable::<Wrapper<$scalar>>() } )*};
}

submit!(f64, f32, i64, u64, i32, u32, bool, String, Vec<u8>);

const VALUE: FieldNumber = FieldNumber::literal(1);

#[diagnostic::do_not_recommend]
impl<T: Scalar> Message for Wrapper<T> {
    fn schema() -> &'static schema::Message {
        T::wrapper()
    }

    fn put(&self, w: &mut Writer<'_>) {
        Implicit::<T::Codec>::put(&self.value, VALUE, w);
    }

    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        match key.number() {
            1 => Implicit::<T::Codec>::merge(&mut self.value, key, r),
            _ => Err(Interrupt::Unknown),
        }
    }
}

impl<T: Scalar> Codec<T> for Wrapped {
    const KIND: Kind = Kind::Message(T::wrapper);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;

    fn default() -> T {
        T::default()
    }

    fn is_default(_: &T) -> bool {
        false
    }

    fn put(value: &T, w: &mut Writer<'_>) {
        w.put_length_delimited(|w| Implicit::<T::Codec>::put(value, VALUE, w));
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut wrapper = Wrapper { value: std::mem::take(value) };
        let merged = r.nested(|r| merge_message(&mut wrapper, r));
        *value = wrapper.value;
        Ok(merged?)
    }

    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        match <T::Codec as Codec<T>>::is_default(value) {
            true => checker.zero(rules, &<T::Codec as Codec<T>>::KIND),
            false => <T::Codec as Codec<T>>::check(value, rules, checker),
        }
    }
}
