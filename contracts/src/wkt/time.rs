//! `google.protobuf.Timestamp` and `google.protobuf.Duration`, which are `SystemTime` and `Duration` of the standard library.

use serde::{Deserializer, Serializer};
use std::time::{Duration, SystemTime};

use super::{WellKnown, text, well_known};
use crate::codec::json::deserialize_text;
use crate::codec::{Codec, FieldCodec, Implicit, Varint};
use crate::message::{Message, merge_message};
use crate::schema::{self, Kind};
use crate::wire::{DecodeErrorKind, FieldNumber, Interrupt, Key, Reader, WireType, Writer};

static TIMESTAMP: schema::Message = well_known("Timestamp", "google/protobuf/timestamp.proto");
static DURATION: schema::Message = well_known("Duration", "google/protobuf/duration.proto");

const SECONDS: FieldNumber = FieldNumber::literal(1);
const NANOS: FieldNumber = FieldNumber::literal(2);
const NANOS_PER_SECOND: i32 = 1_000_000_000;

/// What both messages hold.
#[derive(Debug, Default, Clone, Copy)]
struct SecondsAndNanos {
    seconds: i64,
    nanos: i32,
}

impl Message for SecondsAndNanos {
    fn schema() -> &'static schema::Message {
        &TIMESTAMP
    }

    fn put(&self, w: &mut Writer) {
        Implicit::<Varint>::put(&self.nanos, NANOS, w);
        Implicit::<Varint>::put(&self.seconds, SECONDS, w);
    }

    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        match key.number() {
            1 => Implicit::<Varint>::merge(&mut self.seconds, key, r),
            2 => Implicit::<Varint>::merge(&mut self.nanos, key, r),
            _ => Err(Interrupt::Unknown),
        }
    }
}

/// A type of the standard library that one of the two messages stands for.
trait Time: Copy {
    const SCHEMA: fn() -> &'static schema::Message;
    const ZERO: Self;
    /// What the text should be, for an error.
    const TEXT: &'static str;
    fn to_wire(self) -> SecondsAndNanos;
    fn from_wire(wire: SecondsAndNanos) -> Option<Self>;
    fn to_text(wire: SecondsAndNanos) -> Result<String, String>;
    fn from_text(text: &str) -> Option<SecondsAndNanos>;
}

impl Time for Duration {
    const SCHEMA: fn() -> &'static schema::Message = || &DURATION;
    const ZERO: Self = Duration::ZERO;
    const TEXT: &'static str = "a duration in seconds, as `1.5s`, that is not negative";

    fn to_wire(self) -> SecondsAndNanos {
        let seconds = i64::try_from(self.as_secs()).unwrap_or(i64::MAX);
        SecondsAndNanos { seconds, nanos: self.subsec_nanos() as i32 }
    }

    /// The standard library has no negative durations.
    fn from_wire(wire: SecondsAndNanos) -> Option<Self> {
        let seconds = u64::try_from(wire.seconds).ok()?;
        let nanos = u32::try_from(wire.nanos).ok().filter(|_| wire.nanos < NANOS_PER_SECOND)?;
        Some(Duration::new(seconds, nanos))
    }

    fn to_text(wire: SecondsAndNanos) -> Result<String, String> {
        text::duration(wire.seconds.unsigned_abs(), wire.nanos.unsigned_abs())
    }

    fn from_text(text: &str) -> Option<SecondsAndNanos> {
        let (seconds, nanos) = text::parse_duration(text)?;
        Some(SecondsAndNanos { seconds: seconds as i64, nanos: nanos as i32 })
    }
}

impl Time for SystemTime {
    const SCHEMA: fn() -> &'static schema::Message = || &TIMESTAMP;
    const ZERO: Self = SystemTime::UNIX_EPOCH;
    const TEXT: &'static str = "a time as in RFC 3339, as `1972-01-01T10:00:20.021Z`, of the years 0001 to 9999";

    fn to_wire(self) -> SecondsAndNanos {
        match self.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => after.to_wire(),
            Err(before) => before.duration().to_wire().negated(),
        }
    }

    fn from_wire(wire: SecondsAndNanos) -> Option<Self> {
        let whole = Duration::from_secs(wire.seconds.unsigned_abs());
        let nanos = Duration::from_wire(SecondsAndNanos { seconds: 0, ..wire })?;
        let second = match wire.seconds {
            0.. => SystemTime::UNIX_EPOCH.checked_add(whole),
            _ => SystemTime::UNIX_EPOCH.checked_sub(whole),
        };
        second?.checked_add(nanos)
    }

    fn to_text(wire: SecondsAndNanos) -> Result<String, String> {
        text::timestamp(wire.seconds, wire.nanos.unsigned_abs())
    }

    fn from_text(text: &str) -> Option<SecondsAndNanos> {
        let (seconds, nanos) = text::parse_timestamp(text)?;
        Some(SecondsAndNanos { seconds, nanos: nanos as i32 })
    }
}

impl SecondsAndNanos {
    /// So long before as this is after; nanoseconds always count forward.
    fn negated(self) -> Self {
        match self.nanos {
            0 => SecondsAndNanos { seconds: -self.seconds, nanos: 0 },
            nanos => SecondsAndNanos { seconds: -self.seconds - 1, nanos: NANOS_PER_SECOND - nanos },
        }
    }
}

impl<T: Time> Codec<T> for WellKnown {
    const KIND: Kind = Kind::Message(T::SCHEMA);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;

    fn default() -> T {
        T::ZERO
    }

    fn is_default(_: &T) -> bool {
        false
    }

    fn put(value: &T, w: &mut Writer) {
        w.put_length_delimited(|w| value.to_wire().put(w));
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut wire = value.to_wire();
        merge_message(&mut wire, &mut r.nested()?)?;
        *value = T::from_wire(wire).ok_or_else(|| {
            let SecondsAndNanos { seconds, nanos } = wire;
            let reason = format!("{seconds} s and {nanos} ns are no {}", std::any::type_name::<T>());
            DecodeErrorKind::InvalidValue(reason)
        })?;
        Ok(())
    }

    fn serialize<S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        let text = T::to_text(value.to_wire()).map_err(serde::ser::Error::custom)?;
        serializer.serialize_str(&text)
    }

    fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        let text = deserialize_text(deserializer)?;
        let value = T::from_text(&text).and_then(T::from_wire);
        value.ok_or_else(|| serde::de::Error::custom(format_args!("{text:?} is not {}", T::TEXT)))
    }
}
