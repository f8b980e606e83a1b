//! `option(..)`: options that no other word sets, each a value of Rust or a text.

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser};
use syn::{Expr, ExprLit, Ident, Lit, LitStr, Token};

use super::Options;
use crate::diagnostics::{self, Diagnostics};

/// What one `option(..)` sets.
#[derive(Clone)]
pub enum SetOption {
    /// The text format of the message of options.
    Text(LitStr),
    /// A value of a contract that extends the message of options.
    Value(Box<Expr>),
}

impl SetOption {
    /// Reads all that an attribute sets.
    pub fn all(options: &Options, diagnostics: &mut Diagnostics) -> Vec<SetOption> {
        let mut set = Vec::new();
        for (name, tokens) in options.lists("option") {
            match SetOption::list(name, tokens) {
                Ok(values) => set.extend(values),
                Err(error) => diagnostics.add(error),
            }
        }
        set
    }

    fn list(name: &Ident, tokens: &TokenStream) -> syn::Result<Vec<SetOption>> {
        let values = |input: ParseStream| input.parse_terminated(<Expr as syn::parse::Parse>::parse, Token![,]);
        let values = values.parse2(tokens.clone())?;
        if values.is_empty() {
            return Err(diagnostics::no_option(name));
        }
        Ok(values.into_iter().map(SetOption::new).collect())
    }

    /// What a value sets.
    pub fn new(value: Expr) -> SetOption {
        match value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => SetOption::Text(text),
            value => SetOption::Value(Box::new(value)),
        }
    }
}
