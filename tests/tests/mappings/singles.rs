//! Values of single types, and how they are put everywhere.

use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use contracts::codec::{Argument, MapKey};
use contracts::wkt::{self, Any, FieldMask, ListValue, Struct};
use proptest::collection::{btree_map, hash_map, vec};
use proptest::num::{f32 as any_f32, f64 as any_f64};
use proptest::option::of;
pub(crate) use proptest::prelude::Just;
use proptest::prelude::{Arbitrary, any, prop_oneof};
pub(crate) use proptest::strategy::Strategy;
use rust_decimal::Decimal;
use url::Url;
use uuid::Uuid;

use crate::places::{Keys, Legacy, Places};
use crate::samples::{Color, Page, Point};

type Json = serde_json::Value;

pub(crate) const FEW: Range<usize> = 0..5;

/// One value in each place, some of them absent.
pub(crate) fn everywhere<P: Places>(value: impl Strategy<Value = P::Value> + 'static) -> impl Strategy<Value = P> {
    let value = value.boxed();
    (value.clone(), of(value.clone()), vec(value.clone(), FEW), of(value))
        .prop_map(|(plain, optional, list, entry)| P::of(plain, optional, list, entry))
}

/// [`everywhere`], with all values of a type.
pub(crate) fn anything<P: Places<Value: Arbitrary>>() -> impl Strategy<Value = P> {
    everywhere(any::<P::Value>())
}

/// Maps of at most one entry: nothing says in which order there are more.
pub(crate) fn keys<K>(key: impl Strategy<Value = K> + 'static) -> impl Strategy<Value = Keys<K>>
where
    K: MapKey + Argument + Ord + Hash + Debug + Clone,
{
    let key = key.boxed();
    (btree_map(key.clone(), any::<bool>(), 0..=1), hash_map(key, any::<bool>(), 0..=1))
        .prop_map(|(sorted, hashed)| Keys { sorted, hashed })
}

/// [`keys`], with all values of a type.
pub(crate) fn any_keys<K>() -> impl Strategy<Value = Keys<K>>
where
    K: MapKey + Argument + Ord + Hash + Debug + Clone + Arbitrary,
{
    keys(any::<K>())
}

/// Texts on both sides of the length whose varint has two bytes.
pub(crate) fn text() -> impl Strategy<Value = String> {
    prop_oneof![8 => "\\PC{0,20}", 1 => "[a-zé∀]{100,140}"]
}

pub(crate) fn text_as<T: From<String> + Debug>() -> impl Strategy<Value = T> {
    text().prop_map(T::from)
}

pub(crate) fn byte_vec() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 0..200)
}

pub(crate) fn bytes() -> impl Strategy<Value = Bytes> {
    byte_vec().prop_map(Bytes::from)
}

/// Without those of less precision: Python writes more of their digits than they have.
pub(crate) fn float() -> impl Strategy<Value = f32> {
    any_f32::NORMAL | any_f32::ZERO | any_f32::INFINITE | any_f32::NEGATIVE | any_f32::POSITIVE
}

pub(crate) fn double() -> impl Strategy<Value = f64> {
    finite() | any_f64::INFINITE
}

fn finite() -> any_f64::Any {
    any_f64::NORMAL | any_f64::SUBNORMAL | any_f64::ZERO | any_f64::NEGATIVE | any_f64::POSITIVE
}

pub(crate) fn uuid() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

pub(crate) fn url() -> impl Strategy<Value = Url> {
    let text = "(https|ftp|urn|file)://[a-z]{1,8}/[a-zA-Zé ]{0,8}(\\?q=[a-z%]{0,4})?(#[a-z]{0,3})?";
    text.prop_map(|text| Url::parse(&text).expect("the pattern is of URLs"))
}

/// Of up to 96 bits, with up to 28 digits behind the point.
pub(crate) fn decimal() -> impl Strategy<Value = Decimal> {
    (any::<(u32, u32, u32, bool)>(), 0..=28_u32)
        .prop_map(|((low, middle, high, negative), scale)| Decimal::from_parts(low, middle, high, negative, scale))
}

const NANOS: i128 = 1_000_000_000;
/// What all types of moments can hold: jiff's stop a day before the others do.
const MOMENTS: Range<i128> = -62_135_596_800 * NANOS..253_402_207_200 * NANOS;
/// What all types of spans can hold, and JSON.
const SPANS: Range<i128> = -315_576_000_000 * NANOS..315_576_000_000 * NANOS;

/// Nanoseconds since 1970, of each precision that JSON has.
pub(crate) fn moment() -> impl Strategy<Value = i128> {
    rounded(MOMENTS)
}

/// Nanoseconds, half of them back.
pub(crate) fn span() -> impl Strategy<Value = i128> {
    rounded(SPANS)
}

/// A duration that the standard library can hold.
pub(crate) fn forward_span() -> impl Strategy<Value = Duration> {
    rounded(0..SPANS.end).prop_map(|nanos| Duration::new(nanos.div_euclid(NANOS) as u64, (nanos % NANOS) as u32))
}

fn rounded(range: Range<i128>) -> impl Strategy<Value = i128> {
    let near = range.start.max(-2 * NANOS)..2 * NANOS;
    let edge = prop_oneof![Just(range.start), Just(range.end - 1)];
    let unit = proptest::sample::select(&[1, 1_000, 1_000_000, NANOS][..]);
    (prop_oneof![4 => range, 2 => near, 1 => edge], unit).prop_map(|(nanos, unit)| nanos / unit * unit)
}

