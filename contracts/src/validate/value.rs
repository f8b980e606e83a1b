//! A value as the rules see it: what it is in protobuf, whatever its Rust type.

use std::fmt::Write as _;

use super::{Checker, Subscript, bytes, number, text};
use crate::schema::{self, Kind, Operand, Rule, Scalar};
use crate::wire::{DecodeError, Key, Reader};

/// A value.
#[doc(hidden)]
#[derive(Debug, Clone, Copy)]
pub enum Value<'a> {
    Bool(bool),
    Integer(Scalar, i128),
    Float(Scalar, f64),
    Text(&'a str),
    Bytes(&'a [u8]),
    Enum(&'static schema::Enum, i32),
    /// Seconds and nanoseconds.
    Duration(i64, i32),
    /// Seconds and nanoseconds since 1970.
    Timestamp(i64, i32),
    /// The URL of its type.
    Any(&'a str),
    /// The paths of a `FieldMask`.
    Paths(&'a [String]),
}

impl<'a> Value<'a> {
    /// The value that stands for absence, if the kind has one.
    pub(super) fn zero(kind: &Kind) -> Option<Value<'static>> {
        Some(match kind {
            Kind::Scalar(Scalar::Bool) => Value::Bool(false),
            Kind::Scalar(Scalar::String) => Value::Text(""),
            Kind::Scalar(Scalar::Bytes) => Value::Bytes(&[]),
            Kind::Scalar(scalar @ (Scalar::Float | Scalar::Double)) => Value::Float(*scalar, 0.0),
            Kind::Scalar(scalar) => Value::Integer(*scalar, 0),
            Kind::Enum(schema) => Value::Enum(schema(), schema().values.first()?.number),
            Kind::Message(message) => match message().full_name().as_str() {
                "google.protobuf.Duration" => Value::Duration(0, 0),
                "google.protobuf.Timestamp" => Value::Timestamp(0, 0),
                "google.protobuf.Any" => Value::Any(""),
                "google.protobuf.FieldMask" => Value::Paths(&[]),
                _ => return None,
            },
            Kind::Group(_) => return None,
        })
    }

    /// The value that these bytes are, with a length in front where the kind has one; none for a message without rules of
    /// its own.
    ///
    /// # Errors
    /// When the bytes are no such value.
    pub(crate) fn decode(kind: &Kind, bytes: &'a [u8]) -> Result<Option<Value<'a>>, DecodeError> {
        let r = &mut Reader::new(bytes);
        Ok(Some(match kind {
            Kind::Scalar(scalar) => scalar_of(*scalar, r)?,
            Kind::Enum(schema) => Value::Enum(schema(), r.varint()? as i32),
            Kind::Message(schema) => match schema().full_name().as_str() {
                "google.protobuf.Duration" => {
                    let (seconds, nanos) = seconds_and_nanos(r.length_delimited()?)?;
                    Value::Duration(seconds, nanos)
                }
                "google.protobuf.Timestamp" => {
                    let (seconds, nanos) = seconds_and_nanos(r.length_delimited()?)?;
                    Value::Timestamp(seconds, nanos)
                }
                _ => return Ok(None),
            },
            Kind::Group(_) => return Ok(None),
        }))
    }

    /// The value as the key of a map.
    pub(crate) fn subscript(&self) -> Subscript {
        match self {
            Value::Bool(key) => Subscript::Bool(*key),
            Value::Integer(_, key) => match i64::try_from(*key) {
                Ok(key) if !self.is_unsigned() => Subscript::Int(key),
                _ => Subscript::Uint(u64::try_from(*key).unwrap_or_default()),
            },
            Value::Text(key) => Subscript::Text((*key).to_owned()),
            other => Subscript::Text(format!("{other:?}")),
        }
    }

    fn is_unsigned(&self) -> bool {
        matches!(self, Value::Integer(Scalar::Uint32 | Scalar::Uint64 | Scalar::Fixed32 | Scalar::Fixed64, _))
    }

    /// What the ids of its rules begin with.
    pub(super) fn family(&self) -> &'static str {
        match self {
            Value::Bool(_) => "bool",
            Value::Integer(scalar, _) | Value::Float(scalar, _) => scalar.name(),
            Value::Text(_) => "string",
            Value::Bytes(_) => "bytes",
            Value::Enum(..) => "enum",
            Value::Duration(..) => "duration",
            Value::Timestamp(..) => "timestamp",
            Value::Any(_) => "any",
            Value::Paths(_) => "field_mask",
        }
    }

    /// Checks the value by a rule. One that is for other values does nothing: the macro, or the compiler, refused it.
    pub(super) fn check(&self, rule: &Rule, c: &mut Checker) {
        match rule {
            Rule::Example(_) => {}
            Rule::Const(operand) => {
                self.expect(self.equals(operand), c, "const", || format!("must be {}", self.named(operand)))
            }
            Rule::In(list) => {
                let is_in = self.is_among(list);
                self.expect(is_in, c, "in", || format!("must be one of {}", self.all_named(list)));
            }
            Rule::NotIn(list) => {
                let is_in = match self {
                    Value::Paths(paths) => paths.iter().any(|path| is_below(path, list)),
                    _ => self.is_among(list),
                };
                self.expect(!is_in, c, "not_in", || format!("must be none of {}", self.all_named(list)));
            }
            rule => match *self {
                Value::Text(text) => text::check(text, rule, c),
                Value::Bytes(bytes) => bytes::check(bytes, rule, c),
                Value::Enum(schema, number) => {
                    let is_defined = schema.values.iter().any(|value| value.number == number);
                    let keeps = is_defined || !matches!(rule, Rule::DefinedOnly);
                    self.expect(keeps, c, "defined_only", || {
                        format!("must be a number that the enum names, and is {number}")
                    });
                }
                Value::Bool(_) | Value::Any(_) | Value::Paths(_) => {}
                _ => number::check(self, rule, c),
            },
        }
    }

    /// Notes a broken rule.
    pub(super) fn expect(&self, keeps: bool, c: &mut Checker, rule: &str, message: impl FnOnce() -> String) {
        if !keeps {
            c.violate(format!("{}.{rule}", self.family()), message());
        }
    }

    /// Whether the value is one of these; of a mask each path, or one above it.
    fn is_among(&self, list: &[Operand]) -> bool {
        match self {
            Value::Paths(paths) => paths.iter().all(|path| is_below(path, list)),
            _ => list.iter().any(|operand| self.equals(operand)),
        }
    }

    /// An operand, for a person: of an enum by the name of its value, if it has one.
    fn named(&self, operand: &Operand) -> String {
        let Value::Enum(schema, _) = self else { return of(operand) };
        let named = schema.values.iter().find(|value| Value::Enum(schema, value.number).equals(operand));
        named.map_or_else(|| of(operand), |value| value.declaration.name.to_owned())
    }

    fn all_named(&self, operands: &[Operand]) -> String {
        operands.iter().map(|operand| self.named(operand)).collect::<Vec<_>>().join(", ")
    }

    fn equals(&self, operand: &Operand) -> bool {
        match (*self, *operand) {
            (Value::Bool(value), Operand::Bool(operand)) => value == operand,
            (Value::Integer(_, value), Operand::Integer(operand)) => value == operand,
            (Value::Float(..), Operand::Integer(_) | Operand::Float(_)) => {
                number::order(self, *operand) == Some(std::cmp::Ordering::Equal)
            }
            (Value::Text(value) | Value::Any(value), Operand::Text(operand)) => value == operand,
            (Value::Bytes(value), Operand::Bytes(operand)) => value == operand,
            (Value::Paths(value), Operand::Paths(operand)) => value == operand,
            (Value::Enum(_, value), Operand::Enum(operand)) => value == operand(),
            (Value::Enum(_, value), Operand::Integer(operand)) => i128::from(value) == operand,
            (Value::Duration(seconds, nanos) | Value::Timestamp(seconds, nanos), Operand::Time(s, n)) => {
                (seconds, nanos) == (s, n)
            }
            _ => false,
        }
    }
}

/// An operand, for a person.
pub(super) fn of(operand: &Operand) -> String {
    match operand {
        Operand::Bool(value) => value.to_string(),
        Operand::Integer(value) => value.to_string(),
        Operand::Float(value) => value.to_string(),
        Operand::Text(text) => format!("{text:?}"),
        Operand::Bytes(bytes) => bytes.iter().fold("0x".to_owned(), |mut text, byte| {
            // A text does not fail to be written to.
            let _ = write!(text, "{byte:02x}");
            text
        }),
        Operand::Paths(paths) => format!("{paths:?}"),
        Operand::Enum(number) => number().to_string(),
        Operand::Time(seconds, 0) => format!("{seconds}s"),
        Operand::Time(seconds, nanos) => format!("{seconds}s and {nanos}ns"),
    }
}

/// Whether a path of a mask is one of these, or leads into one.
fn is_below(path: &str, list: &[Operand]) -> bool {
    list.iter().any(|operand| match operand {
        Operand::Text(above) => path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')),
        _ => false,
    })
}

fn scalar_of<'a>(scalar: Scalar, r: &mut Reader<'a>) -> Result<Value<'a>, DecodeError> {
    let integer = |value| Value::Integer(scalar, value);
    Ok(match scalar {
        Scalar::Bool => Value::Bool(r.varint()? != 0),
        Scalar::Int32 => integer((r.varint()? as i32).into()),
        Scalar::Int64 => integer((r.varint()? as i64).into()),
        Scalar::Uint32 => integer((r.varint()? as u32).into()),
        Scalar::Uint64 => integer(r.varint()?.into()),
        Scalar::Sint32 | Scalar::Sint64 => {
            let raw = r.varint()?;
            integer(((raw >> 1) as i64 ^ -((raw & 1) as i64)).into())
        }
        Scalar::Fixed32 => integer(u32::from_le_bytes(r.fixed()?).into()),
        Scalar::Fixed64 => integer(u64::from_le_bytes(r.fixed()?).into()),
        Scalar::Sfixed32 => integer(i32::from_le_bytes(r.fixed()?).into()),
        Scalar::Sfixed64 => integer(i64::from_le_bytes(r.fixed()?).into()),
        Scalar::Float => Value::Float(scalar, f32::from_le_bytes(r.fixed()?).into()),
        Scalar::Double => Value::Float(scalar, f64::from_le_bytes(r.fixed()?)),
        Scalar::String => Value::Text(r.text()?),
        Scalar::Bytes => Value::Bytes(r.length_delimited()?),
    })
}

/// The two fields of a duration or a timestamp.
fn seconds_and_nanos(message: &[u8]) -> Result<(i64, i32), DecodeError> {
    let (mut seconds, mut nanos, mut r) = (0, 0, Reader::new(message));
    while !r.is_empty() {
        let key: Key = r.key()?;
        match key.number() {
            1 => seconds = r.varint()? as i64,
            2 => nanos = r.varint()? as i32,
            _ => r.skip(key)?,
        }
    }
    Ok((seconds, nanos))
}
