//! Unknown fields: what a peer sent and the contract does not name.

use std::fmt;

use super::{DecodeError, DecodeOptions, Key, Reader, WireType, Writer};

/// What a message has kept was within the limits of whoever read it.
static AS_KEPT: DecodeOptions = DecodeOptions::new().with_depth(u32::MAX);

/// The fields of a message that its contract does not name, as they came, in the order in which they came.
///
/// A contract that has a member of this type under `#[unknown]` keeps them and writes them again, behind its own fields.
/// Two values are equal when their bytes are.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct UnknownFields(Vec<u8>);

impl UnknownFields {
    /// No fields.
    pub const fn new() -> Self {
        UnknownFields(Vec::new())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The fields as they stand on the wire.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Forgets all fields.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The numbers of the fields, in their order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        numbers(&self.0)
    }

    /// Removes the fields, each with its key, of which `is_removed` says so.
    pub(crate) fn remove(&mut self, mut is_removed: impl FnMut(&[u8]) -> bool) {
        self.0 = fields(&self.0).filter(|field| !is_removed(field)).flatten().copied().collect();
    }

    /// Adds a field, key and value.
    pub(crate) fn push(&mut self, field: &[u8]) {
        self.0.extend_from_slice(field);
    }

    /// Adds a field, key and value, as it was read.
    ///
    /// # Errors
    /// When the reader may not keep so much.
    pub(crate) fn keep(&mut self, field: &[u8], r: &mut Reader<'_>) -> Result<(), DecodeError> {
        r.keep(field.len())?;
        self.push(field);
        Ok(())
    }

    /// Adds a varint under the number of a key.
    ///
    /// # Errors
    /// When the reader may not keep so much.
    pub(crate) fn keep_varint(&mut self, key: Key, value: u64, r: &mut Reader<'_>) -> Result<(), DecodeError> {
        let mut writer = Writer::new();
        writer.put_varint(value);
        writer.put_key(key.with_wire_type(WireType::Varint));
        self.keep(writer.written(), r)
    }
}

/// The fields of a message, each with its key, up to the first that is none.
pub(crate) fn fields(message: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut reader = Reader::new(message).with_options(&AS_KEPT);
    std::iter::from_fn(move || {
        let start = reader.rest();
        let key = reader.key().ok()?;
        reader.skip(key).ok()?;
        Some(reader.since(start))
    })
}

/// The numbers of the fields of a message, up to the first that is none.
pub(crate) fn numbers(message: &[u8]) -> impl Iterator<Item = u32> + '_ {
    fields(message).filter_map(|field| Some(Reader::new(field).key().ok()?.number()))
}

impl fmt::Debug for UnknownFields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UnknownFields")
            .field("numbers", &self.numbers().collect::<Vec<_>>())
            .field("bytes", &self.0.len())
            .finish()
    }
}
