//! Varints: seven bits in each byte, the lowest first.

use super::DecodeErrorKind;

/// The most bytes that a varint of 64 bits takes.
pub(super) const MAX_LEN: usize = 10;

/// How many bytes the varint of a value takes.
#[inline]
pub(super) const fn len(value: u64) -> usize {
    let highest_bit = 63 - (value | 1).leading_zeros() as usize;
    (highest_bit * 9 + 73) / 64 // as dividing by seven, but without a division
}

/// The greatest value whose varint fits in a word.
pub(super) const WORD: u64 = (1 << 56) - 1;

/// The bit of each byte that says that another follows.
const CONTINUES: u64 = 0x8080_8080_8080_8080;

/// The varint of a value of up to 56 bits, in the last bytes of a word, and how many those are.
#[inline]
pub(super) const fn word(value: u64) -> (u64, usize) {
    let spread = spread(value);
    let unused = (spread | 1).leading_zeros() & !7;
    (((spread | CONTINUES) << unused) & !(1 << 63), 8 - unused as usize / 8)
}

/// The varint of a value of 14 bits, as two bytes: the last ones of a word.
#[inline]
pub(super) const fn two(value: u64) -> u64 {
    (value & 0x7f | 0x80) << 48 | value >> 7 << 56
}

/// The first eight bytes of the varint of a value of more than 56 bits.
#[inline]
pub(super) const fn beginning(value: u64) -> u64 {
    spread(value) | CONTINUES
}

/// The ninth byte, and the tenth where there is one, of the varint of a value of more than 56 bits: in the last bytes of a
/// word, and how many those are.
#[inline]
pub(super) const fn end(value: u64) -> (u64, usize) {
    let highest = value >> 56;
    match highest < 0x80 {
        true => (highest << 56, 1),
        false => (highest << 48 | 1 << 56, 2),
    }
}

/// The lowest 56 bits of a value, seven in each byte. To shift a part by two is to add it three times more, by one once more.
#[inline]
const fn spread(value: u64) -> u64 {
    let in_halves = value & 0x0fff_ffff | (value & 0x00ff_ffff_f000_0000) << 4;
    let in_quarters = in_halves + 3 * (in_halves & 0x0fff_c000_0fff_c000);
    in_quarters + (in_quarters & 0x3f80_3f80_3f80_3f80)
}

/// The bit of each byte of a word that says that the varint goes on.
pub(super) const GOES_ON: u64 = 0x8080_8080_8080_8080;

/// How many varints end in a slice.
pub(super) fn count(bytes: &[u8]) -> usize {
    let (words, tail) = bytes.as_chunks();
    let in_words: usize = words.chunks(usize::from(u8::MAX)).map(ends_in_words).sum();
    // What is no byte of the tail looks like an end.
    in_words + ends_in_words(&[short_word(tail).to_le_bytes()]) - (8 - tail.len())
}

/// How many varints end in at most 255 words: added up for each of the eight bytes by itself, so that none overflows.
#[inline]
fn ends_in_words(words: &[[u8; 8]]) -> usize {
    let bytes = words.iter().fold(0, |bytes, word| bytes + ((!u64::from_le_bytes(*word) & GOES_ON) >> 7));
    let pairs = (bytes & 0x00ff_00ff_00ff_00ff) + (bytes >> 8 & 0x00ff_00ff_00ff_00ff);
    (pairs.wrapping_mul(0x0001_0001_0001_0001) >> 48) as usize
}

/// The varint at the front of a slice, and how many bytes it takes; nothing when [`error`] says why.
pub(super) fn first(bytes: &[u8]) -> Option<(u64, usize)> {
    match bytes {
        [first, ..] if *first < 0x80 => Some((u64::from(*first), 1)),
        _ => long(bytes).or_else(|| longest(bytes)),
    }
}

/// Why there is no varint at the front of a slice: the slice ends before it does, or it has more than 64 bits.
#[cold]
pub(super) fn error(bytes: &[u8]) -> DecodeErrorKind {
    if bytes.len() < MAX_LEN { DecodeErrorKind::Truncated } else { DecodeErrorKind::VarintOverflow }
}

/// As [`first`] of a varint of two bytes, of three, or of up to eight from a word; nothing of all others.
#[inline(always)]
pub(super) fn long(bytes: &[u8]) -> Option<(u64, usize)> {
    match *bytes {
        [first, second, ..] if second < 0x80 => Some((u64::from(first & 0x7f) | u64::from(second) << 7, 2)),
        [first, second, third, ..] if third < 0x80 => {
            let low = u64::from(first & 0x7f) | u64::from(second & 0x7f) << 7;
            Some((low | u64::from(third) << 14, 3))
        }
        _ => in_word(bytes),
    }
}

/// As [`first`] of a varint of four to eight bytes; nothing of all others.
#[inline(always)]
fn in_word(bytes: &[u8]) -> Option<(u64, usize)> {
    let (word, available) = match bytes.first_chunk() {
        Some(word) => (u64::from_le_bytes(*word), 8),
        None => (short_word(bytes), bytes.len()),
    };
    let ends = !word & GOES_ON;
    let length = ends.trailing_zeros() as usize / 8 + 1;
    (length <= available).then(|| (joined(word & (ends ^ (ends - 1))), length))
}

