//! Packed runs: varints and numbers of a fixed width, many at a time.

use super::varint;

/// How many bytes are looked at at once.
const BLOCK: usize = 64;

/// How many bytes must be there for a block: a varint that begins in it is read as eight bytes.
pub(super) const NEEDED: usize = BLOCK + 8;

/// The varints of a block; as many as there are, and how many bytes they take.
pub(super) struct Block {
    values: [u64; BLOCK],
    count: usize,
    /// How many bytes the values take.
    pub(super) length: usize,
}

impl Block {
    /// Reads the varints that end within the first bytes, up to the first that is none.
    #[inline]
    pub(super) fn read(bytes: &[u8; NEEDED]) -> Self {
        let mut block = Block { values: [0; BLOCK], count: 0, length: 0 };
        let mut ends = ends(bytes);
        while ends != 0 {
            let end = ends.trailing_zeros() as usize + 1;
            let Some(value) = value(bytes, block.length, end) else { break };
            block.values[block.count % BLOCK] = value;
            block.count += 1;
            block.length = end;
            ends &= ends - 1;
        }
        block
    }

    /// The values.
    #[inline]
    pub(super) fn values(&self) -> &[u64] {
        &self.values[..self.count]
    }
}

/// The varint that takes these bytes.
#[inline]
fn value(bytes: &[u8; NEEDED], start: usize, end: usize) -> Option<u64> {
    let length = end - start;
    if length > 8 {
        return varint::first(&bytes[start..end]).map(|(value, _)| value);
    }
    let word = bytes[start % BLOCK..].first_chunk()?;
    Some(varint::joined(u64::from_le_bytes(*word) & (u64::MAX >> (64 - 8 * length))))
}

/// A bit for each of the first bytes that ends a varint: a multiplication moves the highest bits of a word into its last byte.
#[inline]
fn ends(bytes: &[u8; NEEDED]) -> u64 {
    let bit = |word: &[u8; 8]| {
        let ends = (!u64::from_le_bytes(*word) & varint::GOES_ON) >> 7;
        ends.wrapping_mul(0x0102_0408_1020_4080) >> 56
    };
    let (words, _) = bytes[..BLOCK].as_chunks();
    words.iter().enumerate().fold(0, |ends, (index, word)| ends | bit(word) << (8 * index))
}
