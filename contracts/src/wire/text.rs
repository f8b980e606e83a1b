//! Text: whether bytes are UTF-8, with a short way for those that are ASCII.

/// The bits that no byte of ASCII has.
const ABOVE_ASCII: [u8; 16] = [0x80; 16];

/// The text that the bytes are, if they are UTF-8.
#[inline]
#[expect(
    unsafe_code,
    reason = "checked text is made of ASCII without a second check: docs/performance.md says what it buys"
)]
pub(super) fn of_utf8(bytes: &[u8]) -> Option<&str> {
    if is_ascii(bytes) {
        // SAFETY: `is_ascii` has seen that no byte is above 0x7f, and each byte below is a character of UTF-8 of its own.
        return Some(unsafe { std::str::from_utf8_unchecked(bytes) });
    }
    std::str::from_utf8(bytes).ok()
}

/// Whether no byte is above 0x7f. The last sixteen bytes are looked at once more when blocks of sixteen do not end with them.
#[inline]
fn is_ascii(bytes: &[u8]) -> bool {
    match bytes.last_chunk() {
        Some(last) => bytes.as_chunks().0.iter().all(is_ascii_block) && is_ascii_block(last),
        None => is_short_ascii(bytes),
    }
}

#[inline]
fn is_ascii_block(block: &[u8; 16]) -> bool {
    u128::from_ne_bytes(*block) & u128::from_ne_bytes(ABOVE_ASCII) == 0
}

/// The same of less than sixteen bytes: from both ends, so that the middle is looked at twice.
#[inline]
fn is_short_ascii(bytes: &[u8]) -> bool {
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u64::from_ne_bytes(*front) | u64::from_ne_bytes(*back)) & 0x8080_8080_8080_8080 == 0;
    }
    if let (Some(front), Some(back)) = (bytes.first_chunk(), bytes.last_chunk()) {
        return (u32::from_ne_bytes(*front) | u32::from_ne_bytes(*back)) & 0x8080_8080 == 0;
    }
    bytes.iter().fold(0, |all, byte| all | byte) < 0x80
}

#[cfg(test)]
mod tests {
    use super::of_utf8;

    /// Longer than all blocks, and not a multiple of any.
    const LONGEST: usize = 70;

    #[test]
    fn ascii_of_each_length_is_text() {
        for length in 0..LONGEST {
            let bytes: Vec<u8> = (0..length).map(|index| (index * 37 % 128) as u8).collect();
            assert_eq!(of_utf8(&bytes).map(str::as_bytes), Some(&bytes[..]), "{length}");
        }
    }

    #[test]
    fn a_byte_above_ascii_is_found_at_each_place_of_each_length() {
        for (length, place) in (1..LONGEST).flat_map(|length| (0..length).map(move |place| (length, place))) {
            for byte in [0x80, 0xc3, 0xff] {
                let mut bytes = vec![b'a'; length];
                bytes[place] = byte;
                assert_eq!(of_utf8(&bytes), None, "{byte:x} at {place} of {length}");
            }
        }
    }

    #[test]
    fn text_beyond_ascii_is_text_at_each_place_of_each_length() {
        for (length, place) in (0..LONGEST).flat_map(|length| (0..=length).map(move |place| (length, place))) {
            for character in ["\u{e9}", "\u{20ac}", "\u{1f980}"] {
                let mut text = "a".repeat(length);
                text.insert_str(place, character);
                assert_eq!(of_utf8(text.as_bytes()), Some(text.as_str()), "{character} at {place} of {length}");
                let torn = &text.as_bytes()[..place + character.len() - 1];
                assert_eq!(of_utf8(torn), None, "{character} torn at {place}");
            }
        }
    }
}
