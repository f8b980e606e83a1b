//! Requests that break the rules of their messages are refused before a service sees them.

use std::sync::Arc;

use bytes::Bytes;
use futures::future::ready;
use futures::stream::{BoxStream, StreamExt};

use super::{Detail, Flow, Handler, Status};
use crate::message::Message;
use crate::schema::{Cardinality, Field, Kind, Scalar};
use crate::validate::{self, Element, Subscript, Violation, Violations};
use crate::wire::{FieldNumber, Key, WireType, Writer};

/// A handler that sees only requests which keep their rules; the handler itself, if they have none.
pub(crate) fn validated<Q: Message, S: Send + 'static>(handler: Handler<Q, S>) -> Handler<Q, S> {
    if !validate::has_rules(Q::schema()) {
        return handler;
    }
    Arc::new(move |requests, cx| match requests {
        Flow::Single(request) => match checked(request) {
            Ok(request) => handler(Flow::Single(request), cx),
            Err(status) => Box::pin(ready(Err(status))),
        },
        Flow::Stream(requests) => handler(Flow::Stream(all_checked(requests)), cx),
    })
}

fn checked<M: Message>(message: M) -> Result<M, Status> {
    message.validate()?;
    Ok(message)
}

/// The messages up to the first that breaks a rule.
fn all_checked<M: Message>(
    mut messages: BoxStream<'static, Result<M, Status>>,
) -> BoxStream<'static, Result<M, Status>> {
    Box::pin(async_stream::stream! {
        while let Some(message) = messages.next().await {
            let message = message.and_then(checked);
            let is_last = message.is_err();
            yield message;
            if is_last {
                return;
            }
        }
    })
}

/// How many bytes of violations travel. Statuses travel in headers, which are short; code and message say it in any case.
const LIMIT: usize = 3 << 10;

/// How many characters the message of the status may have.
const MESSAGE_LIMIT: usize = 1 << 10;

/// `INVALID_ARGUMENT` with the violations as `buf.validate.Violations` and as `google.rpc.BadRequest`: as many as fit.
impl From<Violations> for Status {
    fn from(violations: Violations) -> Self {
        let mut message = violations.to_string();
        if let Some((end, _)) = message.char_indices().nth(MESSAGE_LIMIT) {
            message.replace_range(end.., "...");
        }
        let (details, bad_request) = encoded(&violations);
        let details = [("buf.validate.Violations", details), ("google.rpc.BadRequest", bad_request)];
        let details = details.map(|(name, encoded)| Detail::encoded(name, encoded));
        Status::invalid_argument(message).with_details(details).with_source(violations)
    }
}

/// Both messages, of as many violations as fit.
fn encoded(violations: &Violations) -> (Bytes, Bytes) {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for violation in violations {
        let one = Writer::to_vec(&|w| put_message(1, w, |w| put_violation(violation, w)));
        let other = Writer::to_vec(&|w| put_message(1, w, |w| put_field_violation(violation, w)));
        if ours.len() + theirs.len() + one.len() + other.len() > LIMIT {
            break;
        }
        ours.extend(one);
        theirs.extend(other);
    }
    (ours.into(), theirs.into())
}

/// `buf.validate.Violation`
fn put_violation(violation: &Violation, w: &mut Writer<'_>) {
    if !violation.path().is_empty() {
        put_message(5, w, |w| put_path(violation.path(), w));
    }
    if violation.for_key() {
        put_number(4, 1, w);
    }
    put_text(3, violation.message(), w);
    put_text(2, violation.rule_id(), w);
}

/// `google.rpc.BadRequest.FieldViolation`
fn put_field_violation(violation: &Violation, w: &mut Writer<'_>) {
    let reason = violation.rule_id().replace(['.', '-'], "_").to_ascii_uppercase();
    put_text(3, &reason, w);
    put_text(2, violation.message(), w);
    put_text(1, &violation.field_path(), w);
}

/// `buf.validate.FieldPath`: a subscript stands in the element of its field.
fn put_path(path: &[Element], w: &mut Writer<'_>) {
    let mut subscript = None;
    for element in path.iter().rev() {
        match element {
            Element::Subscript(inner) => subscript = Some(inner),
            element => {
                let subscript = subscript.take();
                put_message(1, w, |w| put_element(element, subscript, w));
            }
        }
    }
}

/// `buf.validate.FieldPathElement`
fn put_element(element: &Element, subscript: Option<&Subscript>, w: &mut Writer<'_>) {
    match subscript {
        Some(Subscript::Text(key)) => put_present_text(10, key, w),
        Some(Subscript::Uint(key)) => put_number(9, *key, w),
        Some(Subscript::Int(key)) => put_number(8, *key as u64, w),
        Some(Subscript::Bool(key)) => put_number(7, u64::from(*key), w),
        Some(Subscript::Index(index)) => put_number(6, *index as u64, w),
        None => {}
    }
    match element {
        Element::Field(field) => put_field(field, subscript, w),
        Element::Oneof(name) => put_text(2, name, w),
        Element::Number(number) => put_number(1, u64::from(*number), w),
        Element::Subscript(_) => {}
    }
}

/// What a path says of a field: of a map also the types of keys and values, where it leads into an entry.
fn put_field(field: &Field, subscript: Option<&Subscript>, w: &mut Writer<'_>) {
    let kind = type_number(&field.shape.kind);
    let field_type = match field.shape.cardinality {
        Cardinality::Map(keys) => {
            if subscript.is_some() {
                put_number(5, kind, w);
                put_number(4, type_number(&Kind::Scalar(keys)), w);
            }
            MESSAGE
        }
        _ => kind,
    };
    put_number(3, field_type, w);
    put_text(2, field.declaration.name, w);
    put_number(1, u64::from(field.number), w);
}

/// `google.protobuf.FieldDescriptorProto.Type.TYPE_MESSAGE`
const MESSAGE: u64 = 11;

/// The number in `google.protobuf.FieldDescriptorProto.Type`.
fn type_number(kind: &Kind) -> u64 {
    match kind {
        Kind::Message(_) => MESSAGE,
        Kind::Group(_) => 10,
        Kind::Enum(_) => 14,
        Kind::Scalar(scalar) => match scalar {
            Scalar::Double => 1,
            Scalar::Float => 2,
            Scalar::Int64 => 3,
            Scalar::Uint64 => 4,
            Scalar::Int32 => 5,
            Scalar::Fixed64 => 6,
            Scalar::Fixed32 => 7,
            Scalar::Bool => 8,
            Scalar::String => 9,
            Scalar::Bytes => 12,
            Scalar::Uint32 => 13,
            Scalar::Sfixed32 => 15,
            Scalar::Sfixed64 => 16,
            Scalar::Sint32 => 17,
            Scalar::Sint64 => 18,
        },
    }
}

fn put_message(number: u32, w: &mut Writer<'_>, put: impl Fn(&mut Writer<'_>)) {
    w.put_length_delimited(put);
    w.put_key(key(number, WireType::LengthDelimited));
}

fn put_text(number: u32, text: &str, w: &mut Writer<'_>) {
    if !text.is_empty() {
        put_present_text(number, text, w);
    }
}

fn put_present_text(number: u32, text: &str, w: &mut Writer<'_>) {
    w.put_length_delimited_slice(text.as_bytes());
    w.put_key(key(number, WireType::LengthDelimited));
}

fn put_number(number: u32, value: u64, w: &mut Writer<'_>) {
    w.put_varint(value);
    w.put_key(key(number, WireType::Varint));
}

const fn key(number: u32, wire_type: WireType) -> Key {
    Key::new(FieldNumber::literal(number), wire_type)
}
