//! What the macros implement: messages, enums and oneofs.

pub(crate) mod encoded;
pub(crate) mod extension;
pub(crate) mod required;
pub(crate) mod view;

use bytes::{BufMut, Bytes};

use crate::schema;
use crate::validate::{self, Checker, Violations};
use crate::wire::{DecodeError, DecodeErrorKind, DecodeOptions, Interrupt, Key, Reader, Stop, UnknownFields, Writer};

/// A protobuf message. `#[contract]` on a struct implements it.
///
/// ```
/// use contracts::{Message, contract};
///
/// contracts::package!("geo.v1");
///
/// /// A place on a map.
/// #[contract]
/// #[derive(Debug, Clone, PartialEq)]
/// struct Point {
///     /// Degrees north, times ten million.
///     #[member(1, zigzag)]
///     latitude: i32,
/// }
///
/// let point = Point { latitude: -2 };
/// assert_eq!(point.encode_to_vec(), [0x08, 0x03]);
/// assert_eq!(Point::decode(&[0x08, 0x03])?, point);
/// # Ok::<(), contracts::DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message",
    label = "not a message",
    note = "put `#[contract]` on the struct `{Self}`"
)]
pub trait Message: Default + Send + Sync + Sized + 'static {
    /// The numbers of the fields without which the message is not valid.
    #[doc(hidden)]
    const REQUIRED: &'static [u32] = &[];

    /// Whether the message keeps the bytes that it is decoded from, so that a shared buffer is always better than a slice.
    #[doc(hidden)]
    const KEEPS_INPUT: bool = false;

    /// The schema from which everything about the message is derived.
    fn schema() -> &'static schema::Message;

    /// Puts all fields, the last first.
    #[doc(hidden)]
    fn put(&self, w: &mut Writer<'_>);

    /// How many bytes the message takes, where much of it is one slice and that is cheap to say: then it is put where it stays
    /// at once, and not counted before.
    #[doc(hidden)]
    #[inline]
    fn foresee(&self) -> Option<usize> {
        None
    }

    /// Merges the field whose key was just read.
    ///
    /// # Errors
    /// [`Interrupt::Unknown`] for a field that the message does not have, an error for bytes that are none.
    #[doc(hidden)]
    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt>;

    /// Whether [`Message::merge_in_order`] does anything. A message of which something is required does not try.
    #[doc(hidden)]
    const IN_ORDER: bool = false;

    /// Merges what comes next as long as it is in the order of the fields, which is how everyone writes them. Of messages of
    /// many fields few are there, so those do not try.
    ///
    /// # Errors
    /// Those of a field; the reader stands before the key of what is [`Interrupt::Unknown`].
    #[doc(hidden)]
    #[inline]
    fn merge_in_order(&mut self, _: &mut Reader<'_>) -> Result<(), Stop> {
        Ok(())
    }

    /// Makes all fields absent. Texts, bytes, lists and maps of the message itself keep their allocations for what is merged
    /// next.
    fn clear(&mut self) {
        *self = Self::default();
    }

    /// The fields that the contract does not name, where the message keeps them.
    fn unknown_fields(&self) -> Option<&UnknownFields> {
        None
    }

    /// Where unknown fields are kept, if anywhere.
    #[doc(hidden)]
    fn unknown_fields_mut(&mut self) -> Option<&mut UnknownFields> {
        None
    }

    /// Checks the rules of the message and of all that is in it.
    #[doc(hidden)]
    fn check_rules(&self, _: &mut Checker) {}

    /// Shows the value that the message stands for, where rules are about that, as of a `google.protobuf.Duration`.
    #[doc(hidden)]
    fn with_value(&self, _: &mut dyn FnMut(&validate::Value<'_>)) {}

    /// Leaves it to whoever decodes the message to check it, if that is done later. Whether it is.
    #[doc(hidden)]
    fn leave_check(&mut self) -> bool {
        false
    }

    /// Checks the rules that `validate(..)` gives the message, its members and the messages inside. A server does so with
    /// every request.
    ///
    /// # Errors
    /// All rules that are broken, each with the path to the value.
    fn validate(&self) -> Result<(), Violations> {
        validate::validate(Self::schema, |checker| self.check_rules(checker))
    }

    /// How many bytes the message takes, without a length in front.
    fn encoded_len(&self) -> usize {
        Writer::measure(&|w| self.put(w))
    }

    /// Encodes into a new vector.
    fn encode_to_vec(&self) -> Vec<u8> {
        match self.foresee() {
            Some(length) => Writer::to_vec_of(length, &|w| self.put(w)),
            None => Writer::to_vec(&|w| self.put(w)),
        }
    }

    /// Encodes into a new shared buffer.
    fn encode_to_bytes(&self) -> Bytes {
        self.encode_to_vec().into()
    }

    /// Appends the encoded message to a buffer.
    ///
    /// # Panics
    /// When the buffer cannot grow and has too little room.
    fn encode(&self, out: &mut impl BufMut) {
        self.encode_with(out, |_, _| {});
    }

    /// Appends the encoded message to a buffer in which `reserve` makes room for its length: then long strings and bytes are
    /// copied once, as [`BufMut`] itself has no way to ask for room.
    ///
    /// ```
    /// # contracts::package!("doc.v1");
    /// # #[contracts::contract] struct Frame { #[member(1)] payload: Vec<u8> }
    /// use bytes::BytesMut;
    /// use contracts::Message;
    ///
    /// let mut out = BytesMut::new();
    /// Frame { payload: vec![7; 100_000] }.encode_with(&mut out, BytesMut::reserve);
    /// assert_eq!(out.len(), 100_004);
    /// ```
    ///
    /// # Panics
    /// When the buffer cannot grow and has too little room.
    fn encode_with<B: BufMut>(&self, out: &mut B, reserve: impl FnOnce(&mut B, usize)) {
        match self.foresee() {
            Some(length) => {
                reserve(out, length);
                Writer::append_of(length, &|w| self.put(w), out);
            }
            None => Writer::append(&|w| self.put(w), out, reserve),
        }
    }

    /// Decodes a message that takes all of a slice.
    ///
    /// # Errors
    /// When the bytes are no such message; the error carries the path to the place.
    fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        Self::decode_with(bytes, &DecodeOptions::new())
    }

    /// Decodes a message that takes all of a slice, within limits.
    ///
    /// # Errors
    /// As [`Message::decode`]; that a limit is exceeded.
    fn decode_with(bytes: &[u8], options: &DecodeOptions) -> Result<Self, DecodeError> {
        decode_root(Reader::new(bytes).with_options(options))
    }

    /// Decodes a message that takes all of a shared buffer, of which members of type `Bytes` become parts.
    ///
    /// # Errors
    /// When the bytes are no such message; the error carries the path to the place.
    fn decode_bytes(bytes: Bytes) -> Result<Self, DecodeError> {
        Self::decode_bytes_with(bytes, &DecodeOptions::new())
    }

    /// Decodes a message that takes all of a shared buffer, within limits.
    ///
    /// # Errors
    /// As [`Message::decode`]; that a limit is exceeded.
    fn decode_bytes_with(bytes: Bytes, options: &DecodeOptions) -> Result<Self, DecodeError> {
        decode_root(Reader::shared(&bytes).with_options(options))
    }

    /// Merges encoded fields into the message: scalars are replaced, repeated fields appended to, messages merged.
    /// What is required must be among them.
    ///
    /// # Errors
    /// When the bytes are no such message; fields before the place of the error are merged already.
    fn merge(&mut self, bytes: &[u8]) -> Result<(), DecodeError> {
        self.merge_with(bytes, &DecodeOptions::new())
    }

    /// Merges encoded fields into the message, within limits: those of what is read, not of what is there.
    ///
    /// # Errors
    /// As [`Message::merge`]; that a limit is exceeded.
    fn merge_with(&mut self, bytes: &[u8], options: &DecodeOptions) -> Result<(), DecodeError> {
        merge_root(self, Reader::new(bytes).with_options(options))
    }

    /// Merges the encoded fields of a shared buffer, of which members of type `Bytes` become parts.
    ///
    /// ```
    /// # contracts::package!("doc.v1");
    /// # #[contracts::contract] struct Frame { #[member(1)] payload: bytes::Bytes }
    /// use bytes::Bytes;
    /// use contracts::Message;
    ///
    /// let input = Bytes::from_static(&[0x0a, 2, 7, 8]);
    /// let mut frame = Frame::default();
    /// frame.merge_bytes(input.clone())?;
    /// assert_eq!(frame.payload.as_ptr(), input[2..].as_ptr());
    /// # Ok::<(), contracts::DecodeError>(())
    /// ```
    ///
    /// # Errors
    /// As [`Message::merge`].
    fn merge_bytes(&mut self, bytes: Bytes) -> Result<(), DecodeError> {
        self.merge_bytes_with(bytes, &DecodeOptions::new())
    }

    /// Merges the encoded fields of a shared buffer, within limits.
    ///
    /// # Errors
    /// As [`Message::merge_with`].
    fn merge_bytes_with(&mut self, bytes: Bytes, options: &DecodeOptions) -> Result<(), DecodeError> {
        merge_root(self, Reader::shared(&bytes).with_options(options))
    }
}

/// A protobuf enum. `#[contract]` on an enum without data implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enum contract",
    note = "put `#[contract]` on the enum `{Self}`"
)]
pub trait Enumeration: Copy + Send + Sync + 'static {
    /// The value that stands for absence: the first; zero unless the enum is closed.
    const DEFAULT: Self;

    /// The schema from which everything about the enum is derived.
    fn schema() -> &'static schema::Enum;

    /// The number of the value.
    fn number(self) -> i32;

    /// The value with this number: the `#[unknown]` variant for a number without a name, `None` if there is no such variant.
    fn from_number(number: i32) -> Option<Self>;
}

