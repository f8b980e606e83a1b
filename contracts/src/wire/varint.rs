//! Varints: seven bits in each byte, the lowest first.

use super::DecodeErrorKind;

/// The most bytes that a varint of 64 bits takes.
pub(super) const MAX_LEN: usize = 10;

/// How many bytes the varint of a value takes.
#[inline]
pub(super) const fn len(value: u64) -> usize {
    let bits = 64 - (value | 1).leading_zeros() as usize;
    bits.div_ceil(7)
}

/// How many varints end in a slice.
pub(super) fn count(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte < 0x80).count()
}

/// Splits a varint off the front of a slice.
#[inline]
pub(super) fn split(bytes: &[u8]) -> Result<(u64, &[u8]), DecodeErrorKind> {
    match bytes {
        [first, rest @ ..] if *first < 0x80 => Ok((u64::from(*first), rest)),
        _ => split_long(bytes),
    }
}

fn split_long(bytes: &[u8]) -> Result<(u64, &[u8]), DecodeErrorKind> {
    let mut value = 0;
    for (index, byte) in bytes.iter().enumerate().take(MAX_LEN) {
        let payload = u64::from(byte & 0x7f);
        if index == MAX_LEN - 1 && *byte > 1 {
            return Err(DecodeErrorKind::VarintOverflow);
        }
        value |= payload << (7 * index);
        if *byte < 0x80 {
            return Ok((value, &bytes[index + 1..]));
        }
    }
    Err(DecodeErrorKind::Truncated)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<(u64, usize), DecodeErrorKind>) {
        assert_eq!(split(bytes).map(|(value, rest)| (value, rest.len())), expected, "{bytes:x?}");
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
}
