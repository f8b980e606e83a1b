//! Whether what is absent keeps its rules.

use super::super::Checker;
use crate::schema::{Cardinality, Declaration, Field, Ignore, Kind, Member, Message, Origin, Rules};

/// Whether a field must be there, because what its absence stands for breaks a rule.
pub(crate) fn must_be_there(field: &Field) -> bool {
    let rules = field.declaration.rules.unwrap_or(Rules::NO_RULES);
    match (rules.ignore, field.shape.cardinality) {
        (Ignore::Always, _) => false,
        (_, Cardinality::Required) => true,
        (_, Cardinality::Explicit) => rules.required,
        (_, Cardinality::Implicit) if field.shape.kind.message().is_some() => !default_keeps(&field.shape.kind, rules),
        _ if rules.required => true,
        (Ignore::IfZero, _) => false,
        (_, Cardinality::Implicit) => !keeps(|c| c.zero(rules, &field.shape.kind)),
        _ => !keeps(|c| c.size(rules, 0)),
    }
}

/// Whether a oneof must have a member.
pub(crate) fn must_have_member(oneof: &Declaration) -> bool {
    oneof.rules.is_some_and(|rules| rules.required)
}

/// Whether a message without any field, which stands for one that is always sent, keeps its rules but for those that
/// functions check.
fn default_keeps(kind: &Kind, rules: &'static Rules) -> bool {
    let Some(message) = kind.message() else { return true };
    let message = message();
    match message.origin {
        Origin::WellKnown(_) => keeps(|c| c.zero(rules, kind)),
        _ => keeps_without_fields(message),
    }
}

fn keeps_without_fields(message: &Message) -> bool {
    message.members.iter().all(|member| match member {
        Member::Field(field) => !must_be_there(field),
        Member::Oneof(declaration, _) => !must_have_member(declaration),
    })
}

fn keeps(check: impl FnOnce(&mut Checker)) -> bool {
    let mut checker = Checker::default();
    check(&mut checker);
    checker.finish().is_ok()
}
