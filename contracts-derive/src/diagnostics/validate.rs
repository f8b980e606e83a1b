//! The mistakes in `validate(..)`.

use proc_macro2::Span;
use syn::{Error, Expr, Ident, LitStr, Type};

use super::{mistake, mistake_at, quoted, text};
use crate::names;

/// Something that is no name of a rule.
pub fn not_a_rule(span: Span) -> Error {
    mistake(span, "this is not a rule", "write rules with commas between them: `validate(required, max_len = 100)`")
}

/// A rule that does not exist.
pub fn unknown(name: &Ident, words: &[&str]) -> Error {
    let help = match names::nearest(&name.to_string(), words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the rules of this member are {}", quoted(words.iter().copied())),
    };
    mistake(name.span(), format!("there is no rule `{name}`"), help)
}

/// A rule that is there twice.
pub fn said_twice(name: &Ident) -> Error {
    mistake(name.span(), format!("`{name}` is said twice"), format!("remove one `{name}`"))
}

/// A rule of values of another type.
pub fn of_another_type(name: &Ident, ty: Option<&Type>, help: &str) -> Error {
    let whom = ty.map_or_else(|| "a list or a map".to_owned(), |ty| format!("`{}`", text(ty)));
    mistake(name.span(), format!("{whom} cannot have the rule `{name}`"), help)
}

/// `items(..)` on what is no list, `keys(..)` on what is no map.
pub fn only_for(name: &Ident, whom: &str, ty: Option<&Type>) -> Error {
    let what = match ty {
        Some(ty) => format!("`{name}(..)` is for {whom}, not for `{}`", text(ty)),
        None => format!("`{name}(..)` is for {whom}"),
    };
    let help = match (whom, ty) {
        ("lists", None) => "write `keys(..)` or `values(..)`".to_owned(),
        ("maps", None) => "write `items(..)`".to_owned(),
        _ => "write its rules without it".to_owned(),
    };
    mistake(name.span(), what, help)
}

/// `required` on an element, a key or a value.
pub fn of_a_whole_member(name: &Ident) -> Error {
    let help = format!("write `{name}` outside of the parentheses, or remove it");
    mistake(name.span(), format!("`{name}` is for a whole member"), help)
}

/// `ignore = if_zero` and `cel` on an element, a key or a value.
pub fn function_unless_zero(span: Span) -> Error {
    let help = "remove `ignore`, and let the function and the expression take zero";
    mistake(span, "what a function checks inside of a list or a map is not ignored when it is zero", help)
}

/// A word that is written in another form.
pub fn form(name: &Ident) -> Error {
    let example = match name.to_string().as_str() {
        "required" => "required",
        "ignore" => "ignore = if_zero",
        "cel" => "cel(id = \"..\", message = \"..\", expression = \"..\", with = function)",
        "items" => "items(max_len = 5)",
        "strict" => "strict = false",
        "keys" => "keys(max_len = 5)",
        _ => "values(max_len = 5)",
    };
    mistake(name.span(), format!("`{name}` is not written like this"), format!("write `{example}`"))
}

/// A rule whose value is missing, or not of this form.
pub fn form_of(name: &Ident, argument: &str) -> Error {
    mistake(name.span(), format!("`{name}` is not written like this"), format!("write `{name}{argument}`"))
}

/// What is no count.
pub fn not_a_count(written: &Expr) -> Error {
    mistake_at(written, format!("`{}` is not a count", text(written)), "write a number, or the name of a constant")
}

/// What is no text.
pub fn not_a_text(written: &Expr) -> Error {
    mistake_at(written, format!("`{}` is not a text", text(written)), "write a text that is not empty: `\"..\"`")
}

/// What is no list.
pub fn not_a_list(name: &Ident, written: &Expr) -> Error {
    mistake_at(written, format!("`{name}` takes a list of values"), format!("write `{name} = [.., ..]`"))
}

/// A number that no value of the type is.
pub fn out_of_range(written: &Expr, ty: &str, first: i128, last: i128) -> Error {
    mistake_at(written, format!("no `{ty}` is `{}`", text(written)), format!("write a number from {first} to {last}"))
}

/// A value of another type.
pub fn of_another_kind(written: &Expr, help: &str) -> Error {
    mistake_at(written, format!("`{}` is no value of the member's type", text(written)), help)
}

/// What is no duration or no time.
pub fn not_a_time(written: &LitStr, help: &str) -> Error {
    mistake(written.span(), format!("{:?} cannot be read", written.value()), help)
}

/// `gt` and `gte`, or `lt` and `lte`.
pub fn two_bounds(second: &Ident, first: &Ident) -> Error {
    let what = format!("`{first}` says already where the range ends");
    mistake(second.span(), what, format!("remove `{first}` or `{second}`"))
}

/// A least count that is larger than the most.
pub fn nothing_left(written: &Expr, least: u64, most: u64) -> Error {
    let what = format!("nothing has at least {least} and at most {most}");
    mistake_at(written, what, format!("write a number from {least} on"))
}

/// `ignore` with another word.
pub fn unknown_ignore(written: &Expr) -> Error {
    let what = format!("rules cannot be ignored `{}`", text(written));
    mistake_at(written, what, "write `ignore = if_zero` or `ignore = always`")
}

/// `required` on the member of a oneof.
pub fn required_oneof_member(span: Span) -> Error {
    let help =
        "write `#[oneof(validate(required))]` where the oneof stands in its message: then there must be a member";
    mistake(span, "the member of a oneof cannot be required: then there could be no other", help)
}

/// A rule other than `required` on a oneof.
pub fn not_of_a_oneof(name: &Ident) -> Error {
    let what = format!("a oneof cannot have the rule `{name}`");
    mistake(name.span(), what, "write `#[oneof(validate(required))]`; all other rules are of its members")
}

/// A word in a rule that a function checks.
pub fn not_of_a_custom_rule(name: &Ident, words: &[&str]) -> Error {
    let help = match names::nearest(&name.to_string(), words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("what a rule with a function says is {}", quoted(words.iter().copied())),
    };
    mistake(name.span(), format!("a rule with a function has no `{name}`"), help)
}

/// A rule that a function checks, without a part that it must have.
pub fn custom_without(name: &Ident, missing: &str, expression: &str) -> Error {
    let (what, help) = match missing {
        "id" => ("does not say what programs call it", "id = \"order.dates\"".to_owned()),
        "with" => ("does not say which function checks it", "with = Self::has_dates_in_order".to_owned()),
        _ => ("does not say for others what it means", format!("{expression} = \"this.start <= this.end\"")),
    };
    mistake(name.span(), format!("the rule {what}"), format!("write `{help}`"))
}

/// `strict = false` on what is no header.
pub fn strict_without_header(name: &Ident) -> Error {
    let help = "write `http_header_name` or `http_header_value` beside it, or remove it";
    mistake(name.span(), "`strict` is about the letters of HTTP headers", help)
}

/// What is no regular expression.
pub fn not_a_pattern(written: &LitStr, reason: &str) -> Error {
    let what = format!("{:?} is not a regular expression: {reason}", written.value());
    mistake(written.span(), what, "write one in the syntax of RE2: https://github.com/google/re2/wiki/Syntax")
}

/// `pattern` where the feature is not there.
pub fn pattern_without_feature(name: &Ident) -> Error {
    let help = "write `contracts = { .., features = [\"regex\"] }` in Cargo.toml";
    mistake(name.span(), "the rule `pattern` is there with the feature `regex` of `contracts`", help)
}
