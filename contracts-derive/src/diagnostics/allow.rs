//! The mistakes in `allow(..)`.

use proc_macro2::Span;
use syn::{Error, Ident, LitStr};

use super::{mistake, quoted};
use crate::names;

const FORM: &str = "write `allow(FIELD_NOT_REQUIRED, reason = \"..\")`";

/// Something else than the names of rules and a reason.
pub fn not_a_rule(span: Span) -> Error {
    mistake(span, "`allow` takes the names of rules and a reason, with commas between", FORM)
}

/// `because = ".."`.
pub fn not_a_reason(word: &Ident) -> Error {
    mistake(word.span(), format!("`allow` has no `{word}`"), "write `reason = \"..\"`")
}

/// `reason` without a text.
pub fn reason_form(word: &Ident) -> Error {
    mistake(word.span(), "the reason is a text", "write `reason = \"..\"`")
}

/// A second `reason`.
pub fn second_reason(word: &Ident) -> Error {
    mistake(word.span(), "one `allow` has one reason", "write another `allow(..)` for the rules with another reason")
}

/// No rules.
pub fn no_rules(allow: &Ident) -> Error {
    mistake(allow.span(), "`allow` names no rule", FORM)
}

/// No reason.
pub fn no_reason(allow: &Ident, rules: &[Ident]) -> Error {
    let rules = rules.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let help = format!("write `allow({rules}, reason = \"..\")`");
    mistake(allow.span(), "nothing says why the rule may be broken here", help)
}

/// A reason that says nothing.
pub fn empty_reason(reason: &LitStr) -> Error {
    mistake(reason.span(), "the reason is empty", "say why the rule may be broken here: it stands in the `.proto`, too")
}

/// A rule that no declaration can break.
pub fn unknown_rule(rule: &Ident, rules: &[&str]) -> Error {
    let name = rule.to_string();
    let (what, help) = match names::nearest(&name.to_ascii_uppercase(), rules.iter().copied()) {
        _ if name.starts_with("PACKAGE_") => (
            format!("`{rule}` is about a package, not about this declaration"),
            format!("write `contracts::package!(\"..\", allow({rule}, reason = \"..\"));`"),
        ),
        Some(near) => (no_rule(rule), format!("did you mean `{near}`?")),
        None => (no_rule(rule), format!("the rules are {}", quoted(rules.iter().copied()))),
    };
    mistake(rule.span(), what, help)
}

fn no_rule(rule: &Ident) -> String {
    format!("there is no rule `{rule}` that a declaration can break")
}

/// A rule that the declaration allows already.
pub fn repeated_rule(rule: &Ident) -> Error {
    mistake(rule.span(), format!("`{rule}` is allowed twice"), "remove one of the two")
}