pub(crate) fn system_time(nanos: i128) -> SystemTime {
    let offset = Duration::new((nanos.unsigned_abs() / 1_000_000_000) as u64, (nanos.abs() % NANOS) as u32);
    if nanos < 0 { SystemTime::UNIX_EPOCH - offset } else { SystemTime::UNIX_EPOCH + offset }
}

pub(crate) fn timestamp(nanos: i128) -> wkt::Timestamp {
    wkt::Timestamp { seconds: nanos.div_euclid(NANOS) as i64, nanos: nanos.rem_euclid(NANOS) as i32 }
}

pub(crate) fn signed_duration(nanos: i128) -> wkt::Duration {
    wkt::Duration { seconds: (nanos / NANOS) as i64, nanos: (nanos % NANOS) as i32 }
}

pub(crate) fn chrono_moment(nanos: i128) -> DateTime<Utc> {
    let moment = DateTime::from_timestamp(nanos.div_euclid(NANOS) as i64, nanos.rem_euclid(NANOS) as u32);
    moment.expect("chrono holds the years 0001 to 9999")
}

pub(crate) fn chrono_span(nanos: i128) -> TimeDelta {
    TimeDelta::seconds((nanos / NANOS) as i64) + TimeDelta::nanoseconds((nanos % NANOS) as i64)
}

pub(crate) fn time_moment(nanos: i128) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp_nanos(nanos).expect("time holds the years 0001 to 9999")
}

pub(crate) fn time_span(nanos: i128) -> time::Duration {
    time::Duration::new((nanos / NANOS) as i64, (nanos % NANOS) as i32)
}

pub(crate) fn jiff_moment(nanos: i128) -> jiff::Timestamp {
    jiff::Timestamp::from_nanosecond(nanos).expect("jiff holds all but the last day of the years 0001 to 9999")
}

pub(crate) fn jiff_span(nanos: i128) -> jiff::SignedDuration {
    jiff::SignedDuration::new((nanos / NANOS) as i64, (nanos % NANOS) as i32)
}

/// JSON, as it comes back: whole numbers that a `f64` has are integers.
pub(crate) fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        (-(1_i64 << 53)..=1 << 53).prop_map(Json::from),
        finite().prop_filter("whole", |number| number.fract() != 0.0 || number.abs() > 1e18).prop_map(Json::from),
        text().prop_map(Json::from),
    ];
    leaf.prop_recursive(3, 12, 3, |json| {
        let object =
            btree_map(text(), json.clone(), 0..=1).prop_map(|object| Json::Object(object.into_iter().collect()));
        prop_oneof![vec(json, 0..3).prop_map(Json::Array), object]
    })
}

pub(crate) fn json_object() -> impl Strategy<Value = serde_json::Map<String, Json>> {
    btree_map(text(), json(), 0..=1).prop_map(|object| object.into_iter().collect())
}

/// JSON as protobuf has it, but for what has no JSON form.
pub(crate) fn value() -> impl Strategy<Value = wkt::Value> {
    let whole = any::<i64>().prop_map(|number| wkt::Value::Number(number as f64));
    prop_oneof![2 => json().prop_map(wkt::Value::from), 1 => whole]
}

pub(crate) fn object() -> impl Strategy<Value = Struct> {
    btree_map(text(), value(), 0..=1).prop_map(|fields| Struct { fields })
}

pub(crate) fn list() -> impl Strategy<Value = ListValue> {
    vec(value(), 0..3).prop_map(|values| ListValue { values })
}

/// Messages with a JSON of their own and without, one in another, and none.
pub(crate) fn any_message() -> impl Strategy<Value = Any> {
    let packed = prop_oneof![
        point().prop_map(|point| Any::pack(&point)),
        moment().prop_map(|moment| Any::pack(&timestamp(moment))),
        span().prop_map(|span| Any::pack(&signed_duration(span))),
        object().prop_map(|object| Any::pack(&object)),
        value().prop_map(|value| Any::pack(&value)),
        field_mask().prop_map(|mask| Any::pack(&mask)),
        any::<i64>().prop_map(|value| Any::pack(&wkt::Wrapper { value })),
        Just(Any::pack(&())),
        Just(Any::default()),
    ];
    (packed, any::<bool>()).prop_map(|(inner, again)| if again { Any::pack(&inner) } else { inner })
}

pub(crate) fn field_mask() -> impl Strategy<Value = FieldMask> {
    let path = "[a-z][a-z0-9]{0,3}(_[a-z]{1,3}){0,2}(\\.([a-z]{1,4}(_[a-z])?|\\*)){0,2}|\\*";
    vec(path, FEW).prop_map(|paths| FieldMask { paths })
}

pub(crate) fn color() -> impl Strategy<Value = Color> {
    const KNOWN: &[Color] = &[Color::Unspecified, Color::Red, Color::Green, Color::Infrared];
    prop_oneof![proptest::sample::select(KNOWN), (3..=i32::MAX).prop_map(Color::Other)]
}

pub(crate) fn point() -> impl Strategy<Value = Point> {
    any::<(i32, i32)>().prop_map(|(x, y)| Point { x, y })
}

pub(crate) fn page() -> impl Strategy<Value = Page<Point>> {
    many(point()).prop_map(|entries| Page { entries })
}

pub(crate) fn range() -> impl Strategy<Value = Range<i32>> {
    any::<(i32, i32)>().prop_map(|(a, b)| a.min(b)..a.max(b))
}

pub(crate) fn legacy() -> impl Strategy<Value = Legacy> {
    (text(), vec(any::<i32>(), FEW)).prop_map(|(name, numbers)| Legacy { name, numbers })
}

pub(crate) fn many<T: Debug>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Vec<T>> {
    vec(value, FEW)
}
