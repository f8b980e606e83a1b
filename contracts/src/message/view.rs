//! Messages that borrow from what they are decoded from, and oneofs that do.

use bytes::{BufMut, Bytes};

use super::encoded::Encoded;
use super::{Merging, any_within, decode_root, merge_member, merge_root};
use crate::schema;
use crate::validate::{self, Checker, Violations};
use crate::wire::{DecodeError, DecodeOptions, Interrupt, Key, Reader, Stop, UnknownFields, Writer};

/// The limits of who names none.
static DEFAULTS: DecodeOptions = DecodeOptions::new();

/// A protobuf message whose text and bytes stay where they were read. `#[contract]` on a struct with a lifetime implements it.
///
/// On the wire, in JSON and in the `.proto` files it is what it would be with `String` in place of `&'a str`.
///
/// ```
/// use contracts::{View, contract};
///
/// contracts::package!("shop.v1");
///
/// /// What someone orders.
/// #[contract]
/// #[derive(Debug, Clone, PartialEq)]
/// struct Order<'a> {
///     /// Who orders.
///     #[member(1)]
///     customer: &'a str,
///     /// What the customer says about it.
///     #[member(2)]
///     notes: Vec<&'a str>,
/// }
///
/// let bytes = Order { customer: "Ada", notes: vec!["soon"] }.encode_to_vec();
/// let order = Order::decode(&bytes)?;
/// assert_eq!(order.customer, "Ada");
/// assert!(bytes.as_ptr_range().contains(&order.notes[0].as_ptr()));
/// # Ok::<(), contracts::DecodeError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message that borrows",
    label = "not a message that borrows",
    note = "put `#[contract]` on the struct `{Self}`, which has one lifetime"
)]
pub trait View<'a>: Merging<'a> + Default + Send + Sync {
    /// The same message, whatever it borrows from.
    type Family: Family;

    /// The schema from which everything about the message is derived.
    fn schema() -> &'static schema::Message {
        Self::SCHEMA()
    }

    /// Puts all fields, the last first.
    #[doc(hidden)]
    fn put(&self, w: &mut Writer<'_>);

    /// The fields that the contract does not name, where the message keeps them.
    fn unknown_fields(&self) -> Option<&UnknownFields> {
        None
    }

    /// Checks the rules of the message and of all that is in it.
    #[doc(hidden)]
    fn check_rules(&self, _: &mut Checker) {}

    /// Checks the rules that `validate(..)` gives the message, its members and the messages inside.
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
        Writer::to_vec(&|w| self.put(w))
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
        Writer::append(&|w| self.put(w), out, |_, _| {});
    }

    /// The message as its bytes, which borrow from nothing.
    fn to_encoded(&self) -> Encoded<Self::Family> {
        Encoded::new(self.encode_to_bytes(), DecodeOptions::new())
    }

    /// Decodes a message that takes all of a slice and borrows from it.
    ///
    /// # Errors
    /// When the bytes are no such message; the error carries the path to the place.
    fn decode(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        Self::decode_with(bytes, &DEFAULTS)
    }

    /// Decodes a message that takes all of a slice and borrows from it, within limits.
    ///
    /// # Errors
    /// As [`View::decode`]; that a limit is exceeded.
    fn decode_with(bytes: &'a [u8], options: &'a DecodeOptions) -> Result<Self, DecodeError> {
        decode_root(Reader::new(bytes).with_options(options))
    }

    /// Decodes a message that takes all of a shared buffer, borrows from it, and of which members of type `Bytes` become
    /// parts.
    ///
    /// # Errors
    /// As [`View::decode`].
    fn decode_bytes(bytes: &'a Bytes) -> Result<Self, DecodeError> {
        Self::decode_bytes_with(bytes, &DEFAULTS)
    }

    /// Decodes as [`View::decode_bytes`] does, within limits.
    ///
    /// # Errors
    /// As [`View::decode`]; that a limit is exceeded.
    fn decode_bytes_with(bytes: &'a Bytes, options: &'a DecodeOptions) -> Result<Self, DecodeError> {
        decode_root(Reader::shared(bytes).with_options(options))
    }

    /// Merges encoded fields into the message: scalars are replaced, repeated fields appended to, messages merged.
    /// What is required must be among them.
    ///
    /// # Errors
    /// When the bytes are no such message; fields before the place of the error are merged already.
    fn merge(&mut self, bytes: &'a [u8]) -> Result<(), DecodeError> {
        self.merge_with(bytes, &DEFAULTS)
    }

    /// Merges encoded fields into the message, within limits: those of what is read, not of what is there.
    ///
    /// # Errors
    /// As [`View::merge`]; that a limit is exceeded.
    fn merge_with(&mut self, bytes: &'a [u8], options: &'a DecodeOptions) -> Result<(), DecodeError> {
        merge_root(self, Reader::new(bytes).with_options(options))
    }
}

/// A message that borrows, whatever it borrows from: `Order<'static>` stands for every `Order<'a>`. `#[contract]` implements
/// it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a message that borrows",
    label = "not a message that borrows",
    note = "put `#[contract]` on the struct, and write `'static` for its lifetime, as in `Order<'static>`"
)]
pub trait Family: Send + Sync + Sized + 'static {
    /// The message that borrows for this long.
    type View<'a>: View<'a, Family = Self>;
}

/// The members of a oneof that borrow. `#[contract]` on an enum with data and a lifetime implements it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a oneof that borrows",
    label = "not a oneof that borrows",
    note = "a `#[oneof]` member is of type `Option<E<'a>>`, where `E` is an enum with data under `#[contract]`"
)]
pub trait OneofView<'a>: Sized + Send + Sync {
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
    fn merge(slot: &mut Option<Self>, key: Key, r: &mut Reader<'a>) -> Result<(), Interrupt>;

    /// Merges what comes next if it is a member, and one has a number from `FROM` to `TO`.
    ///
    /// # Errors
    /// Those of a member. What is unknown is left where it is.
    #[doc(hidden)]
    #[inline]
    fn merge_within<const FROM: u32, const TO: u32>(slot: &mut Option<Self>, r: &mut Reader<'a>) -> Result<(), Stop> {
        if !const { any_within(Self::NUMBERS, FROM, TO) } {
            return Ok(());
        }
        merge_member(r, |key, r| Self::merge(slot, key, r))
    }
}
