//! Regular expressions in RE2's syntax as JSON Schema has them, in ECMA-262's: those that can be written so that both, and
//! the engines of other languages, match the same.

use std::iter::Peekable;
use std::str::Chars;

/// The same pattern in what all dialects share; nothing, where it may mean something else there.
pub(super) fn translated(pattern: &str) -> Option<String> {
    let mut reader = Reader { letters: pattern.chars().peekable(), written: String::new() };
    let mut repeatable = false;
    while let Some(letter) = reader.letters.next() {
        repeatable = match letter {
            '*' | '+' | '?' if repeatable => reader.repetition(letter.to_string()),
            '{' if repeatable => {
                let count = reader.count()?;
                reader.repetition(count)
            }
            '*' | '+' | '?' | '{' => return None,
            '(' => reader.group()?,
            '|' | '^' | '$' => reader.put(letter, false),
            ')' => reader.put(letter, true),
            '.' => {
                reader.written += "[^\\n]";
                true
            }
            '[' => reader.class()?,
            '\\' => reader.escape()?,
            letter => {
                reader.written += &literal(letter);
                true
            }
        };
    }
    Some(reader.written)
}

/// The pattern that matches a text as it is.
pub(super) fn quoted(text: &str) -> String {
    text.chars().map(literal).collect()
}

/// A letter as it is, outside of a class.
fn literal(letter: char) -> String {
    match letter {
        '^' | '$' | '\\' | '.' | '*' | '+' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '|' => format!("\\{letter}"),
        letter if letter.is_ascii_control() => format!("\\x{:02x}", u32::from(letter)),
        letter => letter.to_string(),
    }
}

/// A letter as it is, in a class: without what is an operator there for anyone.
fn literal_in_class(letter: char) -> String {
    match letter {
        letter if letter.is_ascii_alphanumeric() || !letter.is_ascii() => letter.to_string(),
        letter => format!("\\x{:02x}", u32::from(letter)),
    }
}

struct Reader<'a> {
    letters: Peekable<Chars<'a>>,
    written: String,
}

/// Each says whether what it has written can be repeated.
impl Reader<'_> {
    fn put(&mut self, letter: char, is_repeatable: bool) -> bool {
        self.written.push(letter);
        is_repeatable
    }

    /// A repetition, with `?` behind it where it is lazy. What is repeated already is not repeated again.
    fn repetition(&mut self, written: String) -> bool {
        self.written += &written;
        self.written.extend(self.letters.next_if_eq(&'?'));
        false
    }

    /// The rest of `{2}`, `{2,}` or `{2,5}`.
    fn count(&mut self) -> Option<String> {
        let mut count = "{".to_owned();
        loop {
            let letter = self.letters.next()?;
            count.push(letter);
            match letter {
                '}' => break,
                ',' if !count.ends_with("{,") && count.matches(',').count() == 1 => {}
                '0'..='9' => {}
                _ => return None,
            }
        }
        (count.len() > 2).then_some(count)
    }

    /// The beginning of a group: its name is of no use here, and flags have no place.
    fn group(&mut self) -> Option<bool> {
        self.written += "(?:";
        if self.letters.next_if_eq(&'?').is_none() {
            return Some(false);
        }
        match self.letters.next()? {
            ':' => {}
            'P' if self.letters.next_if_eq(&'<').is_some() => self.skip_name()?,
            '<' if !matches!(self.letters.peek(), Some('=' | '!')) => self.skip_name()?,
            _ => return None,
        }
        Some(false)
    }

    fn skip_name(&mut self) -> Option<()> {
        self.letters.by_ref().find(|letter| *letter == '>').map(drop)
    }

    /// What stands behind a backslash outside of a class.
    fn escape(&mut self) -> Option<bool> {
        match self.letters.next()? {
            'A' => return Some(self.put('^', false)),
            'z' => return Some(self.put('$', false)),
            letter @ ('d' | 'w' | 's') => self.written += &format!("[{}]", perl(letter)?),
            letter @ ('D' | 'W' | 'S') => self.written += &format!("[^{}]", perl(letter)?),
            letter => self.written += &literal(plain(letter, &mut self.letters)?),
        }
        Some(true)
    }

    /// A class of characters, behind its bracket.
    fn class(&mut self) -> Option<bool> {
        self.written.push('[');
        self.written.extend(self.letters.next_if_eq(&'^'));
        let mut is_first = true;
        loop {
            match self.letters.next()? {
                ']' if !is_first => break,
                '[' if self.letters.peek() == Some(&':') => {
                    let members = self.named()?;
                    self.written += members;
                }
                '\\' => match self.letters.next()? {
                    letter @ ('d' | 'w' | 's') => self.written += perl(letter)?,
                    'D' | 'W' | 'S' => return None,
                    letter => {
                        let first = plain(letter, &mut self.letters)?;
                        self.range(first)?;
                    }
                },
                letter => self.range(letter)?,
            }
            is_first = false;
        }
        self.written.push(']');
        Some(true)
    }

    /// A letter of a class, and those to another one where a hyphen leads to it.
    fn range(&mut self, first: char) -> Option<()> {
        self.written += &literal_in_class(first);
        let mut ahead = self.letters.clone();
        if ahead.next() != Some('-') || matches!(ahead.peek(), Some(']') | None) {
            return Some(());
        }
        self.letters = ahead;
        let last = match self.letters.next()? {
            '\\' => {
                let letter = self.letters.next()?;
                plain(letter, &mut self.letters)?
            }
            '[' => return None,
            letter => letter,
        };
        self.written += &format!("-{}", literal_in_class(last));
        Some(())
    }

    /// `[:alpha:]`, behind its bracket.
    fn named(&mut self) -> Option<&'static str> {
        let name: String = self.letters.by_ref().take_while(|letter| *letter != ']').collect();
        Some(match &*name {
            ":alnum:" => "0-9A-Za-z",
            ":alpha:" => "A-Za-z",
            ":digit:" => "0-9",
            ":lower:" => "a-z",
            ":upper:" => "A-Z",
            ":space:" => "\\t\\n\\v\\f\\r ",
            ":blank:" => "\\t ",
            ":word:" => "0-9A-Za-z_",
            ":xdigit:" => "0-9A-Fa-f",
            _ => return None,
        })
    }
}

