//! Strings between quotes: what escapes stand for, and what is escaped.

use std::fmt::Write as _;

/// Writes bytes between quotes: UTF-8 as it is where it may stay, all else escaped.
pub(super) fn quote(bytes: &[u8], utf8: Utf8) -> String {
    let mut quoted = String::with_capacity(bytes.len() + 2);
    quoted.push('"');
    for chunk in bytes.utf8_chunks() {
        chunk.valid().chars().for_each(|letter| push(&mut quoted, letter, utf8));
        chunk.invalid().iter().for_each(|byte| push_octal(&mut quoted, *byte));
    }
    quoted.push('"');
    quoted
}

/// Whether letters beyond ASCII stay as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Utf8 {
    Kept,
    Escaped,
}

fn push(quoted: &mut String, letter: char, utf8: Utf8) {
    match letter {
        '\n' => quoted.push_str("\\n"),
        '\r' => quoted.push_str("\\r"),
        '\t' => quoted.push_str("\\t"),
        '"' | '\'' | '\\' => quoted.extend(['\\', letter]),
        _ if !letter.is_control() && (letter.is_ascii() || utf8 == Utf8::Kept) => quoted.push(letter),
        _ => letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_octal(quoted, byte)),
    }
}

fn push_octal(quoted: &mut String, byte: u8) {
    // Writing into a string does not fail.
    let _ = write!(quoted, "\\{byte:03o}");
}

/// Appends what a text with escapes, taken out of its quotes, stands for.
///
/// # Errors
/// The offset and the length of what is not an escape.
pub(super) fn unescape(text: &str, out: &mut Vec<u8>) -> Result<(), (usize, usize)> {
    let mut rest = text;
    while let Some(backslash) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..backslash]);
        let escape = &rest[backslash + 1..];
        let length = escaped(escape, out).ok_or_else(|| {
            let shown = escape.chars().next().map_or(0, char::len_utf8);
            (text.len() - escape.len() - 1, 1 + shown)
        })?;
        rest = &escape[length..];
    }
    out.extend_from_slice(rest.as_bytes());
    Ok(())
}

/// Appends what the escape at the start of a text, behind its backslash, stands for; its length.
fn escaped(escape: &str, out: &mut Vec<u8>) -> Option<usize> {
    let byte = match escape.bytes().next()? {
        b'a' => 0x07,
        b'b' => 0x08,
        b'f' => 0x0c,
        b'n' => b'\n',
        b'r' => b'\r',
        b't' => b'\t',
        b'v' => 0x0b,
        same @ (b'?' | b'\\' | b'\'' | b'"') => same,
        b'0'..=b'7' => {
            let (value, length) = digits(escape, 8, 3);
            out.push(u8::try_from(value).ok()?);
            return Some(length);
        }
        b'x' | b'X' => {
            let (value, length) = digits(&escape[1..], 16, 2);
            out.push(u8::try_from(value).ok().filter(|_| length > 0)?);
            return Some(1 + length);
        }
        b'u' => return code_point(&escape[1..], 4, out),
        b'U' => return code_point(&escape[1..], 8, out),
        _ => return None,
    };
    out.push(byte);
    Some(1)
}

/// A code point of exactly so many digits, that is no surrogate.
fn code_point(text: &str, count: usize, out: &mut Vec<u8>) -> Option<usize> {
    let (value, length) = digits(text, 16, count);
    let letter = char::from_u32(value).filter(|_| length == count)?;
    out.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
    Some(1 + count)
}

/// The value of at most so many digits at the start of a text, and how many there are.
fn digits(text: &str, radix: u32, most: usize) -> (u32, usize) {
    let digits = text.chars().map_while(|letter| letter.to_digit(radix)).take(most);
    digits.fold((0, 0), |(value, length), digit| (value * radix + digit, length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<&[u8], (usize, usize)>) {
        let mut bytes = Vec::new();
        let unescaped = unescape(text, &mut bytes);
        assert_eq!(unescaped.map(|()| bytes.as_slice()), expected, "{text}");
    }

    #[test]
    fn an_escape_stands_for_a_byte_or_a_code_point() {
        check(r#"\a\b\f\n\r\t\v\?\\\'\""#, Ok(b"\x07\x08\x0c\n\r\t\x0b?\\'\""));
        check(r"\0\18\1111\377", Ok(b"\0\x018I1\xff"));
        check(r"\xe1\X8\xfff", Ok(b"\xe1\x08\xfff"));
        check(r"a\u00e9\U0001f600é", Ok("aé😀é".as_bytes()));
        check("", Ok(b""));
    }

    #[test]
    fn what_is_no_escape_is_told_with_its_place() {
        check(r"a\q", Err((1, 2)));
        check(r"é\400", Err((2, 2)));
        check(r"\xg", Err((0, 2)));
        check(r"\u12", Err((0, 2)));
        check(r"\ud800\udc00", Err((0, 2)));
        check(r"\U00110000", Err((0, 2)));
        check("\\", Err((0, 1)));
    }

    #[test]
    fn what_is_quoted_is_had_back() {
        for bytes in [&b"plain"[..], b"\0\x01\x7f\"'\\\n\r\t", b"\xff\xfe7", "é😀\u{85}".as_bytes()] {
            for utf8 in [Utf8::Kept, Utf8::Escaped] {
                let quoted = quote(bytes, utf8);
                check(&quoted[1..quoted.len() - 1], Ok(bytes));
            }
        }
        assert_eq!(quote("é\0".as_bytes(), Utf8::Kept), r#""é\000""#);
        assert_eq!(quote("é".as_bytes(), Utf8::Escaped), r#""\303\251""#);
    }
}
