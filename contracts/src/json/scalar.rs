//! Numbers, texts and bytes as they stand in JSON (<https://protobuf.dev/programming-guides/json/>).

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::display::Base64Display;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_STANDARD;
use serde::ser::Serializer;

use super::write::wrong;
use crate::schema::{Domain, Scalar};
use crate::wire::Reader;

/// Writes a scalar; `behind` is told what is behind it before.
#[inline]
pub(super) fn write<'a, S: Serializer>(
    scalar: Scalar,
    r: &mut Reader<'a>,
    s: S,
    behind: impl FnOnce(&'a [u8]),
) -> Result<S::Ok, S::Error> {
    macro_rules! read {
        ($read:expr) => {{
            let value = $read.map_err(wrong)?;
            behind(r.rest());
            value
        }};
    }
    match scalar {
        Scalar::Bool => s.serialize_bool(read!(r.varint()) != 0),
        Scalar::Int32 => s.serialize_i32(read!(r.varint()) as i32),
        Scalar::Int64 => s.serialize_str(itoa::Buffer::new().format(read!(r.varint()) as i64)),
        Scalar::Uint32 => s.serialize_u32(read!(r.varint()) as u32),
        Scalar::Uint64 => s.serialize_str(itoa::Buffer::new().format(read!(r.varint()))),
        Scalar::Sint32 => s.serialize_i32(from_zigzag(read!(r.varint()) as u32 as u64) as i32),
        Scalar::Sint64 => s.serialize_str(itoa::Buffer::new().format(from_zigzag(read!(r.varint())))),
        Scalar::Fixed32 => s.serialize_u32(u32::from_le_bytes(read!(r.fixed()))),
        Scalar::Fixed64 => s.serialize_str(itoa::Buffer::new().format(u64::from_le_bytes(read!(r.fixed())))),
        Scalar::Sfixed32 => s.serialize_i32(i32::from_le_bytes(read!(r.fixed()))),
        Scalar::Sfixed64 => s.serialize_str(itoa::Buffer::new().format(i64::from_le_bytes(read!(r.fixed())))),
        Scalar::Float => match f32::from_le_bytes(read!(r.fixed())) {
            value if value.is_finite() => s.serialize_f32(value),
            value => s.serialize_str(not_finite(value.into())),
        },
        Scalar::Double => match f64::from_le_bytes(read!(r.fixed())) {
            value if value.is_finite() => s.serialize_f64(value),
            value => s.serialize_str(not_finite(value)),
        },
        Scalar::String => s.serialize_str(read!(r.text())),
        Scalar::Bytes => s.collect_str(&Base64Display::new(read!(r.length_delimited()), &BASE64_STANDARD)),
    }
}

pub(super) fn from_zigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

fn not_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    }
}

/// Writes what an absent scalar means.
pub(super) fn write_default<S: Serializer>(scalar: Scalar, domain: Domain, s: S) -> Result<S::Ok, S::Error> {
    match (scalar, domain) {
        (Scalar::String, Domain::Uuid) => s.serialize_str("00000000-0000-0000-0000-000000000000"),
        (Scalar::String, Domain::Ip | Domain::Ipv4) => s.serialize_str("0.0.0.0"),
        (Scalar::String, Domain::Ipv6) => s.serialize_str("::"),
        (Scalar::String, Domain::Url) => s.serialize_str("about:blank"),
        (Scalar::String, Domain::Decimal) => s.serialize_str("0"),
        (Scalar::Bytes, Domain::Bytes(length)) => s.serialize_str(&BASE64_STANDARD.encode(vec![0; length])),
        _ => write(scalar, &mut Reader::new(&[0; 8]), s, |_| {}),
    }
}

/// The integers from the first to the last that a scalar has, and what they are called; none for floats.
pub(super) fn integers(scalar: Scalar) -> Option<(i128, i128, &'static str)> {
    Some(match scalar {
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => {
            (i32::MIN.into(), i32::MAX.into(), "an integer of 32 bits")
        }
        Scalar::Uint32 | Scalar::Fixed32 => (0, u32::MAX.into(), "an integer of 32 bits without a sign"),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => {
            (i64::MIN.into(), i64::MAX.into(), "an integer of 64 bits")
        }
        Scalar::Uint64 | Scalar::Fixed64 => (0, u64::MAX.into(), "an integer of 64 bits without a sign"),
        Scalar::Float | Scalar::Double | Scalar::Bool | Scalar::String | Scalar::Bytes => return None,
    })
}

