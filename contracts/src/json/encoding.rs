//! The bytes of a message while they are put together from JSON, front to back.

use crate::schema::Scalar;
use crate::wire::Key;

/// The fields of a message, and of those around it.
#[derive(Debug, Default)]
pub(super) struct Encoding(pub(super) Vec<u8>);

impl Encoding {
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Forgets what was put behind this place.
    #[inline]
    pub(super) fn truncate(&mut self, length: usize) {
        self.0.truncate(length);
    }

    #[inline]
    pub(super) fn key(&mut self, key: Key) {
        self.varint(key.get().into());
    }

    #[inline]
    pub(super) fn varint(&mut self, value: u64) {
        if value < 0x80 {
            self.0.push(value as u8);
        } else {
            self.long_varint(value);
        }
    }

    fn long_varint(&mut self, mut value: u64) {
        let (mut bytes, mut length) = ([0; 10], 0);
        while value >= 0x80 {
            bytes[length] = value as u8 | 0x80;
            value >>= 7;
            length += 1;
        }
        bytes[length] = value as u8;
        self.0.extend_from_slice(&bytes[..=length]);
    }

    /// Puts a length and so many bytes.
    #[inline]
    pub(super) fn delimited(&mut self, bytes: &[u8]) {
        self.varint(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
    }

    /// Puts an integer as a scalar of this kind, which has it.
    #[inline]
    pub(super) fn integer(&mut self, scalar: Scalar, value: i128) {
        match scalar {
            Scalar::Fixed32 | Scalar::Sfixed32 => self.0.extend_from_slice(&(value as u32).to_le_bytes()),
            Scalar::Fixed64 | Scalar::Sfixed64 => self.0.extend_from_slice(&(value as u64).to_le_bytes()),
            Scalar::Sint32 | Scalar::Sint64 => self.varint((value as i64 as u64) << 1 ^ (value as i64 >> 63) as u64),
            _ => self.varint(value as u64),
        }
    }

    /// Makes room for a length in front of what is put next; where that begins.
    #[inline]
    pub(super) fn open(&mut self) -> usize {
        self.0.push(0);
        self.0.len()
    }

    /// Puts the length of what was put since [`Encoding::open`] in front of it, which may have to move; how far it did.
    #[inline]
    pub(super) fn close(&mut self, start: usize) -> usize {
        let length = self.0.len() - start;
        if length < 0x80 {
            self.0[start - 1] = length as u8;
            return 0;
        }
        self.close_long(start, length)
    }

    #[inline(never)]
    fn close_long(&mut self, start: usize, length: usize) -> usize {
        let end = self.0.len();
        self.long_varint(length as u64);
        let bytes = self.0.len() - end;
        // The length stands behind what it is of, and goes to the front.
        let (mut front, mut written) = ([0; 10], &self.0[end..]);
        front[..bytes].copy_from_slice(written);
        written = &front[..bytes];
        let moved = start - 1 + bytes;
        self.0.truncate(end);
        self.0.resize(end + bytes - 1, 0);
        self.0.copy_within(start..end, moved);
        self.0[start - 1..moved].copy_from_slice(written);
        bytes - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Reader;

    #[test]
    fn a_length_of_each_size_stands_in_front() {
        for length in [0, 1, 127, 128, 129, 16_383, 16_384, 3_000_000] {
            let content: Vec<u8> = (0..length).map(|index| index as u8).collect();
            let mut encoding = Encoding(vec![7]);
            let start = encoding.open();
            encoding.0.extend_from_slice(&content);
            let moved = encoding.close(start);
            let mut r = Reader::new(&encoding.0[1..]);
            assert_eq!(r.length_delimited(), Ok(&content[..]), "{length}");
            assert!(r.is_empty() && encoding.0[start + moved..] == content);
        }
    }

    #[test]
    fn integers_are_put_as_their_codecs_do() {
        let check = |scalar, value, expected: &[u8]| {
            let mut encoding = Encoding::default();
            encoding.integer(scalar, value);
            assert_eq!(encoding.0, expected, "{scalar:?} {value}");
        };
        check(Scalar::Int32, -1, &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]);
        check(Scalar::Uint64, u64::MAX.into(), &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]);
        check(Scalar::Sint32, -2, &[3]);
        check(Scalar::Sint64, i64::MIN.into(), &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1]);
        check(Scalar::Sfixed32, -2, &[0xfe, 0xff, 0xff, 0xff]);
        check(Scalar::Fixed64, 300, &[0x2c, 1, 0, 0, 0, 0, 0, 0]);
    }
}
