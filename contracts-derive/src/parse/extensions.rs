//! `extensions(120..=200, 1000..)`: the numbers that others may declare fields for.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprRange, RangeLimits, Token};

use super::integer;
use crate::diagnostics::{Diagnostics, extension as mistakes};

/// One entry of the list, with the tokens it came from.
pub struct ExtensionRange {
    /// The first number.
    pub first: i64,
    /// The last number; none for a range to the last that there is.
    pub last: Option<i64>,
    /// What was written.
    pub expression: Expr,
}

impl ExtensionRange {
    /// Reads the list.
    pub fn list(tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Vec<ExtensionRange> {
        let entries = |input: ParseStream| input.parse_terminated(Expr::parse_without_eager_brace, Token![,]);
        match entries.parse2(tokens.clone()) {
            Ok(entries) => entries.into_iter().filter_map(|entry| ExtensionRange::entry(entry, diagnostics)).collect(),
            Err(error) => {
                diagnostics.add(error);
                Vec::new()
            }
        }
    }

    fn entry(expression: Expr, diagnostics: &mut Diagnostics) -> Option<ExtensionRange> {
        let range = match &expression {
            Expr::Range(ExprRange { start: Some(start), limits: RangeLimits::Closed(_), end: Some(end), .. }) => {
                integer(start)
                    .zip(integer(end))
                    .filter(|(first, last)| first <= last)
                    .map(|(first, last)| (first, Some(last)))
            }
            Expr::Range(ExprRange { start: Some(start), limits: RangeLimits::HalfOpen(_), end: None, .. }) => {
                integer(start).map(|first| (first, None))
            }
            single => integer(single).map(|number| (number, Some(number))),
        };
        match range {
            Some((first, last)) => Some(ExtensionRange { first, last, expression }),
            None => {
                diagnostics.add(mistakes::range(&expression));
                None
            }
        }
    }
}
