//! JSON as text: a serializer that is as strict as `serde_json` and writes the same, for what contracts need of it.
//! Whatever else there is, and whatever is wrong, it refuses: then `serde_json` is asked, which says it better.

use serde::ser::{Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer};
use std::cell::Cell;
use std::fmt::{self, Display, Write};

/// What was not written.
#[derive(Debug)]
pub(super) struct Refused;

impl Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("refused")
    }
}

impl std::error::Error for Refused {}

impl serde::ser::Error for Refused {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Refused
    }
}

impl serde::de::Error for Refused {
    #[cold]
    fn custom<T: Display>(_: T) -> Self {
        Refused
    }
}

/// Writes a value.
///
/// # Errors
/// When `serde_json` is to write it, or to say what is wrong.
pub(super) fn print<T: Serialize + ?Sized>(value: &T) -> Result<Vec<u8>, Refused> {
    let mut text = Vec::new();
    value.serialize(Printer(&mut text))?;
    Ok(text)
}

/// Puts JSON behind what is there.
pub(super) struct Printer<'a>(pub(super) &'a mut Vec<u8>);

thread_local! {
    /// Whether a printer was just asked whether people read what it writes.
    static WAS_ASKED: Cell<bool> = const { Cell::new(false) };

    /// Whether the bytes that come next are JSON.
    static IS_JSON: Cell<bool> = const { Cell::new(false) };

    /// Room for the text of a message, when none is being written on this thread.
    static ROOM: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Whether a serializer is a printer, or hands to one what it is given: then JSON can be handed over. serde has no
/// other way to tell.
#[inline]
pub(super) fn is_printer<S: Serializer>(serializer: &S) -> bool {
    WAS_ASKED.set(false);
    serializer.is_human_readable() && WAS_ASKED.replace(false)
}

/// Hands JSON over to a printer.
///
/// # Errors
/// Those of the serializer.
pub(super) fn hand_over<S: Serializer>(json: &[u8], printer: S) -> Result<S::Ok, S::Error> {
    IS_JSON.set(true);
    let written = printer.serialize_bytes(json);
    IS_JSON.set(false);
    written
}

/// Runs a function with room for the text of a message.
pub(super) fn with_room<T>(run: impl FnOnce(&mut Vec<u8>) -> T) -> T {
    /// The largest room that is kept.
    const LIMIT: usize = 1 << 20;
    let mut room = ROOM.take();
    room.clear();
    let result = run(&mut room);
    if room.capacity() <= LIMIT {
        ROOM.set(room);
    }
    result
}

/// Puts a text between quotes.
#[inline]
pub(super) fn put_text(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    put_escaped(out, text);
    out.push(b'"');
}

/// Puts a text, of which the characters that JSON does not take as they are stand as escapes.
#[inline]
fn put_escaped(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    match is_plain(bytes) {
        true => out.extend_from_slice(bytes),
        false => put_with_escapes(out, bytes, plain(bytes)),
    }
}

/// Whether no byte is a quote, a backslash or a control character.
#[inline]
fn is_plain(bytes: &[u8]) -> bool {
    has_none(bytes, stops).unwrap_or_else(|| plain(bytes) == bytes.len())
}

/// Whether each byte is a character of ASCII, and none a quote, a backslash or a control character.
#[inline]
pub(super) fn is_plain_ascii(bytes: &[u8]) -> bool {
    let has_none = has_none(bytes, |word| stops(word) | word & HIGHEST);
    has_none.unwrap_or_else(|| bytes.iter().all(|byte| *byte < 0x80 && !is_stop(byte)))
}

/// Whether a function is zero for all words of some bytes, of which the last ones may be looked at twice; none where there are
/// too few bytes for that.
#[inline]
fn has_none(bytes: &[u8], found: impl Fn(u64) -> u64) -> Option<bool> {
    if let Some(last) = bytes.last_chunk() {
        let words = bytes.as_chunks().0.iter();
        let all = words.fold(found(u64::from_le_bytes(*last)), |all, word| all | found(u64::from_le_bytes(*word)));
        return Some(all == 0);
    }
    let (first, last) = bytes.first_chunk().zip(bytes.last_chunk())?;
    Some(found(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32) == 0)
}

#[cold]
#[inline(never)]
fn put_with_escapes(out: &mut Vec<u8>, mut bytes: &[u8], mut length: usize) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    loop {
        let (before, rest) = bytes.split_at(length);
        out.extend_from_slice(before);
        let [byte, rest @ ..] = rest else { return };
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', *byte]),
            0x08 => out.extend_from_slice(b"\\b"),
            0x0c => out.extend_from_slice(b"\\f"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            byte => {
                let [high, low] = [byte >> 4, byte & 15].map(|digit| DIGITS[digit as usize]);
                out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
            }
        }
        bytes = rest;
        length = plain(bytes);
    }
}

