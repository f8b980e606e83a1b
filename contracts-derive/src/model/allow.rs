//! The lint rules that a declaration may break.

use proc_macro2::Span;
use syn::LitStr;

use crate::diagnostics::{Diagnostics, allow as mistakes};
use crate::parse::{self, Options};

/// A rule, and why it may be broken.
#[derive(Clone)]
pub struct Allow {
    pub rule: String,
    pub reason: String,
    /// Where the name of the rule stands.
    pub span: Span,
}

/// The rules of `buf lint` that a declaration in Rust can break.
const RULES: [&str; 26] = [
    "COMMENT_ENUM",
    "COMMENT_ENUM_VALUE",
    "COMMENT_FIELD",
    "COMMENT_MESSAGE",
    "COMMENT_ONEOF",
    "COMMENT_RPC",
    "COMMENT_SERVICE",
    "ENUM_FIRST_VALUE_ZERO",
    "ENUM_NO_ALLOW_ALIAS",
    "ENUM_PASCAL_CASE",
    "ENUM_VALUE_PREFIX",
    "ENUM_VALUE_UPPER_SNAKE_CASE",
    "ENUM_ZERO_VALUE_SUFFIX",
    "FIELD_LOWER_SNAKE_CASE",
    "FIELD_NOT_REQUIRED",
    "FIELD_NO_DESCRIPTOR",
    "MESSAGE_PASCAL_CASE",
    "ONEOF_LOWER_SNAKE_CASE",
    "RPC_NO_CLIENT_STREAMING",
    "RPC_NO_SERVER_STREAMING",
    "RPC_PASCAL_CASE",
    "RPC_REQUEST_RESPONSE_UNIQUE",
    "RPC_REQUEST_STANDARD_NAME",
    "RPC_RESPONSE_STANDARD_NAME",
    "SERVICE_PASCAL_CASE",
    "SERVICE_SUFFIX",
];

impl Allow {
    /// The rules that the options of a declaration allow.
    pub fn check(options: &Options, diagnostics: &mut Diagnostics) -> Vec<Allow> {
        let mut allowed: Vec<Allow> = Vec::new();
        for list in parse::Allow::all(options, diagnostics) {
            let reason = reason(&list, diagnostics);
            for rule in &list.rules {
                let name = rule.to_string();
                if !RULES.contains(&name.as_str()) {
                    diagnostics.add(mistakes::unknown_rule(rule, &RULES));
                } else if allowed.iter().any(|earlier| earlier.rule == name) {
                    diagnostics.add(mistakes::repeated_rule(rule));
                }
                allowed.push(Allow { rule: name, reason: reason.clone(), span: rule.span() });
            }
        }
        allowed
    }
}

/// The reason of a list, in one line.
fn reason(list: &parse::Allow, diagnostics: &mut Diagnostics) -> String {
    if list.rules.is_empty() {
        diagnostics.add(mistakes::no_rules(&list.name));
        return String::new();
    }
    let Some(written) = &list.reason else {
        diagnostics.add(mistakes::no_reason(&list.name, &list.rules));
        return String::new();
    };
    let reason = one_line(written);
    if reason.is_empty() {
        diagnostics.add(mistakes::empty_reason(written));
    }
    reason
}

fn one_line(text: &LitStr) -> String {
    text.value().split_whitespace().collect::<Vec<_>>().join(" ")
}
