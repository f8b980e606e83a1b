//! Default values in the text form of descriptors.

use crate::schema::{DefaultValue, Kind, Scalar};

/// The text of a default value of a field of this kind. None when the kind has no such value.
pub(in crate::descriptor) fn text(value: &DefaultValue, kind: &Kind) -> Option<String> {
    match (value, kind) {
        (DefaultValue::Enum(number), Kind::Enum(of)) => {
            let number = number();
            let value = of().values.iter().find(|value| value.number == number)?;
            Some(value.declaration.name.to_owned())
        }
        (value, Kind::Scalar(scalar)) => of_scalar(value, *scalar),
        _ => None,
    }
}

fn of_scalar(value: &DefaultValue, scalar: Scalar) -> Option<String> {
    match (*value, scalar) {
        (DefaultValue::Bool(value), Scalar::Bool) => Some(value.to_string()),
        (DefaultValue::Integer(value), scalar) => fits(value, scalar).then(|| value.to_string()),
        (DefaultValue::Float(value), Scalar::Float) => Some(float(value as f32)),
        (DefaultValue::Float(value), Scalar::Double) => Some(double(value)),
        (DefaultValue::Text(text), Scalar::String) => Some(text.to_owned()),
        (DefaultValue::Bytes(bytes), Scalar::Bytes) => Some(bytes.iter().map(|byte| escaped(*byte)).collect()),
        _ => None,
    }
}

fn fits(value: i128, scalar: Scalar) -> bool {
    match scalar {
        Scalar::Int32 | Scalar::Sint32 | Scalar::Sfixed32 => i32::try_from(value).is_ok(),
        Scalar::Int64 | Scalar::Sint64 | Scalar::Sfixed64 => i64::try_from(value).is_ok(),
        Scalar::Uint32 | Scalar::Fixed32 => u32::try_from(value).is_ok(),
        Scalar::Uint64 | Scalar::Fixed64 => u64::try_from(value).is_ok(),
        Scalar::Bool | Scalar::Float | Scalar::Double | Scalar::String | Scalar::Bytes => false,
    }
}

/// As protoc writes it: in six digits where these say all, else in nine.
fn float(value: f32) -> String {
    let short = general(f64::from(value), 6);
    if short.parse() == Ok(value) { short } else { general(f64::from(value), 9) }
}

/// As protoc writes it: in fifteen digits where these say all, else in seventeen.
fn double(value: f64) -> String {
    let short = general(value, 15);
    if short.parse() == Ok(value) { short } else { general(value, 17) }
}

/// What C's `%.*g` makes of a number.
fn general(value: f64, digits: usize) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let scientific = format!("{value:.*e}", digits - 1);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    match usize::try_from(exponent) {
        Ok(places) if places < digits => without_zeros(&format!("{value:.*}", digits - 1 - places)).to_owned(),
        Err(_) if exponent >= -4 => {
            let decimals = digits - 1 + exponent.unsigned_abs() as usize;
            without_zeros(&format!("{value:.decimals$}")).to_owned()
        }
        _ => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{}e{sign}{:02}", without_zeros(mantissa), exponent.unsigned_abs())
        }
    }
}

fn without_zeros(number: &str) -> &str {
    if number.contains('.') { number.trim_end_matches('0').trim_end_matches('.') } else { number }
}

/// A byte as it stands in a string of C.
fn escaped(byte: u8) -> String {
    match byte {
        b'\n' => "\\n".to_owned(),
        b'\r' => "\\r".to_owned(),
        b'\t' => "\\t".to_owned(),
        b'"' | b'\'' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\{byte:03o}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_protoc_writes_them() {
        for (value, expected) in [
            (9e9, "9e+09"),
            (0.0, "0"),
            (-0.0, "-0"),
            (1.5, "1.5"),
            (0.1, "0.1"),
            (100_000.0, "100000"),
            (1e6, "1e+06"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (16_777_216.0, "16777216"),
            (f32::MAX, "3.40282347e+38"),
            (1.0 / 3.0, "0.333333343"),
            (f32::INFINITY, "inf"),
            (f32::NEG_INFINITY, "-inf"),
            (f32::NAN, "nan"),
        ] {
            assert_eq!(float(value), expected);
        }
        for (value, expected) in [
            (7e22, "7e+22"),
            (9e9, "9000000000"),
            (1e15, "1e+15"),
            (123_456.789, "123456.789"),
            (1.0 / 3.0, "0.33333333333333331"),
            (5e-324, "4.94065645841247e-324"),
            (-2.5e-7, "-2.5e-07"),
        ] {
            assert_eq!(double(value), expected);
        }
    }

    #[test]
    fn bytes_are_escaped_as_in_c() {
        let bytes = DefaultValue::Bytes(b"a\0\"\\\xff\n\t'b");
        assert_eq!(text(&bytes, &Kind::Scalar(Scalar::Bytes)).as_deref(), Some(r#"a\000\"\\\377\n\t\'b"#));
    }

    #[test]
    fn only_what_the_kind_can_hold_is_a_default() {
        for (value, scalar, expected) in [
            (DefaultValue::Integer(-1), Scalar::Int32, Some("-1")),
            (DefaultValue::Integer(-1), Scalar::Fixed32, None),
            (DefaultValue::Integer(1 << 31), Scalar::Sint32, None),
            (DefaultValue::Integer(1 << 63), Scalar::Uint64, Some("9223372036854775808")),
            (DefaultValue::Integer(1), Scalar::Double, None),
            (DefaultValue::Float(1.0), Scalar::Int32, None),
            (DefaultValue::Bool(true), Scalar::Bool, Some("true")),
            (DefaultValue::Text("a\"b"), Scalar::String, Some("a\"b")),
            (DefaultValue::Text("a"), Scalar::Bytes, None),
        ] {
            assert_eq!(text(&value, &Kind::Scalar(scalar)).as_deref(), expected, "{value:?}");
        }
    }
}
