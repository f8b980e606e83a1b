//! `validate(required, max_len = 5, items(email))`: the rules of a member, a oneof or a message.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, Ident, Token, parenthesized};

use crate::diagnostics::{Diagnostics, validate as mistakes};

/// A rule as it is written.
pub struct Rule {
    pub name: Ident,
    pub value: RuleValue,
}

/// What stands behind the name of a rule.
pub enum RuleValue {
    /// Nothing.
    Flag,
    /// `= 5`
    Is(Box<Expr>),
    /// `(email)`
    List(TokenStream),
}

impl Rule {
    /// Reads the rules between the parentheses.
    pub fn list(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Vec<Rule> {
        let mut rules = Vec::new();
        let parsed = (|input: ParseStream| {
            while !input.is_empty() {
                rules.push(Rule::read(input)?);
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        })
        .parse2(tokens.clone());
        if let Err(error) = parsed {
            diagnostics.add(error);
        }
        rules
    }

    fn read(input: ParseStream) -> syn::Result<Rule> {
        let name = input.call(Ident::parse_any).map_err(|error| mistakes::not_a_rule(error.span()))?;
        let value = if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            RuleValue::Is(input.parse()?)
        } else if input.peek(syn::token::Paren) {
            let list;
            parenthesized!(list in input);
            RuleValue::List(list.parse()?)
        } else {
            RuleValue::Flag
        };
        Ok(Rule { name, value })
    }
}
