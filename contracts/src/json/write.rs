//! Writing: the bytes of a message become JSON by its plan, in any serializer of serde's. There is one copy of this for each
//! serializer of a program, whatever the messages are.

use serde::ser::{Error, Serialize, SerializeMap, SerializeSeq, Serializer};
use std::cell::Cell;

use super::direct;
use super::extension;
use super::form::Form;
use super::known;
use super::options::{Options, options};
use super::plan::{Count, Enum, Field, KEY, Kind, Plan, VALUE, Value};
use super::printer::{self, Refused};
use super::scalar;
use crate::schema::{self, Domain};
use crate::wire::{DEPTH_LIMIT, DecodeError, DecodeOptions, FieldNumber, Key, Reader, WireType};

/// Writes the bytes of a message, as its encoder puts them.
///
/// # Errors
/// Those of the serializer; that a value has no JSON form.
pub(super) fn encoded<S: Serializer>(
    schema: &'static schema::Message,
    bytes: &[u8],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let (plan, options) = (Plan::of(schema), options());
    if printer::is_printer(&serializer) {
        return printer::with_room(|text| match direct::put(plan, bytes, text, options) {
            Ok(()) => printer::hand_over(text, serializer),
            Err(Refused) => Whole { plan, bytes, options }.serialize(serializer),
        });
    }
    Whole { plan, bytes, options }.serialize(serializer)
}

/// Writes an enum as the name of its value; a number without a name as the number.
pub(super) fn number_of_enum<S: Serializer>(schema: &Enum, number: i32, s: S) -> Result<S::Ok, S::Error> {
    match schema.name(number) {
        _ if schema.is_null => s.serialize_unit(),
        Some(name) => s.serialize_str(name),
        None => s.serialize_i32(number),
    }
}

/// A message as its encoder put it.
pub(super) struct Whole<'a> {
    pub(super) plan: &'static Plan,
    pub(super) bytes: &'a [u8],
    pub(super) options: Options,
}

impl Serialize for Whole<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.plan.form {
            Form::Object => {
                let mut object = serializer.serialize_map(None)?;
                fields(self.plan, self.bytes, &mut object, self.options)?;
                object.end()
            }
            _ => known::write(self, serializer),
        }
    }
}

/// What is wrong with bytes that were encoded here: only a codec of a user's can be.
#[cold]
pub(super) fn wrong<E: Error>(error: DecodeError) -> E {
    E::custom(error)
}

/// Writes the fields of a message into an object.
pub(super) fn fields<O: SerializeMap>(
    plan: &'static Plan,
    bytes: &[u8],
    object: &mut O,
    options: Options,
) -> Result<(), O::Error> {
    let (rest, mut next, mut others) = (Cell::new(bytes), 0, Vec::new());
    while !rest.get().is_empty() {
        let mut r = Reader::new(rest.get());
        let key = r.key().map_err(wrong)?;
        // A field that was there already, or in another shape, is unknown: the message keeps it, and does not have it.
        let place = plan.place(key.number()).filter(|place| *place >= next && plan.fields[*place].is_behind(key, &r));
        let Some(place) = place else {
            r.skip(key).map_err(wrong)?;
            if plan.is_extensible {
                others.extend_from_slice(r.since(rest.get()));
            }
            rest.set(r.rest());
            continue;
        };
        let field = &plan.fields[place];
        if options.default_values {
            defaults(&plan.fields[next..place], object, options)?;
        }
        next = place + 1;
        rest.set(r.rest());
        object.serialize_entry(field.name(options), &Present { field, rest: &rest, options })?;
    }
    if options.default_values {
        defaults(plan.fields.get(next..).unwrap_or_default(), object, options)?;
    }
    if !others.is_empty() { extension::write(plan, &others, object, options) } else { Ok(()) }
}

/// Writes fields that are not there, as far as they have no presence.
#[cold]
fn defaults<O: SerializeMap>(fields: &'static [Field], object: &mut O, options: Options) -> Result<(), O::Error> {
    fields
        .iter()
        .filter(|field| !field.has_presence && !field.value.is_message_once(&field.count))
        .try_for_each(|field| object.serialize_entry(field.name(options), &Absent(field)))
}

impl Field {
    /// Whether what stands behind the key is what the Rust type has of the field.
    #[inline]
    pub(super) fn is_behind(&self, key: Key, r: &Reader<'_>) -> bool {
        key == self.key && (!matches!(self.value.domain, Domain::Numbers(_)) || self.has_known(r))
    }

