//! The forms of names, by the rules of `buf lint`.

/// `UserRole`
pub(super) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut previous = '_';
    for letter in name.trim().chars() {
        match letter {
            _ if is_delimiter(letter) => {}
            _ if is_delimiter(previous) || letter.is_uppercase() => out.extend(letter.to_uppercase()),
            _ => out.extend(letter.to_lowercase()),
        }
        previous = letter;
    }
    out
}

/// `user_role`
pub(super) fn lower_snake(name: &str) -> String {
    snake(name).to_lowercase()
}

/// `USER_ROLE`
pub(super) fn upper_snake(name: &str) -> String {
    snake(name).to_uppercase()
}

/// A word begins at a capital that follows a small letter, or that a small letter follows: `HTTPStatus` has two.
fn snake(name: &str) -> String {
    let letters: Vec<char> = name.trim_matches(is_delimiter).chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (index, &letter) in letters.iter().enumerate() {
        let (before, after) = (index.checked_sub(1).map(|before| letters[before]), letters.get(index + 1).copied());
        if is_delimiter(letter) {
            if !out.ends_with('_') {
                out.push('_');
            }
            continue;
        }
        let begins_word = letter.is_uppercase()
            && (before.is_some_and(char::is_lowercase) || after.is_some_and(|after| !begins(after)));
        if begins_word && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        out.push(letter);
    }
    out
}

/// Whether Rust has another use for the name, so that no member can have it as it is.
pub(super) fn is_keyword(name: &str) -> bool {
    KEYWORDS.contains(&name)
}

/// Those of Rust 2024 in small letters, reserved ones too.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

fn begins(letter: char) -> bool {
    letter.is_uppercase() || letter.is_ascii_digit() || is_delimiter(letter)
}

fn is_delimiter(letter: char) -> bool {
    matches!(letter, '.' | '-' | '_' | ' ' | '\t' | '\n' | '\r')
}