/// As [`first`] of a varint of nine bytes or ten; nothing of all others.
fn longest(bytes: &[u8]) -> Option<(u64, usize)> {
    let (word, rest) = bytes.split_first_chunk()?;
    let word = u64::from_le_bytes(*word);
    match rest {
        _ if !word & GOES_ON != 0 => None,
        [ninth, ..] if *ninth < 0x80 => Some((joined(word) | u64::from(*ninth) << 56, 9)),
        [ninth, tenth, ..] if *tenth <= 1 => {
            Some((joined(word) | u64::from(*ninth & 0x7f) << 56 | u64::from(*tenth) << 63, 10))
        }
        _ => None,
    }
}

/// The bytes of a slice of less than eight as the low ones of a word; the others are zero.
#[inline]
fn short_word(bytes: &[u8]) -> u64 {
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let back = u64::from(u32::from_le_bytes(*back)) << (8 * (bytes.len() - 4));
        return u64::from(u32::from_le_bytes(*front)) | back;
    }
    let byte = |index| bytes.get(index).map_or(0, |byte: &u8| u64::from(*byte) << (8 * index));
    byte(0) | byte(1) | byte(2)
}

/// Joins the seven low bits of each byte of a word: by pairs, by pairs of pairs, by halves.
#[inline]
pub(super) fn joined(word: u64) -> u64 {
    let word = (word & 0x007f_007f_007f_007f) | (word & 0x7f00_7f00_7f00_7f00) >> 1;
    let word = (word & 0x0000_3fff_0000_3fff) | (word & 0x3fff_0000_3fff_0000) >> 2;
    (word & 0x0fff_ffff) | (word & 0x0fff_ffff_0000_0000) >> 4
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(u64, usize), DecodeErrorKind>) {
        let found = first(bytes).ok_or_else(|| error(bytes)).map(|(value, length)| (value, bytes.len() - length));
        assert_eq!(found, expected, "{bytes:x?}");
    }

    #[test]
    fn a_varint_is_split_off_the_front() {
        check(&[0], Ok((0, 0)));
        check(&[0x7f, 1], Ok((127, 1)));
        check(&[0xac, 0x02], Ok((300, 0)));
        check(&[0x80, 0x00, 9], Ok((0, 1)));
        check(&[0xff; 9], Err(DecodeErrorKind::Truncated));
        check(&[], Err(DecodeErrorKind::Truncated));
        check(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1], Ok((u64::MAX, 0)));
        check(&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2], Err(DecodeErrorKind::VarintOverflow));
        check(&[0xff; 11], Err(DecodeErrorKind::VarintOverflow));
    }

    #[test]
    fn the_length_of_a_varint_is_known_before_it_is_written() {
        for (value, expected) in [(0, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (u64::MAX, 10), (1 << 63, 10)] {
            assert_eq!(len(value), expected, "{value}");
        }
    }

    /// Reads byte by byte what the words above read at once.
    fn by_byte(bytes: &[u8]) -> Result<(u64, usize), DecodeErrorKind> {
        let mut value = 0;
        for (index, byte) in bytes.iter().enumerate().take(MAX_LEN) {
            if index == MAX_LEN - 1 && *byte > 1 {
                return Err(DecodeErrorKind::VarintOverflow);
            }
            value |= u64::from(byte & 0x7f) << (7 * index);
            if *byte < 0x80 {
                return Ok((value, index + 1));
            }
        }
        Err(DecodeErrorKind::Truncated)
    }

    #[test]
    fn a_varint_of_each_length_is_read_at_each_distance_from_the_end() {
        const FILLS: [(u8, u8); 5] = [(0x80, 0), (0x80, 1), (0xff, 0x7f), (0xd5, 0x2a), (0xff, 2)];
        for (length, behind, (goes_on, last)) in
            (1..=11).flat_map(|length| (0..12).flat_map(move |behind| FILLS.map(|fill| (length, behind, fill))))
        {
            for (end, filler) in [(last, 0), (last, 0xff), (goes_on, goes_on)] {
                let mut bytes = vec![goes_on; length - 1];
                bytes.push(end);
                bytes.resize(length + behind, filler);
                assert_eq!(first(&bytes).ok_or_else(|| error(&bytes)), by_byte(&bytes), "{bytes:x?}");
            }
        }
    }

    #[test]
    fn a_varint_without_an_end_is_an_error_at_each_length() {
        (0..MAX_LEN).for_each(|length| check(&vec![0x80; length], Err(DecodeErrorKind::Truncated)));
        (MAX_LEN..20).for_each(|length| check(&vec![0x80; length], Err(DecodeErrorKind::VarintOverflow)));
    }

    #[test]
    fn varints_are_counted_by_their_ends() {
        for length in (0..40_usize).chain([254 * 8, 255 * 8, 255 * 8 + 1, 256 * 8 + 7, 511 * 8 + 3]) {
            for every in [1, 2, 3, 10] {
                let bytes: Vec<u8> = (0..length).map(|index| if index % every == 0 { 0x7f } else { 0x80 }).collect();
                assert_eq!(count(&bytes), length.div_ceil(every), "every {every} of {length}");
            }
        }
    }
}
