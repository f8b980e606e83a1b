//! What an extension may be.

use super::Check;
use super::field::is_implicit;
use crate::descriptor::names;
use crate::schema::{Cardinality, Field, Member, Message, Syntax};

impl Check<'_> {
    pub(super) fn extension_set(&mut self, set: &Message) {
        let Some(extended) = set.extends else { return };
        let extended = extended();
        let type_name = names::message_type_name(extended);
        // proto3 has custom options, and no other extensions.
        let is_options = type_name.starts_with(".google.protobuf.") && type_name.ends_with("Options");
        if set.syntax == Syntax::Proto3 && !is_options {
            self.not_in_proto3(&set.declaration, set.package, &format!("extends `{}`", extended.name()));
        }
        let scope = match set.parent {
            Some(parent) => names::message_type_name(parent()),
            None => format!(".{}", set.package),
        };
        for member in set.members {
            match member {
                Member::Field(field) => {
                    self.field(set, field, &scope);
                    self.extension(extended, field, set.syntax);
                }
                Member::Oneof(declaration, _) => {
                    let message = format!("the oneof `{}` is among extensions", declaration.name);
                    self.report(declaration, message, "put it into a message, and extend with that");
                }
            }
        }
    }

    fn extension(&mut self, extended: &Message, field: &Field, syntax: Syntax) {
        let at = &field.declaration;
        let problem = match field.shape.cardinality {
            Cardinality::Required => Some(("is required", "write `Option<T>`")),
            Cardinality::Map(_) => Some(("is a map", "put it into a message, and extend with that")),
            Cardinality::Implicit if syntax != Syntax::Proto2 && is_implicit(field) => {
                Some(("has implicit presence", "write `Option<T>`"))
            }
            Cardinality::Expanded | Cardinality::Packed if extended.message_set => {
                Some(("is repeated, in a message set", "put it into a message, and extend with that"))
            }
            Cardinality::Implicit | Cardinality::Explicit
                if extended.message_set && field.shape.kind.message().is_none() =>
            {
                Some(("is no message, in a message set", "put it into a message, and extend with that"))
            }
            _ => None,
        };
        if let Some((what, help)) = problem {
            self.report(at, format!("the extension `{}` {what}", at.name), help);
        }
        if field.json_name.is_some() {
            let message = format!("the extension `{}` has a JSON name, but JSON knows it by its full name", at.name);
            self.report(at, message, "take `json_name` away");
        }
    }
}
