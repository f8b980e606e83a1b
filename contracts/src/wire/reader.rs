//! Reading: a cursor over a slice that knows where it ends and how deep it may still go.

use bytes::Bytes;

use super::{DecodeError, DecodeErrorKind, Key, WireType, varint};

/// How deep messages and groups may be nested, as in every other implementation of protobuf.
pub const DEPTH_LIMIT: u32 = 100;

/// A cursor over the bytes of one message.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// The buffer that `rest` is a part of, when the caller has it as `Bytes`.
    source: Option<&'a Bytes>,
    /// How many levels may still be opened.
    depth: u32,
}

impl<'a> Reader<'a> {
    /// Reads a slice.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes, source: None, depth: DEPTH_LIMIT }
    }

    /// Reads a shared buffer, of which [`Reader::bytes`] then returns parts without copying them.
    pub fn shared(bytes: &'a Bytes) -> Self {
        Reader { rest: bytes, source: Some(bytes), depth: DEPTH_LIMIT }
    }

    /// Sets how many levels may still be opened.
    #[must_use]
    pub fn with_depth(mut self, depth: u32) -> Self {
        self.depth = depth;
        self
    }

    /// How many levels may still be opened.
    pub fn depth(&self) -> u32 {
        self.depth
    }

    /// Whether everything is read.
    #[inline]
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// What is not read yet.
    #[inline]
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// What was read since the rest was `earlier`.
    pub(crate) fn since(&self, earlier: &'a [u8]) -> &'a [u8] {
        &earlier[..earlier.len() - self.rest.len()]
    }

    /// Goes back to where the rest was `earlier`, within the same message.
    pub(crate) fn rewind(&mut self, earlier: &'a [u8]) {
        self.rest = earlier;
    }

    /// Reads a key.
    ///
    /// # Errors
    /// When the input ends, or the key is none (see [`Key::from_wire`]).
    #[inline]
    pub fn key(&mut self) -> Result<Key, DecodeError> {
        let before = self.rest.len();
        let raw = self.varint()?;
        if before - self.rest.len() > 5 {
            return Err(DecodeErrorKind::InvalidKey(raw).into());
        }
        Ok(Key::from_wire(raw)?)
    }

    /// Reads a varint.
    ///
    /// # Errors
    /// When the input ends, or the varint has more than 64 bits.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, DecodeError> {
        let (value, rest) = varint::split(self.rest)?;
        self.rest = rest;
        Ok(value)
    }

    /// Reads four or eight bytes.
    ///
    /// # Errors
    /// When the input ends before.
    #[inline]
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (value, rest) = self.rest.split_first_chunk().ok_or(DecodeErrorKind::Truncated)?;
        self.rest = rest;
        Ok(*value)
    }

    /// Reads a length and so many bytes.
    ///
    /// # Errors
    /// When the length reaches past the end.
    #[inline]
    pub fn length_delimited(&mut self) -> Result<&'a [u8], DecodeError> {
        let length = self.varint()?;
        let within = usize::try_from(length).ok().and_then(|length| self.rest.split_at_checked(length));
        let Some((value, rest)) = within else {
            return Err(DecodeErrorKind::LengthPastEnd { length, remaining: self.rest.len() }.into());
        };
        self.rest = rest;
        Ok(value)
    }

    /// Reads a length and so many bytes, as a part of the buffer where that is shared, else as a copy.
    ///
    /// # Errors
    /// When the length reaches past the end.
    pub fn bytes(&mut self) -> Result<Bytes, DecodeError> {
        let value = self.length_delimited()?;
        Ok(match self.source {
            Some(source) => source.slice_ref(value),
            None => Bytes::copy_from_slice(value),
        })
    }

    /// Reads a length and, with `read`, so many bytes: a packed run. What `read` leaves is passed over.
    ///
    /// # Errors
    /// When the length reaches past the end; those of `read`.
    #[inline]
    pub fn run<T, E: From<DecodeError>>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let run = self.length_delimited()?;
        let rest = std::mem::replace(&mut self.rest, run);
        let result = read(self);
        self.rest = rest;
        result
    }

    /// Reads a length and, with `read`, so many bytes, one level deeper: a message.
    ///
    /// # Errors
    /// When the length reaches past the end, or the limit of levels is reached; those of `read`.
    #[inline]
    pub fn nested<T, E: From<DecodeError>>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.deeper(|r| r.run(read))
    }

    /// Reads one level deeper: a group.
    ///
    /// # Errors
    /// When the limit of levels is reached; those of `read`.
    #[inline]
    pub fn deeper<T, E: From<DecodeError>>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| DecodeErrorKind::TooDeep(DEPTH_LIMIT).into())?;
        let result = read(self);
        self.depth += 1;
        result
    }

    /// Passes over the value of a field whose key was just read, groups with all that is in them.
    ///
    /// # Errors
    /// When the input ends, a group does not match, or groups are nested deeper than the limit.
    pub fn skip(&mut self, key: Key) -> Result<(), DecodeError> {
        match key.wire_type() {
            WireType::Varint => self.varint().map(drop),
            WireType::Fixed64 => self.fixed::<8>().map(drop),
            WireType::Fixed32 => self.fixed::<4>().map(drop),
            WireType::LengthDelimited => self.length_delimited().map(drop),
            WireType::StartGroup => self.deeper(|r| r.skip_group(key.number())),
            WireType::EndGroup => Err(DecodeErrorKind::GroupMismatch.into()),
        }
    }

    fn skip_group(&mut self, number: u32) -> Result<(), DecodeError> {
        while let Some(key) = self.key_in_group(number)? {
            self.skip(key)?;
        }
        Ok(())
    }

    /// Reads a key inside the group of this number; none when it is the group's end.
    ///
    /// # Errors
    /// When the input ends, the key is none, or it ends another group.
    pub(crate) fn key_in_group(&mut self, number: u32) -> Result<Option<Key>, DecodeError> {
        if self.is_empty() {
            return Err(DecodeErrorKind::GroupMismatch.into());
        }
        let key = self.key()?;
        match key.wire_type() {
            WireType::EndGroup if key.number() == number => Ok(None),
            WireType::EndGroup => Err(DecodeErrorKind::GroupMismatch.into()),
            _ => Ok(Some(key)),
        }
    }
}
