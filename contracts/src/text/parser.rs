//! Text into encoded messages.

mod path;
mod skip;
mod value;

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::lexer::{Lexer, LexicalError, Token, TokenKind};
use super::model::{Count, Field, Kind, Message};
use super::record::{self, Payload};
use super::{Error, ErrorKind, Options};
use crate::message::extension::to_message_set;
use crate::schema;
use crate::wire::{DecodeError, DecodeErrorKind, FieldNumber};
use path::Path;

/// Reads text as a message; its bytes are well-formed, and a contract may still refuse the values in them.
pub(super) fn parse(text: &str, schema: &'static schema::Message, options: Options) -> Result<Vec<u8>, Error> {
    Parser::new(text, Path::new(schema.name()), options)?.root(Message::of(schema))
}

/// The error of a contract that refused what a text was read as, with its place in the text: also of one that would have
/// lost the number of an enum, because its Rust type does not hold it and the message keeps no unknown fields.
#[cold]
pub(super) fn locate(text: &str, schema: &'static schema::Message, options: Options, error: &DecodeError) -> Error {
    let mut offset = 0;
    if let Ok(mut parser) = Parser::new(text, Path::to(schema.name(), error.path()), options) {
        // The text was read before: it is read again only to see where the path leads, and stops only at such a number.
        if let Err(lost) = parser.root(Message::of(schema)) {
            return lost;
        }
        offset = parser.path.found();
    }
    Error::at(text, offset, error.path(), ErrorKind::Value(error.kind().clone()))
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    next: Token<'a>,
    options: Options,
    path: Path,
    /// How many levels may still be opened.
    depth: u32,
}

/// What was read of a message.
struct Body {
    message: Message,
    bytes: Vec<u8>,
    /// How often each field was there.
    counts: BTreeMap<u32, usize>,
    /// The member that was there of each oneof.
    oneofs: BTreeMap<&'static str, Cow<'static, str>>,
}

/// What a name stands for.
enum Named {
    Field(Field),
    /// The message in an `Any`, and the URL of its type.
    Any(String, Message),
    /// What is to be passed over.
    Nothing,
}

impl<'a> Parser<'a> {
    fn new(text: &'a str, path: Path, options: Options) -> Result<Self, Error> {
        let next = Token { kind: TokenKind::End, text: "", start: 0 };
        let mut parser = Parser { lexer: Lexer::new(text), next, options, path, depth: options.depth };
        parser.advance()?;
        Ok(parser)
    }

    fn root(&mut self, message: Message) -> Result<Vec<u8>, Error> {
        let bytes = self.fields(message)?;
        match self.next.kind {
            TokenKind::End => Ok(bytes),
            _ => Err(self.expected("a field")),
        }
    }

    /// The fields of a message, up to the end of the text or of the message.
    fn fields(&mut self, message: Message) -> Result<Vec<u8>, Error> {
        let mut body = Body { message, bytes: Vec::new(), counts: BTreeMap::new(), oneofs: BTreeMap::new() };
        while !self.is_at_end() {
            self.field(&mut body)?;
            self.separator()?;
        }
        for field in message.required() {
            if !body.counts.contains_key(&field.number.get()) {
                self.path.enter(&field.name, self.next.start);
                return Err(self.error(self.next.start, ErrorKind::Value(DecodeErrorKind::Missing)));
            }
        }
        Ok(if message.is_message_set() { to_message_set(&body.bytes) } else { body.bytes })
    }

    fn field(&mut self, body: &mut Body) -> Result<(), Error> {
        let start = self.next.start;
        match self.name(body.message)? {
            Named::Nothing => self.skip_value(),
            Named::Any(url, message) => {
                self.path.enter(&format!("[{url}]"), start);
                self.any(body, url, message, start)?;
                self.path.leave();
                Ok(())
            }
            Named::Field(field) => {
                self.path.enter(&field.name, start);
                self.begin(body, &field, start)?;
                self.values(body, &field)?;
                self.path.leave();
                Ok(())
            }
        }
    }

    fn name(&mut self, message: Message) -> Result<Named, Error> {
        let token = self.next;
        match token.kind {
            TokenKind::Identifier => {
                self.advance()?;
                match message.field_named(token.text) {
                    Some(field) => Ok(Named::Field(field)),
                    None if message.is_reserved(token.text) => Ok(Named::Nothing),
                    None => self.unknown(message, token, token.text),
                }
            }
            TokenKind::Decimal if self.options.unknown_fields => {
                self.advance()?;
                Ok(Named::Nothing)
            }
            _ if token.is("[") => {
                let name = self.bracketed()?;
                match name.rsplit_once('/') {
                    Some((domain, full_name)) if message.is_any() && !domain.is_empty() => {
                        let inner = Message::named(full_name);
                        let inner = inner
                            .ok_or_else(|| self.error(token.start, ErrorKind::UnknownType(full_name.to_owned())))?;
                        Ok(Named::Any(name, inner))
                    }
                    _ => match message.extension_named(&name) {
                        Some(field) => Ok(Named::Field(field)),
                        None => self.unknown(message, token, &format!("[{name}]")),
                    },
                }
            }
            _ => Err(self.expected("the name of a field")),
        }
    }

