//! Reading: a cursor over a slice that knows where it ends, how deep it may still go and how much it may still keep.

use bytes::Bytes;

use super::options::{Budget, DEFAULTS};
use super::{DecodeError, DecodeErrorKind, DecodeOptions, Key, WireType, packed, text, varint};

/// A cursor over the bytes of one message.
#[derive(Debug, Clone)]
pub struct Reader<'a> {
    rest: &'a [u8],
    /// The buffer that `rest` is a part of, when the caller has it as `Bytes`.
    source: Option<&'a Bytes>,
    /// What is left of the limits that the options set.
    budget: Budget,
    /// The limits, for errors.
    options: &'a DecodeOptions,
}

/// How many values are counted where one of them may end the row.
const NEXT_FEW: usize = 16;

impl<'a> Reader<'a> {
    /// Reads a slice.
    pub fn new(bytes: &'a [u8]) -> Self {
        Reader { rest: bytes, source: None, budget: Budget::of(&DEFAULTS), options: &DEFAULTS }
    }

    /// Reads a shared buffer, of which [`Reader::bytes`] then returns parts without copying them.
    pub fn shared(bytes: &'a Bytes) -> Self {
        Reader { source: Some(bytes), ..Reader::new(bytes) }
    }

    /// Sets the limits, of which nothing is used yet.
    #[must_use]
    pub fn with_options(self, options: &'a DecodeOptions) -> Self {
        Reader { budget: Budget::of(options), options, ..self }
    }

