//! Times and durations of chrono, time and jiff as members: the bytes and the JSON are those of the well-known types.

use contracts::wkt::{Duration, Timestamp};
use contracts::{Message, contract};

contracts::package!("times.v1");

/// A moment and a span, as each crate has them.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Foreign {
    #[member(1)]
    chrono_moment: Option<chrono::DateTime<chrono::Utc>>,
    #[member(2)]
    chrono_span: Option<chrono::TimeDelta>,
    #[member(3)]
    time_moment: Option<time::OffsetDateTime>,
    #[member(4)]
    time_span: Option<time::Duration>,
    #[member(5)]
    jiff_moment: Option<jiff::Timestamp>,
    #[member(6)]
    jiff_span: Option<jiff::SignedDuration>,
}

/// The same as protobuf has them.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Plain {
    #[member(1)]
    chrono_moment: Option<Timestamp>,
    #[member(2)]
    chrono_span: Option<Duration>,
    #[member(3)]
    time_moment: Option<Timestamp>,
    #[member(4)]
    time_span: Option<Duration>,
    #[member(5)]
    jiff_moment: Option<Timestamp>,
    #[member(6)]
    jiff_span: Option<Duration>,
}

fn plain(moment: Timestamp, span: Duration) -> Plain {
    Plain {
        chrono_moment: Some(moment),
        chrono_span: Some(span),
        time_moment: Some(moment),
        time_span: Some(span),
        jiff_moment: Some(moment),
        jiff_span: Some(span),
    }
}

#[test]
fn every_moment_and_every_span_survives() {
    for seconds in [0, 1, -1, 951_782_400, -62_135_596_800, 253_402_207_200] {
        for nanos in [0, 1, 500_000_000, 999_999_999] {
            let span = Duration { seconds, nanos: if seconds < 0 { -nanos } else { nanos } };
            let plain = plain(Timestamp { seconds, nanos }, span);
            let bytes = plain.encode_to_vec();
            let foreign = Foreign::decode(&bytes).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(foreign.encode_to_vec(), bytes, "{foreign:?}");
            let json = serde_json::to_string(&plain).unwrap();
            assert_eq!(serde_json::to_string(&foreign).unwrap(), json);
            assert_eq!(serde_json::from_str::<Foreign>(&json).unwrap(), foreign);
        }
    }
}

#[test]
fn what_a_type_cannot_hold_is_an_error() {
    let check = |plain: Plain, path: &str| {
        let error = Foreign::decode(&plain.encode_to_vec()).unwrap_err();
        assert_eq!(error.path(), path);
    };
    let (moment, span) = (Timestamp { seconds: 0, nanos: -1 }, Duration { seconds: 1, nanos: -1 });
    check(Plain { chrono_moment: Some(moment), ..Plain::default() }, "Foreign.chrono_moment");
    check(Plain { time_moment: Some(moment), ..Plain::default() }, "Foreign.time_moment");
    check(Plain { jiff_moment: Some(moment), ..Plain::default() }, "Foreign.jiff_moment");
    check(Plain { chrono_span: Some(span), ..Plain::default() }, "Foreign.chrono_span");
    check(Plain { time_span: Some(span), ..Plain::default() }, "Foreign.time_span");
    check(Plain { jiff_span: Some(span), ..Plain::default() }, "Foreign.jiff_span");
    let far = Timestamp { seconds: i64::MAX, nanos: 0 };
    check(Plain { chrono_moment: Some(far), ..Plain::default() }, "Foreign.chrono_moment");
    check(Plain { time_moment: Some(far), ..Plain::default() }, "Foreign.time_moment");
    check(Plain { jiff_moment: Some(far), ..Plain::default() }, "Foreign.jiff_moment");
}

#[test]
fn a_leap_second_of_chrono_is_the_second_after_it() {
    let leap = chrono::DateTime::from_timestamp(1_483_228_799, 1_500_000_000);
    let foreign = Foreign { chrono_moment: leap, ..Foreign::default() };
    let plain = Plain::decode(&foreign.encode_to_vec()).unwrap();
    assert_eq!(plain.chrono_moment, Some(Timestamp { seconds: 1_483_228_800, nanos: 500_000_000 }));
}
