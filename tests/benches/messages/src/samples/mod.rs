//! The value of each measured message: the same on every run.

mod bulk;
mod events;
mod google;
mod minecraft;
mod mk48;
mod records;

use fastrand::Rng;
use std::iter;
use std::ops::Range;

/// A message with a value to measure it by.
pub trait Sample {
    /// The value.
    fn sample() -> Self;
}

/// The source of all chance here: each value begins anew with it.
fn seeded() -> Rng {
    Rng::with_seed(0x5EED)
}

/// So many values, by chance.
fn list<T>(rng: &mut Rng, count: Range<usize>, mut value: impl FnMut(&mut Rng) -> T) -> Vec<T> {
    let count = rng.usize(count);
    iter::repeat_with(|| value(rng)).take(count).collect()
}

/// Every second time a value, which is never zero: quick-protobuf takes an optional zero for none.
fn maybe<T>(rng: &mut Rng, value: impl FnOnce(&mut Rng) -> T) -> Option<T> {
    rng.bool().then(|| value(rng))
}

/// A text of so many letters.
fn text(rng: &mut Rng, length: Range<usize>) -> String {
    let length = rng.usize(length);
    iter::repeat_with(|| rng.lowercase()).take(length).collect()
}

/// A number that takes any count of bytes as a varint.
fn mixed(rng: &mut Rng) -> u64 {
    rng.u64(..) >> rng.u32(0..64)
}

/// A number with a fraction, between one and minus one.
fn fraction(rng: &mut Rng) -> f32 {
    rng.f32() * 2.0 - 1.0
}
