//! Every type that a member can have: one line each, and what Python must know to make up values of it.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use bytestring::ByteString;
use chrono::{DateTime, TimeDelta, Utc};
use compact_str::CompactString;
use contracts::Message as _;
use contracts::registry::Root;
use contracts::wkt::{self, Any, FieldMask, ListValue, NullValue, Struct};
use rust_decimal::Decimal;
use smol_str::SmolStr;
use url::Url;
use uuid::Uuid;

use crate::check::{bytes_survive, json_survives};
use crate::places::{self, Keys, Plain};
use crate::samples::{Color, Page, Point};
use crate::singles::{self, Just, Strategy, any_keys, anything, everywhere, keys};

type Json = serde_json::Value;
type JsonObject = serde_json::Map<String, Json>;

/// A test per type, and the messages with all of them.
macro_rules! types {
    ($module:ident, $check:ident: $($name:ident: $message:ty, $values:expr $(, $maker:literal)?;)*) => {
        mod $module {
            use super::*;

            pub(super) const ROOTS: &[Root] = &[$(Root::Message(<$message>::schema)),*];

            $(
                #[test]
                fn $name() {
                    $check::<$message>($values, concat!($($maker)?));
                }
            )*
        }
    };
}

types! { without_an_option, json_survives:
    bool: Plain<bool>, anything();
    i8: Plain<i8>, anything(), "i8";
    i16: Plain<i16>, anything(), "i16";
    i32: Plain<i32>, anything();
    i64: Plain<i64>, anything();
    u16: Plain<u16>, anything(), "u16";
    u32: Plain<u32>, anything();
    u64: Plain<u64>, anything();
    f32: Plain<f32>, everywhere(singles::float());
    f64: Plain<f64>, everywhere(singles::double());
    string: Plain<String>, everywhere(singles::text());
    box_str: Plain<Box<str>>, everywhere(singles::text_as());
    arc_str: Plain<Arc<str>>, everywhere(singles::text_as());
    cow_str: Plain<Cow<'static, str>>, everywhere(singles::text_as());
    smol_str: Plain<SmolStr>, everywhere(singles::text_as());
    compact_str: Plain<CompactString>, everywhere(singles::text_as());
    bytestring: Plain<ByteString>, everywhere(singles::text_as());
    vec_of_bytes: Plain<Vec<u8>>, everywhere(singles::byte_vec());
    bytes_of_a_buffer: Plain<Bytes>, everywhere(singles::bytes());
    array_of_bytes: Plain<[u8; 4]>, anything(), "array";
    uuid: Plain<Uuid>, everywhere(singles::uuid()), "uuid";
    url: Plain<Url>, everywhere(singles::url()), "url";
    decimal: Plain<Decimal>, everywhere(singles::decimal()), "decimal";
    ip_address: Plain<IpAddr>, anything(), "ip";
    ipv4_address: Plain<Ipv4Addr>, anything(), "ipv4";
    ipv6_address: Plain<Ipv6Addr>, anything(), "ipv6";
    system_time: Plain<SystemTime>, everywhere(singles::moment().prop_map(singles::system_time));
    duration: Plain<Duration>, everywhere(singles::forward_span()), "forward";
    timestamp: Plain<wkt::Timestamp>, everywhere(singles::moment().prop_map(singles::timestamp));
    signed_duration: Plain<wkt::Duration>, everywhere(singles::span().prop_map(singles::signed_duration));
    chrono_moment: Plain<DateTime<Utc>>, everywhere(singles::moment().prop_map(singles::chrono_moment));
    chrono_span: Plain<TimeDelta>, everywhere(singles::span().prop_map(singles::chrono_span));
    time_moment: Plain<time::OffsetDateTime>, everywhere(singles::moment().prop_map(singles::time_moment));
    time_span: Plain<time::Duration>, everywhere(singles::span().prop_map(singles::time_span));
    jiff_moment: Plain<jiff::Timestamp>, everywhere(singles::moment().prop_map(singles::jiff_moment));
    jiff_span: Plain<jiff::SignedDuration>, everywhere(singles::span().prop_map(singles::jiff_span));
    serde_json_value: Plain<Json>, everywhere(singles::json());
    serde_json_object: Plain<JsonObject>, everywhere(singles::json_object());
    value: Plain<wkt::Value>, everywhere(singles::value());
    object: Plain<Struct>, everywhere(singles::object());
    list: Plain<ListValue>, everywhere(singles::list());
    any_message: Plain<Any>, everywhere(singles::any_message());
    field_mask: Plain<FieldMask>, everywhere(singles::field_mask());
    empty: Plain<()>, everywhere(Just(()));
    message: Plain<Point>, everywhere(singles::point());
    boxed_message: Plain<Box<Point>>, everywhere(singles::point().prop_map(Box::new));
    shared_message: Plain<Arc<Point>>, everywhere(singles::point().prop_map(Arc::new));
    generic_message: Plain<Page<Point>>, everywhere(singles::page());
    open_enum: Plain<Color>, everywhere(singles::color());
}

