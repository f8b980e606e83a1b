//! The codecs of what contracts declare: messages and enums; and of messages that prost generated.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::Codec;
use crate::message::{Enumeration, Message, merge_group, merge_message};
use crate::schema::{self, Declaration, Domain, Kind, Origin, Rules, Source};
use crate::validate::{Checker, Value};
use crate::wire::{
    Budget, DecodeError, DecodeErrorKind, DecodeOptions, FieldNumber, Interrupt, Key, Reader, WireType, Writer, length,
};

/// A Rust type of its own that stands for a message of `google.protobuf`.
pub struct WellKnown;

/// A message, length-delimited.
pub struct Nested;

impl<M: Message> Codec<M> for Nested {
    const KIND: Kind = Kind::Message(M::schema);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;
    const NEVER_UNKNOWN: bool = true;

    fn default() -> M {
        M::default()
    }

    fn is_default(_: &M) -> bool {
        false
    }

    fn clear(value: &mut M) {
        value.clear();
    }

    #[inline]
    fn put(value: &M, w: &mut Writer<'_>) {
        w.put_length_delimited(|w| value.put(w));
    }

    #[inline]
    fn put_with_key(value: &M, number: FieldNumber, w: &mut Writer<'_>) {
        w.put_length_delimited_field(Key::new(number, WireType::LengthDelimited), |w| value.put(w));
    }

    #[inline]
    fn merge(value: &mut M, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Ok(r.nested(|r| merge_message(value, r))?)
    }

    #[inline]
    fn check(value: &M, rules: &'static Rules, checker: &mut Checker) {
        check_message(value, rules, checker);
    }
}

/// A message between the start and the end of a group, as `#[member(n, delimited)]` asks for.
pub struct Delimited;

impl<M: Message> Codec<M> for Delimited {
    const KIND: Kind = Kind::Group(M::schema);
    const WIRE_TYPE: WireType = WireType::StartGroup;

    fn default() -> M {
        M::default()
    }

    fn is_default(_: &M) -> bool {
        false
    }

    fn clear(value: &mut M) {
        value.clear();
    }

    /// The fields alone: where a group ends only its key tells.
    fn put(value: &M, w: &mut Writer<'_>) {
        value.put(w);
    }

    fn merge(value: &mut M, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Ok(merge_message(value, r)?)
    }

    fn put_with_key(value: &M, number: FieldNumber, w: &mut Writer<'_>) {
        w.put_key(Key::new(number, WireType::EndGroup));
        value.put(w);
        w.put_key(Key::new(number, WireType::StartGroup));
    }

    fn merge_behind_key(value: &mut M, key: Key, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        Ok(r.deeper(|r| merge_group(value, key.number(), r))?)
    }

    #[inline]
    fn check(value: &M, rules: &'static Rules, checker: &mut Checker) {
        check_message(value, rules, checker);
    }
}

/// Checks a message by its own rules, and by those of a member whose value it stands for.
#[inline]
fn check_message<M: Message>(message: &M, rules: &'static Rules, checker: &mut Checker) {
    checker.message(M::schema, |checker| message.check_rules(checker));
    if !rules.rules.is_empty() {
        message.with_value(&mut |value| checker.value(rules, value));
    }
}

/// An enum, as the varint of its number.
pub struct EnumNumber;

impl<T: Enumeration> Codec<T> for EnumNumber {
    const KIND: Kind = Kind::Enum(T::schema);
    const WIRE_TYPE: WireType = WireType::Varint;
    const DOMAIN: Domain = Domain::Numbers(|number| T::from_number(number).is_some());

    fn default() -> T {
        T::DEFAULT
    }

    #[inline]
    fn is_default(value: &T) -> bool {
        value.number() == T::DEFAULT.number()
    }

    #[inline]
    fn put(value: &T, w: &mut Writer<'_>) {
        w.put_varint(i64::from(value.number()) as u64);
    }

    #[inline]
    fn put_with_key(value: &T, number: FieldNumber, w: &mut Writer<'_>) {
        w.put_varint_field(Key::new(number, WireType::Varint), i64::from(value.number()) as u64);
    }

    #[inline]
    fn len_with_key(value: &T, number: FieldNumber) -> Option<usize> {
        Some(length::of_varint(Key::new(number, WireType::Varint), i64::from(value.number()) as u64))
    }

    #[inline]
    fn put_run(values: &[T], w: &mut Writer<'_>) {
        w.put_varints(values.iter().map(|value| i64::from(value.number()) as u64));
    }

    #[inline]
    fn merge(value: &mut T, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        *value = T::from_number(r.varint()? as i32).ok_or(Interrupt::Unknown)?;
        Ok(())
    }

