//! The value of a field that was not sent.

use std::fmt;

use super::Side;
use crate::breaking::schema::{Cardinality, FieldItem, Kind};

/// A default value.
pub(super) enum Default {
    /// Of a string or of bytes.
    Text(Vec<u8>),
    Integer(i128),
    /// Of `float`.
    Single(f32),
    Double(f64),
    Bool(bool),
    /// The number and the name of an enum value.
    Enum(i32, String),
}

impl Default {
    /// The default value of a field, written or not. None of what can have none.
    pub(super) fn of(field: &FieldItem<'_>, side: &Side<'_>) -> Option<Default> {
        let kind = Kind::of(field);
        let is_single = !matches!(Cardinality::of(field), Cardinality::Repeated | Cardinality::Map);
        let written = field.item.proto.default_value.as_deref();
        match kind {
            _ if !is_single => None,
            Kind::Message | Kind::Group => None,
            Kind::String => Some(Default::Text(written.unwrap_or_default().as_bytes().to_vec())),
            Kind::Bytes => Some(Default::Text(unescape(written.unwrap_or_default()))),
            Kind::Bool => Some(Default::Bool(written == Some("true"))),
            Kind::Float => Some(Default::Single(written.and_then(|text| text.parse().ok()).unwrap_or_default())),
            Kind::Double => Some(Default::Double(written.and_then(|text| text.parse().ok()).unwrap_or_default())),
            Kind::Enum => of_enum(field, side, written),
            _ => Some(Default::Integer(written.and_then(|text| text.parse().ok()).unwrap_or_default())),
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        match self {
            Default::Text(text) => text.is_empty(),
            Default::Integer(number) => *number == 0,
            Default::Single(number) => *number == 0.0,
            Default::Double(number) => *number == 0.0,
            Default::Bool(value) => !value,
            Default::Enum(number, _) => *number == 0,
        }
    }

    /// Whether both are the same value, of whatever kinds: a change of the kind is another rule's to find.
    pub(super) fn equals(&self, other: &Default) -> bool {
        match (self, other) {
            (Default::Text(text), Default::Text(other)) => text == other,
            (Default::Text(_), _) | (_, Default::Text(_)) => false,
            // In the precision that both have.
            (Default::Single(number), Default::Double(other)) => same(f64::from(*number), f64::from(*other as f32)),
            (Default::Double(number), Default::Single(other)) => same(f64::from(*number as f32), f64::from(*other)),
            _ => match (self.integer(), other.integer()) {
                (Some(number), Some(other)) => number == other,
                (None, None) => same(self.float(), other.float()),
                _ => false,
            },
        }
    }

    /// The value, if it is whole.
    fn integer(&self) -> Option<i128> {
        match self {
            Default::Text(_) => None,
            Default::Integer(number) => Some(*number),
            Default::Bool(value) => Some(i128::from(*value)),
            Default::Enum(number, _) => Some(i128::from(*number)),
            Default::Single(_) | Default::Double(_) => {
                let number = self.float();
                // Wider than all integers of protobuf, and whole by itself beyond that.
                (number.fract() == 0.0 && number.abs() < 1e30).then_some(number as i128)
            }
        }
    }

    fn float(&self) -> f64 {
        match self {
            Default::Single(number) => f64::from(*number),
            Default::Double(number) => *number,
            _ => 0.0,
        }
    }
}

fn same(number: f64, other: f64) -> bool {
    number == other || number.is_nan() && other.is_nan()
}

fn of_enum(field: &FieldItem<'_>, side: &Side<'_>, written: Option<&str>) -> Option<Default> {
    let of = side.index.enums.get(field.item.proto.type_name().trim_start_matches('.'))?;
    let value = match written {
        Some(name) => of.proto.value.iter().find(|value| value.name() == name)?,
        None => of.proto.value.first()?,
    };
    Some(Default::Enum(value.number(), value.name().to_owned()))
}

impl fmt::Display for Default {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Default::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => write!(f, "{text:?}"),
                Err(_) => write!(f, "b\"{}\"", text.escape_ascii()),
            },
            Default::Integer(number) => write!(f, "{number}"),
            Default::Single(number) => write!(f, "{number}"),
            Default::Double(number) => write!(f, "{number}"),
            Default::Bool(value) => write!(f, "{value}"),
            Default::Enum(_, name) => f.write_str(name),
        }
    }
}

/// The bytes that descriptors write as in C: `\n`, `\"`, `\001`, `\x1f`.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let (byte, length) = escaped(tail);
        bytes.push(byte);
        rest = tail.get(length..).unwrap_or_default();
    }
    bytes
}

/// The byte that stands behind a backslash, and how many letters it takes.
fn escaped(text: &[u8]) -> (u8, usize) {
    let digits = |from: &[u8], radix: u32, most: usize| {
        let digit = |byte: &u8| char::from(*byte).to_digit(radix);
        let digits: Vec<u32> = from.iter().take(most).map_while(digit).collect();
        let value = digits.iter().fold(0, |value, digit| value * radix + digit);
        (u8::try_from(value & 0xff).unwrap_or_default(), digits.len())
    };
    match text {
        [b'n', ..] => (b'\n', 1),
        [b'r', ..] => (b'\r', 1),
        [b't', ..] => (b'\t', 1),
        [b'a', ..] => (7, 1),
        [b'b', ..] => (8, 1),
        [b'f', ..] => (12, 1),
        [b'v', ..] => (11, 1),
        [b'x' | b'X', rest @ ..] => {
            let (byte, length) = digits(rest, 16, 2);
            (byte, length + 1)
        }
        [b'0'..=b'7', ..] => digits(text, 8, 3),
        [other, ..] => (*other, 1),
        [] => (b'\\', 0),
    }
}

#[cfg(test)]
mod tests {
    use super::{Default, unescape};

    #[test]
    fn bytes_are_read_as_descriptors_write_them() {
        for (text, expected) in [
            ("", &b""[..]),
            ("abc", b"abc"),
            (r"\000\001\377", b"\0\x01\xff"),
            (r#"\n\r\t\"\'\\"#, b"\n\r\t\"'\\"),
            (r"\x1fz\18", b"\x1fz\x018"),
            ("é", "é".as_bytes()),
            ("\\", b"\\"),
        ] {
            assert_eq!(unescape(text), expected, "{text}");
        }
    }

    #[test]
    fn values_of_other_kinds_are_the_same_where_their_numbers_are() {
        let text = |text: &str| Default::Text(text.as_bytes().to_vec());
        for (value, other, expected) in [
            (Default::Integer(1), Default::Bool(true), true),
            (Default::Integer(1), Default::Enum(1, "A".to_owned()), true),
            (Default::Integer(1), Default::Double(1.5), false),
            (Default::Integer(3), Default::Double(3.0), true),
            (Default::Single(0.1), Default::Double(0.1), true),
            (Default::Double(0.1), Default::Double(0.2), false),
            (Default::Double(f64::NAN), Default::Single(f32::NAN), true),
            (Default::Double(f64::INFINITY), Default::Single(f32::INFINITY), true),
            (Default::Double(f64::NAN), Default::Integer(0), false),
            (text("1"), Default::Integer(1), false),
            (text("1"), text("1"), true),
        ] {
            assert_eq!(value.equals(&other), expected, "{value} and {other}");
            assert_eq!(other.equals(&value), expected, "{other} and {value}");
        }
    }
}