    fn unknown(&self, message: Message, token: Token<'_>, name: &str) -> Result<Named, Error> {
        if self.options.unknown_fields {
            return Ok(Named::Nothing);
        }
        let kind = ErrorKind::UnknownField { message: message.full_name(), name: name.to_owned() };
        Err(self.error(token.start, kind))
    }

    /// Notes that a field is there, which it may be only once, if it is no list.
    fn begin(&self, body: &mut Body, field: &Field, start: usize) -> Result<(), Error> {
        if field.count == Count::AnyNumber {
            return Ok(());
        }
        if body.counts.insert(field.number.get(), 1).is_some() {
            return Err(self.error(start, ErrorKind::Twice));
        }
        let before = field.oneof.and_then(|oneof| body.oneofs.insert(oneof, field.name.clone()));
        before.map_or(Ok(()), |before| Err(self.error(start, ErrorKind::SecondOfOneof(before.into_owned()))))
    }

    /// What stands behind the name of a field.
    fn values(&mut self, body: &mut Body, field: &Field) -> Result<(), Error> {
        let is_message = matches!(field.kind, Kind::Message(_) | Kind::Group(_));
        if !self.accept(":")? && !is_message {
            return Err(self.expected("`:`"));
        }
        if field.count != Count::AnyNumber {
            return self.put(body, field);
        }
        if !self.accept("[")? {
            return self.element(body, field);
        }
        if self.accept("]")? {
            return Ok(());
        }
        loop {
            self.element(body, field)?;
            if self.accept("]")? {
                return Ok(());
            }
            self.expect(",")?;
        }
    }

    fn element(&mut self, body: &mut Body, field: &Field) -> Result<(), Error> {
        let count = body.counts.entry(field.number.get()).or_insert(0);
        self.path.enter_element(*count, self.next.start);
        *count += 1;
        self.put(body, field)?;
        self.path.leave_element();
        Ok(())
    }

    fn put(&mut self, body: &mut Body, field: &Field) -> Result<(), Error> {
        let payload = self.value(field.kind)?;
        payload.iter().for_each(|payload| record::put(&mut body.bytes, field.number, payload));
        Ok(())
    }

    fn any(&mut self, body: &mut Body, url: String, message: Message, start: usize) -> Result<(), Error> {
        const TYPE_URL: FieldNumber = FieldNumber::literal(1);
        const VALUE: FieldNumber = FieldNumber::literal(2);
        for number in [TYPE_URL, VALUE] {
            if body.counts.insert(number.get(), 1).is_some() {
                return Err(self.error(start, ErrorKind::Twice));
            }
        }
        self.accept(":")?;
        let value = self.message(message)?;
        record::put(&mut body.bytes, TYPE_URL, &Payload::Delimited(url.into()));
        record::put(&mut body.bytes, VALUE, &Payload::Delimited(value.into()));
        Ok(())
    }

    /// A message between braces.
    fn message(&mut self, message: Message) -> Result<Vec<u8>, Error> {
        self.between_braces(|parser| parser.fields(message))
    }

    /// What is between braces or angle brackets, one level deeper.
    fn between_braces<T>(&mut self, read: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let start = self.next.start;
        let close = match self.accept("<")? {
            true => ">",
            false => {
                self.expect("{")?;
                "}"
            }
        };
        let too_deep = ErrorKind::Value(DecodeErrorKind::TooDeep(self.options.depth));
        self.depth = self.depth.checked_sub(1).ok_or_else(|| self.error(start, too_deep))?;
        let inner = read(self)?;
        self.depth += 1;
        self.expect(close)?;
        Ok(inner)
    }

    fn is_at_end(&self) -> bool {
        self.next.kind == TokenKind::End || self.next.is("}") || self.next.is(">")
    }

    fn separator(&mut self) -> Result<(), Error> {
        if !self.accept(",")? {
            self.accept(";")?;
        }
        Ok(())
    }

    /// The name between brackets, of which the first is the next token.
    fn bracketed(&mut self) -> Result<String, Error> {
        let start = self.next.start;
        let name = self.lexer.bracketed().filter(|name| !name.is_empty());
        let expected = || ErrorKind::Expected { expected: "a name in brackets".to_owned(), found: "`[`".to_owned() };
        let name = name.ok_or_else(|| self.error(start, expected()))?;
        self.advance()?;
        Ok(name)
    }

    /// Passes the next token.
    fn advance(&mut self) -> Result<Token<'a>, Error> {
        let next = self.lexer.token().map_err(|(start, kind): LexicalError| self.error(start, kind))?;
        Ok(std::mem::replace(&mut self.next, next))
    }

    /// Passes a symbol, if it is there.
    fn accept(&mut self, symbol: &str) -> Result<bool, Error> {
        let is_there = self.next.is(symbol);
        if is_there {
            self.advance()?;
        }
        Ok(is_there)
    }

    fn expect(&mut self, symbol: &str) -> Result<(), Error> {
        match self.accept(symbol)? {
            true => Ok(()),
            false => Err(self.expected(&format!("`{symbol}`"))),
        }
    }

    #[cold]
    fn expected(&self, expected: &str) -> Error {
        let kind = ErrorKind::Expected { expected: expected.to_owned(), found: self.next.shown() };
        self.error(self.next.start, kind)
    }

    #[cold]
    fn error(&self, offset: usize, kind: ErrorKind) -> Error {
        Error::at(self.lexer.text(), offset, self.path.to_string(), kind)
    }
}
