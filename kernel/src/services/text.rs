//! Rules for texts that several services share.

use super::failure::Violation;

/// A text for people: not blank, not longer than `longest` characters, without control characters.
pub(super) fn check_line(field: &str, text: &str, longest: usize) -> Result<(), Violation> {
    if text.trim().is_empty() {
        return Err(Violation::new(field, "must not be empty"));
    }
    check_optional_line(field, text, longest)
}

/// As [`check_line`], and may be empty.
pub(super) fn check_optional_line(field: &str, text: &str, longest: usize) -> Result<(), Violation> {
    if text.chars().any(char::is_control) {
        return Err(Violation::new(field, "must not contain control characters"));
    }
    check_length(field, text, longest)
}

/// At most this many characters.
pub(super) fn check_length(field: &str, text: &str, longest: usize) -> Result<(), Violation> {
    match text.chars().count() {
        length if length > longest => {
            Err(Violation::new(field, format!("has {length} characters: at most {longest} are allowed")))
        }
        _ => Ok(()),
    }
}

/// A code of so many letters in upper case, as ISO gives them to currencies and countries.
pub(super) fn check_code(field: &str, code: &str, letters: usize) -> Result<(), Violation> {
    let right = code.len() == letters && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if right { Ok(()) } else { Err(Violation::new(field, format!("must be {letters} letters in upper case"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_not_blank_and_has_no_control_characters_and_an_end() {
        for (text, right) in
            [("", false), (" \t", false), ("a\nb", false), ("Ada", true), ("ééééé", true), ("sixsix", false)]
        {
            assert_eq!(check_line("name", text, 5).is_ok(), right, "{text:?}");
        }
    }

    #[test]
    fn a_code_has_its_letters_in_upper_case() {
        for (code, right) in [("EUR", true), ("eur", false), ("EU", false), ("", false), ("EÜ", false)] {
            assert_eq!(check_code("currency_code", code, 3).is_ok(), right, "{code:?}");
        }
    }
}
