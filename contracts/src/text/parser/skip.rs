//! What is passed over: the values of names that nobody knows.

use super::super::Error;
use super::super::lexer::TokenKind;
use super::Parser;

impl Parser<'_> {
    /// Passes over what stands behind a name.
    pub(super) fn skip_value(&mut self) -> Result<(), Error> {
        let is_any_value = self.accept(":")?;
        if !self.accept("[")? {
            return self.skip_element(is_any_value);
        }
        if self.accept("]")? {
            return Ok(());
        }
        loop {
            self.skip_element(is_any_value)?;
            if self.accept("]")? {
                return Ok(());
            }
            self.expect(",")?;
        }
    }

    /// Passes over one value; a scalar only where there may be one.
    fn skip_element(&mut self, may_be_scalar: bool) -> Result<(), Error> {
        if !may_be_scalar || self.next.is("{") || self.next.is("<") {
            return self.between_braces(Self::skip_fields);
        }
        if self.next.kind == TokenKind::String {
            return self.string().map(drop);
        }
        let is_negative = self.accept("-")?;
        match self.next.kind {
            TokenKind::Identifier if is_negative && !is_float(self.next.text) => Err(self.expected("a number")),
            TokenKind::End | TokenKind::Symbol | TokenKind::String => Err(self.expected("a value")),
            _ => self.advance().map(drop),
        }
    }

    fn skip_fields(&mut self) -> Result<(), Error> {
        while !self.is_at_end() {
            match self.next.kind {
                TokenKind::Identifier | TokenKind::Decimal => self.advance().map(drop)?,
                _ if self.next.is("[") => self.bracketed().map(drop)?,
                _ => return Err(self.expected("the name of a field")),
            }
            self.skip_value()?;
            self.separator()?;
        }
        Ok(())
    }
}

/// Whether this is a floating-point number that has a name.
pub(super) fn is_float(name: &str) -> bool {
    ["inf", "infinity", "nan"].iter().any(|known| name.eq_ignore_ascii_case(known))
}
