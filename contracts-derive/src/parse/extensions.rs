//! `extensions(120..=200, 1000..)`: the numbers that others may declare fields for. An `option(..)` among them is one of all
//! that stand between the same parentheses.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprCall, ExprPath, ExprRange, Ident, RangeLimits, Token};

use super::{Options, SetOption, integer};
use crate::diagnostics::{self, Diagnostics, extension as mistakes};

/// One entry of the list, with the tokens it came from.
pub struct ExtensionRange {
    /// The first number.
    pub first: i64,
    /// The last number; none for a range to the last that there is.
    pub last: Option<i64>,
    /// What was written.
    pub expression: Expr,
    /// What the `option(..)`s beside it set.
    pub options: Vec<SetOption>,
}

impl ExtensionRange {
    /// Reads all lists.
    pub fn all(options: &Options, diagnostics: &mut Diagnostics) -> Vec<ExtensionRange> {
        options.lists("extensions").flat_map(|(name, tokens)| ExtensionRange::list(name, tokens, diagnostics)).collect()
    }

    fn list(name: &Ident, tokens: &TokenStream, diagnostics: &mut Diagnostics) -> Vec<ExtensionRange> {
        let entries = |input: ParseStream| input.parse_terminated(Expr::parse_without_eager_brace, Token![,]);
        let entries = match entries.parse2(tokens.clone()) {
            Ok(entries) => entries,
            Err(error) => {
                diagnostics.add(error);
                return Vec::new();
            }
        };
        let (mut options, mut ranges) = (Vec::new(), Vec::new());
        for entry in entries {
            match option_call(&entry) {
                Some((name, values)) if values.is_empty() => diagnostics.add(diagnostics::no_option(name)),
                Some((_, values)) => options.extend(values.into_iter().map(SetOption::new)),
                None => ranges.push(entry),
            }
        }
        if ranges.is_empty() {
            diagnostics.add(mistakes::no_ranges(name));
        }
        ranges.into_iter().filter_map(|range| ExtensionRange::entry(range, &options, diagnostics)).collect()
    }

    fn entry(expression: Expr, options: &[SetOption], diagnostics: &mut Diagnostics) -> Option<ExtensionRange> {
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
            Some((first, last)) => Some(ExtensionRange { first, last, expression, options: options.to_vec() }),
            None => {
                diagnostics.add(mistakes::range(&expression));
                None
            }
        }
    }
}

/// The values of an entry that is `option(..)`, with this name.
fn option_call(entry: &Expr) -> Option<(&Ident, Vec<Expr>)> {
    let Expr::Call(ExprCall { func, args, .. }) = entry else { return None };
    let Expr::Path(ExprPath { path, .. }) = &**func else { return None };
    let name = path.get_ident().filter(|name| *name == "option")?;
    Some((name, args.iter().cloned().collect()))
}
