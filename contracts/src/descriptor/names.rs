//! The names that protobuf derives from others, and what is a name at all.

pub use crate::schema::json_name;
use crate::schema::{Kind, Message, capitalized};

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
