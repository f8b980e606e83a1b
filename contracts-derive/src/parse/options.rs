//! Options of an attribute: `#[member(3, zigzag, name = "..")]`, read by a table of what the attribute allows.

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::{Attribute, Expr, Ident, LitInt, LitStr, Meta, Token, Type, parenthesized};

use crate::diagnostics::{self, Diagnostics};
use crate::grammar::{Form, Grammar};
use crate::names;

/// The value of an option.
pub enum Setting {
    Flag,
    Text(LitStr),
    Type(Box<Type>),
    Name(Ident),
    Value(Box<Expr>),
    List(TokenStream),
}

/// The number in front of the options.
pub enum Number {
    /// None was written.
    Absent,
    /// One was written that cannot be read; it is reported already.
    Unreadable,
    /// One was written.
    Written(LitInt),
}

/// The options of one attribute.
pub struct Options {
    /// Where the attribute stands.
    pub span: Span,
    /// The number in front.
    pub number: Number,
    settings: Vec<(Ident, Setting)>,
}

impl Options {
    /// No options.
    pub fn none(span: Span) -> Self {
        Options { span, number: Number::Absent, settings: Vec::new() }
    }

    /// No options, of an attribute whose mistake is reported already.
    pub fn unreadable(span: Span) -> Self {
        Options { number: Number::Unreadable, ..Options::none(span) }
    }

    /// Reads `#[attribute(..)]`; also `#[attribute]` alone.
    pub fn of_attribute(attribute: &Attribute, grammar: &Grammar, diagnostics: &mut Diagnostics) -> Self {
        match &attribute.meta {
            Meta::List(list) => Options::of_tokens(list.tokens.clone(), attribute.path().span(), grammar, diagnostics),
            Meta::Path(path) => Options::none(path.span()),
            Meta::NameValue(meta) => {
                diagnostics.add(diagnostics::attribute_with_value(meta, grammar.attribute));
                Options::unreadable(meta.path.span())
            }
        }
    }

    /// Reads what stands between the parentheses.
    pub fn of_tokens(tokens: TokenStream, span: Span, grammar: &Grammar, diagnostics: &mut Diagnostics) -> Self {
        let mut options = Options::none(span);
        let parsed = (|input: ParseStream| options.read(input, grammar, diagnostics)).parse2(tokens);
        if let Err(error) = parsed {
            diagnostics.add(error);
            options.number = match options.number {
                Number::Absent => Number::Unreadable,
                number => number,
            };
        }
        options
    }

