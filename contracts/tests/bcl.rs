//! The times of protobuf-net under markers, as docs/migrate.md shows them: its bytes are read, and what is written it reads.

use chrono::{DateTime as Instant, NaiveDateTime, TimeDelta};
use contracts::codec::{Surrogate, Via};
use contracts::{Message as _, contract};

contracts::package!("bcl");

/// The unit of a time.
#[contract]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TimeSpanScale {
    #[member(name = "DAYS")]
    Days = 0,
    #[member(name = "HOURS")]
    Hours = 1,
    #[member(name = "MINUTES")]
    Minutes = 2,
    #[member(name = "SECONDS")]
    Seconds = 3,
    #[member(name = "MILLISECONDS")]
    Milliseconds = 4,
    #[member(name = "TICKS")]
    Ticks = 5,
    #[member(name = "MINMAX")]
    Minmax = 15,
    #[unknown]
    Unrecognized(i32),
}

/// A number of units.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct TimeSpan {
    #[member(1, zigzag)]
    value: i64,
    #[member(2)]
    scale: TimeSpanScale,
}

/// Units since the beginning of 1970.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct DateTime {
    #[member(1, zigzag)]
    value: i64,
    #[member(2)]
    scale: TimeSpanScale,
    #[member(3)]
    kind: i32,
}

/// The beginning of 1970.
const EPOCH: NaiveDateTime = Instant::UNIX_EPOCH.naive_utc();

/// A `TimeSpan`: ticks of 100 nanoseconds.
struct NetTimeSpan;

impl Surrogate<TimeDelta> for NetTimeSpan {
    type Wire = TimeSpan;

    fn to_wire(value: &TimeDelta) -> TimeSpan {
        let ticks =
            value.num_seconds().saturating_mul(10_000_000).saturating_add(i64::from(value.subsec_nanos()) / 100);
        // What is read begins as the zero, whose unit must be the one that an absent unit is.
        TimeSpan { value: ticks, scale: if ticks == 0 { TimeSpanScale::Days } else { TimeSpanScale::Ticks } }
    }

    fn from_wire(wire: TimeSpan) -> Result<TimeDelta, String> {
        let ticks = ticks(wire.value, wire.scale)?;
        Ok(TimeDelta::microseconds(ticks / 10) + TimeDelta::nanoseconds(ticks % 10 * 100))
    }
}

/// A `DateTime`, whose zone nobody knows: time since the beginning of 1970.
struct NetDateTime;

impl Surrogate<NaiveDateTime> for NetDateTime {
    type Wire = DateTime;

    fn to_wire(value: &NaiveDateTime) -> DateTime {
        let since = NetTimeSpan::to_wire(&(*value - EPOCH));
        DateTime { value: since.value, scale: since.scale, kind: 0 }
    }

    fn from_wire(DateTime { value, scale, .. }: DateTime) -> Result<NaiveDateTime, String> {
        const MIN: i64 = -621_355_968_000_000_000; // 0001-01-01
        const MAX: i64 = 2_534_023_007_999_999_999; // the last tick of 9999
        let ticks = ticks(value, scale)?.clamp(MIN, MAX);
        Ok(EPOCH + TimeDelta::microseconds(ticks / 10) + TimeDelta::nanoseconds(ticks % 10 * 100))
    }
}

fn ticks(value: i64, scale: TimeSpanScale) -> Result<i64, String> {
    let ticks_of_unit = match (scale, value) {
        (TimeSpanScale::Days, _) => 864_000_000_000,
        (TimeSpanScale::Hours, _) => 36_000_000_000,
        (TimeSpanScale::Minutes, _) => 600_000_000,
        (TimeSpanScale::Seconds, _) => 10_000_000,
        (TimeSpanScale::Milliseconds, _) => 10_000,
        (TimeSpanScale::Ticks, _) => 1,
        (TimeSpanScale::Minmax, 1) => return Ok(i64::MAX),
        (TimeSpanScale::Minmax, -1) => return Ok(i64::MIN),
        (unit, _) => return Err(format!("{value} of the unit {unit:?} is no time")),
    };
    value.checked_mul(ticks_of_unit).ok_or_else(|| format!("{value} of the unit {scale:?} is more than there is"))
}

/// A film that somebody wrote in C#.
#[contract]
#[derive(Debug, Clone, PartialEq)]
struct Film {
    #[member(1, as = Via<NetTimeSpan>)]
    length: Option<TimeDelta>,
    #[member(2, as = Via<NetDateTime>)]
    shown: Option<NaiveDateTime>,
}

fn length(bytes: &[u8]) -> Result<TimeDelta, String> {
    let field = [&[0x0a, bytes.len() as u8], bytes].concat();
    Film::decode(field.as_slice()).map(|film| film.length.unwrap_or_default()).map_err(|error| error.to_string())
}

#[test]
fn every_unit_is_read() {
    for (bytes, expected) in [
        (&[][..], TimeDelta::zero()),
        (&[0x08, 3], TimeDelta::days(-2)),
        (&[0x08, 4, 0x10, 1], TimeDelta::hours(2)),
        (&[0x08, 180, 1, 0x10, 2], TimeDelta::minutes(90)),
        (&[0x08, 2, 0x10, 3], TimeDelta::seconds(1)),
        (&[0x08, 3, 0x10, 4], TimeDelta::milliseconds(-2)),
        (&[0x08, 30, 0x10, 5], TimeDelta::nanoseconds(1_500)),
        (&[0x08, 1, 0x10, 5], TimeDelta::nanoseconds(-100)),
        (&[0x08, 2, 0x10, 15], TimeDelta::microseconds(i64::MAX / 10) + TimeDelta::nanoseconds(700)),
    ] {
        assert_eq!(length(bytes), Ok(expected), "{bytes:?}");
    }
    for (bytes, said) in [
        (&[0x08, 6, 0x10, 15][..], "length: 3 of the unit Minmax is no time"),
        (&[0x08, 2, 0x10, 9], "length: 1 of the unit Unrecognized(9) is no time"),
        (&[0x08, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], "is more than there is"),
    ] {
        assert!(length(bytes).is_err_and(|error| error.contains(said)), "{bytes:?} {said}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let day = |text: &str| text.parse::<NaiveDateTime>().expect("a time");
    for (length, shown) in [
        (TimeDelta::minutes(90), day("1895-12-28T20:00:00")),
        (TimeDelta::nanoseconds(-100), day("0001-01-01T00:00:00")),
        (TimeDelta::zero(), day("9999-12-31T23:59:59.9999999")),
    ] {
        let film = Film { length: Some(length), shown: Some(shown) };
        assert_eq!(Film::decode(film.encode_to_vec().as_slice()), Ok(film));
    }
    let least = Film::decode(&[0x12, 4, 0x08, 1, 0x10, 15][..]).expect("a film").shown;
    assert_eq!(least, Some(day("0001-01-01T00:00:00")));
    let most = Film::decode(&[0x12, 4, 0x08, 2, 0x10, 15][..]).expect("a film").shown;
    assert_eq!(most, Some(day("9999-12-31T23:59:59.9999999")));
}
