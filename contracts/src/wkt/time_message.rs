//! `google.protobuf.Timestamp` and `google.protobuf.Duration` as they are, with all values that they can have.

use std::time::SystemTime;

use super::message::{fields, members};
use super::text;
use crate::codec::{Implicit, Varint};
use crate::message::Message;
use crate::validate::Value;

/// A moment, independent of any time zone. In JSON it is a text as in RFC 3339, of the years 0001 to 9999.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
    /// Nanoseconds, 0 to 999,999,999, that always count forward.
    pub nanos: i32,
}

/// A span of time, that may be negative. In JSON it is a text as `-1.500s`, of at most about 10,000 years.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Whole seconds.
    pub seconds: i64,
    /// Nanoseconds, -999,999,999 to 999,999,999, of the sign of the seconds.
    pub nanos: i32,
}

#[diagnostic::do_not_recommend]
impl Message for Timestamp {
    fn with_value(&self, look: &mut dyn FnMut(&Value<'_>)) {
        look(&Value::Timestamp(self.seconds, self.nanos));
    }

    fields!("Timestamp" in "google/protobuf/timestamp.proto" {
        2 => nanos: Implicit<Varint>,
        1 => seconds: Implicit<Varint>,
    });
}

#[diagnostic::do_not_recommend]
impl Message for Duration {
    fn with_value(&self, look: &mut dyn FnMut(&Value<'_>)) {
        look(&Value::Duration(self.seconds, self.nanos));
    }

    fields!("Duration" in "google/protobuf/duration.proto" {
        2 => nanos: Implicit<Varint>,
        1 => seconds: Implicit<Varint>,
    });
}

members!(Timestamp, Duration);

/// The text of a time as in RFC 3339.
///
/// # Errors
/// That there is none.
pub(crate) fn timestamp_text(seconds: i64, nanos: i32) -> Result<String, String> {
    let nanos = u32::try_from(nanos).map_err(|_| "the nanoseconds of a timestamp are not negative".to_owned())?;
    text::timestamp(seconds, nanos)
}

/// The text of a duration in seconds.
///
/// # Errors
/// That there is none.
pub(crate) fn duration_text(seconds: i64, nanos: i32) -> Result<String, String> {
    if seconds.signum() * i64::from(nanos).signum() < 0 {
        return Err("the seconds and the nanoseconds of a duration are of one sign".to_owned());
    }
    let sign = if seconds < 0 || nanos < 0 { "-" } else { "" };
    Ok(format!("{sign}{}", text::duration(seconds.unsigned_abs(), nanos.unsigned_abs())?))
}

/// Seconds and nanoseconds of a text of seconds.
pub(crate) fn parse_duration(text: &str) -> Option<(i64, i32)> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(text) => (-1, text),
        None => (1, text),
    };
    let (seconds, nanos) = text::parse_duration(text)?;
    Some((sign * seconds as i64, sign as i32 * nanos as i32))
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => Timestamp { seconds: whole_seconds(after), nanos: after.subsec_nanos() as i32 },
            Err(before) => {
                let seconds = 0_i64.saturating_sub_unsigned(before.duration().as_secs());
                match before.duration().subsec_nanos() as i32 {
                    0 => Timestamp { seconds, nanos: 0 },
                    nanos => Timestamp { seconds: seconds.saturating_sub(1), nanos: 1_000_000_000 - nanos },
                }
            }
        }
    }
}

impl From<std::time::Duration> for Duration {
    fn from(duration: std::time::Duration) -> Self {
        Duration { seconds: whole_seconds(duration), nanos: duration.subsec_nanos() as i32 }
    }
}

fn whole_seconds(duration: std::time::Duration) -> i64 {
    i64::try_from(duration.as_secs()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_written_as_it_is_read() {
        for (seconds, nanos, text) in
            [(0, 0, "0s"), (-1, -500_000_000, "-1.500s"), (0, -1, "-0.000000001s"), (3, 0, "3s")]
        {
            assert_eq!(duration_text(seconds, nanos).as_deref(), Ok(text));
            assert_eq!(parse_duration(text), Some((seconds, nanos)));
        }
        for text in ["--1s", "-", "1", "+1s", "-s"] {
            assert_eq!(parse_duration(text), None, "{text}");
        }
        for (seconds, nanos) in [(1, -1), (-1, 1), (0, 1_000_000_000), (315_576_000_001, 0), (i64::MIN, 0)] {
            assert!(duration_text(seconds, nanos).is_err());
        }
    }

    #[test]
    fn a_time_before_1970_counts_forward_from_an_earlier_second() {
        let time = SystemTime::UNIX_EPOCH - std::time::Duration::from_millis(1500);
        assert_eq!(Timestamp::from(time), Timestamp { seconds: -2, nanos: 500_000_000 });
    }
}