    #[inline]
    fn merge_short(value: &mut T, key: Key, r: &mut Reader<'_>) -> bool {
        r.takes_short(key, |number| T::from_number(number.into())).map(|short| *value = short).is_some()
    }

    #[inline]
    fn check(value: &T, rules: &'static Rules, checker: &mut Checker) {
        checker.value(rules, &Value::Enum(T::schema(), value.number()));
    }
}

/// A message that implements `prost::Message` but is no contract, as prost-build generates them.
///
/// Its name comes from `prost::Name` (`prost_build::Config::enable_type_names`), its declaration from a descriptor set
/// that [`descriptor_set!`](crate::descriptor_set) registers.
///
/// Of [`DecodeOptions`] those of depth and size hold; the elements and unknown fields of contracts inside the message count,
/// its own do not, as prost does not count them.
pub struct Prost;

/// A message that prost generated, and of which it generated the name.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no message of prost that knows its name",
    label = "`contracts::Prost` takes what implements `prost::Message` and `prost::Name`",
    note = "let prost-build generate the names: `prost_build::Config::new().enable_type_names()` in build.rs",
    note = "and register the declarations: `.file_descriptor_set_path(..)` there, and `contracts::descriptor_set!(include_bytes!(..));`"
)]
pub trait Generated: prost::Message + prost::Name + Default {}

#[diagnostic::do_not_recommend]
impl<M: prost::Message + prost::Name + Default> Generated for M {}

thread_local! {
    /// Inside a prost message inside a contract, the limits of that contract, and what is left of them.
    static LIMITS: Cell<Option<(DecodeOptions, Budget)>> = const { Cell::new(None) };

    /// The limit that such a contract exceeded: the errors of prost are texts.
    static EXCEEDED: Cell<Option<DecodeErrorKind>> = const { Cell::new(None) };
}

/// Reads under the limits that are left where prost calls back into a contract.
///
/// # Errors
/// Those of `read`.
pub(crate) fn below_prost(
    bytes: &[u8],
    read: impl FnOnce(&mut Reader<'_>) -> Result<(), DecodeError>,
) -> Result<(), DecodeError> {
    let Some((options, budget)) = LIMITS.get() else { return read(&mut Reader::new(bytes)) };
    let mut reader = Reader::new(bytes).with_options(&options);
    reader.set_budget(budget);
    let result = read(&mut reader);
    LIMITS.set(Some((options, reader.budget())));
    EXCEEDED.set(result.as_ref().err().filter(|error| error.is_over_budget()).map(|error| error.kind().clone()));
    result
}

/// Puts the limits back that were there before, also when a panic passes.
struct Restore(Option<(DecodeOptions, Budget)>);

impl Drop for Restore {
    fn drop(&mut self) {
        LIMITS.set(self.0);
    }
}

impl<M: Generated> Codec<M> for Prost {
    const KIND: Kind = Kind::Message(foreign_schema::<M>);
    const WIRE_TYPE: WireType = WireType::LengthDelimited;

    fn default() -> M {
        M::default()
    }

    fn is_default(_: &M) -> bool {
        false
    }

    /// The rules of foreign messages are checked by whoever generated them.
    fn check(_: &M, _: &'static Rules, _: &mut Checker) {}

    fn put(value: &M, w: &mut Writer<'_>) {
        w.put_length_delimited_slice(&value.encode_to_vec());
    }

    fn merge(value: &mut M, r: &mut Reader<'_>) -> Result<(), Interrupt> {
        r.nested(|r| {
            let _outer = Restore(LIMITS.replace(Some((*r.options(), r.budget()))));
            let merged = value.merge(r.rest());
            r.set_budget(LIMITS.get().map_or(r.budget(), |(_, left)| left));
            merged.map_err(|error| {
                let exceeded = EXCEEDED.take();
                exceeded.unwrap_or_else(|| DecodeErrorKind::InvalidValue(error.to_string())).into()
            })
        })
    }
}

/// The schemas of foreign messages by their full names. They live as long as the program: there is one for each type.
static FOREIGN: Mutex<BTreeMap<String, &'static schema::Message>> = Mutex::new(BTreeMap::new());

/// Only `full_name` knows the messages around a nested one, and only at run time.
fn foreign_schema<M: prost::Name>() -> &'static schema::Message {
    let full_name = M::full_name();
    let mut schemas = FOREIGN.lock().unwrap_or_else(PoisonError::into_inner);
    schemas.entry(full_name).or_insert_with_key(|full_name| {
        let in_package = full_name.strip_prefix(M::PACKAGE).unwrap_or(full_name).trim_start_matches('.');
        let declaration = Declaration::new(in_package.to_owned().leak(), Source::NONE);
        Box::leak(Box::new(schema::Message::new(M::PACKAGE, declaration).origin(Origin::Foreign)))
    })
}