    /// The limits.
    pub(crate) fn options(&self) -> &'a DecodeOptions {
        self.options
    }

    /// What is left of the limits.
    pub(crate) fn budget(&self) -> Budget {
        self.budget
    }

    /// Goes on with what another reader has left of the limits.
    pub(crate) fn set_budget(&mut self, budget: Budget) {
        self.budget = budget;
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

    /// Says that so many elements of a repeated field or a map are about to be read.
    ///
    /// # Errors
    /// When they are more than may still be read.
    #[inline]
    pub fn count(&mut self, elements: usize) -> Result<(), DecodeError> {
        match self.budget.elements.checked_sub(elements) {
            Some(left) => {
                self.budget.elements = left;
                Ok(())
            }
            None => Err(self.too_many_elements()),
        }
    }

    /// Takes back that so many elements were read, which are read again.
    pub(crate) fn count_anew(&mut self, elements: usize) {
        self.budget.elements += elements;
    }

    /// Says that the rest, a packed run, is about to be read as elements of this wire type; how many there are.
    ///
    /// # Errors
    /// When they are more than may still be read.
    pub(crate) fn count_packed(&mut self, wire_type: WireType) -> Result<usize, DecodeError> {
        let elements = match wire_type {
            WireType::Fixed64 => self.rest.len() / 8,
            WireType::Fixed32 => self.rest.len() / 4,
            _ => varint::count(self.rest),
        };
        self.count(elements)?;
        Ok(elements)
    }

    /// How many length-delimited values come in a row, each behind this key, which was just read of the first. Never more
    /// than may still be read, and none where no message may be opened. Where a value may be unknown, which ends the row,
    /// only the next few are counted: what is behind it is counted again.
    pub(crate) fn in_a_row(&self, key: Key, is_never_unknown: bool) -> usize {
        let (mut ahead, mut elements) = (Reader::new(self.rest), 0);
        let limit = match self.budget.depth {
            0 => 0,
            _ if is_never_unknown => self.budget.elements,
            _ => self.budget.elements.min(NEXT_FEW),
        };
        while elements < limit && ahead.length_delimited().is_ok() {
            elements += 1;
            if !ahead.takes(key) {
                break;
            }
        }
        elements
    }

    /// Says that so many bytes of unknown fields are about to be kept.
    ///
    /// # Errors
    /// When they are more than may still be kept.
    pub(super) fn keep(&mut self, bytes: usize) -> Result<(), DecodeError> {
        let left = self.budget.unknown_bytes.checked_sub(bytes);
        self.budget.unknown_bytes = left.ok_or(DecodeErrorKind::TooManyUnknownBytes(self.options.unknown_bytes))?;
        Ok(())
    }

    /// Says that a message that was read lacks a field that is required.
    #[cold]
    #[inline(never)]
    pub(crate) fn lacks_required(&mut self) {
        self.budget.incomplete = true;
    }

    /// Whether a message that was read lacks a field that is required.
    pub(crate) fn has_lacked_required(&self) -> bool {
        self.budget.incomplete
    }

    #[cold]
    #[inline(never)]
    fn no_varint(&self) -> DecodeError {
        varint::error(self.rest).into()
    }

    #[cold]
    #[inline(never)]
    fn past_end(&self, length: u64) -> DecodeError {
        DecodeErrorKind::LengthPastEnd { length, remaining: self.rest.len() }.into()
    }

    #[cold]
    #[inline(never)]
    fn too_many_elements(&self) -> DecodeError {
        DecodeErrorKind::TooManyElements(self.options.elements).into()
    }

    #[cold]
    #[inline(never)]
    fn too_deep(&self) -> DecodeError {
        DecodeErrorKind::TooDeep(self.options.depth).into()
    }

    /// Reads a key.
    ///
    /// # Errors
    /// When the input ends, or the key is none (see [`Key::from_wire`]).
    #[inline]
    pub fn key(&mut self) -> Result<Key, DecodeError> {
        match self.short_key() {
            Some(key) => Ok(key),
            None => self.long_key(),
        }
    }

    #[cold]
    #[inline(never)]
    fn long_key(&mut self) -> Result<Key, DecodeError> {
        let Some((raw, length)) = varint::first(self.rest) else { return Err(self.no_varint()) };
        self.rest = &self.rest[length..];
        match Key::from_wire(raw) {
            Ok(key) if length <= 5 => Ok(key),
            _ => Err(DecodeErrorKind::InvalidKey(raw).into()),
        }
    }

    /// Reads a key of one byte or two, if one comes next.
    #[inline]
    pub(crate) fn short_key(&mut self) -> Option<Key> {
        let (key, rest) = match self.rest {
            [byte, rest @ ..] if *byte < 0x80 => (Key::from_byte(*byte)?, rest),
            [first, second, rest @ ..] if *second < 0x80 => {
                (Key::from_wire(u64::from(*first & 0x7f) | u64::from(*second) << 7).ok()?, rest)
            }
            _ => return None,
        };
        self.rest = rest;
        Some(key)
    }

    /// Passes over the next bytes if they are this key, as short as it is written; whether they are.
    ///
    /// Where it is not, be it that a key of more than two bytes comes, it is for [`Reader::key`] to say what comes.
    #[inline]
    pub fn takes(&mut self, key: Key) -> bool {
        let rest = match key.get() {
            key @ 0..0x80 => self.rest.strip_prefix(&[key as u8]),
            key @ 0x80..0x4000 => self.rest.strip_prefix(&[key as u8 | 0x80, (key >> 7) as u8]),
            _ => None,
        };
        match rest {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Reads a varint of one byte and the key in front of it, if they come next, as short as they are written, and `value`
    /// makes something of it.
    #[inline]
    pub(crate) fn takes_short<T>(&mut self, key: Key, value: impl FnOnce(u8) -> Option<T>) -> Option<T> {
        let (byte, rest) = match (key.get(), self.rest) {
            (key @ 0..0x80, [first, byte, rest @ ..]) if *first == key as u8 => (*byte, rest),
            (key @ 0x80..0x4000, [first, second, byte, rest @ ..])
                if [*first, *second] == [key as u8 | 0x80, (key >> 7) as u8] =>
            {
                (*byte, rest)
            }
            _ => return None,
        };
        let value = if byte < 0x80 { value(byte)? } else { return None };
        self.rest = rest;
        Some(value)
    }

    /// Reads so many bytes and the key in front of them, if they come next, and the key is as short as it is written.
    #[inline]
    pub(crate) fn takes_fixed<const N: usize>(&mut self, key: Key) -> Option<[u8; N]> {
        let (value, rest) = match (key.get(), self.rest) {
            (key @ 0..0x80, [first, rest @ ..]) if *first == key as u8 => rest.split_first_chunk()?,
            _ => return None,
        };
        self.rest = rest;
        Some(*value)
    }

    /// Reads a varint.
    ///
    /// # Errors
    /// When the input ends, or the varint has more than 64 bits.
    #[inline]
    pub fn varint(&mut self) -> Result<u64, DecodeError> {
        match self.rest {
            [value, rest @ ..] if *value < 0x80 => {
                self.rest = rest;
                Ok(u64::from(*value))
            }
            _ => self.long_varint(),
        }
    }

    #[inline(never)]
    fn long_varint(&mut self) -> Result<u64, DecodeError> {
        if let Some((value, length)) = varint::long(self.rest)
            && let Some(rest) = self.rest.get(length..)
        {
            self.rest = rest;
            return Ok(value);
        }
        self.longest_varint()
    }

    #[cold]
    #[inline(never)]
    fn longest_varint(&mut self) -> Result<u64, DecodeError> {
        let Some((value, length)) = varint::first(self.rest) else { return Err(self.no_varint()) };
        self.rest = &self.rest[length..];
        Ok(value)
    }

    /// Reads many varints at once and hands them to `take`; whether many are left, and none of them is wrong.
    #[inline]
    pub(crate) fn varints(&mut self, take: impl FnOnce(&[u64])) -> bool {
        let Some(bytes) = self.rest.first_chunk() else { return false };
        let block = packed::Block::read(bytes);
        take(block.values());
        self.rest = &self.rest[block.length..];
        block.length > 0
    }

    /// Reads as many values of so many bytes as are left.
    #[inline]
    pub(crate) fn all_fixed<const N: usize>(&mut self) -> &'a [[u8; N]] {
        let (values, rest) = self.rest.as_chunks();
        self.rest = rest;
        values
    }

    /// Reads four or eight bytes.
    ///
    /// # Errors
    /// When the input ends before.
    #[inline]
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let Some((value, rest)) = self.rest.split_first_chunk() else { return Err(truncated()) };
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
        let Some((value, rest)) = within else { return Err(self.past_end(length)) };
        self.rest = rest;
        Ok(value)
    }

    /// Reads a length and so many bytes of text.
    ///
    /// # Errors
    /// When the length reaches past the end, or the bytes are not UTF-8.
    #[inline]
    pub fn text(&mut self) -> Result<&'a str, DecodeError> {
        self.text_inlined()
    }

    /// As [`Reader::text`], for who reads nothing but text: a call for each is a tenth of what it takes.
    #[inline(always)]
    pub(crate) fn text_inlined(&mut self) -> Result<&'a str, DecodeError> {
        let bytes = self.length_delimited()?;
        match text::of_utf8(bytes) {
            Some(text) => Ok(text),
            None => Err(not_utf8()),
        }
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
        let Some(depth) = self.budget.depth.checked_sub(1) else { return Err(self.too_deep().into()) };
        self.budget.depth = depth;
        let result = read(self);
        self.budget.depth += 1;
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

    /// Passes over a group without recursion: what is kept may be deeper than the stack of whoever looks at it later.
    fn skip_group(&mut self, number: u32) -> Result<(), DecodeError> {
        let mut open = vec![number];
        while let Some(number) = open.last() {
            match self.key_in_group(*number)? {
                None => drop(open.pop()),
                Some(key) if key.wire_type() == WireType::StartGroup => {
                    if open.len() > self.budget.depth as usize {
                        return Err(self.too_deep());
                    }
                    open.push(key.number());
                }
                Some(key) => self.skip(key)?,
            }
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

#[cold]
#[inline(never)]
fn truncated() -> DecodeError {
    DecodeErrorKind::Truncated.into()
}

#[cold]
#[inline(never)]
fn not_utf8() -> DecodeError {
    DecodeErrorKind::InvalidUtf8.into()
}
