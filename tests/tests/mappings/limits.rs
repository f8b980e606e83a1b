//! What a Rust type cannot hold is an error with a path, and never another value.

use std::fmt::Debug;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use bytestring::ByteString;
use chrono::{DateTime, TimeDelta, Utc};
use compact_str::CompactString;
use contracts::Message;
use contracts::codec::Argument;
use contracts::wkt::{self, Duration, Timestamp};
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use rust_decimal::Decimal;
use serde::de::DeserializeOwned;
use smol_str::SmolStr;
use url::Url;
use uuid::Uuid;

use crate::check::{check, expect_same, python};
use crate::places::{ByMessage, Keys, Plain};
use crate::samples::{Collections, Point};
use crate::singles;

type Json = serde_json::Value;

/// A message with a value in one place, for each place, and the path to it.
fn places<W: Argument + Clone>(wire: W) -> [(&'static str, Plain<W>); 4] {
    let empty = Plain::<W>::default;
    [
        ("plain", Plain { plain: wire.clone(), ..empty() }),
        ("optional", Plain { optional: Some(wire.clone()), ..empty() }),
        ("list[0]", Plain { list: vec![wire.clone()], ..empty() }),
        ("entries.value", Plain { entries: [(true, wire)].into(), ..empty() }),
    ]
}

/// What values of `W` are sent as is no value of `M`, wherever it stands: not as bytes.
fn refused_as_bytes<M: Message + Debug, W: Argument + Clone>(wire: impl IntoIterator<Item = W>) {
    for (path, message) in wire.into_iter().flat_map(places) {
        let error = M::decode(&message.encode_to_vec()).expect_err(path);
        assert_eq!(error.path(), format!("{}.{path}", M::schema().name()), "{error}");
    }
}

/// Neither as bytes nor as JSON, if it has any.
fn refused<M: Message + DeserializeOwned + Debug, W: Argument + Clone>(wire: impl IntoIterator<Item = W>) {
    for value in wire {
        for (path, message) in places(value.clone()) {
            if let Ok(json) = serde_json::to_string(&message) {
                serde_json::from_str::<M>(&json).expect_err(path);
            }
        }
        refused_as_bytes::<M, W>([value]);
    }
}

/// What values of `W` are sent as is a value of `M`, which is sent as the same.
fn held<M: Message + Debug, W: Argument + Clone>(wire: impl IntoIterator<Item = W>) {
    for (path, message) in wire.into_iter().flat_map(places) {
        let bytes = message.encode_to_vec();
        let value = M::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(value.encode_to_vec(), bytes, "{path}: {value:?}");
    }
}

#[test]
fn narrow_integers_do_not_wrap() {
    refused::<Plain<i8>, i32>([-129, 128, i32::MIN, i32::MAX]);
    refused::<Plain<i16>, i32>([-32_769, 32_768, i32::MIN, i32::MAX]);
    refused::<Plain<u16>, u32>([65_536, u32::MAX]);
    held::<Plain<i8>, i32>([-128, 127]);
    held::<Plain<i16>, i32>([-32_768, 32_767]);
    held::<Plain<u16>, u32>([65_535]);
}

/// A `Vec<u8>` is bytes, so that `u8` stands in all places but that.
#[test]
fn octets_do_not_wrap() {
    for (path, message) in places(256_u32).into_iter().filter(|(path, _)| !path.starts_with("list")) {
        let error = Plain::<u8>::decode(&message.encode_to_vec()).expect_err(path);
        assert_eq!(error.path(), format!("Uint32Plain.{path}"));
    }
}

#[test]
fn keys_do_not_wrap() {
    let sent = Keys { sorted: [(256_u32, true)].into(), hashed: [].into() };
    let error = Keys::<u8>::decode(&sent.encode_to_vec()).expect_err("a key of more than a byte");
    assert_eq!(error.path(), "Uint32Keys.sorted.key");
    let json = serde_json::to_string(&sent).expect("a map has a JSON form");
    serde_json::from_str::<Keys<u8>>(&json).expect_err("a key of more than a byte");
}

#[test]
fn arrays_have_one_length() {
    refused::<Plain<[u8; 4]>, Bytes>([1, 3, 5, 200].map(|length| vec![0; length].into()));
}

#[test]
fn texts_are_utf8() {
    let no_text = || [Bytes::from_static(b"\xff")];
    refused_as_bytes::<Plain<String>, _>(no_text());
    refused_as_bytes::<Plain<Box<str>>, _>(no_text());
    refused_as_bytes::<Plain<Arc<str>>, _>(no_text());
    refused_as_bytes::<Plain<std::borrow::Cow<'static, str>>, _>(no_text());
    refused_as_bytes::<Plain<SmolStr>, _>(no_text());
    refused_as_bytes::<Plain<CompactString>, _>(no_text());
    refused_as_bytes::<Plain<ByteString>, _>(no_text());
    refused_as_bytes::<Plain<Uuid>, _>(no_text());
    refused_as_bytes::<Plain<Url>, _>(no_text());
}

fn refused_texts<T: Argument + Debug>(texts: &[&str]) {
    refused::<Plain<T>, String>(texts.iter().map(|&text| text.to_owned()));
}

#[test]
fn texts_are_parsed_strictly() {
    refused_texts::<Uuid>(&[
        "x",
        "67e5504410b1426f9247bb680e5fe0c8",
        "{67e55044-10b1-426f-9247-bb680e5fe0c8}",
        "urn:uuid:67e55044-10b1-426f-9247-bb680e5fe0c8",
        "67e55044-10b1-426f-9247-bb680e5fe0cg",
        "67e5504410b1-426f-9247-bb680e5fe0c-8",
    ]);
    refused_texts::<Url>(&["example.com", "/path", "https://"]);
    refused_texts::<Decimal>(&[
        "x",
        "NaN",
        "1e5",
        "1_000",
        "1,5",
        "+1",
        " 1",
        "1 ",
        "1.",
        ".5",
        "--1",
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
    ]);
    refused_texts::<IpAddr>(&[
        "192.0.2",
        "192.0.2.01",
        "192.0.2.1:80",
        "[::1]",
        "fe80::1%eth0",
        "1::2::3",
        "localhost",
    ]);
    refused_texts::<Ipv4Addr>(&["::1", "192.0.2.256", "3221225985"]);
    refused_texts::<Ipv6Addr>(&["192.0.2.1", "::12345"]);
}

#[test]
fn every_decimal_is_held() {
    let texts = ["79228162514264337593543950335", "-0.0000000000000000000000000001", "0.00", "-0", "-0.00", "1.50"];
    held::<Plain<Decimal>, String>(texts.map(str::to_owned));
}

/// Moments whose nanoseconds are not of their second.
fn no_moments() -> [Timestamp; 4] {
    [(0, -1), (0, 1_000_000_000), (-1, i32::MIN), (1, i32::MAX)].map(|(seconds, nanos)| Timestamp { seconds, nanos })
}

/// Moments on both sides of the last, or the first, that a type holds.
fn moments_around(held_at: i64, nanos: i32, refused_at: i64) -> [Timestamp; 2] {
    [Timestamp { seconds: held_at, nanos }, Timestamp { seconds: refused_at, nanos: 0 }]
}

fn holds_moments<T: Argument + Debug>(limits: [[Timestamp; 2]; 2]) {
    refused::<Plain<T>, _>(no_moments());
    for [inside, outside] in limits {
        held::<Plain<T>, _>([inside]);
        refused::<Plain<T>, _>([outside]);
    }
    refused::<Plain<T>, _>([i64::MIN, i64::MAX].map(|seconds| Timestamp { seconds, nanos: 0 }));
}

#[test]
fn moments_have_the_limits_of_their_type() {
    let (first, last) = (DateTime::<Utc>::MIN_UTC.timestamp(), DateTime::<Utc>::MAX_UTC.timestamp());
    let chrono = [moments_around(first, 0, first - 1), moments_around(last, 999_999_999, last + 1)];
    holds_moments::<DateTime<Utc>>(chrono);
    let first = time::Date::MIN.midnight().assume_utc().unix_timestamp();
    let last = time::Date::MAX.with_hms(23, 59, 59).expect("a time").assume_utc().unix_timestamp();
    let time = [moments_around(first, 0, first - 1), moments_around(last, 999_999_999, last + 1)];
    holds_moments::<time::OffsetDateTime>(time);
    let (first, last) = (jiff::Timestamp::MIN.as_second(), jiff::Timestamp::MAX.as_second());
    let jiff = [moments_around(first, 1, first - 1), moments_around(last, 999_999_999, last + 1)];
    holds_moments::<jiff::Timestamp>(jiff);
    refused::<Plain<jiff::Timestamp>, _>([Timestamp { seconds: first - 1, nanos: 999_999_999 }]);
}

#[test]
fn the_clock_of_the_system_holds_every_moment() {
    refused::<Plain<SystemTime>, _>(no_moments());
    for seconds in [i64::MIN, i64::MIN + 1, -62_135_596_801, -1, 0, i64::MAX] {
        held::<Plain<SystemTime>, _>([0, 1, 999_999_999].map(|nanos| Timestamp { seconds, nanos }));
    }
}

#[test]
fn what_is_beyond_the_years_of_json_is_not_written() {
    for seconds in [-62_135_596_801, 253_402_300_800] {
        let moment = Timestamp { seconds, nanos: 0 };
        serde_json::to_string(&moment).expect_err("before the year 1, or behind 9999");
        for (path, message) in places(moment) {
            let bytes = message.encode_to_vec();
            let value = Plain::<DateTime<Utc>>::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
            serde_json::to_string(&value).expect_err(path);
            let value = Plain::<SystemTime>::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
            serde_json::to_string(&value).expect_err(path);
        }
    }
}

/// Spans whose nanoseconds are not of their second.
fn no_spans() -> [Duration; 6] {
    [(1, -1), (-1, 1), (0, 1_000_000_000), (0, -1_000_000_000), (1, i32::MIN), (-1, i32::MAX)]
        .map(|(seconds, nanos)| Duration { seconds, nanos })
}

#[test]
fn spans_have_the_limits_of_their_type() {
    let span = |seconds, nanos| Duration { seconds, nanos };
    refused::<Plain<std::time::Duration>, _>(no_spans());
    refused::<Plain<TimeDelta>, _>(no_spans());
    refused::<Plain<time::Duration>, _>(no_spans());
    refused::<Plain<jiff::SignedDuration>, _>(no_spans());
    let longest =
        [span(i64::MIN, -999_999_999), span(i64::MIN, 0), span(0, -1), span(0, 0), span(i64::MAX, 999_999_999)];
    held::<Plain<time::Duration>, _>(longest);
    held::<Plain<jiff::SignedDuration>, _>(longest);
    held::<Plain<std::time::Duration>, _>([span(0, 0), span(0, 1), span(i64::MAX, 999_999_999)]);
    refused::<Plain<std::time::Duration>, _>([span(0, -1), span(-1, 0), span(i64::MIN, 0)]);
    let chrono = i64::MAX / 1000;
    held::<Plain<TimeDelta>, _>([span(chrono, 807_000_000), span(-chrono, -807_000_000)]);
    refused::<Plain<TimeDelta>, _>([span(chrono, 807_000_001), span(-chrono, -807_000_001)]);
    refused::<Plain<TimeDelta>, _>([span(chrono + 1, 0), span(-chrono - 1, 0), span(i64::MIN, 0), span(i64::MAX, 0)]);
}

#[test]
fn a_leap_second_of_chrono_is_the_second_after_it() {
    let leap = DateTime::from_timestamp(1_483_228_799, 1_500_000_000).expect("chrono has leap seconds");
    let after = DateTime::from_timestamp(1_483_228_800, 500_000_000).expect("a moment");
    for (path, message) in places(leap) {
        let theirs = python(|it| it.rewritten::<Plain<DateTime<Utc>>>(&message.encode_to_vec()));
        let read = theirs.and_then(|theirs| Ok(Plain::<DateTime<Utc>>::decode(&theirs)?));
        let read = read.unwrap_or_else(|error| panic!("{error:#}"));
        let values = read.optional.into_iter().chain(read.list).chain(read.entries.into_values()).chain([read.plain]);
        assert!(values.into_iter().any(|value| value == after), "{path}");
    }
}

/// The offset does not travel, but the moment does.
#[test]
fn a_moment_with_an_offset_is_the_same_moment() {
    check((singles::moment(), -23..=23_i8), |(nanos, hours)| {
        let moment = singles::time_moment(nanos);
        let offset = time::UtcOffset::from_hms(hours, 0, 0)?;
        let Some(local) = moment.checked_to_offset(offset) else { return Ok(()) };
        let [expected, found] = [moment, local].map(|plain| Plain { plain, ..Plain::default() }.encode_to_vec());
        expect_same(&expected, &found)
    });
}

#[test]
fn json_has_no_number_that_is_not_finite() {
    let infinite = prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(f64::NEG_INFINITY)];
    check((infinite, any::<bool>()).prop_map(|(number, deep)| (wkt::Value::Number(number), deep)), |(number, deep)| {
        let list = wkt::Value::List(wkt::ListValue { values: vec![number.clone()] });
        refused::<Plain<Json>, _>([if deep { list } else { number.clone() }]);
        let object = wkt::Struct { fields: [("key".to_owned(), number)].into() };
        refused::<Plain<serde_json::Map<String, Json>>, _>([object]);
        Ok(())
    });
}

#[test]
fn what_a_surrogate_refuses_is_an_error() {
    refused::<ByMessage, _>([Point { x: 2, y: 1 }]);
    held::<ByMessage, _>([Point { x: 2, y: 2 }]);
}

#[test]
fn of_bytes_that_are_there_twice_the_last_count() {
    let sent = |octets: &[u8]| Collections {
        octet_queue: octets.to_vec().into(),
        inline_octets: octets.into(),
        ..Collections::default()
    };
    let twice = [sent(&[1, 2]).encode_to_vec(), sent(&[3]).encode_to_vec()].concat();
    assert_eq!(Collections::decode(&twice).unwrap_or_else(|error| panic!("{error}")), sent(&[3]));
}
