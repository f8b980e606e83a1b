//! The types of Rust that `google.protobuf.Timestamp` and `google.protobuf.Duration` stand for.

use std::fmt::Debug;
use std::time::SystemTime;

use super::{Duration, Timestamp, WellKnown};
use crate::codec::{Codec, Nested};
use crate::message::Message;
use crate::schema::{Domain, Kind, Rules};
use crate::validate::Checker;
use crate::wire::{DecodeErrorKind, Interrupt, Reader, WireType, Writer};

/// A type that one of the two messages stands for.
pub(crate) trait Time: Copy {
    /// The message.
    type Wire: Message + Copy + Debug;

    /// Which values of the message this type can hold.
    const DOMAIN: Domain = Domain::All;

    /// The value that stands for absence.
    fn zero() -> Self;

    /// The message that means this value.
    fn to_wire(self) -> Self::Wire;

    /// The value that the message means, if this type can hold it.
    fn from_wire(wire: Self::Wire) -> Option<Self>;
}

impl<T: Time> Codec<T> for WellKnown {
    const KIND: Kind = <Nested as Codec<T::Wire>>::KIND;
    const WIRE_TYPE: WireType = WireType::LengthDelimited;
    const DOMAIN: Domain = T::DOMAIN;

    fn default() -> T {
        T::zero()
    }

    fn is_default(_: &T) -> bool {
        false
    }

    fn put(value: &T, w: &mut Writer<'_>) {
        Nested::put(&value.to_wire(), w);
    }

    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        let mut wire = value.to_wire();
        Nested::merge(&mut wire, r)?;
        *value = from_wire(wire).map_err(DecodeErrorKind::InvalidValue)?;
        Ok(())
    }

    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        Nested::check(&value.to_wire(), rules, checker);
    }
}

fn from_wire<T: Time>(wire: T::Wire) -> Result<T, String> {
    T::from_wire(wire).ok_or_else(|| format!("{wire:?} is no {}", std::any::type_name::<T>()))
}

const NANOS_PER_SECOND: i32 = 1_000_000_000;

impl Timestamp {
    /// Seconds and nanoseconds, if these are of one second.
    pub(super) fn parts(self) -> Option<(i64, u32)> {
        (0..NANOS_PER_SECOND).contains(&self.nanos).then_some((self.seconds, self.nanos.unsigned_abs()))
    }
}

impl Duration {
    /// Seconds and nanoseconds, if these are of less than a second and of one sign with the seconds.
    pub(super) fn parts(self) -> Option<(i64, i32)> {
        let is_of_one_sign = self.seconds.signum() * i64::from(self.nanos).signum() >= 0;
        let is_fraction = self.nanos.unsigned_abs() < NANOS_PER_SECOND.unsigned_abs();
        (is_of_one_sign && is_fraction).then_some((self.seconds, self.nanos))
    }
}

impl Time for SystemTime {
    type Wire = Timestamp;

    fn zero() -> Self {
        SystemTime::UNIX_EPOCH
    }

    fn to_wire(self) -> Timestamp {
        self.into()
    }

    fn from_wire(wire: Timestamp) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        let whole = std::time::Duration::from_secs(seconds.unsigned_abs());
        let second = match seconds {
            0.. => SystemTime::UNIX_EPOCH.checked_add(whole),
            _ => SystemTime::UNIX_EPOCH.checked_sub(whole),
        };
        second?.checked_add(std::time::Duration::new(0, nanos))
    }
}

/// The standard library has no negative durations.
impl Time for std::time::Duration {
    type Wire = Duration;

    const DOMAIN: Domain = Domain::NotNegative;

    fn zero() -> Self {
        std::time::Duration::ZERO
    }

    fn to_wire(self) -> Duration {
        self.into()
    }

    fn from_wire(wire: Duration) -> Option<Self> {
        let (seconds, nanos) = wire.parts()?;
        Some(std::time::Duration::new(seconds.try_into().ok()?, nanos.try_into().ok()?))
    }
}
