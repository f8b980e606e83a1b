//! The mistakes in extensions, of those who are extended and of those who extend.

use proc_macro2::Span;
use syn::{Error, Expr, Generics, Ident, Type};

use super::{mistake, mistake_at, text};

/// An entry of `extensions` that is none.
pub fn range(expression: &Expr) -> Error {
    let what = format!("`{}` is no range of numbers", text(expression));
    mistake_at(
        expression,
        what,
        "write numbers, ranges with both ends, or ranges to the last number: `extensions(4, 120..=200, 1000..)`",
    )
}

/// `extensions()`
pub fn no_ranges(name: &Ident) -> Error {
    mistake(name.span(), "nothing says which numbers are for extensions", "write the numbers: `extensions(120..=200)`")
}

/// A range beyond the numbers that there are.
pub fn range_out_of_range(expression: &Expr, last: u32) -> Error {
    let what = format!("`{}` goes beyond the numbers of the message", text(expression));
    mistake_at(expression, what, format!("the first number is 1, the last is {last}"))
}

/// Two ranges with a number in common: the mistake at both places.
pub fn ranges_overlap(second: &Expr, first: &Expr) -> Error {
    let what = format!("`{}` has numbers that are for extensions already", text(second));
    let mut error = mistake_at(second, what, "write one range for both, or let it begin behind the other");
    error.combine(Error::new_spanned(first, "they are said to be for extensions here first"));
    error
}

/// A range with numbers under `reserved`.
pub fn range_reserved(expression: &Expr) -> Error {
    let what = format!("`{}` has numbers that are reserved", text(expression));
    mistake_at(expression, what, "a number is for extensions, or must not be used: leave it to one of the two")
}

/// A member with a number that is for extensions.
pub fn number_of_extension(number: u32, span: Span, member: &Ident, range: &str, next: u32) -> Error {
    let what = format!("the number {number} of `{member}` is for extensions, which have `{range}`");
    mistake(span, what, format!("{next} is free"))
}

/// `extensions(..)` without a member under `#[unknown]`.
pub fn no_place(name: &Ident) -> Error {
    let help = "add `#[unknown] unknown: contracts::UnknownFields`: extensions are kept there";
    mistake(name.span(), "the message has no place for its extensions", help)
}

/// `message_set` without `extensions(..)`.
pub fn message_set_without_extensions(name: &Ident) -> Error {
    mistake(
        name.span(),
        "a message set is made of extensions, and there are none",
        "write `message_set, extensions(4..)`",
    )
}

/// A member of a message set.
pub fn field_of_message_set(member: &Ident) -> Error {
    let what = format!("`{member}` is a member, but a message set has nothing but extensions");
    let help = "remove `message_set`, or move the member to a struct under `#[contract(extends = ..)]`";
    mistake(member.span(), what, help)
}

/// Type parameters on a set of extensions.
pub fn generic(generics: &Generics, ident: &Ident) -> Error {
    let what = format!("`{ident}` is generic, but only a message can be");
    mistake_at(generics, what, "write the type in place of the parameter")
}

/// A oneof among extensions.
pub fn oneof(member: &Ident) -> Error {
    let what = format!("the oneof `{member}` cannot be an extension");
    let help =
        "put it into a struct under `#[contract]`, and extend with that: `#[member(n)] name: Option<ThatStruct>`";
    mistake(member.span(), what, help)
}

/// `#[unknown]` among extensions.
pub fn unknown(span: Span) -> Error {
    let help = "remove the member: the message that is extended keeps what is unknown";
    mistake(span, "extensions are no message of their own, and keep no unknown fields", help)
}

/// `required` on an extension.
pub fn required(name: &Ident, ty: &Type) -> Error {
    let help = format!("remove `required`, and write `Option<{}>`", text(ty));
    mistake(name.span(), "an extension cannot be required", help)
}

/// `json_name` on an extension.
pub fn json_name(name: &Ident) -> Error {
    let help = "remove `json_name`: JSON calls an extension by its full name, as `[shop.v1.color]`";
    mistake(name.span(), "an extension has no name of its own in JSON", help)
}

/// An extension in another collection than a `Vec`.
pub fn collection(ty: &Type, element: &Type) -> Error {
    mistake_at(ty, format!("an extension cannot be a `{}`", text(ty)), format!("write `Vec<{}>`", text(element)))
}

/// A map as an extension.
pub fn map(ty: &Type) -> Error {
    let help = "put it into a struct under `#[contract]`, and extend with that: `Option<ThatStruct>`";
    mistake_at(ty, format!("an extension cannot be a map, as `{}` is", text(ty)), help)
}

/// An extension that is neither optional nor repeated.
pub fn member_type(ty: &Type) -> Error {
    let what = format!("an extension is optional or repeated, which `{}` is not", text(ty));
    mistake_at(ty, what, format!("write `Option<{}>`", text(ty)))
}
