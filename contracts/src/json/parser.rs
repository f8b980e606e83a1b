//! JSON of a text: a deserializer that takes what `serde_json` takes. It does not say what is wrong: it refuses, and then
//! `serde_json` is asked, which tells with line and column.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::marker::PhantomData;

use super::decimal;
use super::printer::{Refused, plain};

/// How many arrays and objects may be inside each other, as for `serde_json`.
const LEVELS: u32 = 127;

/// Reads a value that takes all of a text.
///
/// # Errors
/// When `serde_json` is to say what is wrong.
pub(super) fn parse<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, Refused> {
    parse_with(PhantomData, text)
}

/// Reads a value with a seed, as [`parse`] does.
///
/// # Errors
/// As [`parse`].
pub(super) fn parse_with<'de, S: DeserializeSeed<'de>>(seed: S, text: &'de str) -> Result<S::Value, Refused> {
    let mut parser = Parser { text, at: 0, levels: LEVELS, unescaped: String::new() };
    let value = seed.deserialize(&mut parser)?;
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(Refused),
    }
}

/// A text that is being read.
struct Parser<'de> {
    text: &'de str,
    at: usize,
    /// How many more arrays and objects may be opened.
    levels: u32,
    /// Room for a text that has escapes.
    unescaped: String,
}

/// What a text between quotes is.
enum Text<'de, 'p> {
    /// A part of the input.
    Borrowed(&'de str),
    /// One with escapes.
    Unescaped(&'p str),
}

impl<'de> Parser<'de> {
    #[inline]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space, which is passed over.
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        match self.byte() {
            Some(byte) if byte > b' ' => Some(byte),
            _ => self.peek_behind_space(),
        }
    }

    #[inline(never)]
    fn peek_behind_space(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Passes over this byte, which must be next.
    #[inline]
    fn take(&mut self, expected: u8) -> Result<(), Refused> {
        if self.peek() != Some(expected) {
            return Err(Refused);
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), Refused> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if !rest.starts_with(word.as_bytes()) {
            return Err(Refused);
        }
        self.at += word.len();
        Ok(())
    }

    /// Reads a text, quotes and all.
    #[inline]
    fn string(&mut self) -> Result<Text<'de, '_>, Refused> {
        self.take(b'"')?;
        let start = self.at;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        let end = start + plain(rest);
        match self.text.as_bytes().get(end) {
            Some(b'"') => {
                self.at = end + 1;
                self.text.get(start..end).map(Text::Borrowed).ok_or(Refused)
            }
            _ => self.string_with_escapes(end),
        }
    }

    /// Reads the rest of a text, which is plain up to `end`.
    #[inline(never)]
    fn string_with_escapes(&mut self, mut end: usize) -> Result<Text<'de, '_>, Refused> {
        self.unescaped.clear();
        loop {
            self.unescaped.push_str(self.text.get(self.at..end).ok_or(Refused)?);
            self.at = end + 1;
            match self.text.as_bytes().get(end) {
                Some(b'"') => return Ok(Text::Unescaped(&self.unescaped)),
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.unescaped.push(character);
                }
                _ => return Err(Refused),
            }
            end = self.at + plain(self.text.as_bytes().get(self.at..).unwrap_or_default());
        }
    }

    /// What stands behind a backslash.
    fn escape(&mut self) -> Result<char, Refused> {
        let byte = self.byte().ok_or(Refused)?;
        self.at += 1;
        Ok(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.digits()?;
                let code = match first {
                    0xd800..0xdc00 => {
                        self.word("\\u")?;
                        let second = self.digits()?;
                        let low = second.checked_sub(0xdc00).filter(|low| *low < 0x400).ok_or(Refused)?;
                        0x1_0000 + ((first - 0xd800) << 10 | low)
                    }
                    code => code,
                };
                char::from_u32(code).ok_or(Refused)?
            }
            _ => return Err(Refused),
        })
    }

    /// Four hexadecimal digits.
    fn digits(&mut self) -> Result<u32, Refused> {
        let digits = self.text.get(self.at..self.at + 4).ok_or(Refused)?;
        self.at += 4;
        let are_digits = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if are_digits { u32::from_str_radix(digits, 16).map_err(|_| Refused) } else { Err(Refused) }
    }

    #[inline]
    fn number<V: Visitor<'de>>(&mut self, visitor: V) -> Result<V::Value, Refused> {
        let (number, length) = decimal::read(&self.text.as_bytes()[self.at..]).ok_or(Refused)?;
        self.at += length;
        match number {
            decimal::Number::Unsigned(value) => visitor.visit_u64(value),
            decimal::Number::Signed(value) => visitor.visit_i64(value),
            decimal::Number::Float(value) => visitor.visit_f64(value),
        }
    }

    /// Reads what is between two brackets, and the brackets.
    #[inline]
    fn within<T>(
        &mut self,
        (start, end): (u8, u8),
        read: impl FnOnce(&mut Members<'_, 'de>) -> Result<T, Refused>,
    ) -> Result<T, Refused> {
        self.take(start)?;
        self.levels = self.levels.checked_sub(1).ok_or(Refused)?;
        let mut members = Members { parser: self, end, is_first: true };
        let value = read(&mut members)?;
        self.take(end)?;
        self.levels += 1;
        Ok(value)
    }
}

