//! The mistakes in traits and in their implementations.

use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{Error, Ident, ItemImpl, LitInt, LitStr, PathSegment, Type};

use super::{mistake, mistake_at, quoted, text};
use crate::names;

// Traits.

/// Type parameters or lifetimes on a trait.
pub fn generic_service(generics: &impl ToTokens, ident: &Ident) -> Error {
    let what = format!("the service `{ident}` is generic");
    mistake_at(generics, what, "a service is one trait: write the type in place of the parameter")
}

/// `unsafe trait`, `auto trait`.
pub fn qualified_service(qualifier: &impl ToTokens, ident: &Ident) -> Error {
    let (span, word) = (qualifier.to_token_stream().span(), text(qualifier));
    mistake(span, format!("the service `{ident}` cannot be `{word}`"), format!("remove `{word}`"))
}

/// A supertrait that clients cannot implement.
pub fn supertrait(bound: &impl ToTokens, ident: &Ident) -> Error {
    let what = format!("the client of `{ident}` cannot implement `{}`", text(bound));
    mistake_at(bound, what, "remove it: a service is `Send + Sync + 'static` already")
}

/// An associated type or constant.
pub fn not_an_operation(item: &impl ToTokens) -> Error {
    let help = "a service has operations alone: `#[operation] async fn name(&self, request: Request) -> Result<Response, Status>;`";
    mistake_at(item, "this cannot be in a service", help)
}

/// A trait without operations.
pub fn empty_service(ident: &Ident) -> Error {
    let help = "write `#[operation] async fn name(&self, request: Request) -> Result<Response, Status>;`";
    mistake(ident.span(), format!("the service `{ident}` has no operations"), help)
}

/// Two operations of one name.
pub fn operation_name_used_twice(name: &str, span: Span, first_span: Span) -> Error {
    let what = format!("the service has an operation `{name}` already");
    let mut error = mistake(span, what, "rename the operation, or say `#[operation(name = \"..\")]`");
    error.combine(Error::new(first_span, format!("the name `{name}` is used here first")));
    error
}

// Operations.

/// A method without `#[operation]`.
pub fn operation_missing(ident: &Ident) -> Error {
    mistake(ident.span(), format!("nothing says that `{ident}` is an operation"), "write `#[operation]` above it")
}

/// A second `#[operation]`.
pub fn second_operation(span: Span) -> Error {
    mistake(span, "`#[operation]` stands twice above the method", "write the options of both in one")
}

/// A number in `#[operation]`.
pub fn operation_with_number(number: &LitInt) -> Error {
    mistake(number.span(), "an operation has no number", "remove it: operations are found by their names")
}

/// A body in the trait.
pub fn operation_with_body(span: Span, ident: &Ident) -> Error {
    let help =
        format!("write `;` in its place, and the body in the `impl` of the service: a client calls `{ident}` instead");
    mistake(span, format!("the operation `{ident}` has a body"), help)
}

/// `fn` without `async`.
pub fn operation_not_async(span: Span, ident: &Ident) -> Error {
    mistake(span, format!("the operation `{ident}` is not async"), format!("write `async fn {ident}`"))
}

/// A qualifier in front of `fn`.
pub fn qualified_operation(qualifier: &impl ToTokens, ident: &Ident) -> Error {
    let (span, word) = (qualifier.to_token_stream().span(), text(qualifier));
    mistake(span, format!("the operation `{ident}` cannot be `{word}`"), format!("remove `{word}`"))
}

/// Type parameters, lifetimes or a where clause on an operation.
pub fn generic_operation(generics: &impl ToTokens, ident: &Ident) -> Error {
    let help = match text(generics).starts_with("<'") {
        true => "leave the lifetime out: write `&self`, and `'_` for that of a request that borrows",
        false => {
            "a message has one type; a stream of requests is `requests: impl Stream<Item = Result<Request, Status>>`"
        }
    };
    mistake_at(generics, format!("the operation `{ident}` is generic"), help)
}

/// A receiver other than `&self`.
pub fn receiver(receiver: &impl ToTokens, ident: &Ident) -> Error {
    let help = "write `&self`: calls run at the same time, and what they change is behind a lock or in a database";
    mistake_at(receiver, format!("the operation `{ident}` does not take `&self`"), help)
}

