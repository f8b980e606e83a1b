//! How a call failed: a code, a sentence for a person, and details for a program.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use super::Code;
use crate::message::Message;
use crate::wire::{DecodeError, FieldNumber, Key, Reader, WireType, Writer};

/// How a call failed.
///
/// ```
/// use contracts::{Code, Status};
///
/// let status = Status::not_found("no user has the id 7");
/// assert_eq!(status.code(), Code::NotFound);
/// assert_eq!(status.to_string(), "NOT_FOUND: no user has the id 7");
/// ```
#[derive(Clone)]
pub struct Status(Box<Inner>);

#[derive(Clone)]
struct Inner {
    code: Code,
    message: String,
    details: Vec<Detail>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// A message attached to a [`Status`], as `google.protobuf.Any`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Detail {
    /// Which message it is: `type.googleapis.com/user.v1.UserError`.
    pub type_url: String,
    /// The encoded message.
    pub value: Bytes,
}

impl Detail {
    /// Encodes a message.
    pub fn new<M: Message>(message: &M) -> Self {
        Self::encoded(&M::schema().full_name(), message.encode_to_bytes())
    }

    /// A message that is encoded already, by its full name.
    pub fn encoded(full_name: &str, value: Bytes) -> Self {
        Detail { type_url: format!("type.googleapis.com/{full_name}"), value }
    }

    /// The full name of the message: `user.v1.UserError`.
    pub fn full_name(&self) -> &str {
        self.type_url.rsplit('/').next().unwrap_or_default()
    }
}

/// One constructor for each code.
macro_rules! constructors {
    ($($name:ident $code:ident;)*) => {
        impl Status {
            $(
                #[doc = concat!("A status with [`Code::", stringify!($code), "`].")]
                pub fn $name(message: impl Into<String>) -> Self {
                    Self::new(Code::$code, message)
                }
            )*
        }
    };
}

constructors! {
    cancelled Cancelled;
    unknown Unknown;
    invalid_argument InvalidArgument;
    deadline_exceeded DeadlineExceeded;
    not_found NotFound;
    already_exists AlreadyExists;
    permission_denied PermissionDenied;
    resource_exhausted ResourceExhausted;
    failed_precondition FailedPrecondition;
    aborted Aborted;
    out_of_range OutOfRange;
    unimplemented Unimplemented;
    internal Internal;
    unavailable Unavailable;
    data_loss DataLoss;
    unauthenticated Unauthenticated;
}

impl Status {
    /// A status without details.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Status(Box::new(Inner { code, message: message.into(), details: Vec::new(), source: None }))
    }

    /// The code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// What happened, for a person.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The messages attached.
    pub fn details(&self) -> &[Detail] {
        &self.0.details
    }

    /// The first detail that is an `M`, if there is one and it can be decoded.
    pub fn detail<M: Message>(&self) -> Option<M> {
        let full_name = M::schema().full_name();
        let detail = self.0.details.iter().find(|detail| detail.full_name() == full_name)?;
        M::decode_bytes(detail.value.clone()).ok()
    }

    /// Attaches a message.
    #[must_use]
    pub fn with_detail<M: Message>(mut self, message: &M) -> Self {
        self.0.details.push(Detail::new(message));
        self
    }

    /// Attaches messages that are encoded already.
    #[must_use]
    pub fn with_details(mut self, details: impl IntoIterator<Item = Detail>) -> Self {
        self.0.details.extend(details);
        self
    }

    /// Says what caused the status. It stays in this process: logs see it, callers do not.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    /// The encoded `google.rpc.Status` of `grpc-status-details-bin`; empty without details.
    pub(crate) fn encoded_details(&self) -> Bytes {
        if self.0.details.is_empty() {
            return Bytes::new();
        }
        Writer::with_scratch(|w| self.put(w), Bytes::copy_from_slice)
    }

    /// Takes the details of an encoded `google.rpc.Status`; code and message stay as they are.
    /// Bytes that are none leave the status without details: a broken detail must not hide the failure.
    pub(crate) fn with_encoded_details(mut self, encoded: &Bytes) -> Self {
        self.0.details = decode_details(encoded).unwrap_or_default();
        self
    }

    fn put(&self, w: &mut Writer<'_>) {
        for detail in self.0.details.iter().rev() {
            w.put_length_delimited(|w| {
                put_field(2, &detail.value, w);
                put_field(1, detail.type_url.as_bytes(), w);
            });
            w.put_key(length_delimited(3));
        }
        put_field(2, self.message().as_bytes(), w);
        w.put_varint(i64::from(self.code().number()) as u64);
        w.put_key(Key::new(FieldNumber::literal(1), WireType::Varint));
    }
}

