//! Keys: the number and the wire type in front of each field.

use super::{DecodeErrorKind, FieldNumber, varint};

/// How a value is laid out on the wire
/// (<https://protobuf.dev/programming-guides/encoding/#structure>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum WireType {
    /// One to ten bytes, seven bits in each.
    Varint = 0,
    /// Eight bytes, little-endian.
    Fixed64 = 1,
    /// A length, then so many bytes.
    LengthDelimited = 2,
    /// The beginning of a group.
    StartGroup = 3,
    /// The end of a group.
    EndGroup = 4,
    /// Four bytes, little-endian.
    Fixed32 = 5,
}

/// What stands in front of a field: its number and its wire type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key(u32);

impl Key {
    /// The key of a field.
    #[inline]
    pub const fn new(number: FieldNumber, wire_type: WireType) -> Self {
        Key(number.get() << 3 | wire_type as u32)
    }

    /// Takes apart what was read.
    ///
    /// A peer may use numbers that contracts may not declare (19,000 to 19,999), so those pass.
    ///
    /// # Errors
    /// When the number is 0 or above 536,870,911, or the wire type is 6 or 7.
    pub fn from_wire(raw: u64) -> Result<Self, DecodeErrorKind> {
        match u32::try_from(raw) {
            Ok(key) if key >> 3 >= FieldNumber::MIN && key & 7 <= 5 => Ok(Key(key)),
            _ => Err(DecodeErrorKind::InvalidKey(raw)),
        }
    }

    /// The key that is this byte, if it is one.
    #[inline]
    pub(super) const fn from_byte(byte: u8) -> Option<Self> {
        if byte < 0x80 && byte >= 8 && byte & 7 <= 5 { Some(Key(byte as u32)) } else { None }
    }

    /// The key with the same number and another wire type.
    #[inline]
    #[must_use]
    pub const fn with_wire_type(self, wire_type: WireType) -> Self {
        Key(self.0 & !7 | wire_type as u32)
    }

    /// The key as it stands on the wire.
    #[inline]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number of the field.
    #[inline]
    pub const fn number(self) -> u32 {
        self.0 >> 3
    }

    /// The wire type of the field.
    #[inline]
    pub const fn wire_type(self) -> WireType {
        match self.0 & 7 {
            0 => WireType::Varint,
            1 => WireType::Fixed64,
            2 => WireType::LengthDelimited,
            3 => WireType::StartGroup,
            4 => WireType::EndGroup,
            _ => WireType::Fixed32,
        }
    }
}

/// A key as it stands on the wire, ready to be stored: in the last bytes of a word, whose first says how many those are.
/// Of a key that is known at compile time nothing but this constant is left.
#[derive(Debug, Clone, Copy)]
pub(super) struct KeyBytes(u64);

impl KeyBytes {
    /// No key.
    pub(super) const NONE: Self = KeyBytes(0);

    /// The bytes of a key: five at most.
    #[inline]
    pub(super) const fn new(key: Key) -> Self {
        let (word, length) = varint::word(key.0 as u64);
        KeyBytes(word | length as u64)
    }

    /// How many bytes the key has.
    #[inline]
    pub(super) const fn len(self) -> usize {
        (self.0 & 7) as usize
    }

    /// A word that ends with the key.
    #[inline]
    pub(super) const fn word(self) -> u64 {
        self.0
    }

    /// A word that ends with the key and, behind it, a byte.
    #[inline]
    pub(super) const fn in_front_of(self, byte: u8) -> u64 {
        self.0 >> 8 | (byte as u64) << 56
    }

    /// A word that ends with the key and, behind it, the last two bytes of another.
    #[inline]
    pub(super) const fn in_front_of_two(self, word: u64) -> u64 {
        self.0 >> 16 | word
    }
}