impl<'de> Deserializer<'de> for &mut Parser<'de> {
    type Error = Refused;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek().ok_or(Refused)? {
            b'"' => self.deserialize_str(visitor),
            b'{' => self.deserialize_map(visitor),
            b'[' => self.deserialize_seq(visitor),
            b'n' => self.word("null").and_then(|()| visitor.visit_unit()),
            b't' => self.word("true").and_then(|()| visitor.visit_bool(true)),
            b'f' => self.word("false").and_then(|()| visitor.visit_bool(false)),
            _ => self.number(visitor),
        }
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.string()? {
            Text::Borrowed(text) => visitor.visit_borrowed_str(text),
            Text::Unescaped(text) => visitor.visit_str(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        match self.peek() {
            Some(b'n') => self.word("null").and_then(|()| visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    #[inline]
    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.within((b'[', b']'), |members| visitor.visit_seq(members))
    }

    #[inline]
    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.within((b'{', b'}'), |members| visitor.visit_map(members))
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_newtype_struct(self)
    }

    /// Enums with data are for `serde_json`.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Refused> {
        Err(Refused)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char unit unit_struct tuple tuple_struct struct identifier
        ignored_any
    }
}

/// What is between two brackets.
struct Members<'p, 'de> {
    parser: &'p mut Parser<'de>,
    end: u8,
    is_first: bool,
}

impl Members<'_, '_> {
    /// Passes over the comma in front of the next member; whether there is one.
    #[inline]
    fn next(&mut self) -> Result<bool, Refused> {
        if self.parser.peek() == Some(self.end) {
            return Ok(false);
        }
        if !std::mem::take(&mut self.is_first) {
            self.parser.take(b',')?;
        }
        Ok(true)
    }
}

impl<'de> SeqAccess<'de> for &mut Members<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        if self.next()? { seed.deserialize(&mut *self.parser).map(Some) } else { Ok(None) }
    }
}

impl<'de> MapAccess<'de> for &mut Members<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Refused> {
        if !self.next()? {
            return Ok(None);
        }
        seed.deserialize(Name(self.parser)).map(Some)
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refused> {
        self.parser.take(b':')?;
        seed.deserialize(&mut *self.parser)
    }
}

/// The name of a member: a text, whatever is asked for.
struct Name<'p, 'de>(&'p mut Parser<'de>);

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = Refused;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        self.0.deserialize_str(visitor)
    }

    /// What is a number or a boolean in Rust is for `serde_json` to make of a text.
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refused> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit unit_struct newtype_struct
        seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    /// What is read is what `serde_json` reads, and nothing else is.
    fn check(text: &str) {
        assert_eq!(parse::<Value>(text).ok(), serde_json::from_str::<Value>(text).ok(), "{text:?}");
    }

    const TEXTS: &[&str] = &[
        r#" {"name": [1, -2.5, 1e3, true, false, null, "text"], "é": {"a\u0041\n\"": {}}, "b": [[], [{}]]} "#,
        r#""\ud83e\udd80 \b\f\r\t\/\\ crab""#,
        r#"[0, -0, 10, 0.5, 18446744073709551615, 18446744073709551616, -9223372036854775808, 1E-2]"#,
        "\"a text that is longer than a word, \u{e9}, and plain\"",
    ];

    #[test]
    fn json_is_read_as_serde_json_reads_it() {
        TEXTS.iter().for_each(|text| check(text));
        for text in [
            "",
            " ",
            "nul",
            "nulll",
            "[1 2]",
            "[,1]",
            "[1,]",
            "{\"a\"}",
            "{\"a\":}",
            "{a:1}",
            "{\"a\":1,}",
            "1 1",
            "\"",
            "\u{b}1",
        ] {
            check(text);
        }
        for text in [
            r#""\ud800""#,
            r#""\ud800x""#,
            r#""\udc00""#,
            r#""\ud800\u0041""#,
            r#""\u+123""#,
            r#""\u12""#,
            r#""\x""#,
            "\"\n\"",
        ] {
            check(text);
        }
    }

    #[test]
    fn what_is_changed_is_read_as_serde_json_reads_it() {
        for text in TEXTS {
            for place in (0..text.len()).filter(|place| text.is_char_boundary(*place)) {
                check(&text[..place]);
                for change in ["", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", "-", ".", "e", "u", " ", "\u{1}", "é"]
                {
                    let rest = text[place..].chars().as_str();
                    let behind = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
                    check(&[&text[..place], change, rest].concat());
                    check(&[&text[..place], change, behind].concat());
                }
            }
        }
    }

    #[test]
    fn what_is_too_deep_is_refused() {
        for levels in [126, 127, 128, 10_000] {
            check(&format!("{}{}", "[".repeat(levels), "]".repeat(levels)));
        }
    }
}
