//! The mistakes in `required` and in `default`.

use syn::{Error, Expr, Ident, Type};

use super::{mistake, mistake_at, text};

/// `required` on an `Option`.
pub fn required_option(ty: &Type, inner: &Type) -> Error {
    let what = format!("`{}` can be absent, so it cannot be required", text(ty));
    mistake_at(ty, what, format!("write `{}`, or remove `required`", text(inner)))
}

/// `required` on a `Vec` or a map.
pub fn required_many(name: &Ident, ty: &Type) -> Error {
    let what = format!("`{}` cannot be required: nothing tells whether it is absent or empty", text(ty));
    mistake(name.span(), what, "remove `required`")
}

/// `required` or `default` on a variant of a oneof.
pub fn on_oneof_member(name: &Ident) -> Error {
    let what = format!("a member of a oneof cannot have `{name}`");
    mistake(name.span(), what, format!("remove `{name}`: a oneof has one member, or none"))
}

/// `default` on a `Vec` or a map.
pub fn default_of_many(name: &Ident, ty: &Type) -> Error {
    let what = format!("`{}` is empty when it is absent", text(ty));
    mistake(name.span(), what, "remove `default`")
}

/// `default` on a member whose absence is zero.
pub fn default_without_presence(ty: &Type) -> Error {
    let what = format!("`{}` is zero when it is absent", text(ty));
    mistake_at(
        ty,
        what,
        format!("write `Option<{}>`: then absence and zero differ, and a default can stand for absence", text(ty)),
    )
}

/// A default that is no literal and no path.
pub fn not_a_default(written: &Expr) -> Error {
    let what = format!("`{}` cannot be a default", text(written));
    let help = "write a number, `true`, `false`, `\"text\"`, `b\"bytes\"`, `f64::INFINITY`, or the value of an enum: `Color::Red`";
    mistake_at(written, what, help)
}

/// A default of a type whose values cannot be written down.
pub fn type_without_default(ty: &Type) -> Error {
    let what = format!("the default of a member cannot be a `{}`", text(ty));
    mistake_at(ty, what, "remove `default`: it is for numbers, booleans, strings, bytes and enums")
}

/// A default that is no value of the type.
pub fn default_of_another_kind(written: &Expr, ty: &Type, help: &str) -> Error {
    mistake_at(written, format!("`{}` is no `{}`", text(written), text(ty)), help)
}

/// A whole number beyond those of the type.
pub fn integer_out_of_range(written: &Expr, ty: &str, first: i128, last: i128) -> Error {
    let what = format!("`{}` is no `{ty}`", text(written));
    mistake_at(written, what, format!("write a number from {first} to {last}"))
}

/// A number beyond those of the type.
pub fn float_out_of_range(written: &Expr, ty: &str) -> Error {
    let what = format!("`{}` is too large for `{ty}`", text(written));
    mistake_at(written, what, format!("write a smaller number, or `{ty}::INFINITY`"))
}
