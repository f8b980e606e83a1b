//! Every mistake that the macros tell of, one constructor each: where it is, what is wrong, what to type.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Attribute, Error, Expr, Fields, FieldsUnnamed, Ident, Item, LitInt, MetaNameValue, Path, Type};

use crate::grammar::{Form, Grammar};
use crate::names;

pub mod allow;
pub mod borrow;
pub mod extension;
pub mod presence;
pub mod service;
pub mod types;
pub mod validate;

/// The mistakes of one item.
#[derive(Default)]
pub struct Diagnostics(Vec<Error>);

impl Diagnostics {
    /// Adds a mistake.
    pub fn add(&mut self, error: Error) {
        self.0.push(error);
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The mistakes as `compile_error!`s, in the order in which they stand in the source.
    pub fn into_compile_errors(mut self) -> TokenStream {
        self.0.sort_by_key(|error| (error.span().start().line, error.span().start().column));
        self.0.into_iter().map(Error::into_compile_error).collect()
    }
}

fn mistake(span: Span, what: impl std::fmt::Display, help: impl std::fmt::Display) -> Error {
    Error::new(span, format!("{what}\nhelp: {help}"))
}

/// A mistake in all of these tokens.
fn mistake_at(tokens: &impl ToTokens, what: impl std::fmt::Display, help: impl std::fmt::Display) -> Error {
    Error::new_spanned(tokens, format!("{what}\nhelp: {help}"))
}

fn text(tokens: &impl ToTokens) -> String {
    const TIGHT: [(&str, &str); 9] = [
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" :: ", "::"),
        (" ..= ", "..="),
        (" .. ", ".."),
        (" ..", ".."),
        (" : ", ": "),
        ("& ", "&"),
    ];
    let loose = tokens.to_token_stream().to_string();
    let text = TIGHT.iter().fold(loose, |text, (loose, tight)| text.replace(loose, tight));
    match text.strip_prefix("- ") {
        Some(number) => format!("-{number}"),
        None => text,
    }
}

// Items.

/// `#[contract]` on something that cannot be one.
pub fn not_a_contract(item: &Item) -> Error {
    let kind = match item {
        Item::Fn(_) => "a function",
        Item::Union(_) => "a union",
        Item::Mod(_) => "a module",
        Item::Type(_) => "a type alias",
        Item::Const(_) | Item::Static(_) => "a constant",
        _ => "this item",
    };
    let span = match item {
        Item::Fn(item) => item.sig.ident.span(),
        Item::Union(item) => item.ident.span(),
        Item::Mod(item) => item.ident.span(),
        Item::Type(item) => item.ident.span(),
        Item::Const(item) => item.ident.span(),
        Item::Static(item) => item.ident.span(),
        other => other.span(),
    };
    let help = "a message is a struct with named fields, an enum or a oneof is an enum, a service is a trait";
    mistake(span, format!("{kind} cannot be a contract"), help)
}

/// A struct with unnamed fields.
pub fn tuple_struct(fields: &FieldsUnnamed, ident: &Ident) -> Error {
    let help = format!("give the fields names: `struct {ident} {{ #[member(1)] value: .. }}`");
    mistake_at(fields, format!("the fields of the message `{ident}` have no names"), help)
}

/// Lifetimes or const parameters on a contract.
pub fn generic_parameter(parameter: &impl ToTokens, ident: &Ident) -> Error {
    let what =
        format!("`{ident}` is generic over `{}`, but a contract can be generic over types alone", text(parameter));
    mistake_at(parameter, what, "write the number in place of the parameter")
}

/// Type parameters on an enum.
pub fn generic_enum(parameters: &impl ToTokens, ident: &Ident) -> Error {
    mistake_at(
        parameters,
        format!("the enum `{ident}` is generic"),
        "only a struct can be a generic contract; write the type in place of the parameter",
    )
}

/// `Default` among the derives.
pub fn derives_default(path: &Path, ident: &Ident) -> Error {
    mistake_at(
        path,
        format!("`Default` is implemented for `{ident}` twice"),
        "remove it from the derive list: `#[contract]` implements `Default` with protobuf's default values",
    )
}

// Attributes and options.

/// `#[member = 3]`.
pub fn attribute_with_value(meta: &MetaNameValue, attribute: &str) -> Error {
    let help = format!("write `#[{attribute}({})]`", text(&meta.value));
    mistake_at(meta, format!("`{attribute}` takes its options in parentheses"), help)
}

