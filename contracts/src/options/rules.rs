//! What the rules of a declaration are as options of `buf.validate`.

use std::fmt::Write as _;

use super::of_text;
use crate::schema::{Bound, Cardinality, Custom, Format, Ignore, Kind, Operand, Rule, Rules, Scalar, SetOption, Shape};
use crate::wkt::{FieldOptions, MessageOptions, OneofOptions, wrapped};

/// `(buf.validate.field)`
///
/// # Errors
/// When a rule cannot be said of a field of this shape.
pub fn of_field(rules: &Rules, shape: &Shape) -> Result<Vec<SetOption>, String> {
    of_text::<FieldOptions>(&format!("[buf.validate.field] {{ {} }}", field(rules, shape)?))
}

/// `(buf.validate.message)`
///
/// # Errors
/// When a program does not know `buf.validate`.
pub fn of_message(rules: &Rules) -> Result<Vec<SetOption>, String> {
    of_text::<MessageOptions>(&format!("[buf.validate.message] {{ {} }}", custom(rules.custom)))
}

/// `(buf.validate.oneof)`
///
/// # Errors
/// When a program does not know `buf.validate`.
pub fn of_oneof(_: &Rules) -> Result<Vec<SetOption>, String> {
    of_text::<OneofOptions>("[buf.validate.oneof] { required: true }")
}

/// The fields of `buf.validate.FieldRules` of a field.
fn field(rules: &Rules, shape: &Shape) -> Result<String, String> {
    let mut text = of_any_type(rules);
    match shape.cardinality {
        Cardinality::Map(key) => {
            let mut inner = list(rules.rules, None)?;
            inside(&mut inner, "keys", rules.keys, &Kind::Scalar(key))?;
            inside(&mut inner, "values", rules.items, &shape.kind)?;
            put_message(&mut text, "map", &inner);
        }
        Cardinality::Packed | Cardinality::Expanded => {
            let mut inner = list(rules.rules, None)?;
            inside(&mut inner, "items", rules.items, &shape.kind)?;
            put_message(&mut text, "repeated", &inner);
        }
        _ => put_value(&mut text, rules, &shape.kind)?,
    }
    Ok(text)
}

/// The rules of keys, values or elements.
fn inside(text: &mut String, name: &str, rules: Option<&Rules>, kind: &Kind) -> Result<(), String> {
    let Some(rules) = rules else { return Ok(()) };
    let mut inner = of_any_type(rules);
    put_value(&mut inner, rules, kind)?;
    put_message(text, name, &inner);
    Ok(())
}

fn of_any_type(rules: &Rules) -> String {
    let mut text = custom(rules.custom);
    if rules.required {
        text += "required: true ";
    }
    text += match rules.ignore {
        Ignore::Never => "",
        Ignore::IfZero => "ignore: IGNORE_IF_ZERO_VALUE ",
        Ignore::Always => "ignore: IGNORE_ALWAYS ",
    };
    text
}

fn custom(rules: &[Custom]) -> String {
    rules.iter().fold(String::new(), |mut text, Custom { id, message, expression }| {
        let (id, message, expression) = (quoted(id), quoted(message), quoted(expression));
        let message = if message.len() > 2 { format!("message: {message} ") } else { String::new() };
        put_message(&mut text, "cel", &format!("id: {id} {message}expression: {expression}"));
        text
    })
}

/// The rules of a value, under the name of its type.
fn put_value(text: &mut String, rules: &Rules, kind: &Kind) -> Result<(), String> {
    if rules.rules.is_empty() {
        return Ok(());
    }
    let (name, scalar) = type_of(kind).ok_or("a message has no rules but `required` and those of functions")?;
    put_message(text, name, &list(rules.rules, scalar)?);
    Ok(())
}

/// The field of `buf.validate.FieldRules` that has the rules of a type, and which scalar that is.
fn type_of(kind: &Kind) -> Option<(&'static str, Option<Scalar>)> {
    let of_scalar = |scalar: Scalar| (scalar.name(), Some(scalar));
    Some(match kind {
        Kind::Scalar(scalar) => of_scalar(*scalar),
        Kind::Enum(_) => ("enum", None),
        Kind::Message(message) | Kind::Group(message) => match message().full_name().as_str() {
            "google.protobuf.Duration" => ("duration", None),
            "google.protobuf.Timestamp" => ("timestamp", None),
            "google.protobuf.Any" => ("any", None),
            "google.protobuf.FieldMask" => ("field_mask", None),
            name => of_scalar(wrapped(name)?),
        },
    })
}

fn list(rules: &[Rule], scalar: Option<Scalar>) -> Result<String, String> {
    let mut text = String::new();
    for rule in rules {
        put_rule(&mut text, rule, scalar)?;
    }
    Ok(text)
}

