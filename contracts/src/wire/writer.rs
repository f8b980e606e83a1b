//! Writing: a buffer that fills from its end to its start, so that the length of a nested message
//! is known when it is due and no message is measured before it is written.

use std::fmt;

use super::backfill::{Backfill, Bytewise, bytes_of};
use super::key::KeyBytes;
use super::{Key, varint};

/// A buffer that grows towards its start: what is put last stands first.
pub struct Writer<'a> {
    pub(super) fill: Backfill<'a>,
}

impl Writer<'_> {
    /// An empty writer.
    pub fn new() -> Self {
        Writer { fill: Backfill::new() }
    }

    /// What is written. A codec that is asked to put something does not see all that others have put before: long slices may be
    /// measured first and written later.
    #[inline]
    pub fn written(&self) -> &[u8] {
        self.fill.written()
    }

    /// How many bytes are written.
    #[inline]
    pub fn len(&self) -> usize {
        self.fill.len()
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Puts bytes in front of what is written.
    #[inline]
    pub fn put_slice(&mut self, bytes: &[u8]) {
        if !self.fill.put_few(0, 0, bytes) {
            self.fill.put_slice(bytes);
        }
    }

    /// Puts a varint in front of what is written.
    #[inline]
    pub fn put_varint(&mut self, value: u64) {
        self.put_behind(KeyBytes::NONE, value);
    }

    /// Puts varints in front of what is written, the last one first.
    pub(crate) fn put_varints(&mut self, values: impl DoubleEndedIterator<Item = u64> + ExactSizeIterator + Clone) {
        if self.fill.counts(values.len()) {
            return self.fill.count(values.map(varint::len).sum());
        }
        for value in values.rev() {
            let (word, length) = match value {
                0..0x80 => (value << 56, 1),
                _ => varint::word(value & varint::WORD),
            };
            if value > varint::WORD || !self.fill.put_words([word], [length]) {
                self.put_long(KeyBytes::NONE, value);
            }
        }
    }

    /// Puts numbers in front of what is written, the last one first, as `put` puts each: as its bytes, little-endian.
    pub(crate) fn put_bytewise<T: Bytewise>(&mut self, values: &[T], put: impl Fn(&T, &mut Self)) {
        match cfg!(target_endian = "little") {
            true => self.put_slice(bytes_of(values)),
            false => values.iter().rev().for_each(|value| put(value, self)),
        }
    }

    /// Puts four or eight bytes in front of what is written.
    #[inline]
    pub fn put_fixed<const N: usize>(&mut self, bytes: [u8; N]) {
        self.put_word(fixed_word(bytes), N);
    }

    /// Puts a key in front of what is written.
    #[inline]
    pub fn put_key(&mut self, key: Key) {
        let key = KeyBytes::new(key);
        self.put_word(key.word(), key.len());
    }

    /// Puts bytes in front of what is written, and in front of them their length.
    #[inline]
    pub fn put_length_delimited_slice(&mut self, bytes: &[u8]) {
        self.put_slice_behind(KeyBytes::NONE, bytes);
    }

    /// Puts in front of what is written what `put` puts, and in front of that its length.
    #[inline]
    pub fn put_length_delimited(&mut self, put: impl FnOnce(&mut Self)) {
        let before = self.len();
        put(self);
        self.put_varint((self.len() - before) as u64);
    }

    /// Puts a key and, behind it, a varint.
    #[inline]
    pub fn put_varint_field(&mut self, key: Key, value: u64) {
        self.put_behind(KeyBytes::new(key), value);
    }

    /// Puts a key and, behind it, four or eight bytes.
    #[inline]
    pub fn put_fixed_field<const N: usize>(&mut self, key: Key, bytes: [u8; N]) {
        let (key, word) = (KeyBytes::new(key), fixed_word(bytes));
        let done = match key.len() + N {
            count @ ..=8 => self.fill.put_words([key.word() >> (8 * N % 64) | word], [count]),
            _ => self.fill.put_words([key.word(), word], [key.len(), N]),
        };
        if !done {
            self.put_word_exactly(word, N);
            self.put_word_exactly(key.word(), key.len());
        }
    }

    /// Puts a key and, behind it, a length and so many bytes.
    #[inline]
    pub fn put_slice_field(&mut self, key: Key, bytes: &[u8]) {
        self.put_slice_behind(KeyBytes::new(key), bytes);
    }

    /// Puts a key and, behind it, what `put` puts with its length.
    #[inline]
    pub fn put_length_delimited_field(&mut self, key: Key, put: impl FnOnce(&mut Self)) {
        let before = self.len();
        put(self);
        self.put_behind(KeyBytes::new(key), (self.len() - before) as u64);
    }

    /// Puts the last `count` bytes of a word, up to eight.
    #[inline]
    fn put_word(&mut self, word: u64, count: usize) {
        if !self.fill.put_words([word], [count]) {
            self.put_word_exactly(word, count);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_word_exactly(&mut self, word: u64, count: usize) {
        self.fill.put_slice(&word.to_le_bytes()[8 - count..]);
    }

    /// Puts a key and a varint.
    #[inline]
    fn put_behind(&mut self, key: KeyBytes, value: u64) {
        let done = value < 0x80 && self.fill.put_words([key.in_front_of(value as u8)], [key.len() + 1]);
        if !done {
            self.put_long(key, value);
        }
    }

    /// Puts a key and a varint of more than a byte, or of any length where there is little room.
    #[inline(never)]
    fn put_long(&mut self, key: KeyBytes, value: u64) {
        let done = if value < 1 << 14 {
            self.fill.put_words([key.in_front_of_two(varint::two(value))], [key.len() + 2])
        } else if value <= varint::WORD {
            let (word, length) = varint::word(value);
            self.fill.put_words([key.word(), word], [key.len(), length])
        } else {
            return self.put_longest(key, value);
        };
        if !done {
            self.put_exactly(key, value);
        }
    }

    /// Puts a key and a varint of nine or ten bytes.
    #[inline(never)]
    fn put_longest(&mut self, key: KeyBytes, value: u64) {
        let (end, length) = varint::end(value);
        if !self.fill.put_words([key.word(), varint::beginning(value), end], [key.len(), 8, length]) {
            self.put_exactly(key, value);
        }
    }

    /// Puts a key and a varint where there is room for no more than them, or for less.
    #[cold]
    #[inline(never)]
    fn put_exactly(&mut self, key: KeyBytes, value: u64) {
        let (word, length) = varint::word(value & varint::WORD);
        let (both, count) = (key.word() >> (8 * length % 64) | word, key.len() + length);
        let done = value < 1 << 49 && self.fill.put_tightly(both, count);
        if !done {
            self.put_in_parts(key, value);
        }
    }

    #[cold]
    #[inline(never)]
    fn put_in_parts(&mut self, key: KeyBytes, value: u64) {
        if value <= varint::WORD {
            let (word, length) = varint::word(value);
            self.put_word_exactly(word, length);
        } else {
            let (end, length) = varint::end(value);
            self.put_word_exactly(end, length);
            self.put_word_exactly(varint::beginning(value), 8);
        }
        self.put_word_exactly(key.word(), key.len());
    }

    /// Puts a key, a length and so many bytes.
    #[inline(never)]
    fn put_slice_behind(&mut self, key: KeyBytes, bytes: &[u8]) {
        if !self.fill.put_few(key.in_front_of(bytes.len() as u8), key.len() + 1, bytes) {
            self.put_long_slice_behind(key, bytes);
        }
    }

    #[inline(never)]
    fn put_long_slice_behind(&mut self, key: KeyBytes, bytes: &[u8]) {
        self.fill.put_slice(bytes);
        self.put_behind(key, bytes.len() as u64);
    }
}

/// A word that ends with four or eight bytes.
#[inline]
fn fixed_word<const N: usize>(bytes: [u8; N]) -> u64 {
    const { assert!(N <= 8) };
    let mut word = [0; 8];
    word[8 - N..].copy_from_slice(&bytes);
    u64::from_le_bytes(word)
}

impl Default for Writer<'_> {
    fn default() -> Self {
        Writer::new()
    }
}

impl fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Writer").field(&self.written()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{FieldNumber, WireType, scratch};

    /// What is put behind so many bytes is the same, and they stay as they are: buffers end in every place.
    fn check(put: impl Fn(&mut Writer<'_>), expected: &[u8]) {
        for behind in 0..140 {
            let tail: Vec<u8> = (0..behind).collect();
            let mut w = Writer::new();
            w.put_slice(&tail);
            put(&mut w);
            assert_eq!(w.written(), [expected, &tail].concat(), "in front of {behind} bytes");
            assert_eq!(w.len(), expected.len() + tail.len());
        }
    }

    fn key(number: u32) -> Key {
        Key::new(FieldNumber::literal(number), WireType::Varint)
    }

    /// A varint as the specification describes it, a byte at a time.
    fn varint(mut value: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        while value >= 0x80 {
            bytes.push(value as u8 | 0x80);
            value >>= 7;
        }
        bytes.push(value as u8);
        bytes
    }

    /// The least and the greatest value of each length, and those beside them.
    fn values() -> impl Iterator<Item = u64> {
        let borders = (0..10).map(|bytes| 1_u64 << (7 * bytes));
        borders.flat_map(|border| [border - 1, border, border + 1]).chain([
            u64::MAX >> 1,
            u64::MAX - 1,
            u64::MAX,
            0x5555_5555_5555_5555,
        ])
    }

    /// Numbers whose keys have each of the five lengths.
    const NUMBERS: [u32; 10] = [1, 15, 16, 2047, 2048, 262_143, 262_144, 33_554_431, 33_554_432, FieldNumber::MAX];

    #[test]
    fn varints_of_every_length_stand_in_front_of_anything() {
        for value in values() {
            check(|w| w.put_varint(value), &varint(value));
        }
    }

    #[test]
    fn keys_of_every_length_stand_in_front_of_varints_of_every_length() {
        for number in NUMBERS {
            let bytes = varint(u64::from(number) << 3);
            check(|w| w.put_key(key(number)), &bytes);
            for value in values() {
                check(|w| w.put_varint_field(key(number), value), &[bytes.clone(), varint(value)].concat());
            }
        }
    }

    #[test]
    fn fixed_numbers_stand_in_front_of_anything() {
        for number in NUMBERS {
            let bytes = varint(u64::from(number) << 3);
            check(|w| w.put_fixed_field(key(number), [1, 2, 3, 4]), &[&bytes[..], &[1, 2, 3, 4]].concat());
            let eight = [1, 2, 3, 4, 5, 6, 7, 0x88];
            check(|w| w.put_fixed_field(key(number), eight), &[&bytes[..], &eight].concat());
        }
    }

    #[test]
    fn slices_of_every_length_stand_in_front_of_anything() {
        for length in (0..70).chain([126, 127, 128, 129, 4095, 4096, 4097, 16_383, 16_384]) {
            let bytes: Vec<u8> = (0..length).map(|index| index as u8 | 0x40).collect();
            let delimited = [varint(length), bytes.clone()].concat();
            check(|w| w.put_slice(&bytes), &bytes);
            check(|w| w.put_length_delimited_slice(&bytes), &delimited);
            check(|w| w.put_length_delimited(|w| w.put_slice(&bytes)), &delimited);
            check(|w| w.put_slice_field(key(2), &bytes), &[&[0x10], &delimited[..]].concat());
            check(
                |w| w.put_length_delimited_field(key(2), |w| w.put_slice(&bytes)),
                &[&[0x10], &delimited[..]].concat(),
            );
        }
    }

    #[test]
    fn a_thread_keeps_its_buffer_unless_it_is_large() {
        for length in [10, scratch::LIMIT, 3 * scratch::LIMIT, 20] {
            let written = Writer::with_scratch(|w| w.put_slice(&vec![7; length]), <[u8]>::to_vec);
            assert_eq!(written, vec![7; length]);
        }
        assert!(scratch::take().capacity() <= scratch::LIMIT);
    }
}