/// An option that the attribute does not have.
pub fn unknown_option(name: &Ident, grammar: &Grammar) -> Error {
    let attribute = grammar.attribute;
    let options = || grammar.options.iter().map(|(option, _)| *option);
    let help = match names::nearest(&name.to_string(), options()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if grammar.options.is_empty() => format!("`#[{attribute}]` takes no options"),
        None => format!("the options are {}", quoted(options())),
    };
    mistake(name.span(), format!("`#[{attribute}]` has no option `{name}`"), help)
}

/// An option that is there twice.
pub fn repeated_option(name: &Ident, attribute: &str) -> Error {
    mistake(name.span(), format!("`{name}` is said twice in `#[{attribute}]`"), "remove one of the two")
}

/// An option in another form than its own.
pub fn option_form(name: &Ident, form: Form, attribute: &str) -> Error {
    let written = match form {
        Form::Flag => name.to_string(),
        Form::Text => format!("{name} = \"..\""),
        Form::Type => format!("{name} = Type"),
        Form::Name => format!("{name} = Name"),
        Form::Value => format!("{name} = value"),
        Form::List | Form::Lists => format!("{name}(..)"),
    };
    mistake(
        name.span(),
        format!("the option `{name}` of `#[{attribute}]` is written in another way"),
        format!("write `{written}`"),
    )
}

/// `option()`
pub fn no_option(name: &Ident) -> Error {
    let help = "write a value of a contract that extends the options, or a text: `option(\"jstype: JS_STRING\")`";
    mistake(name.span(), "nothing says which option", help)
}

/// Two options that contradict each other.
pub fn contradiction(name: &Ident, other: &Ident) -> Error {
    mistake(
        name.span(),
        format!("`{name}` and `{other}` cannot be said together"),
        format!("remove `{name}` or `{other}`"),
    )
}

// Members.

/// A field of a struct without an attribute.
pub fn member_without_role(ident: &Ident) -> Error {
    let help = "write `#[member(n)]` with a number that no other member has, `#[oneof]`, or `#[unknown]`";
    mistake(ident.span(), format!("nothing says what `{ident}` is in the message"), help)
}

/// `#[membr(1)]`, `#[cfg_attr(.., member(1))]`.
pub fn mistaken_role(attribute: &Attribute, roles: &[&str]) -> Error {
    let name = text(attribute.path());
    if let Some(near) = names::nearest(&name, roles.iter().copied()) {
        return mistake_at(
            attribute.path(),
            format!("there is no attribute `{name}`"),
            format!("did you mean `{near}`?"),
        );
    }
    let help =
        "write `#[member(n)]` as always, and `#[cfg(..)]` above it when the whole member depends on the condition";
    mistake_at(attribute, "`#[contract]` comes before `cfg_attr` is judged, so it does not see what the field is", help)
}

/// A field of a struct with two attributes.
pub fn second_role(attribute: &Attribute) -> Error {
    let help = "a field of the struct has one of `#[member(n)]`, `#[oneof]` and `#[unknown]`: remove the others";
    mistake_at(attribute, "the field has a second attribute that says what it is", help)
}

/// A second `#[unknown]`.
pub fn second_unknown(span: Span) -> Error {
    mistake(span, "unknown fields have a place already", "remove one of the members under `#[unknown]`")
}

/// `#[unknown]` on a member of another type.
pub fn unknown_type(ty: &Type) -> Error {
    let what = format!("unknown fields cannot be kept in `{}`", text(ty));
    mistake_at(ty, what, "write `contracts::UnknownFields`")
}

/// A oneof that is not optional.
pub fn oneof_not_optional(ty: &Type, ident: &Ident) -> Error {
    let what = format!("the oneof `{ident}` cannot be unset");
    mistake_at(ty, what, format!("write `Option<{}>`: a peer may set no member", text(ty)))
}

/// A message that always holds another of its own type.
pub fn infinite(ty: &Type, ident: &Ident) -> Error {
    let what = format!("every `{ident}` would hold another `{ident}`, without an end");
    let boxed = if text(ty).ends_with('>') { text(ty) } else { format!("Box<{}>", text(ty)) };
    mistake_at(ty, what, format!("write `Option<{boxed}>`"))
}

// Numbers.

/// `#[member]` without a number.
pub fn number_missing(span: Span, member: &Ident, next: u32) -> Error {
    mistake(span, format!("`{member}` has no number"), format!("write `#[member({next})]`: {next} is free"))
}

/// Something else where the number should be.
pub fn number_not_a_literal(expression: &impl ToTokens, attribute: &str) -> Error {
    let what = format!("`{}` is not a number", text(expression));
    mistake_at(expression, what, format!("write the number itself, as in `#[{attribute}(1)]`"))
}

