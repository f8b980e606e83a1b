//! The times and durations of `chrono`, `time` and `jiff`, each by its feature.

use super::time::Time;
use super::{Duration, Timestamp};

#[cfg(feature = "chrono")]
impl Time for chrono::DateTime<chrono::Utc> {
    type Wire = Timestamp;

    fn zero() -> Self {
        chrono::DateTime::UNIX_EPOCH
    }

    /// A leap second of chrono's is the second after it, as protobuf has none.
    fn to_wire(self) -> Timestamp {
        let nanos = self.timestamp_subsec_nanos();
        let leap = nanos / 1_000_000_000;
        Timestamp { seconds: self.timestamp() + i64::from(leap), nanos: (nanos - leap * 1_000_000_000) as i32 }
    }

    fn from_wire(wire: Timestamp) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        chrono::DateTime::from_timestamp(seconds, nanos)
    }
}

#[cfg(feature = "chrono")]
impl Time for chrono::TimeDelta {
    type Wire = Duration;

    fn zero() -> Self {
        chrono::TimeDelta::zero()
    }

    fn to_wire(self) -> Duration {
        Duration { seconds: self.num_seconds(), nanos: self.subsec_nanos() }
    }

    fn from_wire(wire: Duration) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        chrono::TimeDelta::try_seconds(seconds)?.checked_add(&chrono::TimeDelta::nanoseconds(nanos.into()))
    }
}

#[cfg(feature = "time")]
impl Time for time::OffsetDateTime {
    type Wire = Timestamp;

    fn zero() -> Self {
        time::OffsetDateTime::UNIX_EPOCH
    }

    fn to_wire(self) -> Timestamp {
        Timestamp { seconds: self.unix_timestamp(), nanos: self.nanosecond() as i32 }
    }

    /// The offset does not travel: what is read is in UTC.
    fn from_wire(wire: Timestamp) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        time::OffsetDateTime::from_unix_timestamp(seconds).ok()?.replace_nanosecond(nanos).ok()
    }
}

#[cfg(feature = "time")]
impl Time for time::Duration {
    type Wire = Duration;

    fn zero() -> Self {
        time::Duration::ZERO
    }

    fn to_wire(self) -> Duration {
        Duration { seconds: self.whole_seconds(), nanos: self.subsec_nanoseconds() }
    }

    fn from_wire(wire: Duration) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        Some(time::Duration::new(seconds, nanos))
    }
}

#[cfg(feature = "jiff")]
impl Time for jiff::Timestamp {
    type Wire = Timestamp;

    fn zero() -> Self {
        jiff::Timestamp::UNIX_EPOCH
    }

    /// jiff's nanoseconds have the sign of the seconds, protobuf's always count forward.
    fn to_wire(self) -> Timestamp {
        let (seconds, nanos) = (self.as_second(), self.subsec_nanosecond());
        match nanos {
            0.. => Timestamp { seconds, nanos },
            _ => Timestamp { seconds: seconds - 1, nanos: nanos + 1_000_000_000 },
        }
    }

    fn from_wire(wire: Timestamp) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        jiff::Timestamp::new(seconds, nanos as i32).ok()
    }
}

#[cfg(feature = "jiff")]
impl Time for jiff::SignedDuration {
    type Wire = Duration;

    fn zero() -> Self {
        jiff::SignedDuration::ZERO
    }

    fn to_wire(self) -> Duration {
        Duration { seconds: self.as_secs(), nanos: self.subsec_nanos() }
    }

    fn from_wire(wire: Duration) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        Some(jiff::SignedDuration::new(seconds, nanos))
    }
}