/// The members of a class of Perl, which RE2 has in ASCII alone.
fn perl(letter: char) -> Option<&'static str> {
    Some(match letter.to_ascii_lowercase() {
        'd' => "0-9",
        'w' => "0-9A-Za-z_",
        's' => "\\t\\n\\f\\r ",
        _ => return None,
    })
}

/// The one letter that an escape stands for.
fn plain(letter: char, letters: &mut Peekable<Chars<'_>>) -> Option<char> {
    Some(match letter {
        't' => '\t',
        'n' => '\n',
        'r' => '\r',
        'f' => '\x0c',
        'v' => '\x0b',
        'x' => {
            let digits: String = [letters.next()?, letters.next()?].into_iter().collect();
            char::from(u8::from_str_radix(&digits, 16).ok()?)
        }
        letter if letter.is_ascii_punctuation() => letter,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_the_same_is_written_so_that_it_does() {
        for (written, expected) in [
            (r"^[a-z-]+\d*$", r"^[a-z\x2d]+[0-9]*$"),
            (r"^\w{1,3}\s?$", r"^[0-9A-Za-z_]{1,3}[\t\n\f\r ]?$"),
            (r"\Aa.b\z", r"^a[^\n]b$"),
            (r"a\@\.é", r"a@\.é"),
            (r"(?P<year>\d{4})-(x|y)+?", r"(?:[0-9]{4})-(?:x|y)+?"),
            (r"[]^[a&&b\]\x41-\x5a]", r"[\x5d\x5e\x5ba\x26\x26b\x5dA-Z]"),
            (r"[^[:alpha:]_-]", r"[^A-Za-z\x5f\x2d]"),
            (r"\D\S", r"[^0-9][^\t\n\f\r ]"),
            ("a]b}", r"a\]b\}"),
        ] {
            assert_eq!(translated(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_may_mean_something_else_is_not_written() {
        for written in [
            r"(?i)a",
            r"\bx",
            r"\pL",
            r"\p{Greek}",
            r"\Qa.b\E",
            r"[\D]",
            "a**",
            "a{,3}",
            r"\x{10ffff}",
            "(?<=a)b",
            r"\1",
            "[[:^alpha:]]",
        ] {
            assert_eq!(translated(written), None, "{written}");
        }
    }

    #[cfg(feature = "regex")]
    #[test]
    fn what_is_written_matches_what_was_meant() {
        // Of each pattern here the `regex` crate has the meaning of RE2.
        for pattern in
            ["^[a-z-]+[0-9]*$", "a.b", "^(?:x|y)+?z{2,}$", r"[]a\-\t]$", "[^a-f]x", "[[:upper:]]{2}", r"\.\+\[\}\^"]
        {
            let (theirs, ours) = (regex::Regex::new(pattern).unwrap(), translated(pattern).unwrap());
            let ours = regex::Regex::new(&ours).unwrap();
            for text in
                ["", "a", "a-1", "ab", "a\nb", "a\rb", "xyzz", "yz", "]", "\t", "gx", "AB", ".+[}^", "aé", "é.b"]
            {
                assert_eq!(theirs.is_match(text), ours.is_match(text), "{pattern} {text:?}");
            }
        }
    }

    #[test]
    fn a_quoted_text_matches_itself() {
        assert_eq!(quoted("a.b/c-d (1)\n"), r"a\.b/c-d \(1\)\x0a");
    }
}
