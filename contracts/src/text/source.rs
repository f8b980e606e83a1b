//! The fields of a message one by one, each as a `.proto` file says it where it is an option.

use bytes::Bytes;

use super::model::{Count, Enum, Field, Kind, Message};
use super::parser;
use super::printer::{self, Fields, Printer, Value};
use super::record::{self, Payload};
use super::{Error, Options};
use crate::schema;
use crate::wire::DEPTH_LIMIT;

/// One value of a field.
pub(crate) struct Single {
    /// The name of the field, in brackets where it is an extension's.
    pub(crate) name: String,
    pub(crate) number: u32,
    pub(crate) is_repeated: bool,
    /// The value as a `.proto` file says it.
    pub(crate) text: String,
    /// The field, encoded.
    pub(crate) encoded: Vec<u8>,
}

/// Reads text as a message, strictly.
pub(crate) fn encoded(text: &str, schema: &'static schema::Message) -> Result<Vec<u8>, Error> {
    parser::parse(text, schema, Options::default())
}

/// The fields of an encoded message one by one; those of a message in a field of its own, as `features`, one by one too.
///
/// # Errors
/// What a `.proto` file has no way to say.
pub(crate) fn singles(schema: &'static schema::Message, bytes: Vec<u8>) -> Result<Vec<Single>, String> {
    let mut singles = Vec::new();
    for (field, payload) in values(Message::of(schema), bytes.into())? {
        match (field.kind, payload) {
            (Kind::Message(message), Payload::Delimited(bytes)) if is_nested(&field) => {
                for (inner, payload) in values(message, bytes)? {
                    singles.push(within(&field, single(&inner, payload)?)?);
                }
            }
            (_, payload) => singles.push(single(&field, payload)?),
        }
    }
    Ok(singles)
}

fn values(message: Message, bytes: Bytes) -> Result<Vec<(Field, Payload)>, String> {
    let mut found = Vec::new();
    for record in record::records(&bytes).map_err(|error| error.to_string())? {
        let unknown = || format!("{} has no field {} that this program knows", message.full_name(), record.number);
        let field = message.field(record.number).ok_or_else(unknown)?;
        let values = printer::values_of(&field, &record.payload, DEPTH_LIMIT);
        let values = values.ok_or_else(|| format!("`{}` has no such value", field.name))?;
        found.extend(values.into_iter().map(|payload| (field.clone(), payload)));
    }
    Ok(found)
}

/// Whether a `.proto` file says each field of the message in this field by itself.
fn is_nested(field: &Field) -> bool {
    !field.is_extension() && field.count != Count::AnyNumber
}

/// A field of a message that is in a field itself.
fn within(field: &Field, inner: Single) -> Result<Single, String> {
    if inner.name.starts_with('[') {
        return Err(format!("`{}` of `{}` cannot be set by contracts", inner.name, field.name));
    }
    let mut encoded = Vec::new();
    record::put(&mut encoded, field.number, &Payload::Delimited(inner.encoded.into()));
    Ok(Single { name: format!("{}.{}", field.name, inner.name), encoded, number: field.number.get(), ..inner })
}

fn single(field: &Field, payload: Payload) -> Result<Single, String> {
    let mut encoded = Vec::new();
    record::put(&mut encoded, field.number, &payload);
    let value = printer::value(field.kind, payload).ok_or_else(|| format!("`{}` has no such value", field.name))?;
    let text = match value {
        Value::Literal(text) => text,
        Value::Message(fields) => {
            let mut text = String::new();
            put(&mut text, fields, 0)?;
            text
        }
    };
    if let Kind::Enum(enumeration) = field.kind
        && !text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
    {
        return Err(unnamed(enumeration, &text));
    }
    let is_repeated = field.count == Count::AnyNumber;
    let (name, number) = (field.name.clone().into_owned(), field.number.get());
    Ok(Single { name, number, is_repeated, text: with_plain_quotes(&text), encoded })
}

fn unnamed(enumeration: Enum, number: &str) -> String {
    format!("the enum {} has no name for {number}", enumeration.full_name())
}

/// Puts the fields of a message between braces: one value on the line of the braces, all else on lines of its own.
fn put(text: &mut String, fields: Fields, depth: usize) -> Result<(), String> {
    let printer = Printer::new(Options { unknown_fields: true, ..Options::default() });
    let mut items = printer.items(fields, printer::levels_below(depth));
    if let Some(unknown) = items.iter().find(|item| item.name.starts_with(|first: char| first.is_ascii_digit())) {
        return Err(format!("a message has a field {} that this program does not know", unknown.name));
    }
    let is_one_literal = matches!(items.as_slice(), [item] if matches!(item.value, Value::Literal(_)));
    let (indent, end) = match is_one_literal || items.is_empty() {
        true => (String::new(), String::new()),
        false => (format!("\n{:1$}", "", 2 * depth + 2), format!("\n{:1$}", "", 2 * depth)),
    };
    text.push('{');
    for item in items.drain(..) {
        text.push_str(&indent);
        text.push_str(&item.name);
        text.push_str(": ");
        match item.value {
            Value::Literal(literal) => text.push_str(&literal),
            Value::Message(fields) => put(text, fields, depth + 1)?,
        }
    }
    text.push_str(&end);
    text.push('}');
    Ok(())
}

/// Between double quotes, single ones need no escape.
fn with_plain_quotes(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('\'') => plain.push('\''),
                escaped => plain.extend([letter].into_iter().chain(escaped)),
            },
            letter => plain.push(letter),
        }
    }
    plain
}
