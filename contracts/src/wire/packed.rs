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

#[cfg(test)]
mod tests {
    use super::{Block, NEEDED};
    use crate::wire::varint;

    /// As many varints as a block has, one after the other.
    fn one_by_one(bytes: &[u8; NEEDED]) -> (Vec<u64>, usize) {
        let (mut values, mut length) = (Vec::new(), 0);
        while let Some((value, more)) = varint::first(&bytes[length..64]) {
            values.push(value);
            length += more;
        }
        (values, length)
    }

    fn check(bytes: &[u8]) {
        let bytes = bytes.first_chunk().expect("there are as many as a block needs");
        let block = Block::read(bytes);
        assert_eq!((block.values().to_vec(), block.length), one_by_one(bytes), "{bytes:x?}");
    }

    /// Varints of these lengths, over and over.
    fn varints(lengths: &[usize]) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (index, length) in lengths.iter().cycle().enumerate().take_while(|(index, _)| *index < 2 * NEEDED) {
            bytes.extend((1..*length).map(|place| 0x80 | (index * 7 + place * 29) as u8));
            bytes.push(if *length == 10 { 1 } else { index as u8 & 0x7f });
        }
        bytes
    }

    #[test]
    fn a_block_has_what_is_read_one_by_one() {
        for (first, second) in (1..=10).flat_map(|first| (1..=10).map(move |second| (first, second))) {
            let bytes = varints(&[first, second, 1, second, first]);
            (0..NEEDED).for_each(|start| check(&bytes[start..]));
        }
    }

    #[test]
    fn a_block_ends_before_what_is_no_varint() {
        for (place, wrong) in
            (0..64).flat_map(|place| [&[0xff; 10][..], &[0x80; 11], &[0xff; 72]].map(|it| (place, it)))
        {
            let mut bytes = vec![1; 2 * NEEDED];
            bytes[place..place + wrong.len()].copy_from_slice(wrong);
            check(&bytes);
        }
    }
}