types! { as_keys, json_survives:
    bool: Keys<bool>, any_keys();
    i8: Keys<i8>, any_keys(), "i8";
    i16: Keys<i16>, any_keys(), "i16";
    i32: Keys<i32>, any_keys();
    i64: Keys<i64>, any_keys();
    u8: Keys<u8>, any_keys(), "u8";
    u16: Keys<u16>, any_keys(), "u16";
    u32: Keys<u32>, any_keys();
    u64: Keys<u64>, any_keys();
    string: Keys<String>, keys(singles::text());
    box_str: Keys<Box<str>>, keys(singles::text_as());
    arc_str: Keys<Arc<str>>, keys(singles::text_as());
    cow_str: Keys<Cow<'static, str>>, keys(singles::text_as());
    smol_str: Keys<SmolStr>, keys(singles::text_as());
    compact_str: Keys<CompactString>, keys(singles::text_as());
    bytestring: Keys<ByteString>, keys(singles::text_as());
    uuid: Keys<Uuid>, keys(singles::uuid()), "uuid";
}

types! { under_an_option, json_survives:
    zigzag_i32: places::ZigZag32, anything();
    zigzag_i64: places::ZigZag64, anything();
    fixed_i32: places::FixedI32, anything();
    fixed_i64: places::FixedI64, anything();
    fixed_u32: places::FixedU32, anything();
    fixed_u64: places::FixedU64, anything();
    wrapped_f64: places::WrappedF64, everywhere(singles::double());
    wrapped_f32: places::WrappedF32, everywhere(singles::float());
    wrapped_i64: places::WrappedI64, anything();
    wrapped_u64: places::WrappedU64, anything();
    wrapped_i32: places::WrappedI32, anything();
    wrapped_u32: places::WrappedU32, anything();
    wrapped_bool: places::WrappedBool, anything();
    wrapped_string: places::WrappedString, everywhere(singles::text());
    wrapped_vec: places::WrappedVec, everywhere(singles::byte_vec());
    wrapped_bytes: places::WrappedBytes, everywhere(singles::bytes());
    a_codec_of_ours: places::ByCodec, anything();
    a_surrogate_text: places::ByText, everywhere(singles::text_as());
    a_surrogate_message: places::ByMessage, everywhere(singles::range()), "ordered";
}

// Python writes null in a list of nulls, but does not read it; prost has no JSON.
types! { without_json, bytes_survive:
    null: Plain<NullValue>, everywhere(Just(NullValue::Null));
    a_message_of_prost: places::OfProst, everywhere(singles::legacy());
}

/// The messages with every type.
pub(crate) fn roots() -> impl Iterator<Item = Root> {
    let tested = [without_an_option::ROOTS, as_keys::ROOTS, under_an_option::ROOTS, without_json::ROOTS];
    tested.concat().into_iter().chain([places::declaration_of_legacy()])
}
