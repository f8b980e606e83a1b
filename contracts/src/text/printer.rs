//! Messages into text. What is nested waits in a list, so depth costs no stack.

use bytes::Bytes;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use super::escape::{self, Utf8};
use super::model::{Count, Field, Kind, Message};
use super::record::{self, Payload, Record};
use super::{Options, lexer, literal};
use crate::message::extension::from_message_set;
use crate::message::required::wire_type;
use crate::schema::Scalar;
use crate::wire::{DEPTH_LIMIT, DecodeOptions, Reader};

/// Writes an encoded message as text.
pub(super) fn print(message: Message, bytes: Bytes, options: Options) -> String {
    let mut printer = Printer::new(options);
    let mut open = vec![printer.items(Fields::Of(message, bytes), DEPTH_LIMIT).into_iter()];
    while let Some(items) = open.last_mut() {
        let next = items.next();
        let depth = open.len() - 1;
        match next {
            Some(Item { name, value: Value::Literal(literal) }) => {
                printer.put(depth, format_args!("{name}: {literal}"))
            }
            Some(Item { name, value: Value::Message(fields) }) => {
                printer.put(depth, format_args!("{name} {{"));
                open.push(printer.items(fields, levels_below(depth)).into_iter());
            }
            None => {
                open.pop();
                if depth > 0 {
                    printer.put(depth - 1, format_args!("}}"));
                }
            }
        }
    }
    printer.text
}

/// How many levels of what nobody has decoded yet may be opened, one level below this depth.
pub(super) fn levels_below(depth: usize) -> u32 {
    DEPTH_LIMIT.saturating_sub(u32::try_from(depth).unwrap_or(u32::MAX)).saturating_sub(1)
}

pub(super) struct Printer {
    options: Options,
    text: String,
}

/// A field as text has it.
pub(super) struct Item {
    pub(super) name: Cow<'static, str>,
    pub(super) value: Value,
}

pub(super) enum Value {
    Literal(String),
    Message(Fields),
}

/// The fields between two braces.
pub(super) enum Fields {
    Of(Message, Bytes),
    /// Of a message of which nothing is known.
    Unknown(Bytes),
}

impl Printer {
    pub(super) fn new(options: Options) -> Self {
        Printer { options, text: String::new() }
    }

    fn put(&mut self, depth: usize, line: fmt::Arguments<'_>) {
        // Writing into a string does not fail.
        let _ = match self.options.single_line {
            true if self.text.is_empty() => fmt::write(&mut self.text, line),
            true => fmt::write(&mut self.text, format_args!(" {line}")),
            false => fmt::write(&mut self.text, format_args!("{:1$}{line}\n", "", 2 * depth)),
        };
    }

    /// What stands between two braces. Bytes that are no fields do not come here.
    pub(super) fn items(&self, fields: Fields, levels: u32) -> Vec<Item> {
        match fields {
            Fields::Unknown(bytes) => {
                let records = record::records(&bytes).unwrap_or_default();
                records.into_iter().map(|record| unknown(record, levels)).collect()
            }
            Fields::Of(message, bytes) => match any(message, &bytes, levels) {
                Some(item) => vec![item],
                None => self.fields(message, &bytes, levels),
            },
        }
    }

    /// The fields of a message by their numbers; then what is unknown.
    fn fields(&self, message: Message, bytes: &Bytes, levels: u32) -> Vec<Item> {
        let mut known: BTreeMap<u32, Option<(Field, Vec<Payload>)>> = BTreeMap::new();
        let mut unnamed = Vec::new();
        for record in records(message, bytes) {
            let field = || message.field(record.number).map(|field| (field, Vec::new()));
            let slot = known.entry(record.number).or_insert_with(field);
            match slot.as_mut().and_then(|(field, values)| Some((values, values_of(field, &record.payload, levels)?))) {
                Some((values, found)) => values.extend(found),
                None => unnamed.push(record),
            }
        }
        let known = known.into_values().flatten();
        let mut items: Vec<Item> = known.flat_map(|(field, values)| self.named(&field, values)).collect();
        if self.options.unknown_fields || !message.is_described() {
            items.extend(unnamed.into_iter().map(|record| unknown(record, levels)));
        }
        items
    }