/// The members of a oneof. `#[contract]` on an enum with data implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a oneof",
    label = "not a oneof",
    note = "a `#[oneof]` member is of type `Option<E>`, where `E` is an enum with data under `#[contract]`"
)]
pub trait Oneof: Sized + Send + Sync + 'static {
    /// The numbers of the members, in source order.
    const NUMBERS: &'static [u32];

    /// The names of the members and their JSON names, in source order.
    const NAMES: &'static [&'static str];

    /// The schema from which everything about the oneof is derived.
    fn schema() -> &'static schema::Oneof;

    /// The number of the member that is set.
    fn number(&self) -> u32;

    /// Checks the rules of the member that is set.
    #[doc(hidden)]
    fn check_rules(&self, _: &mut Checker) {}

    /// Puts the member that is set.
    #[doc(hidden)]
    fn put(&self, w: &mut Writer<'_>);

    /// Puts the member that is set, if its number is from `FROM` to `TO`: so a message keeps the order of the numbers.
    #[doc(hidden)]
    #[inline]
    fn put_within<const FROM: u32, const TO: u32>(slot: &Option<Self>, w: &mut Writer<'_>) {
        if !const { any_within(Self::NUMBERS, FROM, TO) } {
            return;
        }
        if let Some(member) = slot
            && (FROM..=TO).contains(&member.number())
        {
            member.put(w);
        }
    }

    /// Merges the member whose key was just read.
    ///
    /// # Errors
    /// [`Interrupt::Unknown`] for a member that the oneof does not have, an error for bytes that are none.
    #[doc(hidden)]
    fn merge(slot: &mut Option<Self>, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt>;

    /// Merges what comes next if it is a member, and one has a number from `FROM` to `TO`.
    ///
    /// # Errors
    /// Those of a member. What is unknown is left where it is.
    #[doc(hidden)]
    #[inline]
    fn merge_within<const FROM: u32, const TO: u32>(slot: &mut Option<Self>, r: &mut Reader<'_>) -> Result<(), Stop> {
        if !const { any_within(Self::NUMBERS, FROM, TO) } {
            return Ok(());
        }
        merge_member(r, |key, r| Self::merge(slot, key, r))
    }
}

/// Merges what comes next if it is a member that `merge` knows.
#[inline]
pub(crate) fn merge_member<'a>(
    r: &mut Reader<'a>,
    merge: impl FnOnce(Key, &mut Reader<'a>) -> Result<(), Interrupt>,
) -> Result<(), Stop> {
    let start = r.rest();
    let Some(key) = r.short_key() else { return Ok(()) };
    match merge(key, r) {
        Ok(()) => Ok(()),
        Err(Interrupt::Unknown) => {
            r.rewind(start);
            Ok(())
        }
        Err(interrupt) => Err(Stop { key, interrupt }),
    }
}

/// Whether one of the numbers is from `from` to `to`.
pub const fn any_within(numbers: &[u32], from: u32, to: u32) -> bool {
    let mut index = 0;
    while index < numbers.len() {
        if from <= numbers[index] && numbers[index] <= to {
            return true;
        }
        index += 1;
    }
    false
}

/// What fields are merged into: a message that owns what it holds, or one that borrows from what is read.
pub trait Merging<'a>: Sized {
    /// The numbers of the fields without which the message is not valid.
    const REQUIRED: &'static [u32];

    /// The schema of the message.
    const SCHEMA: fn() -> &'static schema::Message;

    /// Merges the field whose key was just read.
    ///
    /// # Errors
    /// [`Interrupt::Unknown`] for a field that the message does not have, an error for bytes that are none.
    fn merge_field(&mut self, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt>;

    /// Whether [`Merging::merge_in_order`] does anything.
    const IN_ORDER: bool = false;

    /// Merges what comes next as long as it is in the order of the fields.
    ///
    /// # Errors
    /// Those of a field; the reader stands before the key of what is [`Interrupt::Unknown`].
    #[inline]
    fn merge_in_order(&mut self, _: &mut Reader<'a>) -> Result<(), Stop> {
        Ok(())
    }

    /// Where unknown fields are kept, if anywhere.
    fn unknown_fields_mut(&mut self) -> Option<&mut UnknownFields> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<M: Message> Merging<'_> for M {
    const REQUIRED: &'static [u32] = M::REQUIRED;
    const SCHEMA: fn() -> &'static schema::Message = M::schema;

    #[inline]
    fn merge_field(&mut self, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Message::merge_field(self, key, r)
    }

    const IN_ORDER: bool = M::IN_ORDER;

    #[inline]
    fn merge_in_order(&mut self, r: &mut Reader<'_>) -> Result<(), Stop> {
        Message::merge_in_order(self, r)
    }

    fn unknown_fields_mut(&mut self) -> Option<&mut UnknownFields> {
        Message::unknown_fields_mut(self)
    }
}

/// Decodes a message where it is handed over: it may be too large to be moved for nothing.
#[inline]
fn decode_root<'a, M: Merging<'a> + Default>(r: Reader<'a>) -> Result<M, DecodeError> {
    let mut decoded = Ok(M::default());
    if let Ok(message) = &mut decoded
        && let Err(error) = merge_root(message, r)
    {
        decoded = Err(error);
    }
    decoded
}

pub(crate) fn merge_root<'a, M: Merging<'a>>(message: &mut M, mut r: Reader<'a>) -> Result<(), DecodeError> {
    let (length, limit) = (r.rest().len(), r.options().size());
    let merged = match length > limit {
        true => Err(DecodeErrorKind::TooLarge { length, limit }.into()),
        false => merge_whole(message, &mut r),
    };
    merged.map_err(|error| error.within(M::SCHEMA().name()))
}

/// Merges fields until the reader is empty, which must have all that is required.
pub(crate) fn merge_whole<'a, M: Merging<'a>>(message: &mut M, r: &mut Reader<'a>) -> Result<(), DecodeError> {
    let bytes = r.rest();
    merge_message(message, r)?;
    if r.has_lacked_required() { required::check(M::SCHEMA(), &[bytes]) } else { Ok(()) }
}

/// Merges fields until the reader is empty. What is required may be in another piece of the message, so the reader is told
/// where it is missing.
#[inline]
pub(crate) fn merge_message<'a, M: Merging<'a>>(message: &mut M, r: &mut Reader<'a>) -> Result<(), DecodeError> {
    let mut missing = Missing::of::<M>();
    loop {
        let start = r.rest();
        if let Err(stop) = message.merge_in_order(r) {
            recover_in_order(message, stop, r)?;
        }
        if r.is_empty() {
            break;
        }
        match r.rest().len() < start.len() {
            true => {}
            false if const { M::IN_ORDER } => merge_out_of_order(message, r)?,
            false => merge_any(message, r, &mut missing)?,
        }
    }
    missing.tell(r);
    Ok(())
}

/// Merges one field, whichever it is.
#[inline]
fn merge_any<'a, M: Merging<'a>>(
    message: &mut M,
    r: &mut Reader<'a>,
    missing: &mut Missing,
) -> Result<(), DecodeError> {
    let start = r.rest();
    let key = r.key()?;
    merge_at(message, key, start, r, missing)
}

/// Merges one field of a message that merges in the order of its fields what is in that order.
#[cold]
#[inline(never)]
fn merge_out_of_order<'a, M: Merging<'a>>(message: &mut M, r: &mut Reader<'a>) -> Result<(), DecodeError> {
    merge_any(message, r, &mut Missing(Vec::new()))
}

/// Does what [`recover`] does of what came in its order. What is unknown is left for the next round, which reads its key.
#[cold]
fn recover_in_order<'a, M: Merging<'a>>(message: &mut M, stop: Stop, r: &mut Reader<'a>) -> Result<(), DecodeError> {
    match stop.interrupt {
        Interrupt::Unknown => Ok(()),
        other => recover(message, other, stop.key, r.rest(), r),
    }
}

/// Merges fields up to the end of the group of this number.
pub(crate) fn merge_group<'a, M: Merging<'a>>(
    message: &mut M,
    number: u32,
    r: &mut Reader<'a>,
) -> Result<(), DecodeError> {
    let mut missing = Missing::of::<M>();
    let mut start = r.rest();
    while let Some(key) = r.key_in_group(number)? {
        merge_at(message, key, start, r, &mut missing)?;
        start = r.rest();
    }
    missing.tell(r);
    Ok(())
}

/// Merges one field, whatever else is required beside it.
pub(crate) fn merge_one<'a, M: Merging<'a>>(message: &mut M, r: &mut Reader<'a>) -> Result<(), DecodeError> {
    let start = r.rest();
    merge_any(message, r, &mut Missing(Vec::new()))?;
    if r.has_lacked_required() { required::check_fields(M::SCHEMA(), &[start]).map(drop) } else { Ok(()) }
}

/// Merges the field whose key was read from `start`.
#[inline]
fn merge_at<'a, M: Merging<'a>>(
    message: &mut M,
    key: Key,
    start: &'a [u8],
    r: &mut Reader<'a>,
    missing: &mut Missing,
) -> Result<(), DecodeError> {
    match message.merge_field(key, r) {
        Ok(()) => {
            missing.found::<M>(key);
            Ok(())
        }
        Err(interrupt) => recover(message, interrupt, key, start, r),
    }
}

/// The numbers of the fields that are required and were not there yet.
struct Missing(Vec<u32>);

impl Missing {
    #[inline]
    fn of<'a, M: Merging<'a>>() -> Self {
        Missing(if const { M::REQUIRED.is_empty() } { Vec::new() } else { M::REQUIRED.to_vec() })
    }

    #[inline]
    fn found<'a, M: Merging<'a>>(&mut self, key: Key) {
        if !const { M::REQUIRED.is_empty() } {
            self.0.retain(|number| *number != key.number());
        }
    }

    #[inline]
    fn tell(&self, r: &mut Reader<'_>) {
        if !self.0.is_empty() {
            r.lacks_required();
        }
    }
}

/// The error, found in the field of this number.
#[cold]
fn named<'a, M: Merging<'a>>(error: DecodeError, number: u32) -> DecodeError {
    match M::SCHEMA().field(number) {
        Some(field) => error.within(field.declaration.name),
        None => error,
    }
}

/// Keeps what is unknown, where the message keeps it; names the field of an error.
#[cold]
fn recover<'a, M: Merging<'a>>(
    message: &mut M,
    interrupt: Interrupt,
    key: Key,
    start: &'a [u8],
    r: &mut Reader<'a>,
) -> Result<(), DecodeError> {
    match interrupt {
        Interrupt::Unknown => {
            r.rewind(start);
            let key = r.key()?;
            r.skip(key)?;
            match message.unknown_fields_mut() {
                Some(unknown) => unknown.keep(r.since(start), r),
                None => lose::<M>(key, r),
            }
        }
        Interrupt::UnknownElements(elements) => match message.unknown_fields_mut() {
            Some(unknown) => {
                elements.into_values().into_iter().try_for_each(|value| unknown.keep_varint(key, value, r))
            }
            None => lose::<M>(key, r),
        },
        Interrupt::Error(error) => Err(named::<M>(error, key.number())),
    }
}

/// Drops what is unknown, where that is no error.
#[cold]
fn lose<'a, M: Merging<'a>>(key: Key, r: &Reader<'a>) -> Result<(), DecodeError> {
    match r.options().is_lossless() {
        true => {
            Err(named::<M>(DecodeErrorKind::InvalidValue("not known, and not kept".to_owned()).into(), key.number()))
        }
        false => Ok(()),
    }
}
