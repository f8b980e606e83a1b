//! What a field may be in the language of its package.

use super::Check;
use crate::descriptor::{lower, names};
use crate::schema::{Cardinality, Enum, Field, Kind, Message, Syntax};

impl Check<'_> {
    /// Checks a field, or an extension, which is declared in the scope of this type name.
    pub(super) fn field(&mut self, of: &Message, field: &Field, scope: &str) {
        match of.syntax {
            Syntax::Proto3 => self.field_of_proto3(of, field),
            Syntax::Proto2 => self.field_of_proto2(field, scope),
            Syntax::Edition2023 => {}
        }
        self.enumeration_of_field(of, field);
        self.default_of_field(of, field);
        if let (Cardinality::Map(_), Kind::Group(_)) = (field.shape.cardinality, field.shape.kind) {
            let message = format!("the values of the map `{}` are groups", field.declaration.name);
            self.report(
                &field.declaration,
                message,
                "take `delimited` away: the values of maps have their lengths in front",
            );
        }
    }

    fn field_of_proto3(&mut self, of: &Message, field: &Field) {
        let at = &field.declaration;
        if field.shape.cardinality == Cardinality::Required {
            self.not_in_proto3(at, of.package, "is required");
        }
        if let Kind::Group(_) = field.shape.kind {
            self.not_in_proto3(at, of.package, "is a group");
        }
        if field.default.is_some() {
            self.not_in_proto3(at, of.package, "has a default value");
        }
        if closed_enum(&field.shape.kind).is_some_and(|it| it.package != of.package) {
            self.not_in_proto3(at, of.package, "is of a closed enum");
        }
    }

    fn field_of_proto2(&mut self, field: &Field, scope: &str) {
        let at = &field.declaration;
        if is_implicit(field) {
            let message = format!("`{}` has implicit presence, which proto2 does not have", at.name);
            self.report(at, message, "write `Option<T>` or `required`");
        }
        let Some(group) = lower::group(field, Syntax::Proto2) else { return };
        let (name, type_name) = (group.name(), names::message_type_name(group));
        let expected = name.to_ascii_lowercase();
        if at.name != expected {
            let message = format!("the group `{}` is not named after its message `{name}`, as proto2 asks", at.name);
            self.report(at, message, format!("write `name = \"{expected}\"`, or rename `{name}`"));
        }
        if !name.starts_with(|first: char| first.is_ascii_uppercase()) {
            let message = format!("the message `{name}` of a group does not begin with a capital, as proto2 asks");
            self.report(&group.declaration, message, "rename it");
        }
        if type_name.rsplit_once('.').map(|(around, _)| around) != Some(scope) {
            let around = scope.rsplit('.').next().unwrap_or_default();
            let message = format!("the group `{}` is not declared where its message `{name}` is", at.name);
            self.report(at, message, format!("nest the message beside it: `#[contract(nested_in = {around})]`"));
        }
    }

    fn enumeration_of_field(&mut self, of: &Message, field: &Field) {
        let Kind::Enum(enumeration) = field.shape.kind else { return };
        let (at, enumeration) = (&field.declaration, enumeration());
        let first_is_zero = enumeration.values.first().is_some_and(|value| value.number == 0);
        let name = enumeration.declaration.name;
        if matches!(field.shape.cardinality, Cardinality::Map(_)) && enumeration.closed && !first_is_zero {
            let message = format!("the first value of the enum `{name}` is not 0, as the values of a map ask");
            self.report(at, message, format!("begin `{name}` with its zero value"));
        }
        if of.syntax == Syntax::Edition2023 && is_implicit(field) && enumeration.closed {
            let message = format!("`{}` has implicit presence, which the closed enum `{name}` does not allow", at.name);
            self.report(at, message, format!("write `Option<{name}>`, or take `closed` off `{name}`"));
        }
    }

    fn default_of_field(&mut self, of: &Message, field: &Field) {
        let Some(value) = field.default.filter(|_| of.syntax != Syntax::Proto3) else { return };
        let at = &field.declaration;
        let is_single = matches!(field.shape.cardinality, Cardinality::Explicit | Cardinality::Required);
        if is_implicit(field) {
            let message = format!("`{}` has a default value, but is absent when it is zero", at.name);
            self.report(at, message, "write `Option<T>` or `required`");
        } else if !is_single || field.shape.kind.message().is_some() {
            let message = format!("`{}` has a default value, but is not a single scalar or enum", at.name);
            self.report(at, message, "take `default` away");
        } else if lower::default_text(&value, &field.shape.kind).is_none() {
            let kind = match field.shape.kind {
                Kind::Scalar(scalar) => scalar.name().to_owned(),
                kind => kind.simple_name(),
            };
            let message = format!("the default value of `{}` is not one of `{kind}`", at.name);
            self.report(at, message, format!("take a value that `{kind}` has"));
        }
    }
}

/// Whether a zero cannot be told from an absent value.
pub(super) fn is_implicit(field: &Field) -> bool {
    field.shape.cardinality == Cardinality::Implicit && field.shape.kind.message().is_none()
}

fn closed_enum(kind: &Kind) -> Option<&'static Enum> {
    match kind {
        Kind::Enum(enumeration) => Some(enumeration()).filter(|it| it.closed),
        _ => None,
    }
}