/// A second number.
pub fn second_number(expression: &Expr, attribute: &str) -> Error {
    mistake_at(expression, format!("`#[{attribute}]` has two numbers"), "remove one of them")
}

/// A number that protobuf does not allow.
pub fn number_out_of_range(number: &LitInt) -> Error {
    let help = match number.base10_parse::<i64>() {
        Ok(19_000..=19_999) => "19000 to 19999 belong to protobuf itself: take another number",
        Ok(..=0) => "the first number is 1",
        _ => "the last number is 536870911",
    };
    mistake(number.span(), format!("{number} cannot be the number of a member"), help)
}

/// A member and the number it was given.
pub struct Numbered<'a> {
    /// The member.
    pub member: &'a Ident,
    /// Where the number is written.
    pub number: Span,
}

/// A number that an earlier member has: the mistake at both places.
pub fn number_used_twice(number: u32, second: Numbered<'_>, first: Numbered<'_>, next: u32) -> Error {
    let what = format!("the number {number} of `{}` is the number of `{}` already", second.member, first.member);
    let mut error = mistake(second.number, what, format!("{next} is free"));
    error.combine(Error::new(first.number, format!("the number {number} is used here first")));
    error
}

/// A number under `reserved`.
pub fn number_reserved(number: u32, span: Span, member: &str, next: u32) -> Error {
    let help = format!("a reserved number must not be used again, old data may hold it; {next} is free");
    mistake(span, format!("the number {number} of `{member}` is reserved"), help)
}

// Names.

/// Two members of one name.
pub fn name_used_twice(name: &str, span: Span, first_span: Span, first: &Ident) -> Error {
    let what = format!("the name `{name}` is the name of `{first}` already");
    let mut error = mistake(span, what, "rename the member, or say `name = \"..\"`");
    error.combine(Error::new(first_span, format!("the name `{name}` is used here first")));
    error
}

/// Two members of one name in JSON.
pub fn json_name_used_twice(json: &str, span: Span, first_span: Span, first: &Ident) -> Error {
    let what = format!("in JSON this member would be called `{json}`, as `{first}` is already");
    let mut error = mistake(span, what, "rename the member, or say `json_name = \"..\"`");
    error.combine(Error::new(first_span, format!("`{json}` is used here first")));
    error
}

/// A name under `reserved`.
pub fn name_reserved(name: &str, span: Span) -> Error {
    let help = "a reserved name must not be used again, old JSON may hold it; rename the member";
    mistake(span, format!("the name `{name}` is reserved"), help)
}

/// A name that is no identifier.
pub fn not_an_identifier(name: &syn::LitStr) -> Error {
    mistake(
        name.span(),
        format!("{:?} is not a name", name.value()),
        "a name is letters, digits and `_`, and no digit first",
    )
}

/// An entry of `reserved` that is none.
pub fn reserved_entry(expression: &Expr) -> Error {
    let what = format!("`{}` cannot be reserved", text(expression));
    mistake_at(expression, what, "write numbers, ranges with both ends, and names: `reserved(4, 9..=12, \"old_name\")`")
}

// Enums.

/// An enum that is not `Copy`.
pub fn not_copy(last: &Path, ident: &Ident, missing: &str) -> Error {
    let help = format!("write `#[derive(.., {missing})]`: values of an enum are numbers");
    mistake_at(last, format!("the enum `{ident}` does not derive `{missing}`"), help)
}

/// An enum without a variant for zero.
pub fn no_zero_value(ident: &Ident) -> Error {
    let help = "add `Unspecified = 0` as the first variant: it stands for absence";
    mistake(ident.span(), format!("the enum `{ident}` has no value for zero"), help)
}

/// A zero that does not come first.
pub fn zero_not_first(variant: &Ident) -> Error {
    mistake(
        variant.span(),
        format!("`{variant}` is zero, but not the first variant"),
        "move it to the top: protobuf wants the zero value first",
    )
}

/// A zero value that may be missing.
pub fn conditional_zero(condition: &Attribute, variant: &Ident) -> Error {
    let what = format!("`{variant}` is zero, and must always be there");
    mistake_at(condition, what, "remove the condition: the zero value stands for absence")
}

/// `#[unknown]` on a variant of a closed enum.
pub fn unknown_in_closed(span: Span) -> Error {
    let help = "remove the variant: the message keeps the number among its unknown fields; or remove `closed`";
    mistake(span, "a closed enum has no numbers without a name", help)
}

