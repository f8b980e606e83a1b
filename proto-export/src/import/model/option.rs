//! The options of declarations: those that contracts have words for, and all others, which `option(..)` sets.

use protox::prost_reflect::{DynamicMessage, ExtensionDescriptor, Value};

use super::{Argument, text};

/// What is declared, and so which options of it contracts have words for.
#[derive(Clone, Copy)]
pub(super) enum Declared {
    Message,
    Field,
    Oneof,
    ExtensionRange,
    Enum,
    EnumValue,
    Service,
    Method,
}

impl Declared {
    fn in_words(self) -> &'static [&'static str] {
        match self {
            Declared::Oneof | Declared::ExtensionRange => &[],
            Declared::Message => &["deprecated", "map_entry", "message_set_wire_format"],
            Declared::Field => &["debug_redact", "deprecated", "packed"],
            Declared::Enum => &["allow_alias", "deprecated"],
            Declared::EnumValue | Declared::Service => &["deprecated"],
            Declared::Method => &["deprecated", "idempotency_level"],
        }
    }
}

/// What `option(..)` sets: a text for each option that contracts have no word for.
pub(super) fn argument(options: &DynamicMessage, declared: Declared) -> Option<Argument> {
    let texts = texts(options, declared);
    (!texts.is_empty()).then_some(Argument::List("option", texts))
}

/// The literals in an `option(..)`.
pub(super) fn texts(options: &DynamicMessage, declared: Declared) -> Vec<String> {
    let own = options.fields().filter(|(field, _)| !declared.in_words().contains(&field.name()));
    let own = own.map(|(field, value)| text::entry(field.name(), &field.kind(), value));
    own.chain(custom(options).into_iter().map(|(_, text)| text)).map(|text| format!("{text:?}")).collect()
}

/// The custom options by full name, each as text.
pub(super) fn custom(options: &DynamicMessage) -> Vec<(String, String)> {
    let text = |(extension, value): (ExtensionDescriptor, &Value)| {
        let name = extension.full_name().to_owned();
        let text = text::entry(&format!("[{name}]"), &extension.kind(), value);
        (name, text)
    };
    options.extensions().map(text).collect()
}

/// Whether an option is set to true.
pub(super) fn is_true(options: &DynamicMessage, name: &str) -> bool {
    options.get_field_by_name(name).is_some_and(|value| *value == Value::Bool(true))
}
