//! Errors that cross the wire typed: as details of a status.

use bytes::Bytes;

use super::status::Detail;
use super::{Code, Status};
use crate::message::Oneof;
use crate::schema::{self, Origin};
use crate::wire::{DecodeError, Interrupt, Reader, WireType, Writer};

/// What a method can fail with: [`Status`], or an enum under `#[contract]` with a `#[status]` variant.
#[diagnostic::on_unimplemented(
    message = "a method cannot fail with `{Self}`",
    label = "not an error of a contract",
    note = "use `contracts::Status`, or put `#[contract]` on the enum `{Self}` and give it a `#[status] Other(Status)` variant"
)]
pub trait Failure: Send + Sized + 'static {
    /// The message that carries the error as a detail of the status, if it is typed.
    const MESSAGE: Option<fn() -> &'static schema::Message>;

    /// The error that a status carries.
    fn from_status(status: Status) -> Self;

    /// The status that carries the error.
    fn into_status(self) -> Status;
}

impl Failure for Status {
    const MESSAGE: Option<fn() -> &'static schema::Message> = None;

    fn from_status(status: Status) -> Self {
        status
    }

    fn into_status(self) -> Status {
        self
    }
}

impl<E: TypedError> Failure for E {
    const MESSAGE: Option<fn() -> &'static schema::Message> = Some(E::message);

    fn from_status(status: Status) -> Self {
        Self::from(status)
    }

    fn into_status(self) -> Status {
        self.into()
    }
}

/// An error whose variants travel as the members of a oneof. `#[contract]` on an enum with a `#[status]` variant implements it.
pub trait TypedError: Oneof + std::error::Error + From<Status> + Into<Status> {
    /// The message around the oneof: `message UserError { oneof error { .. } }`.
    fn message() -> &'static schema::Message;

    /// The code of the variant; of the `#[status]` variant the status's own.
    fn code(&self) -> Code;

    /// Makes the `#[status]` variant.
    fn from_other(status: Status) -> Self;

    /// Takes the status out of the `#[status]` variant.
    ///
    /// # Errors
    /// Any other variant, as it was.
    fn into_other(self) -> Result<Status, Self>;
}

/// The status that carries an error: its code, its `Display` as the message, and two details, the error itself and the
/// message inside its variant (for callers that know just that).
///
/// Details travel in headers: of an error that is larger than about 4 KiB only code and message arrive.
pub fn into_status<E: TypedError>(error: E) -> Status {
    match error.into_other() {
        Ok(status) => status,
        Err(error) => {
            let message = error.to_string();
            let encoded = Writer::with_scratch(|w| error.put(w), Bytes::copy_from_slice);
            let payload = payload_detail::<E>(error.number(), &encoded);
            let detail = Detail::encoded(&E::message().full_name(), encoded);
            Status::new(error.code(), message).with_details([detail]).with_details(payload)
        }
    }
}

/// The error that a status carries, or the `#[status]` variant.
pub fn from_status<E: TypedError>(status: Status) -> E {
    let full_name = E::message().full_name();
    let detail = status.details().iter().find(|detail| detail.full_name() == full_name);
    let typed = detail.and_then(|detail| decode(&detail.value).ok().flatten());
    typed.unwrap_or_else(|| E::from_other(status))
}

fn decode<E: TypedError>(encoded: &Bytes) -> Result<Option<E>, DecodeError> {
    let mut slot = None;
    let mut r = Reader::shared(encoded);
    while !r.is_empty() {
        let start = r.clone();
        let key = r.key()?;
        match E::merge(&mut slot, key, &mut r) {
            Ok(()) => {}
            Err(Interrupt::Error(error)) => return Err(error),
            Err(_) => {
                r = start;
                let key = r.key()?;
                r.skip(key)?;
            }
        }
    }
    Ok(slot)
}

/// The message inside the variant as a detail of its own, where it is a message that a contract declares.
fn payload_detail<E: TypedError>(number: u32, encoded: &Bytes) -> Option<Detail> {
    let field = E::schema().members.iter().find(|field| field.number == number)?;
    let message = field.shape.kind.message()?;
    if message().origin != Origin::Contract {
        return None;
    }
    let mut r = Reader::shared(encoded);
    let key = r.key().ok().filter(|key| key.wire_type() == WireType::LengthDelimited)?;
    debug_assert_eq!(key.number(), number);
    Some(Detail::encoded(&message().full_name(), r.bytes().ok()?))
}