/// A first value of a closed enum that may be missing.
pub fn conditional_first(condition: &Attribute, variant: &Ident) -> Error {
    let what = format!("`{variant}` is the first value, and must always be there");
    mistake_at(condition, what, "remove the condition: the first value of a closed enum stands for absence")
}

/// A closed enum without values.
pub fn no_values(ident: &Ident) -> Error {
    mistake(ident.span(), format!("the enum `{ident}` has no values"), "add a variant: `First = 1`")
}

/// A variant without a number.
pub fn value_without_number(variant: &Ident, free: i32) -> Error {
    let help = format!("write `{variant} = {free}`: {free} is free");
    mistake(variant.span(), format!("`{variant}` has no number"), help)
}

/// A number that is no 32-bit literal.
pub fn value_number(expression: &Expr) -> Error {
    let what = format!("`{}` cannot be the number of a variant", text(expression));
    mistake_at(expression, what, "write a number from -2147483648 to 2147483647")
}

/// Two variants of one number.
pub fn value_used_twice(number: i32, (second, span): (&Ident, Span), (first, first_span): (&Ident, Span)) -> Error {
    let what = format!("the number {number} of `{second}` is the number of `{first}` already");
    let mut error = mistake(span, what, format!("give `{second}` a number of its own"));
    error.combine(Error::new(first_span, format!("the number {number} is used here first")));
    error
}

/// A reserved number on a variant.
pub fn value_reserved(number: i32, span: Span) -> Error {
    mistake(span, format!("the number {number} is reserved"), "a reserved number must not be used again; take another")
}

/// Data on a variant of an enum with numbers.
pub fn value_with_fields(variant: &Ident) -> Error {
    let help = "for a oneof give every variant `#[member(n)]` instead of `= n`; for numbers without a name write `#[unknown] Other(i32)`";
    mistake(variant.span(), format!("`{variant}` has data, but the enum is one of numbers"), help)
}

/// An unknown variant that does not hold the number.
pub fn unknown_variant(variant: &Ident) -> Error {
    let what = format!("`{variant}` cannot hold a number without a name");
    mistake(variant.span(), what, format!("write `#[unknown] {variant}(i32)`, without a number of its own"))
}

/// A second unknown variant.
pub fn second_unknown_variant(span: Span) -> Error {
    mistake(span, "numbers without a name have a variant already", "remove one of the variants under `#[unknown]`")
}

// Oneofs and errors.

/// A oneof without members.
pub fn empty_oneof(ident: &Ident) -> Error {
    mistake(ident.span(), format!("the oneof `{ident}` has no members"), "add a variant: `#[member(1)] Name(Type)`")
}

/// A variant with several values.
pub fn oneof_payload(fields: &Fields, variant: &Ident) -> Error {
    let what = format!("`{variant}` holds more or less than one value");
    mistake_at(
        fields,
        what,
        format!("put the values into a struct under `#[contract]`, and write `{variant}(ThatStruct)`"),
    )
}

/// `= 1` on the variant of a oneof.
pub fn discriminant_on_oneof(number: &Expr, variant: &Ident) -> Error {
    let what =
        format!("`{variant}` has a number as in an enum, but the variants of a oneof have theirs in `#[member(n)]`");
    mistake_at(number, what, format!("remove `= {}`", text(number)))
}

/// Another attribute on the variant of a oneof.
pub fn not_on_a_oneof_member(attribute: &Attribute) -> Error {
    let help =
        "a variant of a oneof has `#[member(n)]` alone; members that are unknown are kept by the message around it";
    mistake_at(attribute, "the variant of a oneof cannot have this attribute", help)
}

/// An error enum without a variant for other statuses.
pub fn no_status_variant(ident: &Ident) -> Error {
    let help = "add `#[status] Other(contracts::Status)`: a call can also fail on its way";
    mistake(ident.span(), format!("the error `{ident}` has no variant for a status that is none of its own"), help)
}

/// A second `#[status]`.
pub fn second_status(attribute: &Attribute) -> Error {
    mistake_at(attribute, "other statuses have a variant already", "remove one of the variants under `#[status]`")
}

/// A variant of an error enum without a code.
pub fn error_without_code(variant: &Ident) -> Error {
    mistake(variant.span(), format!("`{variant}` names no gRPC code"), "write `#[error(code = NotFound)]`")
}

/// A code that gRPC does not have.
pub fn unknown_code(code: &Ident, codes: &[&str]) -> Error {
    let help = match names::nearest(&code.to_string(), codes.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the codes are {}", quoted(codes.iter().copied())),
    };
    mistake(code.span(), format!("gRPC has no code `{code}`"), help)
}

fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