    /// Whether what stands behind the key has a number of an enum that the Rust type has.
    fn has_known(&self, r: &Reader<'_>) -> bool {
        let mut r = r.clone();
        match self.count {
            // What the Rust type lacks stands behind what it has, with the unknown fields: the first one tells.
            Count::Once | Count::Expanded => self.value.is_known(r.rest()),
            Count::Packed => {
                let Ok(run) = r.length_delimited() else { return true };
                let mut r = Reader::new(run);
                while let Ok(number) = r.varint() {
                    if self.value.domain.has_number(number as i32) {
                        return true;
                    }
                }
                false
            }
            Count::Map(_) => match r.length_delimited().map(|entry| Entry::new(entry, self)) {
                Ok(Ok(entry)) => self.value.is_known(entry.value),
                _ => true,
            },
        }
    }
}

impl Value {
    /// Whether the Rust type has the value at the start of these bytes. Only numbers of enums are ever missing.
    #[inline]
    pub(super) fn is_known(&self, bytes: &[u8]) -> bool {
        match self.domain {
            Domain::Numbers(holds) => Reader::new(bytes).varint().is_ok_and(|number| holds(number as i32)),
            _ => true,
        }
    }

    /// Whether it is a message that is not repeated, which is absent without a default.
    fn is_message_once(&self, count: &Count) -> bool {
        matches!((&self.kind, count), (Kind::Message(_) | Kind::Group(_), Count::Once))
    }
}

/// Passes over the next bytes if they are this key.
#[inline]
pub(super) fn takes(key: Key, r: &mut Reader<'_>) -> bool {
    r.takes(key) || (key.get() >= 0x4000 && takes_long(key, r))
}

#[cold]
fn takes_long(key: Key, r: &mut Reader<'_>) -> bool {
    let start = r.rest();
    let is_next = r.key() == Ok(key);
    if !is_next {
        r.rewind(start);
    }
    is_next
}

/// A field that is there, and where it stands: behind its first key, and behind the whole of it once it is written.
pub(super) struct Present<'a, 'r> {
    pub(super) field: &'static Field,
    pub(super) rest: &'r Cell<&'a [u8]>,
    pub(super) options: Options,
}

impl Serialize for Present<'_, '_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Present { field, rest, options } = *self;
        match &field.count {
            Count::Once => One { value: &field.value, number: field.number, rest, options }.serialize(serializer),
            Count::Packed => self.packed(serializer),
            Count::Expanded => self.expanded(serializer),
            Count::Map(keys) => self.map(keys, serializer),
        }
    }
}

impl Present<'_, '_> {
    fn packed<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Present { field, rest, options } = *self;
        let mut r = Reader::new(rest.get());
        let run = Cell::new(r.length_delimited().map_err(wrong)?);
        rest.set(r.rest());
        let one = One { value: &field.value, number: field.number, rest: &run, options };
        let mut list = serializer.serialize_seq(None)?;
        while !run.get().is_empty() {
            one.put_into(&mut list)?;
        }
        list.end()
    }

    fn expanded<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Present { field, rest, options } = *self;
        let one = One { value: &field.value, number: field.number, rest, options };
        let mut list = serializer.serialize_seq(None)?;
        loop {
            one.put_into(&mut list)?;
            let mut r = Reader::new(rest.get());
            if !takes(field.key, &mut r) {
                return list.end();
            }
            rest.set(r.rest());
        }
    }

    fn map<S: Serializer>(&self, keys: &'static Value, serializer: S) -> Result<S::Ok, S::Error> {
        let Present { field, rest, options } = *self;
        let mut object = serializer.serialize_map(None)?;
        loop {
            let mut r = Reader::new(rest.get());
            let entry = Entry::new(r.length_delimited().map_err(wrong)?, field).map_err(wrong)?;
            if field.value.is_known(entry.value) {
                let (key, value) = (Cell::new(entry.key), Cell::new(entry.value));
                let key = One { value: keys, number: KEY, rest: &key, options };
                object.serialize_entry(&key, &One { value: &field.value, number: VALUE, rest: &value, options })?;
            }
            let more = takes(field.key, &mut r);
            rest.set(r.rest());
            if !more {
                return object.end();
            }
        }
    }
}

