//! Field numbers.

/// The number of a field: 1 to 536,870,911, without 19,000 to 19,999, which protobuf keeps for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldNumber(u32);

impl FieldNumber {
    /// The smallest field number.
    pub const MIN: u32 = 1;
    /// The largest field number, 2^29 - 1.
    pub const MAX: u32 = 536_870_911;

    /// A field number, or `None` when protobuf does not allow it.
    pub const fn new(number: u32) -> Option<Self> {
        match number {
            19_000..=19_999 => None,
            Self::MIN..=Self::MAX => Some(FieldNumber(number)),
            _ => None,
        }
    }

    /// A field number written in source code.
    ///
    /// # Panics
    /// When protobuf does not allow the number; in a constant that is a compile error.
    pub const fn literal(number: u32) -> Self {
        match Self::new(number) {
            Some(number) => number,
            None => panic!("a field number is 1..=536870911 and not 19000..=19999"),
        }
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }
}
