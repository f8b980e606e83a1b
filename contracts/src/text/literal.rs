//! Scalars as text, and what the wire has of them.

use super::escape::{self, Utf8};
use super::record::Payload;
use crate::schema::Scalar;

/// Writes a scalar; nothing when the wire has something else.
pub(super) fn print(scalar: Scalar, payload: &Payload) -> Option<String> {
    Some(match (scalar, payload) {
        (Scalar::Float, Payload::Fixed32(bits)) => float(f32::from_bits(*bits).into(), Width::Single),
        (Scalar::Double, Payload::Fixed64(bits)) => float(f64::from_bits(*bits), Width::Double),
        (Scalar::String, Payload::Delimited(bytes)) => escape::quote(bytes, Utf8::Kept),
        (Scalar::Bytes, Payload::Delimited(bytes)) => escape::quote(bytes, Utf8::Escaped),
        (Scalar::Bool, payload) => (integer(scalar, payload)? != 0).to_string(),
        (scalar, payload) => integer(scalar, payload)?.to_string(),
    })
}

/// The integer that the wire has; nothing when it has something else.
pub(super) fn integer(scalar: Scalar, payload: &Payload) -> Option<i128> {
    Some(match (scalar, payload) {
        (Scalar::Bool, Payload::Varint(value)) => i128::from(*value != 0),
        (Scalar::Int32, Payload::Varint(value)) => (*value as i32).into(),
        (Scalar::Int64, Payload::Varint(value)) => (*value as i64).into(),
        (Scalar::Uint32, Payload::Varint(value)) => (*value as u32).into(),
        (Scalar::Uint64, Payload::Varint(value)) => (*value).into(),
        (Scalar::Sint32, Payload::Varint(value)) => (unzigzag(u64::from(*value as u32)) as i32).into(),
        (Scalar::Sint64, Payload::Varint(value)) => unzigzag(*value).into(),
        (Scalar::Fixed32, Payload::Fixed32(value)) => (*value).into(),
        (Scalar::Sfixed32, Payload::Fixed32(value)) => (*value as i32).into(),
        (Scalar::Fixed64, Payload::Fixed64(value)) => (*value).into(),
        (Scalar::Sfixed64, Payload::Fixed64(value)) => (*value as i64).into(),
        _ => return None,
    })
}

/// What the wire has of an integer; nothing when the scalar cannot hold it or is none.
pub(super) fn of_integer(scalar: Scalar, value: i128) -> Option<Payload> {
    Some(match scalar {
        Scalar::Bool => Payload::Varint(u64::try_from(value).ok().filter(|value| *value <= 1)?),
        Scalar::Int32 => Payload::Varint(i64::from(i32::try_from(value).ok()?) as u64),
        Scalar::Int64 => Payload::Varint(i64::try_from(value).ok()? as u64),
        Scalar::Uint32 => Payload::Varint(u32::try_from(value).ok()?.into()),
        Scalar::Uint64 => Payload::Varint(u64::try_from(value).ok()?),
        Scalar::Sint32 => Payload::Varint(zigzag(i32::try_from(value).ok()?.into())),
        Scalar::Sint64 => Payload::Varint(zigzag(i64::try_from(value).ok()?)),
        Scalar::Fixed32 => Payload::Fixed32(u32::try_from(value).ok()?),
        Scalar::Sfixed32 => Payload::Fixed32(i32::try_from(value).ok()? as u32),
        Scalar::Fixed64 => Payload::Fixed64(u64::try_from(value).ok()?),
        Scalar::Sfixed64 => Payload::Fixed64(i64::try_from(value).ok()? as u64),
        Scalar::Float | Scalar::Double | Scalar::String | Scalar::Bytes => return None,
    })
}