fn put_rule(text: &mut String, rule: &Rule, scalar: Option<Scalar>) -> Result<(), String> {
    let mut put = |name: &str, value: String| {
        // A text does not fail to be written to.
        let _ = write!(text, "{name}: {value} ");
    };
    let operand = |operand: &Operand| value(operand, scalar);
    match rule {
        Rule::Const(only) => put("const", operand(only)),
        Rule::In(values) => values.iter().for_each(|value| put("in", operand(value))),
        Rule::NotIn(values) => values.iter().for_each(|value| put("not_in", operand(value))),
        Rule::Example(values) => values.iter().for_each(|value| put("example", operand(value))),
        Rule::Range(from, to) => {
            if let Some(from) = from {
                put(end(from, "gt", "gte"), operand(&from.operand()));
            }
            if let Some(to) = to {
                put(end(to, "lt", "lte"), operand(&to.operand()));
            }
        }
        Rule::Pattern(pattern, _) => put("pattern", quoted(pattern)),
        Rule::Prefix(prefix) => put("prefix", operand(prefix)),
        Rule::Suffix(suffix) => put("suffix", operand(suffix)),
        Rule::Contains(part) => put("contains", operand(part)),
        Rule::NotContains(part) => put("not_contains", operand(part)),
        Rule::Within(distance) => put("within", operand(distance)),
        Rule::Format(Format::HttpHeaderName) => put("well_known_regex", "KNOWN_REGEX_HTTP_HEADER_NAME".to_owned()),
        Rule::Format(Format::HttpHeaderValue) => put("well_known_regex", "KNOWN_REGEX_HTTP_HEADER_VALUE".to_owned()),
        Rule::Format(Format::LooseHttpHeaderName) => {
            put("well_known_regex", "KNOWN_REGEX_HTTP_HEADER_NAME".to_owned());
            put("strict", "false".to_owned());
        }
        Rule::Format(Format::LooseHttpHeaderValue) => {
            put("well_known_regex", "KNOWN_REGEX_HTTP_HEADER_VALUE".to_owned());
            put("strict", "false".to_owned());
        }
        Rule::Format(format) => put(name_of(*format), "true".to_owned()),
        rule => match count(rule) {
            Some((name, count)) => put(name, count.to_string()),
            None => put(flag(rule).ok_or_else(|| format!("{rule:?} cannot be exported"))?, "true".to_owned()),
        },
    }
    Ok(())
}

fn end(bound: &Bound, exclusive: &'static str, inclusive: &'static str) -> &'static str {
    match bound {
        Bound::Exclusive(_) => exclusive,
        Bound::Inclusive(_) => inclusive,
    }
}

fn count(rule: &Rule) -> Option<(&'static str, u64)> {
    Some(match *rule {
        Rule::Len(count) => ("len", count),
        Rule::MinLen(count) => ("min_len", count),
        Rule::MaxLen(count) => ("max_len", count),
        Rule::LenBytes(count) => ("len_bytes", count),
        Rule::MinBytes(count) => ("min_bytes", count),
        Rule::MaxBytes(count) => ("max_bytes", count),
        Rule::MinItems(count) => ("min_items", count),
        Rule::MaxItems(count) => ("max_items", count),
        Rule::MinPairs(count) => ("min_pairs", count),
        Rule::MaxPairs(count) => ("max_pairs", count),
        _ => return None,
    })
}

fn flag(rule: &Rule) -> Option<&'static str> {
    Some(match rule {
        Rule::Finite => "finite",
        Rule::DefinedOnly => "defined_only",
        Rule::LtNow => "lt_now",
        Rule::GtNow => "gt_now",
        Rule::Unique => "unique",
        _ => return None,
    })
}

fn name_of(format: Format) -> &'static str {
    match format {
        Format::Email => "email",
        Format::Hostname => "hostname",
        Format::Ip => "ip",
        Format::Ipv4 => "ipv4",
        Format::Ipv6 => "ipv6",
        Format::Uri => "uri",
        Format::UriRef => "uri_ref",
        Format::Address => "address",
        Format::Uuid => "uuid",
        Format::Tuuid => "tuuid",
        Format::IpWithPrefixlen => "ip_with_prefixlen",
        Format::Ipv4WithPrefixlen => "ipv4_with_prefixlen",
        Format::Ipv6WithPrefixlen => "ipv6_with_prefixlen",
        Format::IpPrefix => "ip_prefix",
        Format::Ipv4Prefix => "ipv4_prefix",
        Format::Ipv6Prefix => "ipv6_prefix",
        Format::HostAndPort => "host_and_port",
        Format::Ulid => "ulid",
        Format::ProtobufFqn => "protobuf_fqn",
        Format::ProtobufDotFqn => "protobuf_dot_fqn",
        Format::HttpHeaderName
        | Format::HttpHeaderValue
        | Format::LooseHttpHeaderName
        | Format::LooseHttpHeaderValue => "well_known_regex",
    }
}

/// A value in the text format.
fn value(operand: &Operand, scalar: Option<Scalar>) -> String {
    match operand {
        Operand::Bool(value) => value.to_string(),
        Operand::Integer(value) => value.to_string(),
        Operand::Float(value) => float(*value, scalar),
        Operand::Text(text) => quoted(text),
        Operand::Bytes(bytes) => escaped(bytes),
        Operand::Paths(paths) => {
            let paths: String = paths.iter().map(|path| format!("paths: {} ", quoted(path))).collect();
            format!("{{ {paths}}}")
        }
        Operand::Enum(number) => number().to_string(),
        Operand::Time(seconds, 0) => format!("{{ seconds: {seconds} }}"),
        Operand::Time(seconds, nanos) => format!("{{ seconds: {seconds} nanos: {nanos} }}"),
    }
}

fn float(value: f64, scalar: Option<Scalar>) -> String {
    match value {
        _ if value.is_nan() => "nan".to_owned(),
        _ if value.is_infinite() => if value > 0.0 { "inf" } else { "-inf" }.to_owned(),
        _ if scalar == Some(Scalar::Float) => format!("{:?}", value as f32),
        _ => format!("{value:?}"),
    }
}

fn put_message(text: &mut String, name: &str, fields: &str) {
    // A text does not fail to be written to.
    let _ = write!(text, "{name} {{ {fields} }} ");
}

fn quoted(text: &str) -> String {
    escaped(text.as_bytes())
}

/// Bytes between quotes: what is no letter, digit or plain sign of ASCII as octal digits; UTF-8 is put together again.
fn escaped(bytes: &[u8]) -> String {
    let escaped = bytes.iter().fold(String::new(), |mut text, byte| {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            // A text does not fail to be written to.
            byte => drop(write!(text, "\\{byte:03o}")),
        }
        text
    });
    format!("\"{escaped}\"")
}
