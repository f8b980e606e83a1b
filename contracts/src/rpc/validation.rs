//! Requests that break the rules of their messages are refused before a service sees them.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context as TaskContext, Poll, ready};

use bytes::Bytes;

use super::flow::{Messages, Place, Sink, Source};
use super::operation::AnyOperation;
use super::{Detail, Flow, Handler, Status};
use crate::schema::{Cardinality, Field, Kind, Scalar};
use crate::validate::{self, Element, Subscript, Violation, Violations};
use crate::wire::{FieldNumber, Key, WireType, Writer};

/// A handler that sees only requests which keep their rules; the handler itself, if they have none.
pub(crate) fn validated(operation: AnyOperation, handler: Handler) -> Handler {
    if !validate::has_rules((operation.method.request)()) {
        return handler;
    }
    Arc::new(move |requests, cx| match requests {
        Flow::Single(mut request) => match request.validate() {
            Ok(()) => handler(Flow::Single(request), cx),
            Err(violations) => Box::pin(std::future::ready(Err(violations.into()))),
        },
        Flow::Stream(requests) => {
            let checked = Checked { requests: Some(requests), request: (operation.request)(), index: 0 };
            handler(Flow::Stream(Box::pin(checked)), cx)
        }
    })
}

/// Requests up to the first that breaks a rule.
struct Checked {
    /// Those to come; nothing once they have ended.
    requests: Option<Messages>,
    /// Room for the one that is checked.
    request: Box<dyn Place>,
    /// Which it is, counted from 0.
    index: usize,
}

impl Source for Checked {
    fn poll_next(
        mut self: Pin<&mut Self>,
        task: &mut TaskContext<'_>,
        sink: &mut dyn Sink,
    ) -> Poll<Option<Result<(), Status>>> {
        let Checked { requests, request, index } = &mut *self;
        let Some(open) = requests else { return Poll::Ready(None) };
        let polled = ready!(open.as_mut().poll_next(task, &mut **request));
        let passed = polled.map(|polled| {
            polled?;
            request.validate().map_err(|violations| refusal(violations, &format!("requests[{index}].")))?;
            *index += 1;
            sink.message(&mut **request)
        });
        if !matches!(passed, Some(Ok(()))) {
            *requests = None;
        }
        Poll::Ready(passed)
    }
}

/// How many bytes of violations travel. Statuses travel in headers, which are short; code and message say it in any case.
const LIMIT: usize = 3 << 10;

/// How many characters the message of the status may have.
const MESSAGE_LIMIT: usize = 1 << 10;

/// `INVALID_ARGUMENT` with the violations as `buf.validate.Violations` and as `google.rpc.BadRequest`: as many as fit.
impl From<Violations> for Status {
    fn from(violations: Violations) -> Self {
        refusal(violations, "")
    }
}

/// The status of violations in a message: of a request in a stream, says which.
fn refusal(violations: Violations, request: &str) -> Status {
    let texts: Vec<String> = violations.iter().map(|violation| violation.said_of(request)).collect();
    let mut message = texts.join("; ");
    if let Some((end, _)) = message.char_indices().nth(MESSAGE_LIMIT) {
        message.replace_range(end.., "...");
    }
    let (details, bad_request) = encoded(&violations);
    let details = [("buf.validate.Violations", details), ("google.rpc.BadRequest", bad_request)];
    let details = details.map(|(name, encoded)| Detail::encoded(name, encoded));
    Status::invalid_argument(message).with_details(details).with_source(violations)
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
