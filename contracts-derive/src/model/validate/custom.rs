//! Rules that a function checks, and that stand in CEL for everyone else.

use proc_macro2::TokenStream;
use syn::{Expr, Ident};

use super::operand::text;
use crate::diagnostics::{Diagnostics, validate as mistakes};
use crate::parse::{self, RuleValue};

/// A rule that a function checks.
pub struct Custom {
    pub id: String,
    pub message: String,
    pub expression: String,
    /// The function.
    pub with: Box<Expr>,
}

impl Custom {
    /// Checks what is written behind `name`; the expression in CEL stands under a word of its own.
    pub fn check(
        name: &Ident,
        tokens: &TokenStream,
        expression: &str,
        diagnostics: &mut Diagnostics,
    ) -> Option<Custom> {
        let rules = parse::Rule::list(tokens, diagnostics);
        let words = ["id", "message", expression, "with"];
        let mut found = words.map(|_| None);
        for rule in &rules {
            match (words.iter().position(|word| rule.name == word), &rule.value) {
                (Some(index), RuleValue::Is(value)) => found[index] = Some(value),
                (Some(_), _) => diagnostics.add(mistakes::form_of(&rule.name, " = ..")),
                (None, _) => diagnostics.add(mistakes::not_of_a_custom_rule(&rule.name, &words)),
            }
        }
        let mut said = |index: usize| match found[index].map(|value| (value, text(value))) {
            Some((_, Some(text))) if !text.value().is_empty() || index == 1 => Some(text.value()),
            Some((value, _)) => {
                diagnostics.add(mistakes::not_a_text(value));
                None
            }
            None if index == 1 => Some(String::new()),
            None => {
                diagnostics.add(mistakes::custom_without(name, words[index], expression));
                None
            }
        };
        let (id, message, cel) = (said(0), said(1), said(2));
        let Some(with) = found[3] else {
            diagnostics.add(mistakes::custom_without(name, "with", expression));
            return None;
        };
        Some(Custom { id: id?, message: message?, expression: cel?, with: with.clone() })
    }
}