/// An entry of a map: where its key stands, and its value.
pub(super) struct Entry<'a> {
    pub(super) key: &'a [u8],
    pub(super) value: &'a [u8],
}

/// What is read of it is the default of each kind.
const ZEROS: &[u8] = &[0; 8];

impl<'a> Entry<'a> {
    #[inline]
    pub(super) fn new(bytes: &'a [u8], field: &Field) -> Result<Self, DecodeError> {
        let (mut entry, mut r) = (Entry { key: ZEROS, value: ZEROS }, Reader::new(bytes));
        while !r.is_empty() {
            let key = r.key()?;
            match key.number() {
                1 => entry.key = r.rest(),
                2 if key.wire_type() == field.value.wire_type() => entry.value = r.rest(),
                _ => {}
            }
            r.skip(key)?;
        }
        Ok(entry)
    }
}

/// One value, and where it stands; behind it once it is written.
struct One<'a, 'r> {
    value: &'static Value,
    /// The number of the field, behind which a group ends.
    number: FieldNumber,
    rest: &'r Cell<&'a [u8]>,
    options: Options,
}

impl One<'_, '_> {
    /// Writes the value as an element of a list, if the Rust type has it.
    #[inline]
    fn put_into<L: SerializeSeq>(&self, list: &mut L) -> Result<(), L::Error> {
        if self.value.is_known(self.rest.get()) {
            return list.serialize_element(self);
        }
        let mut r = Reader::new(self.rest.get());
        r.varint().map_err(wrong)?;
        self.rest.set(r.rest());
        Ok(())
    }
}

impl Serialize for One<'_, '_> {
    #[inline]
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut r = Reader::new(self.rest.get());
        match &self.value.kind {
            Kind::Scalar(kind) => scalar::write(*kind, &mut r, serializer, |r| self.rest.set(r)),
            Kind::Enum(schema) => {
                let number = r.varint().map_err(wrong)?;
                self.rest.set(r.rest());
                number_of_enum(schema, number as i32, serializer)
            }
            Kind::Message(link) => {
                let bytes = r.length_delimited().map_err(wrong)?;
                self.rest.set(r.rest());
                nested(link.plan(), bytes, serializer, self.options)
            }
            Kind::Group(link) => {
                let bytes = group(self.number, self.rest).map_err(wrong)?;
                nested(link.plan(), bytes, serializer, self.options)
            }
        }
    }
}

/// Writes a message inside another.
fn nested<S: Serializer>(
    plan: &'static Plan,
    bytes: &[u8],
    serializer: S,
    options: Options,
) -> Result<S::Ok, S::Error> {
    match plan.as_received {
        None => Whole { plan, bytes, options }.serialize(serializer),
        Some(packable) => {
            let bytes = (packable.recode)(bytes, DEPTH_LIMIT).map_err(S::Error::custom)?;
            Whole { plan, bytes: &bytes, options }.serialize(serializer)
        }
    }
}

/// The fields up to the end of a group, behind whose start `rest` is.
pub(super) fn group<'a>(number: FieldNumber, rest: &Cell<&'a [u8]>) -> Result<&'a [u8], DecodeError> {
    static ANY_DEPTH: DecodeOptions = DecodeOptions::new().with_depth(u32::MAX);
    let mut r = Reader::new(rest.get()).with_options(&ANY_DEPTH);
    r.skip(Key::new(number, WireType::StartGroup))?;
    let group = r.since(rest.get());
    rest.set(r.rest());
    let end = Key::new(number, WireType::EndGroup).get();
    let end = (u32::BITS - end.leading_zeros()).div_ceil(7) as usize;
    Ok(&group[..group.len() - end])
}

/// A field that is not there.
struct Absent(&'static Field);

impl Serialize for Absent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Absent(field) = self;
        match (&field.count, &field.value.kind) {
            (Count::Map(_), _) => serializer.serialize_map(Some(0))?.end(),
            (Count::Expanded | Count::Packed, _) => serializer.serialize_seq(Some(0))?.end(),
            (Count::Once, Kind::Enum(schema)) => {
                let first = schema.schema.values.first().map_or(0, |value| value.number);
                number_of_enum(schema, first, serializer)
            }
            (Count::Once, Kind::Scalar(kind)) => scalar::write_default(*kind, field.value.domain, serializer),
            (Count::Once, Kind::Message(_) | Kind::Group(_)) => serializer.serialize_unit(),
        }
    }
}
