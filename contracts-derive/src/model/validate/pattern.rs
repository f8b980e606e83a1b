//! Regular expressions in RE2's syntax, and the same in the syntax of the `regex` crate.

use syn::{Expr, Ident};

use super::operand::text;
use crate::diagnostics::{Diagnostics, validate as mistakes};

/// A regular expression.
pub struct Pattern {
    /// In RE2's syntax, as everyone else reads it.
    pub written: String,
    /// In the syntax of the `regex` crate.
    pub translated: String,
}

impl Pattern {
    /// Checks that a text is a regular expression.
    pub fn check(name: &Ident, written: &Expr, diagnostics: &mut Diagnostics) -> Option<Pattern> {
        let Some(text) = text(written) else {
            diagnostics.add(mistakes::not_a_text(written));
            return None;
        };
        let pattern = Pattern { translated: translate(&text.value()), written: text.value() };
        match parse(&pattern.translated) {
            Ok(()) => Some(pattern),
            Err(None) => {
                diagnostics.add(mistakes::pattern_without_feature(name));
                None
            }
            Err(Some(reason)) => {
                diagnostics.add(mistakes::not_a_pattern(&text, &reason));
                None
            }
        }
    }
}

/// # Errors
/// What is wrong with the pattern; nothing, when the feature is not there that could tell.
#[cfg(feature = "regex")]
fn parse(pattern: &str) -> Result<(), Option<String>> {
    match regex_syntax::parse(pattern) {
        Ok(_) => Ok(()),
        Err(regex_syntax::Error::Parse(error)) => Err(Some(error.kind().to_string())),
        Err(error) => Err(Some(error.to_string())),
    }
}

#[cfg(not(feature = "regex"))]
fn parse(_: &str) -> Result<(), Option<String>> {
    Err(None)
}

/// RE2 knows the classes of Perl in ASCII alone, and knows no operators between the members of a class.
fn translate(pattern: &str) -> String {
    let (mut translated, mut letters, mut class) = (String::new(), pattern.chars().peekable(), Class::Outside);
    while let Some(letter) = letters.next() {
        match (letter, class) {
            ('\\', _) => translated += &escape(letters.next(), class != Class::Outside),
            ('[', Class::Outside) => {
                translated.push('[');
                class = Class::First;
                translated.extend(letters.next_if_eq(&'^'));
                continue;
            }
            (']', Class::First) => translated += r"\]",
            (']', Class::Inside) => {
                translated.push(']');
                class = Class::Outside;
                continue;
            }
            ('[', _) if letters.peek() == Some(&':') => translated += &named_class(&mut letters),
            ('[' | '&' | '~', Class::First | Class::Inside) => translated.extend(['\\', letter]),
            _ => translated.push(letter),
        }
        if class == Class::First {
            class = Class::Inside;
        }
    }
    translated
}

/// Whether a class of characters is being written, and whether anything of it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Outside,
    First,
    Inside,
}

/// What stands behind a backslash.
fn escape(letter: Option<char>, is_in_class: bool) -> String {
    let members = match letter {
        Some('d' | 'D') => "0-9",
        Some('w' | 'W') => "0-9A-Za-z_",
        Some('s' | 'S') => r"\t\n\f\r ",
        Some(letter @ ('b' | 'B')) if !is_in_class => return format!(r"(?-u:\{letter})"),
        Some(letter) => return format!(r"\{letter}"),
        None => return r"\".to_owned(),
    };
    let is_negated = letter.is_some_and(char::is_uppercase);
    match (is_negated, is_in_class) {
        (false, true) => members.to_owned(),
        (false, false) => format!("[{members}]"),
        (true, _) => format!("[^{members}]"),
    }
}

/// `[:alpha:]`, to its end.
fn named_class(letters: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut class = "[".to_owned();
    for letter in letters.by_ref() {
        class.push(letter);
        if letter == ']' {
            break;
        }
    }
    class
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_classes_of_perl_are_of_ascii() {
        for (written, translated) in [
            (r"^\d+$", "^[0-9]+$"),
            (r"[\d\S]", r"[0-9[^\t\n\f\r ]]"),
            (r"\bx\W", r"(?-u:\b)x[^0-9A-Za-z_]"),
            (r"\\d", r"\\d"),
            ("[]a]", r"[\]a]"),
            ("[^]a]", r"[^\]a]"),
            ("[a&&b]", r"[a\&\&b]"),
            ("[[:alpha:]x]", "[[:alpha:]x]"),
            ("[[a]", r"[\[a]"),
        ] {
            assert_eq!(translate(written), translated, "{written}");
        }
    }
}