/// How many bytes stand in front of the first that is a quote, a backslash or a control character.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    match bytes.split_first_chunk::<BLOCK>() {
        None => plain_of_few(bytes),
        Some((first, rest)) => match plain_of_few(first) {
            BLOCK => BLOCK + plain_of_many(rest),
            length => length,
        },
    }
}

/// How many bytes are looked at at once in a text that is long.
const BLOCK: usize = 32;

#[inline]
fn plain_of_few(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let stops = stops(u64::from_le_bytes(*word));
        if stops != 0 {
            return 8 * index + stops.trailing_zeros() as usize / 8;
        }
    }
    8 * words.len() + rest.iter().position(is_stop).unwrap_or(rest.len())
}

#[inline(never)]
fn plain_of_many(bytes: &[u8]) -> usize {
    let has_none = |block: &&[u8; BLOCK]| !block.iter().fold(false, |any, byte| any | is_stop(byte));
    let plain = BLOCK * bytes.as_chunks().0.iter().take_while(has_none).count();
    plain + plain_of_few(&bytes[plain..])
}

#[inline]
fn is_stop(byte: &u8) -> bool {
    (*byte < 0x20) | (*byte == b'"') | (*byte == b'\\')
}

/// The highest bit of each byte that is a quote, a backslash or a control character; of those behind the first also others.
#[inline]
const fn stops(word: u64) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let (quote, backslash) = (word ^ (ONES * b'"' as u64), word ^ (ONES * b'\\' as u64));
    let is_quote = quote.wrapping_sub(ONES) & !quote;
    let is_backslash = backslash.wrapping_sub(ONES) & !backslash;
    let is_control = word.wrapping_sub(ONES * 0x20) & !word;
    (is_quote | is_backslash | is_control) & HIGHEST
}

/// The highest bit of each byte.
const HIGHEST: u64 = 0x8080_8080_8080_8080;

/// Writes what formats itself, piece by piece.
impl Write for Printer<'_> {
    #[inline]
    fn write_str(&mut self, text: &str) -> fmt::Result {
        put_escaped(self.0, text);
        Ok(())
    }
}

/// Numbers that stand as they are.
macro_rules! integers {
    ($($function:ident: $integer:ty),*) => {$(
        #[inline]
        fn $function(self, value: $integer) -> Result<(), Refused> {
            self.0.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
            Ok(())
        }
    )*};
}

/// Floats; those that are not finite are `null`, as `serde_json` has it.
macro_rules! floats {
    ($($function:ident: $float:ty),*) => {$(
        #[inline]
        fn $function(self, value: $float) -> Result<(), Refused> {
            match value.is_finite() {
                true => self.0.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes()),
                false => self.0.extend_from_slice(b"null"),
            }
            Ok(())
        }
    )*};
}

impl<'a> Serializer for Printer<'a> {
    type Ok = ();
    type Error = Refused;
    type SerializeSeq = Members<'a>;
    type SerializeTuple = Members<'a>;
    type SerializeMap = Members<'a>;
    type SerializeStruct = Members<'a>;
    type SerializeTupleStruct = Impossible<(), Refused>;
    type SerializeTupleVariant = Impossible<(), Refused>;
    type SerializeStructVariant = Impossible<(), Refused>;

    integers! {
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64
    }

    floats!(serialize_f32: f32, serialize_f64: f64);

