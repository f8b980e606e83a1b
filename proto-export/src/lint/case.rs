//! The forms of names, by the rules of `buf lint`.

pub(super) use contracts::descriptor::lower_snake;

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

/// `USER_ROLE`
pub(super) fn upper_snake(name: &str) -> String {
    lower_snake(name).to_uppercase()
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

fn is_delimiter(letter: char) -> bool {
    matches!(letter, '.' | '-' | '_' | ' ' | '\t' | '\n' | '\r')
}