    fn read(&mut self, input: ParseStream, grammar: &Grammar, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        while !input.is_empty() {
            if input.peek(Ident::peek_any) {
                self.read_option(input, grammar, diagnostics)?;
            } else {
                self.read_number(input, grammar, diagnostics)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    }

    /// Reads the number; an expression that is none is reported, and the rest of the options read all the same.
    fn read_number(&mut self, input: ParseStream, grammar: &Grammar, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        let expression: Expr = input.parse()?;
        self.number = match (&self.number, literal(&expression)) {
            (Number::Absent, Some(number)) => Number::Written(number),
            (Number::Absent, None) => {
                diagnostics.add(diagnostics::number_not_a_literal(&expression, grammar.attribute));
                Number::Unreadable
            }
            _ => {
                diagnostics.add(diagnostics::second_number(&expression, grammar.attribute));
                return Ok(());
            }
        };
        Ok(())
    }

    fn read_option(&mut self, input: ParseStream, grammar: &Grammar, diagnostics: &mut Diagnostics) -> syn::Result<()> {
        let name = input.call(Ident::parse_any)?;
        let known = grammar.options.iter().find(|(option, _)| name == option);
        let Some((_, form)) = known else {
            if self.is_meant_as_number(&name, input, grammar) {
                diagnostics.add(diagnostics::number_not_a_literal(&name, grammar.attribute));
                self.number = Number::Unreadable;
                return Ok(());
            }
            diagnostics.add(diagnostics::unknown_option(&name, grammar));
            skip_value(input)?;
            return Ok(());
        };
        let setting = read_setting(&name, *form, input, grammar)?;
        if *form != Form::Lists && self.settings.iter().any(|(earlier, _)| *earlier == name) {
            diagnostics.add(diagnostics::repeated_option(&name, grammar.attribute));
        } else {
            self.settings.push((name, setting));
        }
        Ok(())
    }

    /// Whether a name stands where the number should be, as that of a constant.
    fn is_meant_as_number(&self, name: &Ident, input: ParseStream, grammar: &Grammar) -> bool {
        let is_first = matches!(self.number, Number::Absent) && self.settings.is_empty();
        let is_alone = input.is_empty() || input.peek(Token![,]);
        let options = grammar.options.iter().map(|(option, _)| *option);
        grammar.attribute == "member" && is_first && is_alone && names::nearest(&name.to_string(), options).is_none()
    }

    /// The name token of an option that was written.
    pub fn name(&self, option: &str) -> Option<&Ident> {
        self.find(option).map(|(name, _)| name)
    }

    /// Whether a flag was written.
    pub fn has(&self, option: &str) -> bool {
        self.find(option).is_some()
    }

    /// The text of an option.
    pub fn text(&self, option: &str) -> Option<&LitStr> {
        match self.find(option) {
            Some((_, Setting::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// The type of an option.
    pub fn type_of(&self, option: &str) -> Option<&Type> {
        match self.find(option) {
            Some((_, Setting::Type(ty))) => Some(ty),
            _ => None,
        }
    }

    /// The identifier behind an option.
    pub fn identifier(&self, option: &str) -> Option<&Ident> {
        match self.find(option) {
            Some((_, Setting::Name(name))) => Some(name),
            _ => None,
        }
    }

    /// The value of an option.
    pub fn value(&self, option: &str) -> Option<&Expr> {
        match self.find(option) {
            Some((_, Setting::Value(value))) => Some(value),
            _ => None,
        }
    }

    /// What stands between the parentheses of an option.
    pub fn list(&self, option: &str) -> Option<&TokenStream> {
        match self.find(option) {
            Some((_, Setting::List(tokens))) => Some(tokens),
            _ => None,
        }
    }

    /// What stands between the parentheses of an option that may be written several times, each with the option's name.
    pub fn lists(&self, option: &str) -> impl Iterator<Item = (&Ident, &TokenStream)> {
        self.settings.iter().filter_map(move |(name, setting)| match setting {
            Setting::List(tokens) if name == option => Some((name, tokens)),
            _ => None,
        })
    }

    fn find(&self, option: &str) -> Option<&(Ident, Setting)> {
        self.settings.iter().find(|(name, _)| name == option)
    }
}

/// The literal that an expression is, if it is an integer: also a negative one, and one that a macro of the user's passed on.
fn literal(expression: &Expr) -> Option<LitInt> {
    match expression {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Int(number), .. }) => Some(number.clone()),
        Expr::Unary(syn::ExprUnary { op: syn::UnOp::Neg(_), expr, .. }) => {
            let number = literal(expr)?;
            Some(LitInt::new(&format!("-{number}"), number.span()))
        }
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn read_setting(name: &Ident, form: Form, input: ParseStream, grammar: &Grammar) -> syn::Result<Setting> {
    let expected = || diagnostics::option_form(name, form, grammar.attribute);
    match form {
        Form::Flag if input.peek(Token![=]) || input.peek(syn::token::Paren) => Err(expected()),
        Form::Flag => Ok(Setting::Flag),
        Form::List | Form::Lists if input.peek(syn::token::Paren) => {
            let list;
            parenthesized!(list in input);
            list.parse().map(Setting::List)
        }
        Form::List | Form::Lists => Err(expected()),
        Form::Text | Form::Type | Form::Name | Form::Value => {
            input.parse::<Token![=]>().map_err(|_| expected())?;
            read_value(form, input).map_err(|_| expected())
        }
    }
}

fn read_value(form: Form, input: ParseStream) -> syn::Result<Setting> {
    match form {
        Form::Text => input.parse().map(Setting::Text),
        Form::Type => input.parse().map(|ty| Setting::Type(Box::new(ty))),
        Form::Value => input.parse().map(|value| Setting::Value(Box::new(value))),
        _ => input.call(Ident::parse_any).map(Setting::Name),
    }
}

/// Passes over the value of an option that is not known.
fn skip_value(input: ParseStream) -> syn::Result<()> {
    while !input.is_empty() && !input.peek(Token![,]) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