    /// A field, once for each of its values.
    fn named(&self, field: &Field, values: Vec<Payload>) -> Vec<Item> {
        let values = match (field.count, field.kind) {
            (Count::AnyNumber, Kind::Message(Message::Entry(key, ..))) => sorted(values, key),
            (Count::AnyNumber, _) => values,
            (_, Kind::Message(_) | Kind::Group(_)) => merged(values),
            _ => values.into_iter().last().into_iter().collect(),
        };
        let item = |payload| {
            let value = if self.options.redact && field.redact { None } else { value(field.kind, payload) };
            Item { name: field.name.clone(), value: value.unwrap_or_else(|| Value::Literal("[REDACTED]".to_owned())) }
        };
        values.into_iter().map(item).collect()
    }
}

/// The records of a message; of a message set as if they were ordinary fields.
fn records(message: Message, bytes: &Bytes) -> Vec<Record> {
    let plain = match message.is_message_set() {
        true => from_message_set(bytes).into(),
        false => bytes.clone(),
    };
    record::records(&plain).unwrap_or_default()
}

/// The values that a record has of a field; none when it is no record of that field.
pub(super) fn values_of(field: &Field, payload: &Payload, levels: u32) -> Option<Vec<Payload>> {
    let values = match (field.kind, payload) {
        (Kind::Message(message) | Kind::Group(message), Payload::Delimited(bytes) | Payload::Group(bytes)) => {
            let is_whole = match message {
                Message::Entry(..) => is_entry(message, bytes),
                _ => !field.is_extension() || is_message(message, bytes, levels),
            };
            return is_whole.then(|| vec![payload.clone()]);
        }
        (Kind::Scalar(Scalar::String | Scalar::Bytes), Payload::Delimited(_)) => return Some(vec![payload.clone()]),
        (Kind::Scalar(scalar), Payload::Delimited(run)) if field.count == Count::AnyNumber => {
            record::elements(run, wire_type(scalar)).ok()?
        }
        (Kind::Enum(_), Payload::Delimited(run)) if field.count == Count::AnyNumber => {
            record::elements(run, wire_type(Scalar::Int32)).ok()?
        }
        _ => vec![payload.clone()],
    };
    values.iter().all(|payload| value(field.kind, payload.clone()).is_some()).then_some(values)
}

/// A value as text has it; none when the wire has something else.
pub(super) fn value(kind: Kind, payload: Payload) -> Option<Value> {
    Some(match (kind, payload) {
        (Kind::Message(message) | Kind::Group(message), Payload::Delimited(bytes) | Payload::Group(bytes)) => {
            Value::Message(Fields::Of(message, bytes))
        }
        (Kind::Scalar(scalar), payload) => Value::Literal(literal::print(scalar, &payload)?),
        (Kind::Enum(enumeration), payload) => {
            let number = i32::try_from(literal::integer(Scalar::Int32, &payload)?).ok()?;
            let name = enumeration.name(number).map(str::to_owned);
            Value::Literal(name.or_else(|| enumeration.has(number).then(|| number.to_string()))?)
        }
        _ => return None,
    })
}

/// All messages as one.
fn merged(messages: Vec<Payload>) -> Vec<Payload> {
    let fields = messages.into_iter().filter_map(|message| match message {
        Payload::Delimited(fields) | Payload::Group(fields) => Some(fields),
        _ => None,
    });
    let merged = fields.reduce(|before, last| [before, last].concat().into());
    merged.map(Payload::Delimited).into_iter().collect()
}

