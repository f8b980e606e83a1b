//! The names that protobuf derives from others, and what is a name at all.

pub use crate::schema::json_name;
use crate::schema::{Kind, Message, capitalized};

/// A name as files, packages and fields have it, by the rules of `buf lint`: `user_role` of `UserRole`.
///
/// A word begins at a capital that follows a small letter, or that a small letter follows: `HTTPStatus` has two.
pub fn lower_snake(name: &str) -> String {
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
    out.to_lowercase()
}

fn begins(letter: char) -> bool {
    letter.is_uppercase() || letter.is_ascii_digit() || is_delimiter(letter)
}

fn is_delimiter(letter: char) -> bool {
    matches!(letter, '.' | '-' | '_' | ' ' | '\t' | '\n' | '\r')
}

/// The name of the nested message behind a map: `order_lines` becomes `OrderLinesEntry`.
pub(super) fn map_entry(field: &str) -> String {
    capitalized(&json_name(field)) + "Entry"
}

/// The name of the oneof that stands for an `optional`: an underscore in front, and an X for as long as it is taken.
pub(super) fn synthetic_oneof(field: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = format!("_{field}");
    while taken(&name) {
        name.insert(0, 'X');
    }
    name
}

/// Whether protobuf takes this as a name: ASCII letters, digits and underscores, no digit first.
pub(super) fn is_identifier(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// The absolute name of a type as descriptors have it, with a dot in front; none for a scalar.
pub(super) fn type_name(kind: &Kind) -> Option<String> {
    match kind {
        Kind::Scalar(_) => None,
        Kind::Message(message) | Kind::Group(message) => Some(message_type_name(message())),
        Kind::Enum(enumeration) => {
            let enumeration = enumeration();
            match enumeration.parent.is_some_and(|parent| nests_in_itself(parent())) {
                true => Some(format!(".{}", enumeration.declaration.name)),
                false => Some(format!(".{}", enumeration.full_name())),
            }
        }
    }
}

/// The absolute name of a message as descriptors have it, with a dot in front.
pub(super) fn message_type_name(message: &Message) -> String {
    match nests_in_itself(message) {
        true => format!(".{}", message.name()),
        false => format!(".{}", message.full_name()),
    }
}

/// Whether the message is, through its parents, nested in itself, so that it has no full name.
pub(super) fn nests_in_itself(message: &Message) -> bool {
    let mut seen = vec![(message.declaration.source, message.name())];
    let mut next = message.parent;
    while let Some(parent) = next.map(|parent| parent()) {
        let key = (parent.declaration.source, parent.name());
        if seen.contains(&key) {
            return true;
        }
        seen.push(key);
        next = parent.parent;
    }
    false
}