/// A second request.
pub fn second_request(ty: &Type, ident: &Ident) -> Error {
    let what = format!("the operation `{ident}` takes a second message");
    mistake_at(ty, what, "put all of it into one message: `#[contract] struct` with a member for each")
}

/// A second context.
pub fn second_context(ty: &Type, ident: &Ident) -> Error {
    mistake_at(ty, format!("the operation `{ident}` takes a second context"), "remove one of them")
}

/// A context by value.
pub fn context_by_value(ty: &Type) -> Error {
    mistake_at(ty, "the context is borrowed", format!("write `&{}`; what outlives the call takes a clone", text(ty)))
}

/// A message by reference, or one that borrows.
pub fn borrowed_message(ty: &Type) -> Error {
    let owned = match ty {
        Type::Reference(reference) => format!("write `{}`", text(&reference.elem)),
        _ => "only a request that comes alone can borrow; use a message that owns what it holds, as `Encoded` does"
            .to_owned(),
    };
    mistake_at(ty, "a message that travels cannot be borrowed", owned)
}

/// `Order<'static>` as a message.
pub fn static_message(segment: &PathSegment) -> Error {
    let (ident, all) = (&segment.ident, text(segment));
    let what = format!("`{all}` would borrow for `'static`, and nothing that travels lives so long");
    let help = format!("of one request write `{ident}<'_>`; else `Encoded<{all}>`, which has the bytes");
    mistake_at(segment, what, help)
}

/// `impl Trait` that is no stream of results.
pub fn not_a_stream(ty: &Type, ident: &Ident) -> Error {
    let what = format!("`{}` of the operation `{ident}` is not a stream of messages", text(ty));
    mistake_at(ty, what, "write `impl Stream<Item = Result<Message, Status>>`; a `BoxStream` is one")
}

/// An operation that returns nothing, or no `Result`.
pub fn no_result(returned: Option<&Type>, ident: &Ident) -> Error {
    let response = returned.map_or_else(|| "()".to_owned(), text);
    let what = format!("the operation `{ident}` returns no `Result`");
    let guilty = returned.map_or_else(|| ident.to_token_stream(), ToTokens::to_token_stream);
    mistake_at(&guilty, what, format!("write `-> Result<{response}, Status>`: every call can fail on its way"))
}

/// A path template that does not begin with a slash.
pub fn http_path(path: &LitStr) -> Error {
    let help = format!("write `\"/{}\"`", path.value().trim_start_matches('/'));
    mistake(path.span(), format!("{:?} is not the path of an HTTP request", path.value()), help)
}

/// `http` without a method.
pub fn http_without_method(span: Span) -> Error {
    mistake(span, "the HTTP binding has no method", "write `http(get = \"/v1/things/{id}\")`")
}

/// Two HTTP methods.
pub fn second_http_method(name: &Ident) -> Error {
    mistake(name.span(), "the HTTP binding has two methods", "keep one of them")
}

/// A body with an HTTP method that has none.
pub fn http_body(body: &LitStr, method: &str) -> Error {
    mistake(body.span(), format!("a {method} request has no body"), "remove `body`, or use `post`, `put` or `patch`")
}

/// The whole response where one of its fields should be.
pub fn http_whole_response(field: &LitStr) -> Error {
    let help = "remove `response_body`: the whole response is the body then";
    mistake(field.span(), format!("`response_body` names no field, but {:?}", field.value()), help)
}

/// A level of idempotency that protobuf does not have.
pub fn unknown_idempotency(level: &Ident, levels: &[&str]) -> Error {
    let help = match names::nearest(&level.to_string(), levels.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the levels are {}", quoted(levels.iter().copied())),
    };
    mistake(level.span(), format!("`{level}` is not a level of idempotency"), help)
}

// Implementations.

/// `#[contract]` on an `impl` without a trait.
pub fn inherent_impl(item: &ItemImpl) -> Error {
    let help =
        format!("write `impl Service for {}`, where `Service` is the trait under `#[contract]`", text(&item.self_ty));
    mistake_at(&item.self_ty, "this `impl` implements no service", help)
}

/// Arguments of `#[contract]` on an `impl`.
pub fn argument_on_impl(span: Span) -> Error {
    mistake(span, "`#[contract]` on an `impl` takes no options", "write `#[contract]`")
}