/// The entries of a map in the order of their keys.
fn sorted(mut entries: Vec<Payload>, key: Scalar) -> Vec<Payload> {
    entries.sort_by_cached_key(|entry| match entry {
        Payload::Delimited(entry) => {
            let records = record::records(entry).unwrap_or_default();
            let payload = records.into_iter().rfind(|record| record.number == 1).map(|record| record.payload);
            let number = payload.as_ref().and_then(|payload| literal::integer(key, payload));
            let text =
                payload.and_then(|payload| if let Payload::Delimited(text) = payload { Some(text) } else { None });
            (number, text)
        }
        _ => (None, None),
    });
    entries
}

/// Whether both the key and the value of an entry are known.
fn is_entry(entry: Message, bytes: &Bytes) -> bool {
    let is_known = |record: &Record| {
        entry.field(record.number).is_some_and(|field| value(field.kind, record.payload.clone()).is_some())
    };
    record::records(bytes).is_ok_and(|records| records.iter().all(is_known))
}

/// Whether bytes that nobody has decoded yet are such a message, of at most so many levels.
fn is_message(message: Message, bytes: &Bytes, levels: u32) -> bool {
    let mut pending = vec![(message, bytes.clone(), levels)];
    while let Some((message, bytes, levels)) = pending.pop() {
        if !are_fields(&bytes, levels) {
            return false;
        }
        for Record { number, payload } in records(message, &bytes) {
            match (message.field(number).map(|field| field.kind), payload) {
                (Some(Kind::Scalar(Scalar::String)), Payload::Delimited(text)) if str::from_utf8(&text).is_err() => {
                    return false;
                }
                (
                    Some(Kind::Message(inner) | Kind::Group(inner)),
                    Payload::Delimited(bytes) | Payload::Group(bytes),
                ) => {
                    let Some(levels) = levels.checked_sub(1) else { return false };
                    pending.push((inner, bytes, levels));
                }
                _ => {}
            }
        }
    }
    true
}

/// Whether bytes are fields, with groups of at most so many levels.
fn are_fields(bytes: &[u8], levels: u32) -> bool {
    let limits = DecodeOptions::new().with_depth(levels);
    let mut r = Reader::new(bytes).with_options(&limits);
    while !r.is_empty() {
        if r.key().and_then(|key| r.skip(key)).is_err() {
            return false;
        }
    }
    true
}

/// The message that an `Any` holds, under the URL of its type, where the program knows the type.
fn any(message: Message, bytes: &Bytes, levels: u32) -> Option<Item> {
    if !message.is_any() || levels == 0 {
        return None;
    }
    let (mut type_url, mut value) = (Bytes::new(), Bytes::new());
    for record in record::records(bytes).ok()? {
        match (record.number, record.payload) {
            (1, Payload::Delimited(bytes)) => type_url = bytes,
            (2, Payload::Delimited(bytes)) => value = bytes,
            _ => return None,
        }
    }
    let type_url = str::from_utf8(&type_url).ok().filter(|url| url.chars().all(lexer::is_of_url))?;
    let (_, name) = type_url.rsplit_once('/').filter(|(domain, _)| !domain.is_empty())?;
    let inner = Message::named(name).filter(|inner| is_message(*inner, &value, levels - 1))?;
    Some(Item { name: format!("[{type_url}]").into(), value: Value::Message(Fields::Of(inner, value)) })
}

/// A field that the message does not name, under its number. What can be a message is shown as one.
fn unknown(record: Record, levels: u32) -> Item {
    let value = match record.payload {
        Payload::Varint(value) => Value::Literal(value.to_string()),
        Payload::Fixed32(value) => Value::Literal(format!("{value:#010x}")),
        Payload::Fixed64(value) => Value::Literal(format!("{value:#018x}")),
        Payload::Group(fields) => Value::Message(Fields::Unknown(fields)),
        Payload::Delimited(bytes) if !bytes.is_empty() && levels > 0 && are_fields(&bytes, levels - 1) => {
            Value::Message(Fields::Unknown(bytes))
        }
        Payload::Delimited(bytes) => Value::Literal(escape::quote(&bytes, Utf8::Escaped)),
    };
    Item { name: record.number.to_string().into(), value }
}
