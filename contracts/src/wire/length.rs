//! How many bytes a field takes, for who must know before it is written.

use super::key::KeyBytes;
use super::{Key, varint};

/// How many bytes a key and a varint take.
#[inline]
pub(crate) const fn of_varint(key: Key, value: u64) -> usize {
    KeyBytes::new(key).len() + varint::len(value)
}

/// How many bytes a key and a number of a fixed width take.
#[inline]
pub(crate) const fn of_fixed(key: Key, width: usize) -> usize {
    KeyBytes::new(key).len() + width
}

/// How many bytes a key, a length and so many bytes take.
#[inline]
pub(crate) const fn of_slice(key: Key, length: usize) -> usize {
    of_varint(key, length as u64) + length
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{FieldNumber, WireType, Writer};

    fn check(length: usize, put: impl FnOnce(&mut Writer<'_>)) {
        let mut w = Writer::new();
        put(&mut w);
        assert_eq!(length, w.len());
    }

    #[test]
    fn a_field_has_the_length_that_it_is_written_with() {
        for number in [1, 15, 16, 2047, 2048, FieldNumber::MAX] {
            let key = Key::new(FieldNumber::literal(number), WireType::Varint);
            for value in (0..64).map(|bits| u64::MAX >> bits).chain([0]) {
                check(of_varint(key, value), |w| w.put_varint_field(key, value));
            }
            check(of_fixed(key, 4), |w| w.put_fixed_field(key, [0; 4]));
            check(of_fixed(key, 8), |w| w.put_fixed_field(key, [0; 8]));
            for length in [0, 1, 127, 128, 16_383, 16_384] {
                check(of_slice(key, length), |w| w.put_slice_field(key, &vec![0; length]));
            }
        }
    }
}