/// The integer that a text is.
#[inline]
pub(super) fn integer_of_text(text: &str) -> Option<i128> {
    plain_integer(text.as_bytes()).or_else(|| whole_number(Some(text).filter(|text| is_json_number(text))?))
}

/// The `double` that a text is.
pub(super) fn double_of_text(text: &str) -> Option<f64> {
    match text {
        "NaN" => Some(f64::NAN),
        "Infinity" => Some(f64::INFINITY),
        "-Infinity" => Some(f64::NEG_INFINITY),
        number if is_json_number(number) => number.parse().ok().filter(|value: &f64| value.is_finite()),
        _ => None,
    }
}

/// The `float` that a text is.
pub(super) fn float_of_text(text: &str) -> Option<f32> {
    match text {
        "NaN" => Some(f32::NAN),
        "Infinity" => Some(f32::INFINITY),
        "-Infinity" => Some(f32::NEG_INFINITY),
        number if is_json_number(number) => number.parse().ok().filter(|value: &f32| value.is_finite()),
        _ => None,
    }
}

/// Whether a text is a number as JSON writes one: no space around it, no plus and no zero in front.
fn is_json_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && digits(fraction) && digits(exponent) && (whole == "0" || !whole.starts_with('0'))
}

/// The integer that a text is as most write it: digits, no zero in front of others, as many as 64 bits hold.
#[inline]
fn plain_integer(text: &[u8]) -> Option<i128> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    if digits.is_empty() || digits.len() > 20 || (digits[0] == b'0' && digits.len() > 1) {
        return None;
    }
    let (mut value, mut is_integer) = (0_u64, true);
    let (first, last) = digits.split_at(digits.len().min(19));
    for digit in first {
        let digit = digit.wrapping_sub(b'0');
        is_integer &= digit < 10;
        value = value.wrapping_mul(10).wrapping_add(digit.into());
    }
    for digit in last {
        let digit = digit.wrapping_sub(b'0');
        is_integer &= digit < 10;
        value = value.checked_mul(10)?.checked_add(digit.into())?;
    }
    is_integer.then_some(if digits.len() < text.len() { -i128::from(value) } else { value.into() })
}

/// The integer that a text like `1.0`, `1e2` or `0.1e1` is, to the last digit; none for one that no type here holds.
fn whole_number(text: &str) -> Option<i128> {
    const LONGEST: i64 = 38;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches('-').is_empty() {
        return Some(0);
    }
    let moved = (digits.len() - significant.len()) as i64 - fraction.len() as i64;
    let zeros = exponent.parse::<i64>().ok()?.checked_add(moved).filter(|zeros| (0..=LONGEST).contains(zeros))?;
    format!("{significant}{:0<1$}", "", zeros as usize).parse().ok()
}

/// Appends the bytes that a text of base64 is, of either alphabet, padded or not.
///
/// # Errors
/// That the text is not base64.
pub(super) fn bytes_of_text(text: &str, bytes: &mut Vec<u8>) -> Result<(), String> {
    const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    static LENIENT_STANDARD: GeneralPurpose = GeneralPurpose::new(&STANDARD, LENIENT);
    static LENIENT_URL_SAFE: GeneralPurpose = GeneralPurpose::new(&URL_SAFE, LENIENT);
    let start = bytes.len();
    let decoded = LENIENT_STANDARD.decode_vec(text, bytes).or_else(|error| match text.contains(['-', '_']) {
        true => {
            bytes.truncate(start);
            LENIENT_URL_SAFE.decode_vec(text, bytes)
        }
        false => Err(error),
    });
    decoded.map_err(|error| format!("{text:?} is not base64: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_integer_is_what_its_text_says() {
        for value in [0, 1, -1, 10, i64::MIN.into(), i64::MAX.into(), u64::MAX.into(), 1_000_000_000_000_000_000] {
            assert_eq!(integer_of_text(&value.to_string()), Some(value));
        }
        let check = |text, expected: Option<i128>| assert_eq!(integer_of_text(text), expected, "{text}");
        check("18446744073709551616", Some(18_446_744_073_709_551_616));
        check("1.0", Some(1));
        check("0.1e1", Some(1));
        check("-0", Some(0));
        for text in ["", "-", "+1", "01", "-01", " 1", "1x", "x", "1.5", "--1", "99999999999999999999x"] {
            check(text, None);
        }
    }
}