/// What the wire has of a floating-point number, in decimal or by its name, without a sign; too large is infinite.
pub(super) fn of_float(scalar: Scalar, digits: &str, is_negative: bool) -> Option<Payload> {
    Some(match scalar {
        Scalar::Float => {
            let value: f32 = digits.parse().ok()?;
            Payload::Fixed32(if is_negative { -value } else { value }.to_bits())
        }
        _ => {
            let value: f64 = digits.parse().ok()?;
            Payload::Fixed64(if is_negative { -value } else { value }.to_bits())
        }
    })
}

fn zigzag(value: i64) -> u64 {
    (value << 1 ^ value >> 63) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Width {
    Single,
    Double,
}

/// The shortest decimal that is read as the same number, in the form that C's `%g` gives it.
fn float(value: f64, width: Width) -> String {
    if !value.is_finite() {
        return if value.is_nan() {
            "nan"
        } else if value < 0.0 {
            "-inf"
        } else {
            "inf"
        }
        .to_owned();
    }
    let (shortest, precision) = match width {
        Width::Single => (format!("{:e}", value as f32), 6),
        Width::Double => (format!("{value:e}"), 15),
    };
    let Some((digits, exponent)) = shortest.split_once('e') else { return shortest };
    let Ok(exponent) = exponent.parse::<i32>() else { return shortest };
    let precision = precision.max(digits.chars().filter(char::is_ascii_digit).count() as i32);
    match exponent {
        _ if (-4..precision).contains(&exponent) && width == Width::Single => (value as f32).to_string(),
        _ if (-4..precision).contains(&exponent) => value.to_string(),
        0.. => format!("{digits}e+{exponent:02}"),
        _ => format!("{digits}e-{:02}", -exponent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_c_writes_it() {
        let single = [
            (1.5, "1.5"),
            (0.0, "0"),
            (-0.0, "-0"),
            (100_000.0, "100000"),
            (1e6, "1e+06"),
            (1e-4, "0.0001"),
            (1e-5, "1e-05"),
            (0.1, "0.1"),
            (16_777_216.0, "16777216"),
            (f32::MAX, "3.4028235e+38"),
            (f32::INFINITY, "inf"),
            (f32::NAN, "nan"),
        ];
        for (value, expected) in single {
            let printed = print(Scalar::Float, &Payload::Fixed32(value.to_bits()));
            assert_eq!(printed.as_deref(), Some(expected));
        }
        let double = [
            (123_456_789.125, "123456789.125"),
            (1e14, "100000000000000"),
            (1e15, "1e+15"),
            (1e100, "1e+100"),
            (0.1 + 0.2, "0.30000000000000004"),
            (f64::NEG_INFINITY, "-inf"),
            (5e-324, "5e-324"),
            (-1.25e-7, "-1.25e-07"),
        ];
        for (value, expected) in double {
            let printed = print(Scalar::Double, &Payload::Fixed64(value.to_bits()));
            assert_eq!(printed.as_deref(), Some(expected));
        }
    }

    #[test]
    fn an_integer_at_the_edge_of_its_type_is_had_back_and_no_further() {
        let check = |scalar, least: i128, most: i128| {
            for value in [least, most, 0, 1] {
                let payload = of_integer(scalar, value).unwrap();
                assert_eq!(integer(scalar, &payload), Some(value), "{scalar:?}");
            }
            assert_eq!(of_integer(scalar, least - 1), None);
            assert_eq!(of_integer(scalar, most + 1), None);
        };
        check(Scalar::Bool, 0, 1);
        for (scalars, least, most) in [
            ([Scalar::Int32, Scalar::Sint32, Scalar::Sfixed32], i32::MIN.into(), i32::MAX.into()),
            ([Scalar::Int64, Scalar::Sint64, Scalar::Sfixed64], i64::MIN.into(), i64::MAX.into()),
        ] {
            scalars.iter().for_each(|scalar| check(*scalar, least, most));
        }
        [Scalar::Uint32, Scalar::Fixed32].iter().for_each(|scalar| check(*scalar, 0, u32::MAX.into()));
        [Scalar::Uint64, Scalar::Fixed64].iter().for_each(|scalar| check(*scalar, 0, u64::MAX.into()));
    }
}
