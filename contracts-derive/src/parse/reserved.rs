//! `reserved(4, 9..=12, "old_name")`: what must not be used again.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, ExprRange, ExprUnary, Lit, LitStr, RangeLimits, Token, UnOp};

use crate::diagnostics::{self, Diagnostics};

/// One entry of the list, with the tokens it came from.
pub enum Reserved {
    /// Numbers from the first to the last, both included.
    Numbers(i64, i64, Box<Expr>),
    /// A name.
    Name(LitStr),
}

impl Reserved {
    /// Reads the list.
    pub fn list(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Vec<Reserved> {
        let entries = |input: ParseStream| input.parse_terminated(Expr::parse_without_eager_brace, Token![,]);
        match entries.parse2(tokens.clone()) {
            Ok(entries) => entries.into_iter().filter_map(|entry| Reserved::entry(entry, diagnostics)).collect(),
            Err(error) => {
                diagnostics.add(error);
                Vec::new()
            }
        }
    }

    fn entry(expression: Expr, diagnostics: &mut Diagnostics) -> Option<Reserved> {
        let range = match &expression {
            Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => return Some(Reserved::Name(name.clone())),
            Expr::Range(ExprRange { start: Some(start), limits: RangeLimits::Closed(_), end: Some(end), .. }) => {
                integer(start).zip(integer(end)).filter(|(first, last)| first <= last)
            }
            single => integer(single).map(|number| (number, number)),
        };
        match range {
            Some((first, last)) => Some(Reserved::Numbers(first, last, Box::new(expression))),
            None => {
                diagnostics.add(diagnostics::reserved_entry(&expression));
                None
            }
        }
    }
}

/// The integer that an expression is.
pub fn integer(expression: &Expr) -> Option<i64> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => integer(expr).map(|number| -number),
        Expr::Paren(inner) => integer(&inner.expr),
        Expr::Group(inner) => integer(&inner.expr),
        _ => None,
    }
}
