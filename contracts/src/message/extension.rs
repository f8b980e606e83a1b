//! Extensions: fields that a contract declares for another message, which keeps them among its unknown fields.

use super::{Message, merge_whole};
use crate::registry::{self, Extension as Registered};
use crate::schema::{self, Field};
use crate::wire::{self, DecodeError, FieldNumber, Key, Reader, WireType, Writer};

/// Extensions of another message. `#[contract(extends = Message)]` on a struct implements it.
///
/// The message that is extended keeps its extensions under `#[unknown]`; they are decoded when they are asked for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a set of extensions",
    note = "put `#[contract(extends = Message)]` on the struct `{Self}`"
)]
pub trait Extension: Message {
    /// The message that is extended.
    type Of: Message;

    /// Reads the extensions that a message holds.
    ///
    /// # Errors
    /// When the bytes of one are no such extension.
    fn read(message: &Self::Of) -> Result<Self, DecodeError> {
        let kept = message
            .unknown_fields()
            .map_or_else(Vec::new, |unknown| plain_fields(Self::Of::schema(), unknown.as_bytes()));
        decode(&kept).map_err(|error| error.within(Self::Of::schema().name()))
    }

    /// Puts the extensions into a message, in place of those that it holds.
    fn write(&self, message: &mut Self::Of) {
        let numbers: Vec<u32> = Self::schema().fields().map(|field| field.number).collect();
        let encoded = self.encode_to_vec();
        if let Some(unknown) = message.unknown_fields_mut() {
            unknown.remove(|field| numbers.contains(&extension_number(Self::Of::schema(), field)));
            unknown.push(&as_kept(Self::Of::schema(), &encoded));
        }
    }
}

/// What the registry knows of a set of extensions.
pub const fn extension<E: Extension>() -> Registered {
    Registered { schema: E::schema, recode: recode::<E> }
}

fn recode<E: Extension>(fields: &[u8]) -> Result<Vec<u8>, String> {
    decode::<E>(fields).map(|extensions| extensions.encode_to_vec()).map_err(|error| error.to_string())
}

/// Decodes the fields that are extensions of `E`; all others pass.
fn decode<E: Message>(fields: &[u8]) -> Result<E, DecodeError> {
    let of_the_set = |field: &&[u8]| wire::numbers(field).any(|number| E::schema().field(number).is_some());
    let fields: Vec<u8> = wire::fields(fields).filter(of_the_set).flatten().copied().collect();
    let mut extensions = E::default();
    merge_whole(&mut extensions, &mut Reader::new(&fields))?;
    Ok(extensions)
}

/// The extension of a message that JSON or text calls by this name, in brackets.
pub(crate) fn named(message: &schema::Message, name: &str) -> Option<(&'static Registered, &'static Field)> {
    let name = name.strip_prefix('[')?.strip_suffix(']')?;
    registry::extension_named(message, name)
}

/// A group of a message set: the number of the extension, and its message.
const ITEM: FieldNumber = FieldNumber::literal(1);
const TYPE_ID: FieldNumber = FieldNumber::literal(2);
const MESSAGE: FieldNumber = FieldNumber::literal(3);

/// The unknown fields of a message as fields that extensions are decoded from.
pub(crate) fn plain_fields(message: &schema::Message, unknown: &[u8]) -> Vec<u8> {
    match message.message_set {
        true => from_message_set(unknown),
        false => unknown.to_vec(),
    }
}

/// The items of a message set as ordinary fields; what is none stays as it is.
pub(crate) fn from_message_set(items: &[u8]) -> Vec<u8> {
    let mut fields = Vec::new();
    for field in wire::fields(items) {
        match item(field) {
            Some((number, message)) => {
                let mut w = Writer::new();
                w.put_length_delimited_slice(message);
                w.put_key(Key::new(number, WireType::LengthDelimited));
                fields.extend_from_slice(w.written());
            }
            None => fields.extend_from_slice(field),
        }
    }
    fields
}

/// Ordinary fields as the message keeps them: those of a message set as its items.
pub(crate) fn as_kept(message: &schema::Message, fields: &[u8]) -> Vec<u8> {
    match message.message_set {
        true => to_message_set(fields),
        false => fields.to_vec(),
    }
}

/// Ordinary fields as items of a message set.
pub(crate) fn to_message_set(fields: &[u8]) -> Vec<u8> {
    let mut items = Vec::new();
    let mut r = Reader::new(fields);
    while let Ok(key) = r.key() {
        let Ok(message) = r.length_delimited() else { break };
        let mut w = Writer::new();
        w.put_key(Key::new(ITEM, WireType::EndGroup));
        w.put_length_delimited_slice(message);
        w.put_key(Key::new(MESSAGE, WireType::LengthDelimited));
        w.put_varint(key.number().into());
        w.put_key(Key::new(TYPE_ID, WireType::Varint));
        w.put_key(Key::new(ITEM, WireType::StartGroup));
        items.extend_from_slice(w.written());
    }
    items
}

/// The number and the message of an item, which may come in either order.
fn item(field: &[u8]) -> Option<(FieldNumber, &[u8])> {
    let mut r = Reader::new(field);
    if r.key().ok()? != Key::new(ITEM, WireType::StartGroup) {
        return None;
    }
    let (mut number, mut message) = (None, None);
    while let Some(key) = r.key_in_group(ITEM.get()).ok()? {
        if key == Key::new(TYPE_ID, WireType::Varint) {
            number = number.or(Some(r.varint().ok()?));
        } else if key == Key::new(MESSAGE, WireType::LengthDelimited) {
            message = message.or(Some(r.length_delimited().ok()?));
        } else {
            r.skip(key).ok()?;
        }
    }
    Some((FieldNumber::new(u32::try_from(number?).ok()?)?, message?))
}

/// The number of an unknown field as an extension's.
fn extension_number(message: &schema::Message, field: &[u8]) -> u32 {
    let of_item = item(field).filter(|_| message.message_set).map(|(number, _)| number.get());
    of_item.or_else(|| wire::numbers(field).next()).unwrap_or_default()
}