    #[inline]
    fn serialize_bool(self, value: bool) -> Result<(), Refused> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), Refused> {
        put_text(self.0, value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    #[inline]
    fn serialize_str(self, value: &str) -> Result<(), Refused> {
        put_text(self.0, value);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(mut self, value: &T) -> Result<(), Refused> {
        self.0.push(b'"');
        write!(self, "{value}").map_err(|_| Refused)?;
        self.0.push(b'"');
        Ok(())
    }

    /// Asked for by a message alone.
    fn is_human_readable(&self) -> bool {
        WAS_ASKED.set(true);
        true
    }

    /// What a message hands over is JSON; other bytes are for `serde_json`.
    #[inline]
    fn serialize_bytes(self, json: &[u8]) -> Result<(), Refused> {
        if !IS_JSON.replace(false) {
            return Err(Refused);
        }
        self.0.extend_from_slice(json);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Refused> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Refused> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Refused> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Refused> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<(), Refused> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Refused> {
        Err(Refused)
    }

    #[inline]
    fn serialize_seq(self, _: Option<usize>) -> Result<Members<'a>, Refused> {
        Ok(Members::begin(self.0, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Members<'a>, Refused> {
        Ok(Members::begin(self.0, b'[', b']'))
    }

    #[inline]
    fn serialize_map(self, _: Option<usize>) -> Result<Members<'a>, Refused> {
        Ok(Members::begin(self.0, b'{', b'}'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Members<'a>, Refused> {
        Ok(Members::begin(self.0, b'{', b'}'))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self::SerializeTupleStruct, Refused> {
        Err(Refused)
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeTupleVariant, Refused> {
        Err(Refused)
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: usize,
    ) -> Result<Self::SerializeStructVariant, Refused> {
        Err(Refused)
    }
}

/// An object or an array that is being written.
pub(super) struct Members<'a> {
    out: &'a mut Vec<u8>,
    end: u8,
    has_any: bool,
}

impl<'a> Members<'a> {
    #[inline]
    fn begin(out: &'a mut Vec<u8>, start: u8, end: u8) -> Self {
        out.push(start);
        Members { out, end, has_any: false }
    }

    #[inline]
    fn next(&mut self) {
        if self.has_any {
            self.out.push(b',');
        }
        self.has_any = true;
    }

    #[inline]
    fn close(self) -> Result<(), Refused> {
        self.out.push(self.end);
        Ok(())
    }
}

impl SerializeSeq for Members<'_> {
    type Ok = ();
    type Error = Refused;

    #[inline]
    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        self.next();
        value.serialize(Printer(self.out))
    }

    #[inline]
    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

impl SerializeTuple for Members<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

impl SerializeMap for Members<'_> {
    type Ok = ();
    type Error = Refused;

    /// Numbers and booleans are names too: between quotes.
    #[inline]
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<(), Refused> {
        self.next();
        let start = self.out.len();
        key.serialize(Printer(self.out))?;
        match self.out.get(start) {
            Some(b'"') => {}
            Some(b'0'..=b'9' | b'-' | b't' | b'f') => {
                self.out.insert(start, b'"');
                self.out.push(b'"');
            }
            _ => return Err(Refused),
        }
        self.out.push(b':');
        Ok(())
    }

    #[inline]
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Refused> {
        value.serialize(Printer(self.out))
    }

    #[inline]
    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

impl SerializeStruct for Members<'_> {
    type Ok = ();
    type Error = Refused;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Refused> {
        self.serialize_entry(name, value)
    }

    fn end(self) -> Result<(), Refused> {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_is_escaped_as_serde_json_escapes_it() {
        for length in (0..40).chain([63, 64, 65, 100]) {
            for (place, character) in (0..length).flat_map(|place| ('\0'..'\u{100}').map(move |it| (place, it))) {
                let mut text = "x".repeat(length);
                text.insert(place, character);
                let expected = serde_json::to_string(&text).expect("it is a text");
                assert_eq!(print(&text).ok().as_deref(), Some(expected.as_bytes()), "{text:?}");
            }
        }
    }

    #[test]
    fn text_that_need_not_be_changed_is_told_at_each_place() {
        for (length, place) in (0..40).flat_map(|length| (0..length).map(move |place| (length, place))) {
            for byte in 0..=u8::MAX {
                let mut bytes = vec![b'x'; length];
                bytes[place] = byte;
                let is_stop = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(is_plain(&bytes), !is_stop, "{byte} at {place} of {length}");
                assert_eq!(is_plain_ascii(&bytes), !is_stop && byte < 0x80, "{byte} at {place} of {length}");
            }
        }
    }

    #[test]
    fn numbers_stand_as_serde_json_writes_them() {
        for value in [0.0, -0.0, 1.0, 0.1, 1e21, 1e-7, 123_456.75, f64::MAX, f64::MIN_POSITIVE, f64::NAN] {
            assert_eq!(print(&value).ok(), serde_json::to_vec(&value).ok(), "{value}");
            assert_eq!(print(&(value as f32)).ok(), serde_json::to_vec(&(value as f32)).ok(), "{value}");
        }
        let map = std::collections::BTreeMap::from([(-1, vec![true]), (2, vec![])]);
        assert_eq!(print(&map).ok().as_deref(), Some(&br#"{"-1":[true],"2":[]}"#[..]));
        assert!(print(&std::collections::BTreeMap::from([(None::<i32>, 1)])).is_err());
    }
}
