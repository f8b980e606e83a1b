//! `allow(FIELD_NOT_REQUIRED, reason = "..")`: the lint rules that a declaration may break, and why.

use proc_macro2::TokenStream;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Ident, LitStr, Token};

use super::Options;
use crate::diagnostics::{Diagnostics, allow as mistakes};

/// One list of rules.
pub struct Allow {
    /// The word `allow`.
    pub name: Ident,
    pub rules: Vec<Ident>,
    pub reason: Option<LitStr>,
}

impl Allow {
    /// Reads all lists that an attribute has.
    pub fn all(options: &Options, diagnostics: &mut Diagnostics) -> Vec<Allow> {
        let mut lists = Vec::new();
        for (name, tokens) in options.lists("allow") {
            match Allow::list(name, tokens, diagnostics) {
                Ok(list) => lists.push(list),
                Err(error) => diagnostics.add(error),
            }
        }
        lists
    }

    fn list(name: &Ident, tokens: &TokenStream, diagnostics: &mut Diagnostics) -> syn::Result<Allow> {
        let mut list = Allow { name: name.clone(), rules: Vec::new(), reason: None };
        (|input: ParseStream| list.read(input, diagnostics)).parse2(tokens.clone())?;
        Ok(list)
    }

    fn read(&mut self, input: ParseStream, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        while !input.is_empty() {
            let word = input.call(Ident::parse_any).map_err(|error| mistakes::not_a_rule(error.span()))?;
            if input.peek(Token![=]) {
                input.parse::<Token![=]>()?;
                self.read_reason(&word, input, diagnostics)?;
            } else if word == "reason" {
                return Err(mistakes::reason_form(&word));
            } else {
                self.rules.push(word);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>().map_err(|error| mistakes::not_a_rule(error.span()))?;
            }
        }
        Ok(())
    }

    fn read_reason(&mut self, word: &Ident, input: ParseStream, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        if word != "reason" {
            return Err(mistakes::not_a_reason(word));
        }
        let reason: LitStr = input.parse().map_err(|_| mistakes::reason_form(word))?;
        match self.reason {
            Some(_) => diagnostics.add(mistakes::second_reason(word)),
            None => self.reason = Some(reason),
        }
        Ok(())
    }
}