const fn length_delimited(number: u32) -> Key {
    Key::new(FieldNumber::literal(number), WireType::LengthDelimited)
}

fn put_field(number: u32, bytes: &[u8], w: &mut Writer<'_>) {
    if !bytes.is_empty() {
        w.put_length_delimited(|w| w.put_slice(bytes));
        w.put_key(length_delimited(number));
    }
}

fn decode_details(encoded: &Bytes) -> Result<Vec<Detail>, DecodeError> {
    let mut details = Vec::new();
    let mut r = Reader::shared(encoded);
    while !r.is_empty() {
        let key = r.key()?;
        if key == length_delimited(3) {
            details.push(r.nested(decode_detail)?);
        } else {
            r.skip(key)?;
        }
    }
    Ok(details)
}

fn decode_detail(r: &mut Reader<'_>) -> Result<Detail, DecodeError> {
    let mut detail = Detail::default();
    while !r.is_empty() {
        let key = r.key()?;
        if key == length_delimited(1) {
            detail.type_url = String::from_utf8_lossy(r.length_delimited()?).into_owned();
        } else if key == length_delimited(2) {
            detail.value = r.bytes()?;
        } else {
            r.skip(key)?;
        }
    }
    Ok(detail)
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.message() {
            "" => self.code().fmt(f),
            message => write!(f, "{}: {message}", self.code()),
        }
    }
}

impl fmt::Debug for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut status = f.debug_struct("Status");
        status.field("code", &self.code()).field("message", &self.message());
        if !self.details().is_empty() {
            let names: Vec<_> = self.details().iter().map(Detail::full_name).collect();
            status.field("details", &names);
        }
        if let Some(source) = &self.0.source {
            status.field("source", source);
        }
        status.finish()
    }
}

impl Error for Status {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.0.source.as_ref().map(|source| source.as_ref() as _)
    }
}

/// Equal are statuses that look the same to a caller.
impl PartialEq for Status {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code() && self.message() == other.message() && self.details() == other.details()
    }
}

impl From<DecodeError> for Status {
    fn from(error: DecodeError) -> Self {
        Status::internal(error.to_string()).with_source(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_survive_the_wire() {
        let details =
            [Detail::encoded("a.v1.A", Bytes::from_static(b"\x08\x01")), Detail::encoded("b.v1.B", Bytes::new())];
        let status = Status::not_found("gone").with_details(details.clone());
        let back = Status::not_found("gone").with_encoded_details(&status.encoded_details());
        assert_eq!(back.details(), details);
        assert_eq!(back, status);
    }

    #[test]
    fn broken_details_leave_code_and_message() {
        let status = Status::aborted("x").with_encoded_details(&Bytes::from_static(b"\x1a\x7f"));
        assert_eq!((status.code(), status.message(), status.details()), (Code::Aborted, "x", &[][..]));
    }

    #[test]
    fn every_code_stands_at_its_number() {
        for (number, code) in Code::ALL.into_iter().enumerate() {
            assert_eq!(code.number() as usize, number);
            assert_eq!(Code::from_number(code.number()), code);
        }
        assert_eq!(Code::from_number(99), Code::Unknown);
    }
}
