//! Text into tokens.

use super::ErrorKind;

/// A token: what it is, its text and where that begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: TokenKind,
    pub(super) text: &'a str,
    pub(super) start: usize,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Identifier,
    Decimal,
    Octal,
    Hexadecimal,
    Float,
    /// Between quotes, which belong to the text.
    String,
    Symbol,
    End,
}

impl Token<'_> {
    /// Whether the token is this symbol.
    pub(super) fn is(&self, symbol: &str) -> bool {
        self.kind == TokenKind::Symbol && self.text == symbol
    }

    /// What an error calls the token.
    pub(super) fn shown(&self) -> String {
        match self.kind {
            TokenKind::End => "the end".to_owned(),
            _ => format!("`{}`", self.text),
        }
    }
}

/// A cursor over a text.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    position: usize,
}

/// What begins at an offset and is no token.
pub(super) type LexicalError = (usize, ErrorKind);

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Lexer { text, position: 0 }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The next token, behind white space and comments.
    pub(super) fn token(&mut self) -> Result<Token<'a>, LexicalError> {
        self.skip_space();
        let start = self.position;
        let rest = &self.text[start..];
        let Some(first) = rest.chars().next() else {
            return Ok(Token { kind: TokenKind::End, text: "", start });
        };
        let second = rest.as_bytes().get(1);
        let (kind, length) = match first {
            'a'..='z' | 'A'..='Z' | '_' => (TokenKind::Identifier, run(rest, is_of_identifier)),
            '0'..='9' => number(rest).map_err(|kind| (start, kind))?,
            '.' if second.is_some_and(u8::is_ascii_digit) => number(rest).map_err(|kind| (start, kind))?,
            '"' | '\'' => (TokenKind::String, string(rest, first).ok_or((start, ErrorKind::OpenString))?),
            ':' | ',' | ';' | '.' | '-' | '/' | '{' | '}' | '[' | ']' | '<' | '>' => (TokenKind::Symbol, 1),
            other => return Err((start, ErrorKind::Character(other))),
        };
        self.position += length;
        Ok(Token { kind, text: &rest[..length], start })
    }

    /// The name behind a bracket that was just read, up to the other bracket, which is passed; none when there is none.
    pub(super) fn bracketed(&mut self) -> Option<String> {
        let mut name = String::new();
        loop {
            self.skip_space();
            let letter = self.text[self.position..].chars().next()?;
            match letter {
                ']' => {
                    self.position += 1;
                    return Some(name);
                }
                _ if letter.is_ascii_alphanumeric() || is_of_url(letter) => name.push(letter),
                _ => return None,
            }
            self.position += 1;
        }
    }

    fn skip_space(&mut self) {
        loop {
            let rest = &self.text[self.position..];
            let space = run(rest, |letter| matches!(letter, ' ' | '\t'..='\r'));
            let comment = if rest[space..].starts_with('#') { run(&rest[space..], |letter| letter != '\n') } else { 0 };
            if space + comment == 0 {
                return;
            }
            self.position += space + comment;
        }
    }
}

/// Whether the URL of a type has such a character.
pub(super) fn is_of_url(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(
            letter,
            '/' | '.' | '-' | '_' | '~' | '%' | '!' | '$' | '&' | '(' | ')' | '*' | '+' | ',' | ';' | '='
        )
}

fn is_of_identifier(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// How many bytes the longest start of a text takes that has only such characters.
fn run(text: &str, is_in: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !is_in(letter)).unwrap_or(text.len())
}

/// The length of a string that begins with this quote, with both quotes.
fn string(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1);
    loop {
        match letters.next()? {
            (at, letter) if letter == quote => return Some(at + 1),
            (_, '\n' | '\0') => return None,
            (_, '\\') => letters.next().filter(|(_, letter)| *letter != '\n').map(drop)?,
            _ => {}
        }
    }
}

/// What the number at the start of a text is, and its length. Nothing that could belong to a name may follow.
fn number(text: &str) -> Result<(TokenKind, usize), ErrorKind> {
    let (kind, length) = match text.as_bytes() {
        [b'0', b'x' | b'X', ..] => (TokenKind::Hexadecimal, 2 + run(&text[2..], |letter| letter.is_ascii_hexdigit())),
        [b'0', b'0'..=b'9', ..] => (TokenKind::Octal, run(text, |letter| letter.is_digit(8))),
        _ => decimal(text),
    };
    let behind = run(&text[length..], |letter| is_of_identifier(letter) || letter == '.');
    if behind > 0 || text[..length].ends_with(['x', 'X']) {
        return Err(ErrorKind::Number(text[..length + behind].to_owned()));
    }
    Ok((kind, length))
}

fn decimal(text: &str) -> (TokenKind, usize) {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let whole = run(text, is_digit);
    let mut length = whole;
    if text[length..].starts_with('.') {
        length += 1;
        length += run(&text[length..], is_digit);
    }
    if text[length..].starts_with(['e', 'E']) {
        let sign = usize::from(text[length + 1..].starts_with(['+', '-']));
        let digits = run(&text[length + 1 + sign..], is_digit);
        length += if digits > 0 { 1 + sign + digits } else { 0 };
    }
    length += usize::from(text[length..].starts_with(['f', 'F']));
    (if length == whole { TokenKind::Decimal } else { TokenKind::Float }, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let mut lexer = Lexer::new(text);
        let mut found = Vec::new();
        loop {
            match lexer.token() {
                Ok(Token { kind: TokenKind::End, .. }) => break,
                Ok(token) => found.push(format!("{:?} {} {}", token.kind, token.start, token.text)),
                Err((start, kind)) => {
                    found.push(format!("error {start} {kind}"));
                    break;
                }
            }
        }
        assert_eq!(found.join(", "), expected, "{text}");
    }

    #[test]
    fn white_space_and_comments_stand_between_tokens() {
        check("", "");
        check(" # all\n\t# of it", "");
        check("a\r\nb#c\nd", "Identifier 0 a, Identifier 3 b, Identifier 7 d");
        check("a:-1", "Identifier 0 a, Symbol 1 :, Symbol 2 -, Decimal 3 1");
        check("é", "error 0 'é' cannot stand here");
        check("a\0", "Identifier 0 a, error 1 '\\0' cannot stand here");
    }

    #[test]
    fn a_number_is_of_one_kind() {
        check("0 10 007 0xAf", "Decimal 0 0, Decimal 2 10, Octal 5 007, Hexadecimal 9 0xAf");
        check(
            "1.5 .5 1. 1e3 1E-3f 1f 0F",
            "Float 0 1.5, Float 4 .5, Float 7 1., Float 10 1e3, Float 14 1E-3f, Float 20 1f, Float 23 0F",
        );
    }

    #[test]
    fn a_number_does_not_run_into_anything() {
        for text in ["08", "0x", "0xg", "1e", "1e+", "1a", "1.2.3", "1..2", "1_0", "1ff", "012f", "1.a", "00.5"] {
            let shown = text.trim_end_matches('+');
            check(text, &format!("error 0 `{shown}` is not a number"));
        }
    }

    #[test]
    fn a_string_ends_on_its_line() {
        check(r#"'a\'b' "c'\\""#, r#"String 0 'a\'b', String 7 "c'\\""#);
        for text in ["'a", "'a\n'", "'a\\", "'a\\\n'", "'\0'", "'a\""] {
            check(text, "error 0 the string does not end on its line");
        }
    }
}
