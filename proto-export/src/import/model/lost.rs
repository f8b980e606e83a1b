//! The options of declarations: those that contracts carry, and those that are lost.

use protox::prost_reflect::{DynamicMessage, Value};

/// What is declared, and so which options of it contracts carry.
#[derive(Clone, Copy)]
pub(super) enum Declared {
    File,
    Message,
    Field,
    Oneof,
    Enum,
    EnumValue,
    Service,
    Method,
}

impl Declared {
    fn carried(self) -> &'static [&'static str] {
        match self {
            Declared::File | Declared::Oneof => &[],
            Declared::Message => &["deprecated", "map_entry", "message_set_wire_format"],
            Declared::Field => &["debug_redact", "deprecated", "packed"],
            Declared::Enum => &["allow_alias", "deprecated"],
            Declared::EnumValue | Declared::Service => &["deprecated"],
            Declared::Method => &["deprecated", "idempotency_level"],
        }
    }
}

/// The names of the options that are lost, as they are written.
pub(super) fn names(options: &DynamicMessage, declared: Declared) -> Vec<String> {
    let fields = options.fields().map(|(field, _)| field.name().to_owned());
    let fields = fields.filter(|name| !declared.carried().contains(&name.as_str()) && name != "uninterpreted_option");
    let extensions = options.extensions().map(|(extension, _)| format!("({})", extension.full_name()));
    fields.chain(extensions).collect()
}

/// Whether an option is set to true.
pub(super) fn is_true(options: &DynamicMessage, name: &str) -> bool {
    options.get_field_by_name(name).is_some_and(|value| *value == Value::Bool(true))
}
